import { describe, expect, it } from "vitest";
import { checkOffice } from "#shared/office/check.ts";
import { demoConfiguration } from "../demo-configuration.ts";
import { minuteMs, rosterAt } from "./plan.ts";
import { replayedDay, serviceMs } from "./replay.ts";
import type { RealVisit } from "./visits-file.ts";

/** A queue that is called every `stepMs` from eight o'clock on, with everybody there from the start. */
function queueOf(queue: string, people: number, countersOpen: number, stepMs: number): RealVisit[] {
  const from = 480 * minuteMs;
  return Array.from({ length: people }, (_, place) => ({
    queue,
    joinedMs: from + place,
    calledMs: from + (place + 1) * stepMs,
    countersOpen,
  }));
}

const visits = [...queueOf("a", 40, 30, minuteMs), ...queueOf("b", 30, 90, minuteMs), ...queueOf("c", 20, 2, minuteMs)];
const day = replayedDay(demoConfiguration(), visits, "2020-01-13", 1);

describe("a replayed day", () => {
  it("works out how long work took from how fast a queue moved", () => {
    expect(serviceMs(queueOf("a", 20, 3, 2 * minuteMs))).toBe(6 * minuteMs);
    expect(serviceMs([])).toBe(8 * minuteMs);
  });

  it("keeps every arrival at its time, and is the same again", () => {
    expect(day.arrivals.map(({ atMs }) => atMs)).toEqual(visits.map(({ joinedMs }) => joinedMs));
    expect(replayedDay(demoConfiguration(), visits, "2020-01-13", 1)).toEqual(day);
  });

  it("is played in an office that passes the check of any office, with at most 100 counters", () => {
    expect(checkOffice(day.configuration)).toMatchObject({ ok: true });
    expect(day.configuration.counters.length).toBeLessThanOrEqual(100);
    expect(day.configuration.counters.length).toBeGreaterThan(90);
  });

  it("opens a counter for every queue that people join", () => {
    const open = rosterAt(day.roster, visits[0]?.joinedMs ?? 0);
    const taken = new Set(day.configuration.counters.filter(({ id }) => open.includes(id)).flatMap(({ takes }) => takes));
    for (const { service } of day.arrivals) {
      const queue = day.configuration.services.find(({ id }) => id === service)?.queue;
      expect(taken).toContain(queue);
    }
  });
});
