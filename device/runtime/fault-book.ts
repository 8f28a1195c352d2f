/** The faults of a device with the time since each has stood: what its state message says. */
import type { Fault } from "#shared/faults/fault.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";

type Standing = DeviceState["faults"][number];

const standingMax = 40;

export class FaultBook {
  #standing: Standing[] = [];

  get standing(): readonly Standing[] {
    return this.#standing;
  }

  /** True when the faults are not the ones of before. */
  update(faults: readonly Fault[], at: number): boolean {
    const before = this.#standing;
    this.#standing = faults.slice(0, standingMax).map((each) => ({
      fault: each.fault,
      facts: { ...each.facts },
      since: before.find((old) => old.fault === each.fault)?.since ?? at,
    }));
    return JSON.stringify(before) !== JSON.stringify(this.#standing);
  }
}
