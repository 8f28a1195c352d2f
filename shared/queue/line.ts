/** The line: waiting visits in order of arrival, ties by the order in which the hub's log took them. */
import type { OfficeState } from "./state.ts";
import type { Stage, Visit, VisitId } from "./visit.ts";

/** Puts a waiting visit where its arrival says. Arrivals mostly come in order, so the search starts at the end. */
export function takeInLine(state: OfficeState, visit: Visit): void {
  let place = state.line.length;
  while (place > 0) {
    const before = state.visits.get(state.line[place - 1] as VisitId);
    if (!before || before.arrivedAt <= visit.arrivedAt) break;
    place -= 1;
  }
  state.line.splice(place, 0, visit.id);
  if (counts(state, visit)) state.waiting += 1;
}

export function removeFromLine(state: OfficeState, id: VisitId): void {
  const place = state.line.indexOf(id);
  if (place < 0) return;
  state.line.splice(place, 1);
  const visit = state.visits.get(id);
  if (visit && counts(state, visit)) state.waiting -= 1;
}

/** After the open date changed: who may be called is counted anew. */
export function recountWaiting(state: OfficeState): void {
  state.waiting = 0;
  for (const visit of callable(state)) if (!visit.practice) state.waiting += 1;
}

function counts(state: OfficeState, visit: Visit): boolean {
  return !visit.practice && state.day !== null && visit.date === state.day.date;
}

/** Visits that may be called now: waiting, and of the date that is open. */
export function* callable(state: OfficeState): Generator<Visit> {
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (visit && state.day && visit.date === state.day.date) yield visit;
  }
}

export function endVisit(state: OfficeState, visit: Visit, stage: Stage & { kind: "ended" }, offset: number): void {
  removeFromLine(state, visit.id);
  visit.stage = stage;
  visit.announced = "no-call";
  visit.version = offset;
  visit.changed = offset;
}
