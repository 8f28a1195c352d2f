/** The line: waiting visits by their place in it, ties by the order in which the hub's log took them. */
import { arriving } from "./backlog.ts";
import type { OfficeState } from "./state.ts";
import type { Visit, VisitId } from "./visit.ts";

/** Puts a waiting visit where its place says, after those of the same: days of several kiosks may merge into one line. */
export function takeInLine(state: OfficeState, visit: Visit): void {
  let low = 0;
  let high = state.line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = state.visits.get(state.line[middle] as VisitId);
    if (there && comesAfter(there, visit)) high = middle;
    else low = middle + 1;
  }
  state.line.splice(low, 0, visit.id);
  count(state, visit, 1);
}

/** The order of the line: by place, ties by the rows that placed them. */
export function comesAfter(one: Pick<Visit, "place" | "placedRow">, other: Pick<Visit, "place" | "placedRow">): boolean {
  return one.place > other.place || (one.place === other.place && one.placedRow > other.placedRow);
}

export function removeFromLine(state: OfficeState, id: VisitId): void {
  const place = state.line.indexOf(id);
  if (place < 0) return;
  state.line.splice(place, 1);
  const visit = state.visits.get(id);
  if (visit) count(state, visit, -1);
}

/** Says of a visit in line whether it may be called unasked. */
export function setToConfirm(state: OfficeState, visit: Visit, toConfirm: boolean): void {
  if (visit.toConfirm === toConfirm) return;
  count(state, visit, -1);
  visit.toConfirm = toConfirm;
  count(state, visit, 1);
}

/** Says of a visit in line whether its citizen is there. */
export function setAway(state: OfficeState, visit: Visit, away: Visit["away"]): void {
  count(state, visit, -1);
  visit.away = away;
  count(state, visit, 1);
}

/** After the open date changed: who may be called is counted anew. */
export function recountWaiting(state: OfficeState): void {
  state.waiting = 0;
  state.toConfirm = 0;
  for (const visit of callable(state)) add(state, visit, 1);
}

function count(state: OfficeState, visit: Visit, by: 1 | -1): void {
  if (isOfToday(state, visit) && visit.away === null && !arriving(state)(visit)) add(state, visit, by);
}

function add(state: OfficeState, visit: Visit, by: 1 | -1): void {
  if (visit.practice) return;
  state.waiting += by;
  if (visit.toConfirm) state.toConfirm += by;
}

/** Whoever has a return slip is not of its day before showing it. Practice is of no date. */
function isOfToday(state: OfficeState, visit: Visit): boolean {
  if (visit.practice) return state.practice !== null;
  if (visit.promised?.arrived === null) return false;
  return state.day !== null && visit.date === state.day.date;
}

/** Visits that may be called now: waiting and here, of the date that is open, and of no backlog that is still arriving. */
export function* callable(state: OfficeState): Generator<Visit> {
  for (const visit of present(state)) if (visit.away === null) yield visit;
}

/** The same, and those who stepped away: they keep their place, and are not called before they come back. */
export function* present(state: OfficeState): Generator<Visit> {
  const isArriving = arriving(state);
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (visit && isOfToday(state, visit) && !isArriving(visit)) yield visit;
  }
}
