/** Each checker sees what it is for, on a history made by hand, and complains of nothing on one that keeps every promise. */
import { expect, it } from "vitest";
import { queueMax } from "../../device/board/contract.ts";
import { check } from "./all.ts";
import { type Day, goodDay, startedAt } from "./hand-made.ts";
import { spokenOnceAndShown } from "./q-call-2.ts";

function complaints(spoil: (day: Day) => void): string[] {
  const day = goodDay();
  spoil(day);
  return [...new Set(check(day.history).map(({ promise }) => promise))];
}

const said = (day: Day, seq: number) => day.hub.rows[seq - 1] as { body: Record<string, unknown> };

it("a day that keeps every promise gives no complaint", () => {
  expect(check(goodDay().history)).toEqual([]);
});

it("a record that comes after staff took its paper in is that visit, and nobody is passed over by it", () => {
  const day = goodDay();
  const visit = day.admit(65_000, "C", 1);
  day.end(66_000, "kiosk-1.kiosk-1-e.3", "visit-left");
  day.ticket(67_000, 1, { own: true, arrivedAt: 64_000 });
  day.call(70_000, visit);
  day.end(80_000, visit);
  expect(check(day.history)).toEqual([]);
});

it("Q-TIME-1: nothing tells how old an arrival is when the clock is set right while the hub is down, and everything does when it is up", () => {
  const late = (isDown: boolean) => {
    const day = goodDay();
    const at = 70_000 + 3_600_000;
    day.changes = { healedAt: at - 1_000 };
    if (isDown) day.see(at - 2_000, { kind: "fault", what: "kill", who: "hub", detail: "at once" });
    day.ticket(at, 3, { own: true, arrivedAt: 70_000 });
    return check(day.history).filter(({ promise }) => promise === "Q-TIME-1");
  };
  expect(late(true)).toEqual([]);
  expect(late(false)).toHaveLength(1);
});

it("Q-CALL-2: a board may leave out a call when as many as it keeps wait before it, and no other once all is well", () => {
  const leavesOut = (waiting: number) => {
    const day = goodDay();
    day.changes = { healedAt: 0 };
    for (let n = 0; n < waiting; n += 1) {
      const visit = day.ticket(65_000, 3 + n);
      day.speak(75_000 + n, day.call(70_000 + n, visit), 70_000 + n);
      day.end(72_000 + n, visit);
    }
    const leftOut = day.ticket(73_000, 90);
    day.call(74_000, leftOut);
    day.end(80_000, leftOut);
    day.see(140_000, { kind: "board", device: "board-1", zone: "main", calls: [] });
    return spokenOnceAndShown(day.history).map(({ what }) => what);
  };
  expect(leavesOut(queueMax)).toEqual([]);
  expect(leavesOut(queueMax - 1)).toEqual([expect.stringContaining("was not spoken by board-1")]);
});

it("a hub that took over need not have what the one before answered beyond the point it began from, and must have what was before", () => {
  const answered = (beyond: number) => (day: Day) => {
    const offset = day.hub.rows.length;
    const from = { epoch: "hub-e", offset, hash: day.hub.rows.at(-1)?.hash };
    const said = { epoch: "hub-f", generation: 2, why: "restored", key: "restored-hub-f", actor: { kind: "system", part: "promotion" } };
    day.hub.write(70_000, "restored", { from, ...said });
    const answer = { done: true, epoch: "hub-e", offset: offset + beyond, visit: null, repeated: false };
    day.see(70_000, { kind: "fault", what: "restored", who: "hub", detail: "" });
    day.see(70_002, { kind: "replied", key: "gone-0001", answer });
  };
  expect(complaints(answered(1))).toEqual([]);
  expect(complaints(answered(0))).toEqual(["Q-EVENT-1"]);
});

it("a visit that is put aside, resumed, sent back, taken back by an undo or away breaks nothing", () => {
  const day = goodDay();
  const visit = day.ticket(61_000, 3);
  day.move(62_000, "kiosk-1.kiosk-1-e.3", "visit-stepped-away", { minutes: 15, until: startedAt + 962_000, counter: null });
  day.call(63_000, visit);
  day.move(64_000, visit, "service-begun", { counter: "counter-1", service: "licence" });
  day.move(65_000, visit, "visit-parked", { counter: "counter-1", reason: "form", until: null });
  day.move(66_000, visit, "visit-resumed", { counter: "counter-1" });
  const { seq } = day.move(67_000, visit, "visit-returned", { counter: "counter-1", from: "serving", place: "end" });
  day.move(68_000, visit, "move-undone", { undone: seq, what: "visit-returned", counter: "counter-1" });
  day.end(69_000, visit, "visit-left");
  expect(check(day.history)).toEqual([]);
});

