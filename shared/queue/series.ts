/** Which series of numbers is in use. */
import type { OfficeState, Series } from "./state.ts";
import { takeoverSeries } from "./takeover.ts";

export type OfDay = Pick<NonNullable<OfficeState["day"]>, "date" | "since">;

/** The series in use on the open date. A restored hub has one of its own for the dates of which it cannot know everything. */
export function seriesFor(state: OfficeState, use: "shared" | "practice", day: OfDay): Series | undefined {
  return takeoverSeries(state, use, day) ?? officeSeries(state, use);
}

/** The office's series. */
export function officeSeries(state: OfficeState, use: "shared" | "practice"): Series | undefined {
  return [...state.series.values()].find((series) => series.use === use && series.until === undefined);
}
