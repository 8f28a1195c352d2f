/** For tests: a log of the hub filled by hand, histories of visits, a collector that obeys, and timers turned by hand. */
import { createHash, hash } from "node:crypto";
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import type { LogRecord, Moment, Origin } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { HubEventBody, HubEventKind } from "#shared/queue/events.ts";
import type { Tp2Body } from "#shared/snowplow/payload.ts";
import type { ForwarderPorts } from "./forwarder.ts";
import type { SendOutcome } from "./sender.ts";

export const sha1 = (bytes: Uint8Array): Uint8Array => createHash("sha1").update(bytes).digest();
export const digest = (text: string) => hash("sha256", text, "base64url");
/** 2026-11-23 at 9:00 in Vancouver. */
export const nine = Date.UTC(2026, 10, 23, 16, 0);
export const minute = 60_000;

/** Writes a hub's log without a hub. */
export class LogWriter {
  readonly database: Database.Database;
  readonly log: EventLog;
  at = nine;
  boot = "boot-1";
  #keys = 0;
  readonly #deviceSeqs = new Map<string, number>();

  constructor(database = new Database(":memory:")) {
    this.database = database;
    this.log = new EventLog(database, digest, { source: "hub", epoch: "hub-epoch" });
  }

  static opened(configuration: OfficeConfiguration = exampleOffice(), database = new Database(":memory:")): LogWriter {
    const writer = new LogWriter(database);
    if (!writer.log.isNew) return writer;
    writer.write("configuration-changed", { actor: { kind: "system", part: "configuration" }, configuration });
    writer.write("series-opened", { letter: "A", use: "shared", device: null, epoch: null });
    writer.write("series-opened", { letter: "B", use: "practice", device: null, epoch: null });
    writer.write("series-opened", { letter: "C", use: "own", device: "kiosk-1", epoch: "e1" });
    writer.write("day-opened", { date: "2026-11-23", actor: { kind: "system", part: "hours" } });
    return writer;
  }

  now(): Moment {
    return { at: this.at, boot: this.boot, mono: this.at - nine };
  }

  write<K extends HubEventKind>(kind: K, body: Omit<HubEventBody<K>, "key">): void {
    this.#keys += 1;
    this.#append({ kind, version: 1, body: { key: `key-${this.#keys}`, ...body }, ...this.now() });
  }

