import { describe, expect, it } from "vitest";
import { AnchoredClock, speededUp } from "./clock.ts";
import { localDate, localMinutes, momentOf, timeZoneDataIsRight, utcOffsetMinutes } from "./zone.ts";

describe("Q-TIME-1: local dates and times", () => {
  it("Q-TIME-1: British Columbia stays on UTC-7 after the spring of 2026, Alberta on UTC-6", () => {
    expect(timeZoneDataIsRight()).toBe(true);
    expect(utcOffsetMinutes(Date.UTC(2025, 11, 15), "America/Vancouver")).toBe(-480);
    expect(utcOffsetMinutes(Date.UTC(2026, 11, 15), "America/Vancouver")).toBe(-420);
    expect(utcOffsetMinutes(Date.UTC(2026, 11, 15), "America/Creston")).toBe(-420);
  });

  it.each([
    ["the last minute of a year", Date.UTC(2026, 0, 1, 7, 59), "2025-12-31", 23 * 60 + 59],
    ["the first minute of a year", Date.UTC(2026, 0, 1, 8, 0), "2026-01-01", 0],
    ["the hour that was skipped in March 2026", Date.UTC(2026, 2, 8, 10, 0), "2026-03-08", 3 * 60],
    ["the last hour that came twice, November 2025", Date.UTC(2025, 10, 2, 9, 30), "2025-11-02", 60 + 30],
    ["the hour that no longer comes twice, November 2026", Date.UTC(2026, 10, 1, 9, 30), "2026-11-01", 2 * 60 + 30],
  ])("%s", (_what, at, date, minutes) => {
    expect(localDate(at, "America/Vancouver")).toBe(date);
    expect(localMinutes(at, "America/Vancouver")).toBe(minutes);
  });
});

describe("Q-TIME-1: the moment of a local time", () => {
  const zone = "America/Vancouver";

  it.each([
    ["a morning", "2026-11-23", 9 * 60, Date.UTC(2026, 10, 23, 16)],
    ["the day on which an hour was skipped", "2026-03-08", 9 * 60, Date.UTC(2026, 2, 8, 16)],
    ["the hour that was skipped", "2026-03-08", 2 * 60 + 30, Date.UTC(2026, 2, 8, 10, 30)],
    ["the hour that came twice", "2025-11-02", 60 + 30, Date.UTC(2025, 10, 2, 8, 30)],
    ["the evening of that day", "2025-11-02", 17 * 60, Date.UTC(2025, 10, 3, 1)],
  ])("Q-TIME-1: %s", (_what, date, minutes, at) => {
    expect(momentOf(date, minutes, zone)).toBe(at);
  });

  it("Q-TIME-1: is what the wall shows, at every hour of the days around each change", () => {
    for (const date of ["2025-03-08", "2025-03-10", "2025-11-01", "2025-11-03", "2026-03-09", "2026-11-01", "2026-12-31"]) {
      for (let minutes = 0; minutes < 1_440; minutes += 30) {
        const at = momentOf(date, minutes, zone);
        expect([localDate(at, zone), localMinutes(at, zone)]).toEqual([date, minutes]);
      }
    }
  });
});

describe("a program's clock", () => {
  it("Q-TIME-1: keeps its durations when the machine's clock steps, and moves only when it is set", () => {
    const machine = { wallAt: 1_000_000, monoAt: 0 };
    const clock = new AnchoredClock({ wall: () => machine.wallAt, mono: () => machine.monoAt }, "boot-1");
    machine.monoAt += 5_000;
    machine.wallAt = 9_000_000;
    expect(clock.now()).toEqual({ at: 1_005_000, boot: "boot-1", mono: 5_000 });
    expect(clock.drift()).toBe(7_995_000);
    clock.set(clock.drift());
    machine.monoAt += 1_000;
    expect(clock.now()).toEqual({ at: 9_001_000, boot: "boot-1", mono: 6_000 });
  });

  it("runs faster in a speeded-up office, wall and monotonic time alike", () => {
    const machine = { wallAt: 500, monoAt: 0 };
    const fast = speededUp({ wall: () => machine.wallAt, mono: () => machine.monoAt }, 60, 10_000_000, 500);
    machine.wallAt += 1_000;
    machine.monoAt += 1_000;
    expect(fast.wall()).toBe(10_060_000);
    expect(fast.mono()).toBe(60_000);
  });
});
