/** Watches, in real time, whether backlogs come on: one that stands still for a minute is taken as all there is. */
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubInput } from "./core/contract.ts";

export const watchEveryMs = 5_000;
/** A minute. */
const looksMax = 12;

interface Seen {
  readonly next: number;
  readonly looks: number;
}

export class BacklogWatch {
  /** By source: where it stood, and how often it was found there. */
  #seen = new Map<string, Seen>();

  /** To be called every `watchEveryMs`. */
  look(state: OfficeState): HubInput[] {
    const seen = new Map<string, Seen>();
    const stalled: HubInput[] = [];
    for (const [key, { epoch, next, backlog }] of state.sources) {
      if (backlog === null) continue;
      const before = this.#seen.get(key);
      const looks = before?.next === next ? before.looks + 1 : 0;
      seen.set(key, { next, looks });
      if (looks >= looksMax) stalled.push({ kind: "backlog-stalled", device: key.slice(0, key.indexOf("/")), epoch, next });
    }
    this.#seen = seen;
    return stalled;
  }
}
