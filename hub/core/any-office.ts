/** An office in which anything may happen, in any order: for what must hold whatever happens. */
import { isFault } from "#shared/faults/fault.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { ticketCode } from "#shared/ticket/code.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

export const steps = [
  ...["call-next", "call-from-list", "recall", "begin", "finish", "no-show", "left", "assign-service", "sign-out", "sign-in"],
  ...[
    "call-next",
    "call-next",
    "no-show",
    "reserve",
    "own-ticket",
    "own-ticket",
    "own-ticket",
    "ship",
    "ship",
    "reboot",
    "printed",
    "unreadable",
    "adopt",
  ],
  ...["away", "staff-page", "by-voice", "served", "still-waiting", "had-left", "seen", "admit", "scan"],
  ...["close", "open", "correct", "clock-set", "clock-doubt", "trust"],
  ...["call-next", "begin", "begin", "finish", "add-service", "switch-service", "change-service", "park", "resume", "call-from-list"],
  ...["return-to-line", "transfer", "step-away", "come-back", "return-no-show", "set-needs", "undo", "undo", "intake", "serve"],
  ...["errands", "kiosk-away", "kiosk-back", "look-round"],
  // The office's day: doors, the line carried over a night, practice, return slips; appointments, and each taken back.
  ...["form-line", "open-doors", "close-doors", "carry", "start-practice", "end-practice", "practice-ticket", "promise", "promise"],
  ...["calendar", "calendar", "check-in", "check-in", "check-in-with", "undo-check-in", "missed", "kiosk-check-in", "kiosk-says"],
] as const;

export interface Step {
  readonly step: (typeof steps)[number];
  readonly agent: number;
  readonly counter: string;
  /** Which of those that fit. */
  readonly pick: number;
  /** How long after the step before. */
  readonly seconds: number;
}

export class AnyOffice {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  #own = 0;
  #broken: number[] = [];
  #restarts = 0;

  constructor() {
    const appointments = { phoneDigits: 4, earlyMinutes: 15, lateMinutes: 10, expireMinutes: 60, keepDays: 1 };
    const routing = { preset: "appointments-first", ratio: 2 } as const;
    this.hub.send({ kind: "configure", configuration: { ...exampleOffice(), appointments, routing }, key: "with-appointments" });
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    for (const [agent, counter] of [
      [21, "counter-1"],
      [22, "counter-2"],
    ] as const)
      this.hub.command("sign-in", { agent, counter });
  }

