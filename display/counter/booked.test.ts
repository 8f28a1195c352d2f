import { expect, test } from "vitest";
import type { AppointmentEntry, StaffEntry, VisitEntry } from "#shared/wire/staff.ts";
import { minuteMs, sampleCounter, sampleNow, sampleOffice, sampleView, sampleVisit } from "../base/staff-sample.ts";
import { aboutBooked, bookedIn, fits, ticketsFor } from "./booked.ts";

const office = { ...sampleOffice, appointments: { earlyMinutes: 15, lateMinutes: 10, expireMinutes: 60 } };
const booked = (id: string, minutes: number, stage: AppointmentEntry["stage"] = { kind: "booked" }): AppointmentEntry => {
  return { kind: "appointment", id, at: sampleNow + minutes * minuteMs, minutes: 15, service: "licence", alsoBy: null, version: 7, stage };
};
const checkedIn = (number: string): AppointmentEntry["stage"] => ({ kind: "checked-in", visit: `visit-${number}`, at: sampleNow });
const withAppointment = (number: string, dueInMinutes: number, late: boolean, change: Partial<VisitEntry> = {}) =>
  sampleVisit({
    number,
    appointment: { id: "x", at: sampleNow, dueFrom: sampleNow + dueInMinutes * minuteMs, late, news: null },
    ...change,
  });
const statesOf = (...entries: StaffEntry[]) => {
  const listed = bookedIn(sampleView(...entries), office, sampleNow);
  return listed.map(({ entry, state, moves }) => [entry.id, state, moves.join(" ")]);
};

test("Who is expected: in time, due, late, and nobody any more; each can be checked in or marked as missed", () => {
  const moves = "check-in appointment-missed";
  expect(statesOf(booked("d", 20), booked("a", -61), booked("b", -11), booked("c", -10))).toEqual([
    ["a", "expired", moves],
    ["b", "late", moves],
    ["c", "due", moves],
    ["d", "expected", moves],
  ]);
});

test("Who is here: early, in time, late, at a counter, gone; a check-in is taken back while they are here", () => {
  const visits = [
    withAppointment("A1", 5, false),
    withAppointment("A2", -5, false),
    withAppointment("A3", -5, true),
    withAppointment("A4", -5, false, { stage: { kind: "serving", since: sampleNow, counter: "counter-1", agent: 21 } }),
  ];
  const entries = ["A1", "A2", "A3", "A4", "A5"].map((number, place) => booked(number, place, checkedIn(number)));
  expect(statesOf(...visits, ...entries)).toEqual([
    ["A1", "here-early", "undo-check-in"],
    ["A2", "here", "undo-check-in"],
    ["A3", "here-late", "undo-check-in"],
    ["A4", "with-staff", "undo-check-in"],
    ["A5", "over", ""],
  ]);
});

test("Who was missed can still come; what was called off is over", () => {
  expect(statesOf(booked("a", -90, { kind: "missed", at: sampleNow }), booked("b", 5, { kind: "cancelled", at: sampleNow }))).toEqual([
    ["a", "missed", "check-in"],
    ["b", "cancelled", ""],
  ]);
});

test("A check-in is offered to the ticket at the counter and to those who say they have an appointment, and names the appointment's version", () => {
  const held = sampleVisit({ number: "A1", stage: { kind: "serving", since: 0, counter: "counter-1", agent: 21 } });
  const view = sampleView(
    held,
    sampleVisit({ number: "A2" }),
    sampleVisit({ number: "A3", saysAppointment: true }),
    withAppointment("A4", 0, false, { saysAppointment: true }),
    sampleCounter("counter-1", { holding: held.id }),
  );
  expect(ticketsFor(view, "counter-1").map(({ number }) => number)).toEqual(["A1", "A3"]);
  expect(ticketsFor(view, "counter-2").map(({ number }) => number)).toEqual(["A3"]);
  const session = { counter: "counter-1", agent: 21 };
  const expected = { epoch: view.epoch, n: 7 };
  const said = { key: "key", ...session, appointment: "a", expected };
  expect(aboutBooked("check-in", booked("a", 0), view, session, "fr", "visit-A3")("key")).toEqual({
    name: "check-in",
    visit: "visit-A3",
    language: "fr",
    ...said,
  });
  expect(aboutBooked("appointment-missed", booked("a", 0), view, session, "en")("key")).toEqual({ name: "appointment-missed", ...said });
});

test("Somebody is found by a part of the name with or without accents, and by digits", () => {
  expect([fits("tremb", "Benoît Tremblay"), fits("benoit", "Benoît Tremblay"), fits("0112", null, "0112")]).toEqual([true, true, true]);
  expect([fits(" ", undefined), fits("x", null, undefined, "A1")]).toEqual([true, false]);
});
