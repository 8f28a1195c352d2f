/** How a visit ends at a counter, or leaves it for its next errand. */
import { rulesOf } from "../../office/rules.ts";
import { end, setPresent, setSegment, setStage } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, type Desk, elsewhere as isElsewhere, moves, type Of, refuse, type VisitScene } from "../scene.ts";
import type { Folds } from "./folds.ts";

/** Errands that were stated and not begun are waited for, unless they are dropped. */
export function finish(scene: VisitScene<Desk>, command: Of<"finish">): Decision {
  const { visit, number, desk } = scene;
  const refused = isElsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "serving") return refuse("not-serving", { number });
  const counter = desk.counter.id;
  const segment = visit.segments.find((each) => each.n === visit.segment);
  const { timeNotAccurate, quantity = segment?.quantity ?? 1 } = command;
  const next = command.rest === "drop" ? undefined : visit.segments.find((each) => each.state === "waiting");
  const body = { counter, timeNotAccurate, quantity, ...saidOf(command) };
  if (!next) return moves(scene, "visit-finished", body);
  return moves(scene, "segment-finished", { ...body, segment: visit.segment, next: next.n, queue: next.queue });
}

export function noShow(scene: VisitScene<Desk>): Decision {
  const { visit, number, desk, configuration } = scene;
  const refused = isElsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "called") return refuse("not-called", { number });
  const left = rulesOf(configuration).recallsBeforeNoShow - visit.stage.recalls;
  return left > 0 ? refuse("recall-first", { number, left }) : moves(scene, "visit-no-show", { counter: desk.counter.id });
}

/** From the line and from being parked by anybody; from a counter by its agent. */
export function left(scene: VisitScene, command: Of<"left">): Decision {
  const { visit, number, desk } = scene;
  const { kind } = visit.stage;
  if (kind === "ended") return refuse("already-ended", { number });
  const refused = isElsewhere(scene);
  if (refused) return refused;
  const counter = kind === "waiting" || kind === "parked" ? null : (desk?.counter.id ?? null);
  return moves(scene, "visit-left", { counter, from: kind, ...saidOf(command) });
}

export const endingFolds: Folds<"visit-finished" | "segment-finished" | "visit-no-show" | "visit-left"> = {
  "visit-finished": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setSegment(visit, visit.segment, { quantity: body.quantity });
      end(state, visit, "finished", row, body);
    }
    remember(state, body.key, "finish", row.seq, body.visit);
  },
  "segment-finished": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setSegment(visit, body.segment, { state: "done", quantity: body.quantity });
      setPresent(visit, body.next);
      visit.target = null;
      setStage(state, visit, { kind: "waiting", since: row.at }, row);
    }
    remember(state, body.key, "finish", row.seq, body.visit);
  },
  "visit-no-show": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) end(state, visit, "no-show", row);
    remember(state, body.key, "no-show", row.seq, body.visit);
  },
  "visit-left": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) end(state, visit, "left", row, body);
    remember(state, body.key, "left", row.seq, body.visit);
  },
};

function saidOf({ outcome, elsewhere }: Pick<Of<"left">, "outcome" | "elsewhere">): Pick<Of<"left">, "outcome" | "elsewhere"> {
  return { ...(outcome === undefined ? {} : { outcome }), ...(elsewhere === undefined ? {} : { elsewhere }) };
}