  /** A visit begins; returns its id. `agoMs`: how long ago it arrived. */
  join(more: { service?: string | null; practice?: boolean; agoMs?: number; device?: string } = {}): string {
    const { service = "licence", practice = false, agoMs = 0, device = "kiosk-1" } = more;
    const seq = (this.#deviceSeqs.get(device) ?? this.#lastSeqOf(device)) + 1;
    this.#deviceSeqs.set(device, seq);
    const now = this.now();
    const origin: Origin = { source: device, epoch: "e1", seq, at: now.at, boot: "k1", mono: 5, hash: "h" };
    const number = { letter: "A", count: seq, request: `r-${seq}`, insteadOf: null, date: "2026-11-23" };
    const body = { ...number, service, language: "en", needs: [], practice, tap: `tap-${seq}` };
    this.#append({ kind: "ticket-issued", version: 1, body, ...now, origin, arrivedAt: now.at - agoMs });
    return `${device}.e1.${seq}`;
  }

  call(visit: string, counter = "counter-1", agent = 21, rule: "plain-order" | "chosen-from-list" = "plain-order"): void {
    const because = { rule, ruleVersion: 1, waitedMs: 0, passedOver: [], passedOverTotal: 0 };
    this.write("visit-called", { ...this.#move(visit, counter, agent), counter, because, announcement: announcementOf(visit) });
  }

  recall(visit: string, counter = "counter-1", agent = 21): void {
    this.write("visit-recalled", { ...this.#move(visit, counter, agent), counter, announcement: announcementOf(visit) });
  }

  begin(visit: string, counter = "counter-1", agent = 21): void {
    this.write("service-begun", { ...this.#move(visit, counter, agent), counter });
  }

  finish(visit: string, more: { quantity?: number; timeNotAccurate?: boolean } = {}, counter = "counter-1", agent = 21): void {
    const { quantity = 1, timeNotAccurate = false } = more;
    this.write("visit-finished", { ...this.#move(visit, counter, agent), counter, quantity, timeNotAccurate });
  }

  noShow(visit: string, counter = "counter-1", agent = 21): void {
    this.write("visit-no-show", { ...this.#move(visit, counter, agent), counter });
  }

  left(visit: string, from: "waiting" | "called" | "serving", counter = "counter-1", agent = 21): void {
    this.write("visit-left", { ...this.#move(visit, counter, agent), counter: from === "waiting" ? null : counter, from });
  }

  assign(visit: string, service: string, counter = "counter-1", agent = 21): void {
    this.write("service-assigned", { ...this.#move(visit, counter, agent), service, queue: "licences" });
  }

  close(ended: string[], agent: number | null = 22): void {
    const actor = agent === null ? ({ kind: "system", part: "hours" } as const) : ({ kind: "agent", agent, counter: null } as const);
    this.write("day-closed", { date: "2026-11-23", actor, ended, lapsed: [] });
  }

  #lastSeqOf(device: string): number {
    const found = this.database.prepare("select max(origin_seq) as last from log where source = ?").get(device) as { last: number | null };
    return found.last ?? 40;
  }

  #move(visit: string, counter: string, agent: number) {
    return { visit, actor: { kind: "agent" as const, agent, counter }, practice: false };
  }

  #append(record: LogRecord): void {
    this.log.append([record]);
  }
}

/** An office whose moves are reported at once. */
export function hastyOffice(): OfficeConfiguration {
  const example = exampleOffice();
  return { ...example, analytics: { ...example.analytics, undoSeconds: 0 } };
}

function announcementOf(visit: string) {
  return { call: `${visit}.call`, zone: "main", device: "board-1" };
}

/** The world around a forwarder: outcomes are taken from a list, then everything is accepted. */
export class World {
  readonly bodies: Tp2Body[] = [];
  readonly accepted: { eid: string; name: string }[] = [];
  readonly faults = new Map<string, string>();
  readonly history: string[] = [];
  readonly waits: number[] = [];
  outcomes: ((body: Tp2Body) => SendOutcome)[] = [];
  speed = 1;
  #timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
  readonly #now: () => Moment;

  constructor(now: () => Moment) {
    this.#now = now;
  }

  get ports(): ForwarderPorts {
    return {
      send: async (body) => {
        this.bodies.push(body);
        const outcome = this.outcomes.shift()?.(body) ?? { kind: "accepted" };
        if (outcome.kind === "accepted") for (const { eid, ue_pr } of body.data) this.accepted.push({ eid, name: nameOf(ue_pr) });
        return outcome;
      },
      now: this.#now,
      speed: this.speed,
      after: (ms, run) => {
        const timer = { ms, run, cancelled: false };
        this.#timers.push(timer);
        this.waits.push(ms);
        return () => {
          timer.cancelled = true;
        };
      },
      random01: () => 0.5,
      faults: {
        raise: (about, { fault }) => {
          this.faults.set(about, fault);
          this.history.push(`raise ${fault}`);
        },
        clear: (about) => {
          this.history.push(`clear ${this.faults.get(about)}`);
          this.faults.delete(about);
        },
      },
    };
  }

  /** Lets every timer that waits now come due, and all that follows from it at once. */
  async turn(): Promise<void> {
    const due = this.#timers.splice(0);
    for (const timer of due) if (!timer.cancelled) timer.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function nameOf(ue_pr: string): string {
  return JSON.parse(ue_pr).data.schema.split("/")[1];
}
