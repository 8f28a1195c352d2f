/** Tickets that come back to a kiosk, on its core and a real log: what is asked of the hub, what is written, what is said without it. */
import { expect, test } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import { ticketCode, ticketPageCode } from "#shared/ticket/code.ts";
import type { TicketFound } from "#shared/wire/kiosk-desk.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import { findDeadlineMs, type KioskEffect, type KioskInput, pendingMax } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

const office: PublicOffice = { ...sampleOffice, stepAway: { minutes: [15, 30] } };

class Kiosk {
  readonly session = newSession();
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;

  constructor() {
    this.bench = new Bench("kiosk-1", "e1", (log) => createKioskCore(log.identity, this.session, digest, 1));
    this.bench.give({ kind: "start", software: "1" }, { kind: "desired", version: 7, office });
    this.bench.give({ kind: "link", up: true }, { kind: "stored", seq: 1 });
    const id = this.session.enrolment?.ask ?? "";
    this.bench.give({ kind: "answer", message: { id, generation: 1, at: 0, kind: "enrolled", letter: "C" } });
  }

  /** What the page is told, in order. */
  told(effects: readonly KioskEffect[]) {
    return effects.flatMap((each) => (each.kind === "desk-reply" ? [isFault(each.answer) ? each.answer.fault : each.answer] : []));
  }

  find(ticket: string, token = 1) {
    const effects = this.bench.give({ kind: "find-ticket", ticket, token });
    const ask = effects.find((each) => each.kind === "ask");
    return { asked: ask?.message, deadlineMs: ask?.deadlineMs, told: this.told(effects) };
  }

  answer(found: TicketFound) {
    const [id = ""] = this.session.deskLookups.keys();
    return this.told(this.bench.give({ kind: "answer", message: { id, generation: 1, kind: "ticket", found } }));
  }

  /** A ticket of the kiosk's own series. */
  tap(): KioskTicket {
    const request = { key: `tap-${this.bench.log.last}-key`, service: null, language: "fr" as const, needs: [] };
    const effects = this.bench.give({ kind: "tap", request, token: 9 });
    const reply = effects.find((each) => each.kind === "reply");
    return reply?.answer as KioskTicket;
  }

  get last() {
    const { kind, body } = this.bench.rows.at(-1) ?? {};
    return [kind, body];
  }
}

const waiting: TicketFound = {
  ...{ kind: "ticket", visit: "kiosk-2.x1.9", letter: "A", count: 12 },
  ...{ language: "fr", stands: "waiting", until: null, counter: null },
};

test("a number that is typed in any way is asked of the hub, and its answer is the page's", () => {
  const kiosk = new Kiosk();
  expect(kiosk.find(" a 012 ")).toMatchObject({
    asked: { kind: "find-ticket", letter: "A", count: 12, visit: null },
    deadlineMs: findDeadlineMs,
  });
  expect(kiosk.answer(waiting)).toEqual([
    {
      ...{ found: "ticket", number: "A12", paper: { letter: "A", count: 12, visit: "kiosk-2.x1.9" } },
      ...{ language: "fr", stands: "waiting", until: null, counter: null, hour: null },
    },
  ]);
  kiosk.find("A13");
  expect(kiosk.answer({ kind: "none" })).toEqual([{ found: "none" }]);
});

test("a return slip is told with its hour, for today or for later; a hub that says no hour is understood", () => {
  const kiosk = new Kiosk();
  const hour = { date: "2026-11-24", from: 540, to: 600 };
  kiosk.find("A12");
  expect(kiosk.answer({ ...waiting, stands: "return-later", hour })).toMatchObject([{ stands: "return-later", hour }]);
  kiosk.find("A12");
  expect(kiosk.answer({ ...waiting, stands: "return-today", hour })).toMatchObject([{ stands: "return-today", hour }]);
  kiosk.find("A12");
  expect(kiosk.answer(waiting)).toMatchObject([{ stands: "waiting", hour: null }]);
});

