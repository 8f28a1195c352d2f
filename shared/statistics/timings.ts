/**
 * Wait and service times per service and quarter of an hour: a fold of the hub's log that can be thrown away and made again. The formulas
 * stand in `timed-visit.ts`. A visit counts in the quarter in which it arrived. Practice visits count nowhere; a move that was undone
 * never was; who was served while the hub was away counts as finished, in no wait and no service time.
 */
import type { LogRow, Origin } from "../log/record.ts";
import { type Admission, foldAdmissions, joiningOf, visitId } from "../queue/admission.ts";
import { adoptedRow } from "../queue/adoption.ts";
import { type Calendar, clockShift, emptyCalendar, foldCalendar } from "../queue/calendar.ts";
import type { DeviceEventBody, HubEventBody } from "../queue/events.ts";
import { applyChanges, type Cells, type Change, cellsFromPlain, cellsToPlain } from "./cells.ts";
import { carriedOver, doorsOpened, joinedVisit, type Moved, movedVisit, slipShown, type TimedVisit, withErrands } from "./timed-visit.ts";

export { type Cell, figuresOf } from "./cells.ts";
export { notSure } from "./timed-visit.ts";

export const timingsVersion = 5;
const quarterMs = 15 * 60_000;
/** Longer than any office lets a move be undone. */
const undoMsMax = 600_000;

/** The newest move of a visit, and how to take it out again. */
interface LastMove {
  readonly row: number;
  readonly at: number;
  readonly before: TimedVisit;
  readonly changes: readonly Change[];
}

export interface TimingsState {
  n: number;
  readonly calendar: Calendar;
  readonly admissions: Admission[];
  readonly cells: Cells;
  readonly open: Map<string, TimedVisit>;
  /** No-shows of the open date, who may come back. */
  readonly gone: Map<string, TimedVisit>;
  readonly last: Map<string, LastMove>;
  /** When the doors of the open date were opened; null: nobody is called yet. */
  doorsAt: number | null;
}

export function emptyTimings(): TimingsState {
  return {
    n: 0,
    calendar: emptyCalendar(),
    admissions: [],
    cells: new Map(),
    open: new Map(),
    gone: new Map(),
    last: new Map(),
    doorsAt: null,
  };
}

export function foldTimings(state: TimingsState, row: LogRow): void {
  state.n = row.seq;
  if (row.origin) {
    foldDeviceRow(state, row, row.origin);
    return;
  }
  foldHubRow(state, row);
  foldCalendar(state.calendar, row);
  foldAdmissions(state.admissions, row);
}

export function timingsText(state: TimingsState): string {
  const { n, calendar, admissions, cells, open, gone, last, doorsAt } = state;
  const maps = { cells: cellsToPlain(cells), open: [...open], gone: [...gone], last: [...last] };
  return JSON.stringify({ n, calendar, admissions, doorsAt, ...maps });
}

export function timingsFromText(text: string): TimingsState {
  const plain = JSON.parse(text);
  const { n, calendar, admissions, doorsAt } = plain;
  const maps = { open: new Map(plain.open), gone: new Map(plain.gone), last: new Map(plain.last) };
  return { n, calendar, admissions, doorsAt, cells: cellsFromPlain(plain.cells), ...maps } as TimingsState;
}

function foldDeviceRow(state: TimingsState, row: LogRow, origin: Origin): void {
  if (row.kind === "ticket-issued") issued(state, row, origin);
  if (row.kind === "came-back") {
    const { visit: id } = row.body as DeviceEventBody<"came-back">;
    const visit = state.open.get(id ?? "");
    if (visit && id !== null) state.open.set(id, slipShown(visit, row.arrivedAt ?? row.at));
  }
  if (row.kind !== "errands-stated") return;
  const { visit: id, services } = row.body as DeviceEventBody<"errands-stated">;
  const visit = state.open.get(id);
  if (visit) state.open.set(id, withErrands(visit, services));
}

function foldHubRow(state: TimingsState, row: LogRow): void {
  switch (row.kind) {
    case "visit-admitted": {
      // When such a person came is not known: no wait is measured.
      const { visit, service } = row.body as HubEventBody<"visit-admitted">;
      join(state, visit, { services: [service], arrivedAt: row.at, uncertain: true, row: row.seq });
      return;
    }
    case "visit-joined":
      begun(state, row, row.body as HubEventBody<"visit-joined">);
      return;
    case "row-adopted": {
      const adopted = adoptedRow(row);
      foldDeviceRow(state, adopted, adopted.origin);
      return;
    }
    case "clock-set":
      clockSet(state, row);
      return;
    case "day-opened":
    case "doors-opened":
      doors(state, row);
      return;
    case "day-closed":
      // Everyone else still open is of the date that closes; those of an earlier one never were.
      overnight(state, (row.body as HubEventBody<"day-closed">).carried ?? []);
      state.gone.clear();
      state.last.clear();
      return;
    case "move-undone":
      undone(state, row.body as HubEventBody<"move-undone">);
      return;
    default:
      move(state, row);
  }
}

