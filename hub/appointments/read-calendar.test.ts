/** Calendars as others write them, read for a fortnight in Vancouver. */
import { expect, it } from "vitest";
import type { AppointmentRecord } from "#shared/appointments/record.ts";
import { isFault } from "#shared/faults/fault.ts";
import { type Calendar, calendarBytesMax, readCalendar } from "./read-calendar.ts";

const span = { timeZone: "America/Vancouver", from: Date.UTC(2026, 10, 23, 7), until: Date.UTC(2026, 11, 7, 7) };

function calendar(...events: readonly string[][]): string {
  const all = events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", ...all, "END:VCALENDAR", ""].join("\r\n");
}

async function read(text: string): Promise<Calendar> {
  const result = await readCalendar(text, span);
  if (isFault(result)) throw new Error(JSON.stringify(result));
  return result;
}

const times = ({ records }: Calendar) => records.map(({ start }) => start);
const only = ({ records }: Calendar) => records[0] as AppointmentRecord;

it("an appointment has its time, length, service, name, phone, code and number", async () => {
  const found = only(
    await read(
      calendar([
        "UID:b-1@booking.example",
        "DTSTART;TZID=America/Vancouver:20261123T101500",
        "DTEND;TZID=America/Vancouver:20261123T104500",
        "CATEGORIES:licence",
        "SUMMARY:Renewal",
        'ATTENDEE;CN="Robin Quill":mailto:robin@example.org',
        "CONTACT:250-555-0142",
        "X-THEQ-CODE:KQ7-4MX",
        "X-THEQ-NUMBER:8812",
      ]),
    ),
  );
  expect(found).toEqual({
    ...{ uid: "b-1@booking.example", start: "2026-11-23T17:15:00.000Z", minutes: 30, service: "licence", name: "Robin Quill" },
    ...{ phone: "250-555-0142", code: "KQ7-4MX", number: 8812, cancelled: false },
  });
});

