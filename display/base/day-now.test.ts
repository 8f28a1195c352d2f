import { expect, test } from "vitest";
import type { DayEntry } from "#shared/day/staff.ts";
import { dayNotes, proposalNow } from "./day-now.ts";
import { minuteMs, sampleNow, sampleOffice, sampleView } from "./staff-sample.ts";

/** 11:00 in Vancouver on a Monday. */
const office = {
  ...sampleOffice,
  hours: { weekly: [{ day: "monday" as const, opens: "09:00", closes: "16:30" }], holidays: [] },
};
const day: DayEntry = { kind: "day", stage: "open", doorsAt: null, closesAt: null, notOffered: [], given: [], notices: [], practice: null };
const at = (change: Partial<DayEntry>, minutes = 0) => dayNotes(sampleView({ ...day, ...change }), office, sampleNow + minutes * minuteMs);

test("nothing is said on an ordinary morning; within the last hour it is said when the office closes, and after it that it is past", () => {
  const toClosing = 16.5 * 60 - 11 * 60;
  expect(at({})).toEqual([]);
  expect(at({}, toClosing - 61)).toEqual([]);
  expect(at({}, toClosing - 20)).toEqual([{ kind: "closing", closes: 990, inMinutes: 20 }]);
  expect(at({}, toClosing + 5)).toEqual([{ kind: "past-closing", closes: 990 }]);
  expect(at({ closesAt: 690 })).toEqual([{ kind: "closing", closes: 690, inMinutes: 30 }]);
});

test("a line that forms and last tickets are said first, then what was posted, newest first, then what is not offered", () => {
  const notice = (text: string) => ({ notice: text, text: { en: text, fr: text }, since: 0, until: null });
  const stopped = { service: "licence", why: "stopped", figure: null } as const;
  expect(at({ stage: "forming", notices: [notice("old"), notice("new")], notOffered: [stopped] })).toMatchObject([
    { kind: "forming" },
    { kind: "notice", text: { en: "new" } },
    { kind: "notice", text: { en: "old" } },
    { kind: "not-offered", name: { en: "Licence" }, why: stopped },
  ]);
  expect(at({ stage: "last", notOffered: [stopped] })).toEqual([{ kind: "last" }]);
});

test("the hours propose, of the day as the manager set it", () => {
  expect(proposalNow(sampleView(day), office, sampleNow)).toMatchObject({ kind: "open", closes: 990 });
  expect(proposalNow(sampleView(), { ...office, hours: null }, sampleNow)).toEqual({ kind: "open", closes: null, inMinutes: null });
});
