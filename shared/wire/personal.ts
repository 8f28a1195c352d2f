/**
 * What staff keep of a citizen beside the log, over the hub's HTTP: `GET` and `PUT /api/v1/personal/visits/<visit>`, and the names of a
 * date's appointments, `GET /api/v1/personal/appointments?date=`. Never in an event, a topic, a log line, a live view or an analytics event.
 */
import * as v from "valibot";

export const commentMax = 1_000;
export const contactMax = 254;
export const nameMax = 120;

export const personalKinds = ["comment", "contact", "name"] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Null or empty takes it away; what is left out stays as it is. */
const text = (max: number) => v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(max, `at most ${max} characters`))));

export const personalRequest = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/, "use 8 to 80 letters, digits, dots, hyphens or underscores")),
  agent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  /** Where the agent is signed in; null at the door. */
  counter: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(120))), null),
  comment: text(commentMax),
  contact: text(contactMax),
  name: text(nameMax),
});
export type PersonalRequest = v.InferOutput<typeof personalRequest>;

/** What is kept of a visit. */
export interface PersonalNote {
  readonly visit: string;
  readonly comment: string | null;
  readonly contact: string | null;
  readonly name: string | null;
}

/** What the calendar said of who comes, for staff who must tell two apart. */
export interface Guest {
  readonly appointment: string;
  readonly name: string | null;
  /** The last digits of the phone number; more of it is not kept. */
  readonly digits: string | null;
  readonly code: string | null;
}
