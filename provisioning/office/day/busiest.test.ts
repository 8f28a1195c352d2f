import { describe, expect, it } from "vitest";
import { checkedConfiguration, demoConfiguration } from "../demo-configuration.ts";
import { busiestDay, busiestDayKnown, busiestHour, longestLine } from "./busiest.ts";
import { hourMs, minuteMs } from "./plan.ts";

const demo = demoConfiguration();

describe("a day as busy as the busiest known", () => {
  it.each([1, 2, 3])("has as many people, as many of them in one hour and in line at worst (seed %i)", (seed) => {
    const { arrivals, configuration } = busiestDay(demo, "2026-11-23", seed);
    const quarters = Array.from(
      { length: 96 },
      (_, place) => arrivals.filter(({ atMs }) => Math.floor(atMs / (15 * minuteMs)) === place).length,
    );
    expect(arrivals.length).toBe(busiestDayKnown.tickets);
    expect(Math.abs(busiestHour(quarters) - busiestDayKnown.peakHour)).toBeLessThanOrEqual(2);
    expect(Math.abs(longestLine(arrivals, configuration.counters.length) - busiestDayKnown.longestLine)).toBeLessThanOrEqual(2);
  });

  it("is the same for the same seed, in a sound office", () => {
    const day = busiestDay(demo, "2026-11-23", 5);
    expect(JSON.stringify(busiestDay(demo, "2026-11-23", 5))).toBe(JSON.stringify(day));
    expect(checkedConfiguration(day.configuration).counters.length).toBe(60);
    expect(day.arrivals.map(({ atMs }) => atMs)).toEqual(day.arrivals.map(({ atMs }) => atMs).sort((a, b) => a - b));
  });

  it("can be played in part: so many hours around its peak", () => {
    const { arrivals, closeMs } = busiestDay(demo, "2026-11-23", 1, 1);
    expect(Math.abs(arrivals.length - busiestDayKnown.peakHour)).toBeLessThanOrEqual(2);
    expect([arrivals[0]?.atMs, closeMs].map((ms) => Math.floor((ms ?? 0) / hourMs))).toEqual([10, 11]);
    expect(busiestDay(demo, "2026-11-23", 1, 9.5).arrivals.length).toBeGreaterThan(1_500);
  });

  it("has some visits of every course, and most of none", () => {
    const { arrivals } = busiestDay(demo, "2026-11-23", 1);
    const courses = Map.groupBy(arrivals, ({ course }) => course?.kind ?? "plain");
    expect([...courses.keys()].sort()).toEqual([
      "back-in-line",
      "errand",
      "gone",
      "late",
      "mis-pressed",
      "moves-on",
      "parks",
      "plain",
      "second",
    ]);
    expect(courses.get("plain")?.length).toBeGreaterThan(arrivals.length / 2);
  });
});

describe("the longest line", () => {
  const at = (minutes: number) => ({ atMs: 9 * hourMs + minutes * minuteMs, serviceMs: 8.5 * minuteMs, patienceMs: hourMs, service: null });
  const come = (...minutes: number[]) => minutes.map((each) => ({ ...at(each), language: "en" as const, needs: [] }));

  it.each<[number[], number, number]>([
    [[0], 1, 0],
    [[0, 1, 2], 1, 2],
    [[0, 1, 2], 2, 1],
    [[0, 1, 11, 21], 1, 1],
    [[0, 1, 2, 3, 4, 5], 3, 3],
  ])("of people who come after %j minutes at %i counters is %i", (minutes, counters, expected) => {
    expect(longestLine(come(...minutes), counters)).toBe(expected);
  });
});
