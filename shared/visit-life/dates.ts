/** When which office date was open, as the rows of some days tell it: enough to say to which date a ticket belongs. */
import type { LogRow } from "../log/record.ts";

export interface OpenDates {
  /** The date that was open then, or the next opened. */
  at(time: number): string | undefined;
  /** What a date is called now: it may have been opened under a wrong name. */
  named(date: string): string;
}

export function datesOf(rows: readonly LogRow[]): OpenDates {
  const open: { date: string; until: number }[] = [];
  const corrected = new Map<string, string>();
  for (const row of rows) {
    if (row.origin) continue;
    const body = row.body as { date: string; from: string; to: string };
    if (row.kind === "day-opened") open.push({ date: body.date, until: Number.POSITIVE_INFINITY });
    const last = open.at(-1);
    if (row.kind === "day-closed" && last) last.until = row.at;
    if (row.kind === "day-corrected") {
      corrected.set(body.from, body.to);
      if (last) last.date = body.to;
    }
  }
  return {
    at: (time) => open.find(({ until }) => time < until)?.date,
    named: (date) => corrected.get(date) ?? date,
  };
}
