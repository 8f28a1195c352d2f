/** The loudspeakers of one room: what each began to play and when, with sounds that last as long as they do. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Language } from "#shared/texts/language.ts";
import { espeakVoice } from "#shared/voice/spoken.ts";
import type { BoardAnnounce } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { shownCall } from "../../device/sign/shown.ts";
import { chime } from "../../device/voice/chime.ts";
import { decodeWav, normalised, type Sound } from "../../device/voice/wav.ts";
import { type AnnouncerState, announced, silent } from "../../display/board/announcer.ts";
import { BoardHost } from "../sim/devices.ts";
import { lengthMs, placeOf, type Sounded } from "./mix.ts";

export interface Spoken {
  readonly device: string;
  readonly call: string;
  readonly at: number;
  readonly sounds: readonly Sound[];
  /** When the device lost its power, or its page fell silent, with everything that it still had to say. */
  cutAt: number | null;
}

export class Room {
  readonly spoken: Spoken[] = [];
  /** What the sign has shown, one after the other. */
  readonly onSign: string[] = [];
  readonly #chime = chime();
  readonly #known = new Map<string, Sound>();

  hear(device: string, { call, sounds }: BoardAnnounce, at: number): Spoken {
    const heard = { device, call, at, sounds: sounds.map(({ text, language }) => this.sound(text, language)), cutAt: null };
    this.spoken.push(heard);
    return heard;
  }

  /** As the board would make it; the same text is made once. */
  sound(text: string, language: Language | null): Sound {
    if (language === null) return this.#chime;
    const key = `${language} ${text}`;
    const sound = this.#known.get(key) ?? synthesised(text, language);
    this.#known.set(key, sound);
    return sound;
  }

  /** Everything, as it sounded. */
  parts(): Sounded[] {
    return this.spoken.flatMap(({ at, sounds, cutAt }) => {
      let from = at;
      return sounds.flatMap(({ samples }) => {
        const begins = from;
        from += lengthMs(samples.length);
        const left = cutAt === null ? samples.length : Math.max(0, Math.min(samples.length, placeOf(cutAt - begins)));
        return left === 0 ? [] : [{ at: begins, samples: samples.subarray(0, left) }];
      });
    });
  }
}

export const lastsMs = ({ sounds }: Pick<Spoken, "sounds">): number =>
  sounds.reduce((sum, { samples }) => sum + lengthMs(samples.length), 0);

/** So long a browser takes to see that its own machine's program has ended. */
const noticedMs = 50;

export class BoardInRoom extends BoardHost {
  room: Room | null = null;
  hasSign = false;
  /** Told of each announcement as it begins. */
  begins: (spoken: Spoken) => void = () => {};
  /** What its page does when the program is gone; false: it sounds on, as if nobody had told it. */
  pageListens = true;
  #last: Spoken | null = null;
  #page: AnnouncerState = silent;

  protected override lasts(announce: BoardAnnounce): number {
    if (!this.room) throw new Error("this board stands in no room");
    this.#last = this.room.hear(this.name, announce, this.world.agenda.now);
    this.#page = announced(silent, { kind: "announce", announce }).state;
    this.begins(this.#last);
    return lastsMs(this.#last);
  }

  /** The page lives on, and its browser tells it at once that the connection has ended. */
  protected override died(): void {
    const { effects, state } = announced(this.#page, { kind: "lost" });
    this.#page = state;
    const silentAt = this.world.agenda.now + noticedMs;
    const last = this.#last;
    const sounds = last !== null && last.cutAt === null && last.at + lastsMs(last) > silentAt;
    if (sounds && this.pageListens && effects.some(({ kind }) => kind === "hush")) last.cutAt = silentAt;
    super.died();
  }

  protected override onSign(view: BoardView | null): void {
    const shown = this.hasSign ? shownCall(view, undefined) : null;
    if (shown) this.room?.onSign.push(`${shown.letter}${shown.count} ${shown.label}`);
  }

  /** Without power its page is as silent as its program. */
  losePower(): void {
    if (this.#last && this.#last.cutAt === null) this.#last.cutAt = this.world.agenda.now;
    this.powered = false;
    this.kill("by a power cut");
  }
}

function synthesised(text: string, language: Language): Sound {
  const folder = mkdtempSync(path.join(tmpdir(), "the-q-room-"));
  try {
    const file = path.join(folder, "said.wav");
    const run = spawnSync("espeak-ng", ["-v", espeakVoice[language], "-s", "150", "-w", file, text]);
    if (run.error) throw new Error("This test needs espeak-ng: apt-get install espeak-ng", { cause: run.error });
    const sound = decodeWav(readFileSync(file));
    if (!sound) throw new Error("espeak-ng wrote no sound");
    return normalised(sound);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
