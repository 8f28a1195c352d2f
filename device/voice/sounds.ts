/** The sounds of a board: the chime, and spoken texts kept by what they say, so that a number is synthesised once. */
import { mkdirSync, readdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Digest } from "#shared/log/record.ts";
import type { Language } from "#shared/texts/language.ts";
import type { SpokenPart } from "#shared/voice/pack.ts";
import { espeakVoice } from "#shared/voice/spoken.ts";
import { chime } from "./chime.ts";
import type { Synthesiser } from "./espeak.ts";
import { decodeWav, encodeWav, normalised } from "./wav.ts";

/** Spoken texts kept on the disk; the one not used for longest goes first. */
export const soundsMax = 500;
export const chimeId = "chime";

/** Raised when the meaning of a text's sound changes: speed, level, voice. */
const recipe = "1";

/** What a board needs of its sounds. */
export interface SpokenSounds {
  /** The id of the sound that says this text, made now if it is new. Throws when there is no voice. */
  idOf(text: string, language: Language, parts?: readonly SpokenPart[]): Promise<string>;
  /** The bytes of a sound; undefined when there is none of this id. */
  wav(id: string): Promise<Uint8Array | undefined>;
}

export class Sounds implements SpokenSounds {
  readonly #folder: string;
  readonly #digest: Digest;
  readonly #synthesise: Synthesiser;
  readonly #voice: string;
  readonly #chime = encodeWav(chime());
  /** Oldest use first. */
  readonly #kept: Set<string>;
  readonly #making = new Map<string, Promise<string>>();

  /** `voice`: of recorded voices, so that what another one said is made anew. */
  constructor(folder: string, digest: Digest, synthesise: Synthesiser, voice = "") {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#digest = digest;
    this.#synthesise = synthesise;
    this.#voice = voice;
    this.#kept = new Set(readdirSync(folder).flatMap((name) => (/^[A-Za-z0-9_-]{20,60}\.wav$/.test(name) ? [name.slice(0, -4)] : [])));
  }

  async idOf(text: string, language: Language, parts?: readonly SpokenPart[]): Promise<string> {
    const id = this.#digest(`${recipe}${this.#voice}\n${espeakVoice[language]}\n${text}`);
    const make = () => this.#made(id, text, language, parts);
    const making = this.#making.get(id) ?? (this.#kept.has(id) ? this.#touched(id, make) : make());
    this.#making.set(id, making);
    try {
      return await making;
    } finally {
      this.#making.delete(id);
    }
  }

  async wav(id: string): Promise<Uint8Array | undefined> {
    if (id === chimeId) return this.#chime;
    return this.#kept.has(id) ? readFile(this.#file(id)) : undefined;
  }

  async #touched(id: string, make: () => Promise<string>): Promise<string> {
    this.#kept.delete(id);
    const bytes = await readFile(this.#file(id)).catch(() => undefined);
    // A file that a power cut left behind broken is made again.
    if (!bytes || !decodeWav(bytes)) return make();
    this.#kept.add(id);
    return id;
  }

  async #made(id: string, text: string, language: Language, parts?: readonly SpokenPart[]): Promise<string> {
    const part = `${this.#file(id)}.part`;
    try {
      await this.#synthesise(text, language, part, parts);
      const sound = decodeWav(await readFile(part));
      if (!sound) throw new Error("the synthesiser wrote no 16-bit mono WAV");
      await writeFile(part, encodeWav(normalised(sound)));
      await rename(part, this.#file(id));
    } finally {
      await rm(part, { force: true });
    }
    this.#kept.add(id);
    for (const oldest of this.#kept) {
      if (this.#kept.size <= soundsMax) break;
      this.#kept.delete(oldest);
      await rm(this.#file(oldest), { force: true });
    }
    return id;
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id}.wav`);
  }
}
