import { describe, expect, it } from "vitest";
import type { LogRow } from "../log/record.ts";
import { type Calendar, clockShift, dateOf, datesMax, emptyCalendar, foldCalendar, lastClosed } from "./calendar.ts";

let seq = 0;
function row(kind: string, at: number, body: object = {}): LogRow {
  seq += 1;
  return { seq, kind, version: 1, at, boot: "b", mono: at, body };
}

function calendarOf(...rows: readonly LogRow[]): Calendar {
  const calendar = emptyCalendar();
  for (const each of rows) foldCalendar(calendar, each);
  return calendar;
}

const opened = (date: string, at: number) => row("day-opened", at, { date });
const closed = (at: number) => row("day-closed", at, {});

describe("the date of a ticket", () => {
  const calendar = calendarOf(opened("2026-11-23", 100), closed(200), opened("2026-11-24", 300), closed(400), opened("2026-11-25", 500));

  it.each<[string, string | null, number, boolean, string | undefined]>([
    ["of a reservation is the reservation's", "2026-11-23", 550, false, "2026-11-23"],
    ["of a reservation whose date nobody knows is that of its arrival", "2026-12-31", 350, false, "2026-11-24"],
    ["is the one open when it arrived", null, 350, false, "2026-11-24"],
    ["from between two dates is the next one", null, 250, false, "2026-11-24"],
    ["from the very end of a date is the next one", null, 200, false, "2026-11-24"],
    ["from before all dates is the first", null, 1, false, "2026-11-23"],
    ["of which nobody knows when it arrived is the one that is open", null, 350, true, "2026-11-25"],
  ])("%s", (_name, label, arrivedAt, uncertain, expected) => {
    expect(dateOf(calendar, label, arrivedAt, uncertain)?.date).toBe(expected);
  });

  it("from after the last close is the next that opens", () => {
    const over = calendarOf(opened("2026-11-23", 100), closed(200));
    expect([dateOf(over, null, 250, false), dateOf(over, null, 150, true)]).toEqual([undefined, undefined]);
    expect(lastClosed(over)).toBe("2026-11-23");
  });

  it("is still found under a name that was corrected, and told from the date that later bears that name", () => {
    const corrected = calendarOf(
      ...[opened("2026-11-24", 100), row("day-corrected", 150, { from: "2026-11-24", to: "2026-11-23" }), closed(200)],
      opened("2026-11-24", 300),
    );
    expect(dateOf(corrected, "2026-11-24", 120, false)?.date).toBe("2026-11-23");
    expect(dateOf(corrected, "2026-11-24", 320, false)?.date).toBe("2026-11-24");
  });

  it("is looked for among so many dates and no more", () => {
    const many = calendarOf(...Array.from({ length: datesMax + 5 }, (_, n) => [opened(`d${n}`, n * 10), closed(n * 10 + 5)]).flat());
    expect(many.dates).toHaveLength(datesMax);
    expect(dateOf(many, null, 1, false)?.date).toBe("d5");
  });
});

describe("a clock that is set", () => {
  it("moves the times of this run of the hub, and leaves those of earlier runs", () => {
    const calendar = calendarOf(opened("2026-11-23", 1_000), row("hub-started", 2_000), closed(2_500));
    foldCalendar(calendar, row("clock-set", 3_000, { from: 3_000, to: 4_000 }));
    expect(calendar.dates[0]).toMatchObject({ since: 1_000, until: 3_500 });
    expect(calendar.started.at).toBe(3_000);
  });

  it("moves those of earlier runs as well when a doubted clock that ran on from them is set back", () => {
    const calendar = calendarOf(
      opened("2026-11-23", 1_000),
      row("hub-started", 2_000),
      row("clock-doubted", 2_000, { wall: 0, why: "before-last-row" }),
    );
    const { moved } = clockShift(calendar, row("clock-set", 3_000, { from: 3_000, to: 2_400 }));
    expect([moved(1_000), moved(2_500)]).toEqual([400, 1_900]);
  });
});
