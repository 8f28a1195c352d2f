/** An appointment as a calendar tells of it, with what is personal in it: how JSON says it, and what every reader of calendars makes. */
import * as v from "valibot";

export const listedMax = 2_000;

const text = (max: number) => v.nullish(v.pipe(v.string(), v.trim(), v.maxLength(max, `at most ${max} characters`)));

export const appointmentRecord = v.strictObject({
  /** The calendar's own name of the appointment; it stays the same when the time changes. */
  uid: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  /** The whole number under which the booking system reports it. */
  number: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** `2026-11-23T10:15` by the office's own clock, or with an offset such as `-07:00` or `Z`. */
  start: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/, "write it as 2026-11-23T10:15"),
  ),
  /** Absent: as long as the service usually takes. */
  minutes: v.nullish(v.pipe(v.number(), v.minValue(1), v.maxValue(1_440))),
  /** The service's id, its code, or one of its names. */
  service: text(255),
  name: text(120),
  phone: text(60),
  code: text(120),
  cancelled: v.optional(v.boolean(), false),
});
export type AppointmentRecord = v.InferOutput<typeof appointmentRecord>;
/** As it is written, before what is left out is filled in. */
export type AppointmentRecordInput = v.InferInput<typeof appointmentRecord>;

const records = v.pipe(v.array(v.unknown()), v.maxLength(listedMax, `at most ${listedMax} appointments`));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/, "use 8 to 80 letters, digits, dots, hyphens or underscores"));

/** The name of a calendar: two calendars never cancel each other's appointments. */
export const calendarSource = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);

/** A file of appointments: all of the days to come. What it does not list any more is cancelled. */
export const appointmentFile = v.strictObject({ format: v.literal("theq-appointments/1"), appointments: records });

/** `PUT /api/v1/appointments/<date>`: all of one day. */
export const appointmentDayRequest = v.strictObject({ key, source: v.optional(calendarSource, "http"), appointments: records });
/** `PUT /api/v1/appointments`: one, new or changed or (`cancelled`) called off. */
export const appointmentOneRequest = v.strictObject({ key, source: v.optional(calendarSource, "http"), appointment: v.unknown() });
/** The header `Idempotency-Key`, where the body is no JSON. */
export const idempotencyKey = key;
