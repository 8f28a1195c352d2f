/** How long certificates live, when they are renewed, and how far a clock is believed. Times are UTC milliseconds. */

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Of devices and of the hub's own server. */
export const certificateLifeMs = 30 * dayMs;
/** A certificate begins a little before it was made: clocks of one office differ. */
export const backdatedMs = hourMs;

export function validityFrom(now: number, lifeMs: number = certificateLifeMs): Validity {
  return { notBefore: now - backdatedMs, notAfter: now + lifeMs };
}

/**
 * When to renew: at two thirds of the life, and up to a thirtieth of it later. So a fleet that was set up in one hour renews over a day
 * when a life is 30 days. `jitter`: from 0 up to 1, drawn once for each certificate.
 */
export function renewAt({ notBefore, notAfter }: Validity, jitter: number): number {
  const lifeMs = notAfter - notBefore;
  return notBefore + (lifeMs * 2) / 3 + (lifeMs / 30) * Math.min(Math.max(jitter, 0), 1);
}

export const retryMs = { least: 1_000, most: 5 * 60_000 } as const;

/** The pause before try number `tries` (from 1): twice as long each time up to 5 minutes, and half of it by chance. */
export function pauseMs(tries: number, jitter: number): number {
  const longest = Math.min(retryMs.most, retryMs.least * 2 ** Math.min(tries - 1, 20));
  return longest / 2 + (longest / 2) * jitter;
}

/**
 * A clock's word. A board without a battery starts with the time of long ago, or with that of its last stop. It is surely wrong when it
 * is before the last time that was known; then the last known time counts. It may be wrong while no time server was heard.
 */
export function judgedTime(clock: number, lastKnown: number): { readonly now: number; readonly isSurelyWrong: boolean } {
  return clock < lastKnown ? { now: lastKnown, isSurelyWrong: true } : { now: clock, isSurelyWrong: false };
}
