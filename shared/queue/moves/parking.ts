/** Parked and gone on with. */
import { rulesOf } from "../../office/rules.ts";
import { setStage } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, type Desk, elsewhere, moves, notFree, type Of, refuse, type VisitScene } from "../scene.ts";
import type { Folds } from "./folds.ts";

const minuteMs = 60_000;

export function park(scene: VisitScene<Desk>, command: Of<"park">): Decision {
  const { visit, number, desk, configuration, context } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "serving") return refuse("not-serving", { number });
  const { reason, untilMinutes } = command;
  const { parkMaxMinutes: minutes } = rulesOf(configuration);
  if (untilMinutes !== null && untilMinutes > minutes) return refuse("park-too-long", { minutes });
  const until = untilMinutes === null ? null : context.at + untilMinutes * minuteMs;
  return moves(scene, "visit-parked", { counter: desk.counter.id, reason, until });
}

/** At any counter: whoever is free goes on. */
export function resume(scene: VisitScene<Desk>): Decision {
  const { visit, number, desk } = scene;
  if (visit.stage.kind !== "parked") return refuse("not-parked", { number });
  return notFree(scene, visit.practice) ?? moves(scene, "visit-resumed", { counter: desk.counter.id });
}

export const parkingFolds: Folds<"visit-parked" | "visit-resumed"> = {
  "visit-parked": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "serving") {
      const { counter, agent } = visit.stage;
      setStage(state, visit, { kind: "parked", since: row.at, counter, agent, reason: body.reason, until: body.until }, row);
    }
    remember(state, body.key, "park", row.seq, body.visit);
  },
  "visit-resumed": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "parked" && body.actor.kind === "agent") {
      setStage(state, visit, { kind: "serving", since: row.at, counter: body.counter, agent: body.actor.agent }, row);
      visit.servingSince ??= row.at;
    }
    remember(state, body.key, "resume", row.seq, body.visit);
  },
};
