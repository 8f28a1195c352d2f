/** Ways back into the line: returned by an agent, transferred, stepped away and come back, a no-show who is here after all. */
import * as v from "valibot";
import { anywhere, onVisit } from "./command-fields.ts";
import { agent, at, count, counterType, id, letter, minutes, move, place, returnPlace, target } from "./fields.ts";

const stage = v.picklist(["waiting", "called", "serving", "parked"]);

export const lineEvents = {
  /** `counter`: that which had it; null when it was parked. */
  "visit-returned": v.strictObject({ ...move, counter: v.nullable(id), from: v.picklist(["called", "serving", "parked"]), place }),
  /**
   * It waits for somebody else, at the place it has. `to`: a counter, an agent or a type of counter; null when it was given another
   * service (`service`, `queue` of the segment) or the ordinary line again.
   */
  "visit-transferred": v.strictObject({
    ...move,
    ...{ counter: v.nullable(id), from: stage, to: v.nullable(target) },
    service: v.nullable(id),
    queue: id,
  }),
  "visit-stepped-away": v.strictObject({ ...move, minutes, until: at }),
  "visit-came-back": v.strictObject(move),
  /** A no-show is here after all and waits again. */
  "no-show-returned": v.strictObject({ ...move, place: returnPlace }),
} as const;

export const transferTo = v.variant("kind", [
  v.strictObject({ kind: v.literal("counter"), id }),
  v.strictObject({ kind: v.literal("agent"), id: agent }),
  v.strictObject({ kind: v.literal("counter-type"), id: counterType }),
  v.strictObject({ kind: v.literal("service"), id }),
]);

export const lineCommands = {
  "return-to-line": v.strictObject({ ...onVisit, place: v.optional(place, "keep") }),
  transfer: v.strictObject({ ...anywhere, to: transferTo }),
  "step-away": v.strictObject({ ...anywhere, minutes }),
  "come-back": v.strictObject(anywhere),
  "return-no-show": v.strictObject(anywhere),
} as const;

const ticket = { letter, count, visit: v.nullable(id) };

/** At a kiosk, by a ticket that was scanned or typed; `visit` where its code named it. The number is as on paper when it was typed. */
export const lineDeviceEvents = {
  "stepped-away": v.strictObject({ ...ticket, minutes }),
  /** Also how a no-show returns. */
  "came-back": v.strictObject(ticket),
} as const;
