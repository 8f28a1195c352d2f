/** The kiosk's core on a real log: what it numbers, when it prints, and what survives. */
import { expect, test } from "vitest";
import { ticketSecret } from "#shared/citizen/page.ts";
import { isFault } from "#shared/faults/fault.ts";
import { readTicketCode } from "#shared/ticket/code.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import { sampleView } from "../testing/sample-view.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { kioskLive } from "./live.ts";
import { type KioskSession, newSession } from "./session.ts";
import type { KioskState } from "./state.ts";
import { jobId } from "./ticket.ts";

class Kiosk {
  session: KioskSession = newSession();
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;

  constructor() {
    this.bench = new Bench("kiosk-1", "e1", (log) => createKioskCore(log.identity, this.session, digest, 1));
    this.begin();
  }

  begin(): void {
    this.bench.give({ kind: "start", software: "1" }, { kind: "desired", version: 7, office: sampleOffice });
  }

  restart(): void {
    this.session = newSession();
    this.bench.restart();
    this.begin();
  }

  /** Connected, with a letter, and asking the hub for numbers. */
  withHub(): this {
    let effects = this.bench.give({ kind: "link", up: true });
    for (let turn = 0; turn < 10 && !this.session.reserving; turn += 1) {
      const ask = effects.find((each) => each.kind === "ask");
      effects = ask ? this.bench.give(answerTo(ask.message)) : [];
      effects.push(...this.bench.give({ kind: "stored", seq: this.bench.state.n }));
    }
    return this;
  }

  alone(): this {
    this.withHub();
    this.bench.give({ kind: "link", up: false });
    return this;
  }

  tap(key: string, token = 1, service: string | null = "licence-renewal"): KioskEffect[] {
    return this.bench.give({ kind: "tap", token, request: { key, service, language: "fr", needs: [] } });
  }

  live() {
    return kioskLive(this.bench.log.identity, this.bench.state, this.session, { realMs: this.bench.nowMs, at: 0, digest });
  }
}

type Ask = Extract<KioskEffect, { kind: "ask" }>["message"];

function answerTo(message: Ask, count = 1): KioskInput {
  const { id } = message;
  const common = { id, generation: 1, at: 0 };
  switch (message.kind) {
    case "enrol":
      return { kind: "answer", message: { ...common, kind: "enrolled", letter: "C" } };
    case "probe":
      return { kind: "answer", message: { ...common, kind: "probed" } };
    case "reserve":
      return {
        kind: "answer",
        message: { ...common, kind: "reserved", request: message.request, letter: "A", count, date: "2026-11-23" },
      };
    case "find-appointment":
      return { kind: "answer", message: { ...common, kind: "appointment", found: { kind: "none" } } };
    case "find-ticket":
      return { kind: "answer", message: { ...common, kind: "ticket", found: { kind: "none" } } };
    case "compare":
    case "keypad":
    case "press":
    case "resume":
      return { kind: "answer", message: { ...common, kind: "resumed", calls: [] } };
  }
}

function kinds(effects: readonly KioskEffect[]): string[] {
  return effects.map((each) => each.kind);
}

function replies(effects: readonly KioskEffect[]) {
  return effects.flatMap((each) => (each.kind === "reply" ? [isFault(each.answer) ? each.answer.fault : each.answer.number] : []));
}

function askIn(effects: readonly KioskEffect[]): Ask {
  const ask = effects.find((each) => each.kind === "ask");
  if (!ask) throw new Error("nothing was asked");
  return ask.message;
}

test("with the hub present a tap asks for a number, and paper follows the answer", () => {
  const kiosk = new Kiosk().withHub();
  const asked = kiosk.tap("tap-key-1");
  expect(kinds(asked)).toEqual(["ask"]);
  const done = kiosk.bench.give(answerTo(askIn(asked), 12));
  expect(kinds(done)).toEqual(["print", "reply"]);
  expect(replies(done)).toEqual(["A12"]);
  expect(kiosk.bench.rows.at(-1)).toMatchObject({
    kind: "ticket-issued",
    body: { letter: "A", count: 12, date: "2026-11-23", insteadOf: null, tap: "tap-key-1", request: expect.any(String) },
  });
});

