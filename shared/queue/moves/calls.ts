/** A ticket is called, called again, and service begins. */
import type { LogRow } from "../../log/record.ts";
import { paperNumber } from "../../ticket/number.ts";
import { arriving } from "../backlog.ts";
import { setStage, touch } from "../moving.ts";
import { calledBack, chosen, type Next, next } from "../next.ts";
import { remember } from "../remember.ts";
import type { Desk } from "../scene.ts";
import { announce, type CounterScene, type Decision, done, elsewhere, moves, notFree, type Of, refuse, type VisitScene } from "../scene.ts";
import type { Visit } from "../visit.ts";
import { doorsShut } from "./doors.ts";
import type { Folds } from "./folds.ts";

export function callNext(scene: CounterScene, command: Of<"call-next">): Decision {
  const { state, desk, context } = scene;
  const shut = doorsShut(state, desk.now.practice);
  if (shut) return shut;
  const busy = notFree(scene, desk.now.practice);
  if (busy) return busy;
  const found = next(state, desk.counter, context.at);
  if (!found) return refuse("nobody-waiting", { counter: desk.counter.label });
  const { id, toConfirm, number, arrivedAt } = found.visit;
  if (toConfirm && command.confirmed !== id) return refuse("confirm-first", { number: paperNumber(number), visit: id, arrivedAt });
  return call(scene, command.key, found);
}

/** Also of a parked ticket: its citizen is called back to the counter. */
export function callFromList(scene: VisitScene<Desk>, command: Of<"call-from-list">): Decision {
  const { state, visit, number, context } = scene;
  const { stage } = visit;
  if (stage.kind !== "waiting" && stage.kind !== "parked") return refuse("not-waiting", { number });
  if (visit.away !== null || visit.promised?.arrived === null) return refuse("stepped-away", { number });
  const shut = doorsShut(state, visit.practice);
  if (shut) return shut;
  const busy = notFree(scene, visit.practice);
  if (busy) return busy;
  const found = stage.kind === "parked" ? calledBack(state, visit, context.at) : chosen(state, visit, context.at);
  if (!found && arriving(state)(visit)) return refuse("still-arriving", { number });
  return found ? call(scene, command.key, found) : refuse("day-not-open", { date: visit.date ?? "" });
}

export function recall(scene: VisitScene<Desk>): Decision {
  const { visit, number, desk } = scene;
  if (visit.stage.kind !== "called") return refuse("not-called", { number });
  return elsewhere(scene) ?? moves(scene, "visit-recalled", { counter: desk.counter.id, announcement: announce(scene, visit) });
}

export function begin(scene: VisitScene<Desk>): Decision {
  const { visit, number, desk } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "called") return refuse("not-called", { number });
  return moves(scene, "service-begun", { counter: desk.counter.id });
}

export const callFolds: Folds<"visit-called" | "visit-recalled" | "service-begun"> = {
  "visit-called": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    const name = body.because.rule === "chosen-from-list" ? "call-from-list" : "call-next";
    if (visit && body.actor.kind === "agent") {
      const { call: announced } = body.announcement;
      setStage(
        state,
        visit,
        { kind: "called", since: row.at, counter: body.counter, agent: body.actor.agent, call: announced, recalls: 0 },
        row,
      );
      visit.firstCalledAt ??= row.at;
      const { passedOver: _whom, passedWhy: _whys, ...because } = body.because;
      visit.because = because;
      heard(visit, body.announcement.device, row);
    }
    remember(state, body.key, name, row.seq, body.visit);
  },
  "visit-recalled": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "called") {
      visit.stage = { ...visit.stage, call: body.announcement.call, recalls: visit.stage.recalls + 1 };
      heard(visit, body.announcement.device, row);
      touch(visit, row);
    }
    remember(state, body.key, "recall", row.seq, body.visit);
  },
  "service-begun": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "called") {
      setStage(state, visit, { kind: "serving", since: row.at, counter: body.counter, agent: visit.stage.agent }, row);
      visit.servingSince = row.at;
    }
    remember(state, body.key, "begin", row.seq, body.visit);
  },
};

function call(scene: CounterScene, key: string, { visit, because }: Next): Decision {
  const { actor, desk } = scene;
  const body = { visit: visit.id, key, actor, practice: visit.practice, counter: desk.counter.id, announcement: announce(scene, visit) };
  return done([{ kind: "visit-called", version: 1, body: { ...body, because } }], visit.id);
}

function heard(visit: Visit, device: string | null, row: LogRow): void {
  visit.lastCalledAt = row.at;
  visit.calls += 1;
  visit.announced = device === null ? "not-announced" : "waiting";
}
