import { expect, it } from "vitest";
import { momentOf } from "./local-time.ts";
import { localDate, localMinutes } from "./zone.ts";

const iso = (local: string, zone: string) => new Date(momentOf(local, zone)).toISOString();

it("Q-TIME-1 is the moment that the wall shows, over the change of clocks and in a place that has none", () => {
  expect(iso("2026-11-23T10:15", "America/Vancouver")).toBe("2026-11-23T17:15:00.000Z");
  expect(iso("2025-12-15T10:15", "America/Vancouver")).toBe("2025-12-15T18:15:00.000Z");
  expect(iso("2026-12-15T10:15:30", "America/Vancouver")).toBe("2026-12-15T17:15:30.000Z");
  expect(iso("2026-07-01T09:00", "America/Toronto")).toBe("2026-07-01T13:00:00.000Z");
});

it("Q-TIME-1 of a time that the clocks skip is as long after the gap, of one shown twice the first", () => {
  expect(iso("2026-03-08T02:30", "America/Toronto")).toBe("2026-03-08T07:30:00.000Z");
  expect(iso("2026-11-01T01:30", "America/Toronto")).toBe("2026-11-01T05:30:00.000Z");
});

it("Q-TIME-1 is shown again as it was said, at every quarter of an hour of a year", () => {
  const zone = "America/Vancouver";
  for (let at = Date.UTC(2025, 11, 1); at < Date.UTC(2026, 11, 31); at += 3_600_000 * 7 + 900_000) {
    const minutes = localMinutes(at, zone);
    const two = (n: number) => String(n).padStart(2, "0");
    const local = `${localDate(at, zone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    const back = momentOf(local, zone);
    expect([localDate(back, zone), localMinutes(back, zone)], local).toEqual([localDate(at, zone), minutes]);
  }
});
