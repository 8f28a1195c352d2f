/** Chance from a seed: the same seed draws the same day on every machine. Not for secrets. */

export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** Around 0 with standard deviation 1. */
  normal(): number;
  /** With half of the draws below `median`; `sigma` is the spread of its logarithm. */
  logNormal(median: number, sigma: number): number;
  /** One of the items, each with its weight. At least one weight must be above 0. */
  pick<T>(items: readonly T[], weight: (item: T) => number): T;
}

/** A 32-bit counter stepped by an odd constant and mixed (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014; MurmurHash3's mixer). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
  };
  // Box and Muller's transform; 1 - next() is never 0.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    pick: (items, weight) => {
      let left = next() * items.reduce((sum, item) => sum + weight(item), 0);
      for (const item of items) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return items.findLast((item) => weight(item) > 0) as (typeof items)[number];
    },
  };
}
