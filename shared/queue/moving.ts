/** How a visit goes from one stage to the next: the line and the counters follow it, and nothing else moves them. */
import type { LogRow } from "../log/record.ts";
import { removeFromLine, takeInLine } from "./line.ts";
import { beforeMax, type OfficeState } from "./state.ts";
import { takeTurn } from "./turn.ts";
import type { Ending, Segment, Stage, Visit } from "./visit.ts";

/** Moves a visit to a stage: out of the line or its counter, into the other. It comes back into the line at its place. */
export function setStage(state: OfficeState, visit: Visit, stage: Stage, row: Pick<LogRow, "seq" | "at">): void {
  const before = visit.stage;
  if (before.kind === "waiting") {
    removeFromLine(state, visit.id);
    visit.waitedMs += Math.max(0, row.at - before.since);
    visit.toConfirm = false;
    visit.away = null;
  }
  const left = counterOf(before);
  const taken = counterOf(stage);
  if (left !== taken) {
    if (left !== null) hold(state, left, null, row);
    if (taken !== null) hold(state, taken, visit.id, row);
  }
  visit.stage = stage;
  if (stage.kind !== "called") visit.announced = "no-call";
  if (stage.kind === "serving") setSegment(visit, visit.segment, { state: "serving" });
  // Also of a parked visit that is called back: until it begins again nothing is being done.
  if (stage.kind === "waiting" || stage.kind === "called") setSegment(visit, visit.segment, { state: "waiting" });
  if (stage.kind === "waiting") takeInLine(state, visit);
  touch(visit, row);
}

/** Puts a visit at the end of the line, where its turn is decided as if it had just come. */
export function putAtEnd(state: OfficeState, visit: Visit, row: Pick<LogRow, "seq" | "at">): void {
  setStage(state, visit, { kind: "waiting", since: row.at }, row);
  removeFromLine(state, visit.id);
  visit.place = row.at;
  takeTurn(state, visit, row);
}

/** Ends a visit. A number that was called is among the last ones that the boards show. */
export function end(
  state: OfficeState,
  visit: Visit,
  how: Ending,
  row: Pick<LogRow, "seq" | "at">,
  said: { readonly outcome?: Visit["outcome"] | undefined; readonly elsewhere?: string | null | undefined } = {},
): void {
  const counter = counterOf(visit.stage);
  if (counter !== null && visit.lastCalledAt !== null) {
    state.before = [{ counter, ...visit.number }, ...state.before].slice(0, beforeMax);
  }
  visit.segments = visit.segments.map((each) => ({ ...each, state: endOf(each, visit, how) }));
  visit.outcome = said.outcome ?? null;
  visit.elsewhere = said.elsewhere ?? null;
  visit.target = null;
  setStage(state, visit, { kind: "ended", at: row.at, how }, row);
}

/** A move of the visit, for whoever expects a version of it. */
export function touch(visit: Visit, row: Pick<LogRow, "seq">): void {
  visit.version = row.seq;
  visit.changed = row.seq;
}

export function setSegment(visit: Visit, n: number, change: Partial<Omit<Segment, "n">>): void {
  visit.segments = visit.segments.map((each) => (each.n === n ? { ...each, ...change } : each));
}

/** The present segment becomes another, and with it what the visit is waiting or being served for. */
export function setPresent(visit: Visit, n: number): void {
  const segment = visit.segments.find((each) => each.n === n);
  if (!segment) return;
  visit.segment = n;
  visit.service = segment.service;
  visit.queue = segment.queue;
}

export function setService(visit: Visit, n: number, service: string | null, queue: string): void {
  setSegment(visit, n, { service, queue });
  if (visit.segment === n) setPresent(visit, n);
}

/** The counter at which a visit is now; a parked one is at none. */
export function counterOf(stage: Stage): string | null {
  return stage.kind === "called" || stage.kind === "serving" ? stage.counter : null;
}

/** Whom a counter has now. */
export function hold(state: OfficeState, counterId: string, visit: string | null, row: Pick<LogRow, "seq">): void {
  const counter = state.counters.get(counterId);
  if (counter) Object.assign(counter, { holding: visit, version: row.seq });
}

/** What was begun and put aside is done; what was being done is done if the visit ended well; what was not begun is dropped. */
function endOf({ n, state }: Segment, visit: Visit, how: Ending): Segment["state"] {
  if (state === "stopped" || state === "done") return "done";
  if (n !== visit.segment) return "dropped";
  return how === "finished" || (how === "day-closed" && visit.stage.kind === "serving") ? "done" : "dropped";
}
