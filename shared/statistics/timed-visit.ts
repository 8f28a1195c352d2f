/**
 * One visit as the timings follow it, and what each of its moves adds to the cells. The formulas of the glossary:
 *
 * wait (first) = joined -> first call. wait (open) = the same from the opening of the doors, for whoever came before it; of those who were
 * carried over or have a return slip only this one, from the opening of the new date or from the showing of the slip. wait (final) = joined -> the call that led to service. walk = that call -> begin.
 * service = the times of one service between begin or resume and finish, park, return or switch, added.
 * hold = the times parked, added. handle = walk + service of all the visit's services. transactions = the quantities of what was done.
 *
 * A service's time counts with that service, everything else with the visit's first one; all in the quarter in which the visit joined.
 * Uncertain arrivals are in no wait, times that an agent said are not accurate in no service and no handle time.
 */

import type { HubEventBody, HubEventKind } from "../queue/events.ts";
import { segmentsMax } from "../queue/schemas/fields.ts";
import type { CellKey, Change, Count, Duration } from "./cells.ts";

/** The service under which visits count until an agent says what they are about. */
export const notSure = "not-sure";

export interface TimedSegment {
  readonly n: number;
  readonly service: string;
  readonly servedMs: number;
  readonly quantity: number;
  readonly state: "open" | "begun" | "counted";
}

export interface TimedVisit {
  /** The offset of the row that began it, and the start of the quarter in which it counts. */
  readonly row: number;
  readonly from: number;
  /** These move with the hub's clock, so that a wait measured across its setting is right. */
  readonly arrivedAt: number;
  readonly calledAt: number | null;
  readonly servingSince: number | null;
  readonly parkedSince: number | null;
  readonly uncertain: boolean;
  /** From when its wait behind open doors counts; null while they are closed, or it has a return slip. */
  readonly openFrom: number | null;
  /** It waited over a night: no wait from its joining is measured. */
  readonly overnight: boolean;
  /** It has a return slip that was not shown yet. */
  readonly promised: boolean;
  readonly isCalled: boolean;
  readonly isBegun: boolean;
  readonly walkMs: number;
  readonly holdMs: number;
  readonly segments: readonly TimedSegment[];
  readonly present: number;
}

export interface Moved {
  readonly visit: TimedVisit;
  readonly changes: readonly Change[];
  /** `over`: nothing more will happen to it. `gone`: a no-show, who may come back. */
  readonly end?: "over" | "gone";
}

type Body<K extends HubEventKind> = HubEventBody<K>;
type Moves = { readonly [K in HubEventKind]?: (visit: TimedVisit, body: Body<K>, at: number) => Moved };

export function joinedVisit(
  joined: {
    readonly services: readonly (string | null)[];
    readonly arrivedAt: number;
    readonly uncertain: boolean;
    readonly row: number;
    /** When the doors were opened; null: nobody is called yet. */
    readonly doorsAt: number | null;
  },
  quarterMs: number,
): Moved {
  const { services, arrivedAt, uncertain, row, doorsAt } = joined;
  const segments = services.map((service, place): TimedSegment => {
    return { n: place + 1, service: service ?? notSure, servedMs: 0, quantity: 1, state: "open" };
  });
  const visit: TimedVisit = {
    ...{ row, from: Math.floor(arrivedAt / quarterMs) * quarterMs, arrivedAt, uncertain },
    ...{ openFrom: doorsAt === null ? null : Math.max(arrivedAt, doorsAt), overnight: false, promised: false },
    ...{ calledAt: null, servingSince: null, parkedSince: null, isCalled: false, isBegun: false, walkMs: 0, holdMs: 0 },
    ...{ segments, present: 1 },
  };
  return { visit, changes: [counts(visit, "joined")] };
}

/** What a move of the visit makes of it; undefined for a row that is none. */
export function movedVisit(visit: TimedVisit, kind: string, body: unknown, at: number): Moved | undefined {
  if (!Object.hasOwn(moves, kind)) return undefined;
  const move = moves[kind as HubEventKind] as (visit: TimedVisit, body: unknown, at: number) => Moved;
  return move(visit, body, at);
}

export function withErrands(visit: TimedVisit, services: readonly string[]): TimedVisit {
  return services
    .slice(0, segmentsMax - visit.segments.length)
    .reduce((so, service) => withSegment(so, so.segments.length + 1, service), visit);
}

