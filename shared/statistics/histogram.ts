/**
 * Durations as a mergeable histogram of logarithmic buckets: integer counts, so that merging is addition and the order never matters.
 * Mapping after DDSketch (Masson, Rim, Lee 2019, section 2): every value in a bucket is within 1 % of the bucket's own value.
 */

export const relativeError = 0.01;
const base = (1 + relativeError) / (1 - relativeError);
const logBase = Math.log(base);
/** Longer than a day is a day: an office closes. */
export const secondsMax = 86_400;

/** Counts by bucket; bucket 0 holds the durations that round to 0 s. */
export type Histogram = Map<number, number>;

export function bucketOf(seconds: number): number {
  const whole = Math.min(secondsMax, Math.max(0, Math.round(seconds)));
  return whole === 0 ? 0 : Math.ceil(Math.log(whole) / logBase) + 1;
}

/** The duration a bucket stands for, in seconds. */
export function bucketSeconds(bucket: number): number {
  return bucket === 0 ? 0 : (2 * base ** (bucket - 1)) / (base + 1);
}

export function record(histogram: Histogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
}

/** Takes one such duration out again. */
export function unrecord(histogram: Histogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  const left = (histogram.get(bucket) ?? 0) - 1;
  if (left > 0) histogram.set(bucket, left);
  else histogram.delete(bucket);
}

export function merge(into: Histogram, from: Histogram): void {
  for (const [bucket, count] of from) into.set(bucket, (into.get(bucket) ?? 0) + count);
}

export function total(histogram: Histogram): number {
  let sum = 0;
  for (const count of histogram.values()) sum += count;
  return sum;
}

/** The nearest-rank percentile in seconds, share 0 to 1; null for an empty histogram. */
export function percentile(histogram: Histogram, share: number): number | null {
  const all = total(histogram);
  if (all === 0) return null;
  const rank = Math.max(1, Math.ceil(share * all));
  let seen = 0;
  for (const bucket of [...histogram.keys()].sort((one, other) => one - other)) {
    seen += histogram.get(bucket) ?? 0;
    if (seen >= rank) return bucketSeconds(bucket);
  }
  return null;
}
