/** What a manager asks first, computed from the live view: how many wait, how long, who serves, and what each line is like. Pure. */
import type { CounterEntry, StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { counterIn, heldAt, lineIn, type StaffView } from "../base/staff-view.ts";

export interface OfficeNow {
  readonly waiting: number;
  /** Null when nobody waits. */
  readonly longestMs: number | null;
  readonly serving: number;
  readonly staffed: number;
  readonly counters: number;
}

/** Practice visits are left out, as in every figure. */
export function officeNow(view: StaffView, office: StaffOffice, now: number): OfficeNow {
  const line = lineIn(view).filter((visit) => !visit.practice);
  const states = office.counters.map((counter) => counterState(view, counter.id));
  return {
    waiting: line.length,
    longestMs: longestMs(line, now),
    serving: states.filter((state) => state.kind === "serving").length,
    staffed: states.filter((state) => state.kind !== "closed").length,
    counters: states.length,
  };
}

export type CounterState =
  | { readonly kind: "closed" }
  | { readonly kind: "free"; readonly agent: number }
  | { readonly kind: "called" | "serving"; readonly agent: number; readonly visit: VisitEntry; readonly since: number };

export function counterState(view: StaffView, id: string): CounterState {
  const entry: CounterEntry | undefined = counterIn(view, id);
  if (!entry || entry.agent === null) return { kind: "closed" };
  const visit = heldAt(view, id);
  if (visit && (visit.stage.kind === "called" || visit.stage.kind === "serving")) {
    return { kind: visit.stage.kind, agent: entry.agent, visit, since: visit.stage.since };
  }
  return { kind: "free", agent: entry.agent };
}

export interface QueueNow {
  readonly id: string;
  readonly waiting: number;
  readonly longestMs: number | null;
  /** Counters with someone at them that take this queue. */
  readonly counters: number;
}

/** Every queue with someone in it or someone for it, in the office's order. */
export function queuesNow(view: StaffView, office: StaffOffice, now: number): QueueNow[] {
  const line = lineIn(view).filter((visit) => !visit.practice);
  return office.queues.map(({ id }) => {
    const here = line.filter((visit) => visit.queue === id);
    const staffed = office.counters.filter((counter) => counter.takes.includes(id) && counterState(view, counter.id).kind !== "closed");
    return { id, waiting: here.length, longestMs: longestMs(here, now), counters: staffed.length };
  });
}

/** The line is in order of arrival, so the first that is certain has waited longest. */
function longestMs(line: readonly VisitEntry[], now: number): number | null {
  const first = line.find((visit) => !visit.timeUncertain) ?? line[0];
  return first ? Math.max(0, now - first.arrivedAt) : null;
}
