/** The faults of the office that are so now, each until it is cleared. `about` makes one fault of many reports. */
import type { Fault } from "#shared/faults/fault.ts";
import type { FaultEntry } from "#shared/wire/staff.ts";
import type { Journal } from "./journal.ts";

/** Past this a new one is only written to the journal: staff cannot read more. */
export const faultsMax = 500;

export class CurrentFaults {
  readonly #entries = new Map<string, FaultEntry>();
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(journal: Journal, now: () => number, changed: () => void) {
    this.#journal = journal;
    this.#now = now;
    this.#changed = changed;
  }

  get entries(): ReadonlyMap<string, FaultEntry> {
    return this.#entries;
  }

  raise(about: string, fault: Fault): void {
    const before = this.#entries.get(about);
    if (before?.fault === fault.fault && JSON.stringify(before.facts) === JSON.stringify(fault.facts)) return;
    this.#journal.warn("fault.raised", { about, ...fault });
    if (!before && this.#entries.size >= faultsMax) return;
    this.#entries.set(about, { kind: "fault", since: before?.since ?? this.#now(), ...fault });
    this.#changed();
  }

  clear(about: string): void {
    const before = this.#entries.get(about);
    if (!before) return;
    this.#entries.delete(about);
    this.#journal.info("fault.cleared", { about, fault: before.fault });
    this.#changed();
  }
}
