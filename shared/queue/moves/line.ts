/** Back into the line: returned, or transferred to somebody else. What was waited counts on. */
import { putAtEnd, setService, setStage, touch } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, type Desk, elsewhere, isRefusal, labelOf, moves, type Of, offered, refuse, type VisitScene } from "../scene.ts";
import type { Target } from "../schemas/fields.ts";
import type { Folds } from "./folds.ts";

export function returnToLine(scene: VisitScene<Desk>, command: Of<"return-to-line">): Decision {
  const { visit, number, desk } = scene;
  const { kind } = visit.stage;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (kind === "waiting" || kind === "ended") return refuse("not-called", { number });
  const counter = kind === "parked" ? null : desk.counter.id;
  return moves(scene, "visit-returned", { counter, from: kind, place: command.place });
}

export function transfer(scene: VisitScene, command: Of<"transfer">): Decision {
  const { visit, number, desk } = scene;
  const { kind } = visit.stage;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (kind === "ended") return refuse("already-ended", { number });
  const counter = kind === "called" || kind === "serving" ? (desk?.counter.id ?? null) : null;
  const { to } = command;
  if (to.kind === "service") {
    if (visit.service === to.id) return refuse("same-service", { number });
    const service = offered(scene, to.id);
    if (isRefusal(service)) return service;
    return moves(scene, "visit-transferred", { counter, from: kind, to: null, service: service.id, queue: service.queue });
  }
  return notThere(scene, to) ?? moves(scene, "visit-transferred", { counter, from: kind, to, service: null, queue: visit.queue });
}

export const lineFolds: Folds<"visit-returned" | "visit-transferred"> = {
  "visit-returned": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      visit.target = null;
      if (body.place === "end") putAtEnd(state, visit, row);
      else setStage(state, visit, { kind: "waiting", since: row.at }, row);
    }
    remember(state, body.key, "return-to-line", row.seq, body.visit);
  },
  "visit-transferred": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      visit.target = body.to;
      if (body.service !== null) setService(visit, visit.segment, body.service, body.queue);
      if (visit.stage.kind === "waiting") touch(visit, row);
      else setStage(state, visit, { kind: "waiting", since: row.at }, row);
    }
    remember(state, body.key, "transfer", row.seq, body.visit);
  },
};

/** Whoever is sent to somebody who is not at work would wait for nobody. */
function notThere(scene: VisitScene, to: Target): Decision | undefined {
  const { state, configuration, visit, number, desk } = scene;
  const label = to.kind === "counter" ? labelOf(scene, to.id) : String(to.id);
  const same = visit.target?.kind === to.kind && visit.target.id === to.id;
  if (same && visit.stage.kind === "waiting") return refuse("target-present", { number, target: label });
  switch (to.kind) {
    case "counter": {
      const counter = state.counters.get(to.id);
      if (!counter || !configuration.counters.some((each) => each.id === to.id)) return refuse("unknown-counter", { counter: to.id });
      if (counter.holding === visit.id) return refuse("target-present", { number, target: label });
      return counter.agent === null ? refuse("target-not-there", { target: label }) : undefined;
    }
    case "agent": {
      if (!configuration.agents.some((each) => each.number === to.id)) return refuse("unknown-agent", { agent: to.id });
      if (desk?.now.holding === visit.id && desk.now.agent === to.id) return refuse("target-present", { number, target: label });
      const isThere = [...state.counters.values()].some((each) => each.agent === to.id);
      return isThere ? undefined : refuse("target-not-there", { target: label });
    }
    case "counter-type":
      return configuration.counters.some((each) => each.type === to.id) ? undefined : refuse("unknown-counter-type", { target: label });
  }
}
