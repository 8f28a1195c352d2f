/** For tests: a log of the hub filled by hand, histories of visits, a collector that obeys, and timers turned by hand. */
import { createHash, hash } from "node:crypto";
import Database from "better-sqlite3";
import { EventLog, type LogIdentity } from "#shared/log/event-log.ts";
import type { LogRecord, LogRow, Moment, Origin } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { HubEventBody, HubEventKind } from "#shared/queue/events.ts";
import { measure, type ServiceMeasures } from "#shared/snowplow/measures.ts";
import type { OutgoingEvent, Tp2Body } from "#shared/snowplow/payload.ts";
import type { ForwarderPorts } from "./forwarder.ts";
import { foldMoves, outgoingEvents, undoneRows } from "./moves.ts";
import { emptyMoves } from "./moves-state.ts";
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
  join(more: { service?: string | null; practice?: boolean; agoMs?: number; device?: string; own?: boolean } = {}): string {
    const { service = "licence", practice = false, agoMs = 0, device = "kiosk-1", own = false } = more;
    const seq = (this.#deviceSeqs.get(device) ?? this.#lastSeqOf(device)) + 1;
    this.#deviceSeqs.set(device, seq);
    const now = this.now();
    const origin: Origin = { source: device, epoch: "e1", seq, at: now.at, boot: "k1", mono: 5, hash: "h" };
    const number = own
      ? { letter: "C", count: seq, request: null, insteadOf: null, date: null }
      : { letter: "A", count: seq, request: `r-${seq}`, insteadOf: null, date: "2026-11-23" };
    const body = { ...number, service, language: "en", needs: [], practice, tap: `tap-${seq}` };
    this.#append({ kind: "ticket-issued", version: 1, body, ...now, origin, arrivedAt: now.at - agoMs });
    return `${device}.e1.${seq}`;
  }

  admit(letter: string, count: number): string {
    const visit = `hub.hub-epoch.${this.log.last + 1}`;
    const actor = { kind: "agent" as const, agent: 21, counter: "counter-1" };
    const paper = { letter, count, date: "2026-11-23", scanned: false, paper: null };
    this.write("visit-admitted", { visit, ...paper, service: null, queue: "first-contact", language: "en", actor });
    return visit;
  }

  catchUp(visit: string, how: "served" | "waiting" | "left"): void {
    this.write("visit-caught-up", { visit, actor: { kind: "agent", agent: 21, counter: null }, practice: false, how });
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

  finish(
    visit: string,
    more: Partial<Pick<HubEventBody<"visit-finished">, "quantity" | "timeNotAccurate" | "outcome" | "elsewhere">> = {},
    counter = "counter-1",
    agent = 21,
  ): void {
    this.write("visit-finished", { ...this.#move(visit, counter, agent), counter, quantity: 1, timeNotAccurate: false, ...more });
  }

  noShow(visit: string, counter = "counter-1", agent = 21): void {
    this.write("visit-no-show", { ...this.#move(visit, counter, agent), counter });
  }

  left(visit: string, from: "waiting" | "called" | "serving" | "parked", counter = "counter-1", agent = 21): void {
    this.write("visit-left", { ...this.#move(visit, counter, agent), counter: from === "waiting" ? null : counter, from });
  }

  /** A visit that staff begin; returns its id. */
  intake(
    services: readonly string[] = ["licence"],
    more: Partial<Pick<HubEventBody<"visit-joined">, "channel" | "counterType" | "stage" | "counter" | "practice">> = {},
  ): string {
    const visit = `hub.hub-epoch.${this.log.last + 1}`;
    const { counter = "counter-1" } = more;
    const number = { visit, letter: "A", count: this.log.last, date: "2026-11-23", request: `r-${visit}` };
    const marks = { language: "en", people: 1, priority: "default", counterType: null } as const;
    const stated = services.map((service) => ({ service, queue: "licences" }));
    const joined = { ...number, services: stated, ...marks, needs: [], counter };
    const usual = { channel: "in-person", practice: false, stage: "waiting" } as const;
    this.write("visit-joined", { ...joined, ...usual, ...more, actor: { kind: "agent", agent: 21, counter } });
    return visit;
  }

  /** The errands that a citizen stated beside the service of the ticket, in the same commit. */
  errands(visit: string, services: readonly string[]): void {
    const [source = "", epoch = "", seq] = visit.split(".");
    const origin: Origin = { source, epoch, seq: Number(seq) + 1, at: this.at, boot: "k1", mono: 5, hash: "h" };
    this.#deviceSeqs.set(source, origin.seq);
    const body = { visit, services: [...services], people: 1 };
    this.#append({ kind: "errands-stated", version: 1, body, ...this.now(), origin, arrivedAt: this.at });
  }

  /** At the kiosk, with the ticket: its holder came for this appointment. */
  checkedIn(visit: string, appointment: string): void {
    const [source = "", epoch = "", seq] = visit.split(".");
    const origin: Origin = { source, epoch, seq: Number(seq) + 1, at: this.at, boot: "k1", mono: 5, hash: "h" };
    this.#deviceSeqs.set(source, origin.seq);
    this.#append({ kind: "checked-in", version: 1, body: { appointment, letter: "A", count: Number(seq), visit }, ...this.now(), origin });
  }

  /** Another service is begun while `stopped` is put aside. */
  add(visit: string, segment: number, service: string, stopped = segment - 1, counter = "counter-1", agent = 21): void {
    const added = { segment, service, queue: "licences", state: "serving", stopped, counter } as const;
    this.write("service-added", { ...this.#move(visit, counter, agent), ...added });
  }

  switchTo(visit: string, segment: number, stopped: number, was: "stopped" | "waiting" = "stopped", counter = "counter-1"): void {
    this.write("service-switched", { ...this.#move(visit, counter, 21), counter, segment, stopped, was });
  }

  change(visit: string, segment: number, service: string, counter = "counter-1"): void {
    const changed = { segment, service, queue: "licences", from: "licence", counter };
    this.write("service-changed", { ...this.#move(visit, counter, 21), ...changed });
  }

  setQuantity(visit: string, segment: number, quantity: number, counter = "counter-1"): void {
    this.write("quantity-set", { ...this.#move(visit, counter, 21), counter, segment, quantity });
  }

  /** One service is done, and the visit waits for the next. */
  finishSegment(visit: string, segment: number, next: number, counter = "counter-1"): void {
    const finished = { counter, segment, quantity: 1, timeNotAccurate: false, next, queue: "licences" };
    this.write("segment-finished", { ...this.#move(visit, counter, 21), ...finished });
  }

  park(visit: string, counter = "counter-1", agent = 21): void {
    this.write("visit-parked", { ...this.#move(visit, counter, agent), counter, reason: "form", until: null });
  }

  resume(visit: string, counter = "counter-1", agent = 21): void {
    this.write("visit-resumed", { ...this.#move(visit, counter, agent), counter });
  }

  returnToLine(visit: string, from: "called" | "serving" | "parked", counter = "counter-1", agent = 21): void {
    this.write("visit-returned", { ...this.#move(visit, counter, agent), counter, from, place: "keep" });
  }

  transfer(visit: string, from: "waiting" | "called" | "serving" | "parked", service: string | null = null, counter = "counter-1"): void {
    const to = service === null ? ({ kind: "counter", id: "counter-2" } as const) : null;
    this.write("visit-transferred", { ...this.#move(visit, counter, 21), counter, from, to, service, queue: "licences" });
  }

  returnNoShow(visit: string): void {
    this.write("no-show-returned", { ...this.#move(visit, "counter-1", 21), place: "next" });
  }

  mark(visit: string, counterType: string | null): void {
    this.write("visit-marked", { ...this.#move(visit, "counter-1", 21), counterType });
  }

  /** The newest row never was. */
  undo(visit: string): void {
    const newest = this.log.read(this.log.last, 1)[0];
    const undone = { undone: newest?.seq ?? 0, what: newest?.kind ?? "", counter: "counter-1" };
    this.write("move-undone", { ...this.#move(visit, "counter-1", 21), ...undone });
  }

  assign(visit: string, service: string, counter = "counter-1", agent = 21): void {
    this.write("service-assigned", { ...this.#move(visit, counter, agent), service, queue: "licences" });
  }

  close(ended: string[], agent: number | null = 22, carried?: string[]): void {
    const actor = agent === null ? ({ kind: "system", part: "hours" } as const) : ({ kind: "agent", agent, counter: null } as const);
    this.write("day-closed", { date: "2026-11-23", actor, ended, lapsed: [], ...(carried ? { carried } : {}) });
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

/** A visit that is called after 5 minutes and found absent after 10. */
export function absentVisit(log: LogWriter): string {
  const visit = log.join();
  log.at += 5 * minute;
  log.call(visit);
  log.at += 5 * minute;
  log.noShow(visit);
  return visit;
}

/** The events of a whole log, without the moves that were undone. */
export function eventsOf(
  rows: Iterable<LogRow>,
  state = emptyMoves(),
  hub: Pick<LogIdentity, "source" | "epochOf"> = oneHub,
): OutgoingEvent[] {
  const all = [...rows];
  const undone = undoneRows(all);
  return all.filter((row) => !undone.has(row.seq)).flatMap((row) => outgoingEvents(foldMoves(state, row), hub, sha1));
}

/** A hub that was never another. */
export const oneHub = { source: "hub", epochOf: () => "hub-epoch" };

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

/** What the incumbent's model finds wrong with visits that have ended: stages unbalanced beyond its known gap, or events out of order. */
export function incumbentFindings(events: readonly OutgoingEvent[]): string[] {
  return measure(events).flatMap(({ client, services }) => {
    const visit = events.filter((each) => each.contexts.citizen.client_id === client);
    const backwards = visit.some(({ happenedAtMs }, place) => happenedAtMs < (visit[place - 1]?.happenedAtMs ?? 0));
    return [...services.flatMap((each) => unbalanced(each, visit)), ...(backwards ? [`${client}: its time runs backwards`] : [])];
  });
}

function unbalanced({ client, service, unbalanced, status }: ServiceMeasures, visit: readonly OutgoingEvent[]): string[] {
  const mine = visit.filter((each) => each.contexts.citizen.service_count === service).map((each) => each.event);
  // Its contract has no word for leaving the line.
  const known = mine.some(({ name }) => name === "left_while_waiting") ? "waiting, serve: Waiting in Line" : "";
  const found = unbalanced.length === 0 ? "" : `${unbalanced.join(", ")}: ${status}`;
  return found === known ? [] : [`${client}/${service}: unbalanced in ${found} after ${mine.map(({ name }) => name).join(", ")}`];
}
