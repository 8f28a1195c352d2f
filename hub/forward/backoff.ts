/** How long to wait before the next attempt at something that failed. Pure: chance is handed in. */

export const backoffMinMs = 1_000;
export const backoffMaxMs = 60_000;

/**
 * The wait before attempt `attempt + 1`, after `attempt` (from 1) failures in a row: anything from 1 s to a ceiling that
 * doubles from 2 s to 60 s. The whole range is left to chance, so that ten thousand offices do not come back together.
 * `random01` is at least 0 and below 1.
 */
export function backoffMs(attempt: number, random01: number): number {
  const doublings = Math.min(Math.max(attempt, 1), 16);
  const ceilingMs = Math.min(backoffMinMs * 2 ** doublings, backoffMaxMs);
  return Math.round(backoffMinMs + Math.min(Math.max(random01, 0), 1) * (ceilingMs - backoffMinMs));
}
