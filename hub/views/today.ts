/** What holds today beside the configuration: for kiosks (public words only), for boards, and for staff. */
import { daySpan, nextOpenDay } from "#shared/day/hours-of.ts";
import { screensRest } from "#shared/day/rest.ts";
import type { DayEntry } from "#shared/day/staff.ts";
import { type NoticeShown, noticesShownMax, type OfficeToday } from "#shared/day/wire.ts";
import type { LogRow } from "#shared/log/record.ts";
import { noticesOn } from "#shared/office/notices.ts";
import { rulesOf } from "#shared/office/rules.ts";
import { kiosksPractise } from "#shared/queue/moves/practice.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { notOfferedNow, ticketsGiven } from "#shared/queue/ticket-limits.ts";
import { localDate, localMinutes, momentOf } from "#shared/time/zone.ts";

/** Without hours a kiosk that lost its hub waits no longer for practice to end. */
const practiceMsMax = 2 * 3_600_000;

/** Undefined until the hub has a configuration. */
export function officeToday(state: OfficeState, zone: string, at: number): OfficeToday | undefined {
  const { configuration, day } = state;
  if (!configuration) return undefined;
  const hours = configuration.hours ?? null;
  const date = localDate(at, configuration.office.timeZone);
  const span = daySpan(hours, date);
  return {
    date,
    stage: day?.stage ?? "closed",
    opens: span?.opens ?? null,
    closes: day?.closesAt ?? span?.closes ?? null,
    notOffered: notOfferedNow(state, at),
    notices: noticesFor(state, zone, at),
    practice: kiosksPractise(state) ? { until: practiceUntil(state, at) } : null,
    next: nextOpening(state, at),
    rests: officeRests(state, at),
  };
}

/** Whether screens may sleep now. Whoever waits, is served or has stepped away keeps them awake, and so does practice. */
export function officeRests(state: OfficeState, at: number): boolean {
  const { configuration, day, practice, waiting, counters, visits, calendar } = state;
  // Most of the day this is all there is to look at.
  if (practice !== null || (day !== null && (waiting > 0 || [...counters.values()].some(({ holding }) => holding !== null)))) return false;
  return screensRest({
    hours: configuration?.hours ?? null,
    timeZone: configuration?.office.timeZone ?? "UTC",
    now: at,
    stage: day?.stage ?? "closed",
    doorsAt: day?.doorsAt ?? null,
    closesAt: day?.closesAt ?? null,
    readyMinutes: configuration ? rulesOf(configuration).readyToOpenMinutes : 0,
    isInUse: day !== null && [...visits.values()].some(({ stage, promised }) => stage.kind !== "ended" && promised?.arrived !== null),
    clockIsDoubted: calendar.doubt !== null,
  });
}

export function noticesFor({ configuration, notices, day }: OfficeState, zone: string, at: number): NoticeShown[] {
  const timeZone = configuration?.office.timeZone ?? "UTC";
  const standing = noticesOn(configuration?.notices ?? [], zone, day?.date ?? localDate(at, timeZone));
  const posted = [...notices.values()].filter(({ until }) => until === null || at < until);
  // What somebody has just posted is news.
  const all = [...posted.reverse().map(({ notice: id, text }) => ({ id, text })), ...standing.map(({ id, text }) => ({ id, text }))];
  return all.slice(0, noticesShownMax);
}

export function dayEntry(state: OfficeState, at: number): DayEntry {
  const { day, notices, practice, configuration } = state;
  const given = ticketsGiven(state);
  return {
    kind: "day",
    stage: day?.stage ?? "closed",
    doorsAt: day?.doorsAt ?? null,
    closesAt: day?.closesAt ?? null,
    notOffered: notOfferedNow(state, at),
    given: (configuration?.services ?? []).flatMap(({ id, perDay }) => {
      return perDay === undefined ? [] : [{ service: id, count: given.get(id) ?? 0, perDay }];
    }),
    notices: [...notices.values()].filter(({ until }) => until === null || at < until),
    practice: practice && { ...practice },
  };
}

/** Whether any of this may have changed: it is not looked at for every call. */
export function touchesToday({ configuration }: OfficeState, rows: readonly LogRow[]): boolean {
  const hasLimits = configuration?.services.some(({ perDay }) => perDay !== undefined) ?? false;
  return rows.some(({ kind }) => ofToday.has(kind) || (hasLimits && ofLimits.has(kind)));
}

const ofToday: ReadonlySet<string> = new Set([
  ...["configuration-changed", "day-opened", "day-closed", "day-corrected", "doors-opened", "doors-closed", "closing-set", "clock-set"],
  ...["practice-started", "practice-ended", "service-offer-stopped", "service-offer-resumed", "notice-posted", "notice-withdrawn"],
]);
const ofLimits: ReadonlySet<string> = new Set([
  ...["number-reserved", "reservation-lapsed", "ticket-issued", "visit-joined", "visit-admitted", "service-assigned", "service-changed"],
  ...["return-promised", "move-undone"],
]);

/** When citizens may come: the next opening by the hours. */
function practiceUntil(state: OfficeState, at: number): number {
  const zone = state.configuration?.office.timeZone ?? "UTC";
  const next = nextOpening(state, at);
  if (next && next.opens !== null) return momentOf(next.date, next.opens, zone);
  return (state.practice?.since ?? at) + practiceMsMax;
}

/** Today, while it is still to come or its doors are shut; else the next day that is open. */
export function nextOpening({ configuration, day, lastDate }: OfficeState, at: number): OfficeToday["next"] {
  const zone = configuration?.office.timeZone ?? "UTC";
  const today = localDate(at, zone);
  if (day?.stage === "forming") return { date: day.date, opens: daySpan(configuration?.hours, day.date)?.opens ?? null };
  const span = daySpan(configuration?.hours, today);
  if (span && !day && (lastDate === null || lastDate < today) && localMinutes(at, zone) < span.closes)
    return { date: today, opens: span.opens };
  if (!configuration?.hours) return null;
  const next = nextOpenDay(configuration.hours, today);
  return next ? { date: next.date, opens: next.span?.opens ?? null } : null;
}
