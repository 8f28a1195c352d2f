/**
 * What an office's configuration says of who is called first: a preset that a manager can explain, or classes for experts.
 * Shapes only; whether a rule set is one that starves nobody is asked in `check.ts`.
 */
import * as v from "valibot";
import { identifier as id, localizedUpTo } from "../office/basics.ts";

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const some = <const T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(item), v.minLength(1, "name at least one, or leave it out"), v.maxLength(most));

/** A counter's type as counters bear it, such as "Quick Trans". */
const counterType = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

/** What an agent or a counter can do beyond the ordinary, such as "notary". */
export const skills = v.pipe(v.array(id), v.maxLength(12));
/** Languages somebody works in, as BCP 47 tags: en, fr, pa, zh-yue. */
export const workingLanguages = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/, "write a language tag, such as fr, pa or zh-yue"))),
  v.maxLength(12),
);

export const priorities = ["high", "default", "low"] as const;

/** Every stated condition must hold; within a list, any. */
const who = v.strictObject({
  appointment: v.optional(v.literal(true)),
  priorities: v.optional(some(v.picklist(priorities), 3)),
  needs: v.optional(some(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"]), 5)),
  services: v.optional(some(id, 200)),
  programmes: v.optional(some(id, 60)),
  queues: v.optional(some(id, 40)),
});

const routingClass = v.strictObject({
  id,
  name: localizedUpTo(60),
  /** Absent: everybody else. The first class in the list that fits counts. */
  who: v.optional(who),
  /**
   * Whoever joins may be let before those of smaller weight: before each of them at most as many as the one weight holds the other.
   * With weights 2 and 1 two are let before each.
   */
  weight: whole(0, 10),
  /** Who has waited so long counts as of another class. */
  ageing: v.optional(v.strictObject({ minutes: whole(1, 480), becomes: id })),
  /** Before whoever has waited so long nobody is let any more. */
  maximumWaitMinutes: v.optional(whole(1, 480)),
});

/**
 * For how long somebody is left to the counter that suits them best, while others are called before them elsewhere: a counter of their
 * own type, one that can do all their errands, one that speaks their language, the one they were transferred to.
 */
const keepMinutes = v.optional(whole(1, 120));

export const routing = v.variant("preset", [
  v.strictObject({ preset: v.literal("plain-order"), keepMinutes }),
  /** Appointments first; `ratio`: at most so many are let before each person without one. */
  v.strictObject({ preset: v.literal("appointments-first"), ratio: whole(1, 5), keepMinutes }),
  /**
   * Counters of these types call their own first, then the others; the other counters do the reverse. `ratio`: appointments, as above.
   */
  v.strictObject({ preset: v.literal("quick-counters"), types: some(counterType, 5), ratio: v.optional(whole(1, 5)), keepMinutes }),
  v.strictObject({
    preset: v.literal("expert"),
    classes: v.pipe(v.array(routingClass), v.minLength(1), v.maxLength(10)),
    types: v.optional(some(counterType, 5)),
    keepMinutes,
  }),
]);

export type Routing = v.InferOutput<typeof routing>;
export type RoutingClass = v.InferOutput<typeof routingClass>;
export type ClassWho = v.InferOutput<typeof who>;

/** What a service, a counter and an agent say of skills: spread into their shapes. */
export const serviceRouting = {
  /** What whoever does it must be able to do. */
  skills: v.optional(skills),
  /** The type of counter it is meant for, such as "Quick Trans"; absent: any. */
  counterType: v.optional(counterType),
};
export const counterRouting = {
  /** Services and programmes it takes beside the queues in `takes`. */
  services: v.optional(v.pipe(v.array(id), v.maxLength(1000))),
  programmes: v.optional(v.pipe(v.array(id), v.maxLength(60))),
  /** What can be done here, whoever sits here: a camera, a lens for signatures. */
  skills: v.optional(skills),
  /** Whether it can be reached without steps; absent: not known to be. */
  stepFree: v.optional(v.boolean()),
};
export const agentRouting = {
  skills: v.optional(skills),
  languages: v.optional(workingLanguages),
};
