/** Makes a pack for tests: "recordings" by espeak-ng itself. Nothing that ships imports it. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Language } from "#shared/texts/language.ts";
import { espeak } from "./espeak.ts";

/** `words`: what each of them says. */
export async function writeDemoPack(folder: string, language: Language, words: Readonly<Record<string, string>>): Promise<void> {
  const at = path.join(folder, language);
  mkdirSync(at, { recursive: true });
  for (const [word, text] of Object.entries(words)) await espeak(text, language, path.join(at, `${word}.wav`));
  const files = Object.fromEntries(Object.keys(words).map((word) => [word, `${word}.wav`]));
  const pack = { format: "theq-voice/1", language, name: "espeak-ng", licence: "for tests", words: files };
  writeFileSync(path.join(at, "pack.json"), JSON.stringify(pack));
}