it("who had missed a call at the hub before, and no date was open since, may return on the next one and be called", () => {
  const day = goodDay();
  const by = { key: "day-00001", actor: { kind: "agent", agent: 21, counter: null } };
  const open = ["kiosk-1.kiosk-1-e.3", "kiosk-1.kiosk-1-e.1"];
  day.hub.write(60_000, "day-closed", { date: "2026-11-23", ...by, ended: open, lapsed: [] });
  const visit = day.ticket(61_000, 1, { own: true });
  day.move(61_500, visit, "visit-stepped-away", { minutes: 15, until: startedAt + 961_500, counter: null });
  day.hub.write(62_000, "evidence-kept", { kind: "visit-no-show", body: { visit, counter: "counter-1" } });
  day.hub.write(63_000, "day-opened", { date: "2026-11-24", ...by });
  day.move(64_000, visit, "no-show-returned", { place: "next" });
  day.call(65_000, visit);
  day.end(66_000, visit);
  expect(check(day.history)).toEqual([]);
});

it.each<[string, string, (day: Day) => void]>([
  [
    "Q-CALL-3",
    "somebody called who is away",
    (day) => {
      day.move(62_000, "kiosk-1.kiosk-1-e.3", "visit-stepped-away", { minutes: 15, until: startedAt + 962_000, counter: null });
      day.call(63_000, "kiosk-1.kiosk-1-e.3");
    },
  ],
  [
    "Q-CALL-1",
    "a counter that calls the next after its call was put back by an undo",
    (day) => {
      const visit = day.ticket(61_000, 3);
      day.call(62_000, "kiosk-1.kiosk-1-e.3");
      const { seq } = day.move(63_000, "kiosk-1.kiosk-1-e.3", "visit-returned", { counter: "counter-1", from: "called", place: "keep" });
      day.move(64_000, "kiosk-1.kiosk-1-e.3", "move-undone", { undone: seq, what: "visit-returned", counter: "counter-1" });
      day.call(65_000, visit);
    },
  ],
  ["Q-TICKET-1", "one number on two papers", (day) => void day.ticket(70_000, 2)],
  [
    "Q-TICKET-1",
    "an own number that came before",
    (day) => void [day.ticket(70_000, 7, { own: true }), day.ticket(80_000, 7, { own: true })],
  ],
  [
    "Q-TICKET-1",
    "a letter given twice",
    (day) => void day.hub.write(70_000, "series-opened", { letter: "C", use: "own", device: "kiosk-2", epoch: "x" }),
  ],
  [
    "Q-TICKET-2",
    "paper before its record",
    (day) => day.see(70_000, { kind: "printing", device: "kiosk-1", job: "9", number: "A9", copy: 1, durable: false }),
  ],
  [
    "Q-TICKET-2",
    "paper that no log knows",
    (day) => day.see(70_000, { kind: "paper", device: "kiosk-1", number: "A9", copy: 1, visit: "kiosk-1.kiosk-1-e.99" }),
  ],
  ["Q-TICKET-2", "a ticket that never came to the hub", (day) => void day.ticket(70_000, 3, { own: true, shipped: false })],
  ["Q-TICKET-3", "a ticket that is not merged", (day) => void day.ticket(70_000, 3, { own: true, shipped: false })],
  ["Q-TICKET-3", "a later ticket that arrived earlier", (day) => void day.ticket(70_000, 3, { own: true, arrivedAt: 5_000 })],
  [
    "Q-TICKET-3",
    "a tap refused when all is well",
    (day) => {
      day.changes = { healedAt: 10_000 };
      day.see(70_000, { kind: "told", device: "kiosk-1", tap: "t", answer: { fault: "overloaded", facts: {} } });
    },
  ],
  ["Q-TICKET-4", "a number left out", (day) => void day.ticket(70_000, 4)],
  [
    "Q-TICKET-4",
    "a reservation of which nothing came",
    (day) => {
      const body = { request: "r-x", device: "kiosk-1", epoch: "e", boot: "b", letter: "A", count: 3, date: "2026-11-23", practice: false };
      day.hub.write(70_000, "number-reserved", body);
    },
  ],
  [
    "Q-TICKET-4",
    "a reservation used and lapsed",
    (day) => void day.hub.write(70_000, "reservation-lapsed", { request: "r-0", letter: "A", count: 1, why: "kiosk-restarted" }),
  ],
  [
    "Q-TICKET-5",
    "a copy that nobody asked for",
    (day) => day.see(70_000, { kind: "paper", device: "kiosk-1", number: "A1", copy: 2, visit: "kiosk-1.kiosk-1-e.1" }),
  ],
  [
    "Q-TICKET-5",
    "one paper twice",
    (day) => day.see(70_000, { kind: "paper", device: "kiosk-1", number: "A1", copy: 1, visit: "kiosk-1.kiosk-1-e.1" }),
  ],
  [
    "Q-TICKET-5",
    "a print of which nobody recorded the end",
    (day) =>
      void day.ship(
        71_000,
        day.kiosk.write(70_000, "ticket-issued", {
          ...(day.kiosk.rows[0]?.body as object),
          count: 9,
          request: null,
          letter: "C",
          date: null,
        }),
        70_000,
      ),
  ],
  ["Q-EVENT-1", "a row that came twice", (day) => void day.ship(70_000, day.kiosk.rows[1] as never)],
  ["Q-EVENT-1", "a row that is not at the hub", (day) => void day.kiosk.write(70_000, "device-started", { boot: "b", software: "1" })],
  [
    "Q-EVENT-1",
    "a tap that became two tickets",
    (day) => {
      day.ticket(70_000, 3, { tap: "twice" });
      day.ticket(71_000, 4, { tap: "twice" });
    },
  ],
  [
    "Q-EVENT-1",
    "an answer that is in no log",
    (day) =>
      day.see(70_000, { kind: "replied", key: "gone-0001", answer: { done: true, epoch: "h", offset: 9, visit: null, repeated: false } }),
  ],
  [
    "Q-EVENT-2",
    "a live state that is not that of the log",
    (day) => {
      day.changes = { hubStateText: day.history.hubStateText?.replace('"tickets":2', '"tickets":3') ?? "" };
    },
  ],
  [
    "Q-CALL-1",
    "one ticket at two counters",
    (day) => {
      day.call(70_000, "kiosk-1.kiosk-1-e.3");
      day.call(71_000, "kiosk-1.kiosk-1-e.3", { counter: "counter-2" });
    },
  ],
  [
    "Q-CALL-1",
    "two citizens at one counter",
    (day) => {
      const third = day.ticket(65_000, 3);
      day.call(70_000, "kiosk-1.kiosk-1-e.3");
      day.call(71_000, third);
    },
  ],
  [
    "Q-CALL-1",
    "a command of a page that knew another history",
    (day) => {
      const command = { name: "call-next", key: "call-stale-1", expected: { epoch: "another", n: 3 } };
      day.see(69_000, { kind: "commanded", command });
      day.call(70_000, "kiosk-1.kiosk-1-e.3", { key: "call-stale-1" });
    },
  ],
  ["Q-CALL-2", "a call spoken by two", (day) => day.speak(31_000, "h.kiosk-1.kiosk-1-e.1.1", 30_000, "board-2")],
  ["Q-CALL-2", "a call spoken when it was old", (day) => day.speak(90_000, "h.other.1", 60_000)],
  [
    "Q-CALL-2",
    "a board that shows who is gone",
    (day) => day.see(70_000, { kind: "board", device: "board-2", zone: "main", calls: ["h.gone.1"] }),
  ],
  ["Q-CALL-3", "a later one called first", (day) => void day.call(70_000, day.ticket(65_000, 3))],
  [
    "Q-CALL-3",
    "paper that staff took in before, passed over",
    (day) => {
      day.admit(65_000, "C", 3);
      day.call(70_000, day.ticket(66_000, 3));
    },
  ],
  ["Q-CALL-3", "somebody called who is in no log", (day) => void day.call(70_000, "kiosk-1.kiosk-1-e.99")],
  ["Q-CALL-3", "somebody called who had ended", (day) => void day.call(70_000, "kiosk-1.kiosk-1-e.1")],
  ["Q-TIME-1", "an arrival an hour late", (day) => void day.ticket(70_000 + 3_600_000, 3, { own: true, arrivedAt: 70_000 })],
  [
    "Q-TIME-1",
    "a date opened that is not on the wall",
    (day) => void day.hub.write(70_000, "day-opened", { date: "2026-11-25", key: "open-0002", actor: { kind: "system", part: "hours" } }),
  ],
  [
    "Q-TIME-1",
    "a date opened after a later one",
    (day) =>
      void day.hub.write(70_000, "day-opened", {
        date: "2026-11-22",
        key: "open-0002",
        actor: { kind: "agent", agent: 21, counter: null },
      }),
  ],
  [
    "Q-TIME-1",
    "a hub whose clock stays wrong",
    (day) => {
      day.changes = { healedAt: 0 };
      day.hub.at.set(day.hub.rows.length, 200_000);
    },
  ],
  [
    "Q-PRIV-1",
    "an agent's name in a row",
    (day) => {
      said(day, day.hub.rows.length).body.note = "by Amrit G.";
    },
  ],
  [
    "Q-FAULT-1",
    "a refusal that says nothing",
    (day) => day.see(70_000, { kind: "told", device: "kiosk-1", tap: "t", answer: { fault: "no-such-fault", facts: {} } }),
  ],
])("%s: %s is seen", (promise, _what, spoil) => {
  expect(complaints(spoil)).toContain(promise);
});
