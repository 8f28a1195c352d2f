import { expect, test } from "vitest";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { counterState, officeNow, queuesNow } from "./figures.ts";

const at = (minutes: number) => sampleNow - minutes * minuteMs;
const serving = { kind: "serving", since: at(3), counter: "counter-1", agent: 21 } as const;
const view = sampleView(
  sampleCounter("counter-1", { agent: 21, holding: "visit-A0" }),
  sampleCounter("counter-2"),
  sampleVisit({ number: "A0", stage: serving }),
  sampleVisit({ number: "A1", arrivedAt: at(34) }),
  sampleVisit({ number: "A2", arrivedAt: at(12) }),
  sampleVisit({ number: "B1", queue: "rent", arrivedAt: at(8) }),
  sampleVisit({ number: "P1", practice: true, arrivedAt: at(90) }),
);

test("The office in one sentence: who waits, the longest, who serves; practice is left out", () => {
  expect(officeNow(view, sampleOffice, sampleNow)).toEqual({ waiting: 3, longestMs: 34 * minuteMs, serving: 1, staffed: 1, counters: 2 });
});

test("A queue whose counters are all closed is seen", () => {
  expect(queuesNow(view, sampleOffice, sampleNow)).toEqual([
    { id: "licences", waiting: 2, longestMs: 34 * minuteMs, counters: 1 },
    { id: "rent", waiting: 1, longestMs: 8 * minuteMs, counters: 0 },
    { id: "desk", waiting: 0, longestMs: null, counters: 1 },
  ]);
});

test("An uncertain arrival is not told as the longest wait while there is a certain one", () => {
  const uncertain = sampleView(
    sampleVisit({ number: "A1", arrivedAt: at(300), timeUncertain: true }),
    sampleVisit({ number: "A2", arrivedAt: at(5) }),
  );
  expect(officeNow(uncertain, sampleOffice, sampleNow).longestMs).toBe(5 * minuteMs);
});

test("A counter is closed, free, or with somebody", () => {
  expect(counterState(view, "counter-1")).toMatchObject({ kind: "serving", agent: 21, visit: { number: "A0" } });
  expect(counterState(view, "counter-2")).toEqual({ kind: "closed" });
  expect(counterState(sampleView(sampleCounter("counter-2", { agent: 22 })), "counter-2")).toEqual({ kind: "free", agent: 22 });
});
