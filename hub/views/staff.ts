/** The staff's live view as entries by key, and what changed since it was last looked at. */
import { callable } from "#shared/queue/line.ts";
import type { CounterState, OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { CounterEntry, DeviceEntry, FaultEntry, OfficeEntry, StaffEntry, StaffPatch, VisitEntry } from "#shared/wire/staff.ts";

/** Entries that do not come from the log: devices and faults, by key. */
export type Surroundings = ReadonlyMap<string, DeviceEntry | FaultEntry>;

export class StaffView {
  readonly #entries = new Map<string, StaffEntry>();

  get entries(): Readonly<Record<string, StaffEntry>> {
    return Object.fromEntries(this.#entries);
  }

  /** Brings the view up to the state; what changed, or undefined when nothing did. Entries carry a version or are compared whole. */
  update(state: OfficeState, surroundings: Surroundings, at: number): StaffPatch | undefined {
    const set: Record<string, StaffEntry> = {};
    const seen = new Set<string>();
    const put = (key: string, same: (before: StaffEntry) => boolean, make: () => StaffEntry) => {
      seen.add(key);
      const before = this.#entries.get(key);
      if (before && same(before)) return;
      const entry = make();
      this.#entries.set(key, entry);
      set[key] = entry;
    };
    const office = officeEntry(state);
    put(
      "office",
      (before) => JSON.stringify(before) === JSON.stringify(office),
      () => office,
    );
    for (const visit of openVisits(state)) {
      put(
        `visit/${visit.id}`,
        (before) => before.kind === "visit" && before.version === visit.version,
        () => visitEntry(visit),
      );
    }
    for (const counter of state.counters.values()) {
      put(
        `counter/${counter.id}`,
        (before) => before.kind === "counter" && before.version === counter.version,
        () => counterEntry(counter),
      );
    }
    for (const [key, entry] of surroundings)
      put(
        key,
        (before) => JSON.stringify(before) === JSON.stringify(entry),
        () => entry,
      );
    const remove = [...this.#entries.keys()].filter((key) => !seen.has(key));
    for (const key of remove) this.#entries.delete(key);
    if (remove.length === 0 && Object.keys(set).length === 0) return undefined;
    return { n: state.n, now: at, set, remove };
  }
}

/** Those who wait for the open date, and those at a counter. */
function* openVisits(state: OfficeState): Generator<Visit> {
  yield* callable(state);
  for (const { holding } of state.counters.values()) {
    const visit = holding === null ? undefined : state.visits.get(holding);
    if (visit) yield visit;
  }
}

function officeEntry(state: OfficeState): OfficeEntry {
  let waiting = 0;
  for (const visit of callable(state)) if (!visit.practice) waiting += 1;
  const { lastDate, tickets, quarantined } = state;
  return { kind: "office", date: state.day?.date ?? null, lastDate, waiting, tickets, quarantined };
}

export function visitEntry(visit: Visit): VisitEntry {
  const { id, language, needs, practice, service, queue, arrivedAt, timeUncertain, announced, lastCalledAt, calls, printed, version } =
    visit;
  const facts = {
    id,
    language,
    needs,
    practice,
    service,
    queue,
    arrivedAt,
    timeUncertain,
    announced,
    lastCalledAt,
    calls,
    printed,
    version,
  };
  // The state changes in place, so the stage is copied: an entry once sent stays as it was.
  return { kind: "visit", ...facts, number: paperNumber(visit.number), stage: { ...visit.stage }, because: visit.because };
}

export function counterEntry({ id, agent, holding, version }: CounterState): CounterEntry {
  return { kind: "counter", id, agent, holding, version };
}
