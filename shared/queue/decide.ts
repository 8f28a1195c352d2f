/**
 * What the hub answers to a command: the events it makes, or a fault that says why not. Pure: reads the state, changes nothing.
 * Order of checks: seen before, epoch, known names, version, then the move itself.
 */
import { type Fault, fault } from "../faults/fault.ts";
import type { Counter, OfficeConfiguration } from "../office/configuration.ts";
import { paperNumber } from "../ticket/number.ts";
import type { Command } from "./commands.ts";
import { closing } from "./day.ts";
import type { HubEvent } from "./events.ts";
import { chosen, next } from "./next.ts";
import type { CounterState, DoneCommand, OfficeState } from "./state.ts";
import type { Visit } from "./visit.ts";

export interface DecideContext {
  readonly at: number;
  readonly epoch: string;
  /** The device that speaks in a zone now, or null when none is connected. */
  readonly speaker: (zone: string) => string | null;
}

export type Decision =
  | { readonly kind: "done"; readonly events: readonly HubEvent[]; readonly visit: string | null }
  | { readonly kind: "repeated"; readonly before: DoneCommand }
  | { readonly kind: "refused"; readonly fault: Fault };

export function decide(state: OfficeState, command: Command, context: DecideContext): Decision {
  const before = state.commandsDone.get(command.key);
  if (before) return before.name === command.name ? { kind: "repeated", before } : refuse("key-reused", { command: command.name });
  const configuration = state.configuration;
  if (!configuration) return refuse("bad-configuration", {});
  if ("expected" in command && command.expected.epoch !== context.epoch) return refuse("other-epoch", {});
  if (!configuration.agents.some((agent) => agent.number === command.agent)) return refuse("unknown-agent", { agent: command.agent });
  if (command.name === "open-day" || command.name === "close-day") return decideDay(state, command);

  const counter = configuration.counters.find((each) => each.id === command.counter);
  const counterState = state.counters.get(command.counter);
  if (!counter || !counterState) return refuse("unknown-counter", { counter: command.counter });
  const scene: Scene = { state, configuration, counter, counterState, context };
  if (!("visit" in command)) {
    if (counterState.version > command.expected.n) return refuse("changed-meanwhile", { counter: counter.label });
    return decideCounter(scene, command);
  }
  if (counterState.agent !== command.agent) return refuse("not-signed-in", { counter: counter.label });
  const visit = state.visits.get(command.visit);
  if (!visit) return refuse("unknown-visit", { visit: command.visit });
  if (visit.stage.kind === "ended") return refuse("already-ended", { number: paperNumber(visit.number) });
  if (visit.version > command.expected.n) return refuse("changed-meanwhile", { number: paperNumber(visit.number) });
  return decideVisit(scene, command, visit);
}

type Of<N extends Command["name"]> = Extract<Command, { name: N }>;
type DayCommand = Of<"open-day" | "close-day">;
type VisitCommand = Extract<Command, { visit: string }>;
type CounterCommand = Exclude<Command, DayCommand | VisitCommand>;

interface Scene {
  readonly state: OfficeState;
  readonly configuration: OfficeConfiguration;
  readonly counter: Counter;
  readonly counterState: CounterState;
  readonly context: DecideContext;
}

function decideDay(state: OfficeState, command: DayCommand): Decision {
  const { key, date } = command;
  const actor = { kind: "agent", agent: command.agent, counter: null } as const;
  if (command.name === "open-day") {
    if (state.day) return refuse("day-already-open", { date: state.day.date });
    if (state.lastDate !== null && date <= state.lastDate) return refuse("day-not-after-last", { date, last: state.lastDate });
    return done([{ kind: "day-opened", version: 1, body: { date, key, actor } }], null);
  }
  if (state.day?.date !== date) return refuse("day-not-open", { date });
  return done(closing(state, date, key, actor), null);
}

function decideCounter(scene: Scene, command: CounterCommand): Decision {
  const { state, counter, counterState, context } = scene;
  const { agent, key } = command;
  const actor = { kind: "agent", agent, counter: counter.id } as const;
  switch (command.name) {
    case "sign-in": {
      if (counterState.agent !== null) return refuse("counter-taken", { counter: counter.label });
      const elsewhere = [...state.counters.values()].find((each) => each.agent === agent);
      if (elsewhere) return refuse("already-signed-in", { counter: labelOf(scene, elsewhere.id) });
      return done([{ kind: "agent-signed-in", version: 1, body: { counter: counter.id, agent, key, actor } }], null);
    }
    case "sign-out": {
      if (counterState.agent !== agent) return refuse("not-signed-in", { counter: counter.label });
      if (counterState.holding !== null) return refuse("counter-busy", busyFacts(scene));
      return done([{ kind: "agent-signed-out", version: 1, body: { counter: counter.id, agent, key, actor } }], null);
    }
    case "call-next": {
      if (counterState.agent !== agent) return refuse("not-signed-in", { counter: counter.label });
      if (!state.day) return refuse("day-not-open", { date: "" });
      if (counterState.holding !== null) return refuse("counter-busy", busyFacts(scene));
      const found = next(state, counter, context.at);
      if (!found) return refuse("nobody-waiting", { counter: counter.label });
      return call(scene, command, found);
    }
  }
}

