/**
 * An office in one process: a real hub core and real kiosks (program, log on SQLite, shipping, core) that speak the bytes of the wire.
 * Time, the network and each kiosk's hardware are turned by hand.
 */
import { hash } from "node:crypto";
import Database from "better-sqlite3";
import { isFault } from "#shared/faults/fault.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type DeviceEventBody, deviceKindsRead } from "#shared/queue/events.ts";
import type { Language } from "#shared/texts/language.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import type { WireName } from "#shared/wire/table.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { KioskRole } from "../../device/kiosk/role.ts";
import type { HubLinkEvents, LinkPort } from "../../device/link/hub-link.ts";
import type { Hardware } from "../../device/runtime/hardware.ts";
import type { RetentionBounds } from "../../device/runtime/retention.ts";
import { Kept } from "../../device/runtime/storage.ts";
import type { HubEffect } from "../../hub/core/contract.ts";
import { HubHarness, start } from "../../hub/core/harness.ts";
import { decodeFromDevice } from "../../hub/decode.ts";
import { desiredDocuments } from "../../hub/views/desired.ts";

export const officeId = "example";
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
const digest = (text: string) => hash("sha256", text, "base64url");

interface Due {
  readonly atMs: number;
  readonly run: () => void;
  readonly everyMs: number | null;
}

export class Office {
  readonly hub = new HubHarness();
  /** Real milliseconds since the story began. */
  nowMs = 0;
  /** How long a message takes to the hub or back; a kiosk's link may be cut besides. */
  delayMs = 5;
  reads: Record<string, number[]> = Object.fromEntries(Object.entries(deviceKindsRead).map(([kind, versions]) => [kind, [...versions]]));
  readonly kiosks: Kiosk[] = [];
  taps = 0;
  readonly faults: { readonly about: string; readonly fault: string }[] = [];
  readonly #agenda = new Set<Due>();

  constructor() {
    this.hub.send({ kind: "start", timeZoneData: "2026c" });
    const configuration = exampleOffice();
    configuration.devices.push({ id: "kiosk-2", role: "kiosk", zone: "main" } as (typeof configuration.devices)[number]);
    this.hub.send({ kind: "configure", configuration, key: "seed" });
    this.openDay("2026-11-23");
    this.after(5_000, () => this.#beat(), 5_000);
  }

  #beat(): void {
    for (const { id } of this.kiosks) this.tell(id, "hubState", this.#hubState());
  }

  #hubState() {
    const { generation, n } = this.hub.state;
    return { generation, epoch: this.hub.epoch, n, alive: true, at: this.hub.at, reads: this.reads };
  }

  openDay(date: string): void {
    this.hub.send({ kind: "open-day-by-hours", date, key: `open-${date}` });
  }

  kiosk(id: string, options: KioskOptions = {}): Kiosk {
    const kiosk = new Kiosk(this, id, options);
    this.kiosks.push(kiosk);
    return kiosk;
  }

  /** Time passes: whatever is due happens in its order. */
  pass(ms: number): void {
    const until = this.nowMs + ms;
    for (;;) {
      let next: Due | undefined;
      for (const each of this.#agenda) if (each.atMs <= until && (next === undefined || each.atMs < next.atMs)) next = each;
      if (!next) break;
      this.#agenda.delete(next);
      this.#to(Math.max(this.nowMs, next.atMs));
      if (next.everyMs !== null) this.#agenda.add({ ...next, atMs: next.atMs + next.everyMs });
      next.run();
    }
    this.#to(until);
  }

  /** Days in which nothing is due but heartbeats are not waited through one by one. */
  sleep(ms: number): void {
    for (const each of [...this.#agenda]) {
      this.#agenda.delete(each);
      this.#agenda.add({ ...each, atMs: each.atMs + ms });
    }
    this.#to(this.nowMs + ms);
  }

  #to(ms: number): void {
    this.nowMs = ms;
    this.hub.at = start + ms;
  }

  after(ms: number, run: () => void, everyMs: number | null = null): () => void {
    const stopped = { is: false };
    const due: Due = { atMs: this.nowMs + ms, run: () => stopped.is || run(), everyMs };
    this.#agenda.add(due);
    return () => {
      stopped.is = true;
      this.#agenda.delete(due);
    };
  }

  /** A message as it reaches the hub. */
  hear(topic: string, bytes: Uint8Array): void {
    const read = decodeFromDevice(officeId, topic, bytes);
    if (read.kind === "garbage") throw new Error(`garbage: ${read.reason}`);
    if (read.kind !== "log" && read.kind !== "ask") return;
    for (const effect of this.hub.send(read)) this.#carryOut(effect);
  }

  #carryOut(effect: HubEffect): void {
    if (effect.kind === "raise") this.faults.push({ about: effect.about, fault: effect.fault.fault });
    if (effect.kind === "ack") this.tell(effect.device, "ack", effect.message);
    if (effect.kind === "answer") this.tell(effect.device, "answer", effect.message);
  }

