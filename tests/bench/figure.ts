/** What a benchmark says: figures against goals, most of them ratios of two things measured in the same run. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In words a person can check: `>= 0.4`. */
  readonly goal: string;
  readonly ok: boolean;
}

/** A figure that must be at least, or at most, so much. A figure without a goal is shown for reading only. */
export function atLeast(name: string, value: number, unit: string, least: number): Figure {
  return { name, value, unit, goal: `>= ${least}`, ok: value >= least };
}

export function atMost(name: string, value: number, unit: string, most: number): Figure {
  return { name, value, unit, goal: `<= ${most}`, ok: value <= most };
}

export function shown(name: string, value: number, unit: string): Figure {
  return { name, value, unit, goal: "shown", ok: true };
}

/** The value below which this share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

/** A benchmark sets up real parts, measures, and takes everything down again. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(folder: string): Promise<readonly Figure[]>;
}
