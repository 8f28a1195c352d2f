/** What a decision is made of: how things stand, who asks, and where. With the few words that every decision says. */
import { type Fault, type FaultCode, type FaultFacts, fault } from "../faults/fault.ts";
import type { Counter, OfficeConfiguration, Service } from "../office/configuration.ts";
import { paperNumber } from "../ticket/number.ts";
import type { Command, CommandName } from "./commands.ts";
import type { HubEvent, HubEventBody, HubEventKind } from "./events.ts";
import { counterOf } from "./moving.ts";
import type { CounterState, DoneCommand, OfficeState } from "./state.ts";
import type { Visit } from "./visit.ts";

export interface DecideContext {
  readonly at: number;
  readonly epoch: string;
  /** The name of the hub's log: the office's. */
  readonly source: string;
  /** How far the machine's clock is ahead of the hub's. */
  readonly driftMs: number;
  /** The device that speaks in a zone now, or null when none is connected. */
  readonly speaker: (zone: string) => string | null;
}

export type Decision =
  | { readonly kind: "done"; readonly events: readonly HubEvent[]; readonly visit: string | null }
  | { readonly kind: "repeated"; readonly before: DoneCommand }
  | { readonly kind: "refused"; readonly fault: Fault };

export type Of<N extends CommandName> = Extract<Command, { name: N }>;
type AgentActor = { readonly kind: "agent"; readonly agent: number; readonly counter: string | null };

export interface Scene {
  readonly state: OfficeState;
  readonly configuration: OfficeConfiguration;
  readonly context: DecideContext;
  readonly actor: AgentActor;
}

/** A counter, as configured and as it stands. */
export interface Desk {
  readonly counter: Counter;
  readonly now: CounterState;
}

export interface CounterScene extends Scene {
  readonly desk: Desk;
}

/** About a visit; `desk` is null when the agent is at no counter. */
export interface VisitScene<D extends Desk | null = Desk | null> extends Scene {
  readonly desk: D;
  readonly visit: Visit;
  /** As on paper. */
  readonly number: string;
  /** What every event of the move says. */
  readonly moved: { readonly visit: string; readonly key: string; readonly actor: AgentActor; readonly practice: boolean };
}

export function done(events: readonly HubEvent[], visit: string | null): Decision {
  return { kind: "done", events, visit };
}

export function refuse(code: FaultCode, facts: FaultFacts = {}): Decision & { kind: "refused" } {
  return { kind: "refused", fault: fault(code, facts) };
}

/** One event of the visit. */
export function moves<K extends HubEventKind>(
  scene: VisitScene,
  kind: K,
  body: Omit<HubEventBody<K>, keyof VisitScene["moved"]>,
): Decision {
  return done([{ kind, version: 1, body: { ...scene.moved, ...body } } as unknown as HubEvent], scene.visit.id);
}

/** Refused when the visit is at another counter than the one that asks. */
export function elsewhere({ state, configuration, desk, visit, number }: VisitScene): Decision | undefined {
  const counter = counterOf(visit.stage);
  if (counter === null || counter === desk?.counter.id) return undefined;
  return refuse("wrong-counter", { number, counter: labelOf({ state, configuration }, counter) });
}

/** Refused when the counter cannot take a citizen now. */
export function notFree(scene: CounterScene, practice: boolean): Decision | undefined {
  const { state, desk } = scene;
  const counter = desk.counter.label;
  const { holding } = desk.now;
  if (holding !== null) {
    const held = state.visits.get(holding);
    return refuse("counter-busy", { counter, number: held ? paperNumber(held.number) : "" });
  }
  if (desk.now.break !== null) return refuse("on-break", { counter });
  if (desk.now.practice !== practice) return refuse(desk.now.practice ? "in-practice" : "not-in-practice", { counter });
  return undefined;
}

export function labelOf({ configuration }: Pick<Scene, "configuration" | "state">, counter: string): string {
  return configuration.counters.find((each) => each.id === counter)?.label ?? counter;
}

/** A new announcement with its own id: the visit's calls are counted over calls and recalls. */
export function announce({ state, desk, context }: CounterScene, visit: Visit): { call: string; zone: string; device: string | null } {
  const { zone } = desk.counter;
  // Nobody plays aloud where citizens wait.
  const isSilent = visit.practice && state.day !== null;
  return { call: `${context.epoch}.${visit.id}.${visit.calls + 1}`, zone, device: isSilent ? null : context.speaker(zone) };
}

/** The service, or why it is none that can be chosen now. */
export function offered({ state, configuration }: Scene, id: string): Service | (Decision & { kind: "refused" }) {
  const service = configuration.services.find((each) => each.id === id);
  if (!service) return refuse("unknown-service", { service: id });
  return state.stoppedServices.has(id) ? refuse("service-stopped") : service;
}

export function isRefusal<T extends object>(value: T | (Decision & { kind: "refused" })): value is Decision & { kind: "refused" } {
  return "kind" in value && value.kind === "refused";
}
