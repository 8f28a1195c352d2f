/** What synchronised devices say of the time: evidence about the hub's own clock. Only what is fresh counts, never a retained message. */
import type { DeviceState } from "#shared/wire/payloads.ts";

export class ClockEvidence {
  readonly #synchronised = new Set<string>();
  /** How far each is ahead of the hub. */
  readonly #ahead = new Map<string, number>();

  /** `isFresh`: not kept by the broker from an earlier time. */
  hearState(device: string, { alive, synchronised, at }: DeviceState, now: number, isFresh: boolean): void {
    if (alive && synchronised === true) {
      this.#synchronised.add(device);
      if (isFresh) this.#ahead.set(device, at - now);
    } else {
      this.#synchronised.delete(device);
      this.#ahead.delete(device);
    }
  }

  hearSent(device: string, at: number, now: number): void {
    if (this.#synchronised.has(device)) this.#ahead.set(device, at - now);
  }

  /** The hub's clock was set forward by so much. */
  hubSet(driftMs: number): void {
    for (const [device, ahead] of this.#ahead) this.#ahead.set(device, ahead - driftMs);
  }

  get ahead(): readonly number[] {
    return [...this.#ahead.values()];
  }
}
