/**
 * Tells central how the release on its way fares in this office, and hears from it how that one fares in others. Without an answer nothing
 * changes here: what was paused stays so, what was not goes on.
 */
import type { ReleasesAnswer, ReleasesPost } from "#shared/update/province-releases.ts";
import { backoffMs } from "../forward/backoff.ts";
import type { Journal } from "../journal.ts";
import type { ReleaseDesk } from "./desk.ts";

/** Between two looks at what other offices say, while nothing changes here. */
export const tellEveryMs = 5 * 60_000;

export interface NeighboursPorts {
  /** Null: nothing was answered. Never rejects. */
  readonly post: (post: ReleasesPost) => Promise<ReleasesAnswer | null>;
  readonly desk: Pick<ReleaseDesk, "standing" | "hearElsewhere">;
  /** The hub's. */
  readonly generation: () => number;
  readonly mono: () => number;
  readonly random01: () => number;
  readonly journal: Pick<Journal, "warn">;
}

export class Neighbours {
  readonly #ports: NeighboursPorts;
  #told = "";
  #nextAt = 0;
  #failures = 0;
  #isTelling = false;
  #isStopped = false;

  constructor(ports: NeighboursPorts) {
    this.#ports = ports;
  }

  /** Often called; posts when something changed or the time has come, and one at a time. */
  async look(): Promise<void> {
    const { post, desk, generation, mono, random01 } = this.#ports;
    const release = desk.standing();
    const said = JSON.stringify(release);
    const isNews = said !== this.#told && this.#failures === 0;
    if (this.#isTelling || this.#isStopped || (!isNews && mono() < this.#nextAt)) return;
    this.#isTelling = true;
    const answer = await post({ generation: generation(), release });
    this.#isTelling = false;
    if (this.#isStopped) return;
    if (answer === null) {
      this.#failures += 1;
      this.#nextAt = mono() + backoffMs(this.#failures, random01());
      return;
    }
    this.#failures = 0;
    this.#told = said;
    // Hubs that began together do not come together.
    this.#nextAt = mono() + tellEveryMs * (1 + random01());
    try {
      desk.hearElsewhere(answer);
    } catch (error) {
      // The disk is full, or away: what was heard is heard again.
      this.#ports.journal.warn("release.not-heard", { cause: String(error).slice(0, 200) });
    }
  }

  stop(): void {
    this.#isStopped = true;
  }
}
