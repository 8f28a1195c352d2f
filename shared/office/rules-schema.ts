/** The shape of an office's rules: what they mean stands in `rules.ts`. */
import * as v from "valibot";

const minutes = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

export const officeRules = v.strictObject({
  /** How long after it was declared, where in line and how often a no-show may come back. */
  noShowReturn: v.optional(v.strictObject({ minutes: minutes(480), place: v.picklist(["next", "keep", "end"]), times: whole(5) })),
  /** How often a ticket is called again before it may be declared a no-show. */
  recallsBeforeNoShow: v.optional(whole(5)),
  /** The longest time that may be given to a parked visit. */
  parkMaxMinutes: v.optional(minutes(480)),
  /** For how long a citizen may step away, and how much later they still count as there. */
  stepAway: v.optional(v.strictObject({ minutes: v.pipe(v.array(minutes(120)), v.minLength(1), v.maxLength(4)), graceMinutes: whole(60) })),
  /** Whether those who wait when the day is closed keep their place for the next one. */
  carryOvernight: v.optional(v.boolean()),
  /** How long before opening the office is looked over. */
  readyToOpenMinutes: v.optional(minutes(240)),
});
