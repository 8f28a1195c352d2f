/**
 * Checking in at the kiosk, between its page and its device.
 *
 * `POST /api/kiosk/appointments` (AppointmentRequest) answers `KioskAppointment`, or `Refused` (`check-in-paused` after too many that
 * were not found). Nothing is written by it: it may be asked again.
 *
 * Then `POST /api/kiosk/tickets` with `appointment`: `{ kind: "found", id }` for the one that was found (its service is the appointment's,
 * whatever the request says), or `{ kind: "said", code }` where it was not found or the hub is away: an ordinary ticket, and staff see
 * that its holder has an appointment. `code` as typed or scanned, or null; the device keeps no more than its digest, and the hub joins
 * the two when it hears of it.
 */
import * as v from "valibot";
import type { Arrival, askStaffReasons } from "../appointments/wire.ts";
import { broughtToCheckIn } from "../appointments/wire.ts";
import type { Localized } from "../office/configuration.ts";
import { languages } from "../texts/language.ts";

export const appointmentRequest = v.strictObject({ by: broughtToCheckIn, language: v.picklist(languages) });
export type AppointmentRequest = v.InferOutput<typeof appointmentRequest>;

/** Part of `TicketRequest`. */
export const ticketAppointment = v.variant("kind", [
  v.strictObject({ kind: v.literal("found"), id: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) }),
  v.strictObject({ kind: v.literal("said"), code: v.nullable(v.pipe(v.string(), v.maxLength(120))) }),
]);
export type TicketAppointment = v.InferOutput<typeof ticketAppointment>;

export type KioskAppointment =
  /** Found: the page may show time and service and ask "is that yours?" (after digits), or take the ticket at once (after a code). */
  | { readonly found: "one"; readonly id: string; readonly service: Localized | null; readonly at: number; readonly arrival: Arrival }
  /** Here already, with this number as on paper. */
  | { readonly found: "checked-in"; readonly number: string }
  /** `at`: of `other-date` and `expired`, when it is or was. A ticket of the kind "said" may be offered. */
  | { readonly found: "ask-staff"; readonly why: (typeof askStaffReasons)[number]; readonly at: number | null }
  | { readonly found: "none" }
  /** The hub is away or did not answer in time: offer a ticket of the kind "said"; staff will find the appointment. */
  | { readonly found: "hub-away" };
