/**
 * What Service BC's own reports make of The Q's events: how long each service of a visit took in each stage, and what became of it.
 * The formulas are those that the incumbent's analytics model publishes (its view `cfms_dev`). Pure, and for judging what we send: no
 * figure of ours is made here.
 */
import type { AnalyticsEvent, EventContexts, TheQData } from "./event.ts";

/** An event as the model reads it. */
export interface MeasuredEvent {
  readonly happenedAtMs: number;
  readonly event: AnalyticsEvent;
  readonly contexts: EventContexts;
}

export const measuredStages = ["creation", "waiting", "prep", "serve", "hold"] as const;
export type MeasuredStage = (typeof measuredStages)[number];

/** Milliseconds in each stage; null where the model says nothing: never entered, entered more often than left, or the time was not accurate. */
export type Durations = Readonly<Record<MeasuredStage, number | null>>;

/** One service of one visit: a line of the model's table. */
export interface ServiceMeasures {
  readonly client: number;
  /** Which service of the visit, from 1. */
  readonly service: number;
  readonly durations: Durations;
  /** As the reports print it: a stage in which it is, how it ended, or `missing_calls`. */
  readonly status: string;
  /** Stages that were not entered as often as they were left. */
  readonly unbalanced: readonly MeasuredStage[];
  readonly chosen: TheQData["chooseservice"] | null;
  /** Who worked on it last, other than by seeing the citizen leave. */
  readonly agent: number | null;
  readonly quantity: number | null;
}

export interface VisitMeasures {
  readonly client: number;
  readonly services: readonly ServiceMeasures[];
  /** The sum over the services; null while any of them is in the stage. */
  readonly totals: Durations;
  /** Nobody in the visit ever stood in line. */
  readonly noWait: boolean;
}

/** The visits in order of their first event. */
export function measure(events: readonly MeasuredEvent[]): VisitMeasures[] {
  const visits = Map.groupBy(events, (each) => each.contexts.citizen.client_id);
  return [...visits].map(([client, ofVisit]) => {
    const byService = Map.groupBy(ofVisit, (each) => each.contexts.citizen.service_count);
    const counted = [...byService].sort(([one], [other]) => one - other).map(([service, of]) => serviceMeasures(client, service, of));
    return visitMeasures(client, counted);
  });
}

/** Which events begin a stage of a service and which end it. `customerleft` is named with its status. */
const bounds: Readonly<Record<MeasuredStage, { readonly into: readonly string[]; readonly out: readonly string[] }>> = {
  creation: { into: ["addcitizen"], out: ["addtoqueue", "servecitizen", "customerleft service-creation"] },
  waiting: {
    into: ["addtoqueue", "returntoqueue", "queuefromprep"],
    out: ["invitecitizen", "invitefromlist", "returninvite", "returnfromlist"],
  },
  prep: {
    into: ["invitecitizen", "invitefromlist", "returninvite", "returnfromlist"],
    out: ["beginservice", "queuefromprep", "customerleft at-prep"],
  },
  serve: {
    into: ["additionalservice", "beginservice", "servecitizen", "invitefromhold", "restartservice"],
    out: ["returntoqueue", "hold", "stopservice", "finish", "customerleft being-served"],
  },
  hold: { into: ["hold"], out: ["invitefromhold"] },
};

/** In the order in which the model looks. */
const stillIn: Readonly<Record<MeasuredStage, string>> = {
  creation: "At Service Creation",
  waiting: "Waiting in Line",
  prep: "At Prep",
  serve: "Being Served",
  hold: "On Hold",
};

interface Count {
  entered: number;
  left: number;
  ms: number;
}

interface Counted {
  readonly measures: ServiceMeasures;
  readonly counts: Readonly<Record<MeasuredStage, Count>>;
  readonly inaccurate: boolean;
}

function serviceMeasures(client: number, service: number, events: readonly MeasuredEvent[]): Counted {
  const counts = perStage((stage) => count(stage, events));
  const inaccurate = events.some(({ event }) => event.name === "finish" && event.data.inaccurate_time);
  const known = (stage: MeasuredStage) => counts[stage].entered > 0 && counts[stage].entered === counts[stage].left;
  const durations = perStage((stage) => (known(stage) && !(stage === "serve" && inaccurate) ? counts[stage].ms : null));
  const inTime = [...events].sort((one, other) => one.happenedAtMs - other.happenedAtMs);
  const chosen = inTime.findLast(({ event }) => event.name === "chooseservice")?.event.data as TheQData["chooseservice"] | undefined;
  const worked = inTime.findLast(({ event }) => event.name !== "customerleft");
  const unbalanced = measuredStages.filter((stage) => counts[stage].entered !== counts[stage].left);
  return {
    counts,
    inaccurate,
    measures: {
      ...{ client, service, durations, unbalanced },
      status: statusOf(counts, inTime),
      chosen: chosen ?? null,
      agent: worked?.contexts.agent.agent_id ?? null,
      quantity: quantityOf(inTime),
    },
  };
}

function count(stage: MeasuredStage, events: readonly MeasuredEvent[]): Count {
  const { into, out } = bounds[stage];
  const counted: Count = { entered: 0, left: 0, ms: 0 };
  for (const { event, happenedAtMs } of events) {
    const name = event.name === "customerleft" ? `${event.name} ${event.data.leave_status}` : event.name;
    if (into.includes(name)) {
      counted.entered += 1;
      counted.ms -= happenedAtMs;
    }
    if (out.includes(name)) {
      counted.left += 1;
      counted.ms += happenedAtMs;
    }
  }
  return counted;
}

function statusOf(counts: Readonly<Record<MeasuredStage, Count>>, events: readonly MeasuredEvent[]): string {
  const beyond = (stage: MeasuredStage) => counts[stage].entered - counts[stage].left;
  const present = measuredStages.find((stage) => beyond(stage) === 1);
  if (present) return stillIn[present];
  const sum = measuredStages.reduce((total, stage) => total + beyond(stage), 0);
  return sum === 0 ? ending(events) : "missing_calls";
}

function ending(events: readonly MeasuredEvent[]): string {
  for (const { event } of events.toReversed()) {
    if (event.name === "finish" && event.data.inaccurate_time) return "Inaccurate Time";
    if (event.name === "finish" || event.name === "finishstopped") return "Finished";
    if (event.name === "customerleft") return `Customer Left (${event.data.leave_status})`;
  }
  return "";
}

function quantityOf(events: readonly MeasuredEvent[]): number | null {
  for (const { event } of events.toReversed()) if (event.name === "finish" || event.name === "finishstopped") return event.data.quantity;
  return null;
}

function visitMeasures(client: number, services: readonly Counted[]): VisitMeasures {
  const inaccurate = services.some((each) => each.inaccurate);
  const isIn = (stage: MeasuredStage) => services.some(({ counts }) => counts[stage].entered === counts[stage].left + 1);
  const sum = (stage: MeasuredStage) => {
    const known = services.flatMap(({ measures }) => measures.durations[stage] ?? []);
    return known.length === 0 ? null : known.reduce((total, ms) => total + ms, 0);
  };
  return {
    client,
    services: services.map((each) => each.measures),
    totals: perStage((stage) => (isIn(stage) || (stage === "serve" && inaccurate) ? null : sum(stage))),
    noWait: !inaccurate && services.every(({ counts }) => counts.waiting.entered === 0),
  };
}

function perStage<T>(of: (stage: MeasuredStage) => T): Record<MeasuredStage, T> {
  return {
    creation: of("creation"),
    waiting: of("waiting"),
    prep: of("prep"),
    serve: of("serve"),
    hold: of("hold"),
  };
}
