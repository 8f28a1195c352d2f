/** Visits that staff begin: a number of the shared series, one or more services, and into line or served at once. */

import type { HubEvent } from "../events.ts";
import { beginVisit } from "../join.ts";
import { remember } from "../remember.ts";
import { type Decision, type Desk, done, isRefusal, notFree, type Of, offered, refuse, type Scene } from "../scene.ts";
import { seriesFor } from "../series.ts";
import type { Segment } from "../visit.ts";
import { doorsShut } from "./doors.ts";
import type { Folds } from "./folds.ts";
import { knowsType } from "./marks.ts";
import { practiceDay } from "./practice.ts";
import { isKiosk } from "./printing.ts";

/** `desk`: where the agent is signed in; null at the door. The visit is named by the place of its row: the second of this decision. */
export function intake(scene: Scene & { readonly desk: Desk | null }, command: Of<"intake">): Decision {
  const { state, configuration, context, actor, desk } = scene;
  const { key, printAt, serve } = command;
  const practice = desk?.now.practice ?? false;
  const day = practice ? practiceDay(state, context.at) : state.day;
  if (!day) return refuse("day-not-open", { date: "" });
  if (serve) {
    const shut = doorsShut(state, practice);
    if (shut) return shut;
    if (!desk) return refuse("not-signed-in");
    if (desk.now.version > command.expected.n) return refuse("changed-meanwhile", { counter: desk.counter.label });
    const busy = notFree({ ...scene, desk }, practice);
    if (busy) return busy;
  }
  if (printAt !== null && !isKiosk(configuration, printAt)) return refuse("unknown-device", { device: printAt });
  if (!knowsType(configuration, command.counterType)) return refuse("unknown-counter-type", { target: command.counterType ?? "" });
  if (new Set(command.services).size < command.services.length) return refuse("same-service");
  const services: { service: string; queue: string }[] = [];
  for (const id of command.services) {
    const service = offered(scene, id);
    if (isRefusal(service)) return service;
    services.push({ service: service.id, queue: service.queue });
  }
  const { date } = day;
  const series = seriesFor(state, practice ? "practice" : "shared", day);
  if (!series) return refuse("bad-configuration");
  if (state.reservations.has(key)) return refuse("key-reused", { command: command.name });
  const { letter } = series;
  const count = series.count + 1;
  const visit = `${context.source}.${context.epoch}.${state.n + 2}`;
  const { needs, people, channel, priority, counterType } = command;
  const language = command.language ?? configuration.office.languages[0] ?? "en";
  const reserved = { request: key, device: context.source, epoch: context.epoch, boot: "hub", letter, count, date, practice };
  const body = {
    ...{ visit, letter, count, date, request: key, services, language, needs, people, channel, priority, counterType, practice },
    ...{ stage: serve ? ("serving" as const) : ("waiting" as const), counter: desk?.counter.id ?? null, key, actor },
  };
  const events: HubEvent[] = [
    { kind: "number-reserved", version: 1, body: reserved },
    { kind: "visit-joined", version: 1, body },
  ];
  if (printAt !== null) {
    const print = { visit, key, actor, practice, job: `${visit}.${state.n + 3}`, device: printAt, what: "ticket" as const };
    events.push({ kind: "print-requested", version: 1, body: print });
  }
  return done(events, visit);
}

export const intakeFolds: Folds<"visit-joined"> = {
  "visit-joined": (state, body, row) => {
    const { visit: id, letter, count, date, language, needs, practice, people, channel, priority, counterType, counter, actor } = body;
    const reservation = state.reservations.get(body.request);
    if (reservation) reservation.use = "issued";
    const first = body.services[0];
    const isServed = body.stage === "serving" && counter !== null && actor.kind === "agent";
    const segments = body.services.map((each, place): Segment => {
      return { n: place + 1, ...each, state: isServed && place === 0 ? "serving" : "waiting", joinedAt: row.at, quantity: 1 };
    });
    beginVisit(state, row, {
      ...{ id, device: id.split(".")[0] ?? "", number: { letter, count }, date, language, needs, practice },
      ...{ service: first?.service ?? null, queue: first?.queue ?? "", arrivedAt: row.at },
      ...{ timeUncertain: state.calendar.doubt !== null, late: false, admitted: false },
      stage: isServed ? { kind: "serving", since: row.at, counter, agent: actor.agent } : { kind: "waiting", since: row.at },
      ...{ segments, people, channel, priority, counterType, servingSince: isServed ? row.at : null },
    });
    remember(state, body.key, "intake", row.seq, id);
  },
};
