/**
 * The line and the counters as the arithmetic of `#shared/day/reach.ts` takes them: one account for every page that says when somebody is
 * called, so that no two of them differ. Pure.
 */
import type { ReachCounter, ReachVisit } from "#shared/day/reach.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { counterIn, heldAt, type StaffView } from "./staff-view.ts";

/** Of somebody of whom nobody knows yet what they came for, and where nothing is said of a service. */
const usualMinutes = 10;

export function asWaiting(office: StaffOffice, visit: VisitEntry): ReachVisit {
  return { id: visit.id, queue: visit.queue, minutes: minutesOf(office, visit) };
}

/** Counters where somebody works for citizens and is not on a break. */
export function staffedCounters(view: StaffView, office: StaffOffice, now: number): ReachCounter[] {
  return office.counters.flatMap(({ id, takes }) => {
    const entry = counterIn(view, id);
    if (!entry || entry.agent === null || entry.practice || entry.break !== null) return [];
    return { takes: entry.takes ?? takes, busyMinutes: busyMinutes(view, office, id, now) };
  });
}

/** Whoever takes longer than usual is finished any moment. */
function busyMinutes(view: StaffView, office: StaffOffice, counter: string, now: number): number {
  const visit = heldAt(view, counter);
  if (!visit) return 0;
  const { stage } = visit;
  const since = stage.kind === "serving" || stage.kind === "called" ? stage.since : now;
  return Math.max(0, minutesOf(office, visit) - (now - since) / 60_000);
}

/** The usual length of all that is still to be done for it. */
export function minutesOf({ services }: StaffOffice, visit: VisitEntry): number {
  const todo = visit.segments.filter(({ state }) => state !== "done" && state !== "dropped");
  const minutes = todo.map(({ service }) => services.find((each) => each.id === service)?.minutes ?? usualMinutes);
  return Math.max(
    1,
    minutes.reduce((sum, each) => sum + each, 0),
  );
}
