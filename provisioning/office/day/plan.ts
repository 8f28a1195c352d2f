/** What will happen on a day: who comes when and for what, and which counters are open. Times are milliseconds after local midnight. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";

/** What becomes of a visit beside being called, served and finished. */
export type Course =
  /** In the middle of the service the citizen fills in a form, so long; the counter is free meanwhile. */
  | { readonly kind: "parks"; readonly forMs: number }
  /** There is one more thing to do at the counter. */
  | { readonly kind: "second"; readonly service: string }
  /** Said at the kiosk that there is one more thing. */
  | { readonly kind: "errand"; readonly service: string }
  /** In the middle of the service another counter takes over. */
  | { readonly kind: "moves-on" }
  /** In the middle of the service something is missing; the citizen waits again. */
  | { readonly kind: "back-in-line" }
  /** Has left without a word before being called. */
  | { readonly kind: "gone" }
  /** Does not come when called, and is there again so long after. */
  | { readonly kind: "late"; readonly backMs: number }
  /** The agent says "finished" too early and takes it back. */
  | { readonly kind: "mis-pressed" };

export interface Arrival extends Pick<TicketRequest, "service" | "language" | "needs"> {
  readonly atMs: number;
  readonly serviceMs: number;
  /** Whoever has waited longer has left when called. */
  readonly patienceMs: number;
  /** Absent: called, served, finished. */
  readonly course?: Course;
  /** Of the appointment they come for. */
  readonly code?: string;
}

/** An appointment of the day. */
export interface Booking {
  /** Under which the booking system reports it. */
  readonly number: number;
  readonly atMs: number;
  readonly service: string;
  readonly minutes: number;
  readonly code: string;
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
  /** What the calendar says; not everybody comes. */
  readonly bookings: readonly Booking[];
  /** The office this day is played in. */
  readonly configuration: OfficeConfiguration;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export function rosterAt(roster: readonly Roster[], atMs: number): readonly string[] {
  return roster.findLast((step) => step.fromMs <= atMs)?.counters ?? [];
}
