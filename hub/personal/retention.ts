/**
 * How long personal data are kept: what was noted of a visit, for `personal.keepDays` whole days after its date; what a calendar said of an
 * appointment, for `appointments.keepDays` after its date. Whoever is still here is kept longer. Pure.
 */
import type { OfficeState } from "#shared/queue/state.ts";
import { addDays } from "#shared/time/dates.ts";
import { localDate } from "#shared/time/zone.ts";

export const keepDaysUsual = 1;

/** Rows of a date before these are deleted; undefined while nobody knows what date it is. */
export function deletedBefore(state: OfficeState, now: number): { readonly notes: string; readonly guests: string } | undefined {
  const { configuration, calendar, day, lastDate } = state;
  if (!configuration) return undefined;
  // A clock that cannot be right must delete nothing that is still needed: then the office's own date says it.
  const today = calendar.doubt === null ? localDate(now, configuration.office.timeZone) : (day?.date ?? lastDate);
  if (today === null) return undefined;
  return {
    notes: addDays(today, -(configuration.personal?.keepDays ?? keepDaysUsual)),
    guests: addDays(today, -(configuration.appointments?.keepDays ?? keepDaysUsual)),
  };
}

export function isOpenVisit(state: OfficeState, visit: string): boolean {
  const found = state.visits.get(visit);
  return found !== undefined && found.stage.kind !== "ended";
}
