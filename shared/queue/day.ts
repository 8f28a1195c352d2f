/** How an office date begins and ends: which numbers go on, and what becomes of the visits and reservations that are still open. */
import { missedBy } from "../appointments/due.ts";
import { lastClosed } from "./calendar.ts";
import type { HubEvent } from "./events.ts";
import { endingPractice } from "./moves/practice.ts";
import type { OfficeState } from "./state.ts";
import type { Actor, Visit } from "./visit.ts";

/**
 * The event that opens a date. A series of which a number is still with somebody goes on counting: no date gives it twice. `over`: visits
 * that end just before, with the date before.
 */
export function opening(
  state: OfficeState,
  date: string,
  key: string,
  actor: Actor,
  doors?: "closed",
  over: ReadonlySet<string> = new Set(),
): HubEvent {
  // Also who was carried over, or had a slip for a date that has not been, and has left: such paper is of this date, or of the name that a
  // correction may give it.
  const last = state.day?.date ?? lastClosed(state.calendar) ?? "";
  const isOfIt = (visit: Visit) => !visit.practice && (visit.date === null || visit.date > last);
  const open = [...state.visits.values()].filter((visit) => isOfIt(visit) || (isOpen(visit) && !over.has(visit.id)));
  const held = new Set(open.map(({ number }) => number.letter));
  // A date that was open under this name by mistake gave numbers that paper bears with it.
  const isNamedAgain = state.calendar.dates.some(({ was }) => was.includes(date));
  const continues = [...state.series.values()]
    .filter(({ use, letter }) => use === "shared" && (isNamedAgain || held.has(letter)))
    .map(({ letter }) => letter);
  const more = { ...(doors ? { doors } : {}), ...(continues.length > 0 ? { continues } : {}) };
  return { kind: "day-opened", version: 1, body: { date, key, actor, ...more } };
}

/**
 * The events that close the open date: every open reservation lapses; every open visit of the date ends with it, or, when the line is
 * carried over, those who wait or are parked wait on for the next date. Who is at a counter ends with the date in any case; who has a
 * return slip for a later date waits on in any case.
 */
export function closing(state: OfficeState, date: string, key: string, actor: Actor, carry: boolean): HubEvent[] {
  const isLater = ({ promised }: Visit) => promised?.arrived === null && promised.date > date;
  const concerned = [...state.visits.values()].filter(
    (visit) => isOpen(visit) && visit.date !== null && (visit.date <= date || isLater(visit)),
  );
  const isCarried = (visit: Visit) => {
    if (visit.promised?.arrived === null) return isLater(visit);
    return carry && (visit.stage.kind === "waiting" || visit.stage.kind === "parked");
  };
  const ended = concerned.filter((visit) => !isCarried(visit)).map(({ id }) => id);
  const carried = concerned.filter(isCarried).map(({ id }) => id);
  const open = [...state.reservations.values()].filter((each) => each.use === "open" && !each.practice);
  const lapses = open.map(({ request, letter, count }): HubEvent => {
    return { kind: "reservation-lapsed", version: 1, body: { request, letter, count, why: "day-closed" } };
  });
  const lapsed = open.map((each) => each.request);
  const body = { date, key, actor, ended, lapsed, ...(carried.length > 0 ? { carried } : {}) };
  return [...lapses, ...missedBy(state, date, actor), { kind: "day-closed", version: 1, body }];
}

/** A later date is opened without a person, as in a virtual office: the one before ends, and nobody practises any more. */
export function openingByHours(state: OfficeState, date: string, key: string, actor: Actor, carries: boolean): HubEvent[] {
  const practice = state.practice ? [endingPractice(state, `${key}-practice`, actor, "doors-opened")] : [];
  const closed = state.day ? closing(state, state.day.date, `${key}-closing`, actor, carries) : [];
  const over = new Set(closed.flatMap((each) => (each.kind === "day-closed" ? each.body.ended : [])));
  return [...practice, ...closed, opening(state, date, key, actor, undefined, over)];
}

/** Practice visits are of no date. */
function isOpen({ stage, practice }: Visit): boolean {
  return stage.kind !== "ended" && !practice;
}
