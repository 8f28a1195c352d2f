/**
 * Plays one sound from the board's own device. Through AudioContext and fetch rather than an audio element: the page's policy names no
 * source for media, and a context says at once whether the browser lets the page sound.
 */
import type { Later } from "../base/ports.ts";

export type Played = "ended" | "refused" | "broken" | "stopped";

/** No announcement is longer; one that never ends must not hold up the next. */
const soundMsMax = 15_000;
const wakeMsMax = 1_000;

export class Speaker {
  readonly #later: Later;
  #context: AudioContext | undefined;
  /** Of the sound that is on its way, if any. */
  #stop = () => {};

  constructor(later: Later) {
    this.#later = later;
  }

  async play(address: string): Promise<Played> {
    this.#context ??= new AudioContext();
    const context = this.#context;
    const stopped = new AbortController();
    this.#stop = () => stopped.abort();
    const how = (await this.wake()) ? await this.#sound(context, address, stopped.signal) : "refused";
    return stopped.signal.aborted ? "stopped" : how;
  }

  /** At once, in the middle of a word. */
  stop(): void {
    this.#stop();
  }

  async #sound(context: AudioContext, address: string, stop: AbortSignal): Promise<Played> {
    try {
      const answer = await fetch(address, { signal: AbortSignal.any([stop, AbortSignal.timeout(soundMsMax)]) });
      if (!answer.ok) return "broken";
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(await answer.arrayBuffer());
      if (stop.aborted) return "stopped";
      source.connect(context.destination);
      stop.addEventListener("abort", () => source.stop());
      return await this.#within(
        soundMsMax,
        "broken",
        new Promise<Played>((ended) => {
          source.onended = () => ended("ended");
          source.start();
        }),
      );
    } catch {
      return "broken";
    }
  }

  /** Whether the page may sound now. Called in answer to a touch it may change the browser's mind. */
  async wake(): Promise<boolean> {
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === "running") return true;
    // Until somebody touches the page, resume() neither succeeds nor fails.
    await this.#within(
      wakeMsMax,
      undefined,
      context.resume().catch(() => {}),
    );
    return (context.state as AudioContextState) === "running";
  }

  #within<T>(ms: number, otherwise: T, work: Promise<T>): Promise<T> {
    return new Promise((settle) => {
      const cancel = this.#later(ms, () => settle(otherwise));
      void work.then((value) => {
        cancel();
        settle(value);
      });
    });
  }
}
