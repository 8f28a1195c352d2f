/** What a `clock-set` row does to the times the queue remembers: they move with the clock, so that no wait and no window bends. */
import type { LogRow } from "../log/record.ts";
import { clockShift } from "./calendar.ts";
import { comesAfter } from "./line.ts";
import { firstEpoch, moveSources } from "./sources.ts";
import { type Moved, type OfficeState, sourceKey } from "./state.ts";
import type { Stage, Visit } from "./visit.ts";

/** Before the calendar folds the row: it still says when the clock that was wrong began. */
export function setClock(state: OfficeState, row: LogRow): void {
  const { byMs, moved, arrival } = clockShift(state.calendar, row);
  const lastOf = new Map<string, number>();
  for (const visit of state.visits.values()) {
    // Ended ones too: no-shows who may come back are shown to staff.
    visit.changed = row.seq;
    if (!mayLive(state, visit)) {
      // Nobody waits on it any more, and a later ticket of its kiosk still comes after it.
      visit.arrivedAt = arrival(visit.arrivedAt, visit.joinedRow);
      continue;
    }
    // The order of one kiosk's log is always kept, whatever clocks told when its rows were taken.
    const before = visit.arrivedAt;
    const log = logOf(state, visit);
    visit.arrivedAt = Math.max(arrival(before, visit.joinedRow), lastOf.get(log) ?? 0);
    if (!visit.admitted) lastOf.set(log, visit.arrivedAt);
    // Its wait and its place count from its arrival, wherever that comes to lie.
    retime(state, visit, (at) => (at === before ? visit.arrivedAt : moved(at)));
  }
  for (const [id, undo] of state.undos) state.undos.set(id, { ...undo, at: moved(undo.at) });
  const there = (id: string) => state.visits.get(id) ?? { place: 0, placedRow: 0 };
  state.line.sort((one, other) => (comesAfter(there(one), there(other)) ? 1 : -1));
  if (state.day) state.day = { ...state.day, since: moved(state.day.since), doorsAt: state.day.doorsAt && moved(state.day.doorsAt) };
  if (state.practice) state.practice = { ...state.practice, since: moved(state.practice.since) };
  for (const [job, paper] of state.papers) state.papers.set(job, { ...paper, at: moved(paper.at) });
  if (state.absence) state.absence = { from: moved(state.absence.from), to: moved(state.absence.to) };
  for (const reservation of state.reservations.values()) reservation.at = moved(reservation.at);
  for (const counter of state.counters.values()) if (counter.break) counter.break = { since: moved(counter.break.since) };
  for (const [id, { since }] of state.stoppedServices) state.stoppedServices.set(id, { since: moved(since) });
  for (const [id, going] of state.goings) state.goings.set(id, { ...going, at: moved(going.at) });
  for (const [id, notice] of state.notices) {
    state.notices.set(id, { ...notice, since: moved(notice.since), until: notice.until && moved(notice.until) });
  }
  moveSources(state, moved, byMs, lastOf);
}

/** A kiosk with a new card begins a log of its own: what an earlier one was told by a clock of its time does not hold this one back. */
function logOf(state: OfficeState, { id }: Visit): string {
  const [device = "", epoch = ""] = id.split(".");
  return firstEpoch(state, sourceKey(device, epoch));
}

/** An ended visit can come back: as a no-show who is here after all, or because its end is undone. */
function mayLive(state: OfficeState, { id, stage }: Visit): boolean {
  return stage.kind !== "ended" || stage.how === "no-show" || state.undos.has(id);
}

/** Moves every time that is remembered of a visit's moves, its arrival excepted; also in what its newest move would be put back to. */
export function retime(state: OfficeState, visit: Visit, when: (at: number) => number): void {
  Object.assign(visit, timesMoved(visit, when));
  const undo = state.undos.get(visit.id);
  if (undo) state.undos.set(visit.id, { ...undo, before: { ...undo.before, ...timesMoved(undo.before, when) } });
}

type Times = Pick<
  Moved,
  "stage" | "place" | "promised" | "letForward" | "away" | "segments" | "firstCalledAt" | "lastCalledAt" | "servingSince" | "lastMove"
>;

function timesMoved(timed: Times, when: (at: number) => number): Times {
  const { stage, place, promised, letForward, away, segments, firstCalledAt, lastCalledAt, servingSince, lastMove } = timed;
  return {
    stage: stageMoved(stage, when),
    place: when(place),
    promised: promised && { ...promised, place: when(promised.place) },
    letForward: letForward && { ...letForward, from: when(letForward.from) },
    away: away && { since: when(away.since), until: when(away.until) },
    segments: segments.map((each) => ({ ...each, joinedAt: when(each.joinedAt) })),
    firstCalledAt: firstCalledAt && when(firstCalledAt),
    lastCalledAt: lastCalledAt && when(lastCalledAt),
    servingSince: servingSince && when(servingSince),
    lastMove: lastMove && { ...lastMove, at: when(lastMove.at) },
  };
}

function stageMoved(stage: Stage, when: (at: number) => number): Stage {
  if (stage.kind === "ended") return { ...stage, at: when(stage.at) };
  const since = when(stage.since);
  return stage.kind === "parked" ? { ...stage, since, until: stage.until && when(stage.until) } : { ...stage, since };
}
