import { expect, test } from "vitest";
import { hubNow, realMsSince, startClock, tickClock } from "./hub-clock.ts";

test("In real time the hub's clock goes on between its messages", () => {
  let clock = startClock(1_000_000, 50);
  clock = tickClock(clock, 1_005_010, 5_050);
  expect(clock.rate).toBe(1);
  expect(hubNow(clock, 7_050)).toBe(1_007_010);
});

test("In a speeded-up office the rate is measured, and real seconds stay real", () => {
  let clock = startClock(0, 0);
  clock = tickClock(clock, 300_400, 5_000);
  expect(clock.rate).toBe(60);
  expect(hubNow(clock, 6_000)).toBe(360_400);
  expect(realMsSince(clock, 0, 6_000)).toBeCloseTo(6_006.7, 0);
});

test("A short stretch is no measurement, and a clock that stepped back starts anew", () => {
  const clock = startClock(0, 0);
  expect(tickClock(clock, 90_000, 100).rate).toBe(1);
  expect(tickClock(tickClock(clock, 300_000, 5_000), -5, 6_000)).toEqual(startClock(-5, 6_000));
});
