/** When an office is open: its week, and the days that differ. Hours propose; a person opens the doors. Pure. */
import type { InferOutput } from "valibot";
import type { officeHours } from "./hours-schema.ts";
import { type Weekday, weekdays } from "./weekdays.ts";

export type OfficeHours = InferOutput<typeof officeHours>;

/** By the office's own clock, such as 08:30 to 16:30. */
export interface OpenSpan {
  readonly opens: string;
  readonly closes: string;
}

/** When the office is open on a day, such as 2026-11-23: in order, and empty on a day that is closed. */
export function openSpans(hours: OfficeHours, day: string): readonly OpenSpan[] {
  const holidays = hours.holidays.filter((each) => each.date === day);
  const spans = holidays.length > 0 ? holidays.flatMap(openOf) : hours.weekly.filter((each) => each.day === weekdayOf(day));
  return spans.map(({ opens, closes }) => ({ opens, closes })).sort((one, other) => (one.opens < other.opens ? -1 : 1));
}

export function weekdayOf(day: string): Weekday {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] as Weekday;
}

/** Minutes since midnight of a time such as 08:30. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function openOf({ opens, closes }: OfficeHours["holidays"][number]): OpenSpan[] {
  return opens === null || closes === null ? [] : [{ opens, closes }];
}
