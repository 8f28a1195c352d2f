/** Parked visits (The Q: hold): the citizen fills in a form or fetches something, and the counter is free meanwhile. */
import * as v from "valibot";
import { onVisit } from "./command-fields.ts";
import { at, id, minutes, move, parkReason } from "./fields.ts";

export const parkingEvents = {
  /** `until`: when they mean to be back, by the hub's clock. */
  "visit-parked": v.strictObject({ ...move, counter: id, reason: parkReason, until: v.nullable(at) }),
  /** Service goes on, at this counter. */
  "visit-resumed": v.strictObject({ ...move, counter: id }),
} as const;

export const parkingCommands = {
  park: v.strictObject({ ...onVisit, reason: parkReason, untilMinutes: v.optional(v.nullable(minutes), null) }),
  resume: v.strictObject(onVisit),
} as const;
