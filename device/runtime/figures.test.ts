import { expect, it } from "vitest";
import { nothingRead } from "#shared/machine/readings.ts";
import { figuresOf, type MachineFigures } from "#shared/wire/machine.ts";
import { FiguresTold, figuresEveryMs } from "./figures.ts";

it("figures are rounded, so that what hovers is the same; a machine that says nothing has none", () => {
  expect(figuresOf(nothingRead)).toBeNull();
  const readings = {
    ...nothingRead,
    celsius: 61.4,
    storage: { freeBytes: 12_345_678_901, totalBytes: 31_914_983_424 },
    written: { bytes: 4_999_999_999, capacityBytes: 32_000_000_000 },
    memoryAvailableBytes: 412_345_678,
    clockIsSet: false,
  };
  expect(figuresOf(readings)).toEqual({
    ...{ celsius: 61, freeBytes: 12_300_000_000, totalBytes: 31_900_000_000, usedPercent: null },
    ...{ writtenBytes: 4_000_000_000, memoryBytes: 410_000_000, clockIsSet: false },
  });
});

it("what changed is news once a minute, what did not never is", () => {
  const now = { ms: 0 };
  let figures: MachineFigures | null = null;
  const told = new FiguresTold(
    () => figures,
    () => now.ms,
  );
  expect(told.tell()).toEqual({});
  figures = figuresOf({ ...nothingRead, celsius: 50 });
  now.ms = figuresEveryMs - 1;
  expect(told.areNews).toBe(false);
  now.ms = figuresEveryMs;
  expect(told.areNews).toBe(true);
  expect(told.tell()).toEqual({ machine: figures });
  now.ms += 10 * figuresEveryMs;
  expect(told.areNews).toBe(false);
});