  do({ step, agent, counter, pick, seconds }: Step): void {
    const { hub, kiosk } = this;
    hub.at += seconds * 1_000;
    kiosk.mono += seconds * 1_000;
    const at = { agent, counter };
    const visit = this.#visit(pick);
    const catchUp = (how: "served" | "waiting" | "left" | "seen") => {
      hub.command("catch-up", { agent, visit, how, expected: { epoch: hub.epoch, n: hub.state.n } });
    };
    switch (step) {
      case "sign-in":
      case "sign-out":
        return void hub.command(step, at);
      case "call-next":
        return void this.#callNext(at, pick);
      case "finish":
        return void hub.command(step, { ...at, visit, timeNotAccurate: pick % 2 === 0, quantity: 1 });
      case "assign-service":
        return void hub.command(step, { ...at, visit, service: "abstract" });
      case "call-from-list":
      case "recall":
      case "begin":
      case "no-show":
      case "left":
        return void hub.command(step, { ...at, visit });
      case "add-service":
        return void hub.command(step, { ...at, visit, service: pick % 2 ? "abstract" : "unsure" });
      case "change-service":
        return void hub.command(step, { ...at, visit, segment: (pick % 3) + 1, service: pick % 2 ? "abstract" : "unsure" });
      case "switch-service":
        return void hub.command(step, { ...at, visit, segment: (pick % 3) + 1 });
      case "park":
        return void hub.command(step, { ...at, visit, reason: "form" });
      case "return-to-line":
        return void hub.command(step, { ...at, visit, place: pick % 2 ? "keep" : "end" });
      case "transfer":
        return void hub.command(step, { ...at, visit, to: pick % 2 ? { kind: "agent", id: 21 } : { kind: "service", id: "abstract" } });
      case "step-away":
        return void hub.command(step, { agent, visit, minutes: 15 });
      case "set-needs":
        return void hub.command(step, { agent, visit, people: (pick % 3) + 1, priority: pick % 2 ? "high" : "low" });
      case "resume":
        return void hub.command(step, { ...at, visit });
      case "come-back":
      case "return-no-show":
        return void hub.command(step, { agent, visit });
      case "undo":
        return void this.#undo(pick);
      case "intake":
        return void hub.command(step, { agent, services: pick % 2 ? ["licence"] : ["licence", "unsure"], people: 2 });
      case "serve":
        return void hub.command("intake", { ...at, services: ["abstract"], serve: true, channel: pick % 2 ? "phone" : "in-person" });
      case "errands":
        this.#own += 1;
        kiosk.write(kiosk.ticket({ letter: "C", count: this.#own, request: null, date: null }));
        return void kiosk.write({
          kind: "errands-stated",
          version: 1,
          body: { visit: `kiosk-1.e1.${kiosk.rows.length}`, services: ["unsure", "nothing"].slice(pick % 2), people: 1 },
        });
      case "kiosk-away":
        return void kiosk.write({ kind: "stepped-away", version: 1, body: { ...this.#paper(pick), minutes: 15 } });
      case "kiosk-back":
        return void kiosk.write({ kind: "came-back", version: 1, body: this.#paper(pick) });
      case "look-round":
        return void hub.send({ kind: step });
      case "reserve":
        return void this.#reserve(pick);
      case "own-ticket":
        this.#own += 1;
        return void kiosk.write(
          kiosk.ticket({ letter: "C", count: this.#own, request: null, date: null }, pick % 3 === 0 ? null : "licence"),
        );
      case "ship":
        return void this.#ship();
      case "reboot":
        kiosk.boot = `k${kiosk.rows.length + 2}`;
        kiosk.mono = 0;
        return void kiosk.write({ kind: "device-started", version: 1, body: { boot: kiosk.boot, software: "1" } });
      case "printed": {
        const body = { visit: `kiosk-1.e1.${(pick % 12) + 1}`, job: "j", copy: 1, outcome: "printed", fault: null } as const;
        return void kiosk.write({ kind: "ticket-printed", version: 1, body });
      }
      case "unreadable":
        this.#own += 1;
        this.#broken.push(this.#own);
        return void kiosk.writeRaw({ ...this.#nextRow(), kind: "ticket-issued", version: 1, body: { letter: "C", count: this.#own } });
      case "adopt":
        return void this.#adopt();
      case "away":
        this.#restarts += 1;
        return void hub.restart(`boot-${this.#restarts + 1}`, { aliveAt: hub.at - seconds * 1_000 });
      case "staff-page":
        return void kiosk.write({ kind: "staff-page-opened", version: 1, body: { hub: pick % 3 === 0 ? "present" : "away" } });
      case "by-voice":
        return void kiosk.write({ kind: "called-by-voice", version: 1, body: { letter: "C", count: (pick % 8) + 1, visit: null } });
      case "served":
      case "seen":
        return void catchUp(step);
      case "still-waiting":
        return void catchUp("waiting");
      case "had-left":
        return void catchUp("left");
      case "admit":
        // Most often one that was given of late, whose record may still be on its way.
        return void hub.command("admit", {
          ...at,
          number: pick % 4 === 0 ? `A${pick}` : `C${Math.max(1, this.#own - (pick % 4))}`,
          service: null,
        });
      case "scan":
        return void this.#scan(at, pick);
      case "close":
        return void hub.command("close-day", { agent, date: hub.state.day?.date ?? "2026-01-01" });
      case "open":
        return void hub.command("open-day", { agent, date: later(hub.state.lastDate, 2) });
      case "correct":
        return void hub.command("correct-day", {
          agent,
          date: hub.state.day?.date ?? "",
          to: later(hub.state.day?.date, pick % 2 ? 1 : -1),
          why: "mistake",
        });
      case "clock-set":
        return void this.#setClock((pick - 20) * 60_000);
      case "clock-doubt":
        return void hub.send({ kind: "clock-doubt", wall: 0, why: "stepped" });
      case "trust":
        return void this.#trust(agent);
      case "form-line":
      case "open-doors":
        return void hub.command(step, { agent, date: hub.state.day?.date ?? later(hub.state.lastDate, 1 + (pick % 2)) });
      case "close-doors":
        return void hub.command(step, { agent, date: hub.state.day?.date ?? "2026-01-01" });
      case "carry":
        return void hub.command("close-day", { agent, date: hub.state.day?.date ?? "2026-01-01", carry: true });
      case "start-practice":
        return void hub.command(step, { agent, counters: pick % 3 === 0 ? [] : [counter], kiosks: pick % 2 === 0 });
      case "end-practice":
        return void hub.command(step, { agent });
      case "practice-ticket":
        return void this.#practise(pick);
      case "promise": {
        const from = 60 * (pick % 24);
        const visits = [{ visit, from, to: Math.min(from + 60, 1_439) }];
        return void hub.command("promise-returns", {
          agent,
          date: later(hub.state.day?.date ?? hub.state.lastDate, 1 + (pick % 2)),
          visits,
        });
      }
      default:
        return void this.#appointment(step, agent, pick, visit);
    }
  }

  /** A calendar with one more appointment, or one moved or called off; and what staff and kiosks do about them. */
  #appointment(step: string, agent: number, pick: number, visit: string): void {
    const { hub, kiosk } = this;
    const known = [...hub.state.appointments.keys()];
    const appointment = known[pick % (known.length + 1)] ?? "nobody's";
    switch (step) {
      case "calendar": {
        const at = hub.at + (pick - 15) * 120_000;
        const date = new Date(at).toISOString().slice(0, 10);
        const facts = { number: null, date, at, minutes: 15, service: pick % 4 === 0 ? null : "abstract", cancelled: pick % 7 === 0 };
        const appointments = [{ id: pick % 3 === 0 ? appointment : `appointment-${hub.state.n}`, ...facts }];
        const actor = { kind: "system", part: "appointments" } as const;
        const listing = { source: "desk", dates: null, appointments };
        return void hub.send({ kind: "import-appointments", listing, key: `calendar-${hub.state.n}`, actor, token: 1 });
      }
      case "check-in":
        return void hub.command(step, { agent, appointment });
      case "check-in-with":
        return void hub.command("check-in", { agent, appointment, visit });
      case "undo-check-in":
        return void hub.command(step, { agent, appointment });
      case "missed":
        return void hub.command("appointment-missed", { agent, appointment });
      case "kiosk-check-in":
        return void kiosk.write({ kind: "checked-in", version: 1, body: { appointment, ...this.#ticketWritten() } });
      case "kiosk-says":
        return void kiosk.write({ kind: "appointment-said", version: 1, body: { ...this.#ticketWritten(), code: null } });
    }
  }

  /** One more ticket of the kiosk's own series, for the row that goes with it. */
  #ticketWritten(): { letter: string; count: number; visit: string } {
    this.#own += 1;
    const { seq } = this.kiosk.write(this.kiosk.ticket({ letter: "C", count: this.#own, request: null, date: null }));
    return { letter: "C", count: this.#own, visit: `kiosk-1.e1.${seq}` };
  }

  /** As a kiosk in practice gives it, where the hub lets it. */
  #practise(pick: number): void {
    const { hub, kiosk } = this;
    const request = `p-${kiosk.rows.length}-${hub.state.n}-${pick}`;
    const answer = hub.ask("kiosk-1", { id: request, kind: "reserve", request, epoch: "e1", boot: kiosk.boot, practice: true });
    if (answer.kind !== "reserved") return;
    const { letter, count, date } = answer;
    const ticket = kiosk.ticket({ letter, count, request, date });
    kiosk.write({ ...ticket, body: { ...ticket.body, practice: true } } as typeof ticket);
  }

  /** What an agent sees is what is called: nobody who waited through an absence unasked. */
  #callNext(at: { agent: number; counter: string }, pick: number): void {
    const asked = new Set([...this.hub.state.visits.values()].filter((each) => each.toConfirm).map((each) => each.id));
    const answer = this.hub.command("call-next", at);
    if (!isFault(answer)) {
      if (asked.has(answer.visit ?? "")) throw new Error(`${answer.visit} was called unasked`);
      return;
    }
    if (answer.fault !== "confirm-first") return;
    const visit = String(answer.facts.visit);
    if (!asked.has(visit)) throw new Error(`somebody is asked about ${visit}, who waited through nothing`);
    if (pick % 2 && isFault(this.hub.command("call-next", { ...at, confirmed: visit }))) throw new Error(`${visit} is asked about twice`);
  }

  /** Most often of a move just made: the newest of some counter. */
  #undo(pick: number): void {
    const { undos } = this.hub.state;
    const [visit, undo] = [...undos].at(-1 - (pick % 2)) ?? ["nobody", { agent: 21, counter: null }];
    this.hub.command("undo", { agent: undo.agent, counter: undo.counter, visit });
  }

  /** A ticket of the kiosk's own series, as its code or a person says it. */
  #paper(pick: number): { letter: string; count: number; visit: string | null } {
    return { letter: "C", count: (pick % 8) + 1, visit: pick % 3 === 0 ? `kiosk-1.e1.${(pick % 12) + 1}` : null };
  }

  #reserve(pick: number): void {
    const request = `r-${this.kiosk.rows.length}-${this.hub.state.n}`;
    const asked = { id: request, kind: "reserve", request, epoch: "e1", boot: "k1", practice: false } as const;
    const answer = this.hub.ask("kiosk-1", asked);
    if (answer.kind !== "reserved") return;
    const { letter, count, date } = answer;
    if (pick % 5 > 0) this.kiosk.write(this.kiosk.ticket({ letter, count, request, date }, "licence"));
  }

  #ship(): void {
    const next = this.hub.state.sources.get("kiosk-1/e1")?.next ?? 1;
    if (next <= this.kiosk.rows.length) this.hub.send(this.kiosk.message(next));
  }

  #adopt(): void {
    const adopted = new Set(
      this.hub.rows.filter((row) => row.kind === "row-adopted").map((row) => (row.body as { offset: number }).offset),
    );
    const row = this.hub.rows.find((each) => each.kind === "quarantined" && !adopted.has(each.seq));
    const count = (row?.body as { raw: { body: { count: number } } } | undefined)?.raw.body.count;
    if (!row?.origin || count === undefined) return;
    const { body } = this.kiosk.ticket({ letter: "C", count, request: null, date: null });
    const { source, epoch, seq, at, boot, mono, hash } = row.origin;
    const origin = { source, epoch, seq, at, boot, mono, hash };
    const actor = { kind: "system", part: "doctor" } as const;
    const adoption = {
      offset: row.seq,
      kind: "ticket-issued",
      version: 1,
      body,
      origin,
      arrivedAt: row.arrivedAt ?? 0,
      key: `adopt-${row.seq}`,
      actor,
    };
    this.hub.appendAndRestart({ kind: "row-adopted", version: 1, body: adoption });
  }

  #scan(at: { agent: number; counter: string }, pick: number): void {
    const row = this.kiosk.rows[pick % (this.kiosk.rows.length + 1)];
    if (row?.kind !== "ticket-issued") return;
    const { letter, count, date = null } = row.body as { letter: string; count: number; date?: string | null };
    const number = ticketCode({ office: "example", number: { letter, count }, date, visit: `kiosk-1.e1.${row.seq}` });
    this.hub.command("admit", { ...at, number, service: null });
  }

  #setClock(driftMs: number): void {
    this.hub.send({ kind: "clock-drift", driftMs });
    this.hub.at += driftMs;
  }

  #trust(agent: number): void {
    this.hub.command("trust-clock", { agent });
  }

  #visit(pick: number): string {
    const known = [...this.hub.state.visits.keys(), ...this.hub.state.aliases.keys()];
    return known[pick % (known.length + 1)] ?? "nobody";
  }

  #nextRow() {
    return { seq: this.kiosk.rows.length + 1, at: 0, boot: this.kiosk.boot, mono: this.kiosk.mono };
  }
}

export function later(date: string | null | undefined, days: number): string {
  return new Date(Date.parse(date ?? "2026-11-20") + days * 86_400_000).toISOString().slice(0, 10);
}
