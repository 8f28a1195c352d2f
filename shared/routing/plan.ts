/** An office as routing looks things up in it. Made once for a configuration, which never changes in place. */
import { classOf, type RuleClass, type RuleSet, ruleSetOf } from "./rules.ts";
import type { AgentFacts, CounterFacts, RoutingOffice, ServiceFacts, Waiting } from "./waiting.ts";

export interface Plan {
  readonly rules: RuleSet;
  readonly services: ReadonlyMap<string, ServiceFacts>;
  readonly counters: ReadonlyMap<string, CounterFacts>;
  readonly agents: ReadonlyMap<number, AgentFacts>;
  /** False where no service asks for any, so that nobody need look. */
  readonly someSkills: boolean;
}

/** Remembered by the configuration itself, because every call asks and the answer is always the same. */
const plans = new WeakMap<RoutingOffice, Plan>();

export function planOf(office: RoutingOffice): Plan {
  const known = plans.get(office);
  if (known) return known;
  const plan: Plan = {
    rules: ruleSetOf(office),
    services: new Map(office.services.map((each) => [each.id, each])),
    counters: new Map(office.counters.map((each) => [each.id, each])),
    agents: new Map(office.agents.map((each) => [each.number, each])),
    someSkills: office.services.some(({ skills = [] }) => skills.length > 0),
  };
  plans.set(office, plan);
  return plan;
}

export function classIn(plan: Plan, visit: Waiting): RuleClass {
  return classOf(plan.rules, visit, (service) => plan.services.get(service)?.programme);
}

/** Whether a counter does this work as it is configured, whoever sits there. */
export function takesWork(plan: Plan, counter: CounterFacts, takes: readonly string[], { service, queue }: Work): boolean {
  if (takes.includes(queue)) return true;
  if (service === null) return false;
  if (counter.services?.includes(service)) return true;
  return counter.programmes?.includes(plan.services.get(service)?.programme ?? "") === true;
}

export type Work = Pick<Waiting, "service" | "queue">;
