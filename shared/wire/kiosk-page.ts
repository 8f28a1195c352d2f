/**
 * What the kiosk's page and its device say to each other, on loopback:
 * `GET /api/kiosk/catalogue` (PublicOffice), `GET /api/kiosk/live` (server-sent `kiosk` events: KioskLive, always whole),
 * `POST /api/kiosk/tickets`, `POST /api/kiosk/reprints`; for staff: `POST /api/kiosk/staff` (PIN in, StaffList out),
 * `POST /api/kiosk/staff/voice`, `POST /api/kiosk/staff/print`, each with the pass that the list came with. Refusals are
 * `Refused`: a fault, and what it says to the citizen in the language asked for.
 */
import * as v from "valibot";
import type { NotOffered } from "../day/offers.ts";
import type { DayStage } from "../day/proposal.ts";
import type { NoticeShown } from "../day/wire.ts";
import type { Fault, FaultCode } from "../faults/fault.ts";
import type { Localized } from "../office/configuration.ts";
import { errandsMax } from "../queue/limits.ts";
import { people } from "../queue/schemas/fields.ts";
import { type Language, languages } from "../texts/language.ts";
import type { TicketLine } from "../ticket/layout.ts";
import { ticketAppointment } from "./kiosk-appointment.ts";

export const ticketRequest = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/)),
  service: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  language: v.picklist(languages),
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
  /** What else the citizen came for, in the order chosen; on the same ticket. */
  errands: v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(errandsMax))),
  /** How many came on this ticket; one when it is left out. */
  people: v.optional(people),
  /** Who comes for an appointment: see `kiosk-appointment.ts`. */
  appointment: v.optional(ticketAppointment),
});
export type TicketRequest = v.InferOutput<typeof ticketRequest>;

export const reprintRequest = v.strictObject({ visit: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) });

export interface KioskTicket {
  readonly visit: string;
  /** As on paper, such as A12. */
  readonly number: string;
  readonly service: string | null;
  readonly errands: readonly string[];
  readonly people: number;
  readonly at: number;
  /** What the paper says, line by line: the screen draws the same. */
  readonly lines: readonly TicketLine[];
  readonly printed: "pending" | "printed" | "failed" | "unknown";
  /** One copy may be asked for, after a failed or unknown print or when the citizen asks. */
  readonly mayReprint: boolean;
}

/** What holds today, as the page shows it. */
export interface KioskToday {
  /** `forming`: numbers are given, and nobody is called before the doors open. `last`: no more are given today. */
  readonly stage: DayStage;
  /** When the office opens and closes today, in minutes since midnight, by its hours. */
  readonly opens: number | null;
  readonly closes: number | null;
  /** Services that give no ticket now, and why. A tap on one is refused. */
  readonly notOffered: readonly NotOffered[];
  readonly notices: readonly NoticeShown[];
  /** Whatever is given here now is PRACTICE / EXERCICE. */
  readonly practice: boolean;
  /** When it opens after today. */
  readonly next: { readonly date: string; readonly opens: number | null } | null;
}

/** Server-sent `scanned`: what the kiosk's scanner has just read, such as a ticket's code or an appointment's. Once, to the page that came last. */
export interface KioskScanned {
  readonly text: string;
  /** It reads as an appointment's code, and as no ticket. The page does not load what tells them apart. */
  readonly isAppointment: boolean;
}

export interface KioskLive {
  /** `starting`: no catalogue or no letter yet; `ready`; `closed`: no office date is open; `out-of-service`: it cannot record. */
  readonly state: "starting" | "ready" | "closed" | "out-of-service";
  readonly hub: "present" | "away";
  readonly printer: "ready" | "paper-low" | "paper-out" | "cover-open" | "cutter-stuck" | "offline" | "error" | "unknown";
  readonly fault: FaultCode | null;
  /** Whether the office set a PIN for the staff page of its kiosks. */
  readonly staffPage: boolean;
  /** How many wait in the office, when the hub says so. */
  readonly waiting: number | null;
  /** Null until the hub has said it, and on a later day than that on which it did. */
  readonly today: KioskToday | null;
  /** The latest tickets of this page's session, so that their printing can be followed; at most 5, newest first. */
  readonly tickets: readonly KioskTicket[];
  /** Changes when the page should load the catalogue again. */
  readonly catalogue: number;
  readonly now: number;
}

/** What a refused tap says, in the language of the tap: the page has no table of faults. */
export interface Refused extends Fault {
  readonly what: string;
  readonly advice: string;
}

export const staffEntry = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^[0-9]{4,12}$/, "4 to 12 digits")) });
/** The pass is good for this run of the device and ten minutes. */
const pass = v.pipe(v.string(), v.minLength(8), v.maxLength(80));
export const staffPrint = v.strictObject({ pass });
export const staffVoice = v.strictObject({ pass, visit: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) });

/** A ticket that this kiosk issued, or that the hub last said was waiting. In order of arrival. */
export interface StaffTicket {
  readonly visit: string;
  readonly number: string;
  readonly arrivedAt: number;
  readonly service: Localized | null;
  readonly language: Language;
  /** Who knows of it: this kiosk alone, or also the hub. */
  readonly known: "kiosk" | "hub";
  /** When it was called by voice from this page; null until then. */
  readonly calledAt: number | null;
}

export interface StaffList {
  readonly pass: string;
  readonly tickets: readonly StaffTicket[];
  /** When the hub last said who waits; null when it never did. */
  readonly lineAt: number | null;
  readonly hub: "present" | "away";
  readonly now: number;
}
