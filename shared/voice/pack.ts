/**
 * A recorded voice of one language: which words it has to have, how a call is put together from them, and which are missing. A folder with
 * `pack.json` and a WAV for each word. Numbers are put together of thousands, hundreds and 1 to 99, which is right in English and French. Pure.
 */
import * as v from "valibot";
import { languages } from "../texts/language.ts";

/** A part of a sentence: the recording that says it, and the text for when there is none. */
export interface SpokenPart {
  readonly word: string;
  readonly text: string;
  /** A breath before it. */
  readonly pause: boolean;
}

const wordShape = /^(?:ticket|counter|letter-[A-Z]|number-[1-9]\d{0,3}|way-[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)$/;

/** `pack.json`. Recordings are 16-bit mono WAV of 22,050 samples a second; their level is the board's business. */
export const voicePack = v.strictObject({
  format: v.literal("theq-voice/1"),
  language: v.picklist(languages),
  /** Whose voice it is, and under which terms it may be used. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  licence: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  /** The file of each word, in the same folder. */
  words: v.pipe(
    v.record(
      v.pipe(v.string(), v.regex(wordShape, "there is no such word: ticket, counter, letter-A, number-42 or way-<id of a counter>")),
      v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]{0,99}\.wav$/, "name a WAV file in the same folder")),
    ),
    v.check((words) => Object.keys(words).length <= 400, "at most 400 words"),
  ),
});
export type VoicePack = v.InferOutput<typeof voicePack>;

/** Every word that some call needs, but the ways to counters, which are the office's own. */
export function neededWords(): readonly string[] {
  const numbers = (step: number, most: number) => Array.from({ length: most }, (_, place) => `number-${(place + 1) * step}`);
  const letters = Array.from({ length: 26 }, (_, place) => `letter-${String.fromCharCode(65 + place)}`);
  return ["ticket", "counter", ...letters, ...numbers(1, 99), ...numbers(100, 9), ...numbers(1_000, 9)];
}

/** What is not recorded, in the order in which it would be read out: espeak-ng says it. */
export function missingWords(pack: Pick<VoicePack, "words">): readonly string[] {
  return neededWords().filter((word) => !Object.hasOwn(pack.words, word));
}

/** A count from 1 to 9,999 as recordings. */
export function numberWords(count: number): readonly number[] {
  return [count - (count % 1_000), (count % 1_000) - (count % 100), count % 100].filter((part) => part > 0);
}
