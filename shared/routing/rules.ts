/**
 * The rule set of an office: every preset is a few classes of the full form, so that one set of rules is carried out, checked and proven.
 * Whoever joins stands at the end; a class of more weight may be let before those of less, each of whom lets a bounded number go before.
 */
import type { Localized } from "../office/configuration.ts";
import type { ClassWho, Routing, RoutingClass } from "./schema.ts";
import type { RoutingOffice, Waiting } from "./waiting.ts";

export interface RuleSet {
  readonly preset: Routing["preset"];
  /** In order: the first that fits a visit is its class. The last one fits everybody. */
  readonly classes: readonly RuleClass[];
  /** Types of counters that call their own first. */
  readonly types: readonly string[];
  /** How long somebody is left to the counter that suits them best. */
  readonly keepMs: number;
}

export interface RuleClass {
  readonly id: string;
  /** Null for the classes of presets, which the texts name. */
  readonly name: Localized | null;
  readonly who: ClassWho | undefined;
  readonly weight: number;
  /** How it counts once it has waited so long, in order; the first from 0. */
  readonly steps: readonly { readonly fromMs: number; readonly weight: number }[];
  readonly maximumWaitMs: number | null;
}

export const keepMinutesUsual = 20;

const ordinary = 2;
const minuteMs = 60_000;

/** Of a routing that `checkRouting` has found good; absent: plain order. */
export function ruleSetOf({ routing }: Pick<RoutingOffice, "routing">): RuleSet {
  const keepMs = (routing?.keepMinutes ?? keepMinutesUsual) * minuteMs;
  if (!routing || routing.preset === "plain-order") return { preset: "plain-order", classes: presetClasses(0), types: [], keepMs };
  if (routing.preset === "appointments-first") return { preset: routing.preset, classes: presetClasses(routing.ratio), types: [], keepMs };
  if (routing.preset === "quick-counters")
    return { preset: routing.preset, classes: presetClasses(routing.ratio ?? 0), types: routing.types, keepMs };
  return {
    preset: "expert",
    classes: routing.classes.map((each) => expertClass(each, routing.classes)),
    types: routing.types ?? [],
    keepMs,
  };
}

/** The classes of every preset: what an agent marked high or low, appointments where the preset lets them forward, everybody. */
function presetClasses(appointmentRatio: number): RuleClass[] {
  const letting = (many: number) => many * ordinary + 1;
  const first = Math.max(letting(2), letting(appointmentRatio));
  const high: RuleClass = { ...plain("high-priority", first), who: { priorities: ["high"] } };
  const low: RuleClass = { ...plain("low-priority", 1), who: { priorities: ["low"] }, maximumWaitMs: 60 * minuteMs };
  const rest = [high, low, plain("everybody", ordinary)];
  if (appointmentRatio === 0) return rest;
  return [{ ...plain("appointments", letting(appointmentRatio)), who: { appointment: true } }, ...rest];
}

function plain(id: string, weight: number): RuleClass {
  return { id, name: null, who: undefined, weight, steps: [{ fromMs: 0, weight }], maximumWaitMs: null };
}

function expertClass(written: RoutingClass, all: readonly RoutingClass[]): RuleClass {
  const { id, name, who, weight, maximumWaitMinutes } = written;
  const maximumWaitMs = maximumWaitMinutes === undefined ? null : maximumWaitMinutes * minuteMs;
  return { id, name, who, weight, steps: stepsOf(written, all), maximumWaitMs };
}

/** Ageing leads from class to class, each time counted from joining. */
function stepsOf(first: RoutingClass, all: readonly RoutingClass[]): RuleClass["steps"] {
  const steps = [{ fromMs: 0, weight: first.weight }];
  const seen = new Set([first.id]);
  let { ageing } = first;
  while (ageing !== undefined && !seen.has(ageing.becomes)) {
    const { minutes, becomes } = ageing;
    const next = all.find((each) => each.id === becomes);
    if (!next) break;
    seen.add(next.id);
    steps.push({ fromMs: minutes * minuteMs, weight: next.weight });
    ageing = next.ageing;
  }
  return steps;
}

/** How much a class counts after such a wait. */
export function weightAfter({ steps, weight }: RuleClass, waitMs: number): number {
  return steps.findLast((step) => waitMs >= step.fromMs)?.weight ?? weight;
}

/** The class of a visit. `programmeOf`: asked only where a class names programmes. */
export function classOf({ classes }: RuleSet, visit: Waiting, programmeOf: (service: string) => string | undefined): RuleClass {
  for (const each of classes) if (each.who === undefined || fits(each.who, visit, programmeOf)) return each;
  return classes.at(-1) as RuleClass;
}

function fits(who: ClassWho, visit: Waiting, programmeOf: (service: string) => string | undefined): boolean {
  const { appointment, priorities, needs, services, programmes, queues } = who;
  const { service } = visit;
  if (appointment && !visit.isAppointment) return false;
  if (priorities && !priorities.includes(visit.priority)) return false;
  if (needs && !visit.needs.some((need) => needs.includes(need))) return false;
  if (queues && !queues.includes(visit.queue)) return false;
  if (services && !(service !== null && services.includes(service))) return false;
  if (programmes && !(service !== null && programmes.includes(programmeOf(service) ?? ""))) return false;
  return true;
}
