/**
 * Whether a counter calls a visit now, and if not, why. Some reasons are hard: it does not do this work. Others leave the visit for a
 * while to whom it suits better; the counter still calls it when nobody else waits, and every such reason ends after the rule set's minutes.
 */
import { type Plan, planOf, takesWork, type Work } from "./plan.ts";
import type { CounterFacts, DeskState, RoutingOffice, Waiting } from "./waiting.ts";

/** Why a counter does not call somebody it comes to. */
export const hardReasons = ["away", "other-service", "skill", "transferred", "step-free", "interpreter"] as const;
/** Why it leaves somebody to others for a while. */
export const softReasons = ["own-line", "errands", "language"] as const;

export type HardReason = (typeof hardReasons)[number];
export type SoftReason = (typeof softReasons)[number];
export type Verdict = "takes" | HardReason | SoftReason;

export function isSoft(verdict: Verdict): verdict is SoftReason {
  return verdict === "own-line" || verdict === "errands" || verdict === "language";
}

/** A counter with whoever sits there. */
export interface Desk {
  readonly counter: CounterFacts;
  readonly agent: number | null;
  readonly takes: readonly string[];
  readonly practice: boolean;
  readonly skills: ReadonlySet<string>;
  readonly languages: readonly string[] | undefined;
}

/** The counters of an office at a moment. */
export class Floor {
  readonly plan: Plan;
  readonly now: number;
  readonly #states: () => Iterable<DeskState>;
  #open: readonly Desk[] | undefined;

  constructor(office: RoutingOffice, states: () => Iterable<DeskState>, now: number) {
    this.plan = planOf(office);
    this.now = now;
    this.#states = states;
  }

  desk(state: DeskState): Desk | undefined {
    const counter = this.plan.counters.get(state.id);
    if (!counter) return undefined;
    const agent = state.agent === null ? undefined : this.plan.agents.get(state.agent);
    return {
      counter,
      agent: state.agent,
      takes: state.takes ?? counter.takes,
      practice: state.practice,
      skills: new Set([...(counter.skills ?? []), ...(agent?.skills ?? [])]),
      languages: agent?.languages,
    };
  }

  /** Counters with an agent; one on a break is not open. Looked up only when somebody must be left to another counter. */
  get open(): readonly Desk[] {
    this.#open ??= [...this.#states()].flatMap((state) => {
      if (state.agent === null || state.break !== null) return [];
      return this.desk(state) ?? [];
    });
    return this.#open;
  }

  /** Whom a transferred visit waits for is there; a break does not count, because it ends. */
  hasTarget({ target }: Waiting): boolean {
    if (target === null) return false;
    for (const state of this.#states()) {
      if (state.agent === null) continue;
      if (target.kind === "agent" ? state.agent === target.id : state.id === target.id) return true;
      if (target.kind === "counter-type" && this.plan.counters.get(state.id)?.type === target.id) return true;
    }
    return false;
  }
}

/** Of a visit that waits and may be called. Practice is asked before: practice visits and counters meet only each other. */
export function verdictOf(floor: Floor, desk: Desk, visit: Waiting): Verdict {
  const { plan } = floor;
  if (visit.away !== null) return "away";
  if (visit.target !== null) {
    const isMeant = isFor(desk, visit.target);
    if (isMeant && visit.target.kind !== "counter-type") return "takes";
    if (!isMeant && isKeptForTarget(floor, visit)) return "transferred";
  }
  if (!takesWork(plan, desk.counter, desk.takes, visit)) return "other-service";
  if (plan.someSkills && !canDo(plan, desk, visit)) return "skill";
  if (visit.needs.length > 0) {
    const need = unmetNeed(floor, desk, visit);
    if (need !== undefined) return need;
  }
  return (floor.now - visit.place < plan.rules.keepMs && betterElsewhere(floor, desk, visit)) || "takes";
}

/** Whether a counter and whoever sits there can do this work. */
export function doesWork(plan: Plan, desk: Desk, work: Work): boolean {
  return takesWork(plan, desk.counter, desk.takes, work) && (!plan.someSkills || canDo(plan, desk, work));
}

/** The type whose own line a visit stands in; null: the ordinary one. */
export function lineOf({ rules, services }: Plan, { counterType, service }: Pick<Waiting, "counterType" | "service">): string | null {
  const type = counterType ?? (service === null ? undefined : services.get(service)?.counterType);
  return type !== undefined && rules.types.includes(type) ? type : null;
}

export function lineOfDesk({ rules }: Plan, { counter }: Desk): string | null {
  return rules.types.includes(counter.type) ? counter.type : null;
}

function isFor(desk: Desk, target: NonNullable<Waiting["target"]>): boolean {
  if (target.kind === "agent") return desk.agent === target.id;
  return target.kind === "counter" ? desk.counter.id === target.id : desk.counter.type === target.id;
}

/** From the transfer on. When nobody is there, or for too long, whoever does the work may call it. */
function isKeptForTarget(floor: Floor, visit: Waiting): boolean {
  const since = visit.stage.since ?? visit.arrivedAt;
  return floor.now - since < floor.plan.rules.keepMs && floor.hasTarget(visit);
}

function canDo({ services }: Plan, { skills }: Desk, { service }: Work): boolean {
  const asked = service === null ? undefined : services.get(service)?.skills;
  return asked === undefined || asked.every((skill) => skills.has(skill));
}

/**
 * A need that this counter cannot meet while another open one can, which meets everything this one does: so that two counters never
 * leave somebody to each other. Where none can, everybody does what they can.
 */
function unmetNeed(floor: Floor, desk: Desk, visit: Waiting): HardReason | undefined {
  const asked = needsOfCounters.filter(({ need }) => visit.needs.includes(need));
  const unmet = asked.filter(({ meets }) => !meets(desk, visit));
  const met = asked.filter((each) => !unmet.includes(each));
  const isMetElsewhere = ({ meets }: (typeof needsOfCounters)[number]) =>
    floor.open.some(
      (other) =>
        other.practice === desk.practice &&
        meets(other, visit) &&
        met.every((each) => each.meets(other, visit)) &&
        doesWork(floor.plan, other, visit),
    );
  return unmet.find(isMetElsewhere)?.need;
}

const needsOfCounters = [
  { need: "step-free", meets: ({ counter }: Desk) => counter.stepFree === true },
  { need: "interpreter", meets: interprets },
] as const;

function interprets({ skills, languages = [] }: Desk, { speaks }: Waiting): boolean {
  return speaks ? languages.includes(speaks) : skills.has("interpreter");
}

function betterElsewhere(floor: Floor, desk: Desk, visit: Waiting): SoftReason | undefined {
  const { plan } = floor;
  if (plan.rules.types.length > 0 && lineOf(plan, visit) !== lineOfDesk(plan, desk)) return "own-line";
  const others = (better: (other: Desk) => boolean) =>
    floor.open.some((other) => other.counter !== desk.counter && other.practice === desk.practice && better(other));
  if (visit.segments.length > 1 && !doesAll(plan, desk, visit) && others((other) => doesAll(plan, other, visit))) return "errands";
  const speaks = ({ languages }: Desk) => languages?.includes(visit.language);
  // Who states no languages may speak it all the same.
  if (speaks(desk) === false && others((other) => speaks(other) === true && doesWork(plan, other, visit))) return "language";
  return undefined;
}

/** The present errand and those that were not begun. */
function doesAll(plan: Plan, desk: Desk, visit: Waiting): boolean {
  return doesWork(plan, desk, visit) && visit.segments.every((each) => each.state !== "waiting" || doesWork(plan, desk, each));
}
