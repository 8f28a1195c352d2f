/** What is said of the office and its counters beside the visits: breaks, services stopped, notices. */
import * as v from "valibot";
import { localizedUpTo } from "../../office/basics.ts";
import { onCounter, onOffice } from "./command-fields.ts";
import { actor, agent, at, id, key } from "./fields.ts";

const said = { key, actor };
const noticeText = localizedUpTo(240);
const queues = v.pipe(v.array(id), v.minLength(1), v.maxLength(40));

export const officeEvents = {
  "break-begun": v.strictObject({ counter: id, agent, ...said }),
  "break-ended": v.strictObject({ counter: id, agent, ...said }),
  /** What a counter takes until its date is closed; null: as configured again. */
  "counter-set": v.strictObject({ counter: id, takes: v.nullable(queues), ...said }),
  /** A service is not offered until it is resumed or its date is closed. Those who wait for it stay in line. */
  "service-offer-stopped": v.strictObject({ service: id, ...said }),
  "service-offer-resumed": v.strictObject({ service: id, ...said }),
  /** Public words of the office, on every kiosk and board. */
  "notice-posted": v.strictObject({ notice: id, text: noticeText, until: v.nullable(at), ...said }),
  "notice-withdrawn": v.strictObject({ notice: id, ...said }),
} as const;

export const officeCommands = {
  "take-break": v.strictObject(onCounter),
  "end-break": v.strictObject(onCounter),
  /** `set`: the counter that is widened, by whomever. */
  "set-counter": v.strictObject({ ...onOffice, set: id, takes: v.nullable(queues) }),
  "stop-service": v.strictObject({ ...onOffice, service: id }),
  "resume-service": v.strictObject({ ...onOffice, service: id }),
  "post-notice": v.strictObject({
    ...onOffice,
    notice: id,
    text: noticeText,
    untilMinutes: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_080))), null),
  }),
  "withdraw-notice": v.strictObject({ ...onOffice, notice: id }),
} as const;
