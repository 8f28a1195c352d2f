/**
 * Whatever happens in an office, in any order: what must hold after every step, and what the log must say of it all in the end.
 * More histories: `QUEUE_HISTORIES=500 npx vitest run --config tests/vitest.config.ts --project node hub/core/model.test.ts`
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { callable } from "#shared/queue/line.ts";
import { emptyState, type OfficeState, stateText } from "#shared/queue/state.ts";
import { emptyTimings, foldTimings } from "#shared/statistics/timings.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { eventsOf, incumbentFindings } from "../forward/harness.ts";
import { emptyMoves } from "../forward/moves-state.ts";
import { AnyOffice, later, steps } from "./any-office.ts";

const story = fc.array(
  fc.record({
    step: fc.constantFrom(...steps),
    agent: fc.constantFrom(21, 22),
    counter: fc.constantFrom("counter-1", "counter-2"),
    pick: fc.nat(40),
    seconds: fc.nat(400),
  }),
  { minLength: 60, maxLength: 140 },
);

const histories = Number(process.env.QUEUE_HISTORIES ?? 80);

/** What must hold after every step. */
function check(state: OfficeState): void {
  const visits = [...state.visits.values()];
  const held = [...state.counters.values()].flatMap((counter) => (counter.holding === null ? [] : [counter.holding]));
  expect(new Set(held).size).toBe(held.length);
  for (const visit of visits) {
    const { kind } = visit.stage;
    expect(held.includes(visit.id)).toBe(kind === "called" || kind === "serving");
    expect(state.line.includes(visit.id)).toBe(kind === "waiting");
    if (visit.toConfirm || visit.away) expect(kind).toBe("waiting");
    const present = visit.segments.find((each) => each.n === visit.segment);
    expect([present?.service, present?.queue]).toEqual([visit.service, visit.queue]);
    // At a counter one service is being done at most, and who waits has begun none that still goes on.
    const isServed = kind === "serving" || kind === "parked";
    expect(visit.segments.filter((each) => each.state === "serving").map((each) => each.n)).toEqual(isServed ? [visit.segment] : []);
    if (kind === "ended") expect(visit.segments.every((each) => each.state === "done" || each.state === "dropped")).toBe(true);
    if (visit.late) expect(kind).toBe("ended");
    // The date of everyone who is still here is the one that is open, or the one that opens next.
    // Practice is of none, and a return slip of the one it names.
    const isElsewhere = visit.practice || visit.promised?.arrived === null;
    if (kind !== "ended" && !isElsewhere) expect(visit.date).toBe(state.day?.date ?? null);
    const booked = visit.appointment && state.appointments.get(visit.appointment.id);
    if (booked) expect(booked.stage).toMatchObject({ kind: "checked-in", visit: visit.id });
  }
  // Practice visits and counters meet only each other.
  for (const { holding, practice } of state.counters.values()) {
    if (holding !== null) expect(state.visits.get(holding)?.practice).toBe(practice);
  }
  const line = state.line.map((id) => state.visits.get(id)?.place ?? Number.NaN);
  expect(line).toEqual([...line].sort((one, other) => one - other));
  const counted = [...callable(state)].filter((visit) => !visit.practice);
  expect([state.waiting, state.toConfirm]).toEqual([counted.length, counted.filter((visit) => visit.toConfirm).length]);
  const numbers = visits.filter((visit) => visit.date !== null).map((visit) => `${visit.date} ${paperNumber(visit.number)}`);
  expect(new Set(numbers).size).toBe(numbers.length);
}

/** Papers that the hub knows of: a record that joined a visit which staff had begun took an admission off the list. */
function papersOf(rows: readonly LogRow[]): number {
  const folded = emptyState();
  let papers = 0;
  for (const row of rows) {
    const before = folded.admissions.length;
    evolve(folded, row);
    if ((row.body as { practice?: boolean } | null)?.practice) continue;
    const tells = row.kind === "ticket-issued" || ["visit-admitted", "visit-joined", "row-adopted"].includes(row.kind);
    if (tells && folded.admissions.length >= before) papers += 1;
  }
  return papers;
}

describe("whatever happens in an office", () => {
  it("Q-CALL-1, Q-TICKET-1: one citizen a counter, one counter a ticket, one number a date, and nobody called unasked", () => {
    fc.assert(
      fc.property(story, (steps) => {
        const office = new AnyOffice();
        for (const step of steps) {
          office.do(step);
          check(office.hub.state);
        }
        const rows = [...office.hub.log.readAll()];
        expect(office.hub.state.tickets).toBe(papersOf(rows));
        const timings = emptyTimings();
        for (const row of rows) foldTimings(timings, row);
        const open = [...office.hub.state.visits.values()]
          .filter((visit) => visit.stage.kind !== "ended" && !visit.practice)
          .map(({ id }) => id);
        expect([...timings.open.keys()].sort()).toEqual(open.sort());
        expect([...timings.cells.values()].reduce((sum, cell) => sum + cell.joined, 0)).toBe(office.hub.state.tickets);
      }),
      { numRuns: histories },
    );
  });

  it("Q-EVENT-2: the state folded from the log, or from a snapshot and its tail, equals the live one byte for byte", () => {
    fc.assert(
      fc.property(story, fc.nat(60), (steps, snapshotAt) => {
        const office = new AnyOffice();
        steps.forEach((step, place) => {
          office.do(step);
          if (place === snapshotAt) office.hub.program.snapshot();
        });
        const { hub } = office;
        const folded = emptyState();
        for (const row of hub.log.readAll()) evolve(folded, row);
        expect(stateText(folded)).toBe(stateText(hub.state));
        hub.restart("boot-last");
        for (const row of hub.log.readAll(folded.n + 1)) evolve(folded, row);
        expect(stateText(hub.state)).toBe(stateText(folded));
        expect(hub.log.firstBrokenRow()).toBeUndefined();
      }),
      { numRuns: histories / 2 },
    );
  });

  it("Q-EVENT-1: at the end of its date every visit is balanced in The Q's model, told once, and in order", () => {
    fc.assert(
      fc.property(story, (steps) => {
        const office = new AnyOffice();
        for (const step of steps) office.do(step);
        const { hub } = office;
        // Who was carried over or has a return slip is of a later date.
        for (let date = 0; date < 4; date += 1) {
          if (hub.state.day === null) hub.command("open-day", { agent: 21, date: later(hub.state.lastDate, 2) });
          hub.command("close-day", { agent: 21, date: hub.state.day?.date ?? "", carry: false });
        }
        const events = eventsOf(hub.log.readAll(), emptyMoves(), hub.log.identity);
        const visits = new Set(events.map((each) => each.contexts.citizen.client_id));
        expect(incumbentFindings(events)).toEqual([]);
        expect(visits.size).toBe(hub.state.tickets);
        expect(new Set(events.map((each) => each.id)).size).toBe(events.length);
      }),
      { numRuns: histories },
    );
  });
});
