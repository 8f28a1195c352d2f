/** What happens to appointments, as the hub's own events. Ids, times and services: never a name, a number or a code of a person. */
import * as v from "valibot";
import { actor, at, id, key, officeDate } from "../queue/schemas/fields.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const facts = {
  appointment: id,
  /** The booking system's own whole number, as The Q reports it. */
  number: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  date: officeDate,
  at,
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(1_440)),
  service: v.nullable(id),
};

export const appointmentEvents = {
  /** A calendar was read, and what follows it in the same commit is how it differs from what was known. */
  "appointments-imported": v.strictObject({
    source: id,
    /** The dates that the reading spoke of; null of one appointment alone. */
    dates: v.nullable(v.strictObject({ from: officeDate, to: officeDate })),
    booked: count,
    changed: count,
    cancelled: count,
    key,
    actor,
  }),
  "appointment-booked": v.strictObject({ ...facts, source: id }),
  /** Time, length or service are other than they were. Of one that was cancelled: it takes place after all. */
  "appointment-changed": v.strictObject(facts),
  "appointment-cancelled": v.strictObject({ appointment: id, why: v.picklist(["cancelled", "not-listed"]) }),
  /** By staff, or by the hub which found what a ticket said of it. */
  "appointment-checked-in": v.strictObject({ appointment: id, visit: id, key, actor }),
  "appointment-check-in-undone": v.strictObject({ appointment: id, visit: id, key, actor }),
  /** Who came early waits as one with an appointment from here on. */
  "appointment-due": v.strictObject({ appointment: id, visit: id }),
  /** Nobody came for it. `key`: the command's when a person said so. */
  "appointment-missed": v.strictObject({ appointment: id, key: v.optional(key), actor }),
  /** Personal data older than the office's rule were deleted: how many visits' notes, how many names from calendars. */
  "personal-deleted": v.strictObject({ notes: count, guests: count, notesBefore: officeDate, guestsBefore: officeDate }),
} as const;
