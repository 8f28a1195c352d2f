import { describe, expect, it } from "vitest";
import { letterAt, letterOrdinal, paperCountMax, paperNumber, seriesLetters, seriesLettersTotal } from "./number.ts";

describe("series letters", () => {
  it("are 21, none of which can be misread for a digit or another letter", () => {
    expect(seriesLetters).toHaveLength(21);
    expect(seriesLetters).not.toMatch(/[IOQSZ]/);
  });

  it("Q-TICKET-1: never repeat over all 462 letters and pairs, and end there", () => {
    const given = Array.from({ length: seriesLettersTotal }, (_, ordinal) => letterAt(ordinal));
    expect(new Set(given).size).toBe(462);
    expect(given.map((letter) => letterOrdinal(letter as string))).toEqual(given.map((_, ordinal) => ordinal));
    expect(letterAt(462)).toBeUndefined();
    expect(letterAt(-1)).toBeUndefined();
  });

  it.each(["", "I", "AI", "ABC", "a", "1"])("%j is not a letter of ours", (letter) => {
    expect(letterOrdinal(letter)).toBeUndefined();
  });
});

describe("a number on paper", () => {
  it.each([
    [1, "A1"],
    [42, "A42"],
    [paperCountMax, "A9999"],
    [paperCountMax + 1, "A1"],
    [2 * paperCountMax + 7, "A7"],
  ])("count %i reads %s", (count, expected) => {
    expect(paperNumber({ letter: "A", count })).toBe(expected);
  });
});
