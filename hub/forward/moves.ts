/**
 * Turns rows of the hub's log into The Q's events: a fold that remembers of each open visit only what its next event must say.
 * Pure, and knows nothing of sending. The same rows give the same events, from wherever the fold was taken up again.
 */
import type { Identity } from "#shared/log/event-log.ts";
import type { LogRow, Origin } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { DeviceEventBody, HubEventBody } from "#shared/queue/events.ts";
import { visitId } from "#shared/queue/evolve-device.ts";
import { sourceKey } from "#shared/queue/state.ts";
import type { Actor } from "#shared/queue/visit.ts";
import { type AnalyticsEvent, type EventContexts, selfServeAgent } from "#shared/snowplow/event.ts";
import type { OutgoingEvent } from "#shared/snowplow/payload.ts";
import { eventId, type Sha1 } from "#shared/snowplow/uuid5.ts";
import { letterOrdinal, seriesLettersTotal } from "#shared/ticket/number.ts";
import { clientId } from "./client-id.ts";
import { plainCounter, type ReportedOffice, reportedOffice } from "./reported-office.ts";

/** Raised whenever the same rows would give another state; a state kept by another version is folded anew. */
export const movesVersion = 1;

/** One event without its id. */
export type Move = Omit<OutgoingEvent, "id">;

type AgentContext = EventContexts["agent"];

interface ReportedVisit {
  readonly client: number;
  /** The latest time reported of it: the next is never earlier. */
  lastAtMs: number;
  stage: "waiting" | "called" | "serving";
  /** The type of the counter that called it. */
  counterType: string;
  /** Who called it; null before that. */
  agent: AgentContext | null;
}

export interface MovesState {
  /** The offset of the last row folded. */
  n: number;
  office: ReportedOffice | null;
  /** The place of each storage in client ids: that of its letter. */
  readonly places: Map<string, number>;
  /** Storages that issued tickets without ever having been given a letter: their places come after all letters. */
  unlettered: number;
  /** Open visits; practice visits are never here. */
  readonly visits: Map<string, ReportedVisit>;
}

export function emptyMoves(): MovesState {
  return { n: 0, office: null, places: new Map(), unlettered: 0, visits: new Map() };
}

export function movesText(state: MovesState): string {
  return JSON.stringify({ ...state, places: [...state.places], visits: [...state.visits] });
}

export function movesFromText(text: string): MovesState {
  const plain = JSON.parse(text);
  return { ...plain, places: new Map(plain.places), visits: new Map(plain.visits) } as MovesState;
}

/** Folds one row and returns the events it gives rise to, in order. */
export function foldMoves(state: MovesState, row: LogRow): Move[] {
  state.n = row.seq;
  if (row.origin) return row.kind === "ticket-issued" ? joined(state, row, row.origin) : [];
  switch (row.kind) {
    case "configuration-changed":
      state.office = reportedOffice((row.body as HubEventBody<"configuration-changed">).configuration as OfficeConfiguration);
      return [];
    case "series-opened":
      seriesOpened(state, row.body as HubEventBody<"series-opened">);
      return [];
    case "service-assigned":
      return assigned(state, row, row.body as HubEventBody<"service-assigned">);
    case "visit-called":
      return called(state, row, row.body as HubEventBody<"visit-called">);
    case "visit-recalled":
      return moved(state, row, { name: "recall", data: {} });
    case "service-begun":
      return begun(state, row);
    case "visit-finished": {
      const { timeNotAccurate, quantity } = row.body as HubEventBody<"visit-finished">;
      return ended(state, row, [{ name: "finish", data: { inaccurate_time: timeNotAccurate, quantity } }]);
    }
    case "visit-no-show":
      return ended(state, row, [leftFrom.called]);
    case "visit-left": {
      const { from } = row.body as HubEventBody<"visit-left">;
      return ended(state, row, from === "waiting" ? gaveUp : [leftFrom[from]]);
    }
    case "day-closed":
      return (row.body as HubEventBody<"day-closed">).ended.flatMap((id) => closed(state, row, id));
    default:
      return [];
  }
}

/** The events with their ids: those of the row where the move was first written, a device's or the hub's. */
export function outgoingEvents(row: LogRow, moves: readonly Move[], hub: Identity, sha1: Sha1): OutgoingEvent[] {
  const { source, epoch, seq } = row.origin ?? { ...hub, seq: row.seq };
  return moves.map((move, index) => ({
    id: eventId({ office: move.contexts.office.office_id, source, epoch, seq }, index, sha1),
    ...move,
  }));
}

const selfServe: AgentContext = { agent_id: selfServeAgent, idir: null, role: "WebSelfServe", counter_type: plainCounter };

const leftFrom = {
  called: { name: "customerleft", data: { leave_status: "at-prep" } },
  serving: { name: "customerleft", data: { leave_status: "being-served" } },
} as const satisfies Record<string, AnalyticsEvent>;

/** The Q has no status for leaving the line and says "being served"; ours beside it says what happened. */
const gaveUp: readonly AnalyticsEvent[] = [leftFrom.serving, { name: "left_while_waiting", data: {} }];

