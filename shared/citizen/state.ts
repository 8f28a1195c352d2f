/**
 * What a citizen may be told of a ticket: what stands on the paper in the hand, and how that ticket stands in the line. It names no service,
 * no agent, no other ticket and no visit.
 */
import { rulesOf } from "../office/rules.ts";
import { orderFor } from "../queue/next.ts";
import type { OfficeState } from "../queue/state.ts";
import type { Visit } from "../queue/visit.ts";
import { paperNumber } from "../ticket/number.ts";
import type { CitizenState } from "./schema.ts";

/** Of all tickets of the open date, by visit: the order of calling is reckoned once, not once a ticket. Practice has no page. */
export function citizenStates(state: OfficeState, at: number): Map<string, CitizenState> {
  const order = new Map(orderFor(state, null, at).map((visit, before) => [visit.id, before]));
  const states = new Map<string, CitizenState>();
  for (const visit of state.visits.values()) {
    if (visit.practice || visit.date === null || visit.date !== state.day?.date) continue;
    states.set(visit.id, stateOf(state, visit, order.get(visit.id) ?? null));
  }
  return states;
}

function stateOf(state: OfficeState, visit: Visit, before: number | null): CitizenState {
  const stage = stageOf(state, visit, before);
  const mayStepAway = stage.kind === "waiting" && before !== null ? rulesOf(state.configuration).stepAway.minutes : [];
  return { number: paperNumber(visit.number), language: visit.language === "fr" ? "fr" : "en", stage, mayStepAway };
}

function stageOf(state: OfficeState, { stage, away }: Visit, before: number | null): CitizenState["stage"] {
  switch (stage.kind) {
    case "waiting":
      return away === null ? { kind: "waiting", before } : { kind: "away", until: away.until };
    case "called":
      return { kind: "called", since: stage.since, counter: counterOf(state, stage.counter), recalls: stage.recalls };
    case "serving":
      return { kind: "serving", counter: counterOf(state, stage.counter) };
    case "parked":
      return { kind: "parked", until: stage.until };
    case "ended":
      return { kind: "ended", at: stage.at, how: stage.how };
  }
}

function counterOf({ configuration }: OfficeState, id: string) {
  const counter = configuration?.counters.find((each) => each.id === id);
  return { label: counter?.label ?? "", direction: counter?.direction ?? null };
}
