import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calledIn, type ReachCounter, type ReachVisit, reach } from "./reach.ts";

const visit = (id: string, queue = "licences", minutes = 10): ReachVisit => ({ id, queue, minutes });
const counter = (busyMinutes = 0, ...takes: string[]): ReachCounter => ({ takes: takes.length > 0 ? takes : ["licences"], busyMinutes });

describe("who is reached before closing", () => {
  it("two counters, ten minutes each, half an hour left: six are called, the rest is not", () => {
    const line = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"].map((id) => visit(id));
    const found = reach(line, [counter(), counter()], 30);
    expect(found).toEqual({
      reached: ["A1", "A2", "A3", "A4", "A5", "A6"],
      notReached: ["A7", "A8"],
      counters: 2,
      minutesLeft: 30,
      workMinutes: 80,
    });
  });

  it("a counter is free when the usual time of whom it serves is over", () => {
    expect(reach([visit("A1"), visit("A2"), visit("A3")], [counter(25)], 30).reached).toEqual(["A1"]);
    expect(reach([visit("A1")], [counter(30)], 30).reached).toEqual([]);
  });

  it("a counter passes over what it does not take, and nobody takes what no counter has", () => {
    const line = [visit("A1", "titles"), visit("A2"), visit("A3", "titles"), visit("A4", "fishing")];
    const found = reach(line, [counter(), counter(0, "titles", "licences")], 15);
    expect(found.reached).toEqual(["A1", "A2", "A3"]);
    expect(found.notReached).toEqual(["A4"]);
  });

  it("says in how many minutes each is called, and nothing of whom no counter takes", () => {
    const line = [visit("A1"), visit("A2", "titles"), visit("A3"), visit("A4", "fishing")];
    const called = calledIn(line, [counter(4), counter(0, "titles")]);
    expect([...called].sort()).toEqual([
      ["A1", 4],
      ["A2", 0],
      ["A3", 14],
    ]);
  });

  it("after closing, and with nobody at a counter, nobody is reached", () => {
    expect(reach([visit("A1")], [counter()], 0).notReached).toEqual(["A1"]);
    expect(reach([visit("A1")], [], 60).notReached).toEqual(["A1"]);
  });

  it("everybody is told one or the other, in the order of the line; a minute or a counter more reaches no fewer", () => {
    const visits = fc.array(fc.record({ queue: fc.constantFrom("a", "b", "c"), minutes: fc.integer({ min: 1, max: 60 }) }), {
      maxLength: 40,
    });
    const counters = fc.array(
      fc.record({ takes: fc.subarray(["a", "b", "c"], { minLength: 1 }), busyMinutes: fc.integer({ min: 0, max: 30 }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(visits, counters, fc.integer({ min: 0, max: 240 }), (some, there, left) => {
        const line = some.map((each, at) => ({ id: `v${at}`, ...each }));
        const found = reach(line, there, left);
        const order = (ids: readonly string[]) => [...ids].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
        expect(order([...found.reached, ...found.notReached])).toEqual(line.map(({ id }) => id));
        expect(found.reached).toEqual(order(found.reached));
        expect(found.notReached).toEqual(order(found.notReached));
        expect(reach(line, there, left + 1).reached.length).toBeGreaterThanOrEqual(found.reached.length);
      }),
      { numRuns: 200 },
    );
  });

  it("within one queue nobody is reached before those ahead of them", () => {
    const line = Array.from({ length: 30 }, (_each, at) => visit(`v${at}`, at % 3 === 0 ? "a" : "b", 7));
    const { notReached } = reach(line, [counter(0, "a"), counter(3, "a", "b")], 45);
    for (const queue of ["a", "b"]) {
      const of = line.filter((each) => each.queue === queue).map(({ id }) => id);
      const first = of.findIndex((id) => notReached.includes(id));
      expect(of.slice(first).every((id) => notReached.includes(id))).toBe(true);
    }
  });
});
