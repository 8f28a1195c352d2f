/** How far the hub has each device's log, epoch by epoch: a fold of the rows it took and of what it noted about them. */
import type { LogRow, Origin } from "../log/record.ts";
import type { HubEventBody } from "./events.ts";
import { recountWaiting } from "./line.ts";
import { type OfficeState, type Source, sourceKey } from "./state.ts";
import type { VisitId } from "./visit.ts";

/** Boots of a device whose clocks are remembered, in each of its epochs. */
export const bootsMax = 8;

export function followSource(state: OfficeState, row: LogRow, origin: Origin): void {
  const source = sourceOf(state, origin.source, origin.epoch, origin.seq);
  source.next = origin.seq + 1;
  source.hash = origin.hash;
  source.boot = origin.boot;
  source.lastArrivedAt = Math.max(source.lastArrivedAt, row.arrivedAt ?? 0);
  endReached(state, source);
}

/** Rows from here on were first written under another epoch. */
export function sourceForked(state: OfficeState, { source, epoch, from }: HubEventBody<"source-forked">): void {
  sourceOf(state, source, epoch, from.seq + 1).from = from;
}

export function rowsMissing(state: OfficeState, { source, epoch, from, to, hash }: HubEventBody<"rows-missing">): void {
  const gap = sourceOf(state, source, epoch, from);
  gap.next = to + 1;
  gap.hash = hash;
  endReached(state, gap);
}

export function backlogBegun(state: OfficeState, { source, epoch, until }: HubEventBody<"backlog-begun">): void {
  const begun = sourceOf(state, source, epoch, 1);
  begun.backlog = { from: begun.next, until };
  recountWaiting(state);
}

export function backlogEnded(state: OfficeState, { source, epoch }: HubEventBody<"backlog-ended">): void {
  const ended = state.sources.get(sourceKey(source, epoch));
  if (!ended) return;
  ended.backlog = null;
  recountWaiting(state);
}

export function bootMeasured(
  state: OfficeState,
  { source, epoch, boot, offsetMs }: HubEventBody<"boot-measured">,
  { at, seq: n }: LogRow,
): void {
  const measured = state.sources.get(sourceKey(source, epoch));
  if (!measured) return;
  measured.boots = [...measured.boots.filter((each) => each.boot !== boot), { boot, offsetMs, at, n }].slice(-bootsMax);
}

/**
 * What was told by the hub's clock moves with it; what was measured of a device's clock tells times of now, whenever it was measured.
 * `lastOf`: the last arrival of each log as its visits tell it now. Whoever comes next comes after it.
 */
export function moveSources(state: OfficeState, moved: (at: number) => number, byMs: number, lastOf: ReadonlyMap<string, number>): void {
  for (const [key, source] of state.sources) {
    source.lastArrivedAt = Math.max(moved(source.lastArrivedAt), lastOf.get(firstEpoch(state, key)) ?? 0);
    source.boots = source.boots.map((each) => ({ ...each, offsetMs: each.offsetMs + byMs, at: moved(each.at) }));
  }
}

/** The key of the epoch in which this log began: where two histories parted, its rows were given another one. */
export function firstEpoch(state: OfficeState, key: string): string {
  const [device = ""] = key.split("/");
  let first = key;
  for (let steps = 0; steps < state.sources.size; steps += 1) {
    const from = state.sources.get(first)?.from;
    if (!from) break;
    first = sourceKey(device, from.epoch);
  }
  return first;
}

/** What was measured last of a device's boot, under whatever epoch; undefined when it was never heard in that boot. */
export function measuredBoot(state: OfficeState, device: string, boot: string): Source["boots"][number] | undefined {
  let found: Source["boots"][number] | undefined;
  for (const [key, { boots }] of state.sources) {
    if (!key.startsWith(`${device}/`)) continue;
    for (const each of boots) if (each.boot === boot && each.n >= (found?.n ?? 0)) found = each;
  }
  return found;
}

/** Whether it was measured by the clock that the hub has now: a start may have changed it, and nothing says by how much. */
export function isOfThisRun(state: OfficeState, measured: { readonly n: number }): boolean {
  return measured.n >= state.calendar.started.n;
}

/**
 * A visit as a row of `origin`'s epoch names it: where rows were given another epoch, their texts still name the old one, and both
 * histories of the device have a row of that number.
 */
export function visitNamedIn(state: OfficeState, origin: Origin, visit: VisitId): VisitId {
  const [device, named, seq] = visit.split(".");
  if (device !== origin.source || named === origin.epoch || seq === undefined) return visit;
  const path: { readonly epoch: string; readonly after: number }[] = [];
  for (let epoch: string | undefined = origin.epoch; epoch !== undefined; ) {
    const from: Source["from"] = state.sources.get(sourceKey(device, epoch))?.from ?? null;
    path.push({ epoch, after: from?.seq ?? 0 });
    if (epoch === named) {
      const home = path.find(({ after }) => Number(seq) > after);
      return home ? `${device}.${home.epoch}.${seq}` : visit;
    }
    epoch = from?.epoch;
    if (path.length > state.sources.size) return visit;
  }
  return visit;
}

function endReached(state: OfficeState, source: Source): void {
  if (source.backlog === null || source.next <= source.backlog.until) return;
  source.backlog = null;
  recountWaiting(state);
}

function sourceOf(state: OfficeState, device: string, epoch: string, next: number): Source {
  const key = sourceKey(device, epoch);
  const before = state.sources.get(key);
  if (before) return before;
  const made: Source = { epoch, next, hash: "", boot: "", lastArrivedAt: 0, from: null, backlog: null, boots: [] };
  state.sources.set(key, made);
  return made;
}