function decideVisit(scene: Scene, command: VisitCommand, visit: Visit): Decision {
  const { state, configuration, counter, counterState, context } = scene;
  const { agent, key } = command;
  const number = paperNumber(visit.number);
  const moved = { visit: visit.id, key, actor: { kind: "agent", agent, counter: counter.id }, practice: visit.practice } as const;
  const stage = visit.stage;
  if (stage.kind !== "waiting" && command.name !== "call-from-list" && "counter" in stage && stage.counter !== counter.id) {
    return refuse("wrong-counter", { number, counter: labelOf(scene, stage.counter) });
  }
  switch (command.name) {
    case "call-from-list": {
      if (stage.kind !== "waiting") return refuse("not-waiting", { number });
      if (counterState.holding !== null) return refuse("counter-busy", busyFacts(scene));
      const found = chosen(state, visit, context.at);
      return found ? call(scene, command, found) : refuse("day-not-open", { date: visit.date ?? "" });
    }
    case "recall": {
      if (stage.kind !== "called") return refuse("not-called", { number });
      const announcement = announce(scene, visit);
      return done([{ kind: "visit-recalled", version: 1, body: { ...moved, counter: counter.id, announcement } }], visit.id);
    }
    case "begin":
      if (stage.kind !== "called") return refuse("not-called", { number });
      return done([{ kind: "service-begun", version: 1, body: { ...moved, counter: counter.id } }], visit.id);
    case "finish": {
      if (stage.kind !== "serving") return refuse("not-serving", { number });
      const { timeNotAccurate, quantity } = command;
      const body = { ...moved, counter: counter.id, timeNotAccurate, quantity };
      return done([{ kind: "visit-finished", version: 1, body }], visit.id);
    }
    case "no-show":
      if (stage.kind !== "called") return refuse("not-called", { number });
      return done([{ kind: "visit-no-show", version: 1, body: { ...moved, counter: counter.id } }], visit.id);
    case "left": {
      if (stage.kind === "ended") return refuse("already-ended", { number });
      const at = stage.kind === "waiting" ? null : counter.id;
      return done([{ kind: "visit-left", version: 1, body: { ...moved, counter: at, from: stage.kind } }], visit.id);
    }
    case "assign-service": {
      if (visit.service !== null) return refuse("service-already-assigned", { number });
      const service = configuration.services.find((each) => each.id === command.service);
      if (!service) return refuse("unknown-service", { service: command.service });
      const body = { ...moved, service: service.id, queue: service.queue };
      return done([{ kind: "service-assigned", version: 1, body }], visit.id);
    }
  }
}

function call(scene: Scene, command: Of<"call-next" | "call-from-list">, found: NonNullable<ReturnType<typeof next>>): Decision {
  const { visit, because } = found;
  const actor = { kind: "agent", agent: command.agent, counter: scene.counter.id } as const;
  const announcement = announce(scene, visit);
  const body = { visit: visit.id, key: command.key, actor, practice: visit.practice, counter: scene.counter.id, because, announcement };
  return done(
    [{ kind: "visit-called", version: 1, body: { ...body, because: { ...because, passedOver: [...because.passedOver] } } }],
    visit.id,
  );
}

/** A new announcement with its own id: the visit's calls are counted over calls and recalls. */
function announce(scene: Scene, visit: Visit): { call: string; zone: string; device: string | null } {
  const { zone } = scene.counter;
  return { call: `${scene.context.epoch}.${visit.id}.${visit.calls + 1}`, zone, device: scene.context.speaker(zone) };
}

function busyFacts(scene: Scene): { counter: string; number: string } {
  const held = scene.counterState.holding === null ? undefined : scene.state.visits.get(scene.counterState.holding);
  return { counter: scene.counter.label, number: held ? paperNumber(held.number) : "" };
}

function labelOf(scene: Scene, counter: string): string {
  return scene.configuration.counters.find((each) => each.id === counter)?.label ?? counter;
}

function done(events: readonly HubEvent[], visit: string | null): Decision {
  return { kind: "done", events, visit };
}

function refuse(...parts: Parameters<typeof fault>): Decision & { kind: "refused" } {
  return { kind: "refused", fault: fault(...parts) };
}
