/**
 * Plays a story in a real hub core, ten minutes a step from noon, and tells it as text: what was asked, the rows that came of it, what
 * The Q's analytics hears, and what its reports make of that.
 */
import { createHash } from "node:crypto";
import { isFault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { Command } from "#shared/queue/commands.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { type MeasuredStage, measure, measuredStages, type VisitMeasures } from "#shared/snowplow/measures.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { DeviceHarness, HubHarness } from "../../hub/core/harness.ts";
import { overdue } from "../../hub/forward/absences.ts";
import { foldMoves, outgoingEvents, undoneRows } from "../../hub/forward/moves.ts";
import { emptyMoves } from "../../hub/forward/moves-state.ts";
import type { Move } from "../../hub/forward/reported-visit.ts";
import { table } from "./table.ts";

const noon = Date.UTC(2026, 10, 23, 19);
const minute = 60_000;
const sha1 = (bytes: Uint8Array): Uint8Array => createHash("sha1").update(bytes).digest();

type Of<N extends Command["name"]> = Extract<Command, { name: N }>;
type About<N extends Command["name"]> = Omit<Of<N>, "name" | "key" | "expected" | "agent" | "counter" | "visit">;

type Who = "agent" | "citizen" | "hub";

interface Step {
  readonly at: number;
  readonly words: string;
  /** The rows of the hub's log that came of it: from, and up to before. */
  readonly from: number;
  readonly until: number;
}

export class Telling {
  readonly hub: HubHarness;
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly #title: string;
  readonly #steps: Step[] = [];
  #agent = 21;
  #counter = "counter-1";

  constructor(title: string, configuration: OfficeConfiguration = exampleOffice()) {
    this.#title = title;
    this.hub = new HubHarness();
    this.hub.send({ kind: "start", timeZoneData: "2026c" });
    this.hub.send({ kind: "configure", configuration, key: "seed" });
    this.hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    for (const [agent, counter] of [
      [21, "counter-1"],
      [22, "counter-2"],
    ] as const)
      this.hub.command("sign-in", { agent, counter });
    this.hub.at = noon - 10 * minute;
  }

  /** Who acts from here on. */
  by(agent: 21 | 22): this {
    this.#agent = agent;
    this.#counter = agent === 21 ? "counter-1" : "counter-2";
    return this;
  }

  /** The next step is so many minutes after the one before, in place of ten. */
  after(minutes: number): this {
    this.hub.at += (minutes - 10) * minute;
    return this;
  }

  /** A citizen takes a ticket at the kiosk. */
  ticket(service: string | null, more: readonly string[] = []): string {
    return this.#step(`takes a ticket for ${[service ?? "not sure", ...more].join(", ")}`, "citizen", () => {
      const { letter, count, date } = this.hub.reserve("kiosk-1", `r-${this.kiosk.rows.length + 1}`);
      const { seq } = this.kiosk.write(this.kiosk.ticket({ letter, count, request: `r-${this.kiosk.rows.length + 1}`, date }, service));
      const visit = `kiosk-1.e1.${seq}`;
      if (more.length > 0) this.kiosk.write({ kind: "errands-stated", version: 1, body: { visit, services: [...more], people: 1 } });
      this.hub.send(this.kiosk.message(seq));
      return visit;
    });
  }

  /** Staff take a citizen in. */
  intake(services: readonly string[], more: Partial<About<"intake">> & { readonly practice?: boolean } = {}): string {
    const wanted = { ...intakeDefaults, ...more, services: [...services] };
    const then = wanted.serve ? ", to be served at once" : "";
    const how = wanted.channel === "in-person" ? "" : ` by ${wanted.channel}`;
    const where = wanted.counterType === null ? "" : `, meant for ${wanted.counterType}`;
    return this.#step(`takes in a citizen for ${services.join(", ")}${how}${where}${then}`, "agent", () => this.#command("intake", wanted));
  }

  /** The kiosk writes and ships a row. */
  atKiosk(words: string, event: DeviceEvent): this {
    return this.#step(words, "citizen", () => {
      const { seq } = this.kiosk.write(event);
      this.hub.send(this.kiosk.message(seq));
      return this;
    });
  }

  /** Gives a command about a visit. */
  do<N extends Command["name"]>(words: string, name: N, visit: string, more?: Partial<About<N>>): this {
    this.#step(words, "agent", () => this.#command(name, { visit, ...more }));
    return this;
  }

  callNext(): string {
    return this.#step("calls the next", "agent", () => this.#command("call-next", {}));
  }

  /** The hub looks round by itself. */
  moment(words: string): void {
    this.#step(words, "hub", () => this.hub.send({ kind: "look-round" }));
  }

  closeDay(): void {
    this.#step("closes the day", "agent", () => this.#command("close-day", { date: "2026-11-23" }));
  }

  /** What a command answers that is not carried out; it is part of the story. */
  refused<N extends Command["name"]>(words: string, name: N, more: Record<string, unknown> = {}): string {
    return this.#step(words, "agent", (step) => {
      const answer = this.#ask(name, more);
      if (!isFault(answer)) throw new Error(`${name} was carried out`);
      step.words += `: refused, ${answer.fault}`;
      return answer.fault;
    });
  }

  number(visit: string): string {
    const found = this.hub.state.visits.get(visit);
    return found ? paperNumber(found.number) : visit;
  }

  /** The whole story. */
  toString(): string {
    const rows = [...this.hub.log.readAll()];
    const undone = undoneRows(rows);
    const state = emptyMoves();
    const told = rows.flatMap((row) => (undone.has(row.seq) ? [] : foldMoves(state, row)));
    const moves = [...told, ...overdue(state, this.hub.at)];
    const events = outgoingEvents(moves, this.hub.log.identity, sha1);
    const reports = measure(events).map((visit) => this.#report(visit));
    return `${[this.#title, this.#story(moves), "What the reports make of it", ...reports].join("\n\n")}\n`;
  }

  #story(moves: readonly Move[]): string {
    const lines = this.#steps.flatMap(({ at, words, from, until }) => {
      const rows = [...this.hub.log.readAll(from)].filter((row) => row.seq < until && !quiet.has(row.kind));
      const heard = rows.flatMap((row) => {
        const of = moves.filter((move) => move.of.seq === row.seq).map(wordsOf);
        const first = row.kind;
        return of.length === 0 ? [[first, "-", "", ""]] : of.map((each, place) => [place === 0 ? first : "", ...each]);
      });
      const [head = ["-", "-", "", ""], ...rest] = heard;
      return [[clock(at), words, ...head], ...rest.map((line) => ["", "", ...line])];
    });
    return table(["time", "what happens", "row", "what The Q hears", "service", "by"], lines);
  }

  #report({ services, totals }: VisitMeasures): string {
    const durations = (of: Readonly<Record<MeasuredStage, number | null>>) => measuredStages.map((stage) => spell(of[stage]));
    const lines = services.map(({ service, chosen, durations: of, status, quantity, agent }) => [
      ...[String(service), chosen?.transaction_name ?? "-", ...durations(of)],
      ...[status, String(quantity ?? "-"), String(agent ?? "-")],
    ]);
    return table(["service", "about", ...measuredStages, "status", "quantity", "agent"], [...lines, ["visit", "", ...durations(totals)]]);
  }

  #command(name: Command["name"], more: Record<string, unknown>): string {
    const answer = this.#ask(name, more);
    if (isFault(answer)) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
    return answer.visit ?? "";
  }

  #ask(name: Command["name"], more: Record<string, unknown>) {
    const about = { agent: this.#agent, ...(name === "close-day" ? {} : { counter: this.#counter }), ...more };
    return this.hub.command(name, about as unknown as Parameters<HubHarness["command"]>[1]);
  }

  #step<T>(words: string, who: Who, run: (step: { words: string }) => T): T {
    this.hub.at += 10 * minute;
    this.kiosk.mono += 10 * minute;
    const step = {
      at: this.hub.at,
      words: { agent: `${this.#agent} ${words}`, citizen: `a citizen ${words}`, hub: words }[who],
      from: this.hub.log.last + 1,
      until: 0,
    };
    this.#steps.push(step);
    try {
      return run(step);
    } finally {
      step.until = this.hub.log.last + 1;
    }
  }
}