it("Q-TIME-1 a time is by its zone: UTC, one by name, one the file describes, none at all, and British Columbia's new one", async () => {
  const described = [
    ...["BEGIN:VTIMEZONE", "TZID:Bureau", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0500"],
    ...["END:STANDARD", "END:VTIMEZONE"],
    // As calendars still describe it: with winter time, which British Columbia has no more.
    ...["BEGIN:VTIMEZONE", "TZID:America/Vancouver", "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"],
    ...["TZOFFSETFROM:-0700", "TZOFFSETTO:-0800", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:20070311T020000"],
    ...["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "TZOFFSETFROM:-0800", "TZOFFSETTO:-0700", "END:DAYLIGHT", "END:VTIMEZONE"],
  ];
  const text = calendar(
    ["UID:1", "DTSTART:20261124T171500Z"],
    ["UID:2", "DTSTART;TZID=America/Toronto:20261124T101500"],
    ["UID:3", "DTSTART;TZID=Bureau:20261124T101500"],
    ["UID:4", "DTSTART:20261124T101500"],
    ["UID:5", "DTSTART;TZID=America/Vancouver:20261124T101500"],
  ).replace("BEGIN:VEVENT", [...described, "BEGIN:VEVENT"].join("\r\n"));
  expect(times(await read(text))).toEqual(["17:15", "15:15", "15:15", "17:15", "17:15"].map((time) => `2026-11-24T${time}:00.000Z`));
});

it("a repeated one comes each time by itself, without those taken out, with those moved and called off", async () => {
  const found = await read(
    calendar(
      [
        "UID:r",
        "DTSTART;TZID=America/Vancouver:20261102T090000",
        "DURATION:PT20M",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE",
        "EXDATE;TZID=America/Vancouver:20261125T090000",
      ],
      ["UID:r", "RECURRENCE-ID;TZID=America/Vancouver:20261130T090000", "DTSTART;TZID=America/Vancouver:20261201T140000", "DURATION:PT30M"],
      [
        "UID:r",
        "RECURRENCE-ID;TZID=America/Vancouver:20261202T090000",
        "DTSTART;TZID=America/Vancouver:20261202T090000",
        "STATUS:CANCELLED",
      ],
    ),
  );
  expect(found.records.map(({ start, minutes, cancelled }) => [start.slice(0, 16), minutes, cancelled])).toEqual([
    ["2026-11-23T16:00", 20, false],
    ["2026-12-01T21:00", 30, false],
    ["2026-12-02T16:00", undefined, true],
  ]);
  expect(new Set(found.records.map(({ uid }) => uid)).size).toBe(3);
});

it("what lies outside the fortnight is left out, and a calendar that calls off does", async () => {
  const text = calendar(
    ["UID:1", "DTSTART:20261122T170000Z"],
    ["UID:2", "DTSTART:20261207T170000Z"],
    ["UID:3", "DTSTART:20261124T170000Z"],
  );
  expect(times(await read(text))).toEqual(["2026-11-24T17:00:00.000Z"]);
  expect(only(await read(text.replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL"))).cancelled).toBe(true);
});

it("Q-PRIV-1 what cannot be read is told by its place, never by what it says, and the rest is read", async () => {
  const secret = "Robin-Quill-5550142";
  const found = await read(
    calendar(
      ["UID:1", "DTSTART:20261124T170000Z"],
      [`UID:${secret}`, `SUMMARY:${secret}`],
      ["UID:3", "DTSTART;VALUE=DATE:20261124", `SUMMARY:${secret}`],
      ["UID:4", `DTSTART;TZID=${secret}:20261124T101500`],
      ["DTSTART:20261124T170000Z"],
      ["UID:6", "DTSTART:20261124T170000Z", `RRULE:FREQ=${secret}`],
      ["UID:1", "DTSTART:20261124T180000Z"],
    ),
  );
  expect(times(found)).toEqual(["2026-11-24T17:00:00.000Z"]);
  expect(found.problems.map(({ place }) => place)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(JSON.stringify(found.problems)).not.toContain(secret);
});

it("JSON is read record by record", async () => {
  const appointments = [
    { uid: "1", start: "2026-11-24T10:15", service: "licence", name: "Robin Quill", phone: "250 555 0142", code: "KQ74MX" },
    { uid: "2", start: "tomorrow", name: "Robin Quill" },
    { uid: "3", start: "2026-11-24T10:15", colour: "Robin Quill" },
    { start: "2026-11-24T10:15" },
  ];
  const found = await read(JSON.stringify({ format: "theq-appointments/1", appointments }));
  expect(found.records).toHaveLength(1);
  expect(found.problems).toEqual([
    { place: 2, what: "start: write it as 2026-11-23T10:15" },
    { place: 3, what: "colour: is not known here" },
    { place: 4, what: "uid: is missing" },
  ]);
});

it("what is no calendar at all is refused with the reason, and so is one that has no end", async () => {
  const refused = async (text: string) => {
    const result = await readCalendar(text, span);
    return isFault(result) ? String(result.facts.what) : "read";
  };
  expect(await refused("<html>")).toBe("neither iCalendar nor JSON");
  expect(await refused("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")).toBe("not an iCalendar file");
  expect(await refused('{"format": "other"}')).toMatch(/is not right|missing/);
  expect(await refused(JSON.stringify({ format: "theq-appointments/1", appointments: Array.from({ length: 2_001 }, () => 1) }))).toMatch(
    /at most 2000/,
  );
  expect(await refused("x".repeat(calendarBytesMax + 1))).toMatch(/longer than/);
  // Over this rule the library counts for ever.
  const endless = calendar(["UID:1", "DTSTART:20261124T170000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"]);
  expect(await readCalendar(endless, span, 2_000)).toMatchObject({ facts: { what: "a rule of repetition has no end" } });
});
