import { expect, test } from "vitest";
import { startClock } from "../base/hub-clock.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { announcementOf, announceWithinMs, type CounterOffice, movesOf, needsInOrder, sceneOf } from "./scene.ts";

const counter = sampleOffice.counters[0] as CounterOffice;
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
  expect(sceneOf(view, counter, 21)).toMatchObject({ kind: "free", next: { visit: { number: "A1" }, passedOver: 2 } });
});

test("Each stage has its moves, the one to make first", () => {
  expect(movesOf(sceneOf(sampleView(mine), counter, 21))).toEqual([]);
  expect(movesOf(sceneOf(sampleView(mine, sampleVisit({ number: "A1" })), counter, 21))).toEqual(["call-next"]);
  const holding = sampleCounter("counter-1", { agent: 21, holding: "visit-A1" });
  expect(movesOf(sceneOf(sampleView(holding, sampleVisit({ number: "A1", stage: called })), counter, 21))).toEqual([
    "begin",
    "recall",
    "no-show",
    "left",
  ]);
  const serving = { kind: "serving", since: at(1), counter: "counter-1", agent: 21 } as const;
  expect(movesOf(sceneOf(sampleView(holding, sampleVisit({ number: "A1", stage: serving })), counter, 21))).toEqual(["finish", "left"]);
});

test("Somebody else at the counter, or no open day, leaves nothing to do", () => {
  expect(sceneOf(sampleView(sampleCounter("counter-1", { agent: 22 })), counter, 21).kind).toBe("signed-out");
  const closed = { kind: "office", date: null, lastDate: "2026-11-22", waiting: 0, tickets: 0, quarantined: 0 } as const;
  expect(movesOf(sceneOf(sampleView(closed, mine), counter, 21))).toEqual([]);
});

test("Q-CALL-2: a call that no board confirmed within ten real seconds was not announced, at any speed of the office", () => {
  const visit = sampleVisit({ number: "A1", stage: called, announced: "waiting", lastCalledAt: sampleNow });
  const real = startClock(sampleNow, 0);
  expect(announcementOf(visit, real, announceWithinMs - 1)).toBe("announcing");
  expect(announcementOf(visit, real, announceWithinMs + 1)).toBe("not-announced");
  const fast = { ...real, rate: 60 };
  expect(announcementOf(visit, fast, announceWithinMs - 1)).toBe("announcing");
  expect(announcementOf({ ...visit, announced: "spoken" }, real, 60_000)).toBe("announced");
  expect(announcementOf({ ...visit, announced: "not-announced" }, real, 0)).toBe("not-announced");
});

test("Needs stand in the order of what the agent must do first", () => {
  expect(needsInOrder(["more-time", "hearing", "come-and-get-me"])).toEqual(["come-and-get-me", "hearing", "more-time"]);
});
