import { expect, test } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import type { StaffList, StaffTicket } from "#shared/wire/kiosk-page.ts";
import {
  listIdleMs,
  pageOfList,
  pinIdleMs,
  refreshMs,
  type StaffEffect,
  type StaffInput,
  type StaffState,
  startState,
  step,
} from "./staff-flow.ts";

const ticket = (n: number, calledAt: number | null = null): StaffTicket => ({
  ...{ visit: `v${n}`, number: `C${n}`, arrivedAt: n, service: null, language: "en", known: "kiosk", calledAt },
});
const listOf = (...tickets: StaffTicket[]): StaffList => ({ pass: "pass-1234", tickets, lineAt: null, hub: "away", now: 100 });

function someone() {
  let state: StaffState = startState(0);
  let now = 0;
  const effects: StaffEffect[] = [];
  const give = (input: StaffInput) => {
    const stepped = step(state, input, now);
    state = stepped.state;
    effects.push(...stepped.effects);
  };
  return {
    give,
    type: (digits: string) => [...digits].forEach((digit) => void give({ kind: "digit", digit })),
    pass: (ms: number) => {
      now += ms;
      give({ kind: "tick" });
    },
    effects,
    screen: () => state.screen,
  };
}

function withList(...tickets: StaffTicket[]) {
  const staff = someone();
  staff.type("4711");
  staff.give({ kind: "enter" });
  staff.give({ kind: "list", list: listOf(...tickets) });
  staff.effects.length = 0;
  return staff;
}

test("A PIN of 4 to 12 digits is sent once; a wrong one is forgotten and told", () => {
  const staff = someone();
  staff.type("12a3");
  staff.give({ kind: "enter" });
  expect(staff.effects).toEqual([]);
  staff.type("4");
  staff.give({ kind: "enter" });
  staff.give({ kind: "enter" });
  expect(staff.effects).toEqual([{ kind: "post-pin", pin: "1234" }]);
  staff.give({ kind: "refused", during: "pin", fault: fault("wrong-pin") });
  expect(staff.screen()).toEqual({ kind: "pin", digits: "", checking: false, problem: fault("wrong-pin") });
  staff.type("1".repeat(20));
  expect(staff.screen()).toMatchObject({ digits: "1".repeat(12), problem: null });
});

test("A ticket is marked once as called, and stays in the list", () => {
  const staff = withList(ticket(1), ticket(2));
  staff.give({ kind: "call", visit: "v1" });
  staff.give({ kind: "call", visit: "v1" });
  expect(staff.effects).toEqual([{ kind: "post-voice", pass: "pass-1234", visit: "v1" }]);
  staff.give({ kind: "list", list: listOf(ticket(1, 90), ticket(2)) });
  staff.give({ kind: "call", visit: "v1" });
  expect(staff.effects).toHaveLength(1);
  expect(staff.screen()).toMatchObject({ marking: null, list: { tickets: [{ number: "C1", calledAt: 90 }, { number: "C2" }] } });
});

test("Who walks away is gone after two minutes, who came by chance after half a minute", () => {
  const staff = withList(ticket(1));
  staff.pass(listIdleMs - 1);
  expect(staff.effects.filter((each) => each.kind === "leave")).toEqual([]);
  staff.pass(1);
  expect(staff.effects.at(-1)).toEqual({ kind: "leave" });
  expect(staff.screen().kind).toBe("pin");
  const other = someone();
  other.pass(pinIdleMs);
  expect(other.effects).toEqual([{ kind: "leave" }]);
});

test("The list is asked for again, and a pass that has run out asks for the PIN", () => {
  const staff = withList(ticket(1));
  staff.pass(refreshMs);
  expect(staff.effects).toEqual([{ kind: "post-list", pass: "pass-1234" }]);
  staff.give({ kind: "refused", during: "list", fault: fault("wrong-pin") });
  expect(staff.screen()).toEqual({ kind: "pin", digits: "", checking: false, problem: null });
});

test("The first page is the one of the first who was not called", () => {
  const staff = withList(...[1, 2, 3].map((n) => ticket(n, 5)), ticket(4), ticket(5));
  const screen = staff.screen();
  if (screen.kind !== "list") throw new Error("no list");
  expect(pageOfList(screen, 2)).toMatchObject({ page: 1, pages: 3, tickets: [{ number: "C3" }, { number: "C4" }] });
  expect(pageOfList({ ...screen, page: 9 }, 2)).toMatchObject({ page: 2 });
});

test("A new roll is told to the device, and not said to be counted when the device refuses it", () => {
  const staff = withList(ticket(1));
  staff.give({ kind: "new-roll" });
  expect(staff.effects).toEqual([{ kind: "post-new-roll", pass: "pass-1234" }]);
  expect(staff.screen()).toMatchObject({ printing: "new-roll", problem: null });
  staff.give({ kind: "refused", during: "new-roll", fault: fault("overloaded") });
  expect(staff.screen()).toMatchObject({ printing: "no", problem: { fault: "overloaded" } });
});

test("A printer that fails is told, and the list can be printed again", () => {
  const staff = withList(ticket(1));
  staff.give({ kind: "print" });
  staff.give({ kind: "print" });
  expect(staff.effects).toEqual([{ kind: "post-print", pass: "pass-1234" }]);
  staff.give({ kind: "refused", during: "print", fault: fault("printer-paper-out") });
  expect(staff.screen()).toMatchObject({ printing: "failed", problem: { fault: "printer-paper-out" } });
  staff.give({ kind: "print" });
  expect(staff.effects).toHaveLength(2);
});
