import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Entrance, entranceLimits } from "./entrance.ts";

const { begunMax, roomMs, waitMs } = entranceLimits;

/** Time and timers are turned by hand. */
class Bench {
  now = 0;
  readonly begun: number[] = [];
  readonly cut: number[] = [];
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  readonly entrance = new Entrance<number>({
    begin: (one) => void this.begun.push(one),
    cut: (one) => void this.cut.push(one),
    mono: () => this.now,
    after: (ms, run) => {
      const timer = { at: this.now + ms, run };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((each) => each !== timer);
      };
    },
  });

  arrive(from: number, to: number): void {
    for (let one = from; one <= to; one += 1) this.entrance.arrive(one);
  }

  turn(ms: number): void {
    this.now += ms;
    for (const timer of this.#timers.filter(({ at }) => at <= this.now)) {
      this.#timers = this.#timers.filter((each) => each !== timer);
      timer.run();
    }
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe("who comes in", () => {
  it("a few at once, and then the newest of those who wait", () => {
    bench.arrive(1, 100);
    expect(bench.begun).toHaveLength(begunMax);
    bench.entrance.done(1);
    bench.entrance.done(2);
    expect(bench.begun.slice(begunMax)).toEqual([100, 99]);
  });

  it("whoever says nothing makes room for the others, and is not cut", () => {
    bench.arrive(1, 100);
    bench.turn(roomMs);
    expect([bench.begun.length, bench.cut]).toEqual([2 * begunMax, []]);
  });

  it("whoever waited until it must be gone is cut without work", () => {
    bench.arrive(1, begunMax + 2);
    bench.now = waitMs - 1;
    bench.entrance.arrive(200);
    bench.now = waitMs;
    bench.entrance.done(1);
    expect([bench.begun.at(-1), bench.cut]).toEqual([200, [begunMax + 1, begunMax + 2]]);
  });

  it("whoever has gone while it waited is not begun", () => {
    bench.arrive(1, begunMax + 2);
    bench.entrance.done(begunMax + 2);
    bench.entrance.done(1);
    expect(bench.begun.at(-1)).toBe(begunMax + 1);
  });

  it("each once, or is cut, whatever comes and goes in between; nobody is forgotten", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("arrive" as const), many: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant("done" as const), share: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
      fc.record({ kind: fc.constant("turn" as const), ms: fc.integer({ min: 0, max: 1_500 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const tried = new Bench();
        let arrived = 0;
        for (const each of steps) {
          if (each.kind === "turn") tried.turn(each.ms);
          else if (each.kind === "done") tried.entrance.done(Math.floor(each.share * arrived) + 1);
          else {
            tried.arrive(arrived + 1, arrived + each.many);
            arrived += each.many;
          }
          expect(new Set([...tried.begun, ...tried.cut]).size).toBe(tried.begun.length + tried.cut.length);
        }
        const gone = steps.some(({ kind }) => kind === "done");
        for (let place = 0; place <= arrived / begunMax; place += 1) tried.turn(roomMs);
        tried.turn(waitMs);
        tried.entrance.arrive(0);
        if (!gone) expect(tried.begun.length + tried.cut.length).toBe(arrived + 1);
      }),
      { numRuns: 100 },
    );
  });
});
