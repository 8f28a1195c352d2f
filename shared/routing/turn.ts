/**
 * Where somebody stands who joins the line. Everybody stands behind those who came before; a class of more weight may be let before people
 * of less. What is let forward is decided once, at joining: afterwards neither a call nor time moves anybody, so that the order shown is the
 * order of calling, and the number of those who can be let before somebody is bounded (`bound.ts`).
 */
import { classIn, type Plan, takesWork } from "./plan.ts";
import { type RuleClass, weightAfter } from "./rules.ts";
import type { Waiting } from "./waiting.ts";

export interface Turn {
  /** The place in line it gets. */
  readonly place: number;
  /** Set when it was let forward: where it would have stood, and the class that let it. */
  readonly letForward: { readonly from: number; readonly class: string } | null;
  /** Before whom it was let: this one has let one more go before. */
  readonly before: string | null;
}

/** A visit that others may be let before. */
export interface Standing extends Waiting {
  /** How many were let directly before it. */
  readonly letBefore: number;
}

/** Visits in line by their order; nobody is copied. */
export interface Line {
  readonly length: number;
  at(position: number): Standing;
}

/** `visit.place` is the place that its arrival, or a return to the line, gives it. */
export function turnOf(plan: Plan, line: Line, visit: Waiting, now: number): Turn {
  const its = classIn(plan, visit);
  const weight = weightAfter(its, now - visit.arrivedAt);
  const nobody = { place: visit.place, letForward: null, before: null };
  if (plan.rules.classes.every((each) => each.weight >= weight)) return nobody;
  let anchor: { readonly visit: Standing; readonly place: number } | undefined;
  for (let position = behind(line, visit.place) - 1; position >= 0; position -= 1) {
    const other = line.at(position);
    if (other.practice !== visit.practice || !compete(plan, visit, other)) continue;
    const room = roomFor(weight, classIn(plan, other), now - other.arrivedAt);
    if (room === 0) break;
    if (other.letBefore >= room) continue;
    const place = placeBefore(other, position > 0 ? line.at(position - 1) : undefined, room - other.letBefore);
    if (place !== undefined) anchor = { visit: other, place };
  }
  if (!anchor) return nobody;
  return { place: anchor.place, letForward: { from: visit.place, class: its.id }, before: anchor.visit.id };
}

/** The position behind everybody whose place is not later. */
export function behind(line: Line, place: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.at(middle).place > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many of this weight somebody who waits lets go directly before; 0: nobody, and nobody gets past. */
export function roomFor(weight: number, other: RuleClass, waitMs: number): number {
  const counts = weightAfter(other, waitMs);
  if (weight <= counts || (other.maximumWaitMs !== null && waitMs >= other.maximumWaitMs)) return 0;
  return Math.floor(weight / Math.max(1, counts));
}

/** Right before somebody, with room behind it for those who may still follow. Undefined where it could not stand between the two. */
function placeBefore({ place }: Waiting, ahead: Waiting | undefined, stillLets: number): number | undefined {
  const nearest = Math.max(ahead?.place ?? 0, place - 2);
  const between = nearest + (place - nearest) / (stillLets + 1);
  return nearest < between && between < place ? between : undefined;
}

/** Whether some counter does the work of both, as it is configured: otherwise neither is ever called before the other. */
function compete(plan: Plan, one: Waiting, other: Waiting): boolean {
  if (one.queue === other.queue && one.service === other.service) return true;
  for (const counter of plan.counters.values()) {
    if (takesWork(plan, counter, counter.takes, one) && takesWork(plan, counter, counter.takes, other)) return true;
  }
  return false;
}