const intakeDefaults = {
  ...{ language: "en", needs: [], people: 1, channel: "in-person", priority: "default", counterType: null, printAt: null, serve: false },
} as const;

/** Rows that no story is about. */
const quiet = new Set(["number-reserved", "boot-measured"]);

function wordsOf({ event, contexts: { citizen, agent } }: Move): string[] {
  const data = event.name === "chooseservice" ? [event.data.transaction_name, event.data.channel] : Object.values(event.data);
  const meant = citizen.counter_type === agent.counter_type ? "" : `; citizen: ${citizen.counter_type}`;
  const said = data.filter((part) => part !== null).join(", ");
  return [`${event.name} ${said}`.trim(), String(citizen.service_count), `${agent.agent_id} ${agent.role}, ${agent.counter_type}${meant}`];
}

function clock(at: number): string {
  // At noon it was 19:00 in UTC.
  const [hours, ...rest] = new Date(at).toISOString().slice(11, 19).split(":");
  const words = [String(Number(hours) - 7).padStart(2, "0"), ...rest].join(":");
  return words.endsWith(":00") ? words.slice(0, 5) : words;
}

function spell(ms: number | null): string {
  if (ms === null) return "-";
  const words = new Date(ms).toISOString().slice(12, 19);
  return words.endsWith(":00") ? words.slice(0, 4) : words;
}
