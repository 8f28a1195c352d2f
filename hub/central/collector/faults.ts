/** The ways in which the collector fails on purpose, so that a sender can be seen to lose nothing. */

export const faultModes = ["none", "refuse-503", "hang-6s", "cut-after-accepting", "refuse-413"] as const;
export type FaultMode = (typeof faultModes)[number];

/** Longer than the 5 s after which Snowplow's own tracker gives up, shorter than our sender's 10 s. */
export const hangMs = 6_000;

export function isFaultMode(value: unknown): value is FaultMode {
  return faultModes.some((mode) => mode === value);
}
