import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchBytesMax, batchEventsMax, splitIntoBatches } from "./batch.ts";
import { type Tp2Event, tp2Payload } from "./payload.ts";

const event = (eid: string, filling = ""): Tp2Event => ({
  e: "ue",
  eid,
  p: "srv",
  tv: "theq-0.1.0",
  tna: "n",
  aid: "a",
  dtm: "1",
  ue_pr: filling,
  co: "",
});
const events = (count: number, filling = "") => Array.from({ length: count }, (_, place) => event(String(place), filling));
const bodyBytes = (batch: readonly Tp2Event[]) => new TextEncoder().encode(JSON.stringify(tp2Payload(batch, 1_795_000_000_000))).length;

describe("batches", () => {
  test("of nothing are none", () => {
    expect(splitIntoBatches([])).toEqual([]);
  });

  test("hold 500 small events, and no more", () => {
    expect(splitIntoBatches(events(1_001)).map((batch) => batch.length)).toEqual([500, 500, 1]);
  });

  test("stay within 512 KiB, to the byte", () => {
    const [first = []] = splitIntoBatches(events(400, "x".repeat(3_000)));
    expect(bodyBytes(first)).toBeLessThanOrEqual(batchBytesMax);
    expect(bodyBytes([...first, event("one-more", "x".repeat(3_000))])).toBeGreaterThan(batchBytesMax);
  });

  test("hold an event that is too large by itself alone, and lose none of its neighbours", () => {
    const huge = event("huge", "x".repeat(batchBytesMax));
    expect(splitIntoBatches([event("before"), huge, event("after")]).map((batch) => batch.map((each) => each.eid))).toEqual([
      ["before"],
      ["huge"],
      ["after"],
    ]);
  });

  test("keep every event once and in order, within both limits, whatever is in them", () => {
    const filling = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.nat(60_000).map((length) => 'é"'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(filling, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (fillings, times) => {
        const all = Array.from({ length: times }, () => fillings.map((each, place) => event(String(place), each))).flat();
        const batches = splitIntoBatches(all);
        expect(batches.flat()).toEqual(all);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(batchEventsMax);
          if (batch.length > 1) expect(bodyBytes(batch)).toBeLessThanOrEqual(batchBytesMax);
        }
      }),
      { numRuns: 25 },
    );
  });
});