test("where the office's tickets have a page, their code opens it, printed with the hub or without, and a second print says the same", () => {
  const kiosk = new Kiosk().alone();
  kiosk.bench.give({
    kind: "desired",
    version: 8,
    office: sampleOffice,
    citizenPage: { address: "https://queue.example", key: "K".repeat(43) },
  });
  const codes = (effects: readonly KioskEffect[]) =>
    effects.flatMap((each) => (each.kind === "print" ? each.lines.flatMap((line) => (line.kind === "code" ? [line.data] : [])) : []));
  const [code = ""] = codes(kiosk.tap("tap-key-1"));
  expect(code).toMatch(/^https:\/\/queue\.example\/t\/#[\w-]{22};theq1:victoria:C1::kiosk-1\./);
  const visit = readTicketCode(code)?.visit ?? "";
  expect(code).toContain(`#${ticketSecret(digest, "K".repeat(43), visit)};`);
  const job = jobId(Number(visit.split(".")[2]), 1);
  kiosk.bench.give({ kind: "print-ended", visit, copy: 1, job, outcome: "printed", fault: null });
  expect(codes(kiosk.bench.give({ kind: "reprint", visit, token: 2 }))).toEqual([code]);
  kiosk.bench.give({ kind: "desired", version: 9, office: sampleOffice });
  expect(codes(kiosk.tap("tap-key-2"))).toEqual([expect.stringMatching(/^theq1:/)]);
});

test("Q-TICKET-2: a print is carried out only after the row that issued its ticket is stored", () => {
  const kiosk = new Kiosk().alone();
  const before = kiosk.bench.log.last;
  const [print] = kiosk.tap("tap-key-1");
  expect(print?.kind).toBe("print");
  expect(kiosk.bench.storedAt.get(print as KioskEffect)).toBe(before + 1);
});

test("Q-TICKET-2: without room to record there is no paper, the page is told, and the number is not lost", () => {
  const kiosk = new Kiosk().alone();
  kiosk.bench.breakNextCommit = new Error("full");
  expect(kiosk.tap("tap-key-1")).toEqual([{ kind: "reply", token: 1, answer: { fault: "storage-full", facts: {} } }]);
  expect(replies(kiosk.tap("tap-key-1"))).toEqual(["C1"]);
});

test("Q-TICKET-4: a kiosk whose questions were lost with a commit that failed asks again when there is room", () => {
  const kiosk = new Kiosk().withHub();
  const [ask] = kiosk.tap("tap-key-1");
  kiosk.bench.give({ kind: "due", id: ask?.kind === "ask" ? ask.message.id : "" });
  const [, probe] = kiosk.bench.give({ kind: "tick" });
  expect([probe, kiosk.session.reserving]).toEqual([undefined, false]);
  // The answer to the probe under way and a print's end come in one batch, which fails: the next probe is never sent.
  kiosk.bench.breakNextCommit = new Error("full");
  kiosk.bench.give(
    { kind: "answer", message: { id: kiosk.session.probe ?? "", generation: 1, kind: "probed", at: 0 } },
    { kind: "print-ended", visit: `kiosk-1.e1.${kiosk.bench.log.last}`, copy: 1, job: "j", outcome: "failed", fault: null },
  );
  let effects = kiosk.bench.give({ kind: "storage", trouble: null }, { kind: "stored", seq: kiosk.bench.log.last + 1 });
  for (let turn = 0; turn < 5 && !kiosk.session.reserving; turn += 1) {
    const next = effects.find((each) => each.kind === "ask");
    effects = next ? kiosk.bench.give(answerTo(next.message)) : [];
  }
  expect(kiosk.session.reserving).toBe(true);
});

test("Q-TICKET-2: a tap whose question was lost with a commit that failed is asked anew when it comes again", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.bench.breakNextCommit = new Error("full");
  // In one batch with something that must be recorded.
  const request = { key: "tap-key-1", service: null, language: "fr", needs: [] } as const;
  kiosk.bench.give({ kind: "tap", token: 1, request: { ...request, needs: [] } }, { kind: "staff-opened", token: 9 });
  expect(kinds(kiosk.tap("tap-key-1", 2, null))).toEqual(["ask"]);
});

