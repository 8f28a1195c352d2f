/** How many events go into one POST. Snowplow's collector takes bodies of up to 1 MiB; half of that leaves room for what stands between. */
import { type Tp2Event, tp2Payload } from "./payload.ts";

export const batchEventsMax = 500;
export const batchBytesMax = 512 * 1024;

/** A time of sending as long as any until the year 2286, for measuring a body before it is sent. */
const someSendTimeMs = 1_000_000_000_000;

/**
 * Splits events, in order, into POSTs within both limits, each as full as they allow. An event that is too large by
 * itself still travels, alone: it is for the collector to refuse, and for a person to hear of it.
 */
export function splitIntoBatches(events: readonly Tp2Event[]): readonly (readonly Tp2Event[])[] {
  const batches: Tp2Event[][] = [];
  let batch: Tp2Event[] = [];
  const emptyBytes = bodyBytes([]);
  let bytes = emptyBytes;
  for (const event of events) {
    const eventBytes = bodyBytes([event]) - emptyBytes + 1;
    if (batch.length > 0 && (batch.length >= batchEventsMax || bytes + eventBytes > batchBytesMax)) {
      batches.push(batch);
      batch = [];
      bytes = emptyBytes;
    }
    batch.push(event);
    bytes += eventBytes;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

/** The size of a body, in UTF-8 bytes. */
function bodyBytes(events: readonly Tp2Event[]): number {
  return new TextEncoder().encode(JSON.stringify(tp2Payload(events, someSendTimeMs))).length;
}
