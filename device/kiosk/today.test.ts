/** What the office wants today, at a kiosk: services that give no ticket, last tickets, and staff who practise. */
import { describe, expect, it } from "vitest";
import type { OfficeToday } from "#shared/day/wire.ts";
import { type FaultCode, fault, isFault } from "#shared/faults/fault.ts";
import { Bench, digest } from "../testing/bench.ts";
import { sampleOffice } from "../testing/sample-office.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { kioskLive } from "./live.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

/** The bench's clock begins on this day, in the afternoon; 30 hours later is the next one. */
const date = "2026-11-18";
const minute = 60_000;
const open: OfficeToday = {
  ...{ date, stage: "open", opens: 540, closes: 990, notOffered: [], notices: [], practice: null },
  next: { date: "2026-11-19", opens: 540 },
};
const service = "licence-renewal";

class Kiosk {
  readonly session = newSession();
  readonly bench = new Bench<KioskState, KioskInput, KioskEffect>("kiosk-1", "e1", (log) =>
    createKioskCore(log.identity, this.session, digest, 1),
  );
  #taps = 0;

  /** Beside its hub, with a letter, asking for numbers. */
  constructor(today: OfficeToday) {
    this.bench.give({ kind: "start", software: "1" });
    this.say(today);
    this.bench.give({ kind: "link", up: true });
    this.bench.give({ kind: "stored", seq: this.bench.state.n });
    this.answer(() => ({ kind: "enrolled", letter: "C", at: 0 }));
    this.bench.give({ kind: "stored", seq: this.bench.state.n });
    Object.assign(this.session, { reserving: true, probe: null, stored: this.bench.state.n });
  }

  say(today: OfficeToday): void {
    this.bench.give({ kind: "desired", version: 7, office: sampleOffice, today });
  }

  /** Answers the question that is open with what belongs to it. */
  answer(how: () => object): KioskEffect[] {
    const id = this.session.enrolment?.ask ?? [...this.session.pending.values()][0]?.ask ?? "";
    return this.bench.give({ kind: "answer", message: { id, generation: 1, ...how() } as never });
  }

  lose(): void {
    this.bench.give({ kind: "link", up: false });
  }

