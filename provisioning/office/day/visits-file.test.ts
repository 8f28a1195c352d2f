import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RealVisit, readVisits } from "./visits-file.ts";

const header = "office,queue,ticket,joined_at,called_at,counters_open";
const good = "North,7,1,2020-01-13 08:00:10,2020-01-13 08:01:00,3";

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 19);
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe("a file of visits", () => {
  it("gives back whatever was written, in order of joining", () => {
    const visit = fc
      .record({
        queue: fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !/[\r\n]/.test(name)),
        joined: fc.integer({ min: 0, max: 80_000 }),
        waited: fc.option(fc.integer({ min: 0, max: 6_000 })),
        countersOpen: fc.integer({ min: 0, max: 99 }),
      })
      .map(({ queue, joined, waited, countersOpen }): RealVisit => {
        return { queue, joinedMs: joined * 1_000, calledMs: waited === null ? null : (joined + waited) * 1_000, countersOpen };
      });
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (visits, newline) => {
        const rows = visits.map(({ queue, joinedMs, calledMs, countersOpen }, place) => {
          const called = calledMs === null ? "" : `2020-01-13 ${clock(calledMs)}`;
          return `North,${quoted(queue)},${place},2020-01-13 ${clock(joinedMs)},${called},${countersOpen}`;
        });
        const read = readVisits([header, ...rows, ""].join(newline), "North", "2020-01-13");
        expect(read).toEqual({ ok: true, visits: [...visits].sort((a, b) => a.joinedMs - b.joinedMs) });
      }),
    );
  });

  it("leaves out other offices and days", () => {
    const text = [header, good, good.replace("North", "South"), good.replaceAll("01-13", "01-14")].join("\n");
    expect(readVisits(text, "North", "2020-01-13")).toMatchObject({ ok: true, visits: [{ queue: "7", joinedMs: 28_810_000 }] });
  });

  it.each([
    ["North,7,1,2020-01-13 08:00:10,2020-01-13 08:01:00", /^Line 3: it has 5 columns, the header has 6/],
    ["North,7,1,13.01.2020 8:00,,3", /^Line 3: joined_at is "13.01.2020 8:00"/],
    ["North,7,1,2020-02-30 08:00:00,,3", /^Line 3: joined_at/],
    ["North,7,1,2020-01-13 25:00:00,,3", /^Line 3: joined_at/],
    ["North,7,1,2020-01-13 08:00:00,later,3", /^Line 3: called_at is "later"/],
    ["North,7,1,2020-01-13 08:00:00,2020-01-13 07:59:59,3", /^Line 3: called_at must be on the same day/],
    ["North,7,1,2020-01-13 08:00:00,,many", /^Line 3: counters_open is "many"/],
    [",7,1,2020-01-13 08:00:00,,3", /^Line 3: office and queue/],
    ['North,"7,1,2020-01-13 08:00:00,,3', /^Line 3: a quotation mark/],
  ])("says where it is wrong: %s", (row, wrong) => {
    expect(readVisits([header, good, row].join("\n"), "North", "2020-01-13")).toEqual({ ok: false, wrong: [expect.stringMatching(wrong)] });
  });

  it("says what it has when it has not what was asked for", () => {
    const text = [header, good].join("\n");
    expect(readVisits(text, "West", "2020-01-13")).toEqual({ ok: false, wrong: ["The file has no office West. It has North."] });
    expect(readVisits(text, "North", "2021-01-13")).toMatchObject({ wrong: [expect.stringMatching(/It has 2020-01-13/)] });
    expect(readVisits("office,queue", "North", "x")).toMatchObject({ wrong: [expect.stringMatching(/^Line 1: the header lacks ticket/)] });
  });

  it("never throws, whatever it is given, and tells no more than a screenful", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 60 }), (lines) => {
        const read = readVisits([header, ...lines].join("\n"), "North", "2020-01-13");
        if (!read.ok) expect(read.wrong.length).toBeLessThanOrEqual(21);
      }),
    );
  });
});
