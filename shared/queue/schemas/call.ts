/** Why a ticket was called, as it is stored with the call. */
import * as v from "valibot";
import { callRules, callWhys, passedReasons } from "../../routing/reason.ts";
import { at, id } from "./fields.ts";

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

export const callReason = v.strictObject({
  rule: v.picklist(callRules),
  ruleVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  waitedMs: at,
  passedOver: v.pipe(v.array(id), v.maxLength(20)),
  passedOverTotal: whole,
  /** The offset of the row that brought the rules. */
  ruleSet: v.optional(whole),
  class: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  why: v.optional(v.picklist(callWhys)),
  passedWhy: v.optional(v.pipe(v.array(v.picklist(passedReasons)), v.maxLength(20))),
  passedCounts: v.optional(v.record(v.picklist(passedReasons), whole)),
});
