/** Sounds as a board serves them: the chime by its numbers, and speech by Debian's espeak-ng (which this test needs). */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digest } from "../testing/bench.ts";
import { chime } from "./chime.ts";
import { espeak, type Synthesiser } from "./espeak.ts";
import { chimeId, Sounds, soundsMax } from "./sounds.ts";
import { atVolume, decodeWav, encodeWav, normalised, peakTarget, type Sound } from "./wav.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-voice-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const peakOf = ({ samples }: Sound) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
const secondsOf = ({ samples, samplesPerSecond }: Sound) => samples.length / samplesPerSecond;

test("the chime is short, at -3 dBFS, and silent at both ends", () => {
  const sound = chime();
  expect(sound.samplesPerSecond).toBe(22_050);
  expect(secondsOf(sound)).toBeLessThanOrEqual(0.9);
  expect(peakOf(sound)).toBe(peakTarget);
  expect(Math.abs(sound.samples[0] as number)).toBeLessThan(10);
  expect(Math.abs(sound.samples.at(-1) as number)).toBeLessThan(200);
});

test("a sound reads back as it was written", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 200 }), (samples) => {
      const sound = { samplesPerSecond: 22_050, samples: Int16Array.from(samples) };
      expect(decodeWav(encodeWav(sound))).toEqual(sound);
      expect(peakOf(normalised(sound))).toBe(samples.some((sample) => sample !== 0) ? peakTarget : 0);
    }),
  );
});

test("a sound at another volume is as long, and quieter by the square; silence at 0", () => {
  const loud = chime();
  const at = (percent: number) => decodeWav(atVolume(encodeWav(loud), percent)) as Sound;
  expect([100, 50, 0].map((percent) => peakOf(at(percent)))).toEqual([peakTarget, Math.round(peakTarget / 4), 0]);
  expect(at(50).samples).toHaveLength(loud.samples.length);
});

test("any bytes are a sound or are not, without failure", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(decodeWav(bytes)).toBeUndefined();
    }),
  );
});

test("espeak-ng says a call in each language, within 4 s each and at the chime's level", async () => {
  const sounds = new Sounds(folder, digest, espeak);
  for (const [text, language] of [
    ["Ticket A-42, counter 3", "en"],
    ["Billet A-42, comptoir 3", "fr"],
  ] as const) {
    const sound = decodeWav((await sounds.wav(await sounds.idOf(text, language))) as Uint8Array) as Sound;
    expect(secondsOf(sound)).toBeGreaterThan(1);
    expect(secondsOf(sound)).toBeLessThanOrEqual(4);
    expect(peakOf(sound)).toBe(peakTarget);
  }
});

/** Counts what it is asked for. */
function counting(): { readonly asked: string[]; readonly synthesise: Synthesiser } {
  const asked: string[] = [];
  const synthesise: Synthesiser = async (text, _language, file) => {
    asked.push(text);
    writeFileSync(file, encodeWav({ samplesPerSecond: 22_050, samples: Int16Array.of(1, 2, 3) }));
  };
  return { asked, synthesise };
}

test("a text is synthesised once, at the same time and after a restart, and again when its file is broken", async () => {
  const { asked, synthesise } = counting();
  const sounds = new Sounds(folder, digest, synthesise);
  const [one, other] = await Promise.all([sounds.idOf("A-1", "en"), sounds.idOf("A-1", "en")]);
  expect(one).toBe(other);
  await new Sounds(folder, digest, synthesise).idOf("A-1", "en");
  expect(asked).toHaveLength(1);
  writeFileSync(path.join(folder, `${one}.wav`), "half");
  await new Sounds(folder, digest, synthesise).idOf("A-1", "en");
  expect(asked).toHaveLength(2);
});

test("the disk is not filled: the sound not used for longest goes first", async () => {
  const { synthesise } = counting();
  const sounds = new Sounds(folder, digest, synthesise);
  const first = await sounds.idOf("text 0", "en");
  const second = await sounds.idOf("text 1", "en");
  for (let each = 2; each < soundsMax; each += 1) await sounds.idOf(`text ${each}`, "en");
  await sounds.idOf("text 0", "en");
  await sounds.idOf("one more", "en");
  expect(readdirSync(folder)).toHaveLength(soundsMax);
  expect(await sounds.wav(first)).toBeDefined();
  expect(await sounds.wav(second)).toBeUndefined();
});

test("without a synthesiser the text fails, nothing is left behind, and the chime is there", async () => {
  const sounds = new Sounds(folder, digest, async () => {
    throw new Error("no espeak-ng");
  });
  await expect(sounds.idOf("A-1", "en")).rejects.toThrow("no espeak-ng");
  expect(readdirSync(folder)).toEqual([]);
  expect(await sounds.wav(chimeId)).toBeDefined();
  expect(await sounds.wav("../device")).toBeUndefined();
});
