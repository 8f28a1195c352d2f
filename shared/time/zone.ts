/** Local dates and times of an office, and the proof that this machine's time zone data is new enough to tell them. */

/** The date on the wall of an office, such as 2026-11-23. */
export function localDate(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** Minutes since local midnight, 0 to 1,439. */
export function localMinutes(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? "0");
  return of("hour") * 60 + of("minute");
}

/** The office's offset from UTC at a moment, in minutes; west is negative. */
export function utcOffsetMinutes(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
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
