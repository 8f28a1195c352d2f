import { expect, test } from "vitest";
import { minuteMs, sampleNow, sampleSnapshot, sampleVisit } from "../base/staff-sample.ts";
import { takeSnapshot } from "../base/staff-view.ts";
import { findTicket, movesOf } from "./finding.ts";

const office = { id: "victoria" };
const early = sampleVisit({ number: "A7", id: "victoria.e1.5", arrivedAt: sampleNow - 90 * minuteMs });
const late = sampleVisit({ number: "A7", id: "victoria.e1.9", arrivedAt: sampleNow - 5 * minuteMs });
const view = takeSnapshot(null, sampleSnapshot([early, late]));
const find = (text: string) => findTicket(text, view, office);

test("A code names its visit; a number that two bear on paper is the later one's", () => {
  expect(find("theq1:victoria:A7:2026-11-23:victoria.e1.5")).toEqual({ kind: "visit", id: early.id, number: "A7" });
  const withPage = "https://queue.example/t/#AAAAAAAAAAAAAAAAAAAAAA;theq1:victoria:A7:2026-11-23:victoria.e1.5";
  expect(find(withPage)).toEqual({ kind: "visit", id: early.id, number: "A7" });
  expect(find(" a 7 ")).toEqual({ kind: "visit", id: late.id, number: "A7" });
});

test("What cannot be found says why", () => {
  expect(find("A8")).toEqual({ kind: "unknown", number: "A8" });
  expect(find("theq1:kelowna:A7:2026-11-23:victoria.e1.5")).toEqual({ kind: "other-office" });
  expect(find("hello")).toEqual({ kind: "unreadable", text: "hello" });
});

test("What can be done with it is what the hub would do at the door", () => {
  expect(movesOf(early)).toContain("correct");
  expect(movesOf({ ...early, away: { since: 1, until: 2 } })[0]).toBe("come-back");
  expect(movesOf({ away: null, stage: { kind: "serving", since: 1, counter: "c1", agent: 3 } })).toEqual(["mark", "print"]);
  expect(movesOf({ away: null, stage: { kind: "ended", at: 1, how: "no-show" } })).toEqual(["return"]);
  expect(movesOf({ away: null, stage: { kind: "ended", at: 1, how: "finished" } })).toEqual([]);
});
