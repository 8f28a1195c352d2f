import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hoursOf, slipHours, slipsPerHour } from "./return-hours.ts";

const span = { opens: 9 * 60, closes: 16 * 60 + 30 };

describe("the hours that return slips name", () => {
  it("half of an hour's usual work is given away: four counters, twelve minutes each, ten slips", () => {
    expect(slipsPerHour(4, 12)).toBe(10);
    expect(slipsPerHour(1, 90)).toBe(1);
    expect(slipsPerHour(0, 10)).toBe(1);
  });

  it("whole hours from opening on, and an odd end is left to those who come without a slip", () => {
    expect(hoursOf(span).map(({ from }) => from / 60)).toEqual([9, 10, 11, 12, 13, 14, 15]);
    expect(hoursOf({ opens: 600, closes: 630 })).toEqual([{ from: 600, to: 630 }]);
  });

  it("the first hour first, as far as it has room; slips given before count", () => {
    const from = (count: number, taken?: ReadonlyMap<number, number>) => slipHours(count, span, 2, taken).map((hour) => hour.from / 60);
    expect(from(5)).toEqual([9, 9, 10, 10, 11]);
    expect(
      from(
        3,
        new Map([
          [540, 2],
          [600, 1],
        ]),
      ),
    ).toEqual([10, 11, 11]);
  });

  it("whoever is too many for the day comes in its last hour, and nobody is left without one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 5 }), (count, perHour) => {
        const hours = slipHours(count, span, perHour);
        expect(hours).toHaveLength(count);
        for (const [at, hour] of hours.entries()) expect(hour.from).toBeGreaterThanOrEqual(hours[at - 1]?.from ?? 0);
        const most = perHour * hoursOf(span).length;
        for (const [at, hour] of hours.entries()) if (at >= most) expect(hour.from).toBe(15 * 60);
      }),
      { numRuns: 100 },
    );
  });
});
