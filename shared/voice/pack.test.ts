import * as v from "valibot";
import { expect, test } from "vitest";
import { missingWords, neededWords, numberWords, voicePack } from "./pack.ts";
import { spokenParts } from "./spoken.ts";

const wordsOf = (letter: string, count: number, label: string, length: "full" | "short" = "full") =>
  spokenParts({ number: { letter, count }, label, direction: { en: "left.", fr: "à gauche" } }, "c3", "fr", length).map(({ word }) => word);

test("a call is put together of words, and the short form leaves out what the spoken one does", () => {
  expect(wordsOf("A", 42, "3")).toEqual(["ticket", "letter-A", "number-42", "counter", "number-3", "way-c3"]);
  expect(wordsOf("AY", 10_203, "B02", "short")).toEqual([
    ...["letter-A", "letter-Y", "number-200", "number-4"],
    ...["counter", "letter-B", "number-2"],
  ]);
});

test("every number is put together of at most three recordings, and each of them is asked for", () => {
  const needed = new Set(neededWords());
  for (let count = 1; count <= 9_999; count += 1) {
    const parts = numberWords(count);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(count);
    if (parts.length > 3 || !parts.every((part) => needed.has(`number-${part}`))) throw new Error(`${count}: ${parts}`);
  }
  expect(needed.size).toBe(2 + 26 + 99 + 9 + 9);
});

const pack = (words: Record<string, string>) => ({ format: "theq-voice/1", language: "en", name: "Somebody", licence: "CC0-1.0", words });

test("a pack names its words, and what is missing is told in the order of reading", () => {
  const all = Object.fromEntries(neededWords().map((word) => [word, `${word}.wav`]));
  expect(v.safeParse(voicePack, pack(all)).success).toBe(true);
  expect(missingWords({ words: all })).toEqual([]);
  const { ticket: _, "number-7": __, "letter-Z": ___, ...most } = all;
  expect(missingWords({ words: most })).toEqual(["ticket", "letter-Z", "number-7"]);
});

test.each([
  [{ "number-10000": "a.wav" }, "there is no such word"],
  [{ hello: "a.wav" }, "there is no such word"],
  [{ ticket: "../a.wav" }, "name a WAV file in the same folder"],
  [{ ticket: "a.mp3" }, "name a WAV file in the same folder"],
])("%j is refused", (words, why) => {
  expect(v.safeParse(voicePack, pack(words as unknown as Record<string, string>)).issues?.[0]?.message).toContain(why);
});
