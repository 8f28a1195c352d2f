/** Looking at a visit's life: the event that keeps who looked, and what is asked and answered over HTTP (`POST /api/v1/visit-life`). */
import * as v from "valibot";
import { agent, key } from "../queue/schemas/command-fields.ts";
import { move, officeDate } from "../queue/schemas/fields.ts";

export const visitLifeEvents = {
  /** Somebody read what happened to this visit: kept before it is shown. */
  "visit-life-viewed": v.strictObject({ ...move, date: officeDate }),
} as const;

/** Of the hub itself, once it has found the visit in its log. */
export const visitLifeCommands = {
  "view-visit-life": v.strictObject({
    key,
    agent,
    visit: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
    practice: v.optional(v.boolean(), false),
    date: officeDate,
  }),
} as const;

export const visitLifeRequest = v.strictObject({
  key,
  agent,
  /** As on paper, such as A12. */
  number: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(20)),
  date: officeDate,
});
export type VisitLifeRequest = v.InferInput<typeof visitLifeRequest>;
