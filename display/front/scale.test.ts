import { expect, test } from "vitest";
import { fill, shrink } from "./scale.ts";

test("A screen of one size is shrunk into its place and never enlarged", () => {
  expect(shrink({ width: 1080, height: 1920 }, { width: 540, height: 1200 })).toEqual({ scale: 0.5, width: 540, height: 960 });
  expect(shrink({ width: 100, height: 100 }, { width: 900, height: 900 }).scale).toBe(1);
});

test("A fluid page fills its place, and is given no less than it needs", () => {
  expect(fill({ width: 1000, height: 600 }, { width: 500, height: 400 })).toEqual({ scale: 0.5, pageWidth: 1000, pageHeight: 800 });
  expect(fill({ width: 1000, height: 600 }, { width: 1200, height: 700 })).toEqual({ scale: 1, pageWidth: 1200, pageHeight: 700 });
});
