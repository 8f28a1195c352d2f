/** Calls of recorded words, with packs that espeak-ng has recorded. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { spoken, spokenParts } from "#shared/voice/spoken.ts";
import { digest } from "../testing/bench.ts";
import { writeDemoPack } from "./demo-pack.ts";
import type { Synthesiser } from "./espeak.ts";
import { readVoices, recorded } from "./recorded.ts";
import { Sounds } from "./sounds.ts";
import { decodeWav, encodeWav, normalised, type Sound } from "./wav.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-packs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const call = { number: { letter: "A", count: 42 }, label: "3" };
const [text, parts] = [spoken(call, "en"), spokenParts(call, "c3", "en")];

/** Says a beep, and notes what it was asked for. */
function noting(): { readonly asked: string[]; readonly synthesise: Synthesiser } {
  const asked: string[] = [];
  const synthesise: Synthesiser = async (said, _language, file) => {
    asked.push(said);
    writeFileSync(file, encodeWav({ samplesPerSecond: 22_050, samples: Int16Array.of(0, 900, -900, 0) }));
  };
  return { asked, synthesise };
}

const wordsIn = (word: string) => normalised(decodeWav(readFileSync(path.join(folder, "en", `${word}.wav`))) as Sound).samples;

/** Whether these follow each other in the sound, with silence between them. */
function inOrder({ samples }: Sound, words: readonly Int16Array[]): boolean {
  let at = 0;
  for (const word of words) {
    while (at + word.length <= samples.length && !word.every((sample, place) => sample === samples[at + place])) {
      if (samples[at] !== 0) return false;
      at += 1;
    }
    if (at + word.length > samples.length) return false;
    at += word.length;
  }
  return at === samples.length;
}

test("a call is its recordings, one after the other; what is not recorded is synthesised, and so is a language without a pack", async () => {
  await writeDemoPack(folder, "en", { ticket: "Ticket", counter: "Counter", "letter-A": "A.", "number-42": "42" });
  const { voices, problems } = readVoices(folder);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^en\/pack\.json: not recorded, so espeak-ng says them: letter-B, .*, number-41, number-43, /);
  const { asked, synthesise } = noting();
  const file = path.join(folder, "call.wav");
  await recorded(voices, synthesise)(text, "en", file, parts);
  expect(asked).toEqual(["3"]);
  const said = decodeWav(readFileSync(file)) as Sound;
  const three = normalised({ samplesPerSecond: 22_050, samples: Int16Array.of(0, 900, -900, 0) }).samples;
  expect(inOrder(said, [...["ticket", "letter-A", "number-42", "counter"].map(wordsIn), three])).toBe(true);
  expect(inOrder(said, [...["letter-A", "ticket", "number-42", "counter"].map(wordsIn), three])).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(["call.wav", "en"]);
  await recorded(voices, synthesise)("Billet A-42, comptoir 3", "fr", file, spokenParts(call, "c3", "fr"));
  await recorded(voices, synthesise)("Welcome", "en", file);
  expect(asked).toEqual(["3", "Billet A-42, comptoir 3", "Welcome"]);
});

test("another pack makes its sounds anew, under the same text", async () => {
  const { asked, synthesise } = noting();
  const sounds = (voice: string) => new Sounds(path.join(folder, "kept"), digest, synthesise, voice);
  const [first, again, other] = [
    await sounds("1").idOf(text, "en", parts),
    await sounds("1").idOf(text, "en", parts),
    await sounds("2").idOf(text, "en", parts),
  ];
  expect([first === again, first === other, asked.length]).toEqual([true, false, 2]);
});

test("whatever lies in the folder, the board speaks, and says what is wrong with it", () => {
  const manifest = (name: string, content: string) => {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "pack.json"), content);
  };
  manifest("broken", "{");
  manifest("empty", "{}");
  manifest("files", JSON.stringify({ format: "theq-voice/1", language: "fr", name: "N", licence: "L", words: { ticket: "none.wav" } }));
  mkdirSync(path.join(folder, "nothing"));
  const { voices, problems } = readVoices(folder);
  expect(voices.map(({ language, words }) => [language, words.size])).toEqual([["fr", 0]]);
  expect(problems.filter((each) => each.startsWith("files/"))).toEqual([
    expect.stringContaining("files/pack.json: not recorded"),
    "files/none.wav: is no 16-bit mono WAV of 22050 samples a second, so espeak-ng says ticket",
  ]);
  expect(new Set(problems.map((each) => each.split(/[/:]/)[0]))).toEqual(new Set(["broken", "empty", "files", "nothing"]));
  expect(readVoices(path.join(folder, "away")).problems).toHaveLength(1);
});

test("the command names what is missing, and is content with nothing less than all", () => {
  const run = spawnSync(process.execPath, ["device/main.ts", "--check-voices", folder], { encoding: "utf8" });
  expect([run.status, run.stdout]).toEqual([1, `No voice in ${folder}: each has a folder of its own, with pack.json.\n`]);
});
