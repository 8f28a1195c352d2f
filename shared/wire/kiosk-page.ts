/**
 * What the kiosk's page and its device say to each other, on loopback:
 * `GET /api/kiosk/catalogue` (PublicOffice), `GET /api/kiosk/live` (server-sent `kiosk` events: KioskLive, always whole),
 * `POST /api/kiosk/tickets`, `POST /api/kiosk/reprints`.
 */
import * as v from "valibot";
import type { FaultCode } from "../faults/fault.ts";
import { languages } from "../texts/language.ts";
import type { TicketLine } from "../ticket/layout.ts";

export const ticketRequest = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/)),
  service: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  language: v.picklist(languages),
  needs: v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5)),
});
export type TicketRequest = v.InferOutput<typeof ticketRequest>;

export const reprintRequest = v.strictObject({ visit: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) });

export interface KioskTicket {
  readonly visit: string;
  /** As on paper, such as A12. */
  readonly number: string;
  readonly service: string | null;
  readonly at: number;
  /** What the paper says, line by line: the screen draws the same. */
  readonly lines: readonly TicketLine[];
  readonly printed: "pending" | "printed" | "failed" | "unknown";
  /** One copy may be asked for, after a failed or unknown print or when the citizen asks. */
  readonly mayReprint: boolean;
}

export interface KioskLive {
  /** `starting`: no catalogue or no letter yet; `ready`; `closed`: no office date is open; `out-of-service`: it cannot record. */
  readonly state: "starting" | "ready" | "closed" | "out-of-service";
  readonly hub: "present" | "away";
  readonly printer: "ready" | "paper-low" | "paper-out" | "cover-open" | "offline" | "error" | "unknown";
  readonly fault: FaultCode | null;
  /** How many wait in the office, when the hub says so. */
  readonly waiting: number | null;
  /** The latest tickets of this page's session, so that their printing can be followed; at most 5, newest first. */
  readonly tickets: readonly KioskTicket[];
  /** Changes when the page should load the catalogue again. */
  readonly catalogue: number;
  readonly now: number;
}
