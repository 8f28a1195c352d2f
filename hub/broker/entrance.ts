/**
 * How many connections are taken up at once. After a power failure every device of an office comes in the same second, and each gives up
 * after a while and comes again; a hub that began with all of them would finish with none in time, and be late for those it has. So a few
 * are begun at a time, the newest first: the oldest have given up the soonest. It knows nothing of sockets.
 */
export const entranceLimits = {
  /** In work at once. */
  begunMax: 32,
  /** One that is still in work after this long makes room for another, and goes on: it may be somebody who says nothing. */
  roomMs: 250,
  /** Whoever waited as long as a device waits for its hub (`device/link/hub-link.ts`) is gone. */
  waitMs: 3_000,
} as const;

export interface EntrancePorts<T> {
  readonly begin: (one: T) => void;
  /** It waited too long. */
  readonly cut: (one: T) => void;
  /** Milliseconds that only go forward. */
  readonly mono: () => number;
  /** Runs once, after so many real milliseconds; returns how to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export class Entrance<T> {
  readonly #ports: EntrancePorts<T>;
  /** Those in work, and how to end their time. */
  readonly #begun = new Map<T, () => void>();
  /** The newest last. As many as its user lets come. */
  readonly #waiting: { readonly one: T; readonly since: number }[] = [];

  constructor(ports: EntrancePorts<T>) {
    this.#ports = ports;
  }

  arrive(one: T): void {
    this.#waiting.push({ one, since: this.#ports.mono() });
    this.#next();
  }

  /** It is in, or gone. */
  done(one: T): void {
    const stop = this.#begun.get(one);
    if (stop) {
      stop();
      this.#begun.delete(one);
      this.#next();
      return;
    }
    const place = this.#waiting.findLastIndex((each) => each.one === one);
    if (place >= 0) this.#waiting.splice(place, 1);
  }

  #next(): void {
    const { begin, cut, mono, after } = this.#ports;
    const before = mono() - entranceLimits.waitMs;
    const kept = this.#waiting.findIndex(({ since }) => since > before);
    for (const { one } of this.#waiting.splice(0, kept < 0 ? this.#waiting.length : kept)) cut(one);
    while (this.#begun.size < entranceLimits.begunMax) {
      const newest = this.#waiting.pop();
      if (!newest) return;
      const { one } = newest;
      this.#begun.set(
        one,
        after(entranceLimits.roomMs, () => this.done(one)),
      );
      begin(one);
    }
  }
}
