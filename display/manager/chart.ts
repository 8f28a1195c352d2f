/** The day in quarters of an hour as the geometry of a chart: bars of people who joined, a line of the median wait. Pure. */
import type { Timings } from "#shared/wire/staff.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface DayChart {
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly joined: number;
    readonly from: number;
  }[];
  /** Median waits; a quarter without one breaks the line. */
  readonly waits: readonly (readonly { readonly x: number; readonly y: number }[])[];
  /** The span from the median to the 90th percentile, quarter by quarter. */
  readonly spans: readonly { readonly x: number; readonly y1: number; readonly y2: number }[];
  readonly joinedTicks: readonly { readonly y: number; readonly value: number }[];
  readonly minuteTicks: readonly { readonly y: number; readonly value: number }[];
  readonly hours: readonly { readonly x: number; readonly at: number }[];
}

const quarterMs = 15 * 60_000;
const hourMs = 60 * 60_000;
/** A morning's width at least, so that the first bars of a day are not as wide as the chart. */
const quartersMin = 16;
const quartersMax = 96;

export function dayChart(quarters: Timings["quarters"], size: ChartSize): DayChart {
  const from = firstFrom(quarters);
  const last = Math.max(from, ...quarters.map((each) => each.from));
  const count = Math.min(quartersMax, Math.max(quartersMin, Math.round((last - from) / quarterMs) + 1));
  const plotWidth = size.width - size.left - size.right;
  const plotHeight = size.height - size.top - size.bottom;
  const step = plotWidth / count;
  const shown = quarters.filter((each) => each.from >= from && each.from < from + count * quarterMs);
  const joinedMax = niceMax(Math.max(4, ...shown.map((each) => each.joined)));
  const minutesMax = niceMax(Math.max(10, ...shown.map((each) => (each.waitP90 ?? each.waitP50 ?? 0) / 60)));
  const xOf = (at: number) => size.left + ((at - from) / quarterMs) * step;
  const yOf = (value: number, max: number) => size.top + plotHeight * (1 - value / max);
  const ticks = (max: number) => [0, max / 2, max].map((value) => ({ value, y: yOf(value, max) }));
  const hours = [];
  for (let at = Math.ceil(from / hourMs) * hourMs; at <= from + count * quarterMs; at += hourMs) hours.push({ x: xOf(at), at });
  return {
    bars: shown.map((each) => {
      const y = yOf(each.joined, joinedMax);
      return {
        x: xOf(each.from) + step * 0.14,
        y,
        width: step * 0.72,
        height: size.top + plotHeight - y,
        joined: each.joined,
        from: each.from,
      };
    }),
    waits: runs(
      shown.map((each) => (each.waitP50 === null ? null : { x: xOf(each.from) + step / 2, y: yOf(each.waitP50 / 60, minutesMax) })),
    ),
    spans: shown.flatMap((each) =>
      each.waitP50 === null || each.waitP90 === null
        ? []
        : [{ x: xOf(each.from) + step / 2, y1: yOf(each.waitP50 / 60, minutesMax), y2: yOf(each.waitP90 / 60, minutesMax) }],
    ),
    joinedTicks: ticks(joinedMax),
    minuteTicks: ticks(minutesMax),
    hours,
  };
}

function firstFrom(quarters: Timings["quarters"]): number {
  return quarters.length === 0 ? 0 : Math.min(...quarters.map((each) => each.from));
}

/** The next even 1, 2, 4, 6 or 10 of its power: halves of it are whole. */
export function niceMax(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 10].find((each) => each * power >= value) ?? 10;
  const max = step * power;
  return Math.max(2, max);
}

function runs<T>(values: readonly (T | null)[]): T[][] {
  const all: T[][] = [];
  let run: T[] = [];
  for (const value of values) {
    if (value !== null) run.push(value);
    else if (run.length > 0) {
      all.push(run);
      run = [];
    }
  }
  if (run.length > 0) all.push(run);
  return all;
}