function seriesOpened(state: MovesState, { letter, device, epoch }: HubEventBody<"series-opened">): void {
  const place = letterOrdinal(letter);
  if (device !== null && epoch !== null && place !== undefined) state.places.set(sourceKey(device, epoch), place);
}

function joined(state: MovesState, row: LogRow, origin: Origin): Move[] {
  const { office } = state;
  const body = row.body as DeviceEventBody<"ticket-issued">;
  if (!office || body.practice) return [];
  const visit: ReportedVisit = {
    client: clientId(office.context.office_id, placeOf(state, origin), origin.seq),
    lastAtMs: row.arrivedAt ?? row.at,
    stage: "waiting",
    counterType: plainCounter,
    agent: null,
  };
  state.visits.set(visitId(origin), visit);
  const say = (event: AnalyticsEvent) => moveOf(office, visit, event, selfServe);
  return [say({ name: "addcitizen", data: {} }), ...chosen(office, body.service).map(say), say({ name: "addtoqueue", data: {} })];
}

function placeOf(state: MovesState, origin: Origin): number {
  const key = sourceKey(origin.source, origin.epoch);
  const known = state.places.get(key);
  if (known !== undefined) return known;
  const place = seriesLettersTotal + state.unlettered;
  state.unlettered += 1;
  state.places.set(key, place);
  return place;
}

function chosen(office: ReportedOffice, service: string | null): AnalyticsEvent[] {
  const data = (service === null ? undefined : known(office.services, service)) ?? known(office.services, office.firstContact);
  return data ? [{ name: "chooseservice", data }] : [];
}

function assigned(state: MovesState, row: LogRow, { service }: HubEventBody<"service-assigned">): Move[] {
  return state.office ? chosen(state.office, service).flatMap((event) => moved(state, row, event)) : [];
}

function called(state: MovesState, row: LogRow, body: HubEventBody<"visit-called">): Move[] {
  const visit = state.visits.get(body.visit);
  if (!visit || !state.office) return [];
  visit.stage = "called";
  visit.counterType = known(state.office.counterTypes, body.counter) ?? plainCounter;
  visit.agent = agentOf(state.office, body.actor);
  return moved(state, row, { name: body.because.rule === "chosen-from-list" ? "invitefromlist" : "invitecitizen", data: {} });
}

function begun(state: MovesState, row: LogRow): Move[] {
  const visit = state.visits.get((row.body as HubEventBody<"service-begun">).visit);
  if (visit) visit.stage = "serving";
  return moved(state, row, { name: "beginservice", data: {} });
}

function ended(state: MovesState, row: LogRow, events: readonly AnalyticsEvent[]): Move[] {
  const moves = events.flatMap((event) => moved(state, row, event));
  state.visits.delete((row.body as { visit: string }).visit);
  return moves;
}

/**
 * A visit that the end of the day found open. The Q closes such visits in silence, so that its model shows them open for ever. Here a
 * wait ends as if the citizen had given up, a call as if nobody came, and a service as finished with a time that is not accurate.
 * They are put down to the agent who had the visit, else to whoever closed the day.
 */
function closed(state: MovesState, row: LogRow, id: string): Move[] {
  const visit = state.visits.get(id);
  const { office } = state;
  if (!visit || !office) return [];
  state.visits.delete(id);
  advance(visit, row);
  const agent = visit.agent ?? agentOf(office, (row.body as HubEventBody<"day-closed">).actor) ?? selfServe;
  return closing[visit.stage].map((event) => moveOf(office, visit, event, agent));
}

const closing: Readonly<Record<ReportedVisit["stage"], readonly AnalyticsEvent[]>> = {
  waiting: gaveUp,
  called: [leftFrom.called],
  serving: [{ name: "finish", data: { inaccurate_time: true, quantity: 1 } }],
};

/** One event of the visit that the row names, by the row's actor; nothing for a visit that is not reported. */
function moved(state: MovesState, row: LogRow, event: AnalyticsEvent): Move[] {
  const { visit: id, actor } = row.body as { visit: string; actor: Actor };
  const visit = state.visits.get(id);
  const { office } = state;
  if (!visit || !office) return [];
  advance(visit, row);
  return [moveOf(office, visit, event, agentOf(office, actor) ?? visit.agent ?? selfServe)];
}

function moveOf(office: ReportedOffice, visit: ReportedVisit, event: AnalyticsEvent, agent: AgentContext): Move {
  const citizen = { client_id: visit.client, service_count: 1, counter_type: visit.counterType };
  return { happenedAtMs: visit.lastAtMs, event, contexts: { citizen, office: office.context, agent } };
}

/** Names are off: `idir` is null. Null for a part of the system. */
function agentOf(office: ReportedOffice, actor: Actor): AgentContext | null {
  if (actor.kind !== "agent") return null;
  const counterType = actor.counter === null ? undefined : known(office.counterTypes, actor.counter);
  const role = known(office.roles, String(actor.agent)) ?? "CSR";
  return { agent_id: actor.agent, idir: null, role, counter_type: counterType ?? plainCounter };
}

/** The hub's clock may have been set back; a visit's events are told in order all the same. */
function advance(visit: ReportedVisit, row: LogRow): void {
  visit.lastAtMs = Math.max(visit.lastAtMs, row.at);
}

/** Names in rows may be anything, even `constructor`. */
function known<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
