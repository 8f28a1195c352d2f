import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, bucketSeconds, type Histogram, merge, percentile, record, relativeError, secondsMax } from "./histogram.ts";

const durations = fc.array(fc.integer({ min: 0, max: secondsMax }), { minLength: 1, maxLength: 200 });

function histogramOf(seconds: readonly number[]): Histogram {
  const histogram: Histogram = new Map();
  for (const each of seconds) record(histogram, each);
  return histogram;
}

describe("durations as logarithmic buckets", () => {
  it("stands for every duration within one percent", () => {
    for (let seconds = 0; seconds <= secondsMax; seconds += 1) {
      expect(Math.abs(bucketSeconds(bucketOf(seconds)) - seconds)).toBeLessThanOrEqual(relativeError * seconds + 1e-9);
    }
  });

  it("gives the nearest-rank percentile within one percent of the exact one", () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.8, 0.9, 0.95, 1), (seconds, share) => {
        const sorted = [...seconds].sort((one, other) => one - other);
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] as number;
        const found = percentile(histogramOf(seconds), share) as number;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(relativeError * exact + 1e-9);
      }),
    );
  });

  it("merges to the histogram of all, in any order", () => {
    fc.assert(
      fc.property(durations, durations, (one, other) => {
        const merged = histogramOf(one);
        merge(merged, histogramOf(other));
        expect(new Map([...merged].sort())).toEqual(new Map([...histogramOf([...other, ...one])].sort()));
      }),
    );
  });

  it("has no percentile of nothing", () => {
    expect(percentile(new Map(), 0.5)).toBeNull();
  });
});