test("Q-TICKET-5: a kiosk that starts without room to record tells of its start and of unseen prints when there is room", () => {
  const kiosk = new Kiosk().alone();
  const [print] = kiosk.tap("tap-key-1");
  const { visit } = print as { visit: string };
  kiosk.session = newSession();
  kiosk.bench.restart();
  kiosk.bench.breakNextCommit = new Error("full");
  kiosk.begin();
  kiosk.bench.give({ kind: "storage", trouble: "storage-full" });
  const before = kiosk.bench.log.last;
  // Still none: it fails once more.
  kiosk.bench.breakNextCommit = new Error("full");
  kiosk.bench.give({ kind: "storage", trouble: null });
  expect(kiosk.bench.log.last).toBe(before);
  kiosk.bench.give({ kind: "storage", trouble: "storage-full" }, { kind: "storage", trouble: null });
  expect(kiosk.bench.rows.slice(before)).toMatchObject([
    { kind: "device-started", body: { boot: "b2" } },
    { kind: "ticket-printed", body: { visit, copy: 1, outcome: "unknown" } },
  ]);
  kiosk.bench.give({ kind: "storage", trouble: null });
  expect(kiosk.bench.log.last).toBe(before + 2);
});

test("Q-TICKET-5: how a print ended is recorded later when there is no room for it", () => {
  const kiosk = new Kiosk().alone();
  const print = kiosk.tap("tap-key-1").find((each) => each.kind === "print");
  if (print?.kind !== "print") throw new Error("nothing was printed");
  const { visit, job } = print;
  kiosk.bench.breakNextCommit = new Error("full");
  kiosk.bench.give({ kind: "print-ended", visit, copy: 1, job, outcome: "printed", fault: null });
  expect(kiosk.bench.rows.at(-1)?.kind).toBe("ticket-issued");
  kiosk.bench.give({ kind: "storage", trouble: null });
  expect(kiosk.bench.rows.at(-1)).toMatchObject({ kind: "ticket-printed", body: { visit, copy: 1, outcome: "printed" } });
});

test("an answer that cannot be recorded is refused to the page that waits, and the next tap asks for the same reservation", () => {
  const kiosk = new Kiosk().withHub();
  const asked = askIn(kiosk.tap("tap-key-1", 5));
  kiosk.bench.breakNextCommit = new Error("full");
  expect(replies(kiosk.bench.give(answerTo(asked)))).toEqual(["storage-full"]);
  const again = askIn(kiosk.tap("tap-key-1", 6));
  expect(again).toMatchObject({ request: (asked as { request: string }).request });
});

test("a double tap is one ticket: while it waits, afterwards, and after a restart", () => {
  const kiosk = new Kiosk().withHub();
  const asked = kiosk.tap("tap-key-1", 1);
  expect(kiosk.tap("tap-key-1", 2)).toEqual([]);
  expect(replies(kiosk.bench.give(answerTo(askIn(asked))))).toEqual(["A1", "A1"]);
  expect(replies(kiosk.tap("tap-key-1", 3))).toEqual(["A1"]);
  kiosk.restart();
  expect(kinds(kiosk.tap("tap-key-1", 4))).toEqual(["reply"]);
  expect(kiosk.bench.rows.filter((row) => row.kind === "ticket-issued")).toHaveLength(1);
});

test("an answer that is late is not waited for: the own series, and the reservation is named as unused", () => {
  const kiosk = new Kiosk().withHub();
  const asked = askIn(kiosk.tap("tap-key-1"));
  const done = kiosk.bench.give({ kind: "due", id: asked.id });
  expect(replies(done)).toEqual(["C1"]);
  const { request } = asked as { request: string };
  expect(kiosk.bench.rows.at(-1)?.body).toMatchObject({ letter: "C", count: 1, request: null, insteadOf: request, date: null });
  expect(kiosk.bench.give(answerTo(asked))).toEqual([]);
  expect(replies(kiosk.tap("tap-key-2"))).toEqual(["C2"]);
});

