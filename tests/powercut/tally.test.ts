import { describe, expect, it } from "vitest";
import type { Mode } from "./moment.ts";
import { emptyTally, lastLine, tallied, wrongWith } from "./tally.ts";

const cut = { unflushed: 3, kept: 1, torn: 1, dropped: 1 };
const of = (mode: Mode, lost: number, damage?: string) =>
  tallied(
    emptyTally(mode),
    [cut, cut],
    { acknowledged: 10, found: 10 - lost, lost, repaired: lost > 0, ...(damage ? { damage } : {}) },
    10,
  );

describe("the sum of a run", () => {
  it("adds up rows, cuts and what became of the unflushed writes", () => {
    expect(tallied(of("full", 0), [cut], { acknowledged: 30, found: 31, lost: 0, repaired: true }, 20)).toEqual({
      mode: "full",
      cuts: 3,
      losing: 0,
      damaged: 0,
      repaired: 1,
      rowsAcknowledged: 30,
      rowsLost: 0,
      writes: { unflushed: 9, kept: 3, torn: 3, dropped: 3 },
    });
  });

  it("is sound when full lost nothing and every control lost", () => {
    expect(wrongWith([of("full", 0), of("normal", 2), of("off", 10), of("full-but-disk-ignores-flush", 1)])).toEqual([]);
  });

  it("is wrong when full lost or is damaged, and when a control lost nothing", () => {
    expect(wrongWith([of("full", 1)])).toEqual([expect.stringContaining("full lost acknowledged rows in 1 of 2 cuts")]);
    expect(wrongWith([of("full", 0, "half a commit")])).toEqual([expect.stringContaining("damaged")]);
    expect(wrongWith([of("full-but-disk-ignores-flush", 0)])).toEqual([expect.stringContaining("proves nothing")]);
  });

  it("ends in one line", () => {
    expect(lastLine([of("full", 0), of("normal", 2)])).toBe("powercut: full 0 of 2 cuts lost; normal 1 of 2 cuts lost");
  });
});
