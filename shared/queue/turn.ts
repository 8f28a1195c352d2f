/** How a visit comes into the line: at the place that its arrival gives it, or let before others by the office's rules. */
import type { LogRow } from "../log/record.ts";
import { planOf } from "../routing/plan.ts";
import { returnSlipClass } from "../routing/reason.ts";
import { type Standing, turnOf } from "../routing/turn.ts";
import { removeFromLine, takeInLine } from "./line.ts";
import type { OfficeState } from "./state.ts";
import type { Visit } from "./visit.ts";

/** Of a visit that joins, with the place its arrival gives it; also of one that is put at the end. Its turn is decided now and stays. */
export function takeTurn(state: OfficeState, visit: Visit, row: Pick<LogRow, "at" | "seq">): void {
  visit.placedRow = row.seq;
  deal(state, visit, row.at);
}

/** After what counts for its turn has changed while it waits: a mark of an agent, an appointment that was found. */
export function retakeTurn(state: OfficeState, visit: Visit, row: Pick<LogRow, "at">): void {
  // Who came back as the next, or goes first in the hour of a return slip, stays it.
  if (visit.letForward?.class === "returned" || visit.letForward?.class === returnSlipClass) return;
  removeFromLine(state, visit.id);
  visit.place = visit.letForward?.from ?? visit.place;
  deal(state, visit, row.at);
}

function deal(state: OfficeState, visit: Visit, at: number): void {
  const { appointment } = visit;
  visit.isAppointment = appointment !== null && !appointment.late && at >= appointment.dueFrom;
  const turn = state.configuration && turnOf(planOf(state.configuration), lineOf(state), visit, at);
  visit.place = turn?.place ?? visit.place;
  visit.letForward = turn?.letForward ?? null;
  const before = state.visits.get(turn?.before ?? "");
  if (before) before.letBefore += 1;
  takeInLine(state, visit);
}

function lineOf({ line, visits }: OfficeState): { readonly length: number; at(position: number): Standing } {
  return { length: line.length, at: (position) => visits.get(line[position] ?? "") as Visit };
}
