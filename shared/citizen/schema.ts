/** The allow list of what may be said of a ticket to whoever holds it; strict, so that nothing else can leave by accident. */
import * as v from "valibot";

const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120));
const words = v.pipe(v.string(), v.maxLength(255));
const counter = v.strictObject({
  label: v.pipe(v.string(), v.maxLength(4)),
  /** How to find it from the waiting room. */
  direction: v.nullable(v.strictObject({ en: words, fr: words })),
});

const citizenStage = v.variant("kind", [
  /** `before`: how many stand before it in the order of calling; null: it cannot be called as yet, and has no place to tell. */
  v.strictObject({ kind: v.literal("waiting"), before: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))) }),
  /** Keeps its place, and is not called before it is back. */
  v.strictObject({ kind: v.literal("away"), until: time }),
  v.strictObject({ kind: v.literal("called"), since: time, counter, recalls: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ kind: v.literal("serving"), counter }),
  /** Put aside at a counter, perhaps until a time. */
  v.strictObject({ kind: v.literal("parked"), until: v.nullable(time) }),
  v.strictObject({ kind: v.literal("ended"), at: time, how: v.picklist(["finished", "no-show", "left", "day-closed"]) }),
]);

export const citizenState = v.strictObject({
  /** As on paper, such as `A12`. */
  number: v.pipe(v.string(), v.regex(/^[A-Z]{1,2}[1-9][0-9]{0,3}$/)),
  language: v.picklist(["en", "fr"]),
  stage: citizenStage,
  /** Minutes for which its holder may step away now; empty where that cannot be. */
  mayStepAway: v.pipe(v.array(minutes), v.maxLength(4)),
});

export type CitizenState = v.InferOutput<typeof citizenState>;

/** What whoever holds a ticket may ask for on its page. */
export const citizenAsk = v.variant("kind", [
  /** Keeps the place, and is not called before coming back. */
  v.strictObject({ kind: v.literal("step-away"), minutes }),
  v.strictObject({ kind: v.literal("come-back") }),
]);

export type CitizenAsk = v.InferOutput<typeof citizenAsk>;
