/** The moment that a local date and time of a place is. Pure, by this machine's time zone data. */
import { utcOffsetMinutes } from "./zone.ts";

/**
 * Of a time that the clocks skip: as long after the gap as it lies in it. Of one that they show twice: the first. `local` is
 * `2026-11-23T10:15`, with seconds or without.
 */
export function momentOf(local: string, timeZone: string): number {
  const wall = Date.parse(`${local}Z`);
  const first = wall - utcOffsetMinutes(wall - 24 * 3_600_000, timeZone) * 60_000;
  const second = wall - utcOffsetMinutes(wall + 24 * 3_600_000, timeZone) * 60_000;
  const fits = [first, second].filter((at) => at + utcOffsetMinutes(at, timeZone) * 60_000 === wall);
  return fits.length > 0 ? Math.min(...fits) : Math.max(first, second);
}
