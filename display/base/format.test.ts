import { describe, expect, test } from "vitest";
import { officeFormat, stopwatch } from "./format.ts";
import { counted, everyText, otherLanguage } from "./texts.ts";

/** 2026-11-23 22:05:09 UTC is 15:05 in Victoria: British Columbia no longer changes its clocks. */
const at = Date.UTC(2026, 10, 23, 22, 5, 9);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("officeFormat", () => {
  test("tells the time of the office in each language", () => {
    expect(plain(officeFormat("America/Vancouver", "en").time(at))).toBe("3:05 p.m.");
    expect(plain(officeFormat("America/Vancouver", "fr").time(at))).toBe("15 h 05");
    expect(officeFormat("America/Vancouver", "fr").clock(at)).toBe("15:05");
    expect(officeFormat("America/Vancouver", "fr").day(at)).toBe("lundi 23 novembre");
  });

  test("says how long", () => {
    const { duration } = officeFormat("America/Vancouver", "en");
    expect([0, 59_999, 60_000, 3_900_000].map((ms) => plain(duration(ms)))).toEqual([
      "less than a minute",
      "less than a minute",
      "1 min",
      "1 h 05 min",
    ]);
    expect([-5, 65_000, 3_845_000].map(stopwatch)).toEqual(["0:00", "1:05", "1:04:05"]);
  });
});

describe("texts", () => {
  test("counts as each language does", () => {
    expect([0, 1, 2].map((count) => counted("en", count, "person", "people"))).toEqual(["people", "person", "people"]);
    expect([0, 1, 2].map((count) => counted("fr", count, "personne", "personnes"))).toEqual(["personne", "personne", "personnes"]);
  });

  test("finds every text of a catalogue", () => {
    expect(everyText({ a: "x", b: { c: (n: number) => `n ${n}` }, d: ["y"] })).toEqual(["x", "n 2", "y"]);
  });

  test("switches only where there is something to switch to", () => {
    expect(otherLanguage("en")).toBe("fr");
    expect(otherLanguage("en", ["en"])).toBe("en");
  });
});
