/** Nobody is passed over for ever, under any rules that the check accepts, and the bound that is told of them is kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptedRouting, anyComer, anyOffice } from "./any-office/harness.ts";
import { boundOf, boundsOf } from "./bound.ts";
import { type Comer, minute, officeOf, Room } from "./harness.ts";
import { planOf } from "./plan.ts";
import { ruleSetOf } from "./rules.ts";
import type { RoutingOffice } from "./waiting.ts";

/** What one round of the office brings: who comes before the counters call, and which counters open, close or pause. */
const round = fc.record({
  comers: fc.array(anyComer, { maxLength: 6 }),
  desk: fc.nat(3),
  does: fc.constantFrom("open", "close", "pause", "resume", "nothing", "nothing"),
});
type Round = (typeof round extends fc.Arbitrary<infer T> ? T : never) & object;

interface Pressure {
  readonly rounds: readonly Round[];
  /** Who waits before the first round. */
  readonly first?: readonly Omit<Comer, "id">[];
  readonly spoil?: (room: Room) => void;
}

/** In a line of so many somebody leaves it only as fast as it is called, so that the pressure lasts and the bound is short enough to be reached. */
const lineMost = 6;

/**
 * A crowded office: each round people come until the line is full, then every open counter calls once, and a minute passes. Counter 0 is
 * always open. Tells the first person who waited for more rounds than the rules' bound says.
 */
function starved(office: RoutingOffice, { rounds, first = [], spoil }: Pressure): string | undefined {
  const room = new Room(office);
  room.open("counter-0", 100);
  spoil?.(room);
  const { rules } = planOf(office);
  const dueBy = new Map<string, number>();
  const join = (count: number, comers: readonly Omit<Comer, "id">[]) => {
    comers.forEach((comer, index) => {
      if (room.line.length >= lineMost) return;
      const { calls, keptMs } = boundOf(rules, room.line.length);
      dueBy.set(`${count}.${index}`, count + calls + Math.ceil(keptMs / minute) + 1);
      room.join({ ...comer, id: `${count}.${index}` });
    });
  };
  join(-1, first);
  // The same rounds again and again.
  for (let count = 0; count < 200; count += 1) {
    const { comers, desk, does } = rounds[count % rounds.length] as Round;
    change(room, `counter-${desk + 1}`, { desk, does });
    join(count, comers);
    for (const { id, agent, break: isOnBreak } of room.desks.values()) {
      if (agent !== null && !isOnBreak) dueBy.delete(room.call(id)?.visit.id ?? "");
    }
    for (const [id, due] of dueBy) if (count > due) return `${id} waits in round ${count} and was due by ${due}`;
    room.now += minute;
  }
  return undefined;
}

function change(room: Room, counter: string, { desk, does }: Pick<Round, "desk" | "does">): void {
  if (!room.desks.has(counter)) return;
  if (does === "open") room.open(counter, 101 + desk);
  if (does === "close") room.close(counter);
  if (does === "pause" || does === "resume") room.pause(counter, does === "pause");
}

describe("Q-CALL-3: nobody is passed over for ever", () => {
  it("under no accepted rules does anybody wait for longer than their bound, however many come after", () => {
    fc.assert(
      fc.property(anyOffice, fc.array(round, { minLength: 1, maxLength: 4 }), (office, rounds) => {
        expect(starved(office, { rounds })).toBeUndefined();
      }),
      { numRuns: 250 },
    );
  });

  const pressing: Round = { comers: [{ isAppointment: true }, { isAppointment: true }], desk: 0, does: "nothing" };
  const one = (routing: RoutingOffice["routing"]) =>
    officeOf({ routing, counters: [{ id: "counter-0", type: "Counter", takes: ["all"] }], agents: [{ number: 100 }] });

  it("would see it where people did not remember whom they had let go before", () => {
    const pressure = { rounds: [pressing], first: [{}] };
    const name = { en: "x", fr: "x" };
    const classes = [
      { id: "first", name, who: { appointment: true as const }, weight: 2 },
      { id: "rest", name, weight: 1 },
    ];
    const office = one({ preset: "expert", classes, keepMinutes: 5 });
    expect(starved(office, pressure)).toBeUndefined();
    const spoil = (room: Room) => void Object.assign(room, { counts: false });
    expect(starved(office, { ...pressure, spoil })).toMatch(/^-1\.0 waits/);
  });

  it("would see it where somebody were left to others without an end", () => {
    const pressure = { rounds: [{ ...pressing, comers: [{}, {}] }], first: [{ counterType: "Quick Trans" }] };
    const quick = () => one({ preset: "quick-counters", types: ["Quick Trans"], keepMinutes: 5 });
    expect(starved(quick(), pressure)).toBeUndefined();
    // As if no time passed since it joined.
    const spoil = (room: Room) => {
      const [join, now] = [room.join.bind(room), room.now];
      room.join = (comer) => (comer.counterType ? join({ ...comer, arrivedAt: now + 500 * minute }) : join(comer));
    };
    expect(starved(quick(), { ...pressure, spoil })).toMatch(/^-1\.0 waits/);
  });

  it("tells a bound that a simple office reaches: with ratio 2 somebody with one person before them is called as the sixth", () => {
    const office = one({ preset: "appointments-first", ratio: 2 });
    expect(boundOf(ruleSetOf(office), 1).calls).toBeGreaterThanOrEqual(5);
    expect(boundsOf(ruleSetOf(office)).find((each) => each.class === "everybody")).toEqual({
      class: "everybody",
      laterComers: 2,
      withinMs: null,
    });
    const room = new Room(office);
    room.open("counter-0", 100);
    room.join({ id: "W1" });
    room.join({ id: "W2" });
    for (let count = 0; count < 20; count += 1) room.join({ id: `A${count}`, isAppointment: true });
    expect(room.order(null).indexOf("W2") + 1).toBe(6);
  });

  it("has a bound for every class of every accepted rule set", () => {
    fc.assert(
      fc.property(acceptedRouting, (routing) => {
        for (const { laterComers, withinMs } of boundsOf(ruleSetOf({ routing }))) {
          expect(Number.isSafeInteger(laterComers)).toBe(true);
          expect(laterComers <= 20 || withinMs !== null).toBe(true);
        }
      }),
    );
  });
});
