/** Which visit a paper stands for: by what its code says, else by the number on it. */
import { paperNumber, type TicketNumber } from "../ticket/number.ts";
import { type OfficeState, visitOf } from "./state.ts";
import type { Visit, VisitId } from "./visit.ts";

/** The visit that the code names; else the one of the open date, or of practice, that looks so on paper; else a return slip for later. */
export function visitOnPaper(state: OfficeState, paper: TicketNumber & { readonly visit: VisitId | null }): Visit | undefined {
  const named = paper.visit === null ? undefined : visitOf(state, paper.visit);
  if (named) return named;
  const number = paperNumber(paper);
  let later: Visit | undefined;
  for (const visit of state.visits.values()) {
    if (visit.number.letter !== paper.letter || paperNumber(visit.number) !== number) continue;
    if (visit.practice || visit.date === (state.day?.date ?? null)) return visit;
    // Its series goes on counting until its day, so that nobody else bears it.
    if (visit.promised?.arrived === null && visit.stage.kind === "waiting") later = visit;
  }
  return later;
}
