/**
 * The line at a glance: who waits, how many for each queue, and about when each is called, by plain arithmetic over the usual times. A
 * forecast, not a promise: it is shown with "about". Pure.
 */
import { calledIn } from "#shared/day/reach.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { callingOrder } from "../base/calling.ts";
import { asWaiting, staffedCounters } from "../base/forecast.ts";
import { lineIn, type StaffView } from "../base/staff-view.ts";
import { fieldsOf } from "./draft.ts";

const minuteMs = 60_000;

export interface Waiting {
  readonly visit: VisitEntry;
  /** By the hub's clock; null when no counter that is staffed takes it, or it is not called before it is back. */
  readonly expectedAt: number | null;
}

export interface QueueWaiting {
  readonly id: string;
  readonly count: number;
  /** When the next one who joins would be called, about; null when nobody takes that queue. */
  readonly expectedAt: number | null;
}

export interface Glance {
  /** In the order of calling; those who stepped away after them. */
  readonly waiting: readonly Waiting[];
  /** Those with somebody waiting, the longest first. */
  readonly queues: readonly QueueWaiting[];
  readonly staffed: number;
}

/** What is remembered of the line, for a page that starts while the hub is away. */
export interface LineKnown {
  /** By the hub's clock. */
  readonly at: number;
  readonly waiting: number;
  readonly queues: readonly Pick<QueueWaiting, "id" | "count">[];
}

export function lineKnown({ waiting, queues }: Glance, at: number): LineKnown {
  return { at, waiting: waiting.length, queues: queues.map(({ id, count }) => ({ id, count })) };
}

export function lineKnownFrom(text: string | null): LineKnown | null {
  const { at, waiting, queues } = fieldsOf(text);
  if (typeof at !== "number" || typeof waiting !== "number" || !Array.isArray(queues)) return null;
  const isQueue = (each: unknown): each is LineKnown["queues"][number] => {
    const { id, count } = fieldsOf(JSON.stringify(each));
    return typeof id === "string" && typeof count === "number";
  };
  return { at, waiting, queues: queues.filter(isQueue) };
}

export function glanceAt(view: StaffView, office: StaffOffice, now: number): Glance {
  // Practice is nobody who waits.
  const order = callingOrder(view, office, null, now).filter(({ practice }) => !practice);
  const counters = staffedCounters(view, office, now);
  const work = order.map((visit) => asWaiting(office, visit));
  const minutes = calledIn(work, counters);
  const at = (inMinutes: number | undefined) => (inMinutes === undefined ? null : now + inMinutes * minuteMs);
  /** Of somebody who joins now. */
  const nextIn = (queue: string) => calledIn([...work, { id: "next", queue, minutes: 1 }], counters).get("next");
  const counts = new Map<string, number>();
  const line = lineIn(view).filter(({ practice }) => !practice);
  for (const { queue } of line) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  const listed = new Set(order);
  return {
    waiting: [...order, ...line.filter((each) => !listed.has(each))].map((visit) => ({
      visit,
      expectedAt: at(minutes.get(visit.id)),
    })),
    queues: [...counts]
      .map(([id, count]) => ({ id, count, expectedAt: at(nextIn(id)) }))
      .sort((a, b) => b.count - a.count || a.id.localeCompare(b.id)),
    staffed: counters.length,
  };
}
