/** Paper that the hub asks a kiosk for: printed once, whatever is repeated or breaks off. */
import { describe, expect, it } from "vitest";
import { type TicketCode, ticketCode } from "#shared/ticket/code.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrintMessage } from "#shared/wire/payloads.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { paperLines } from "./paper.ts";
import { newSession } from "./session.ts";
import { evolve, type KioskState, stateFromText, stateText } from "./state.ts";

const message: PrintMessage = {
  ...{ generation: 1, epoch: "h1", job: "victoria.h1.12.14", what: "ticket", visit: "victoria.h1.12", letter: "A", count: 12 },
  ...{ date: "2026-11-23", services: [{ en: "Renew a driver's licence", fr: "Renouveler un permis de conduire" }] },
  ...{ language: "en", practice: false, at: 1_795_000_000_000, hour: null },
};
const slip: PrintMessage = { ...message, what: "return-slip", hour: { date: "2026-11-24", from: 540, to: 600 } };

const issuer = { office: sampleOffice, codeOf: (code: TicketCode) => ticketCode(code) };

class Kiosk {
  session = newSession();
  readonly bench = new Bench<KioskState, KioskInput, KioskEffect>("kiosk-1", "e1", (log) =>
    createKioskCore(log.identity, this.session, digest, 1),
  );

