/** The end of an office date: what closing it makes of the visits and reservations that are still open. */
import type { HubEvent } from "./events.ts";
import type { OfficeState } from "./state.ts";
import type { Actor, Visit } from "./visit.ts";

/** The events that close the open date: every open reservation lapses, every open visit of the date ends with it. */
export function closing(state: OfficeState, date: string, key: string, actor: Actor): HubEvent[] {
  const ends = (visit: Visit) => visit.stage.kind !== "ended" && visit.date !== null && visit.date <= date;
  const ended = [...state.visits.values()].filter(ends).map((visit) => visit.id);
  const open = [...state.reservations.values()].filter((each) => each.use === "open");
  const lapses = open.map(({ request, letter, count }): HubEvent => {
    return { kind: "reservation-lapsed", version: 1, body: { request, letter, count, why: "day-closed" } };
  });
  const lapsed = open.map((each) => each.request);
  return [...lapses, { kind: "day-closed", version: 1, body: { date, key, actor, ended, lapsed } }];
}
