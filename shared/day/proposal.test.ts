import { describe, expect, it } from "vitest";
import type { OfficeHours } from "../office/hours.ts";
import { momentOf } from "../time/zone.ts";
import { daySpan, nextOpenDay } from "./hours-of.ts";
import { notOffered } from "./offers.ts";
import { type DayFacts, propose } from "./proposal.ts";

const timeZone = "America/Vancouver";
const weekday = (day: OfficeHours["weekly"][number]["day"]) => [
  { day, opens: "09:00", closes: "12:00" },
  { day, opens: "13:00", closes: "16:30" },
];
const hours: OfficeHours = {
  weekly: (["monday", "tuesday", "wednesday", "thursday", "friday"] as const).flatMap(weekday),
  holidays: [
    { date: "2026-12-25", name: { en: "Christmas Day", fr: "Noël" }, opens: null, closes: null },
    { date: "2026-12-24", name: { en: "Christmas Eve", fr: "Veille de Noël" }, opens: "09:00", closes: "13:00" },
  ],
};
/** Monday, November 23, 2026. */
const monday = "2026-11-23";
const at = (clock: string, date = monday) => momentOf(date, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), timeZone);
const facts = (clock: string, more: Partial<DayFacts> = {}): DayFacts => {
  const closed = { stage: "closed", date: "2026-11-20", closesAt: null, readyMinutes: 45 } as const;
  return { hours, timeZone, now: at(clock), ...closed, ...more };
};

describe("what the hours say of a day", () => {
  it("a break at noon closes nothing, a holiday closes, and a short day is short", () => {
    expect(daySpan(hours, monday)).toEqual({ opens: 540, closes: 990 });
    expect(daySpan(hours, "2026-11-22")).toBeUndefined();
    expect(daySpan(hours, "2026-12-24")).toEqual({ opens: 540, closes: 780 });
    expect(daySpan(hours, "2026-12-25")).toBeUndefined();
    expect(daySpan(null, monday)).toBeUndefined();
  });

  it("the next open day leaves out weekends and holidays; without hours it is the day after", () => {
    expect(nextOpenDay(hours, "2026-11-20")?.date).toBe(monday);
    expect(nextOpenDay(hours, "2026-12-24")?.date).toBe("2026-12-28");
    expect(nextOpenDay(null, "2026-12-31")).toEqual({ date: "2027-01-01", span: null });
    expect(nextOpenDay({ weekly: [], holidays: [] }, monday)).toBeUndefined();
  });
});

describe("what the hours propose", () => {
  it("the morning: nothing, then the look around, then the doors", () => {
    expect(propose(facts("07:30"))).toEqual({ kind: "rest", next: { date: monday, opens: 540 } });
    expect(propose(facts("08:15"))).toEqual({ kind: "get-ready", opens: 540, inMinutes: 45 });
    expect(propose(facts("08:14"))).toMatchObject({ kind: "rest" });
    expect(propose(facts("09:00"))).toEqual({ kind: "open-doors", opens: 540, sinceMinutes: 0 });
    expect(propose(facts("09:07"))).toMatchObject({ sinceMinutes: 7 });
  });

  it("a line that forms waits for the doors, however early", () => {
    const forming = { stage: "forming", date: monday } as const;
    expect(propose(facts("07:30", forming))).toEqual({ kind: "get-ready", opens: 540, inMinutes: 90 });
    expect(propose(facts("09:02", forming))).toMatchObject({ kind: "open-doors", sinceMinutes: 2 });
    expect(propose(facts("20:00", forming))).toMatchObject({ kind: "open-doors" });
  });

  it("the evening: no more tickets, then the end of the day, then the next one", () => {
    const open = { stage: "open", date: monday } as const;
    expect(propose(facts("15:30", open))).toEqual({ kind: "open", closes: 990, inMinutes: 60 });
    expect(propose(facts("16:40", open))).toEqual({ kind: "close-doors", closes: 990, sinceMinutes: 10 });
    expect(propose(facts("16:41", { ...open, stage: "last" }))).toEqual({ kind: "close-day" });
    expect(propose(facts("17:00", { date: monday }))).toEqual({ kind: "rest", next: { date: "2026-11-24", opens: 540 } });
    expect(propose(facts("10:00", { date: monday }))).toMatchObject({ kind: "rest", next: { date: "2026-11-24" } });
  });

  it("another time for closing today counts instead of the hours", () => {
    const open = { stage: "open", date: monday, closesAt: 14 * 60 } as const;
    expect(propose(facts("13:30", open))).toMatchObject({ kind: "open", closes: 840, inMinutes: 30 });
    expect(propose(facts("14:00", open))).toMatchObject({ kind: "close-doors" });
  });

  it("a day that was left open is told before anything else", () => {
    expect(propose(facts("08:30", { stage: "open", date: "2026-11-20" }))).toEqual({ kind: "close-old-day", date: "2026-11-20" });
  });

  it("on a closed day, and without hours, nothing is proposed", () => {
    expect(propose({ ...facts("09:00"), now: at("09:00", "2026-11-22") })).toEqual({ kind: "rest", next: { date: monday, opens: 540 } });
    expect(propose(facts("09:00", { hours: null }))).toEqual({ kind: "rest", next: null });
    expect(propose(facts("09:00", { hours: null, stage: "open", date: monday }))).toEqual({ kind: "open", closes: null, inMinutes: null });
  });
});

describe("which services give no ticket", () => {
  const services = [{ id: "licence", perDay: 3 }, { id: "road-test", lastTicketBeforeClosingMinutes: 90 }, { id: "title" }];
  const offers = (clock: string, more: Partial<Parameters<typeof notOffered>[0]> = {}) =>
    notOffered({
      ...{ services, hours, timeZone, now: at(clock), date: monday, closesAt: null },
      ...{ stopped: new Set<string>(), given: new Map<string, number>(), ...more },
    });

  it("those that were stopped, whose tickets are all given, or whose last ticket was at 15:00", () => {
    expect(offers("10:00")).toEqual([]);
    expect(offers("10:00", { stopped: new Set(["title"]) })).toEqual([{ service: "title", why: "stopped", figure: null }]);
    expect(offers("10:00", { given: new Map([["licence", 2]]) })).toEqual([]);
    expect(offers("10:00", { given: new Map([["licence", 3]]) })).toEqual([{ service: "licence", why: "limit", figure: 3 }]);
    expect(offers("14:59")).toEqual([]);
    expect(offers("15:00")).toEqual([{ service: "road-test", why: "last-ticket", figure: 900 }]);
    expect(offers("12:00", { closesAt: 13 * 60 })).toEqual([{ service: "road-test", why: "last-ticket", figure: 690 }]);
  });

  it("the office's own last ticket counts for a service that names none", () => {
    const early = { ...hours, lastTicketBeforeClosingMinutes: 15 };
    expect(offers("16:15", { hours: early }).map(({ service, figure }) => [service, figure])).toEqual([
      ["licence", 975],
      ["road-test", 900],
      ["title", 975],
    ]);
  });

  it("with no date open only what a person stopped is said", () => {
    expect(offers("18:00", { date: null, stopped: new Set(["title"]), given: new Map([["licence", 9]]) })).toEqual([
      { service: "title", why: "stopped", figure: null },
    ]);
  });
});
