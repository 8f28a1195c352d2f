/** The date's timings, fetched again when something has changed, and at most every few seconds. An adapter. */
import type { Timings } from "#shared/wire/staff.ts";
import { getJson, later, monoNow } from "../base/browser.ts";

const everyMs = 5_000;
const withinMs = 8_000;

export class TimingsSource {
  readonly #changed: () => void;
  #timings: Timings | null = null;
  #wanted = "";
  #fetched = "";
  #askedAt = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get timings(): Timings | null {
    return this.#timings;
  }

  /** `n` is how far the live view is: the same date and n need no new figures. */
  want(date: string, epoch: string, n: number): void {
    this.#wanted = `${date}/${epoch}/${n}`;
    if (this.#busy || this.#wanted === this.#fetched) return;
    const waitMs = this.#askedAt + everyMs - monoNow();
    this.#busy = true;
    later(Math.max(0, waitMs), () => void this.#fetch(date));
  }

  async #fetch(date: string): Promise<void> {
    const wanted = this.#wanted;
    this.#askedAt = monoNow();
    const answer = await getJson(`/api/v1/timings?date=${encodeURIComponent(date)}`, withinMs).catch(() => null);
    this.#busy = false;
    // While the hub is away the figures stay as they were; the next change asks again.
    if (answer?.status !== 200) return;
    this.#timings = answer.body as Timings;
    this.#fetched = wanted;
    this.#changed();
  }
}
