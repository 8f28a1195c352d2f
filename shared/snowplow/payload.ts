/**
 * The body of a Snowplow `tp2` POST. It equals what Snowplow's Node tracker 4.8 sends (`encodeBase64: false`) in everything
 * but eid, dtm, stm and tv; a test beside the sender compares the two.
 */
import { type AnalyticsEvent, type EventContexts, envelopeSchemas, selfDescribing, selfDescribingContexts } from "./event.ts";

/** Names this software to the collector. Snowplow's own trackers write `node-4.8.0` and the like here. */
export const trackerVersion = "theq-0.1.0";

/** Where a collector takes POSTs. */
export const tp2Path = "/com.snowplowanalytics.snowplow/tp2";

/** An event ready to be reported. */
export interface OutgoingEvent {
  /** A UUID that is the same at every attempt: the receiver's only means of seeing a duplicate. */
  readonly id: string;
  /** When it happened, UTC milliseconds; not when it is sent. */
  readonly happenedAtMs: number;
  readonly event: AnalyticsEvent;
  readonly contexts: EventContexts;
}

/** What the office's configuration says about all its events. */
export interface TrackerNames {
  readonly appId: string;
  readonly namespace: string;
}

/** One event of a POST without its time of sending. All values are strings. */
export interface Tp2Event {
  readonly e: "ue";
  readonly eid: string;
  readonly p: "srv";
  readonly tv: string;
  readonly tna: string;
  readonly aid: string;
  readonly dtm: string;
  readonly ue_pr: string;
  readonly co: string;
}

export interface Tp2Body {
  readonly schema: string;
  readonly data: readonly (Tp2Event & { readonly stm: string })[];
}

/** One event as a collector reads it. The platform is `srv`, as the Node tracker says; The Q's Python tracker says `pc`. */
export function tp2Event(outgoing: OutgoingEvent, names: TrackerNames): Tp2Event {
  return {
    e: "ue",
    eid: outgoing.id,
    p: "srv",
    tv: trackerVersion,
    tna: names.namespace,
    aid: names.appId,
    dtm: String(outgoing.happenedAtMs),
    ue_pr: JSON.stringify({ schema: envelopeSchemas.event, data: selfDescribing(outgoing.event) }),
    co: JSON.stringify({ schema: envelopeSchemas.contexts, data: selfDescribingContexts(outgoing.contexts) }),
  };
}

/**
 * The body of one POST. `sentAtMs` must be read at each attempt: a receiver corrects `dtm` by the difference of its own
 * clock and `stm`, so a stale one would shift the event by the length of the outage.
 */
export function tp2Payload(events: readonly Tp2Event[], sentAtMs: number): Tp2Body {
  const stm = String(sentAtMs);
  return { schema: envelopeSchemas.payload, data: events.map((event) => ({ ...event, stm })) };
}
