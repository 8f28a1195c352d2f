/** What needs a person on the spot, as entries of the staff's live view. Remembers since when, which no log knows. */
import { type AttentionEntry, attentionOf, goingKey, needsOf, settleMs } from "#shared/attention/attention.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { DeviceEntry, FaultEntry } from "#shared/wire/staff.ts";

export class AttentionView {
  /** By key of an entry: since when it is so, by the hub's clock. */
  #since: ReadonlyMap<string, number> = new Map();
  /** Devices that were heard since the hub began: when one of them is away, it has gone. */
  readonly #heard = new Set<string>();

  of(state: OfficeState, surroundings: ReadonlyMap<string, DeviceEntry | FaultEntry>, at: number): ReadonlyMap<string, AttentionEntry> {
    const entries = new Map<string, AttentionEntry>();
    const since = new Map<string, number>();
    for (const device of surroundings.values()) {
      if (device.kind !== "device") continue;
      if (device.online) this.#heard.add(device.id);
      else if (!this.#heard.has(device.id) && at - device.since < settleMs) continue;
      for (const { fault: need, facts } of needsOf(device)) {
        const key = `attention/${goingKey(device.id, need)}`;
        // A clock that was set back must not leave anybody waiting for a time that is not near.
        const from = Math.min(this.#since.get(key) ?? at, at);
        since.set(key, from);
        const going = state.goings.get(goingKey(device.id, need));
        entries.set(key, attentionOf({ device: device.id, need, facts }, from, going, at));
      }
    }
    this.#since = since;
    return entries;
  }
}
