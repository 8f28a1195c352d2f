import { describe, expect, it } from "vitest";
import type { LogRow } from "../log/record.ts";
import { relativeError } from "./histogram.ts";
import { emptyTimings, figuresOf, foldTimings, notSure, timingsFromText, timingsText } from "./timings.ts";

const start = Date.UTC(2026, 10, 23, 17, 2);
const minute = 60_000;
let seq = 0;

function row(kind: string, minutes: number, body: object, kiosk?: number): LogRow {
  seq += 1;
  const origin =
    kiosk === undefined
      ? {}
      : { origin: { source: "k", epoch: "e", seq: kiosk, at: 0, boot: "b", mono: 0, hash: "" }, arrivedAt: start + minutes * minute };
  return { seq, kind, version: 1, at: start + minutes * minute, boot: "b", mono: 0, body, ...origin };
}

const visit = (kiosk: number) => ({ visit: `k.e.${kiosk}` });
const story = () => [
  row("ticket-issued", 0, { service: "licence", practice: false }, 1),
  row("ticket-issued", 1, { service: null, practice: false }, 2),
  row("ticket-issued", 14, { service: "licence", practice: false }, 3),
  row("ticket-issued", 14, { service: "licence", practice: true }, 4),
  row("visit-called", 10, visit(1)),
  row("service-begun", 11, visit(1)),
  row("visit-finished", 31, { ...visit(1), timeNotAccurate: false }),
  row("visit-called", 33, visit(2)),
  row("service-assigned", 34, { ...visit(2), service: "abstract" }),
  row("service-begun", 34, visit(2)),
  row("visit-finished", 40, { ...visit(2), timeNotAccurate: true }),
  row("visit-called", 44, visit(3)),
  row("visit-no-show", 45, visit(3)),
];

describe("timings", () => {
  it("count each visit in the quarter of its arrival and the service it was about", () => {
    const state = emptyTimings();
    for (const each of story()) foldTimings(state, each);
    const cells = [...state.cells.values()].filter((cell) => cell.joined > 0);
    expect(cells.map(({ service, joined, called, finished, noShow }) => ({ service, joined, called, finished, noShow }))).toEqual([
      { service: "licence", joined: 1, called: 1, finished: 1, noShow: 0 },
      { service: "licence", joined: 1, called: 1, finished: 0, noShow: 1 },
      { service: "abstract", joined: 1, called: 1, finished: 1, noShow: 0 },
    ]);
    expect(state.cells.get(`${notSure}/${start - 2 * minute}`)?.joined).toBe(0);
  });

  it("measure wait to the first call and service from begin to finish, without those said to be inaccurate", () => {
    const state = emptyTimings();
    for (const each of story()) foldTimings(state, each);
    const day = figuresOf(state.cells.values());
    expect(day).toMatchObject({ joined: 3, called: 3, finished: 2, noShow: 1, left: 0 });
    expect(Math.abs((day.serviceP50 ?? 0) - 20 * 60)).toBeLessThanOrEqual(relativeError * 20 * 60);
    expect(day.serviceP90).toBe(day.serviceP50);
    expect(Math.abs((day.waitP90 ?? 0) - 32 * 60)).toBeLessThanOrEqual(relativeError * 32 * 60);
  });

  it("add up service that was interrupted, keep parking apart, and count each service of a visit by itself", () => {
    const state = emptyTimings();
    const actor = { actor: { kind: "agent" } };
    const rows = [
      row("ticket-issued", 0, { service: "licence", practice: false }, 11),
      row("visit-called", 10, { ...visit(11), ...actor }),
      row("service-begun", 12, { ...visit(11), ...actor }),
      row("visit-parked", 15, { ...visit(11), ...actor }),
      row("visit-resumed", 35, { ...visit(11), ...actor }),
      row("service-added", 37, { ...visit(11), ...actor, segment: 2, service: "abstract", state: "serving", stopped: 1 }),
      row("visit-returned", 41, { ...visit(11), ...actor }),
      row("visit-called", 51, { ...visit(11), ...actor }),
      row("service-begun", 52, { ...visit(11), ...actor }),
      row("visit-finished", 60, { ...visit(11), ...actor, timeNotAccurate: false, quantity: 4 }),
    ];
    for (const each of rows) foldTimings(state, each);
    const of = (service: string) => figuresOf([...state.cells.values()].filter((cell) => cell.service === service));
    const minutes = (seconds: number | null) => Math.round((seconds ?? 0) / 60);
    expect(minutes(of("licence").serviceP50)).toBe(5);
    expect(minutes(of("abstract").serviceP50)).toBe(12);
    const day = figuresOf(state.cells.values());
    expect([day.waitP50, day.waitFinalP50, day.holdP50, day.handleP50].map(minutes)).toEqual([10, 10, 20, 20]);
    // Two walks, of two minutes and of one.
    expect([day.walkP50, day.walkP90].map(minutes)).toEqual([1, 2]);
    expect(day).toMatchObject({ joined: 1, called: 1, finished: 1, served: 2, transactions: 5 });
  });

  it("know nothing of a move that was undone, and everything of one that was not", () => {
    const actor = { actor: { kind: "agent" } };
    const before = [
      row("ticket-issued", 0, { service: "licence", practice: false }, 21),
      row("visit-called", 5, { ...visit(21), ...actor }),
      row("service-begun", 6, { ...visit(21), ...actor }),
    ];
    const finish = row("visit-finished", 9, { ...visit(21), ...actor, timeNotAccurate: false, quantity: 1 });
    const state = emptyTimings();
    for (const each of [...before, finish]) foldTimings(state, each);
    expect(figuresOf(state.cells.values())).toMatchObject({ finished: 1, served: 1 });
    foldTimings(state, row("move-undone", 9.5, { ...visit(21), ...actor, undone: finish.seq, what: "visit-finished" }));
    const plain = emptyTimings();
    for (const each of before) foldTimings(plain, each);
    expect(figuresOf(state.cells.values())).toEqual(figuresOf(plain.cells.values()));
    expect([...state.open]).toEqual([...plain.open]);
    // Undone once more, or of another row, it changes nothing.
    foldTimings(state, row("move-undone", 9.6, { ...visit(21), ...actor, undone: finish.seq, what: "visit-finished" }));
    expect(figuresOf(state.cells.values())).toEqual(figuresOf(plain.cells.values()));
  });

  it("are the same bytes from the whole log and from what was kept at any row", () => {
    const rows = story();
    const whole = emptyTimings();
    for (const each of rows) foldTimings(whole, each);
    for (let kept = 0; kept <= rows.length; kept += 1) {
      const first = emptyTimings();
      for (const each of rows.slice(0, kept)) foldTimings(first, each);
      const resumed = timingsFromText(timingsText(first));
      for (const each of rows.slice(kept)) foldTimings(resumed, each);
      expect(timingsText(resumed)).toBe(timingsText(whole));
    }
  });
});