  constructor() {
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

  ask(about = message): KioskEffect[] {
    return this.bench.give({ kind: "paper-asked", message: about });
  }

  get papers() {
    return this.bench.rows.filter(({ kind }) => kind.startsWith("paper-")).map(({ kind, body }) => ({ kind, ...(body as object) }));
  }
}

const printed = (effects: readonly KioskEffect[]) => effects.filter((each) => each.kind === "print-paper");
const texts = (lines: readonly TicketLine[]) => lines.flatMap((each) => (each.kind === "text" ? [each.text] : []));

describe("paper of the hub", () => {
  it("Q-TICKET-2: is on record before its first byte", () => {
    const kiosk = new Kiosk();
    const [print] = printed(kiosk.ask());
    expect(kiosk.bench.storedAt.get(print as KioskEffect)).toBe(kiosk.bench.log.last);
    expect(kiosk.papers).toEqual([{ kind: "paper-taken", job: message.job, visit: message.visit, what: "ticket" }]);
  });

  it("Q-TICKET-5: is printed once, however often it is asked for, also after a restart", () => {
    const kiosk = new Kiosk();
    expect(printed([...kiosk.ask(), ...kiosk.ask()])).toHaveLength(1);
    kiosk.bench.give({ kind: "paper-ended", paper: message.job, outcome: "printed", fault: null });
    expect(printed(kiosk.ask())).toEqual([]);
    kiosk.restart();
    expect(printed(kiosk.ask())).toEqual([]);
    expect(kiosk.papers.at(-1)).toMatchObject({ kind: "paper-ended", outcome: "printed" });
  });

  it("Q-TICKET-5: whose end nobody saw is unknown after a restart, and is not printed again by itself", () => {
    const kiosk = new Kiosk();
    kiosk.ask();
    kiosk.restart();
    expect(kiosk.papers.at(-1)).toMatchObject({ kind: "paper-ended", outcome: "unknown", fault: "print-unknown" });
    expect(printed(kiosk.ask())).toEqual([]);
  });

  it("that could not be recorded was not printed, and is when it is asked for again", () => {
    const kiosk = new Kiosk();
    kiosk.bench.breakNextCommit = new Error("full");
    expect(printed(kiosk.ask())).toEqual([]);
    expect(printed(kiosk.ask())).toHaveLength(1);
    const full = new Kiosk();
    full.bench.give({ kind: "storage", trouble: "storage-full" });
    expect(printed(full.ask())).toEqual([]);
    full.bench.give({ kind: "storage", trouble: null });
    expect(printed(full.ask())).toHaveLength(1);
  });

  it("an end that could not be recorded comes on record when there is room", () => {
    const kiosk = new Kiosk();
    kiosk.ask();
    kiosk.bench.breakNextCommit = new Error("full");
    kiosk.bench.give({ kind: "paper-ended", paper: message.job, outcome: "failed", fault: "printer-paper-out" });
    kiosk.bench.give({ kind: "storage", trouble: "storage-full" }, { kind: "storage", trouble: null });
    expect(kiosk.papers.at(-1)).toMatchObject({ kind: "paper-ended", outcome: "failed", fault: "printer-paper-out" });
  });

  it("has job names of its own at the printer, and the state survives as text", () => {
    const kiosk = new Kiosk();
    const jobs = [message, slip].map((each, at) => printed(kiosk.ask({ ...each, job: `job-${at}` }))[0]?.job);
    expect(new Set(jobs).size).toBe(2);
    for (const job of jobs) expect(job).toMatch(/^P[0-9A-Z]{3}$/);
    expect(stateText(stateFromText(stateText(kiosk.bench.state)))).toBe(stateText(kiosk.bench.state));
  });

  it("a hub's visit never marks a ticket of this kiosk that has the same row number", () => {
    const kiosk = new Kiosk();
    const issued = { ...{ letter: "C", count: 1, request: null, insteadOf: null, date: null, service: null }, needs: [], tap: "tap-1" };
    const body = { ...issued, language: "en", practice: false };
    evolve(kiosk.bench.state, { seq: 12, kind: "ticket-issued", version: 1, at: 0, boot: "b", mono: 0, body });
    kiosk.ask();
    kiosk.bench.give({ kind: "paper-ended", paper: message.job, outcome: "failed", fault: "printer-paper-out" });
    expect(kiosk.bench.state.tickets.get("tap-1")?.printed).toBe("pending");
  });
});

describe("what it says", () => {
  it("a receptionist's ticket says what a kiosk's own does, with the code of its visit", () => {
    const lines = paperLines(issuer, message);
    expect(texts(lines)).toEqual(expect.arrayContaining(["A12", "Renew a driver's licence", "Renouveler un permis de conduire"]));
    expect(lines).toContainEqual({ kind: "code", data: "theq1:victoria:A12:2026-11-23:victoria.h1.12" });
    expect(texts(lines)).not.toContain("Copy");
    expect(texts(paperLines(issuer, { ...message, what: "reprint" }))).toContain("Copy");
    expect(texts(paperLines(issuer, { ...message, services: [] }))).toContain("Something else");
  });

  it("a return slip says when, that one goes first, how to check in, and until when it is good", () => {
    expect(texts(paperLines(issuer, slip))).toEqual([
      "Service BC Victoria",
      "Please come back",
      "Tuesday, November 24",
      "9:00 a.m. to 10:00 a.m.",
      "In this hour you go first.",
      "Veuillez revenir : mardi 24 novembre, de 9 h à 10 h",
      "Pendant cette heure, vous passez en premier.",
      "Your number stays · Votre numéro reste",
      "A12",
      "Renew a driver's licence",
      "Renouveler un permis de conduire",
      "When you come, scan this slip at the kiosk, or show it at a counter.",
      "À votre arrivée, numérisez ce coupon à la borne ou montrez-le à un comptoir.",
      "Later that day you wait in line. The slip is good for that day only.",
      "Plus tard ce jour-là, vous attendez dans la file. Valable ce jour-là seulement.",
    ]);
  });

  it("in French, French comes first; in practice, the paper says so", () => {
    const said = texts(paperLines(issuer, { ...slip, language: "fr", practice: true }));
    expect(said.slice(0, 5)).toEqual([
      "PRACTICE / EXERCICE",
      "Service BC Victoria",
      "Veuillez revenir",
      "mardi 24 novembre",
      "de 9 h à 10 h",
    ]);
  });
});
