/** Which services give no ticket now, and why: what a kiosk says instead of one. Pure. */
import type { OfficeHours } from "../office/hours.ts";
import { localMinutes } from "../time/zone.ts";
import { daySpan } from "./hours-of.ts";

/** `stopped`: by a person, for today. `limit`: its tickets of today are given. `last-ticket`: too near to closing. */
export const notOfferedReasons = ["stopped", "limit", "last-ticket"] as const;
export type NotOfferedWhy = (typeof notOfferedReasons)[number];

export interface NotOffered {
  readonly service: string;
  readonly why: NotOfferedWhy;
  /** Of `limit`: how many tickets a day there are. Of `last-ticket`: when it closed, in minutes since midnight. */
  readonly figure: number | null;
}

export interface OfferFacts {
  readonly services: readonly {
    readonly id: string;
    readonly perDay?: number | undefined;
    readonly lastTicketBeforeClosingMinutes?: number | undefined;
  }[];
  readonly hours: OfficeHours | null;
  readonly timeZone: string;
  readonly now: number;
  /** The open date; null: none is, and only what was stopped is said. */
  readonly date: string | null;
  readonly closesAt: number | null;
  readonly stopped: { has(service: string): boolean };
  /** Tickets of the date by service, promised numbers included. */
  readonly given: ReadonlyMap<string, number>;
}

export function notOffered(facts: OfferFacts): NotOffered[] {
  const { hours, timeZone, date } = facts;
  const closes = facts.closesAt ?? (date === null ? undefined : daySpan(hours, date)?.closes);
  const at = localMinutes(facts.now, timeZone);
  return facts.services.flatMap(({ id, perDay, lastTicketBeforeClosingMinutes }): NotOffered[] => {
    if (facts.stopped.has(id)) return [{ service: id, why: "stopped", figure: null }];
    if (date === null) return [];
    if (perDay !== undefined && (facts.given.get(id) ?? 0) >= perDay) return [{ service: id, why: "limit", figure: perDay }];
    const before = lastTicketBeforeClosingMinutes ?? hours?.lastTicketBeforeClosingMinutes;
    if (closes === undefined || before === undefined || at < closes - before) return [];
    return [{ service: id, why: "last-ticket", figure: closes - before }];
  });
}
