/** The office's rules for appointments, as its configuration states them. */
import * as v from "valibot";
import type { Arrival } from "./wire.ts";
import { phoneDigitsMax, phoneDigitsMin } from "./wire.ts";

const minutes = (max: number, least = 0) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(max));

/** `appointments` of an office's configuration; without it the office has none and its kiosks offer no check-in. */
export const appointmentRules = v.strictObject({
  /** The last digits of a phone number that kiosks ask for. */
  phoneDigits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(phoneDigitsMin), v.maxValue(phoneDigitsMax)), 4),
  /** Who comes earlier than this before the time is early: welcome, and called when the time is near. */
  earlyMinutes: v.optional(minutes(240), 15),
  /** Who comes later than this after the time is late: waits in the order of arrival like anybody without an appointment. */
  lateMinutes: v.optional(minutes(240), 10),
  /** After so long the appointment has expired: staff decide. At least `lateMinutes`. */
  expireMinutes: v.optional(minutes(720), 60),
  /** Names, digits and codes are deleted so many days after the date of the appointment. */
  keepDays: v.optional(minutes(30), 1),
});
export type AppointmentRules = v.InferOutput<typeof appointmentRules>;

/** Of an office whose configuration does not say (any more). */
export const usualRules: AppointmentRules = v.parse(appointmentRules, {});

const minuteMs = 60_000;

/** From when on it is called as an appointment. */
export function dueFrom(at: number, { earlyMinutes }: AppointmentRules): number {
  return at - earlyMinutes * minuteMs;
}

/** Who comes later than this is late. */
export function lateAfter(at: number, { lateMinutes }: AppointmentRules): number {
  return at + lateMinutes * minuteMs;
}

/** How somebody comes who comes now; null when the appointment has expired. */
export function arrivalAt(at: number, now: number, rules: AppointmentRules): Arrival | null {
  if (now > expiresAt(at, rules)) return null;
  if (now > lateAfter(at, rules)) return "late";
  return now < dueFrom(at, rules) ? "early" : "on-time";
}

/** When nobody is expected for it any more. */
export function expiresAt(at: number, { lateMinutes, expireMinutes }: AppointmentRules): number {
  return at + Math.max(lateMinutes, expireMinutes) * minuteMs;
}
