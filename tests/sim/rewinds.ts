/** Which devices went on from an earlier state of their own log without a way to know: an older image on their card, a lost tail. */
import type { AppendedRow } from "#shared/log/event-log.ts";

type Rows = readonly Pick<AppendedRow, "hash">[];

export interface Rewind {
  /** True time at which the storage was changed. */
  readonly at: number;
  /** Rows that it still had. */
  readonly after: number;
}

export class Rewinds {
  /** After which rows the device has written others, in any storage it ever had; "" stands for the beginning of one. */
  readonly #followed = new Set<string>();
  #all: readonly Rewind[] = [];

  /** With each change of storage. `isSeen`: the device can tell that its storage is another, so it waits until it has heard from the hub. */
  changed(before: Rows, now: Rows, at: number, isSeen: boolean): void {
    before.forEach((_, place) => void this.#followed.add(before[place - 1]?.hash ?? ""));
    if (isSeen) this.#all = [];
    else if (this.#followed.has(now.at(-1)?.hash ?? "")) this.#all = [...this.#all, { at, after: now.length }];
  }

  get all(): readonly Rewind[] {
    return this.#all;
  }
}
