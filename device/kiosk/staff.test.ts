/** Staff at the kiosk while the hub is away: which tickets still wait as far as the kiosk knows, marks, and what survives. */
import { expect, test } from "vitest";
import type { LineMessage } from "#shared/wire/payloads.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { kioskLive } from "./live.ts";
import { newSession } from "./session.ts";
import { waitingTickets } from "./staff.ts";
import { staffStrips, ticketsPerStrip } from "./staff-strips.ts";
import type { KioskState } from "./state.ts";

const begun = 1_795_000_000_000;
const hour = 3_600_000;

class Kiosk {
  session = newSession();
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;
  #taps = 0;

  constructor() {
    this.bench = new Bench("kiosk-1", "e1", (log) => createKioskCore(log.identity, this.session, digest, 1));
    const row = { kind: "series-received", version: 1, body: { letter: "C" }, at: begun, boot: "b0", mono: 0 };
    this.bench.log.append([row]);
    this.bench.restart();
    this.bench.give({ kind: "start", software: "1" }, { kind: "desired", version: 7, office: sampleOffice, staffPin: "salt:hash" });
  }

  /** A ticket of the own series: C1, C2, ... */
  tap(): void {
    this.#taps += 1;
    const request = { key: `tap-key-${this.#taps}`, service: "licence-renewal", language: "fr", needs: [] } as const;
    this.bench.give({ kind: "tap", token: 1, request: { ...request, needs: [] } });
  }

  told(tickets: readonly [string, number, string][], held: number, total = tickets.length): void {
    const message: LineMessage = {
      generation: 1,
      epoch: "h1",
      n: 9,
      at: begun,
      date: "2026-11-18",
      total,
      tickets: tickets.map(([letter, count, visit]) => ({
        ...{ visit, letter, count, arrivedAt: begun + this.bench.nowMs },
        ...{ service: "licence-renewal", language: "en" as const },
      })),
      held: [{ epoch: "e1", next: held }],
    };
    this.bench.give({ kind: "line-told", message });
  }

  list() {
    const { bench, session } = this;
    return waitingTickets(bench.log.identity, bench.state, session.office?.office, session.line, begun + bench.nowMs);
  }

  get numbers(): string[] {
    return this.list().map(({ number }) => number);
  }

  live() {
    return kioskLive(this.bench.log.identity, this.bench.state, this.session, { realMs: this.bench.nowMs, at: 0, digest });
  }
}

const nextRow = (kiosk: Kiosk) => kiosk.bench.log.last + 1;

test("a kiosk that never heard a line lists what it issued", () => {
  const kiosk = new Kiosk();
  kiosk.tap();
  kiosk.tap();
  expect(kiosk.list()).toMatchObject([
    { number: "C1", known: "kiosk", language: "fr", service: { en: "Renew a driver's licence" }, calledAt: null },
    { number: "C2", known: "kiosk" },
  ]);
});

test("it lists the hub's line in its order, then its own since; what the hub had and does not name waits no more", () => {
  const kiosk = new Kiosk();
  kiosk.tap();
  kiosk.tap();
  const second = kiosk.bench.log.last;
  kiosk.told(
    [
      ["A", 7, "kiosk-2.e4.12"],
      ["C", 2, `kiosk-1.e1.${second}`],
    ],
    nextRow(kiosk),
  );
  kiosk.tap();
  expect(kiosk.numbers).toEqual(["A7", "C2", "C3"]);
  expect(kiosk.list().map(({ known }) => known)).toEqual(["hub", "hub", "kiosk"]);
});

test("a ticket that staff admitted under another identity is listed once", () => {
  const kiosk = new Kiosk();
  kiosk.tap();
  kiosk.told([["C", 1, "victoria.h1.40"]], 1);
  expect(kiosk.numbers).toEqual(["C1"]);
});

test("where the line was longer than its message, later tickets of its own may wait", () => {
  const kiosk = new Kiosk();
  kiosk.told([["A", 7, "kiosk-2.e4.12"]], nextRow(kiosk) + 1, 5);
  kiosk.tap();
  expect(kiosk.numbers).toEqual(["A7", "C1"]);
});

test("tickets of an earlier day are left out, and those of a clock that was set back are not", () => {
  const kiosk = new Kiosk();
  kiosk.told([["A", 7, "kiosk-2.e4.12"]], 1);
  kiosk.tap();
  kiosk.bench.nowMs += 24 * hour;
  expect(kiosk.numbers).toEqual([]);
  kiosk.tap();
  expect(kiosk.numbers).toEqual(["C2"]);
  kiosk.bench.nowMs -= 10 * 24 * hour;
  kiosk.tap();
  expect(kiosk.numbers).toEqual(["A7", "C1", "C2", "C3"]);
});

