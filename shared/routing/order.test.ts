/** The order that is shown is the order of calling. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyComer, anyOffice } from "./any-office/harness.ts";
import { type Comer, minute, Room } from "./harness.ts";
import { verdictOf } from "./takes.ts";

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ comer: anyComer, minutes: fc.nat(15) }) },
  { weight: 1, arbitrary: fc.record({ call: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ open: fc.nat(4), agent: fc.nat(3) }) },
);

function roomAfter(office: ConstructorParameters<typeof Room>[0], steps: readonly object[]): Room {
  const room = new Room(office);
  room.open("counter-0", 100);
  steps.forEach((each, index) => {
    if ("comer" in each && "minutes" in each) {
      room.now += (each.minutes as number) * minute;
      room.join({ ...(each.comer as Comer), id: `v${index}` });
    } else if ("call" in each) {
      if (room.desks.has(`counter-${each.call}`)) room.call(`counter-${each.call}`);
    } else if ("open" in each && "agent" in each && room.desks.has(`counter-${each.open}`))
      room.open(`counter-${each.open}`, 100 + (each.agent as number));
  });
  return room;
}

const anyRoom = fc.tuple(anyOffice, fc.array(step, { minLength: 5, maxLength: 25 })).map(
  ([office, steps]) =>
    () =>
      roomAfter(office, steps),
);
const isSubsequence = (some: readonly string[], all: readonly string[]) => {
  let at = -1;
  return some.every((each) => {
    at = all.indexOf(each, at + 1);
    return at >= 0;
  });
};

describe("Q-CALL-3: the order shown is the order of calling", () => {
  it("at every counter: calling again and again goes through what was shown", () => {
    fc.assert(
      fc.property(anyRoom, (made) => {
        for (const counter of made().desks.keys()) {
          const room = made();
          const shown = room.order(counter);
          expect(room.calls(counter)).toEqual(shown);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("in the whole line: every counter calls the first whom it takes, and no call and no time reorders who is left", () => {
    fc.assert(
      fc.property(anyRoom, fc.nat(90), (made, minutes) => {
        const room = made();
        const line = room.order(null);
        expect([...line].sort()).toEqual(room.line.map(({ id }) => id).sort());
        for (const state of room.desks.values()) {
          const { floor } = room;
          const desk = floor.desk(state);
          if (!desk) continue;
          const taken = room.line.filter((visit) => verdictOf(floor, desk, visit) === "takes").map(({ id }) => id);
          const order = room.order(state.id);
          expect(order.slice(0, taken.length)).toEqual(line.filter((id) => taken.includes(id)));
          expect(isSubsequence(order.slice(taken.length), line)).toBe(true);
          expect(room.next(state.id)?.visit.id).toBe(order[0]);
        }
        room.now += minutes * minute;
        expect(room.order(null)).toEqual(line);
        const called = room.call("counter-0")?.visit.id;
        expect(room.order(null)).toEqual(line.filter((id) => id !== called));
      }),
      { numRuns: 150 },
    );
  });

  it("says of everybody who came earlier why they were passed over", () => {
    fc.assert(
      fc.property(anyRoom, (made) => {
        for (const { id } of made().desks.values()) {
          const room = made();
          const found = room.next(id);
          if (!found) continue;
          const { visit, because } = found;
          const earlier = room.line.filter(
            (other) => other !== visit && (other.letForward?.from ?? other.place) < (visit.letForward?.from ?? visit.place),
          );
          const before = room.line.slice(0, room.line.indexOf(visit));
          const passed = new Set([...earlier, ...before].map((each) => each.id));
          expect(because.passedOverTotal).toBe(passed.size);
          expect(because.passedOver.every((each) => passed.has(each))).toBe(true);
          expect(because.passedWhy).toHaveLength(because.passedOver.length);
          expect(Object.values(because.passedCounts ?? {}).reduce((sum, each) => sum + each, 0)).toBe(passed.size);
        }
      }),
      { numRuns: 100 },
    );
  });
});
