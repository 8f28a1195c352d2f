/**
 * Whether a later hub has taken over this office. Whoever has seen a higher generation says so (a device, central, a follower), and
 * from then on this hub neither issues nor calls, over every restart: two hubs that are alive at once would give out the same numbers.
 */
import type { EventLog } from "#shared/log/event-log.ts";

const name = "generation-heard";

export class GenerationFence {
  readonly #log: EventLog;
  readonly #own: () => number;
  readonly #closed: () => void;
  #heard: number;

  /** `closed` is called once, when a higher generation than this hub's own is heard of. */
  constructor(log: EventLog, own: () => number, closed: () => void) {
    this.#log = log;
    this.#own = own;
    this.#closed = closed;
    this.#heard = log.cursor(name);
  }

  get isClosed(): boolean {
    return this.#heard > Math.max(1, this.#own());
  }

  hear(generation: number | undefined): void {
    if (generation === undefined || generation <= this.#heard) return;
    const wasClosed = this.isClosed;
    this.#heard = generation;
    if (!this.isClosed) return;
    if (!wasClosed) this.#closed();
    // After the fence is down: a disk that refuses this only lets a start of this hub hear it once more.
    this.#log.setCursor(name, generation);
  }
}

/** The highest generation that a storage's hub has heard of; 0 when only its own. */
export function generationHeard(log: EventLog): number {
  return log.cursor(name);
}