test("three probes in time and a log that the hub holds to its end bring reservations back, and not less", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.bench.give({ kind: "due", id: askIn(kiosk.tap("tap-key-1")).id });
  expect(kiosk.session.reserving).toBe(false);
  let probe = askIn(kiosk.bench.give({ kind: "due", id: kiosk.session.probe as string }, { kind: "due", id: "probe-again" }));
  for (let turn = 0; turn < 2; turn += 1) probe = askIn(kiosk.bench.give(answerTo(probe)));
  expect(kiosk.bench.give(answerTo(probe))).toEqual([{ kind: "wake", id: "probe-again", afterMs: 1_000 }]);
  expect(kiosk.session.reserving).toBe(false);
  kiosk.bench.give({ kind: "stored", seq: kiosk.bench.state.n - 1 });
  expect(kiosk.session.reserving).toBe(false);
  kiosk.bench.give({ kind: "stored", seq: kiosk.bench.state.n });
  expect(kiosk.session.reserving).toBe(true);
});

test("a lost link gives every waiting tap a number at once", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.tap("tap-key-1", 1);
  kiosk.tap("tap-key-2", 2);
  expect(replies(kiosk.bench.give({ kind: "link", up: false }))).toEqual(["C1", "C2"]);
});

test("Q-TICKET-1: the own count goes on after a restart, and each run asks for reservations of its own", () => {
  const kiosk = new Kiosk().alone();
  kiosk.tap("tap-key-1");
  kiosk.restart();
  expect(replies(kiosk.tap("tap-key-2"))).toEqual(["C2"]);
  const first = askIn(kiosk.withHub().tap("tap-key-3")) as { request: string };
  kiosk.restart();
  const second = askIn(kiosk.withHub().tap("tap-key-3")) as { request: string };
  expect(second.request).not.toBe(first.request);
});

test("Q-TICKET-1: a hub that gives a number which is on paper here already is not believed", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.bench.give(answerTo(askIn(kiosk.tap("tap-key-1")), 9));
  kiosk.bench.give({ kind: "stored", seq: kiosk.bench.state.n });
  expect(replies(kiosk.bench.give(answerTo(askIn(kiosk.tap("tap-key-2")), 9)))).toEqual(["C1"]);
});

test("a new storage that has not heard from the hub issues nothing and says so", () => {
  const kiosk = new Kiosk();
  expect(kiosk.live()).toMatchObject({ state: "starting", fault: "not-enrolled" });
  expect(replies(kiosk.tap("tap-key-1"))).toEqual(["not-enrolled"]);
  expect(kiosk.bench.give({ kind: "link", up: true })).toEqual([]);
  const enrol = askIn(kiosk.bench.give({ kind: "stored", seq: 1 }));
  expect(enrol.kind).toBe("enrol");
  expect(askIn(kiosk.bench.give({ kind: "due", id: enrol.id })).kind).toBe("enrol");
});

test("a closed date stops tickets while the hub says so, and not when it is away", () => {
  const kiosk = new Kiosk().withHub();
  const refusal = {
    id: askIn(kiosk.tap("tap-key-1")).id,
    generation: 1,
    kind: "refused",
    fault: { fault: "day-not-open", facts: {} },
  } as const;
  expect(replies(kiosk.bench.give({ kind: "answer", message: refusal }))).toEqual(["day-not-open"]);
  expect(kiosk.live().state).toBe("closed");
  expect(replies(kiosk.tap("tap-key-2"))).toEqual(["day-not-open"]);
  kiosk.bench.give({ kind: "line", open: true, waiting: 3 });
  expect(kiosk.live()).toMatchObject({ state: "ready", waiting: 3 });
  kiosk.bench.give({ kind: "line", open: false, waiting: 0 }, { kind: "link", up: false });
  expect(replies(kiosk.tap("tap-key-3"))).toEqual(["C1"]);
});

