/** What each move of an open visit is in The Q's words: one entry for each kind of row that moves one. */
import type { LogRow } from "#shared/log/record.ts";
import type { HubEventBody, HubEventKind } from "#shared/queue/events.ts";
import type { AnalyticsEvent } from "#shared/snowplow/event.ts";
import { becomeAbsent, mayReturn } from "./absences.ts";
import type { MovesState } from "./moves-state.ts";
import { agentOf, known, plainCounter, type ReportedOffice } from "./reported-office.ts";
import { advance, type Move, moveOf, type ReportedVisit, selfServe } from "./reported-visit.ts";
import { added, choosing, choosingAgain, doneGoingOn, finishingStopped, goOnWith, lineUp, type Step, stepsOf } from "./services.ts";
import { finishing, invitation, leaving, notThere, toLine, toService } from "./stages.ts";

interface Scene {
  readonly state: MovesState;
  readonly office: ReportedOffice;
  readonly id: string;
  readonly visit: ReportedVisit;
  readonly row: LogRow;
}

type Told = { readonly [K in HubEventKind]?: (scene: Scene, body: HubEventBody<K>) => readonly Step[] };

/** The moves of a row that moves an open visit; none for a visit that is not reported. */
export function visitMoves(state: MovesState, row: LogRow): readonly Move[] {
  const { office } = state;
  const tell = Object.hasOwn(told, row.kind)
    ? (told[row.kind as HubEventKind] as (scene: Scene, body: unknown) => readonly Step[])
    : undefined;
  if (!office || !tell) return [];
  const body = row.body as HubEventBody<"service-begun">;
  const visit = state.visits.get(body.visit);
  if (!visit) return [];
  advance(visit, row);
  const before = visit.agent;
  const steps = tell({ state, office, id: body.visit, visit, row }, body);
  const agent = agentOf(office, body.actor) ?? before ?? selfServe;
  return steps.map(({ segment, event }) => moveOf(office, visit, row, event, agent, segment));
}

const told: Told = {
  "visit-called": ({ office, visit }, { because, counter, actor }) => {
    // Already called for us only when that was undone after it had been told, by a clock that had stood back.
    const events = [...toLine(visit), invitation(visit, because.rule === "chosen-from-list" ? "list" : "next")];
    Object.assign(visit, { stage: "called", agent: agentOf(office, actor) });
    standAt(office, visit, counter);
    return here(visit, events);
  },
  "visit-recalled": (scene) => here(scene.visit, [{ name: "recall", data: {} }]),
  "service-begun": ({ visit }) => become(visit, "serving", toService(visit)),
  "service-assigned": ({ office, visit }, { service }) => {
    visit.services[visit.segment - 1] = service;
    return choosing(office, visit, visit.segment);
  },
  "service-added": ({ office, visit }, body) => {
    const steps = added(office, visit, body);
    if (body.state === "serving") visit.stage = "serving";
    return steps;
  },
  "service-switched": ({ office, visit }, { segment }) => {
    const steps = goOnWith(office, visit, segment);
    visit.stage = "serving";
    return steps;
  },
  "service-changed": ({ office, visit }, { segment, service }) => {
    visit.services[segment - 1] = service;
    return choosingAgain(office, visit, segment);
  },
  /** The Q tells a service anew when anything of it is edited. */
  "quantity-set": ({ office, visit }, { segment, quantity }) => {
    visit.quantities[segment] = quantity;
    return choosingAgain(office, visit, segment);
  },
  "segment-finished": ({ office, visit }, body) => {
    const steps = doneGoingOn(office, visit, body);
    backInLine(visit);
    return [...steps, ...outcomeOf(body.segment, body)];
  },
  "visit-parked": ({ visit }) => become(visit, "parked", [...toService(visit), { name: "hold", data: { time: 0 } }]),
  "visit-resumed": ({ office, visit }, { counter, actor }) => {
    visit.agent = agentOf(office, actor);
    standAt(office, visit, counter);
    return become(visit, "serving", toService(visit));
  },
  "visit-returned": ({ visit }) => {
    const steps = here(visit, toLine(visit));
    backInLine(visit);
    return steps;
  },
  "visit-transferred": ({ office, visit }, { service }) => {
    const steps = here(visit, toLine(visit));
    if (visit.stage !== "waiting") backInLine(visit);
    if (service === null) return steps;
    visit.services[visit.segment - 1] = service;
    return [...steps, ...choosing(office, visit, visit.segment)];
  },
  "visit-marked": ({ visit }, { counterType }) => {
    if (counterType !== undefined) visit.meantFor = counterType;
    return [];
  },
  "visit-finished": (scene, body) => {
    const { visit } = scene;
    return over(scene, finishing(visit, body.timeNotAccurate, body.quantity), outcomeOf(visit.segment, body));
  },
  "visit-left": (scene, body) => over(scene, leaving(scene.visit), outcomeOf(scene.visit.segment, body)),
  "visit-no-show": (scene, { actor }) => {
    const { state, office, id, visit, row } = scene;
    if (!mayReturn(office, visit)) return over(scene, [notThere]);
    visit.agent = agentOf(office, actor) ?? visit.agent;
    becomeAbsent(state, office, id, visit, row.seq);
    return [];
  },
  /** Served while the hub was away: invited, begun and finished at once, with a time that is not accurate. */
  "visit-caught-up": (scene, { how }) => {
    if (how === "left") return over(scene, leaving(scene.visit));
    return how === "served" ? over(scene, finishing(scene.visit, true, 1)) : [];
  },
  /** Only of one that was told as gone for good: it begins anew, under a count of its own. */
  "no-show-returned": ({ office, visit }) => {
    if (visit.stage !== "gone") return [];
    Object.assign(visit, { stage: "waiting", firstWait: false, countedFrom: visit.countedTo, returns: visit.returns + 1 });
    return lineUp(office, visit);
  },
};

function here(visit: ReportedVisit, events: readonly AnalyticsEvent[]): Step[] {
  return stepsOf(visit.segment, events);
}

function become(visit: ReportedVisit, stage: ReportedVisit["stage"], events: readonly AnalyticsEvent[]): Step[] {
  Object.assign(visit, { stage, firstWait: false });
  return here(visit, events);
}

/** Nobody has it now, and The Q calls it back by another name than the first time. */
function backInLine(visit: ReportedVisit): void {
  Object.assign(visit, { stage: "waiting", firstWait: false, agent: null });
}

function standAt(office: ReportedOffice, visit: ReportedVisit, counter: string): void {
  visit.counterType = known(office.counterTypes, counter) ?? plainCounter;
}

/** The visit is over: what ends the present service, then those that were put aside, then ours. */
function over({ state, id, visit }: Scene, events: readonly AnalyticsEvent[], after: readonly Step[] = []): Step[] {
  state.visits.delete(id);
  return [...here(visit, events), ...finishingStopped(visit), ...after];
}

function outcomeOf(segment: number, { outcome, elsewhere }: Pick<HubEventBody<"visit-finished">, "outcome" | "elsewhere">): Step[] {
  return outcome === undefined ? [] : stepsOf(segment, [{ name: "service_outcome", data: { outcome, elsewhere: elsewhere ?? null } }]);
}
