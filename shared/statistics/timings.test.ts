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
