/**
 * The board's own loudspeaker: what an announcement sounds, in order, and whether the sound card takes it. While it does not, it is tried
 * again and again with a moment of silence, so that the fault goes by itself when somebody has plugged it in.
 */
import type { Timers } from "../runtime/timers.ts";
import type { Player } from "./aplay.ts";
import { encodeWav } from "./wav.ts";

export const probeEveryMs = 15_000;

export interface SpeakerPorts {
  readonly timers: Pick<Timers, "every">;
  /** Why nothing sounds now; null: the last sound was played. */
  readonly stands: (cause: string | null) => void;
}

export class Speaker {
  readonly #play: Player;
  readonly #ports: SpeakerPorts;
  #cause: string | null = null;
  /** What sounds now; a new announcement, or a probe, ends it: two never sound over each other. */
  #sounding = new AbortController();
  #busy = false;
  #stopProbing: () => void = () => {};

  constructor(play: Player, ports: SpeakerPorts) {
    this.#play = play;
    this.#ports = ports;
  }

  start(): void {
    void this.#probe();
    this.#stopProbing = this.#ports.timers.every(probeEveryMs, () => {
      if (this.#cause !== null && !this.#busy) void this.#probe();
    });
  }

  stop(): void {
    this.#stopProbing();
    this.#sounding.abort();
  }

  /** How many of the sounds were played to their end. One that fails is left out: a chime without words still turns heads. */
  async say(sounds: readonly Uint8Array[]): Promise<readonly boolean[]> {
    this.#sounding.abort();
    const sounding = new AbortController();
    this.#sounding = sounding;
    this.#busy = true;
    const played: boolean[] = [];
    for (const wav of sounds) played.push(!sounding.signal.aborted && (await this.#sound(wav, sounding.signal)));
    if (this.#sounding === sounding) this.#busy = false;
    return played;
  }

  #probe(): Promise<unknown> {
    return this.say([silence]);
  }

  async #sound(wav: Uint8Array, stop: AbortSignal): Promise<boolean> {
    try {
      await this.#play(wav, stop);
      this.#stands(null);
      return true;
    } catch (error) {
      // One that was stopped says nothing of the sound card.
      if (!stop.aborted) this.#stands((error as Error).message);
      return false;
    }
  }

  #stands(cause: string | null): void {
    if (cause === this.#cause) return;
    this.#cause = cause;
    this.#ports.stands(cause);
  }
}

/** A twentieth of a second. */
const silence = encodeWav({ samplesPerSecond: 22_050, samples: new Int16Array(1_102) });
