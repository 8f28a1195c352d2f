/**
 * Whether the office's screens may sleep. Pure. Its hours say so, where they can be believed; a screen that is awake for nothing costs some power, one
 * that is dark before a citizen costs the office its service, so every doubt keeps it awake.
 */
import type { OfficeHours } from "../office/hours.ts";
import { localDate, localMinutes } from "../time/zone.ts";
import { daySpan } from "./hours-of.ts";
import type { DayStage } from "./proposal.ts";

export interface RestFacts {
  readonly hours: OfficeHours | null;
  readonly timeZone: string;
  readonly now: number;
  readonly stage: DayStage;
  /** When a person opened the doors of the date that is open; null: not yet. */
  readonly doorsAt: number | null;
  /** Another time for closing today, in minutes since midnight, as the manager set it. */
  readonly closesAt: number | null;
  /** So long before opening the office is looked over. */
  readonly readyMinutes: number;
  /** Staff practise, or somebody with a ticket has not been served to the end. */
  readonly isInUse: boolean;
  readonly clockIsDoubted: boolean;
}

/** Screens wake so long before opening, or when the office is looked over if that is earlier. */
export const wakeBeforeMinutes = 30;
/** Doors that a person opened so much outside the hours show that clock or hours are wrong. */
const doorsBesideMinutes = 120;

/** Devices go on for half an hour after this has become true (`device/screen/desk.ts`): that is the margin after closing. */
export function screensRest(facts: RestFacts): boolean {
  const { hours, timeZone, now, stage, doorsAt, closesAt, readyMinutes } = facts;
  if (facts.isInUse) return false;
  if (hours === null || facts.clockIsDoubted) return stage === "closed";
  const span = daySpan(hours, localDate(now, timeZone));
  const at = localMinutes(now, timeZone);
  const wakes = span && span.opens - Math.max(wakeBeforeMinutes, readyMinutes);
  if (span && wakes !== undefined && at >= wakes && at < Math.max(span.closes, closesAt ?? 0)) return false;
  if (stage === "closed") return true;
  // A person lets the line form now, or has opened at an hour that is not in the hours: they know better.
  return doorsAt !== null && isWithin(hours, doorsAt, timeZone);
}

function isWithin(hours: OfficeHours, moment: number, timeZone: string): boolean {
  const span = daySpan(hours, localDate(moment, timeZone));
  const at = localMinutes(moment, timeZone);
  return span !== undefined && at >= span.opens - doorsBesideMinutes && at <= span.closes + doorsBesideMinutes;
}