  tell(device: string, entry: WireName, message: unknown): void {
    const bytes = Buffer.from(JSON.stringify(message));
    for (const kiosk of this.kiosks) if (kiosk.id === device) kiosk.link?.deliver(topicOf(officeId, entry, device), bytes);
  }

  /** What the hub says to a device that has connected. */
  greet(device: string): void {
    this.tell(device, "hubState", this.#hubState());
    const desired = desiredDocuments(this.hub.state, this.hub.at).get(device);
    if (desired) this.tell(device, "desired", desired);
  }

  /** Every ticket that a kiosk's log holds, in the order in which they were issued, and where the hub has it. */
  arrivals(): { readonly tap: string; readonly arrivedAt: number; readonly timeUncertain: boolean }[] {
    return this.hub.rows
      .filter((row) => row.kind === "ticket-issued")
      .map((row) => ({
        tap: (row.body as DeviceEventBody<"ticket-issued">).tap,
        arrivedAt: row.arrivedAt ?? 0,
        timeUncertain: row.timeUncertain === true,
      }));
  }
}

interface KioskOptions {
  readonly hardware?: Hardware;
  readonly database?: Database.Database;
  /** How wrong its clock is. */
  readonly clockOffMs?: number;
  readonly retention?: RetentionBounds;
  readonly cut?: boolean;
}

/** The connection: every message takes its time, and none arrives after a cut. */
class Link implements LinkPort {
  isUp = false;
  readonly #kiosk: Kiosk;
  readonly #events: HubLinkEvents;
  #session = 0;

  constructor(kiosk: Kiosk, events: HubLinkEvents) {
    this.#kiosk = kiosk;
    this.#events = events;
  }

  start(): void {
    this.#session += 1;
    const session = this.#session;
    this.#kiosk.office.after(1, () => {
      if (session !== this.#session || this.#kiosk.cut) return;
      this.#kiosk.do(() => {
        this.#events.will();
        this.isUp = true;
        this.#events.up();
      });
      this.#kiosk.office.greet(this.#kiosk.id);
    });
  }

  publish(entry: WireName, message: unknown): void {
    if (!this.isUp) return;
    const { office, id } = this.#kiosk;
    const bytes = Buffer.from(JSON.stringify(message));
    this.#later(() => office.hear(topicOf(officeId, entry, id), bytes));
  }

  deliver(topic: string, bytes: Uint8Array): void {
    this.#later(() => this.#kiosk.do(() => this.#events.message(topic, bytes)));
  }

  #later(run: () => void): void {
    const session = this.#session;
    this.#kiosk.office.after(this.#kiosk.delayMs ?? this.#kiosk.office.delayMs, () => {
      if (session === this.#session && this.isUp) run();
    });
  }

  down(): void {
    this.#session += 1;
    if (!this.isUp) return;
    this.isUp = false;
    this.#events.down();
  }

  restart(): void {
    this.down();
    this.start();
  }

  async stop(): Promise<void> {}
}

