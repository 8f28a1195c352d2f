/** What is done to an office's hours on the screen: spans of a day, days that differ. Pure. */
import type { OfficeHours } from "#shared/office/hours.ts";

export type Day = OfficeHours["weekly"][number]["day"];
type Span = { readonly opens: string; readonly closes: string };

/** As people plan a week. */
export const weekOf: readonly Day[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export function spansOf({ weekly }: OfficeHours, day: Day): readonly Span[] {
  return weekly.filter((each) => each.day === day);
}

export function withSpan(hours: OfficeHours, day: Day, place: number, change: Partial<Span>): OfficeHours {
  const spans = spansOf(hours, day).map((span, n) => (n === place ? { ...span, ...change } : span));
  return withDay(hours, day, spans);
}

export function withoutSpan(hours: OfficeHours, day: Day, place: number): OfficeHours {
  return withDay(hours, day, spansOf(hours, day).toSpliced(place, 1));
}

/** Another span of the day: the first as on the day before it that is open, a later one after the last. */
export function newSpan(hours: OfficeHours, day: Day): OfficeHours {
  const spans = spansOf(hours, day);
  const last = spans.at(-1);
  if (last) return withDay(hours, day, [...spans, { opens: later(last.closes, 60), closes: later(last.closes, 240) }]);
  const before = weekOf.slice(0, weekOf.indexOf(day)).findLast((each) => spansOf(hours, each).length > 0);
  return withDay(hours, day, before ? spansOf(hours, before) : [{ opens: "09:00", closes: "16:30" }]);
}

export function holidayWith(holiday: Partial<OfficeHours["holidays"][number]>, change: object = {}): OfficeHours["holidays"][number] {
  return { date: "", name: { en: "", fr: "" }, opens: null, closes: null, ...holiday, ...change };
}

/** Days in the order of a week, spans in the order of a day. */
function withDay(hours: OfficeHours, day: Day, spans: readonly Span[]): OfficeHours {
  const mine = spans.map(({ opens, closes }) => ({ day, opens, closes }));
  const weekly = weekOf.flatMap((each) => (each === day ? mine : hours.weekly.filter((other) => other.day === each)));
  return { ...hours, weekly };
}

/** Never past midnight. */
function later(time: string, minutes: number): string {
  const at = Math.min(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) + minutes, 23 * 60 + 59);
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}
