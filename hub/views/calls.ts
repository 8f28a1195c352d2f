/** Calls as the boards hear them: from the rows of a commit, and those a board may have missed. */
import type { LogRow } from "#shared/log/record.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import type { AnswerMessage, CallMessage } from "#shared/wire/payloads.ts";
import { isHidden } from "./board.ts";

type MissedCalls = Extract<AnswerMessage, { kind: "resumed" }>["calls"];
export const missedCallsMax = 20;

/** The message of a call or recall; undefined for any other row. */
export function callOf(state: OfficeState, row: LogRow, epoch: string): CallMessage | undefined {
  if (row.kind !== "visit-called" && row.kind !== "visit-recalled") return undefined;
  const body = row.body as HubEventBody<"visit-called"> | HubEventBody<"visit-recalled">;
  const visit = state.visits.get(body.visit);
  if (!visit || isHidden(state, visit)) return undefined;
  const kind = row.kind === "visit-called" ? "call" : "recall";
  return message(state, visit, { ...body.announcement, kind, counter: body.counter, at: row.at, n: row.seq, epoch });
}

/** The present calls of a zone, newest first, with their age by the hub's clock. Nobody is named to speak them again. */
export function missedCalls(state: OfficeState, zone: string, at: number, epoch: string): MissedCalls {
  const calls: MissedCalls = [];
  for (const visit of state.visits.values()) {
    if (visit.stage.kind !== "called" || isHidden(state, visit)) continue;
    const { counter, call } = visit.stage;
    const calledAt = visit.lastCalledAt ?? visit.stage.since;
    const found = message(state, visit, { call, zone, device: null, kind: "call", counter, at: calledAt, n: visit.version, epoch });
    if (found && zoneOf(state, counter) === zone) calls.push({ ...found, ageMs: Math.max(0, at - calledAt) });
  }
  return calls.sort((one, other) => other.at - one.at).slice(0, missedCallsMax);
}

export function zoneOf(state: OfficeState, counter: string): string | undefined {
  return state.configuration?.counters.find((each) => each.id === counter)?.zone;
}

interface CallFacts {
  readonly call: string;
  readonly zone: string;
  readonly device: string | null;
  readonly kind: "call" | "recall";
  readonly counter: string;
  readonly at: number;
  readonly n: number;
  readonly epoch: string;
}

function message(state: OfficeState, visit: Visit, facts: CallFacts): CallMessage | undefined {
  const counter = state.configuration?.counters.find((each) => each.id === facts.counter);
  if (!counter) return undefined;
  const { call, zone, kind, at, n, epoch, device: speaks } = facts;
  const { id, label, name, direction } = counter;
  const { letter, count } = visit.number;
  return {
    generation: state.generation,
    epoch,
    n,
    call,
    kind,
    zone,
    letter,
    count,
    counter: { id, label, name, ...(direction ? { direction } : {}) },
    language: visit.language,
    at,
    speaks,
  };
}
