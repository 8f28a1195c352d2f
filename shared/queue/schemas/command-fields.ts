/** What every command of staff says, whatever it asks. */
import * as v from "valibot";
import { id } from "./fields.ts";

export const agent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** `(hub epoch, n)`: the last change the sender has seen of the counter or the visit. */
export const expectedVersion = v.strictObject({ epoch: id, n: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/, "use 8 to 80 letters, digits, dots, hyphens or underscores"));

/** Of the office as a whole. */
export const onOffice = { key, agent };
/** At a counter, whose version is expected. */
export const onCounter = { key, agent, counter: id, expected: expectedVersion };
/** Of a visit by the agent of a counter; the visit's version is expected. */
export const onVisit = { ...onCounter, visit: id };
/** Of a visit by anybody of the office: at a counter where they are signed in, or without one, as at the door. */
export const anywhere = { key, agent, counter: v.optional(v.nullable(id), null), visit: id, expected: expectedVersion };
