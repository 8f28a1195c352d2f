import { describe, expect, test } from "vitest";
import type { DayStage } from "#shared/day/proposal.ts";
import type { DayEntry } from "#shared/day/staff.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleOpenDay, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { movesNow, reachNow, readyNow, slipPlan } from "./today-now.ts";

const weekday = (day: "monday" | "tuesday") => ({ day, opens: "09:00", closes: "11:30" });
/** A Monday, at 11:00 by the office's clock. */
const office = { ...sampleOffice, hours: { weekly: [weekday("monday"), weekday("tuesday")], holidays: [] } };
const day: DayEntry = { kind: "day", stage: "open", doorsAt: null, closesAt: null, notOffered: [], given: [], notices: [], practice: null };
const closed = { ...sampleOpenDay, date: null, lastDate: "2026-11-20" };

describe("the moves of the day", () => {
  const moves = (stage: DayStage, minutes: number) => {
    const view = stage === "closed" ? sampleView(closed, { ...day, stage }) : sampleView({ ...day, stage });
    return movesNow(view, office, sampleNow + minutes * minuteMs).map(({ what, primary }) => (primary ? what.toUpperCase() : what));
  };

  test.each<[string, DayStage, number, string[]]>([
    ["before it opens the line may form", "closed", -140, ["FORM-LINE", "open-doors"]],
    ["at its hour the doors are proposed", "closed", -120, ["form-line", "OPEN-DOORS"]],
    ["of a line that forms the doors are next", "forming", -125, ["close-day", "OPEN-DOORS"]],
    ["on the day nothing is proposed", "open", 0, ["close-day", "close-doors"]],
    ["past closing the last ticket is", "open", 31, ["close-day", "CLOSE-DOORS"]],
    ["after it the close, and the way back", "last", 31, ["open-doors", "CLOSE-DAY"]],
  ])("%s", (_name, stage, minutes, wanted) => expect(moves(stage, minutes)).toEqual(wanted));

  test("a date of an earlier day is to be closed, whatever the hours say", () => {
    const old = sampleView({ ...sampleOpenDay, date: "2026-11-20" }, day);
    expect(movesNow(old, office, sampleNow)).toEqual([{ what: "close-day", primary: true }]);
  });
});

test("Who is reached: staffed counters, the usual times, the half hour that is left; practice counters call nobody", () => {
  const at = (minutes: number) => sampleNow - minutes * minuteMs;
  const line = [1, 2, 3, 4, 5].map((count) => sampleVisit({ number: `A${count}`, arrivedAt: at(30 - count), place: at(30 - count) }));
  const serving = { kind: "serving", since: at(4), counter: "counter-1", agent: 21 } as const;
  const held = sampleVisit({ number: "A9", stage: serving });
  const one = sampleCounter("counter-1", { agent: 21, holding: held.id });
  // Free in 6 minutes, then one each ten: at 6, 16 and 26.
  expect(reachNow(sampleView(day, one, held, ...line), office, sampleNow)).toMatchObject({
    notReached: ["visit-A4", "visit-A5"],
    ...{ counters: 1, minutesLeft: 30, workMinutes: 50 },
  });
  const practising = sampleCounter("counter-1", { agent: 21, practice: true });
  expect(reachNow(sampleView(day, practising, ...line), office, sampleNow)?.notReached).toHaveLength(5);
  expect(reachNow(sampleView({ ...day, stage: "last" }, one, held, ...line), office, sampleNow)?.minutesLeft).toBe(30);
  expect(reachNow(sampleView(day, ...line), { ...office, hours: null }, sampleNow)).toBeUndefined();
});

test("What is not well stands first, with who must see to it", () => {
  const kiosk = { kind: "device", id: "kiosk-1", role: "kiosk", online: true, since: 0, faults: [] } as const;
  const board = { ...kiosk, id: "board-1", role: "board", online: false } as const;
  const checks = readyNow(sampleView(kiosk, board, sampleCounter("counter-1", { agent: 21 })), office);
  expect(checks.map(({ what, state, who }) => [what, state, who]).slice(0, 2)).toEqual([
    ["board", "not-ready", "front"],
    ["kiosk", "ready", null],
  ]);
});

test("Return slips name hours of the next open day in the order of the line, and count those that were promised before", () => {
  const visits = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => sampleVisit({ number: `A${count}` }));
  const promised = { date: "2026-11-24", from: 540, to: 600, place: 1, arrived: null };
  const plan = slipPlan(sampleView(day, sampleVisit({ number: "A9", promised })), office, visits);
  // Two counters, ten minutes each: six an hour, one of which is given away.
  expect(plan?.date).toBe("2026-11-24");
  expect(plan?.slips.map(({ visit, from }) => `${visit.number} ${from / 60}`)).toEqual([
    ...["A1 9", "A2 9", "A3 9", "A4 9", "A5 9"],
    ...["A6 10", "A7 10", "A8 10"],
  ]);
  expect(slipPlan(sampleView(day), { ...office, hours: { weekly: [], holidays: [] } }, visits)).toBeUndefined();
});
