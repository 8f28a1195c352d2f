/** The staff's live view as entries by key, and what changed since it was last looked at. */
import type { LogRow } from "#shared/log/record.ts";
import { rulesOf } from "#shared/office/rules.ts";
import { visitId } from "#shared/queue/admission.ts";
import { openBacklogs } from "#shared/queue/backlog.ts";
import type { CounterState, OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { CounterEntry, DeviceEntry, FaultEntry, OfficeEntry, StaffEntry, StaffPatch, VisitEntry } from "#shared/wire/staff.ts";
import { appointmentEntry, appointmentsNamed, isShown } from "./appointments.ts";
import { AttentionView } from "./attention.ts";
import { dayEntry, touchesToday } from "./today.ts";

/** Entries that do not come from the log: devices and faults, by key. */
export type Surroundings = ReadonlyMap<string, DeviceEntry | FaultEntry>;

/** What may have changed: the rows of a commit, or anything at all. */
export type Change = readonly LogRow[] | "everything";

export class StaffView {
  readonly #entries = new Map<string, StaffEntry>();
  /** Those of the office, its day and its counters as text, by key: they are made anew every time and mostly the same. */
  readonly #texts = new Map<string, string>();
  #surroundings: Surroundings = new Map();
  readonly #attention = new AttentionView();

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
      this.#texts.delete(key);
      if (this.#entries.delete(key)) remove.push(key);
    };
    const putIfOther = (key: string, entry: StaffEntry) => {
      const text = JSON.stringify(entry);
      if (this.#texts.get(key) === text) return;
      this.#texts.set(key, text);
      put(key, entry);
    };
    putIfOther("office", officeEntry(state));
    // With no row time alone may have changed it: a last ticket, a notice.
    if (change === "everything" || change.length === 0 || touchesToday(state, change)) putIfOther("day", dayEntry(state, at));

    for (const id of touchedVisits(state, change, this.#entries)) {
      const key = `visit/${id}`;
      const visit = state.visits.get(id);
      const before = this.#entries.get(key);
      if (!visit || !isOpen(state, visit)) drop(key);
      else if (before?.kind !== "visit" || before.changed !== visit.changed) put(key, visitEntry(visit));
    }
    for (const id of touchedAppointments(state, change, this.#entries)) {
      const key = `appointment/${id}`;
      const appointment = state.appointments.get(id);
      const before = this.#entries.get(key);
      if (!appointment || !isShown(state, appointment)) drop(key);
      else if (before?.kind !== "appointment" || before.version !== appointment.version) put(key, appointmentEntry(appointment));
    }
    // All of a counter: a clock that is set moves a break, which is no move of the counter.
    for (const counter of state.counters.values()) putIfOther(`counter/${counter.id}`, counterEntry(counter));
    if (change === "everything" || change.some((row) => row.kind === "configuration-changed")) {
      for (const [key, entry] of this.#entries) if (entry.kind === "counter" && !state.counters.has(entry.id)) drop(key);
    }
    const attention = this.#attention.of(state, surroundings, at);
    for (const [key, entry] of attention) putIfOther(key, entry);
    for (const [key, entry] of this.#entries) if (entry.kind === "attention" && !attention.has(key)) drop(key);
    for (const [key, entry] of surroundings) if (this.#surroundings.get(key) !== entry) put(key, entry);
    for (const key of this.#surroundings.keys()) if (!surroundings.has(key)) drop(key);
    this.#surroundings = surroundings;
    if (remove.length === 0 && Object.keys(set).length === 0) return undefined;
    return { n: state.n, now: at, set, remove };
  }
}

/**
 * Those who wait for the open date, those with a return slip for another, those at a counter, no-shows who may still come back, and those of
 * whom something is still to be said.
 */
function isOpen(state: OfficeState, { stage, date, late, samePerson, returns, practice, promised }: Visit): boolean {
  if (late || samePerson !== null) return true;
  if (stage.kind === "ended" && stage.how === "no-show" && date === state.day?.date)
    return returns < rulesOf(state.configuration).noShowReturn.times;
  if (practice || promised?.arrived === null) return stage.kind !== "ended";
  if (stage.kind === "waiting") return state.day !== null && date === state.day.date;
  return stage.kind !== "ended";
}

/** Rows after which every visit must be looked at. */
const sweeping: ReadonlySet<string> = new Set([
  ...["configuration-changed", "day-opened", "day-closed", "day-corrected", "clock-set"],
  ...["practice-started", "practice-ended"],
  ...["absence-ended", "restored", "row-adopted", "evidence-kept"],
  // These may name a visit by its number alone.
  ...["called-by-voice", "stepped-away", "came-back"],
]);

/** The visits that the rows name, and those at counters, which a row may name by their call. */
function touchedVisits(state: OfficeState, change: Change, entries: ReadonlyMap<string, StaffEntry>): Set<string> {
  const touched = new Set<string>();
  if (change === "everything" || change.some((row) => sweeping.has(row.kind))) {
    for (const entry of entries.values()) if (entry.kind === "visit") touched.add(entry.id);
    for (const visit of state.visits.values()) if (isOpen(state, visit)) touched.add(visit.id);
  } else {
    for (const row of change) {
      const named = row.kind === "ticket-issued" && row.origin ? visitId(row.origin) : (row.body as { visit?: unknown } | null)?.visit;
      if (typeof named === "string") touched.add(state.aliases.get(named) ?? named);
    }
    for (const id of appointmentsNamed(change)) {
      const appointment = state.appointments.get(id);
      if (appointment?.stage.kind === "checked-in") touched.add(appointment.stage.visit);
      if (appointment?.alsoBy) touched.add(appointment.alsoBy);
    }
  }
  for (const { holding } of state.counters.values()) if (holding !== null) touched.add(holding);
  return touched;
}

function touchedAppointments(state: OfficeState, change: Change, entries: ReadonlyMap<string, StaffEntry>): Set<string> {
  if (change !== "everything" && !change.some((row) => sweeping.has(row.kind))) return new Set(appointmentsNamed(change));
  const touched = new Set(state.appointments.keys());
  for (const entry of entries.values()) if (entry.kind === "appointment") touched.add(entry.id);
  return touched;
}

function officeEntry(state: OfficeState): OfficeEntry {
  const { lastDate, tickets, quarantined, waiting, toConfirm } = state;
  const date = state.day?.date ?? null;
  const absence = toConfirm > 0 ? state.absence : null;
  const clockTrusted = state.calendar.doubt === null;
  const configuration = state.configurationVersion;
  const counts = { waiting, tickets, quarantined, toConfirm };
  return { kind: "office", date, lastDate, ...counts, absence, clockTrusted, configuration, backlogs: openBacklogs(state) };
}

/** Everything of a visit but what staff have no use for. The state changes in place, so the stage is copied: an entry once sent stays as it was. */
export function visitEntry(visit: Visit): VisitEntry {
  const { device: _device, firstCalledAt: _first, servingSince: _since, reprints: _reprints, joinedRow: _row, ...shown } = visit;
  const { number, stage, letBefore: _let, ...facts } = shown;
  return { kind: "visit", ...facts, number: paperNumber(number), stage: { ...stage } };
}

export function counterEntry(counter: CounterState): CounterEntry {
  return { kind: "counter", ...counter };
}