test("a hub that has been silent for 12 s counts as away, and is asked again when it beats", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.bench.nowMs += 12_001;
  expect(kiosk.live().hub).toBe("away");
  const lost = kiosk.bench.give({ kind: "tick" });
  expect(lost).toContainEqual({ kind: "wake", id: "probe-again", afterMs: 1_000 });
  expect(replies(kiosk.tap("tap-key-1"))).toEqual(["C1"]);
  kiosk.bench.give({ kind: "hub-heard", alive: true });
  expect(kiosk.live().hub).toBe("present");
  expect(askIn(kiosk.bench.give({ kind: "due", id: "probe-again" })).kind).toBe("probe");
});

test("what the hub said of calls holds on its connection only: displays go dark rather than show an old number", () => {
  const kiosk = new Kiosk().withHub();
  kiosk.bench.give({ kind: "calls", view: sampleView("A12 3") });
  expect(kiosk.session.calls?.now).toHaveLength(1);
  kiosk.bench.give({ kind: "link", up: false });
  expect(kiosk.session.calls).toBeNull();
});

test("a service the office does not offer is refused", () => {
  expect(replies(new Kiosk().alone().tap("tap-key-1", 1, "space-travel"))).toEqual(["unknown-service"]);
});

test("Q-TICKET-5: a failed print leaves the ticket on the screen, with one copy to ask for", () => {
  const kiosk = new Kiosk().alone();
  const [print] = kiosk.tap("tap-key-1");
  if (print?.kind !== "print") throw new Error("nothing was printed");
  const { visit, job } = print;
  expect(kiosk.live().tickets[0]).toMatchObject({ printed: "pending", mayReprint: false });
  kiosk.bench.give({ kind: "print-ended", visit, copy: 1, job, outcome: "failed", fault: "printer-paper-out" });
  expect(kiosk.live().tickets[0]).toMatchObject({ number: "C1", printed: "failed", mayReprint: true });
  const copy = kiosk.bench.give({ kind: "reprint", visit, token: 2 });
  expect(kinds(copy)).toEqual(["print", "reply"]);
  expect(copy[0]).toMatchObject({ copy: 2, lines: expect.arrayContaining([expect.objectContaining({ text: "Copie" })]) });
  expect(replies(kiosk.bench.give({ kind: "reprint", visit, token: 3 }))).toEqual(["reprint-used"]);
});

test("Q-TICKET-5: a print that nobody saw end is unknown after a restart, and is not made again by itself", () => {
  const kiosk = new Kiosk().alone();
  kiosk.tap("tap-key-1");
  kiosk.session = newSession();
  kiosk.bench.restart();
  expect(kinds(kiosk.bench.give({ kind: "start", software: "1" }))).toEqual([]);
  expect(kiosk.bench.rows.at(-1)).toMatchObject({ kind: "ticket-printed", body: { copy: 1, outcome: "unknown", fault: "print-unknown" } });
});

test("Q-TICKET-5: a copy is on record before it is printed, so a restart does not make it two", () => {
  const kiosk = new Kiosk().alone();
  const [print] = kiosk.tap("tap-key-1");
  const visit = print?.kind === "print" ? print.visit : "";
  kiosk.restart();
  kiosk.bench.give({ kind: "reprint", visit, token: 1 });
  kiosk.restart();
  expect(replies(kiosk.bench.give({ kind: "reprint", visit, token: 2 }))).toEqual(["reprint-used"]);
});

test("a visit of another storage is not ours to print", () => {
  expect(replies(new Kiosk().alone().bench.give({ kind: "reprint", visit: "kiosk-1.e0.3", token: 1 }))).toEqual(["unknown-visit"]);
});

test("the state after a rebuild is the state before", () => {
  const kiosk = new Kiosk().alone();
  kiosk.tap("tap-key-1");
  kiosk.restart();
  const before = JSON.stringify([...kiosk.bench.state.tickets]);
  kiosk.bench.program.snapshot();
  kiosk.bench.restart();
  expect(JSON.stringify([...kiosk.bench.state.tickets])).toBe(before);
  expect(kiosk.bench.state).toMatchObject({ letter: "C", ownCount: 1 });
});
