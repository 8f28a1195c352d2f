import { expect, test } from "vitest";
import { seriesLetters } from "#shared/ticket/number.ts";
import { digitCells } from "./digits.ts";

const cells = (letter: string, count: number, digits: number) => digitCells({ letter, count }, digits)?.join("");

test("a number stands at the right, its letter parted from its count; what is too long or has no form is left to its count, which is never cut", () => {
  expect(cells("A", 1, 4)).toBe("  A.1");
  expect(cells("A", 123, 4)).toBe("A.123");
  expect(cells("A", 1_234, 4)).toBe("1234");
  expect(cells("AB", 9_999, 8)).toBe("  Ab.9999");
  expect(cells("K", 12, 8)).toBe("      12");
  expect(cells("AK", 12, 8)).toBe("      12");
  expect(digitCells(null, 4)).toBeNull();
});

test("no two letters of series look alike, nor like a digit", () => {
  const forms = [...seriesLetters].map((letter) => cells(letter, 1, 4)).filter((text) => text?.includes("."));
  expect([forms.length, new Set(forms).size]).toEqual([16, 16]);
});
