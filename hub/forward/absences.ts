/**
 * Citizens who did not come when called. What The Q hears of it depends on whether they return: `queuefromprep` if they do, else
 * `customerleft`. So it is told when that is known, with the time at which it happened.
 */
import type { MovesState } from "./moves-state.ts";
import type { ReportedOffice } from "./reported-office.ts";
import { type Move, moveOf, type ReportedVisit, selfServe } from "./reported-visit.ts";
import { finishingStopped, type Step, stepsOf } from "./services.ts";
import { notThere } from "./stages.ts";

/** Whether the office lets a citizen return whom nobody saw this time. */
export function mayReturn(office: ReportedOffice, visit: ReportedVisit): boolean {
  return office.returnMs > 0 && visit.returns < office.returnsMax;
}

/** Nobody came: nothing is told yet. The visit's time stands at that moment. */
export function becomeAbsent(state: MovesState, office: ReportedOffice, id: string, visit: ReportedVisit, row: number): void {
  visit.stage = "absent";
  visit.absence = { row, untilMs: visit.lastAtMs + office.returnMs };
  state.absent.push(id);
}

/** They are here after all, and stood in line since nobody came. */
export function returned(state: MovesState, office: ReportedOffice, id: string, visit: ReportedVisit): Move[] {
  const moves = told(office, visit, stepsOf(visit.segment, [{ name: "queuefromprep", data: {} }]));
  state.absent = state.absent.filter((each) => each !== id);
  Object.assign(visit, { stage: "waiting", firstWait: false, agent: null, absence: null });
  visit.returns += 1;
  return moves;
}

/** What must be told by now because the time to return is over; in the order in which nobody came. */
export function overdue(state: MovesState, at: number): Move[] {
  const { office } = state;
  if (!office || state.absent.length === 0) return [];
  const over = state.absent.filter((id) => dueAt(state, id) < at);
  return over.flatMap((id) => gone(state, office, id));
}

/** When the next of them is due by the hub's clock; undefined when there is none. */
export function nextDue(state: MovesState): number | undefined {
  return state.absent.length === 0 ? undefined : Math.min(...state.absent.map((id) => dueAt(state, id)));
}

/** They will not return. The visit is remembered all the same, in case a record says otherwise later. */
export function gone(state: MovesState, office: ReportedOffice, id: string): Move[] {
  state.absent = state.absent.filter((each) => each !== id);
  const visit = state.visits.get(id);
  if (!visit) return [];
  const moves = told(office, visit, [...stepsOf(visit.segment, [notThere]), ...finishingStopped(visit)]);
  Object.assign(visit, { stage: "gone", agent: null, absence: null, stopped: [] });
  return moves;
}

function told(office: ReportedOffice, visit: ReportedVisit, steps: readonly Step[]): Move[] {
  const of = { seq: visit.absence?.row ?? 0 };
  return steps.map(({ segment, event }) => moveOf(office, visit, of, event, visit.agent ?? selfServe, segment));
}

function dueAt(state: MovesState, id: string): number {
  const visit = state.visits.get(id);
  return visit?.absence ? visit.absence.untilMs + visit.setMs : Number.NEGATIVE_INFINITY;
}
