import { expect, test } from "vitest";
import { noFigures } from "#shared/statistics/cells.ts";
import type { Timings } from "#shared/wire/staff.ts";
import { dayChart, niceMax } from "./chart.ts";

const size = { width: 200, height: 120, left: 20, right: 20, top: 10, bottom: 10 };
const quarter = (index: number, joined: number, waitP50: number | null, waitP90: number | null): Timings["quarters"][number] => ({
  from: Date.UTC(2026, 10, 23, 17) + index * 900_000,
  ...noFigures,
  joined,
  called: joined,
  finished: joined,
  waitP50,
  waitP90,
});

test("A bar is as high as its people, within the plot", () => {
  const chart = dayChart([quarter(0, 10, 60, 120), quarter(1, 5, null, null)], size);
  expect(chart.bars[0]).toMatchObject({ y: 10, height: 100 });
  expect(chart.bars[1]).toMatchObject({ y: 60, height: 50 });
  for (const bar of chart.bars) {
    expect(bar.x).toBeGreaterThanOrEqual(20);
    expect(bar.x + bar.width).toBeLessThanOrEqual(180);
  }
});

test("A quarter without a wait breaks the line, and has no span", () => {
  const chart = dayChart([quarter(0, 3, 60, 90), quarter(1, 3, 120, 300), quarter(2, 3, null, null), quarter(3, 3, 60, 60)], size);
  expect(chart.waits.map((run) => run.length)).toEqual([2, 1]);
  expect(chart.spans).toHaveLength(3);
});

test("Axes end at round numbers whose half is round too", () => {
  expect([0.4, 3, 4, 5, 11, 21, 38, 61, 150].map(niceMax)).toEqual([2, 4, 4, 6, 20, 40, 40, 100, 200]);
});

test("A whole day of quarters and no quarter at all both draw", () => {
  expect(dayChart([], size).bars).toEqual([]);
  const day = Array.from({ length: 200 }, (_, index) => quarter(index, 1, 60, 60));
  expect(dayChart(day, size).bars.length).toBeLessThanOrEqual(96);
});
