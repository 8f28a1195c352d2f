/** What is decided of the office and its counters beside the visits: who sits where, breaks, what is stopped, what is told to everybody. */
import type { LogRow } from "../../log/record.ts";
import { paperNumber } from "../../ticket/number.ts";
import { remember } from "../remember.ts";
import { type CounterScene, type Decision, done, labelOf, notFree, type Of, refuse, type Scene } from "../scene.ts";
import type { CounterState, OfficeState } from "../state.ts";
import type { Folds } from "./folds.ts";

/** More are not read by anybody. */
export const noticesMax = 10;
const minuteMs = 60_000;

export function signIn(scene: CounterScene, command: Of<"sign-in">): Decision {
  const { state, desk } = scene;
  const { agent, key } = command;
  if (desk.now.agent !== null) return refuse("counter-taken", { counter: desk.counter.label });
  const elsewhere = [...state.counters.values()].find((each) => each.agent === agent);
  if (elsewhere) return refuse("already-signed-in", { counter: labelOf(scene, elsewhere.id) });
  return done([{ kind: "agent-signed-in", version: 1, body: { counter: desk.counter.id, agent, key, actor: scene.actor } }], null);
}

export function signOut(scene: CounterScene, command: Of<"sign-out">): Decision {
  const { state, desk } = scene;
  if (desk.now.holding !== null) {
    const held = state.visits.get(desk.now.holding);
    return refuse("counter-busy", { counter: desk.counter.label, number: held ? paperNumber(held.number) : "" });
  }
  const { agent, key } = command;
  return done([{ kind: "agent-signed-out", version: 1, body: { counter: desk.counter.id, agent, key, actor: scene.actor } }], null);
}

export function takeBreak(scene: CounterScene, command: Of<"take-break">): Decision {
  const { desk, actor } = scene;
  const busy = notFree(scene, desk.now.practice);
  if (busy) return busy;
  const { agent, key } = command;
  return done([{ kind: "break-begun", version: 1, body: { counter: desk.counter.id, agent, key, actor } }], null);
}

export function endBreak({ desk, actor }: CounterScene, command: Of<"end-break">): Decision {
  if (desk.now.break === null) return refuse("not-on-break", { counter: desk.counter.label });
  const { agent, key } = command;
  return done([{ kind: "break-ended", version: 1, body: { counter: desk.counter.id, agent, key, actor } }], null);
}

/** What a counter takes for the rest of the day. */
export function setCounter({ state, configuration, actor }: Scene, { key, set, takes }: Of<"set-counter">): Decision {
  if (!state.counters.has(set)) return refuse("unknown-counter", { counter: set });
  if (!state.day) return refuse("day-not-open", { date: "" });
  const unknown = takes?.find((each) => !configuration.queues.some((queue) => queue.id === each));
  if (unknown !== undefined) return refuse("unknown-queue", { queue: unknown });
  return done([{ kind: "counter-set", version: 1, body: { counter: set, takes, key, actor } }], null);
}

export function stopService({ state, configuration, actor }: Scene, { key, service }: Of<"stop-service">): Decision {
  if (!configuration.services.some((each) => each.id === service)) return refuse("unknown-service", { service });
  if (state.stoppedServices.has(service)) return refuse("service-stopped");
  return done([{ kind: "service-offer-stopped", version: 1, body: { service, key, actor } }], null);
}

export function resumeService({ state, actor }: Scene, { key, service }: Of<"resume-service">): Decision {
  if (!state.stoppedServices.has(service)) return refuse("service-not-stopped", { service });
  return done([{ kind: "service-offer-resumed", version: 1, body: { service, key, actor } }], null);
}

/** One with the same id takes the place of the one before. */
export function postNotice({ state, context, actor }: Scene, { key, notice, text, untilMinutes }: Of<"post-notice">): Decision {
  if (!state.notices.has(notice) && state.notices.size >= noticesMax) return refuse("notices-full");
  const until = untilMinutes === null ? null : context.at + untilMinutes * minuteMs;
  return done([{ kind: "notice-posted", version: 1, body: { notice, text, until, key, actor } }], null);
}

export function withdrawNotice({ state, actor }: Scene, { key, notice }: Of<"withdraw-notice">): Decision {
  if (!state.notices.has(notice)) return refuse("unknown-notice");
  return done([{ kind: "notice-withdrawn", version: 1, body: { notice, key, actor } }], null);
}

type OfficeKinds =
  | ("agent-signed-in" | "agent-signed-out" | "break-begun" | "break-ended" | "counter-set")
  | ("service-offer-stopped" | "service-offer-resumed" | "notice-posted" | "notice-withdrawn");

export const officeFolds: Folds<OfficeKinds> = {
  "agent-signed-in": (state, body, row) => {
    change(state, body.counter, { agent: body.agent }, row);
    remember(state, body.key, "sign-in", row.seq, null);
  },
  "agent-signed-out": (state, body, row) => {
    change(state, body.counter, { agent: null, break: null }, row);
    remember(state, body.key, "sign-out", row.seq, null);
  },
  "break-begun": (state, body, row) => {
    change(state, body.counter, { break: { since: row.at } }, row);
    remember(state, body.key, "take-break", row.seq, null);
  },
  "break-ended": (state, body, row) => {
    change(state, body.counter, { break: null }, row);
    remember(state, body.key, "end-break", row.seq, null);
  },
  "counter-set": (state, body, row) => {
    change(state, body.counter, { takes: body.takes }, row);
    remember(state, body.key, "set-counter", row.seq, null);
  },
  "service-offer-stopped": (state, body, row) => {
    state.stoppedServices.set(body.service, { since: row.at });
    remember(state, body.key, "stop-service", row.seq, null);
  },
  "service-offer-resumed": (state, body, row) => {
    state.stoppedServices.delete(body.service);
    remember(state, body.key, "resume-service", row.seq, null);
  },
  "notice-posted": (state, body, row) => {
    const { notice, text, until } = body;
    state.notices.set(notice, { notice, text, since: row.at, until });
    remember(state, body.key, "post-notice", row.seq, null);
  },
  "notice-withdrawn": (state, body, row) => {
    state.notices.delete(body.notice);
    remember(state, body.key, "withdraw-notice", row.seq, null);
  },
};

function change(state: OfficeState, id: string, what: Partial<CounterState>, row: LogRow): void {
  const counter = state.counters.get(id);
  if (counter) Object.assign(counter, what, { version: row.seq });
}
