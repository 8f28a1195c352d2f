import * as v from "valibot";
import { expect, it } from "vitest";
import { readAppointmentCode } from "#shared/appointments/code.ts";
import { appointmentFile, appointmentRecord } from "#shared/appointments/record.ts";
import { localDate } from "#shared/time/zone.ts";
import { appointmentsToTry, demoCalendar } from "./appointments.ts";
import { demoConfiguration } from "./demo-configuration.ts";

const office = demoConfiguration();
const hour = 3_600_000;
const morning = Date.UTC(2026, 10, 23, 17, 2);

it("has some that are near whenever it starts, one that is late, and two with the same last digits", () => {
  const { appointments } = demoCalendar(null, morning, office);
  const minutes = appointments.map(({ start }) => (Date.parse(start) - morning) / 60_000);
  expect(minutes.filter((each) => Math.abs(each) <= 15).length).toBeGreaterThanOrEqual(2);
  expect(minutes.some((each) => each < -10)).toBe(true);
  const digits = appointments.map(({ phone }) => phone.slice(-4));
  expect(new Set(digits).size).toBe(digits.length - 1);
  expect(new Set(appointments.map(({ code }) => code)).size).toBe(appointments.length);
});

it("is what the hub reads, for services of the office", () => {
  const calendar = demoCalendar(null, morning, office);
  const { appointments } = v.parse(appointmentFile, calendar);
  for (const each of appointments) {
    const { service, code } = v.parse(appointmentRecord, each);
    expect(office.services.some(({ id }) => id === service)).toBe(true);
    expect(readAppointmentCode(code ?? "")).toBe(code);
  }
});

it("goes on from what it said today, adds some when most are over, and begins anew on another date", () => {
  const first = demoCalendar(null, morning, office);
  expect(demoCalendar(first, morning + hour, office)).toEqual(first);
  const later = demoCalendar(first, morning + 4 * hour, office);
  expect(later.appointments.slice(0, first.appointments.length)).toEqual(first.appointments);
  expect(later.appointments.length).toBeGreaterThan(first.appointments.length);
  const next = demoCalendar(later, morning + 24 * hour, office);
  expect(next.appointments.every(({ start }) => localDate(Date.parse(start), "America/Vancouver") === "2026-11-24")).toBe(true);
});

it("names on the front page the nearest ones, without the people", () => {
  const calendar = demoCalendar(null, morning, office);
  const shown = appointmentsToTry(calendar, morning, office);
  expect(shown).toHaveLength(6);
  expect(JSON.stringify(shown)).not.toContain(calendar.appointments[0]?.name);
});
