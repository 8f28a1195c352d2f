/**
 * Recorded voices: a folder with one pack per language, and a synthesiser that puts calls together of their recordings. What a pack does
 * not have, the synthesiser behind it says.
 */
import { readdirSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import type { Language } from "#shared/texts/language.ts";
import { missingWords, type SpokenPart, voicePack } from "#shared/voice/pack.ts";
import type { Synthesiser } from "./espeak.ts";
import { decodeWav, encodeWav, normalised, type Sound } from "./wav.ts";

const samplesPerSecond = 22_050;
const betweenWordsMs = 40;
const breathMs = 220;

export interface RecordedVoice {
  readonly language: Language;
  readonly words: ReadonlyMap<string, Sound>;
}

export interface ReadVoices {
  readonly voices: readonly RecordedVoice[];
  /** The packs as they are written: another text, other sounds. */
  readonly version: string;
  /** What is wrong or missing, a line each, by its file. */
  readonly problems: readonly string[];
}

/** Every folder in `folder` that has a `pack.json`. Never throws: what cannot be read is told, and said by espeak-ng. */
export function readVoices(folder: string): ReadVoices {
  const problems: string[] = [];
  const voices: RecordedVoice[] = [];
  const versions: string[] = [];
  for (const name of namesIn(folder, problems)) {
    const at = path.join(folder, name);
    try {
      const text = readFileSync(path.join(at, "pack.json"), "utf8");
      const parsed = v.safeParse(voicePack, JSON.parse(text));
      if (!parsed.success) {
        problems.push(...parsed.issues.map((issue) => `${name}/pack.json: ${v.getDotPath(issue) ?? ""} ${issue.message}`));
        continue;
      }
      const pack = parsed.output;
      const missing = missingWords(pack);
      if (missing.length > 0) problems.push(`${name}/pack.json: not recorded, so espeak-ng says them: ${missing.join(", ")}`);
      voices.push({ language: pack.language, words: recordingsOf(at, name, pack.words, problems) });
      versions.push(text);
    } catch (error) {
      problems.push(`${name}/pack.json: ${(error as Error).message}`);
    }
  }
  return { voices, version: versions.join("\n"), problems };
}

function namesIn(folder: string, problems: string[]): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
  } catch (error) {
    problems.push(`${folder}: ${(error as Error).message}`);
    return [];
  }
}

function recordingsOf(at: string, name: string, files: Readonly<Record<string, string>>, problems: string[]): Map<string, Sound> {
  const words = new Map<string, Sound>();
  for (const [word, file] of Object.entries(files)) {
    const sound = soundIn(path.join(at, file));
    if (sound) words.set(word, normalised(sound));
    else problems.push(`${name}/${file}: is no 16-bit mono WAV of ${samplesPerSecond} samples a second, so espeak-ng says ${word}`);
  }
  return words;
}

function soundIn(file: string): Sound | undefined {
  try {
    const sound = decodeWav(readFileSync(file));
    return sound?.samplesPerSecond === samplesPerSecond ? sound : undefined;
  } catch {
    return undefined;
  }
}

/** Calls of languages that have a pack, of recordings; everything else as `behind` says it. */
export function recorded(voices: readonly RecordedVoice[], behind: Synthesiser): Synthesiser {
  return async (text, language, file, parts = []) => {
    const voice = voices.find((each) => each.language === language);
    if (!voice || !parts.some(({ word }) => voice.words.has(word))) return behind(text, language, file);
    const sounds: Sound[] = [];
    for (const part of parts) {
      if (sounds.length > 0) sounds.push(silence(part.pause ? breathMs : betweenWordsMs));
      sounds.push(voice.words.get(part.word) ?? (await synthesised(part, language, file, behind)));
    }
    await writeFile(file, encodeWav(joined(sounds)));
  };
}

async function synthesised({ text }: SpokenPart, language: Language, file: string, behind: Synthesiser): Promise<Sound> {
  const part = `${file}.word`;
  try {
    await behind(text, language, part);
    const sound = decodeWav(await readFile(part));
    if (sound?.samplesPerSecond !== samplesPerSecond) throw new Error("the synthesiser's sound does not fit the recordings");
    return normalised(sound);
  } finally {
    await rm(part, { force: true });
  }
}

function silence(ms: number): Sound {
  return { samplesPerSecond, samples: new Int16Array(Math.round((ms * samplesPerSecond) / 1_000)) };
}

function joined(sounds: readonly Sound[]): Sound {
  const samples = new Int16Array(sounds.reduce((sum, each) => sum + each.samples.length, 0));
  let at = 0;
  for (const each of sounds) {
    samples.set(each.samples, at);
    at += each.samples.length;
  }
  return { samplesPerSecond, samples };
}

/** For whoever records them: what each voice has, and what is wrong or not yet there. */
export function checkVoices(folder: string): { readonly said: string; readonly isRight: boolean } {
  const { voices, problems } = readVoices(folder);
  const lines = voices.map(({ language, words }) => `${language}: ${words.size} words`);
  if (voices.length === 0) lines.push(`No voice in ${folder}: each has a folder of its own, with pack.json.`);
  const said = [...lines, ...problems].map((line) => `${line}\n`).join("");
  return { said, isRight: voices.length > 0 && problems.length === 0 };
}