test("a mark is one row, stays through a restart, and needs a ticket of the list", () => {
  const kiosk = new Kiosk();
  kiosk.told([["A", 7, "kiosk-2.e4.12"]], 1);
  const mark = (visit: string) => kiosk.bench.give({ kind: "call-by-voice", visit, token: 5 });
  const [reply] = mark("kiosk-2.e4.12");
  expect(reply).toEqual({ kind: "staff-reply", token: 5, answer: null });
  expect(kiosk.bench.storedAt.get(reply as KioskEffect)).toBe(kiosk.bench.log.last);
  expect(kiosk.bench.rows.at(-1)).toMatchObject({ kind: "called-by-voice", body: { letter: "A", count: 7, visit: "kiosk-2.e4.12" } });
  const rows = kiosk.bench.log.last;
  expect(mark("kiosk-2.e4.12")).toMatchObject([{ answer: null }]);
  expect(mark("kiosk-9.e1.1")).toMatchObject([{ answer: { fault: "unknown-visit" } }]);
  expect(kiosk.bench.log.last).toBe(rows);
  kiosk.bench.program.snapshot();
  kiosk.bench.restart();
  expect(kiosk.list()).toMatchObject([{ number: "A7", calledAt: begun }]);
  kiosk.bench.breakNextCommit = new Error("full");
  kiosk.tap();
  kiosk.bench.breakNextCommit = new Error("full");
  expect(kiosk.bench.give({ kind: "staff-opened", token: 6 })).toMatchObject([{ token: 6, answer: { fault: "storage-full" } }]);
});

test("opening the page is on record with whether the hub was there", () => {
  const kiosk = new Kiosk();
  kiosk.bench.give({ kind: "staff-opened", token: 1 });
  kiosk.bench.give({ kind: "link", up: true }, { kind: "staff-opened", token: 2 });
  expect(kiosk.bench.rows.filter(({ kind }) => kind === "staff-page-opened").map(({ body }) => body)).toEqual([
    { hub: "away" },
    { hub: "present" },
  ]);
});

test("a hub that restarts within seconds changes nothing on the screen; one that stays away does", () => {
  const kiosk = new Kiosk();
  kiosk.bench.give({ kind: "link", up: true }, { kind: "hub-heard", alive: true }, { kind: "line", open: false, waiting: 4 });
  expect(kiosk.live()).toMatchObject({ hub: "present", state: "closed", waiting: 4, staffPage: true });
  kiosk.bench.give({ kind: "hub-heard", alive: false }, { kind: "link", up: false });
  kiosk.bench.nowMs += 4_000;
  expect(kiosk.live()).toMatchObject({ hub: "present", state: "closed", waiting: 4, fault: null });
  kiosk.bench.give({ kind: "link", up: true });
  expect(kiosk.live()).toMatchObject({ hub: "present", state: "closed", waiting: 4 });
  // Only the broker is back: the hub itself was last seen six seconds ago.
  kiosk.bench.nowMs += 2_000;
  kiosk.bench.give({ kind: "hub-heard", alive: false });
  expect(kiosk.live()).toMatchObject({ hub: "away", state: "ready", waiting: null, fault: "hub-away" });
});

test("a hub that fell silent is away once it has been silent for long, and does not seem to come back when its link closes", () => {
  const kiosk = new Kiosk();
  kiosk.bench.give({ kind: "link", up: true }, { kind: "hub-heard", alive: true });
  kiosk.bench.nowMs += 12_001;
  kiosk.bench.give({ kind: "tick" });
  expect(kiosk.live().hub).toBe("away");
  kiosk.bench.give({ kind: "link", up: false });
  expect(kiosk.live().hub).toBe("away");
});

test("the list on paper is cut into strips that say of how many they are one, and no line of it is a ticket's number", () => {
  const kiosk = new Kiosk();
  const tickets = Array.from({ length: ticketsPerStrip + 1 }, (_, place): [string, number, string] => [
    "A",
    place + 1,
    `kiosk-2.e4.${place}`,
  ]);
  kiosk.told(tickets, 1);
  const strips = staffStrips(sampleOffice, { tickets: kiosk.list(), lineAt: begun, hub: "away", now: begun });
  const texts = strips.map((strip) => strip.flatMap((line) => (line.kind === "text" ? [line.text] : [])));
  expect(texts.map((each) => each.filter((text) => text.startsWith("A")).length)).toEqual([60, 1]);
  expect(texts.map((each) => each[2]?.slice(-3))).toEqual(["1/2", "2/2"]);
  for (const text of texts.flat()) {
    expect(text).not.toMatch(/^[A-Z]{1,2}\d+$/);
    if (text.startsWith("A")) expect(text.length).toBeLessThanOrEqual(42);
  }
});
