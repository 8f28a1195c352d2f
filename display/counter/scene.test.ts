import { expect, test } from "vitest";
import { startClock } from "../base/hub-clock.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleOpenDay, sampleView, sampleVisit } from "../base/staff-sample.ts";
import type { StaffView } from "../base/staff-view.ts";
import { announcementOf, announceWithinMs, lineAt, movesOf, needsInOrder, sceneOf } from "./scene.ts";

const here = (view: StaffView) => sceneOf(view, sampleOffice, { counter: "counter-1", agent: 21 }, sampleNow);
const at = (minutes: number) => sampleNow - minutes * minuteMs;
const mine = sampleCounter("counter-1", { agent: 21 });
const called = { kind: "called", since: at(0), counter: "counter-1", agent: 21, call: "c1", recalls: 0 } as const;

test("Q-CALL-3: the next is the first of the line for this counter's queues, and those passed over are counted", () => {
  const view = sampleView(
    mine,
    sampleVisit({ number: "B1", queue: "rent", arrivedAt: at(30) }),
    sampleVisit({ number: "P1", practice: true, arrivedAt: at(29) }),
    sampleVisit({ number: "B2", queue: "rent", arrivedAt: at(20) }),
    sampleVisit({ number: "A1", arrivedAt: at(14) }),
    sampleVisit({ number: "A2", arrivedAt: at(10) }),
  );
  expect(here(view)).toMatchObject({ kind: "free", next: { visit: { number: "A1" }, because: { passedOverTotal: 2 } } });
});

test("Each stage has its moves, the one to make first", () => {
  expect(movesOf(here(sampleView(mine)))).toEqual([]);
  expect(movesOf(here(sampleView(mine, sampleVisit({ number: "A1" }))))).toEqual(["call-next"]);
  const holding = sampleCounter("counter-1", { agent: 21, holding: "visit-A1" });
  expect(movesOf(here(sampleView(holding, sampleVisit({ number: "A1", stage: called }))))).toEqual(["begin", "recall", "no-show", "left"]);
  const serving = { kind: "serving", since: at(1), counter: "counter-1", agent: 21 } as const;
  expect(movesOf(here(sampleView(holding, sampleVisit({ number: "A1", stage: serving }))))).toEqual(["finish", "left"]);
});

test("Somebody else at the counter, or no open day, leaves nothing to do", () => {
  expect(here(sampleView(sampleCounter("counter-1", { agent: 22 }))).kind).toBe("signed-out");
  const closed = { ...sampleOpenDay, date: null, lastDate: "2026-11-22" };
  expect(movesOf(here(sampleView(closed, mine)))).toEqual([]);
});

test("Before the doors are open nobody is called, and numbers are given all the same", () => {
  const forming = {
    kind: "day",
    stage: "forming",
    doorsAt: null,
    closesAt: null,
    notOffered: [],
    given: [],
    notices: [],
    practice: null,
  } as const;
  const scene = here(sampleView(forming, mine, sampleVisit({ number: "A1" })));
  expect([scene.kind, movesOf(scene)]).toEqual(["doors-shut", []]);
});

test("Who practises meets practice tickets and nobody else, on a closed day and while the line forms; the others never see them", () => {
  const closed = { ...sampleOpenDay, date: null, lastDate: "2026-11-22" };
  const tickets = [sampleVisit({ number: "A1" }), sampleVisit({ number: "P1", practice: true })];
  const practising = sampleView(closed, sampleCounter("counter-1", { agent: 21, practice: true }), ...tickets);
  expect(here(practising)).toMatchObject({ kind: "free", next: { visit: { number: "P1" } } });
  expect(lineAt(practising, "counter-1").map(({ number }) => number)).toEqual(["P1"]);
  expect(lineAt(sampleView(mine, ...tickets), "counter-1").map(({ number }) => number)).toEqual(["A1"]);
});

test("Q-CALL-2: a call that no board confirmed within twenty real seconds was not announced, at any speed of the office", () => {
  const visit = sampleVisit({ number: "A1", stage: called, announced: "waiting", lastCalledAt: sampleNow });
  const board = { id: "board-1", role: "board", zone: "main", speaks: true } as const;
  const office = { ...sampleOffice, devices: [board] };
  const real = startClock(sampleNow, 0);
  expect(announcementOf(visit, office, real, announceWithinMs - 1)).toBe("announcing");
  expect(announcementOf(visit, office, real, announceWithinMs + 1)).toBe("not-announced");
  const fast = { ...real, rate: 60 };
  expect(announcementOf(visit, office, fast, announceWithinMs - 1)).toBe("announcing");
  expect(announcementOf({ ...visit, announced: "spoken" }, office, real, 60_000)).toBe("announced");
  expect(announcementOf({ ...visit, announced: "not-announced" }, office, real, 0)).toBe("not-announced");
  // Where no board could announce it, the agent calls it out, and nobody is told that a device failed.
  const elsewhere = { ...sampleOffice, devices: [{ ...board, zone: "hall" }] };
  expect(announcementOf(visit, elsewhere, real, announceWithinMs + 1)).toBe("by-voice");
});

test("Needs stand in the order of what the agent must do first", () => {
  expect(needsInOrder(["more-time", "hearing", "come-and-get-me"])).toEqual(["come-and-get-me", "hearing", "more-time"]);
});
