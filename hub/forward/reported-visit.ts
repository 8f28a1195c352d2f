/**
 * A visit as The Q's events tell of it: in one stage at a time, and about one of its services. What its next event must say is kept
 * here; which row gives rise to which events is decided elsewhere.
 */
import type { LogRow } from "#shared/log/record.ts";
import { type AnalyticsEvent, type Channel, type EventContexts, selfServeAgent } from "#shared/snowplow/event.ts";
import type { OutgoingEvent } from "#shared/snowplow/payload.ts";
import { plainCounter, type ReportedOffice } from "./reported-office.ts";

export type AgentContext = EventContexts["agent"];

/** The row that a move belongs to: its id is made of where that was first written. */
export type MoveRow = Pick<LogRow, "seq" | "origin">;

/** One event without its id. */
export type Move = Omit<OutgoingEvent, "id"> & { readonly of: MoveRow };

/** A citizen who served themselves, and whatever no agent did. */
export const selfServe: AgentContext = { agent_id: selfServeAgent, idir: null, role: "WebSelfServe", counter_type: plainCounter };

export interface ReportedVisit {
  readonly client: number;
  /** The offset of the row that began it. */
  readonly row: number;
  readonly channel: Channel;
  /** How far the hub's clock was set since then: its events go on in the time in which they began, so that every duration is right. */
  setMs: number;
  /** The latest time reported of it: the next is never earlier. */
  lastAtMs: number;
  /** `absent`: did not come when called, and may still return; `gone`: told of as left for good. */
  stage: "waiting" | "called" | "serving" | "parked" | "absent" | "gone";
  /** It never came out of the line: The Q names a call of a visit that is back in it otherwise. */
  firstWait: boolean;
  /** The type of counter it is meant for; null: any. */
  meantFor: string | null;
  /** The type of the counter that had it last. */
  counterType: string;
  /** Who had it last; null before that. */
  agent: AgentContext | null;
  /** What each of its services is about, in the order of their places from 1. */
  readonly services: (string | null)[];
  /** The place of the service that is told of. */
  segment: number;
  /** The Q's count of a service is this more than its place. */
  countedFrom: number;
  /** The highest count told of. */
  countedTo: number;
  /** The places of services that were begun and put aside for others. */
  stopped: number[];
  /** By place; absent: 1. */
  readonly quantities: Record<number, number>;
  /** The row that said that nobody came, and until when the citizen may return, in the visit's own time. */
  absence: { readonly row: number; readonly untilMs: number } | null;
  /** How often it has returned since. */
  returns: number;
}

export function reportedVisit(
  beginning: Pick<ReportedVisit, "client" | "row" | "lastAtMs"> & Partial<Pick<ReportedVisit, "channel" | "meantFor" | "services">>,
): ReportedVisit {
  return {
    channel: "in-person",
    meantFor: null,
    services: [null],
    ...beginning,
    setMs: 0,
    stage: "waiting",
    firstWait: true,
    counterType: plainCounter,
    agent: null,
    segment: 1,
    countedFrom: 0,
    countedTo: 0,
    stopped: [],
    quantities: {},
    absence: null,
    returns: 0,
  };
}

/** The hub's clock may have stood back at a start; a visit's events are told in order all the same. */
export function advance(visit: ReportedVisit, row: Pick<LogRow, "at">): void {
  visit.lastAtMs = Math.max(visit.lastAtMs, row.at - visit.setMs);
}

/** An event of the visit now, about one of its services. */
export function moveOf(
  office: ReportedOffice,
  visit: ReportedVisit,
  { seq, origin }: MoveRow,
  event: AnalyticsEvent,
  agent: AgentContext,
  segment = visit.segment,
): Move {
  const service_count = visit.countedFrom + segment;
  visit.countedTo = Math.max(visit.countedTo, service_count);
  const counter_type = office.context.office_type === "reception" ? (visit.meantFor ?? visit.counterType) : plainCounter;
  const citizen = { client_id: visit.client, service_count, counter_type };
  const of = origin ? { seq, origin } : { seq };
  return { of, happenedAtMs: visit.lastAtMs, event, contexts: { citizen, office: office.context, agent } };
}
