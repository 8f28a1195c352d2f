/**
 * The series of a hub that took over from another one, in use until no number of the other's series can be on paper: that one may have
 * opened dates which this one never heard of. By its hours it opened none after the calendar day; people may open any.
 */

import type { LogRow } from "../log/record.ts";
import { localDate } from "../time/zone.ts";
import type { DeviceEventBody, HubEventBody } from "./events.ts";
import type { OfficeState, Series } from "./state.ts";

const dayMs = 86_400_000;

export function seriesOpened(state: OfficeState, body: HubEventBody<"series-opened">, row: LogRow): void {
  state.series.set(body.letter, { ...body, ...(body.until === undefined ? {} : { openedAt: row.at }), count: 0 });
}

/** The series that a date has its numbers from because a hub took over; undefined where it has them from the office's own. */
export function takeoverSeries(
  state: OfficeState,
  use: Series["use"],
  day: Pick<NonNullable<OfficeState["day"]>, "date" | "since">,
): Series | undefined {
  const timeZone = state.configuration?.office.timeZone;
  if (timeZone === undefined) return undefined;
  const all = ofTakeover(state, use);
  const isCovered = all.some(
    ({ until = "", openedAt = 0 }) => day.date <= until || localDate(day.since, timeZone) <= localDate(openedAt, timeZone),
  );
  // Only the newest is this hub's own: the hubs before it may have given numbers of the others.
  return isCovered ? all.at(-1) : undefined;
}

/**
 * A ticket whose number this hub never reserved: the hub before it had opened that date. Where it reached this hub only now, others of that
 * date may still be on their way.
 */
export function reservedElsewhere(state: OfficeState, { letter, date }: DeviceEventBody<"ticket-issued">): void {
  const series = state.series.get(letter);
  if (!series || series.until !== undefined || date === null) return;
  const newest = ofTakeover(state, series.use).at(-1);
  if (newest?.until !== undefined && date > newest.until) newest.until = date;
}

/** A clock that is set forward soon after the takeover was behind then already: its calendar day was over. */
export function moveTakeover(state: OfficeState, { from, to }: HubEventBody<"clock-set">): void {
  if (to <= from) return;
  for (const series of state.series.values()) {
    if (series.openedAt !== undefined && from - series.openedAt < dayMs) series.openedAt += to - from;
  }
}

function ofTakeover(state: OfficeState, use: Series["use"]): Series[] {
  return [...state.series.values()].filter((each) => each.use === use && each.until !== undefined);
}