function overnight(state: TimingsState, carried: readonly string[]): void {
  state.doorsAt = null;
  const kept = carried.flatMap((id) => {
    const visit = state.open.get(id);
    return visit ? [[id, carriedOver(visit)] as const] : [];
  });
  state.open.clear();
  for (const [id, visit] of kept) state.open.set(id, visit);
}

function doors(state: TimingsState, row: LogRow): void {
  const isForming = row.kind === "day-opened" && (row.body as HubEventBody<"day-opened">).doors === "closed";
  // Doors that are opened again for the last tickets were open before.
  state.doorsAt = isForming ? null : (state.doorsAt ?? row.at);
  if (!isForming) for (const [id, visit] of state.open) state.open.set(id, doorsOpened(visit, row.at));
}

/** A record that comes after its date was closed counts as a person who joined, and nothing more will happen to it. */
function issued(state: TimingsState, row: LogRow, origin: Origin): void {
  const body = row.body as DeviceEventBody<"ticket-issued">;
  if (body.practice) return;
  const joining = joiningOf(state.calendar, state.admissions, row, origin);
  if (joining.kind === "alias") return;
  const uncertain = row.timeUncertain === true || state.calendar.doubt !== null;
  const joined = { services: [body.service], arrivedAt: row.arrivedAt ?? row.at, uncertain, row: row.seq };
  join(state, joining.kind === "joins" ? visitId(origin) : null, joined);
}

/** By staff; some are served at once. */
function begun(state: TimingsState, row: LogRow, body: HubEventBody<"visit-joined">): void {
  if (body.practice) return;
  const services = body.services.map((each) => each.service);
  const uncertain = state.calendar.doubt !== null;
  const visit = join(state, body.visit, { services, arrivedAt: row.at, uncertain, row: row.seq });
  if (body.stage === "serving") state.open.set(body.visit, { ...visit, servingSince: row.at, isBegun: true });
}

function join(state: TimingsState, id: string | null, joined: Omit<Parameters<typeof joinedVisit>[0], "doorsAt">): TimedVisit {
  const { visit, changes } = joinedVisit({ ...joined, doorsAt: state.doorsAt }, quarterMs);
  applyChanges(state.cells, changes, 1);
  if (id !== null) state.open.set(id, visit);
  return visit;
}

function move(state: TimingsState, row: LogRow): void {
  const { visit: id, actor } = (row.body ?? {}) as { visit?: string; actor?: { kind: string } };
  if (id === undefined) return;
  const before = state.open.get(id) ?? (row.kind === "no-show-returned" ? state.gone.get(id) : undefined);
  const moved = before && movedVisit(before, row.kind, row.body, row.at);
  if (!before || !moved) return;
  applyChanges(state.cells, moved.changes, 1);
  place(state, id, moved);
  if (actor?.kind !== "agent") return;
  state.last.delete(id);
  state.last.set(id, { row: row.seq, at: row.at, before, changes: moved.changes });
  for (const [old, { at }] of state.last) {
    if (row.at - at < undoMsMax) break;
    state.last.delete(old);
  }
}

function place(state: TimingsState, id: string, { visit, end }: Moved): void {
  if (end === undefined) state.open.set(id, visit);
  else state.open.delete(id);
  if (end === "gone") state.gone.set(id, visit);
  else state.gone.delete(id);
}

/** As if it had never been. */
function undone(state: TimingsState, body: HubEventBody<"move-undone">): void {
  const last = state.last.get(body.visit);
  if (last?.row !== body.undone) return;
  applyChanges(state.cells, last.changes, -1);
  state.last.delete(body.visit);
  if (body.what === "no-show-returned") place(state, body.visit, { visit: last.before, changes: [], end: "gone" });
  else place(state, body.visit, { visit: last.before, changes: [] });
}

function clockSet(state: TimingsState, row: LogRow): void {
  const { moved, arrival } = clockShift(state.calendar, row);
  const shift = (visit: TimedVisit): TimedVisit => {
    const { arrivedAt, openFrom, calledAt, servingSince, parkedSince } = visit;
    return {
      ...visit,
      arrivedAt: arrival(arrivedAt, visit.row),
      openFrom: openFrom === arrivedAt ? arrival(arrivedAt, visit.row) : openFrom && moved(openFrom),
      calledAt: calledAt && moved(calledAt),
      servingSince: servingSince && moved(servingSince),
      parkedSince: parkedSince && moved(parkedSince),
    };
  };
  state.doorsAt = state.doorsAt && moved(state.doorsAt);
  for (const visits of [state.open, state.gone]) for (const [id, visit] of visits) visits.set(id, shift(visit));
  for (const [id, last] of state.last) state.last.set(id, { ...last, at: moved(last.at), before: shift(last.before) });
}
