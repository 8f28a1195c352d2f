/**
 * The keypad of a counter: keys, each for one move of its agent, on a board device that the office's configuration names for a counter.
 * Its settings in the device's file, and what the device and the hub say about it.
 */
import * as v from "valibot";
import { distinct, onPi, onUno, type PanelPin, piInputPin, piPin, unoInputPin, unoPin } from "./boards.ts";

/** What a key does, from what its counter is doing now: `call` the next ticket; of the ticket that is there the others. */
export const keypadMoves = ["call", "recall", "begin", "no-show", "finish"] as const;
export type KeypadMove = (typeof keypadMoves)[number];

/** A press that is older when the hub takes it does nothing: whoever pressed has turned to something else. By the hub's monotonic clock. */
export const pressAgeMaxMs = 3_000;

function partsOn<const Pin extends typeof unoPin | typeof piPin, const InputPin extends typeof unoInputPin | typeof piInputPin>(
  pin: Pin,
  inputPin: InputPin,
) {
  const key = v.strictObject({
    does: v.picklist(keypadMoves),
    /** The key closes this pin to ground. */
    pin: inputPin,
    /** On while the key would do something. */
    lamp: v.optional(pin),
  });
  return {
    keys: v.pipe(v.array(key), v.minLength(1), v.maxLength(keypadMoves.length)),
    /** One that sounds by itself when its pin is high: short for a press that was carried out, long for one that was not. */
    buzzer: v.optional(v.strictObject({ pin })),
  };
}

const parts = v.variant("board", [
  v.strictObject({ ...onUno, ...partsOn(unoPin, unoInputPin) }),
  v.strictObject({ ...onPi, ...partsOn(piPin, piInputPin) }),
]);
export type KeypadSettings = v.InferOutput<typeof parts>;

export const keypad = v.pipe(
  parts,
  v.check((each) => distinct(pinsOf(each)), "two parts of a keypad are on the same pin"),
  v.check(({ keys }) => distinct(keys.map(({ does }) => does)), "two keys of a keypad do the same"),
);

function pinsOf({ keys, buzzer }: KeypadSettings): PanelPin[] {
  const ofKeys = keys.flatMap(({ pin, lamp }): PanelPin[] => [pin, ...(lamp === undefined ? [] : [lamp])]);
  return [...ofKeys, ...(buzzer ? [buzzer.pin] : [])];
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const generation = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A time of the hub's run: setting its clock does not move it, and another run has another. */
const hubMoment = v.object({ boot: id, mono: v.pipe(v.number(), v.finite()) });
export type HubMoment = v.InferOutput<typeof hubMoment>;

/** In `<device>/ask`: what may the keys of this device do now? */
export const keypadAsk = v.object({ id, kind: v.literal("keypad") });
/** In `<device>/ask`: a key was pressed. `key`: of this press; told twice it is carried out once. `at`: when, no later than it was. */
export const pressAsk = v.object({
  id,
  kind: v.literal("press"),
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{8,80}$/)),
  does: v.picklist(keypadMoves),
  at: hubMoment,
});

/** In `<device>/answer`. */
export const keypadAnswer = v.object({
  ...{ id, generation, kind: v.literal("keypad") },
  can: v.pipe(v.array(v.picklist(keypadMoves)), v.maxLength(keypadMoves.length)),
  now: hubMoment,
});
/** In `<device>/answer`: it was carried out, now or when it was told first. */
export const pressAnswer = v.object({ id, generation, kind: v.literal("pressed"), does: v.picklist(keypadMoves) });