/** One kiosk and its card. It runs from the moment it is made; `restart` is a power cut. */
export class Kiosk {
  readonly office: Office;
  readonly id: string;
  database: Database.Database;
  hardware: Hardware;
  clockOffMs: number;
  cut: boolean;
  /** Its own delay, where the office's does not count. */
  delayMs: number | null = null;
  link: Link | null = null;
  role: KioskRole;
  /** Every number that came out on paper, with the visit it names. */
  readonly paper: { readonly number: string; readonly visit: string }[] = [];
  readonly #retention: RetentionBounds | undefined;
  #soon: (() => void)[] = [];
  #stops = new Set<() => void>();
  #boots = 0;

  constructor(office: Office, id: string, { hardware, database, clockOffMs, retention, cut }: KioskOptions) {
    this.office = office;
    this.id = id;
    this.database = database ?? new Database(":memory:");
    this.hardware = hardware ?? { board: `board of ${id}`, card: `card of ${id}` };
    this.clockOffMs = clockOffMs ?? 0;
    this.cut = cut ?? false;
    this.#retention = retention;
    this.role = this.#boot();
  }

  get state() {
    return this.role.runtime.program.state;
  }

  get log() {
    return this.role.runtime.log;
  }

  /** As after the power was gone: what was in memory is lost. */
  restart(change: Partial<Pick<Kiosk, "hardware" | "database" | "clockOffMs">> = {}): void {
    for (const stop of this.#stops) stop();
    this.#stops.clear();
    this.link?.down();
    this.#soon = [];
    Object.assign(this, change);
    this.role = this.#boot();
  }

  /** The card as an image. */
  image(): Buffer {
    return this.database.serialize();
  }

  goAway(): void {
    this.cut = true;
    this.do(() => this.link?.down());
  }

  comeBack(): void {
    this.cut = false;
    this.do(() => this.link?.start());
  }

  /** Taps, and gives back the number or the fault. */
  async tap(waitMs = 0): Promise<string> {
    this.office.taps += 1;
    const key = `tap-${String(this.office.taps).padStart(6, "0")}`;
    const request = { key, service: null, language: "en" as Language, needs: [] };
    const answer = this.role.api.tap(request);
    this.do(() => {});
    if (waitMs > 0) this.office.pass(waitMs);
    const ticket = await answer;
    if (isFault(ticket)) return ticket.fault;
    this.paper.push({ number: ticket.number, visit: ticket.visit });
    return ticket.number;
  }

  /** Runs a turn of the event loop to its end. */
  do(work: () => void): void {
    work();
    for (let next = this.#soon.shift(); next; next = this.#soon.shift()) next();
  }

  #boot(): KioskRole {
    this.#boots += 1;
    const boot = `${this.id}-boot-${this.#boots}-${digest(String(this.database.serialize().length)).slice(0, 4)}`;
    const bootedAt = this.office.nowMs;
    this.database.exec("create table if not exists kept (name text primary key, text text not null) strict");
    const database = this.database as unknown as SqlDatabase;
    const time = { wall: () => start + this.office.nowMs + this.clockOffMs, mono: () => this.office.nowMs - bootedAt };
    const role = new KioskRole(
      {
        database,
        kept: new Kept(database),
        clock: new AnchoredClock(time, boot),
        realMs: time.mono,
        timers: {
          after: (ms, run) => this.#timer(ms, run, null),
          every: (ms, run) => this.#timer(ms, run, ms),
          soon: (run) => void this.#soon.push(run),
        },
        digest,
        logger: { info: () => {}, warn: () => {}, error: () => {} },
        newEpoch: digest(`${boot}/${this.office.nowMs}/${this.office.kiosks.length}`).slice(0, 8),
        boot,
        software: "test",
        hardware: this.hardware,
        ...(this.#retention ? { retention: this.#retention } : {}),
        self: { office: officeId, device: this.id, zone: "main" },
        connect: (events) => {
          this.link = new Link(this, events);
          return this.link;
        },
        standing: () => [],
      },
      1,
      () => ({
        print: (job) => void this.#soon.push(() => role.printEnded(job, { outcome: "printed", fault: null })),
      }),
      () => null,
    );
    this.do(() => role.start());
    return role;
  }

  #timer(ms: number, run: () => void, everyMs: number | null): () => void {
    const stop = this.office.after(ms, () => this.do(run), everyMs);
    this.#stops.add(stop);
    return stop;
  }
}
