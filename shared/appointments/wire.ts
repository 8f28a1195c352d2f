/**
 * What a kiosk asks the hub about an appointment, and what the hub says. The hub alone knows names and phone numbers: it compares what
 * the citizen brought with what it knows and tells no more than the ticket says.
 */
import * as v from "valibot";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const milliseconds = v.pipe(v.number(), v.finite());

/** The last digits of a phone number that are asked for. */
export const phoneDigitsMin = 3;
export const phoneDigitsMax = 6;

/** What the citizen brought. Neither is ever kept by the kiosk, nor written to a log. */
export const broughtToCheckIn = v.variant("kind", [
  /** The code of the appointment, typed or scanned. */
  v.object({ kind: v.literal("code"), code: v.pipe(v.string(), v.minLength(1), v.maxLength(120)) }),
  /** The last digits of the phone number that was given when booking. */
  v.object({
    kind: v.literal("phone"),
    digits: v.pipe(v.string(), v.regex(new RegExp(`^\\d{${phoneDigitsMin},${phoneDigitsMax}}$`), "the last digits of a phone number")),
  }),
]);
export type BroughtToCheckIn = v.InferOutput<typeof broughtToCheckIn>;

/** By the office's minutes: before, around, or after the time of the appointment. */
export const arrivals = ["early", "on-time", "late"] as const;
export type Arrival = (typeof arrivals)[number];

/** Why a kiosk cannot check somebody in, and staff can help. */
export const askStaffReasons = ["several", "expired", "cancelled", "other-date", "checked-in"] as const;

export const appointmentFound = v.variant("kind", [
  /** The one appointment it is. `service`: null when the calendar did not say which. */
  v.object({ kind: v.literal("one"), appointment: id, service: v.nullable(id), at: milliseconds, arrival: v.picklist(arrivals) }),
  /** Checked in before, with this number. Only whoever has the code is told. */
  v.object({ kind: v.literal("checked-in"), letter: v.string(), count: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /**
   * `several`: two have these digits. `expired`: too late by the office's rule. `other-date`: `at` says when. `checked-in`: somebody
   * with these digits has a ticket already.
   */
  v.object({ kind: v.literal("ask-staff"), why: v.picklist(askStaffReasons), at: v.nullable(milliseconds) }),
  v.object({ kind: v.literal("none") }),
]);
export type AppointmentFound = v.InferOutput<typeof appointmentFound>;

/** In `<device>/ask`. */
export const findAppointmentAsk = v.object({ id, kind: v.literal("find-appointment"), by: broughtToCheckIn });

/** In `<device>/answer`. After too many that were not found the answer is `refused` with `check-in-paused`. */
export const appointmentAnswer = v.object({
  id,
  generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
  kind: v.literal("appointment"),
  found: appointmentFound,
});
