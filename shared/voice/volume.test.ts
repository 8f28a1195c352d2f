import * as v from "valibot";
import { expect, test } from "vitest";
import { gainOf, volumeAt, volumeSchedule } from "./volume.ts";

const zone = "America/Vancouver";
/** British Columbia stays on UTC-7 from 2026 on. */
const at = (time: string) => Date.parse(`2026-11-23T${time}:00-07:00`);

test("each volume holds from its time until the next, over midnight too, whatever the order of the lines", () => {
  const schedule = ["17:00 0", "08:30 60", "12:00 90"];
  const times = ["00:00", "08:29", "08:30", "11:59", "12:00", "16:59", "17:00", "23:59"];
  expect(times.map((time) => volumeAt(schedule, at(time), zone))).toEqual([0, 0, 60, 60, 90, 90, 0, 0]);
});

test("without a schedule it is as loud as it can be", () => {
  expect(volumeAt(undefined, at("09:00"), zone)).toBe(100);
});

test("the office's clock counts, also on the day on which it moves", () => {
  const schedule = ["02:00 10", "09:00 80"];
  // In 2025 the clocks of Vancouver went back at 2 on 2 November: 9 o'clock is 17:00 UTC from then on.
  expect(volumeAt(schedule, Date.parse("2025-11-01T16:00:00Z"), zone)).toBe(80);
  expect(volumeAt(schedule, Date.parse("2025-11-02T16:59:00Z"), zone)).toBe(10);
  expect(volumeAt(schedule, Date.parse("2025-11-02T17:00:00Z"), zone)).toBe(80);
});

test.each([
  [["8:30 60"], "write each line as 08:30 60: from half past eight at 60 percent"],
  [["08:30 101"], "write each line as 08:30 60: from half past eight at 60 percent"],
  [["24:00 50"], "write each line as 08:30 60: from half past eight at 60 percent"],
  [["08:30"], "write each line as 08:30 60: from half past eight at 60 percent"],
  [[], "write at least one line, or leave it out"],
  [["08:30 60", " 08:30 70"], "two lines begin at the same time"],
  [Array.from({ length: 13 }, (_, hour) => `${String(hour).padStart(2, "0")}:00 50`), "a day has at most 12 volumes"],
])("%j is refused", (schedule, why) => {
  expect(v.safeParse(volumeSchedule, schedule).issues?.map(({ message }) => message)).toEqual([why]);
});

test("a percentage is heard as such: half is a quarter of the pressure, and nothing is silence", () => {
  expect([100, 50, 10, 0].map(gainOf)).toEqual([1, 0.25, 0.010000000000000002, 0]);
});