  tap(about: string | null = service): KioskEffect[] {
    this.#taps += 1;
    const request = { key: `tap-${this.#taps}`, service: about, language: "en", needs: [] } as const;
    return this.bench.give({ kind: "tap", token: this.#taps, request: { ...request, needs: [] } });
  }

  get live() {
    const { bench, session } = this;
    return kioskLive(bench.log.identity, bench.state, session, { realMs: bench.nowMs, at: 1_795_000_000_000 + bench.nowMs, digest });
  }
}

const said = (effects: readonly KioskEffect[]) =>
  effects.flatMap((each) => (each.kind === "reply" ? [isFault(each.answer) ? each.answer.fault : each.answer.number] : []));
const asked = (effects: readonly KioskEffect[]) => effects.flatMap((each) => (each.kind === "ask" ? [each.message] : []));
const reserved = (request: string, practice: boolean) => ({
  ...{ kind: "reserved", request, letter: practice ? "B" : "A", count: 4, date, at: 0 },
});

describe("services that give no ticket", () => {
  it.each([
    ["stopped", null, "service-stopped"],
    ["limit", 30, "service-limit"],
    ["last-ticket", 900, "last-ticket-given"],
  ] as const)("%s: the tap is refused in words, and nothing is asked of the hub", (why, figure, code) => {
    const kiosk = new Kiosk({ ...open, notOffered: [{ service, why, figure }] });
    expect(said(kiosk.tap())).toEqual([code]);
    expect(asked(kiosk.tap(null))).toHaveLength(1);
    expect(kiosk.live.today?.notOffered).toHaveLength(1);
  });

  it("an errand that is not given today is refused like a ticket's own service", () => {
    const kiosk = new Kiosk({ ...open, notOffered: [{ service, why: "stopped", figure: null }] });
    const request = { key: "tap-with-errand", service: null, errands: [service], language: "en", needs: [] } as const;
    const effects = kiosk.bench.give({ kind: "tap", token: 9, request: { ...request, errands: [service], needs: [] } });
    expect(said(effects)).toEqual(["service-stopped"]);
  });

  it("with no more tickets today nothing is given, also when the hub is lost; on the next day the kiosk is as always", () => {
    const kiosk = new Kiosk({ ...open, stage: "last" });
    expect(said(kiosk.tap())).toEqual(["tickets-over"]);
    expect(kiosk.live.state).toBe("closed");
    kiosk.lose();
    expect(said(kiosk.tap())).toEqual(["tickets-over"]);
    kiosk.bench.nowMs += 30 * 60 * minute;
    expect(said(kiosk.tap())).toEqual(["C1"]);
    expect(kiosk.live.today).toBeNull();
  });

  it("whoever has an appointment is given a ticket all the same", () => {
    const kiosk = new Kiosk({ ...open, stage: "last" });
    const appointment = { kind: "found", id: "a-1" } as const;
    const request = { key: "tap-with-appointment", service, language: "en", needs: [], appointment } as const;
    expect(asked(kiosk.bench.give({ kind: "tap", token: 9, request: { ...request, needs: [] } }))).toHaveLength(1);
  });

  it.each(["tickets-over", "service-limit", "service-stopped", "last-ticket-given"] as const satisfies FaultCode[])(
    "the hub's word counts (%s): the citizen is not given a number of the kiosk's own instead, and the hub is not given up",
    (code) => {
      const kiosk = new Kiosk(open);
      kiosk.tap();
      expect(said(kiosk.answer(() => ({ kind: "refused", fault: fault(code) })))).toEqual([code]);
      expect(kiosk.session.reserving).toBe(true);
      expect(kiosk.bench.rows.filter(({ kind }) => kind === "ticket-issued")).toEqual([]);
    },
  );

  it("the hub is told what a number is for, so that it can count", () => {
    const [ask] = asked(new Kiosk(open).tap());
    expect(ask).toMatchObject({ kind: "reserve", practice: false, service });
  });
});

describe("practice", () => {
  const practising: OfficeToday = { ...open, stage: "closed", practice: { until: 1_795_000_000_000 + 45 * minute } };

  it("asks for a practice number, and marks the ticket", () => {
    const kiosk = new Kiosk(practising);
    expect(kiosk.live).toMatchObject({ state: "ready", today: { practice: true } });
    const [ask] = asked(kiosk.tap());
    if (ask?.kind !== "reserve") throw new Error("no number was asked for");
    expect(ask.practice).toBe(true);
    const done = kiosk.answer(() => reserved(ask.request, true));
    expect(said(done)).toEqual(["B4"]);
    const print = done.find((each) => each.kind === "print");
    expect(JSON.stringify(print)).toContain("PRACTICE / EXERCICE");
    expect(kiosk.bench.rows.at(-1)).toMatchObject({ kind: "ticket-issued", body: { practice: true, letter: "B", count: 4 } });
  });

  it("never uses the kiosk's own series: late, refused, or with the hub lost there is no ticket", () => {
    const kiosk = new Kiosk(practising);
    const [late] = asked(kiosk.tap());
    expect(said(kiosk.bench.give({ kind: "due", id: late?.id ?? "" }))).toEqual(["practice-needs-hub"]);
    Object.assign(kiosk.session, { reserving: true });
    kiosk.tap();
    expect(said(kiosk.answer(() => ({ kind: "refused", fault: fault("practice-off") })))).toEqual(["practice-off"]);
    kiosk.tap();
    expect(said(kiosk.bench.give({ kind: "link", up: false }))).toEqual(["practice-needs-hub"]);
    expect(said(kiosk.tap())).toEqual(["practice-needs-hub"]);
    expect(kiosk.live.today?.practice).toBe(true);
    expect(kiosk.bench.rows.filter(({ kind }) => kind === "ticket-issued")).toEqual([]);
  });

  it("a kiosk that stays alone serves citizens from the time at which they may come", () => {
    const kiosk = new Kiosk(practising);
    kiosk.lose();
    kiosk.bench.nowMs += 44 * minute;
    expect(said(kiosk.tap())).toEqual(["practice-needs-hub"]);
    kiosk.bench.nowMs += 2 * minute;
    expect(said(kiosk.tap())).toEqual(["C1"]);
    expect(kiosk.live.today?.practice).toBe(false);
    expect(kiosk.bench.rows.at(-1)).toMatchObject({ body: { practice: false, letter: "C" } });
  });

  it("ends with the hub's word, and the next tap is a citizen's", () => {
    const kiosk = new Kiosk(practising);
    kiosk.say(open);
    expect(asked(kiosk.tap())[0]).toMatchObject({ practice: false });
  });

  it("a practice number that was asked for before the hub fell silent never becomes one of a citizen", () => {
    const kiosk = new Kiosk(practising);
    const [first] = asked(kiosk.tap());
    kiosk.say(open);
    if (first?.kind !== "reserve") throw new Error("no number was asked for");
    kiosk.answer(() => reserved(first.request, true));
    expect(kiosk.bench.rows.at(-1)).toMatchObject({ body: { practice: true, letter: "B" } });
  });
});