test("a code that is scanned names its visit; one of another office, or no ticket at all, is not asked about", () => {
  const kiosk = new Kiosk();
  const number = { letter: "A", count: 12 };
  const code = { office: "victoria", number, date: "2026-11-23", visit: "kiosk-2.x1.9" };
  expect(kiosk.find(ticketCode(code)).asked).toMatchObject({ letter: "A", count: 12, visit: "kiosk-2.x1.9" });
  const withPage = ticketPageCode("https://queue.example", "A".repeat(22), code);
  expect(kiosk.find(withPage, 1).asked).toMatchObject({ visit: "kiosk-2.x1.9" });
  expect(kiosk.find(ticketCode({ ...code, office: "kelowna" }), 2)).toEqual({ told: [{ found: "other-office" }] });
  for (const text of ["hello", "A0", "12", "O12", "theq1:victoria:A12"]) expect(kiosk.find(text, 3)).toEqual({ told: [{ found: "none" }] });
});

test("stepping out is a row with its minutes, and says until when; only what the office offers, and only beside the hub", () => {
  const kiosk = new Kiosk();
  const paper = { letter: "A", count: 12, visit: "kiosk-2.x1.9" };
  const away = (minutes: number) => kiosk.told(kiosk.bench.give({ kind: "step-away", paper, minutes, token: 4 }));
  expect(away(30)).toEqual([{ until: 1_795_000_000_000 + 30 * 60_000 }]);
  expect(kiosk.last).toEqual(["stepped-away", { ...paper, minutes: 30 }]);
  const rows = kiosk.bench.log.last;
  expect(away(45)).toEqual(["away-not-offered"]);
  kiosk.bench.give({ kind: "link", up: false });
  expect(away(30)).toEqual(["away-not-offered"]);
  expect(kiosk.bench.log.last).toBe(rows);
});

test("coming back is a row, with the hub and without it", () => {
  const kiosk = new Kiosk();
  const paper = { letter: "A", count: 12, visit: null };
  const back = () => kiosk.told(kiosk.bench.give({ kind: "come-back", paper, token: 4 }));
  expect(back()).toEqual([{ noted: true }]);
  kiosk.bench.give({ kind: "link", up: false });
  expect(back()).toEqual([{ noted: true }]);
  expect(kiosk.last).toEqual(["came-back", paper]);
});

test("Q-TICKET-3 without the hub a ticket is still known by its number, its own visit included", () => {
  const kiosk = new Kiosk();
  const ticket = kiosk.tap();
  kiosk.bench.give({ kind: "link", up: false });
  expect(kiosk.find(ticket.number)).toEqual({
    told: [{ found: "hub-away", number: "C1", paper: { letter: "C", count: 1, visit: ticket.visit } }],
  });
  expect(kiosk.find("A5", 2).told).toEqual([{ found: "hub-away", number: "A5", paper: { letter: "A", count: 5, visit: null } }]);
});

test("whoever waits for an answer is told when the hub is lost, late, refuses, or too many ask", () => {
  const kiosk = new Kiosk();
  const away = { found: "hub-away", number: "A5", paper: { letter: "A", count: 5, visit: null } };
  const { asked } = kiosk.find("A5");
  expect(kiosk.told(kiosk.bench.give({ kind: "due", id: asked?.id ?? "" }))).toEqual([away]);
  const again = kiosk.find("A5", 2).asked?.id ?? "";
  const refusal = { fault: "not-enrolled", facts: {} } as const;
  const refused = { kind: "answer", message: { id: again, generation: 1, kind: "refused", fault: refusal } } as const;
  expect(kiosk.told(kiosk.bench.give(refused))).toEqual([away]);
  kiosk.find("A5", 3);
  expect(kiosk.told(kiosk.bench.give({ kind: "link", up: false }))).toEqual([away]);
  kiosk.bench.give({ kind: "link", up: true });
  for (let more = 0; more < pendingMax; more += 1) kiosk.find("A5", 10 + more);
  expect(kiosk.find("A5", 99).told).toEqual(["overloaded"]);
});

test("what could not be recorded is said, and nobody is told that their place is kept", () => {
  const kiosk = new Kiosk();
  const paper = { letter: "A", count: 12, visit: null };
  kiosk.bench.breakNextCommit = new Error("full");
  expect(kiosk.told(kiosk.bench.give({ kind: "come-back", paper, token: 4 }))).toEqual(["storage-full"]);
  kiosk.bench.give({ kind: "storage", trouble: "storage-full" });
  expect(kiosk.told(kiosk.bench.give({ kind: "step-away", paper, minutes: 15, token: 5 }))).toEqual(["storage-full"]);
});
