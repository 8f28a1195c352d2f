/** What the office's hours propose now. They never act: a person opens the doors, closes them and ends the day. Pure. */
import type { OfficeHours } from "../office/hours.ts";
import { localDate, localMinutes } from "../time/zone.ts";
import { daySpan, nextOpenDay } from "./hours-of.ts";

/**
 * How far the office's day is. `closed`: no date is open. `forming`: numbers are given, nobody is called yet. `open`. `last`: no more
 * numbers are given; whoever waits is still called.
 */
export const dayStages = ["closed", "forming", "open", "last"] as const;
export type DayStage = (typeof dayStages)[number];

export interface DayFacts {
  readonly hours: OfficeHours | null;
  readonly timeZone: string;
  readonly now: number;
  readonly stage: DayStage;
  /** The date that is open, or was open last. */
  readonly date: string | null;
  /** Another time for closing today, in minutes since midnight, as the manager set it. */
  readonly closesAt: number | null;
  readonly readyMinutes: number;
}

export type Proposal =
  /** Nothing now. `opens`: when the office opens next, if its hours say so. */
  | { readonly kind: "rest"; readonly next: { readonly date: string; readonly opens: number } | null }
  /** It opens soon: is everything ready? */
  | { readonly kind: "get-ready"; readonly opens: number; readonly inMinutes: number }
  | { readonly kind: "open-doors"; readonly opens: number; readonly sinceMinutes: number }
  | { readonly kind: "open"; readonly closes: number | null; readonly inMinutes: number | null }
  | { readonly kind: "close-doors"; readonly closes: number; readonly sinceMinutes: number }
  | { readonly kind: "close-day" }
  /** A date of an earlier day is still open. */
  | { readonly kind: "close-old-day"; readonly date: string };

export function propose(facts: DayFacts): Proposal {
  const { hours, timeZone, now, stage, date } = facts;
  const today = localDate(now, timeZone);
  const at = localMinutes(now, timeZone);
  if (stage !== "closed" && date !== null && date < today) return { kind: "close-old-day", date };
  const span = daySpan(hours, today);
  const closes = facts.closesAt ?? span?.closes ?? null;
  switch (stage) {
    case "closed":
    case "forming": {
      const isOver = date !== null && date >= today && stage === "closed";
      if (isOver || !span || at >= span.closes) {
        const next = nextOpenDay(hours, today);
        return stage === "forming"
          ? { kind: "open-doors", opens: at, sinceMinutes: 0 }
          : { kind: "rest", next: next?.span ? { date: next.date, opens: next.span.opens } : null };
      }
      if (at >= span.opens) return { kind: "open-doors", opens: span.opens, sinceMinutes: at - span.opens };
      if (at >= span.opens - facts.readyMinutes || stage === "forming")
        return { kind: "get-ready", opens: span.opens, inMinutes: span.opens - at };
      return { kind: "rest", next: { date: today, opens: span.opens } };
    }
    case "open":
      if (closes !== null && at >= closes) return { kind: "close-doors", closes, sinceMinutes: at - closes };
      return { kind: "open", closes, inMinutes: closes === null ? null : closes - at };
    case "last":
      return { kind: "close-day" };
  }
}
