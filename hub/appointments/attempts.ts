/**
 * How often nothing was found at a kiosk: whoever guesses codes or digits there is slowed down, each time for twice as long. In memory: a
 * restart forgives. Time is the hub's monotonic time.
 */
const minuteMs = 60_000;
/** So many that were not found within ten minutes make a pause. */
export const missesMax = 5;
const windowMs = 10 * minuteMs;
const pauseMs = minuteMs;
const pauseMaxMs = 16 * minuteMs;
/** After so long without a pause the next one is short again. */
const forgivenAfterMs = 60 * minuteMs;
/** More kiosks than an office has. */
const devicesMax = 500;

interface Tries {
  misses: number[];
  pauses: number;
  pausedUntil: number;
}

export class Attempts {
  readonly #of = new Map<string, Tries>();

  /** In whole seconds; 0 when it may ask. */
  pausedFor(device: string, mono: number): number {
    const { pausedUntil = 0 } = this.#of.get(device) ?? {};
    return Math.max(0, Math.ceil((pausedUntil - mono) / 1_000));
  }

  missed(device: string, mono: number): void {
    const tries = this.#triesOf(device);
    tries.misses = [...tries.misses.filter((at) => mono - at < windowMs), mono];
    if (tries.misses.length < missesMax) return;
    if (mono - tries.pausedUntil > forgivenAfterMs) tries.pauses = 0;
    tries.misses = [];
    tries.pausedUntil = mono + Math.min(pauseMaxMs, pauseMs * 2 ** tries.pauses);
    tries.pauses += 1;
  }

  #triesOf(device: string): Tries {
    const known = this.#of.get(device);
    if (known) return known;
    for (const oldest of this.#of.keys()) if (this.#of.size >= devicesMax) this.#of.delete(oldest);
    const made: Tries = { misses: [], pauses: 0, pausedUntil: 0 };
    this.#of.set(device, made);
    return made;
  }
}
