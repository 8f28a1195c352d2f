/**
 * The office dates and the hub's clock as the log tells them: a small fold that the queue, the timings and the analytics share, so that
 * all of them put a ticket on the same date. Times are the hub's own; a `clock-set` moves them all, so that no duration bends.
 */
import type { LogRow } from "../log/record.ts";
import type { HubEventBody } from "./events.ts";

/** Dates kept; a ticket from before the oldest belongs to a closed date in any case. */
export const datesMax = 60;

export interface OfficeDate {
  date: string;
  /** The names under which it was opened before a person corrected them. */
  was: string[];
  since: number;
  /** Null while it is open. */
  until: number | null;
}

export interface Calendar {
  /** Oldest first; only the last can be open. */
  dates: OfficeDate[];
  /** Where the present run of the hub begins: times from here on were told by one clock. */
  started: { n: number; at: number };
  /** Why the hub's clock is not believed; null while it is. */
  doubt: HubEventBody<"clock-doubted">["why"] | null;
}

export function emptyCalendar(): Calendar {
  return { dates: [], started: { n: 0, at: 0 }, doubt: null };
}

/** Folds a row of the hub's own. */
export function foldCalendar(calendar: Calendar, row: LogRow): void {
  switch (row.kind) {
    case "hub-started":
      calendar.started = { n: row.seq, at: row.at };
      return;
    case "day-opened": {
      const { date } = row.body as HubEventBody<"day-opened">;
      const before = openDate(calendar);
      if (before) before.until = row.at;
      calendar.dates = [...calendar.dates, { date, was: [], since: row.at, until: null }].slice(-datesMax);
      return;
    }
    case "day-closed": {
      const open = openDate(calendar);
      if (open) open.until = row.at;
      return;
    }
    case "day-corrected": {
      const open = openDate(calendar);
      const { to } = row.body as HubEventBody<"day-corrected">;
      if (open) Object.assign(open, { date: to, was: [...open.was, open.date].slice(-datesMax) });
      return;
    }
    case "clock-doubted":
      calendar.doubt = (row.body as HubEventBody<"clock-doubted">).why;
      return;
    case "clock-set": {
      const { moved } = clockShift(calendar, row);
      for (const each of calendar.dates) Object.assign(each, { since: moved(each.since), until: each.until && moved(each.until) });
      calendar.started.at = moved(calendar.started.at);
      calendar.doubt = null;
      return;
    }
  }
}

export function openDate(calendar: Calendar): OfficeDate | undefined {
  const last = calendar.dates.at(-1);
  return last?.until === null ? last : undefined;
}

/** The date closed last; a later one may be opened. */
export function lastClosed(calendar: Calendar): string | undefined {
  return calendar.dates.findLast((each) => each.until !== null)?.date;
}

/**
 * The date a ticket belongs to: that of its reservation, else the one open when it arrived, else the next one opened after that.
 * An uncertain arrival belongs to the open date, but for a name that two dates bore: there to the earlier, which asks nobody to be called.
 * Undefined: the date that is opened next.
 */
export function dateOf(calendar: Calendar, label: string | null, arrivedAt: number, timeUncertain: boolean): OfficeDate | undefined {
  if (label !== null) {
    const named = calendar.dates.filter((each) => each.date === label || each.was.includes(label));
    const isOpenThen = (each: OfficeDate) => each.since <= arrivedAt && (each.until === null || arrivedAt <= each.until);
    const found = timeUncertain ? named[0] : (named.find(isOpenThen) ?? named.at(-1));
    if (found) return found;
  }
  if (timeUncertain) return openDate(calendar);
  return calendar.dates.find((each) => each.until === null || arrivedAt < each.until);
}

export interface ClockShift {
  readonly byMs: number;
  /** A time that the hub's clock told, in the time it tells from now on. */
  readonly moved: (at: number) => number;
  /** The same of an arrival that was computed by this row. */
  readonly arrival: (at: number, seq: number) => number;
}

/**
 * What a `clock-set` row does to times told before it: those of this run were told by the clock that was wrong, so they move with it.
 * Times of earlier runs stand, but none is later than the start of this one. When a doubted clock that had run on from them is set back
 * they were wrong as well.
 */
export function clockShift(calendar: Calendar, row: LogRow): ClockShift {
  const { from, to } = row.body as HubEventBody<"clock-set">;
  const byMs = to - from;
  const { started, doubt } = calendar;
  const all = byMs < 0 && doubt !== null;
  const earlier = (at: number) => (all ? at + byMs : Math.min(at, started.at + byMs));
  return {
    byMs,
    moved: (at) => (at >= started.at ? at + byMs : earlier(at)),
    arrival: (at, seq) => (seq >= started.n ? at + byMs : earlier(at)),
  };
}
