import { describe, expect, it } from "vitest";
import { emptyTimings, foldTimings } from "#shared/statistics/timings.ts";
import { openingOf } from "../office-hours.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

const minute = 60_000;
const hour = 60 * minute;
const agent = { agent: 21 };

interface Scene {
  readonly hub: HubHarness;
  readonly kiosk: DeviceHarness;
  /** The kiosk, alone, gives its next ticket. */
  readonly ticket: () => string;
  readonly pass: (ms: number) => void;
  readonly ship: () => void;
  readonly visit: (id: string) => ReturnType<HubHarness["state"]["visits"]["get"]>;
}

function scene(): Scene {
  const hub = HubHarness.opened();
  const kiosk = new DeviceHarness("kiosk-1");
  hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
  const ticket = () => {
    kiosk.write(kiosk.ticket({ letter: "C", count: kiosk.rows.length + 1, request: null, date: null }));
    return `kiosk-1.e1.${kiosk.rows.length}`;
  };
  const pass = (ms: number) => {
    hub.at += ms;
    kiosk.mono += ms;
  };
  const ship = () => void hub.send(kiosk.message(hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  return { hub, kiosk, ticket, pass, ship, visit: (id) => hub.state.visits.get(id) };
}

function nextDate({ hub, pass }: Scene, date: string, closedForMs = 14 * hour): void {
  hub.command("close-day", { ...agent, date: hub.state.day?.date ?? "" });
  pass(closedForMs);
  hub.command("open-day", { ...agent, date });
}

describe("the date of a kiosk's own ticket", () => {
  it("Q-TIME-1: is the one open when it arrived, else the next opened; one that is closed is shown once and never called", () => {
    const all = scene();
    const { hub, ticket, pass, ship, visit } = all;
    const monday = ticket();
    pass(hour);
    hub.command("close-day", { ...agent, date: "2026-11-23" });
    pass(hour);
    const mondayNight = ticket();
    pass(12 * hour);
    hub.command("open-day", { ...agent, date: "2026-11-24" });
    pass(minute);
    const tuesday = ticket();
    ship();
    expect([monday, mondayNight, tuesday].map((id) => [visit(id)?.date, visit(id)?.late, visit(id)?.stage.kind])).toEqual([
      ["2026-11-23", true, "ended"],
      ["2026-11-24", false, "waiting"],
      ["2026-11-24", false, "waiting"],
    ]);
    expect(hub.state).toMatchObject({ tickets: 3, waiting: 2 });
    hub.command("sign-in", { ...agent, counter: "counter-1" });
    expect(hub.command("call-from-list", { ...agent, counter: "counter-1", visit: monday })).toMatchObject({ fault: "already-ended" });
    const seen = { ...agent, visit: monday, how: "seen" as const, expected: { epoch: hub.epoch, n: hub.state.n } };
    expect(hub.command("catch-up", { ...seen, how: "served" })).toMatchObject({ fault: "nothing-to-confirm" });
    expect(hub.command("catch-up", seen)).toMatchObject({ done: true });
    expect(visit(monday)?.late).toBe(false);
  });

  it("that comes days late finds each its own date, and what nobody looked at is gone after a whole date", () => {
    const all = scene();
    const { hub, ticket, pass, ship, visit } = all;
    const tickets: string[] = [];
    for (const date of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      pass(hour);
      tickets.push(ticket());
      pass(hour);
      nextDate(all, date);
    }
    ship();
    expect(tickets.map((id) => visit(id)?.date)).toEqual(["2026-11-23", "2026-11-24", "2026-11-25"]);
    expect(tickets.every((id) => visit(id)?.late)).toBe(true);
    nextDate(all, "2026-11-27");
    expect(tickets.every((id) => visit(id)?.late)).toBe(true);
    nextDate(all, "2026-11-28");
    expect(hub.state.visits.size).toBe(0);
    const timings = emptyTimings();
    for (const row of hub.log.readAll()) foldTimings(timings, row);
    expect(timings.open.size).toBe(0);
  });

  it("of a reservation is the reservation's, however late its record", () => {
    const all = scene();
    const { hub, kiosk, ship, visit } = all;
    const { letter, count, date } = hub.reserve("kiosk-1", "r1");
    kiosk.write(kiosk.ticket({ letter, count, request: "r1", date }));
    nextDate(all, "2026-11-24");
    ship();
    expect(visit("kiosk-1.e1.1")).toMatchObject({ date: "2026-11-23", late: true, stage: { kind: "ended", how: "day-closed" } });
  });
});

describe("a date that was opened under a wrong name", () => {
  it("is given its right one: visits and reservations follow, numbers go on, and the next date is after it", () => {
    const all = scene();
    const { hub, kiosk, ship, visit } = all;
    nextDate(all, "2027-11-24");
    const first = hub.reserve("kiosk-1", "r1");
    kiosk.write(kiosk.ticket({ letter: first.letter, count: first.count, request: "r1", date: first.date }));
    const second = hub.reserve("kiosk-1", "r2");
    kiosk.write(kiosk.ticket({ letter: second.letter, count: second.count, request: "r2", date: second.date }));
    hub.send(kiosk.message(1, 1));
    const correct = { ...agent, date: "2027-11-24", to: "2026-11-24", why: "wrong-clock" as const };
    expect(hub.command("correct-day", { ...correct, to: "2026-11-23" })).toMatchObject({ fault: "day-not-after-last" });
    expect(hub.command("correct-day", { ...correct, date: "2026-11-25" })).toMatchObject({ fault: "day-not-open" });
    expect(hub.command("correct-day", { ...correct, to: "2027-11-24" })).toMatchObject({ fault: "day-already-open" });
    expect(hub.command("correct-day", correct)).toMatchObject({ done: true });
    ship();
    expect([visit("kiosk-1.e1.1")?.date, visit("kiosk-1.e1.2")?.date]).toEqual(["2026-11-24", "2026-11-24"]);
    expect(hub.state).toMatchObject({ day: { date: "2026-11-24" }, waiting: 2 });
    expect(hub.reserve("kiosk-1", "r3")).toMatchObject({ count: 3, date: "2026-11-24" });
    expect(hub.reserve("kiosk-1", "r1")).toMatchObject({ count: 1, date: "2026-11-24" });
    nextDate(all, "2026-11-25");
    expect(hub.state.day?.date).toBe("2026-11-25");
    // The wrong name comes true one day: a record of then and one of now are told apart by when they arrived.
    nextDate(all, "2027-11-24");
    const later = hub.reserve("kiosk-1", "r9");
    kiosk.write(kiosk.ticket({ letter: later.letter, count: later.count, request: "r9", date: later.date }));
    ship();
    expect(visit("kiosk-1.e1.3")).toMatchObject({ date: "2027-11-24", late: false });
  });
});

describe("Q-TICKET-1: a name that two dates bore", () => {
  it("goes on with the numbers of the first, whose paper has it too; a record of then that comes now is of then", () => {
    const all = scene();
    const { hub, kiosk, pass, ship, visit } = all;
    const first = hub.reserve("kiosk-1", "r1");
    kiosk.write(kiosk.ticket({ letter: first.letter, count: first.count, request: "r1", date: first.date }));
    hub.command("correct-day", { ...agent, date: "2026-11-23", to: "2026-11-22", why: "mistake" });
    nextDate(all, "2026-11-23");
    expect(hub.reserve("kiosk-1", "r2")).toMatchObject({ letter: first.letter, count: first.count + 1, date: "2026-11-23" });
    pass(minute);
    ship();
    expect(visit("kiosk-1.e1.1")).toMatchObject({ date: "2026-11-22", late: true });
  });
});

describe("Q-TIME-1: the date on the wall", () => {
  it.each([
    ["midnight in Vancouver", "America/Vancouver", Date.UTC(2026, 10, 24, 6, 59), "2026-11-23", "2026-11-24"],
    ["the year's end", "America/Vancouver", Date.UTC(2027, 0, 1, 6, 59), "2026-12-31", "2027-01-01"],
    [
      "the night in which British Columbia no longer set its clocks back",
      "America/Vancouver",
      Date.UTC(2026, 10, 1, 6, 59),
      "2026-10-31",
      "2026-11-01",
    ],
    [
      "the night after which British Columbia stayed on summer time",
      "America/Vancouver",
      Date.UTC(2026, 2, 8, 7, 59),
      "2026-03-07",
      "2026-03-08",
    ],
    ["a winter midnight after that", "America/Vancouver", Date.UTC(2026, 11, 15, 6, 59), "2026-12-14", "2026-12-15"],
    [
      "a winter midnight in Toronto, which still sets its clocks",
      "America/Toronto",
      Date.UTC(2026, 11, 15, 4, 59),
      "2026-12-14",
      "2026-12-15",
    ],
  ])("turns at %s", (_name, timeZone, before, last, next) => {
    const { hub } = scene();
    const state = { ...hub.state, day: null, lastDate: null };
    expect(openingOf(state, timeZone, before, "running")).toMatchObject({ date: last });
    expect(openingOf(state, timeZone, before + minute, "running")).toMatchObject({ date: next });
  });

  it("does not turn under an office that is at work past midnight: whoever joins belongs to the open date", () => {
    const { hub, ticket, pass, ship, visit } = scene();
    pass(16 * hour);
    const id = ticket();
    ship();
    expect(openingOf(hub.state, "America/Vancouver", hub.at, "running")).toBeUndefined();
    expect(visit(id)?.date).toBe("2026-11-23");
  });
});
