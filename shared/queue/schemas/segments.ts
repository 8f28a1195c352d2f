/** Several services in one visit: what is said of them. */
import * as v from "valibot";
import { errandsMax } from "../limits.ts";
import { anywhere, onVisit } from "./command-fields.ts";
import { elsewhere, id, move, outcome, people, quantity, segmentNumber } from "./fields.ts";

const service = { segment: segmentNumber, service: id, queue: id };

export const segmentEvents = {
  /**
   * One more service. `serving`: it is begun at once, and `stopped` is the one it took the place of (The Q: stopservice and
   * additionalservice). `waiting`: an errand for later, which counts its wait from the visit's joining.
   */
  "service-added": v.strictObject({
    ...move,
    ...service,
    state: v.picklist(["serving", "waiting"]),
    stopped: v.nullable(segmentNumber),
    counter: v.nullable(id),
  }),
  /** Another service of the visit is gone on with. `was`: whether it was begun before (The Q: restartservice) or is an errand begun now. */
  "service-switched": v.strictObject({
    ...move,
    counter: id,
    segment: segmentNumber,
    stopped: segmentNumber,
    was: v.picklist(["stopped", "waiting"]),
  }),
  /** It is about something else than was said. Of a visit in line this moves it to another queue, at the place it has. */
  "service-changed": v.strictObject({ ...move, ...service, from: v.nullable(id), counter: v.nullable(id) }),
  "quantity-set": v.strictObject({ ...move, counter: id, segment: segmentNumber, quantity }),
  /** One service is done, and the visit waits for `next`, at the place it has, because this counter does not do it. */
  "segment-finished": v.strictObject({
    ...move,
    ...{ counter: id, segment: segmentNumber, quantity, timeNotAccurate: v.boolean(), next: segmentNumber, queue: id },
    outcome: v.optional(outcome),
    elsewhere: v.optional(elsewhere),
  }),
} as const;

export const segmentCommands = {
  /** While serving: it is begun at once. Of a visit that is called or in line: an errand for later. */
  "add-service": v.strictObject({ ...anywhere, service: id }),
  "switch-service": v.strictObject({ ...onVisit, segment: segmentNumber }),
  "change-service": v.strictObject({ ...onVisit, segment: segmentNumber, service: id }),
  "set-quantity": v.strictObject({ ...onVisit, segment: segmentNumber, quantity }),
  /** At the door: the ticket is about something else. It keeps its place. */
  "correct-service": v.strictObject({ ...anywhere, service: id }),
} as const;

/** Written by a kiosk in the commit of the ticket, after it. The visit's segments from 2 on, in this order, whether or not the hub knows them. */
export const segmentDeviceEvents = {
  "errands-stated": v.strictObject({ visit: id, services: v.pipe(v.array(id), v.maxLength(errandsMax)), people }),
} as const;
