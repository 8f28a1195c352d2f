import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

describe("backoff", () => {
  test("ranges from 1 s to a ceiling that doubles up to 60 s", () => {
    const almostOne = 1 - Number.EPSILON;
    expect([1, 2, 3, 4, 5, 6, 7, 500].map((attempt) => [backoffMs(attempt, 0), backoffMs(attempt, almostOne)])).toEqual([
      [1_000, 2_000],
      [1_000, 4_000],
      [1_000, 8_000],
      [1_000, 16_000],
      [1_000, 32_000],
      [1_000, 60_000],
      [1_000, 60_000],
      [1_000, 60_000],
    ]);
  });

  test("is a whole number from 1 s to 60 s for any attempt and chance", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ noNaN: true }), (attempt, chance) => {
        const waitMs = backoffMs(attempt, chance);
        expect(Number.isInteger(waitMs) && waitMs >= 1_000 && waitMs <= 60_000).toBe(true);
      }),
    );
  });
});
