/**
 * The staff's live view as messages with ids: a whole snapshot, then patches. The last patches are kept, so that a page that
 * was away for a moment gets only what it missed. It knows nothing of how the messages travel.
 */
import type { OfficeState } from "#shared/queue/state.ts";
import type { StaffPatch, StaffSnapshot } from "#shared/wire/staff.ts";
import { type Change, StaffView, type Surroundings } from "./views/staff.ts";

export const patchesKeptMax = 1_000;

export interface LiveMessage {
  readonly event: "snapshot" | "patch";
  /** `epoch:offset`. */
  readonly id: string;
  /** JSON; made when it is first read, because most patches are read by nobody. */
  readonly data: string;
}

class Patch implements LiveMessage {
  readonly event = "patch";
  readonly id: string;
  readonly #patch: StaffPatch;
  #data: string | undefined;

  constructor(id: string, patch: StaffPatch) {
    this.id = id;
    this.#patch = patch;
  }

  get data(): string {
    this.#data ??= JSON.stringify(this.#patch);
    return this.#data;
  }
}

export class LiveFeed {
  readonly #epoch: string;
  readonly #view = new StaffView();
  readonly #listeners = new Set<(message: LiveMessage) => void>();
  #kept: { readonly n: number; readonly message: LiveMessage }[] = [];
  /** Whoever has seen a message beyond this offset can be given the patches alone. */
  #coveredAfter: number | undefined;
  #n = 0;
  #generation = 0;

  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  /** Brings the view up to the state, and tells every listener what changed. */
  update(state: OfficeState, change: Change, surroundings: Surroundings, at: number): void {
    const patch = this.#view.update(state, change, surroundings, at);
    this.#n = state.n;
    this.#generation = state.generation;
    if (this.#coveredAfter === undefined) {
      this.#coveredAfter = state.n;
      return;
    }
    if (patch) this.#keep(patch);
  }

  /** What a page needs that has seen up to `lastId`: the patches after it, or a whole snapshot. */
  since(lastId: string | undefined, at: number): readonly LiveMessage[] {
    const n = this.#offsetIn(lastId);
    if (n === undefined || n > this.#n || n <= (this.#coveredAfter ?? this.#n)) return [this.#snapshot(at)];
    // Several patches may bear one offset: those of this offset are sent again, which changes nothing twice.
    return this.#kept.filter((each) => each.n >= n).map((each) => each.message);
  }

  /** Returns how to stop listening. */
  listen(listener: (message: LiveMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #keep(patch: StaffPatch): void {
    const message = new Patch(`${this.#epoch}:${patch.n}`, patch);
    this.#kept.push({ n: patch.n, message });
    if (this.#kept.length > patchesKeptMax) this.#coveredAfter = this.#kept.shift()?.n ?? patch.n;
    for (const listener of this.#listeners) listener(message);
  }

  #snapshot(at: number): LiveMessage {
    const snapshot: StaffSnapshot = { generation: this.#generation, epoch: this.#epoch, n: this.#n, now: at, entries: this.#view.entries };
    return { event: "snapshot", id: `${this.#epoch}:${this.#n}`, data: JSON.stringify(snapshot) };
  }

  #offsetIn(lastId: string | undefined): number | undefined {
    const [epoch, offset, ...rest] = (lastId ?? "").split(":");
    if (epoch !== this.#epoch || rest.length > 0 || !/^\d{1,15}$/.test(offset ?? "")) return undefined;
    return Number(offset);
  }
}
