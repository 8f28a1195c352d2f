import * as v from "valibot";
import { expect, it } from "vitest";
import { appointmentFile } from "#shared/appointments/record.ts";
import { demoConfiguration } from "../demo-configuration.ts";
import { calendarOf } from "./booked.ts";
import { busiestDay } from "./busiest.ts";
import { minuteMs } from "./plan.ts";
import { madeUpDay } from "./profile.ts";

const office = demoConfiguration();
const midnight = Date.UTC(2026, 10, 23, 7);

it.each([
  ["a made-up day", madeUpDay(office, "2026-11-23", 7), 15],
  ["the busiest day", busiestDay(office, "2026-11-23", 7), 300],
] as const)("%s has appointments: kept early, in time and late, and some that nobody keeps", (_name, plan, least) => {
  const { appointments } = v.parse(appointmentFile, calendarOf(plan, midnight));
  expect(appointments).toHaveLength(plan.bookings.length);
  expect(plan.bookings.length).toBeGreaterThan(least);
  const codes = plan.bookings.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const beforeMinutes = plan.arrivals.flatMap(({ code, atMs, service }) => {
    const booking = plan.bookings.find((each) => each.code === code);
    if (code === undefined) return [];
    expect(booking?.service).toBe(service);
    return booking ? [(booking.atMs - atMs) / minuteMs] : [];
  });
  expect(plan.bookings.length - beforeMinutes.length).toBeGreaterThanOrEqual(least > 100 ? 10 : 0);
  // By the demo office's own minutes.
  const { earlyMinutes = 0, lateMinutes = 0 } = office.appointments ?? {};
  const early = beforeMinutes.filter((minutes) => minutes > earlyMinutes).length;
  const late = beforeMinutes.filter((minutes) => minutes < -lateMinutes).length;
  expect([early > 0, late > 0, early + late < beforeMinutes.length / 2]).toEqual([true, true, true]);
});

it("who else comes, and when, is what it is without appointments", () => {
  const plain = busiestDay(office, "2026-11-23", 7);
  expect(plain.arrivals).toHaveLength(3_416);
  expect(JSON.stringify(madeUpDay(office, "2026-11-23", 7))).toBe(JSON.stringify(madeUpDay(office, "2026-11-23", 7)));
});
