/** Local dates and times of an office, and the proof that this machine's time zone data is new enough to tell them. */

import { dateFormat } from "./formats.ts";

/** The date on the wall of an office, such as 2026-11-23. */
export function localDate(at: number, timeZone: string): string {
  const wall = onTheWall(at, timeZone);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${wall.getUTCFullYear()}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())}`;
}

/** Minutes since local midnight, 0 to 1,439. */
export function localMinutes(at: number, timeZone: string): number {
  const wall = onTheWall(at, timeZone);
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/** A date whose UTC parts are what the wall of an office shows. */
function onTheWall(at: number, timeZone: string): Date {
  return new Date(at + offsetOf(at, timeZone) * 60_000);
}

/** Zones change their offset at a quarter of an hour, so the platform is asked once for each; this is the memory of a pure function. */
const quarterMs = 900_000;
const lastQuarter = new Map<string, { readonly quarter: number; readonly minutes: number }>();
/** Zones that one program tells at most; past it all are forgotten. */
const zonesMax = 20;

function offsetOf(at: number, timeZone: string): number {
  const quarter = Math.floor(at / quarterMs);
  const last = lastQuarter.get(timeZone);
  if (last?.quarter === quarter) return last.minutes;
  const minutes = utcOffsetMinutes(quarter * quarterMs, timeZone);
  if (lastQuarter.size >= zonesMax) lastQuarter.clear();
  lastQuarter.set(timeZone, { quarter, minutes });
  return minutes;
}

/**
 * The moment at which an office's clock shows a time of a day, in minutes since midnight. Of an hour that comes twice it is the first; of
 * one that is skipped, as long after the skip.
 */
export function momentOf(date: string, minutes: number, timeZone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const [before, after] = [-86_400_000, 86_400_000].map((ms) => asUtc - utcOffsetMinutes(asUtc + ms, timeZone) * 60_000) as [
    number,
    number,
  ];
  const shows = (at: number) => localDate(at, timeZone) === date && localMinutes(at, timeZone) === minutes;
  return shows(before) || !shows(after) ? before : after;
}

/** The office's offset from UTC at a moment, in minutes; west is negative. */
export function utcOffsetMinutes(at: number, timeZone: string): number {
  const parts = dateFormat("en-CA", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const found = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

/**
 * British Columbia stayed on UTC-7 after 2026-03-08 and Alberta on UTC-6 (tzdata 2026b, 2026c). Data older than that
 * puts winter tickets on the wrong hour, so a program with such data says so at its start.
 */
export function timeZoneDataIsRight(): boolean {
  const winter = Date.UTC(2026, 11, 15, 12);
  return utcOffsetMinutes(winter, "America/Vancouver") === -420 && utcOffsetMinutes(winter, "America/Edmonton") === -360;
}
