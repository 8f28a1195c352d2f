/**
 * A program's clock: an anchor plus monotonic time. The anchor moves only when `set` is called, which a `clock-set` row records,
 * so that a stepping wall clock never bends a duration.
 */
import type { Moment } from "../log/record.ts";

/** What the machine offers. In a speeded-up office both run faster by the same factor. */
export interface TimeSource {
  /** UTC milliseconds by the machine's clock. */
  wall(): number;
  /** Milliseconds since this program started; never steps. */
  mono(): number;
}

export class AnchoredClock {
  readonly #source: TimeSource;
  readonly #boot: string;
  #anchor: number;

  constructor(source: TimeSource, boot: string) {
    this.#source = source;
    this.#boot = boot;
    this.#anchor = source.wall() - source.mono();
  }

  now(): Moment {
    const mono = this.#source.mono();
    return { at: Math.round(this.#anchor + mono), boot: this.#boot, mono: Math.round(mono) };
  }

  /** How far the machine's clock is ahead of this one, in milliseconds. */
  drift(): number {
    return this.#source.wall() - (this.#anchor + this.#source.mono());
  }

  /** Moves the anchor by what `drift` measured. */
  set(driftMs: number): void {
    this.#anchor += driftMs;
  }
}

/** A source that runs `speed` times as fast, from `businessStart` at the machine's `realStart`. */
export function speededUp(source: TimeSource, speed: number, businessStart: number, realStart: number): TimeSource {
  return {
    wall: () => businessStart + (source.wall() - realStart) * speed,
    mono: () => source.mono() * speed,
  };
}
