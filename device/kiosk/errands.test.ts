/** Several errands and several people on one ticket, on the kiosk's core and a real log: what is written, and what is on paper. */
import { expect, test } from "vitest";
import type { PublicOffice } from "#shared/office/public.ts";
import type { KioskTicket, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { newSession } from "./session.ts";
import { type KioskState, liftState, stateText } from "./state.ts";

const service = (id: string, en: string, fr: string): PublicOffice["services"][number] => ({
  ...{ id, programme: "icbc", name: { en, fr } },
  words: { en: [], fr: [] },
});
const office: PublicOffice = {
  ...sampleOffice,
  services: [...sampleOffice.services, service("notary", "Notary", "Notaire"), service("fishing", "Fishing licence", "Permis de pêche")],
  missedCall: { minutes: 45, place: "next", times: 1 },
};

class Kiosk {
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;
  session = newSession();
  #token = 0;

  constructor() {
    this.bench = new Bench("kiosk-1", "e1", (log) => createKioskCore(log.identity, this.session, digest, 1));
    this.begin();
    this.bench.give({ kind: "link", up: true }, { kind: "stored", seq: 1 });
    const id = this.session.enrolment?.ask ?? "";
    this.bench.give({ kind: "answer", message: { id, generation: 1, at: 0, kind: "enrolled", letter: "C" } });
  }

  begin(): void {
    this.bench.give({ kind: "start", software: "1" }, { kind: "desired", version: 7, office });
  }

  restart(): void {
    this.session = newSession();
    this.bench.restart();
    this.begin();
  }

  /** On its own series: nothing reserves here. */
  tap(change: Partial<TicketRequest> = {}) {
    this.#token += 1;
    const request = { key: `tap-key-${this.#token}`, service: "notary", language: "fr" as const, needs: [], ...change };
    const effects = this.bench.give({ kind: "tap", request, token: this.#token });
    const reply = effects.find((each) => each.kind === "reply");
    return { answer: reply?.answer, paper: paperOf(effects) };
  }
}

function paperOf(effects: readonly KioskEffect[]): string[] {
  const print = effects.find((each) => each.kind === "print");
  return (print?.lines ?? []).flatMap((line) => (line.kind === "text" ? [line.text] : []));
}

const stated = (kiosk: Kiosk) => kiosk.bench.rows.filter(({ kind }) => kind === "errands-stated").map(({ body }) => body);

test("errands and people are one ticket, one row beside it in the same commit, and lines on the paper in both languages", () => {
  const kiosk = new Kiosk();
  const before = kiosk.bench.log.last;
  const { answer, paper } = kiosk.tap({ errands: ["fishing", "licence-renewal"], people: 3 });
  expect(kiosk.bench.rows.slice(before).map(({ kind }) => kind)).toEqual(["ticket-issued", "errands-stated"]);
  expect(stated(kiosk)).toEqual([{ visit: `kiosk-1.e1.${before + 1}`, services: ["fishing", "licence-renewal"], people: 3 }]);
  expect(answer).toMatchObject({ number: "C1", service: "notary", errands: ["fishing", "licence-renewal"], people: 3 });
  const about = paper.slice(paper.indexOf("C1") + 1, paper.indexOf("L'écran affichera votre numéro."));
  expect(about).toEqual([
    ...["Notaire", "Notary", "Aussi : Permis de pêche", "Also: Fishing licence"],
    ...["Aussi : Renouveler un permis de conduire", "Also: Renew a driver's licence", "3 personnes · 3 people"],
  ]);
});

test("one person with one errand is a ticket and nothing else", () => {
  const kiosk = new Kiosk();
  const { answer, paper } = kiosk.tap({ errands: [], people: 1 });
  expect(stated(kiosk)).toEqual([]);
  expect(answer).toMatchObject({ errands: [], people: 1 });
  expect(paper.join("\n")).not.toMatch(/Aussi|personnes/);
});

test("an errand said twice, or the same as the ticket's own, is one; not sure may come first", () => {
  const kiosk = new Kiosk();
  kiosk.tap({ errands: ["fishing", "notary", "fishing"] });
  kiosk.tap({ service: null, errands: ["notary"] });
  expect(stated(kiosk)).toMatchObject([
    { services: ["fishing"], people: 1 },
    { services: ["notary"], people: 1 },
  ]);
});

test("an errand that the office does not have is refused, and no number is lost", () => {
  const kiosk = new Kiosk();
  expect(kiosk.tap({ errands: ["no-such"] }).answer).toEqual({ fault: "unknown-service", facts: { service: "no-such" } });
  expect(kiosk.tap().answer).toMatchObject({ number: "C1" });
});

test("Q-TICKET-5 a copy says what the ticket said, after a restart too", () => {
  const kiosk = new Kiosk();
  const { paper, answer } = kiosk.tap({ errands: ["fishing"], people: 2 });
  kiosk.restart();
  const copy = paperOf(kiosk.bench.give({ kind: "reprint", visit: (answer as KioskTicket).visit, token: 9 }));
  expect(copy).toEqual(["Copie", ...paper]);
});

test("the office's rule for who misses the call is a line of the ticket, in both languages", () => {
  const { paper } = new Kiosk().tap();
  expect(paper.filter((line) => /45 min/.test(line))).toEqual([
    "Appel manqué? Présentez ce billet à une borne sous 45 min : vous passez ensuite.",
    "Missed your call? Scan this at a kiosk within 45 min: you go next.",
  ]);
});

test("Q-EVENT-2 tickets that an earlier version kept are for one errand and one person", () => {
  const kiosk = new Kiosk();
  kiosk.tap();
  const plain = JSON.parse(stateText(kiosk.bench.state)) as { tickets: [string, Record<string, unknown>][] };
  for (const [, ticket] of plain.tickets) {
    delete ticket.errands;
    delete ticket.people;
  }
  const lifted = liftState(JSON.stringify(plain), 3);
  expect([...(lifted?.tickets.values() ?? [])]).toMatchObject([{ errands: [], people: 1 }]);
});
