/** Checking in at a kiosk, on its core and a real log: what is asked, what is written, and what is kept nowhere. */
import { expect, test } from "vitest";
import type { AppointmentFound, BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { TicketAppointment } from "#shared/wire/kiosk-appointment.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import { findDeadlineMs, type KioskEffect, type KioskInput, pendingMax } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

const office: PublicOffice = {
  ...sampleOffice,
  appointments: { phoneDigits: 4 },
  bookable: [{ id: "road-test", name: { en: "Road test", fr: "Examen de conduite" } }],
};
const code: BroughtToCheckIn = { kind: "code", code: "kq7-4mx" };

class Kiosk {
  readonly session = newSession();
  readonly bench: Bench<KioskState, KioskInput, KioskEffect>;
  #taps = 0;

  constructor() {
    this.bench = new Bench("kiosk-1", "e1", (log) => createKioskCore(log.identity, this.session, digest, 1));
    this.bench.give({ kind: "start", software: "1" }, { kind: "desired", version: 7, office });
    this.bench.give({ kind: "link", up: true }, { kind: "stored", seq: 1 });
    const enrolment = this.session.enrolment?.ask ?? "";
    this.bench.give({ kind: "answer", message: { id: enrolment, generation: 1, at: 0, kind: "enrolled", letter: "C" } });
  }

  ask(by: BroughtToCheckIn = code, token = 1): string {
    const [ask] = this.bench.give({ kind: "find-appointment", by, token });
    if (ask?.kind !== "ask") throw new Error("nothing was asked");
    expect(ask).toMatchObject({ message: { kind: "find-appointment", by }, deadlineMs: findDeadlineMs });
    return ask.message.id;
  }

  answer(id: string, found: AppointmentFound): KioskEffect[] {
    return this.bench.give({ kind: "answer", message: { id, generation: 1, kind: "appointment", found } });
  }

  /** On its own series: nothing reserves here. */
  tap(appointment: TicketAppointment | undefined, service: string | null = "licence-renewal"): KioskEffect[] {
    this.#taps += 1;
    const request = { key: `tap-key-${this.#taps}`, service, language: "en" as const, needs: [] };
    return this.bench.give({ kind: "tap", token: 50 + this.#taps, request: appointment ? { ...request, appointment } : request });
  }

  get everythingKept(): string {
    return JSON.stringify([this.bench.rows, [...this.session.lookups], [...this.session.found], this.bench.state.n]);
  }
}

test("a code that the hub knows becomes a ticket with the appointment's service, and a row beside it in the same commit", () => {
  const kiosk = new Kiosk();
  const told = kiosk.answer(kiosk.ask(), { kind: "one", appointment: "ap-1", service: "road-test", at: 1_000, arrival: "on-time" });
  expect(told).toEqual([
    {
      kind: "appointment-reply",
      token: 1,
      answer: { found: "one", id: "ap-1", service: { en: "Road test", fr: "Examen de conduite" }, at: 1_000, arrival: "on-time" },
    },
  ]);
  const before = kiosk.bench.log.last;
  const [print] = kiosk.tap({ kind: "found", id: "ap-1" }, null);
  expect(kiosk.bench.rows.slice(before).map(({ kind, body }) => [kind, body])).toMatchObject([
    ["ticket-issued", { letter: "C", count: 1, service: "road-test" }],
    ["checked-in", { appointment: "ap-1", letter: "C", count: 1, visit: `kiosk-1.e1.${before + 1}` }],
  ]);
  // Both rows were stored before the first byte went to the printer; the paper names the service in words.
  expect(kiosk.bench.storedAt.get(print as KioskEffect)).toBe(before + 2);
  expect(JSON.stringify(print)).toContain("Road test");
});

test("Q-PRIV-1 neither the code nor the digits are kept by the kiosk, whatever the hub says", () => {
  const kiosk = new Kiosk();
  const finds: AppointmentFound[] = [
    { kind: "none" },
    { kind: "ask-staff", why: "several", at: null },
    { kind: "one", appointment: "ap-1", service: null, at: 1_000, arrival: "late" },
  ];
  for (const found of finds) {
    for (const by of [code, { kind: "phone", digits: "7391" }] as const) kiosk.answer(kiosk.ask(by), found);
  }
  kiosk.tap({ kind: "said", code: "kq7-4mx" });
  kiosk.tap({ kind: "found", id: "ap-1" });
  for (const canary of ["kq7", "KQ74MX", "7391"]) expect(kiosk.everythingKept).not.toContain(canary);
});

test("with the hub away an ordinary ticket says that there is an appointment, by the digest of its code at the most", () => {
  const kiosk = new Kiosk();
  kiosk.bench.give({ kind: "link", up: false });
  expect(kiosk.bench.give({ kind: "find-appointment", by: code, token: 3 })).toEqual([
    { kind: "appointment-reply", token: 3, answer: { found: "hub-away" } },
  ]);
  kiosk.tap({ kind: "said", code: "KQ7 4MX" });
  kiosk.tap({ kind: "said", code: "kq7-4mx" });
  kiosk.tap({ kind: "said", code: null });
  kiosk.tap({ kind: "said", code: "?" });
  const said = kiosk.bench.rows.flatMap(({ kind, body }) => (kind === "appointment-said" ? [(body as { code: string | null }).code] : []));
  expect(said).toEqual([expect.any(String), said[0], null, null]);
});

test("an appointment that this run did not find is only said: the page cannot make one up", () => {
  const kiosk = new Kiosk();
  kiosk.tap({ kind: "found", id: "ap-9" });
  expect(kiosk.bench.rows.at(-1)).toMatchObject({ kind: "appointment-said", body: { code: null } });
});

test("a citizen is answered though the hub is not: at the deadline, when the link goes, and when it refuses", () => {
  const kiosk = new Kiosk();
  const away = { kind: "appointment-reply", token: 1, answer: { found: "hub-away" } };
  expect(kiosk.bench.give({ kind: "due", id: kiosk.ask() })).toEqual([away]);
  kiosk.ask();
  expect(kiosk.bench.give({ kind: "link", up: false })).toContainEqual(away);
  kiosk.bench.give({ kind: "link", up: true });
  const paused = { fault: "check-in-paused", facts: { seconds: 60 } } as const;
  const refused = (id: string, fault: typeof paused | { fault: "hub-superseded"; facts: Record<string, never> }) =>
    kiosk.bench.give({ kind: "answer", message: { id, generation: 1, kind: "refused", fault } });
  expect(refused(kiosk.ask(), paused)).toEqual([{ kind: "appointment-reply", token: 1, answer: paused }]);
  expect(refused(kiosk.ask(), { fault: "hub-superseded", facts: {} })).toEqual([away]);
  expect(kiosk.session.lookups.size).toBe(0);
});

test("an answer that comes late or twice is nobody's, and questions are bounded", () => {
  const kiosk = new Kiosk();
  const id = kiosk.ask();
  kiosk.bench.give({ kind: "due", id });
  expect(kiosk.answer(id, { kind: "one", appointment: "ap-1", service: null, at: 1, arrival: "early" })).toEqual([]);
  for (let n = 0; n < pendingMax; n += 1) kiosk.ask(code, 100 + n);
  expect(kiosk.bench.give({ kind: "find-appointment", by: code, token: 9 })).toEqual([
    { kind: "appointment-reply", token: 9, answer: { fault: "overloaded", facts: {} } },
  ]);
});

test("a question that went with a commit that failed is answered and forgotten", () => {
  const kiosk = new Kiosk();
  kiosk.bench.breakNextCommit = new Error("full");
  const effects = kiosk.bench.give(
    { kind: "find-appointment", by: code, token: 4 },
    { kind: "tap", token: 5, request: { key: "tap-key-9", service: null, language: "en", needs: [] } },
  );
  expect(effects).toContainEqual({ kind: "appointment-reply", token: 4, answer: { fault: "storage-full", facts: {} } });
  expect(kiosk.session.lookups.size).toBe(0);
});

test("Q-TICKET-2: taps that waited when the hub was lost keep the places that their papers name, whatever goes with them", () => {
  const kiosk = new Kiosk();
  const { session, bench } = kiosk;
  session.reserving = true;
  kiosk.tap({ kind: "said", code: null });
  kiosk.tap(undefined);
  const before = bench.log.last;
  const effects = bench.give({ kind: "link", up: false });
  const papers = effects.flatMap((each) => (each.kind === "print" ? [each.visit] : []));
  const issued = bench.rows.filter(({ seq, kind }) => seq > before && kind === "ticket-issued").map(({ seq }) => `kiosk-1.e1.${seq}`);
  expect(papers).toEqual(issued);
  expect(bench.rows.at(-1)).toMatchObject({ kind: "appointment-said", body: { visit: papers[0] } });
});
