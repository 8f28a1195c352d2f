/** What will happen on a day: who comes when and for what, and which counters are open. Times are milliseconds after local midnight. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";

export interface Arrival extends Pick<TicketRequest, "service" | "language" | "needs"> {
  readonly atMs: number;
  readonly serviceMs: number;
  /** Whoever has waited longer has left when called. */
  readonly patienceMs: number;
}

/** From then on these counters are open, and no others. */
export interface Roster {
  readonly fromMs: number;
  readonly counters: readonly string[];
}

export interface DayPlan {
  /** The office date, such as 2026-11-23. */
  readonly date: string;
  /** In order of time. */
  readonly arrivals: readonly Arrival[];
  readonly roster: readonly Roster[];
  /** Nobody comes after it. */
  readonly closeMs: number;
  /** The office this day is played in. */
  readonly configuration: OfficeConfiguration;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export function rosterAt(roster: readonly Roster[], atMs: number): readonly string[] {
  return roster.findLast((step) => step.fromMs <= atMs)?.counters ?? [];
}
