/** What an office's hours say of one day, and of the days after it. Pure; `shared/office/hours.ts` has the shape. */
import { minutesOf, type OfficeHours, openSpans } from "../office/hours.ts";

/** When a day begins and ends, in minutes since local midnight. A break at noon closes nothing: the line goes on. */
export interface DaySpan {
  readonly opens: number;
  readonly closes: number;
}

/** How far ahead an open day is looked for. */
export const daysAheadMax = 60;

/** Undefined on a day that is closed, and where the office named no hours. */
export function daySpan(hours: OfficeHours | null | undefined, date: string): DaySpan | undefined {
  const spans = hours ? openSpans(hours, date) : [];
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last && { opens: minutesOf(first.opens), closes: Math.max(...spans.map(({ closes }) => minutesOf(closes))) };
}

/** The next day that is open, after a date. Without hours it is the day after. */
export function nextOpenDay(
  hours: OfficeHours | null | undefined,
  after: string,
): { readonly date: string; readonly span: DaySpan | null } | undefined {
  if (!hours) return { date: dayAfter(after), span: null };
  let date = after;
  for (let ahead = 0; ahead < daysAheadMax; ahead += 1) {
    date = dayAfter(date);
    const span = daySpan(hours, date);
    if (span) return { date, span };
  }
  return undefined;
}

/** Why a day is closed or differs, in the office's words: a holiday's name. */
export function holidayName(hours: OfficeHours | null | undefined, date: string): OfficeHours["holidays"][number]["name"] | undefined {
  return hours?.holidays.find((each) => each.date === date)?.name;
}

export function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** `570` as `09:30`. */
export function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
