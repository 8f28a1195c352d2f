/** The small shapes that every part of a configuration is made of. */
import * as v from "valibot";

/** Identifiers become parts of MQTT topics and addresses, so they are short and plain. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);

const textUpTo = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"), v.maxLength(max, `at most ${max} characters`));

export const localizedUpTo = (max: number) => v.strictObject({ en: textUpTo(max), fr: textUpTo(max) });

/** A text in every language of the office. */
export const localized = localizedUpTo(120);
export type Localized = v.InferOutput<typeof localized>;

/** A time of the office's day, such as 08:30. */
export const timeOfDay = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "write the time as 08:30"));

/** A calendar day, such as 2026-12-25. */
export const calendarDay = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, "write the day as 2026-12-25"),
  v.check((day) => isCalendarDay(day), "there is no such day in the calendar"),
);

function isCalendarDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
}
