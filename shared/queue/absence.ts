/**
 * After an absence of the hub: people may have been served by voice meanwhile, so a ticket that waited through it is not called unasked.
 * The count of such tickets is kept up with the line, because it is shown after every commit.
 */
import type { LogRow } from "../log/record.ts";
import type { HubEventBody } from "./events.ts";
import { setToConfirm } from "./line.ts";
import { end } from "./moving.ts";
import { type OfficeState, visitOf } from "./state.ts";
import type { Visit } from "./visit.ts";

/** Marks everyone who waited through it. Absences of which tickets are still left are shown as one. */
export function endAbsence(state: OfficeState, { from, to }: { readonly from: number; readonly to: number }, row: LogRow): void {
  const before = state.absence;
  const isOne = before !== null && state.line.some((id) => state.visits.get(id)?.toConfirm);
  state.absence = { from: isOne ? Math.min(before.from, from) : from, to: Math.max(before?.to ?? 0, to) };
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (visit && waitedThrough(state, visit.arrivedAt)) askFirst(state, visit, row);
  }
}

/** Also of a visit that joins later: its record may have waited at a kiosk. The clock of a hub before this one tells nothing of that. */
export function waitedThrough(state: OfficeState, arrivedAt: number): boolean {
  return state.takingOver || (state.absence !== null && arrivedAt < state.absence.to);
}

/** Practice visits meet nobody by voice. */
export function askFirst(state: OfficeState, visit: Visit, row: LogRow): void {
  if (visit.practice || visit.stage.kind !== "waiting") return;
  setToConfirm(state, visit, true);
  visit.changed = row.seq;
}

/** A ticket was called by voice from a kiosk's staff page: it may be known to the hub by its number alone. */
export function calledByVoice(
  state: OfficeState,
  called: { readonly letter: string; readonly count: number; readonly visit: string | null },
  row: LogRow,
): void {
  const visit = (called.visit === null ? undefined : visitOf(state, called.visit)) ?? waitingUnder(state, called);
  if (visit?.stage.kind !== "waiting") return;
  visit.calledByVoice = true;
  visit.changed = row.seq;
  askFirst(state, visit, row);
}

/** What an agent said of a visit that waited through an absence, or that was shown once. */
export function catchUp(state: OfficeState, visit: Visit, how: HubEventBody<"visit-caught-up">["how"], row: LogRow): void {
  visit.changed = row.seq;
  if (how === "seen") {
    // No move: whoever serves the visit just now is not disturbed.
    visit.late = false;
    visit.samePerson = null;
    return;
  }
  visit.version = row.seq;
  if (how === "waiting") setToConfirm(state, visit, false);
  else end(state, visit, how === "served" ? "finished" : "left", row);
}

/**
 * A row of the hub before this one, from beyond the point at which this one began. It counts only where nobody has been asked yet: who
 * had ended is not asked about. Numbers and letters that were given are never given again.
 */
export function takeEvidence(state: OfficeState, evidence: HubEventBody<"evidence-kept">, row: LogRow): void {
  const { kind, body } = evidence;
  if (kind === "number-reserved") {
    const { letter, count } = body as HubEventBody<"number-reserved">;
    const series = state.series.get(letter);
    if (series) series.count = Math.max(series.count, count);
  } else if (kind === "series-opened") {
    const { letter, use, device, epoch } = body as HubEventBody<"series-opened">;
    if (!state.series.has(letter)) state.series.set(letter, { letter, use, device, epoch, count: 0 });
  } else {
    const how = endingOf(kind, body);
    const visit = how === undefined ? undefined : visitOf(state, (body as { visit: string }).visit);
    if (how !== undefined && visit?.toConfirm) end(state, visit, how, row);
  }
}

function endingOf(kind: string, body: unknown): "finished" | "no-show" | "left" | undefined {
  if (kind === "visit-finished") return "finished";
  if (kind === "visit-no-show") return "no-show";
  if (kind === "visit-left") return "left";
  if (kind !== "visit-caught-up") return undefined;
  const { how } = body as HubEventBody<"visit-caught-up">;
  return how === "served" ? "finished" : how === "left" ? "left" : undefined;
}

function waitingUnder(state: OfficeState, { letter, count }: { readonly letter: string; readonly count: number }): Visit | undefined {
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (visit?.number.letter === letter && visit.number.count === count) return visit;
  }
  return undefined;
}
