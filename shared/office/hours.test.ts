import { expect, test } from "vitest";
import { minutesOf, type OfficeHours, openSpans, weekdayOf } from "./hours.ts";
import { noticesOn } from "./notices.ts";

const hours: OfficeHours = {
  weekly: [
    { day: "monday", opens: "13:00", closes: "16:30" },
    { day: "monday", opens: "09:00", closes: "12:00" },
    { day: "thursday", opens: "10:00", closes: "18:00" },
  ],
  holidays: [
    { date: "2026-12-24", name: { en: "Christmas Eve", fr: "Veille de Noël" }, opens: "09:00", closes: "12:00" },
    { date: "2026-12-28", name: { en: "Boxing Day", fr: "Lendemain de Noël" }, opens: null, closes: null },
  ],
};

test("The week says when an office is open, and a holiday says otherwise", () => {
  const told = (day: string) =>
    openSpans(hours, day)
      .map(({ opens, closes }) => `${opens}-${closes}`)
      .join(" ");
  // Mondays, an ordinary Thursday, Christmas Eve (a Thursday), a Sunday.
  expect([told("2026-11-23"), told("2026-12-28")]).toEqual(["09:00-12:00 13:00-16:30", ""]);
  expect([told("2026-12-17"), told("2026-12-24"), told("2026-11-22")]).toEqual(["10:00-18:00", "09:00-12:00", ""]);
  expect([weekdayOf("2026-11-23"), minutesOf("16:30")]).toEqual(["monday", 990]);
});

test("A notice is shown in its rooms on its days", () => {
  const text = { en: "x", fr: "x" };
  const notices = [
    { id: "always", text },
    { id: "week", text, from: "2026-11-23", until: "2026-11-27" },
    { id: "upstairs", text, zones: ["upstairs"] },
  ];
  const ids = (zone: string, day: string | null) => noticesOn(notices, zone, day).map(({ id }) => id);
  expect(ids("main", "2026-11-22")).toEqual(["always"]);
  expect(ids("main", "2026-11-23")).toEqual(["always", "week"]);
  expect(ids("upstairs", "2026-11-27")).toEqual(["always", "week", "upstairs"]);
  expect(ids("main", null)).toEqual(["always", "week"]);
});