const moves: Moves = {
  "visit-called": (visit, _body, at) => {
    const free = paused(visit, at);
    const called = { ...free, calledAt: at, isCalled: true };
    if (visit.isCalled) return { visit: called, changes: [] };
    return { visit: called, changes: [counts(visit, "called"), ...waits(visit, at)] };
  },
  "service-begun": (visit, _body, at) => {
    const calledAt = visit.calledAt ?? at;
    const walkMs = at - calledAt;
    const finalWait = visit.isBegun || visit.uncertain || visit.overnight ? [] : [lasts(visit, "waitFinal", calledAt - visit.arrivedAt)];
    const begun = { ...visit, calledAt: null, servingSince: at, isBegun: true, walkMs: visit.walkMs + walkMs };
    return { visit: begun, changes: [...finalWait, lasts(visit, "walk", walkMs)] };
  },
  "visit-finished": (visit, { timeNotAccurate, quantity }, at) => {
    const done = presentDone(paused(visit, at), quantity, timeNotAccurate);
    const rest = restDone(done.visit);
    const handled = timeNotAccurate || !visit.isBegun ? [] : [lasts(visit, "handle", rest.visit.walkMs + servedMs(rest.visit))];
    return {
      visit: rest.visit,
      changes: [...done.changes, ...rest.changes, ...holds(rest.visit), counts(visit, "finished"), ...handled],
      end: "over",
    };
  },
  "segment-finished": (visit, { timeNotAccurate, quantity, next }, at) => {
    const done = presentDone(paused(visit, at), quantity, timeNotAccurate);
    return { ...done, visit: { ...done.visit, present: next } };
  },
  "visit-no-show": (visit) => ({ visit, changes: [counts(visit, "noShow")], end: "gone" }),
  "no-show-returned": (visit) => ({ visit: { ...visit, calledAt: null }, changes: [counts(visit, "noShow", -1)] }),
  "visit-left": (visit, _body, at) => {
    const rest = restDone(paused(visit, at));
    return { visit: rest.visit, changes: [...rest.changes, ...holds(rest.visit), counts(visit, "left")], end: "over" };
  },
  /** Served or gone while the hub was away: it counts, but nobody measured when. */
  "visit-caught-up": (visit, { how }) => {
    if (how === "served") return { visit, changes: [counts(visit, "finished")], end: "over" };
    return how === "left" ? { visit, changes: [counts(visit, "left")], end: "over" } : { visit, changes: [] };
  },
  "service-assigned": (visit, { service }) => renamed(visit, visit.present, service),
  "service-changed": (visit, { segment, service }) => renamed(visit, segment, service),
  "service-added": (visit, { segment, service, state }, at) => {
    const added = withSegment(visit, segment, service);
    return { visit: state === "serving" ? { ...paused(added, at), present: segment, servingSince: at } : added, changes: [] };
  },
  "service-switched": (visit, { segment }, at) => ({ visit: { ...paused(visit, at), present: segment, servingSince: at }, changes: [] }),
  "quantity-set": (visit, { segment, quantity }) => ({ visit: changed(visit, segment, { quantity }), changes: [] }),
  "visit-parked": (visit, _body, at) => ({ visit: { ...paused(visit, at), parkedSince: at }, changes: [] }),
  "visit-resumed": (visit, _body, at) => ({ visit: { ...paused(visit, at), servingSince: at, isBegun: true }, changes: [] }),
  "visit-returned": (visit, _body, at) => ({ visit: { ...paused(visit, at), calledAt: null }, changes: [] }),
  "visit-transferred": (visit, { service }, at) => {
    const free = { ...paused(visit, at), calledAt: null };
    return service === null ? { visit: free, changes: [] } : renamed(free, free.present, service);
  },
  "visit-marked": (visit) => ({ visit, changes: [] }),
  "visit-stepped-away": (visit) => ({ visit, changes: [] }),
  "visit-came-back": (visit, _body, at) => ({ visit: slipShown(visit, at), changes: [] }),
  "return-promised": (visit) => ({ visit: { ...visit, overnight: true, promised: true, openFrom: null }, changes: [] }),
};

