import { describe, expect, it } from "vitest";
import type { GuestState } from "./talk.ts";
import { Witness } from "./witness.ts";

/** A log of commits that end at rows 2, 5 and 6. */
function witnessed(): Witness {
  const witness = new Witness();
  for (const seq of [2, 5, 6]) witness.acknowledged(seq, `hash-${seq}`);
  return witness;
}

const found = (last: number, other: Partial<GuestState> = {}): GuestState => {
  const askedSeq = Math.min(last, 6);
  return {
    repaired: false,
    journalMode: "wal",
    synchronous: 2,
    last,
    askedSeq,
    askedHash: askedSeq === 0 ? "" : `hash-${askedSeq}`,
    brokenRow: null,
    endsWithWholeBatch: true,
    integrity: "ok",
    ...other,
  };
};

describe("a witness of acknowledgements", () => {
  it("is content with all of them, and with a commit whose acknowledgement the cut swallowed", () => {
    expect(witnessed().judge(found(6))).toEqual({ acknowledged: 6, found: 6, lost: 0, repaired: false });
    expect(witnessed().judge(found(9))).toEqual({ acknowledged: 6, found: 9, lost: 0, repaired: false });
  });

  it("counts what is missing, though the chain holds and SQLite says ok", () => {
    expect(witnessed().judge(found(5))).toEqual({ acknowledged: 6, found: 5, lost: 1, repaired: false });
    expect(witnessed().judge(found(0))).toEqual({ acknowledged: 6, found: 0, lost: 6, repaired: false });
  });

  it.each([
    ["rows that are not the same", found(6, { askedHash: "hash-x" }), 6, /another/],
    ["another row's hash than was asked for", found(6, { askedSeq: 5, askedHash: "hash-5" }), 6, /another/],
    ["a chain that does not hold", found(6, { brokenRow: 4 }), 3, /row 4/],
    ["half a commit after the acknowledged ones", found(8, { endsWithWholeBatch: false }), 0, /in part/],
    ["half a commit at the end", found(4), 2, /in part/],
    ["what SQLite complains of", found(6, { integrity: "row 3 missing from index" }), 0, /missing from index/],
  ])("sees %s", (_what, state, lost, damage) => {
    expect(witnessed().judge(state)).toMatchObject({ lost, damage: expect.stringMatching(damage) });
  });

  it("says when the file system had to be repaired first", () => {
    expect(witnessed().judge(found(6, { repaired: true }))).toEqual({ acknowledged: 6, found: 6, lost: 0, repaired: true });
  });

  it("counts everything as lost when the storage cannot be read", () => {
    expect(witnessed().judgeUnreadable("no such file system")).toEqual({
      acknowledged: 6,
      found: 0,
      lost: 6,
      repaired: false,
      damage: "no such file system",
    });
  });

  it("judges the next cut by itself after a loss", () => {
    const witness = witnessed();
    witness.settle(found(5));
    expect(witness.last).toBe(5);
    expect(witness.judge(found(5, { askedHash: "hash-5" })).lost).toBe(0);
    witness.acknowledged(7, "new-7");
    expect(witness.judge(found(7, { askedSeq: 7, askedHash: "new-7" }))).toEqual({ acknowledged: 7, found: 7, lost: 0, repaired: false });
  });
});
