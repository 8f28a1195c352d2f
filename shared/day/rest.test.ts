import { describe, expect, it } from "vitest";
import type { OfficeHours } from "../office/hours.ts";
import { momentOf } from "../time/zone.ts";
import { type RestFacts, screensRest } from "./rest.ts";

const timeZone = "America/Vancouver";
const hours: OfficeHours = {
  weekly: (["monday", "tuesday"] as const).flatMap((day) => [
    { day, opens: "09:00", closes: "12:00" },
    { day, opens: "13:00", closes: "16:30" },
  ]),
  holidays: [
    { date: "2026-11-24", name: { en: "Short day", fr: "Jour court" }, opens: "10:00", closes: "12:00" },
    { date: "2026-11-30", name: { en: "Holiday", fr: "Congé" }, opens: null, closes: null },
  ],
};
/** Monday, November 23, 2026. */
const monday = "2026-11-23";
const at = (clock: string, date = monday) => momentOf(date, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), timeZone);

function rests(clock: string, more: Partial<RestFacts> & { readonly date?: string } = {}): boolean {
  const { date, ...facts } = more;
  const plain = { hours, timeZone, stage: "closed", doorsAt: null, closesAt: null, readyMinutes: 45 } as const;
  return screensRest({ ...plain, isInUse: false, clockIsDoubted: false, now: at(clock, date), ...facts });
}
const course = (clocks: readonly string[], more: Parameters<typeof rests>[1] = {}) =>
  clocks.map((clock) => (rests(clock, more) ? clock : "awake"));

describe("screens sleep by the hours", () => {
  it("until the office is looked over, and from its closing, not over noon", () => {
    expect(course(["00:30", "08:14", "08:15", "09:00", "12:30", "16:29", "16:30"])).toEqual([
      "00:30",
      "08:14",
      "awake",
      "awake",
      "awake",
      "awake",
      "16:30",
    ]);
    expect(rests("08:29", { readyMinutes: 5 })).toBe(true);
    expect(rests("08:30", { readyMinutes: 5 })).toBe(false);
  });

  it("on holidays and short days as those say, and all of a day that is closed", () => {
    expect(course(["09:14", "09:15", "12:00"], { date: "2026-11-24" })).toEqual(["09:14", "awake", "12:00"]);
    expect(rests("10:00", { date: "2026-11-30" })).toBe(true);
    expect(rests("10:00", { date: "2026-11-25" })).toBe(true);
  });

  it("though nobody has closed the date, even days later", () => {
    const open = { stage: "open", doorsAt: at("09:01") } as const;
    expect(course(["16:29", "16:30", "23:00"], open)).toEqual(["awake", "16:30", "23:00"]);
    expect(rests("03:00", { ...open, date: "2026-11-24" })).toBe(true);
    expect(rests("09:20", { ...open, date: "2026-11-24" })).toBe(false);
    expect(rests("17:00", { ...open, closesAt: 17 * 60 + 30 })).toBe(false);
  });
});

describe("every doubt keeps them awake", () => {
  it("somebody waits or is served, whatever the hour", () => {
    expect(rests("23:00", { stage: "open", doorsAt: at("09:00"), isInUse: true })).toBe(false);
    expect(rests("23:00", { isInUse: true })).toBe(false);
  });

  it("a person opened at an hour that is not in the hours: clock or hours are wrong, and the office serves", () => {
    for (const doorsAt of [at("22:00"), at("03:00"), at("10:00", "2026-11-30")])
      expect(rests("23:00", { stage: "open", doorsAt })).toBe(false);
    expect(rests("05:00", { stage: "forming" })).toBe(false);
  });

  it("a clock that is doubted, and an office without hours: the open date alone counts", () => {
    for (const doubt of [{ clockIsDoubted: true }, { hours: null }]) {
      expect(rests("23:00", { ...doubt, stage: "open", doorsAt: at("09:00") })).toBe(false);
      expect(rests("10:00", doubt)).toBe(true);
    }
  });
});
