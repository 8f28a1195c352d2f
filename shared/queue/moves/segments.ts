/** Several services in one visit: added, gone on with, put right. */
import { serviceOf } from "../join.ts";
import { setPresent, setSegment, setService, touch } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, type Desk, elsewhere, isRefusal, moves, type Of, offered, refuse, type VisitScene } from "../scene.ts";
import { segmentsMax } from "../schemas/fields.ts";
import { visitNamedIn } from "../sources.ts";
import { visitOf } from "../state.ts";
import type { Segment, Visit } from "../visit.ts";
import type { DeviceFolds, Folds } from "./folds.ts";

export function addService(scene: VisitScene, command: Of<"add-service">): Decision {
  const { visit, number, desk } = scene;
  const { kind } = visit.stage;
  if (kind === "parked" || kind === "ended") return refuse("not-serving", { number });
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.segments.length >= segmentsMax) return refuse("too-many-services", { number });
  const service = offered(scene, command.service);
  if (isRefusal(service)) return service;
  const added = { segment: visit.segments.length + 1, service: service.id, queue: service.queue, counter: desk?.counter.id ?? null };
  const isBegun = kind === "serving";
  return moves(scene, "service-added", { ...added, state: isBegun ? "serving" : "waiting", stopped: isBegun ? visit.segment : null });
}

export function switchService(scene: VisitScene<Desk>, command: Of<"switch-service">): Decision {
  const { visit, number, desk } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "serving") return refuse("not-serving", { number });
  const segment = segmentOf(scene, command.segment);
  if (isRefusal(segment)) return segment;
  if (segment.n === visit.segment) return refuse("segment-present", { number });
  if (segment.state !== "stopped" && segment.state !== "waiting") return refuse("segment-over", { number });
  return moves(scene, "service-switched", { counter: desk.counter.id, segment: segment.n, stopped: visit.segment, was: segment.state });
}

export function changeService(scene: VisitScene<Desk>, command: Of<"change-service">): Decision {
  const segment = segmentOf(scene, command.segment);
  return isRefusal(segment) ? segment : changed(scene, segment, command.service);
}

export function correctService(scene: VisitScene, command: Of<"correct-service">): Decision {
  const segment = segmentOf(scene, scene.visit.segment);
  return isRefusal(segment) ? segment : changed(scene, segment, command.service);
}

/** A ticket that did not know says what it is about. */
export function assignService(scene: VisitScene<Desk>, command: Of<"assign-service">): Decision {
  const { visit, number, configuration } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.service !== null) return refuse("service-already-assigned", { number });
  const service = configuration.services.find((each) => each.id === command.service);
  if (!service) return refuse("unknown-service", { service: command.service });
  return moves(scene, "service-assigned", { service: service.id, queue: service.queue });
}

export function setQuantity(scene: VisitScene<Desk>, command: Of<"set-quantity">): Decision {
  const { visit, number, desk } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (visit.stage.kind !== "serving" && visit.stage.kind !== "parked") return refuse("not-serving", { number });
  const segment = segmentOf(scene, command.segment);
  if (isRefusal(segment)) return segment;
  if (segment.state === "dropped") return refuse("segment-over", { number });
  if (segment.quantity === command.quantity) return refuse("nothing-to-change", { number });
  return moves(scene, "quantity-set", { counter: desk.counter.id, segment: segment.n, quantity: command.quantity });
}

export const segmentFolds: Folds<"service-added" | "service-switched" | "service-changed" | "service-assigned" | "quantity-set"> = {
  "service-added": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit && visit.segments.length < segmentsMax) {
      const joinedAt = body.state === "serving" ? row.at : visit.arrivedAt;
      add(visit, { service: body.service, queue: body.queue, state: body.state, joinedAt });
      if (body.stopped !== null) setSegment(visit, body.stopped, { state: "stopped" });
      if (body.state === "serving") setPresent(visit, body.segment);
      touch(visit, row);
    }
    remember(state, body.key, "add-service", row.seq, body.visit);
  },
  "service-switched": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setSegment(visit, body.stopped, { state: "stopped" });
      setSegment(visit, body.segment, { state: "serving" });
      setPresent(visit, body.segment);
      touch(visit, row);
    }
    remember(state, body.key, "switch-service", row.seq, body.visit);
  },
  "service-changed": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setService(visit, body.segment, body.service, body.queue);
      touch(visit, row);
    }
    remember(state, body.key, "change-service", row.seq, body.visit);
  },
  "service-assigned": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setService(visit, visit.segment, body.service, body.queue);
      touch(visit, row);
    }
    remember(state, body.key, "assign-service", row.seq, body.visit);
  },
  "quantity-set": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      setSegment(visit, body.segment, { quantity: body.quantity });
      touch(visit, row);
    }
    remember(state, body.key, "set-quantity", row.seq, body.visit);
  },
};

/** Said at the kiosk, with the ticket. They are numbered as they were stated; one that the hub does not know is "not sure". */
export const segmentDeviceFolds: DeviceFolds<"errands-stated"> = {
  "errands-stated": (state, body, row, origin) => {
    const visit = visitOf(state, visitNamedIn(state, origin, body.visit));
    if (!visit || visit.stage.kind === "ended") return;
    visit.people = body.people;
    for (const id of body.services.slice(0, segmentsMax - visit.segments.length))
      add(visit, { ...serviceOf(state, id), state: "waiting", joinedAt: visit.arrivedAt });
    visit.changed = row.seq;
  },
};

function add(visit: Visit, segment: Omit<Segment, "n" | "quantity">): void {
  visit.segments = [...visit.segments, { n: visit.segments.length + 1, ...segment, quantity: 1 }];
}

function changed(scene: VisitScene, segment: Segment, id: string): Decision {
  const { number, desk } = scene;
  const refused = elsewhere(scene);
  if (refused) return refused;
  if (segment.state === "done" || segment.state === "dropped") return refuse("segment-over", { number });
  if (segment.service === id) return refuse("same-service", { number });
  const service = offered(scene, id);
  if (isRefusal(service)) return service;
  const body = { segment: segment.n, from: segment.service, service: service.id, queue: service.queue, counter: desk?.counter.id ?? null };
  return moves(scene, "service-changed", body);
}

function segmentOf({ visit, number }: VisitScene, n: number): Segment | (Decision & { kind: "refused" }) {
  return visit.segments.find((each) => each.n === n) ?? refuse("unknown-segment", { number });
}
