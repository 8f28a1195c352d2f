/**
 * The hours that return slips name: "tomorrow 9 to 10, you go first". Half of an hour's usual work is given away so, that those who come
 * that day without a slip are served in it, too. In the order of the line: who waited longest comes first.
 */
import type { DaySpan } from "./hours-of.ts";

/** Slips of one command at most. */
export const slipsMax = 400;

/** Minutes since local midnight. */
export interface ReturnHour {
  readonly from: number;
  readonly to: number;
}

/** How many slips name one hour. `minutes`: the usual length of what they come for. */
export function slipsPerHour(counters: number, minutes: number): number {
  return Math.max(1, Math.floor((counters * 30) / Math.max(1, minutes)));
}

/** The hours of a day that slips may name: whole ones from its opening on, as long as they end before it closes. */
export function hoursOf({ opens, closes }: DaySpan): ReturnHour[] {
  const hours: ReturnHour[] = [];
  for (let from = opens; from + 60 <= closes; from += 60) hours.push({ from, to: from + 60 });
  return hours.length > 0 ? hours : [{ from: opens, to: closes }];
}

/**
 * An hour for each of `count` slips. `taken`: how many slips name an hour already, by its beginning. What is more than the day can take
 * goes into its last hour: nobody is sent away without one.
 */
export function slipHours(count: number, span: DaySpan, perHour: number, taken: ReadonlyMap<number, number> = new Map()): ReturnHour[] {
  const hours = hoursOf(span).map((hour) => ({ hour, room: Math.max(0, perHour - (taken.get(hour.from) ?? 0)) }));
  return Array.from({ length: count }, () => {
    const found = hours.find(({ room }) => room > 0) ?? (hours.at(-1) as (typeof hours)[number]);
    found.room -= 1;
    return found.hour;
  });
}
