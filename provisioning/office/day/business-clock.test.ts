import { describe, expect, it } from "vitest";
import { BusinessClock, midnightOf } from "./business-clock.ts";

describe("business time", () => {
  it("runs so many times as fast, and reaches a moment after as much less real time", async () => {
    let real = 5_000;
    const waited: number[] = [];
    const clock = new BusinessClock(
      { speed: 20, businessStart: 1_000_000, realStart: 6_000 },
      {
        now: () => real,
        wait: (ms) => {
          waited.push(ms);
          real += ms;
          return Promise.resolve();
        },
      },
    );
    expect(clock.now()).toBe(980_000);
    await clock.reach(1_000_000);
    await clock.wait(60_000);
    await clock.reach(1_000_000);
    expect(waited).toEqual([1_000, 3_000]);
    expect(clock.now()).toBe(1_060_000);
  });

  it("has its midnights where the office's clocks have them, also after British Columbia's change of 2026", () => {
    const utc = (date: string, zone: string) => new Date(midnightOf(date, zone)).toISOString();
    expect(utc("2020-01-13", "America/Vancouver")).toBe("2020-01-13T08:00:00.000Z");
    expect(utc("2026-07-01", "America/Vancouver")).toBe("2026-07-01T07:00:00.000Z");
    expect(utc("2026-12-15", "America/Vancouver")).toBe("2026-12-15T07:00:00.000Z");
    expect(utc("2026-12-15", "Europe/Warsaw")).toBe("2026-12-14T23:00:00.000Z");
  });
});
