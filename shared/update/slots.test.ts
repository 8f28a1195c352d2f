import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptied,
  emptySlots,
  freeSlot,
  givenUp,
  type Installed,
  installed,
  type Look,
  proved,
  type Slots,
  started,
  trialMs,
  trialStartsMax,
  type Watch,
  watched,
  wellMs,
} from "./slots.ts";

const release = (number: number): Installed => ({ number, version: `1.${number}.0`, madeAt: 0, data: { format: 1, reads: 1, readBy: 1 } });

/** As an installer does it. */
function install(slots: Slots, number: number): Slots {
  const slot = freeSlot(slots);
  if (slot === null) throw new Error("a trial goes on");
  return installed(emptied(slots, slot), slot, release(number));
}

const first = install(emptySlots, 1);

describe("a device with two slots", () => {
  it("keeps its first release at once, and tries the next one in the other slot", () => {
    expect(first).toMatchObject({ kept: "a", trial: null, highest: 1 });
    const second = install(first, 2);
    expect(second).toMatchObject({ kept: "a", trial: { slot: "b", starts: 0 }, highest: 1 });
    expect(started(second).run).toBe("b");
    expect(freeSlot(second)).toBeNull();
  });

  it("keeps what proved itself, and puts the next one where the old one was", () => {
    const second = proved(started(install(first, 2)).slots);
    expect(second).toMatchObject({ kept: "b", trial: null, highest: 2 });
    expect(freeSlot(second)).toBe("a");
  });

  it("goes back when a trial has started too often, and says which release failed", () => {
    let slots = install(first, 2);
    const runs: (string | null)[] = [];
    for (let start = 0; start < trialStartsMax + 2; start += 1) {
      const next = started(slots);
      slots = next.slots;
      runs.push(next.run);
    }
    expect(runs).toEqual(["b", "b", "b", "a", "a"]);
    expect(slots).toMatchObject({ kept: "a", trial: null, highest: 1, refused: [2], slots: { b: null } });
    expect(slots.last).toEqual({ number: 2, version: "1.2.0", how: "given-up", why: "ended" });
  });

  it("always has a release to run once it has had one, whatever happens in whatever order", () => {
    const moves = fc.array(fc.constantFrom("install", "empty-and-die", "start", "prove", "give-up"), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (story) => {
        let slots = first;
        let number = 1;
        for (const move of story) {
          const before = slots;
          const free = freeSlot(slots);
          if (move === "install" && free) {
            number += 1;
            slots = install(slots, number);
          }
          if (move === "empty-and-die" && free) slots = emptied(slots, free);
          if (move === "start") slots = started(slots).slots;
          if (move === "prove") slots = proved(slots);
          if (move === "give-up") slots = givenUp(slots, "unwell");
          const { run } = started(slots);
          expect(slots.slots[run as "a" | "b"]).not.toBeNull();
          expect(slots.slots[slots.kept as "a" | "b"]).not.toBeNull();
          expect(slots.highest).toBeGreaterThanOrEqual(before.highest);
        }
      }),
    );
  });
});

describe("who watches a trial", () => {
  const look = (looks: readonly (readonly [number, Look])[]) => {
    let watch: Watch = { startedMs: 0, wellSinceMs: null };
    return looks.map(([at, seen]) => {
      const next = watched(watch, seen, at);
      watch = next.watch;
      return next.verdict;
    });
  };

  it("believes it after a minute without a break", () => {
    expect(
      look([
        [5_000, "silent"],
        [10_000, "well"],
        [10_000 + wellMs - 1, "well"],
        [10_000 + wellMs, "well"],
      ]),
    ).toEqual(["wait", "wait", "wait", "proved"]);
  });

  it("begins the minute anew after a break, and gives up after five", () => {
    expect(
      look([
        [0, "well"],
        [59_000, "unwell"],
        [61_000, "well"],
        [100_000, "silent"],
        [trialMs - 1, "well"],
        [trialMs, "well"],
      ]),
    ).toEqual(["wait", "wait", "wait", "wait", "wait", "given-up"]);
  });
});
