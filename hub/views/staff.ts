/** The staff's live view as entries by key, and what changed since it was last looked at. */
import type { LogRow } from "#shared/log/record.ts";
import { visitId } from "#shared/queue/evolve-device.ts";
import { callable } from "#shared/queue/line.ts";
import type { CounterState, OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { CounterEntry, DeviceEntry, FaultEntry, OfficeEntry, StaffEntry, StaffPatch, VisitEntry } from "#shared/wire/staff.ts";

/** Entries that do not come from the log: devices and faults, by key. */
export type Surroundings = ReadonlyMap<string, DeviceEntry | FaultEntry>;

/** What may have changed: the rows of a commit, or anything at all. */
export type Change = readonly LogRow[] | "everything";

export class StaffView {
  readonly #entries = new Map<string, StaffEntry>();
  #surroundings: Surroundings = new Map();

  get entries(): Readonly<Record<string, StaffEntry>> {
    return Object.fromEntries(this.#entries);
  }

  /** Brings the view up to the state; what changed, or undefined when nothing did. A commit costs what it touched, not what waits. */
  update(state: OfficeState, change: Change, surroundings: Surroundings, at: number): StaffPatch | undefined {
    const set: Record<string, StaffEntry> = {};
    const remove: string[] = [];
    const put = (key: string, entry: StaffEntry) => {
      this.#entries.set(key, entry);
      set[key] = entry;
    };
    const drop = (key: string) => {
      if (this.#entries.delete(key)) remove.push(key);
    };
    const office = officeEntry(state);
    if (JSON.stringify(this.#entries.get("office")) !== JSON.stringify(office)) put("office", office);

    for (const id of touchedVisits(state, change, this.#entries)) {
      const key = `visit/${id}`;
      const visit = state.visits.get(id);
      const before = this.#entries.get(key);
      if (!visit || !isOpen(state, visit)) drop(key);
      else if (before?.kind !== "visit" || before.changed !== visit.changed) put(key, visitEntry(visit));
    }
    for (const counter of state.counters.values()) {
      const key = `counter/${counter.id}`;
      const before = this.#entries.get(key);
      if (before?.kind !== "counter" || before.version !== counter.version) put(key, counterEntry(counter));
    }
    if (change === "everything") {
      for (const [key, entry] of this.#entries) if (entry.kind === "counter" && !state.counters.has(entry.id)) drop(key);
    }
    for (const [key, entry] of surroundings) if (this.#surroundings.get(key) !== entry) put(key, entry);
    for (const key of this.#surroundings.keys()) if (!surroundings.has(key)) drop(key);
    this.#surroundings = surroundings;
    if (remove.length === 0 && Object.keys(set).length === 0) return undefined;
    return { n: state.n, now: at, set, remove };
  }
}

/** Those who wait for the open date, and those at a counter. */
function isOpen(state: OfficeState, { stage, date }: Visit): boolean {
  if (stage.kind === "waiting") return state.day !== null && date === state.day.date;
  return stage.kind !== "ended";
}

/** Rows after which every visit must be looked at. */
const sweeping: ReadonlySet<string> = new Set(["configuration-changed", "day-opened", "day-closed"]);

/** The visits that the rows name, and those at counters, which a row may name by their call. */
function touchedVisits(state: OfficeState, change: Change, entries: ReadonlyMap<string, StaffEntry>): Set<string> {
  const touched = new Set<string>();
  if (change === "everything" || change.some((row) => sweeping.has(row.kind))) {
    for (const entry of entries.values()) if (entry.kind === "visit") touched.add(entry.id);
    for (const visit of callable(state)) touched.add(visit.id);
  } else {
    for (const row of change) {
      if (row.kind === "ticket-issued" && row.origin) touched.add(visitId(row.origin));
      const named = (row.body as { readonly visit?: unknown } | null)?.visit;
      if (typeof named === "string") touched.add(named);
    }
  }
  for (const { holding } of state.counters.values()) if (holding !== null) touched.add(holding);
  return touched;
}

function officeEntry(state: OfficeState): OfficeEntry {
  const { lastDate, tickets, quarantined, waiting } = state;
  return { kind: "office", date: state.day?.date ?? null, lastDate, waiting, tickets, quarantined };
}

/** Everything of a visit but what staff have no use for. The state changes in place, so the stage is copied: an entry once sent stays as it was. */
export function visitEntry(visit: Visit): VisitEntry {
  const { device: _device, date: _date, firstCalledAt: _first, servingSince: _since, reprints: _reprints, number, stage, ...facts } = visit;
  return { kind: "visit", ...facts, number: paperNumber(number), stage: { ...stage } };
}

export function counterEntry({ id, agent, holding, version }: CounterState): CounterEntry {
  return { kind: "counter", id, agent, holding, version };
}
