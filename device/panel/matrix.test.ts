import { expect, test } from "vitest";
import { seriesLetters } from "#shared/ticket/number.ts";
import { glyphs } from "./glyphs.ts";
import { matrixPixels, rowBytes } from "./matrix.ts";

const pixels = (letter: string, count: number, modules: number) => matrixPixels({ letter, count }, modules);

test("A12 on four modules stands at the right, as anybody would draw it, and its bytes are those of the modules from the left", () => {
  const a12 = pixels("A", 12, 4);
  expect(a12).toEqual([
    "................###....#....###.",
    "...............#...#..##...#...#",
    "...............#...#...#.......#",
    "...............#####...#......#.",
    "...............#...#...#.....#..",
    "...............#...#...#....#...",
    "...............#...#..###..#####",
    "................................",
  ]);
  expect(rowBytes(a12?.[1] ?? "")).toEqual([0x00, 0x01, 0x13, 0x11]);
});

test("what does not fit is left to its count, which is never cut; nothing called is nothing shown", () => {
  expect(pixels("AA", 123, 4)?.[0]).toBe("....###...###....#....###..#####");
  expect(pixels("AA", 1_234, 4)).toEqual(pixels("", 1_234, 4));
  expect(pixels("AA", 1_234, 8)).not.toEqual(pixels("", 1_234, 8));
  expect(pixels("A", 9_999, 3)).toEqual(pixels("", 9_999, 3));
  expect(pixels("é", 12, 4)).toEqual(pixels("", 12, 4));
  for (const modules of [3, 4, 8]) expect(pixels("A", 1_234, modules)?.map((row) => row.length)).toEqual(Array(8).fill(8 * modules));
  expect(matrixPixels(null, 4)).toBeNull();
});

test("every form is seven rows of one width, no two are alike, and every letter of a series has one", () => {
  const forms = Object.entries(glyphs);
  expect(forms.map(([character]) => character).join("")).toBe("0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  expect(new Set(forms.map(([, form]) => form)).size).toBe(forms.length);
  for (const [character, form] of forms) {
    expect(form, character).toMatch(character === " " ? /^(?:\. ){6}\.$/ : /^(?:[#.]{5} ){6}[#.]{5}$/);
  }
  for (const letter of seriesLetters) expect(pixels(letter, 1, 4)).not.toEqual(pixels("", 1, 4));
});
