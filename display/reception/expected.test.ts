import { expect, test } from "vitest";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { glanceAt } from "./expected.ts";

const waiting = (number: string, minutes: number, change: Partial<VisitEntry> = {}) =>
  sampleVisit({ number, arrivedAt: sampleNow - minutes * minuteMs, place: sampleNow - minutes * minuteMs, ...change });
const minutesOf = (at: number | null) => (at === null ? null : (at - sampleNow) / minuteMs);

test("Two who wait at one open counter are called now and one usual time later; who stepped away stands last, without a time", () => {
  const away = waiting("A1", 30, { away: { since: sampleNow, until: sampleNow + 15 * minuteMs } });
  const view = sampleView(sampleCounter("counter-1", { agent: 21 }), away, waiting("A2", 20), waiting("A3", 10));
  const { waiting: line, staffed } = glanceAt(view, sampleOffice, sampleNow);
  expect(staffed).toBe(1);
  expect(line.map(({ visit, expectedAt }) => [visit.number, minutesOf(expectedAt)])).toEqual([
    ["A2", 0],
    ["A3", 10],
    ["A1", null],
  ]);
});

test("A counter that serves is free when the usual time is over, or any moment when it took longer", () => {
  const at = (since: number) => ({ kind: "serving" as const, since: sampleNow - since * minuteMs, counter: "counter-1", agent: 21 });
  const serving = (since: number) =>
    sampleView(
      sampleCounter("counter-1", { agent: 21, holding: "visit-A1" }),
      sampleVisit({ number: "A1", stage: at(since) }),
      waiting("A2", 5),
    );
  expect(minutesOf(glanceAt(serving(4), sampleOffice, sampleNow).waiting[0]?.expectedAt ?? null)).toBe(6);
  expect(minutesOf(glanceAt(serving(25), sampleOffice, sampleNow).waiting[0]?.expectedAt ?? null)).toBe(0);
});

test("Queues stand by how many wait; one that nobody takes, for a break or none signed in, has no time", () => {
  const rest = { since: sampleNow };
  const view = sampleView(
    sampleCounter("counter-1", { agent: 21 }),
    sampleCounter("counter-2", { agent: 22, break: rest }),
    waiting("B1", 9, { queue: "rent", service: null }),
    waiting("A1", 8),
    waiting("A2", 7),
  );
  expect(glanceAt(view, sampleOffice, sampleNow).queues).toEqual([
    { id: "licences", count: 2, expectedAt: sampleNow + 20 * minuteMs },
    { id: "rent", count: 1, expectedAt: null },
  ]);
});