/** Somebody with a return slip is here. */
export function slipShown(visit: TimedVisit, at: number): TimedVisit {
  return visit.promised ? { ...visit, promised: false, openFrom: at } : visit;
}

/** Whoever waits may be called from now on. */
export function doorsOpened(visit: TimedVisit, at: number): TimedVisit {
  return visit.promised ? visit : { ...visit, openFrom: visit.openFrom ?? at };
}

/** Over a night nobody waits. */
export function carriedOver(visit: TimedVisit): TimedVisit {
  return { ...visit, overnight: true, openFrom: null };
}

function waits(visit: TimedVisit, at: number): Change[] {
  if (visit.uncertain) return [];
  const open = visit.openFrom === null ? [] : [lasts(visit, "waitOpen", at - visit.openFrom)];
  return visit.overnight ? open : [lasts(visit, "wait", at - visit.arrivedAt), ...open];
}

/** Service or parking stops here: its time is added up. */
function paused(visit: TimedVisit, at: number): TimedVisit {
  const served = visit.servingSince === null ? 0 : Math.max(0, at - visit.servingSince);
  const holdMs = visit.holdMs + (visit.parkedSince === null ? 0 : Math.max(0, at - visit.parkedSince));
  const before = visit.segments.find((each) => each.n === visit.present);
  const free = { ...visit, holdMs, servingSince: null, parkedSince: null };
  if (visit.servingSince === null || !before) return free;
  return changed(free, visit.present, { servedMs: before.servedMs + served, state: "begun" });
}

/** What is being done is done. */
function presentDone(visit: TimedVisit, quantity: number, timeNotAccurate: boolean): Moved {
  const segment = visit.segments.find((each) => each.n === visit.present);
  if (!segment) return { visit, changes: [] };
  const cell = { service: segment.service, from: visit.from };
  const time: Change[] = timeNotAccurate || segment.state === "open" ? [] : [{ ...cell, duration: "serving", ms: segment.servedMs }];
  const done: Change[] = [
    { ...cell, count: "served", by: 1 },
    { ...cell, count: "transactions", by: quantity },
  ];
  return { visit: changed(visit, segment.n, { state: "counted", quantity }), changes: [...time, ...done] };
}

/** Services that were begun and put aside for another are done with the visit. */
function restDone(visit: TimedVisit): Moved {
  const changes: Change[] = [];
  for (const { n, service, state, servedMs: ms, quantity } of visit.segments) {
    if (n === visit.present || state !== "begun") continue;
    const cell = { service, from: visit.from };
    changes.push(
      { ...cell, duration: "serving", ms },
      { ...cell, count: "served", by: 1 },
      { ...cell, count: "transactions", by: quantity },
    );
  }
  return { visit, changes };
}

function holds(visit: TimedVisit): Change[] {
  return visit.holdMs > 0 ? [lasts(visit, "hold", visit.holdMs)] : [];
}

function servedMs(visit: TimedVisit): number {
  return visit.segments.reduce((sum, each) => sum + each.servedMs, 0);
}

/** The visit's counts so far go with its first service when that turns out to be another. */
function renamed(visit: TimedVisit, n: number, service: string): Moved {
  const after = changed(visit, n, { service });
  if (n !== 1) return { visit: after, changes: [] };
  const moved: Count[] = visit.isCalled ? ["joined", "called"] : ["joined"];
  return { visit: after, changes: moved.flatMap((count) => [counts(visit, count, -1), counts(after, count)]) };
}

function withSegment(visit: TimedVisit, n: number, service: string): TimedVisit {
  return { ...visit, segments: [...visit.segments, { n, service, servedMs: 0, quantity: 1, state: "open" }] };
}

function changed(visit: TimedVisit, n: number, what: Partial<TimedSegment>): TimedVisit {
  return { ...visit, segments: visit.segments.map((each) => (each.n === n ? { ...each, ...what } : each)) };
}

function counts(visit: TimedVisit, count: Count, by = 1): Change {
  return { ...homeOf(visit), count, by };
}

function lasts(visit: TimedVisit, duration: Duration, ms: number): Change {
  return { ...homeOf(visit), duration, ms: Math.max(0, ms) };
}

function homeOf({ segments, from }: TimedVisit): CellKey {
  return { service: segments[0]?.service ?? notSure, from };
}
