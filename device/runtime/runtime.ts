/**
 * What both roles share: a program on its log, the link to the hub, shipping, the device's own state, and real-time wakes.
 * The role gives its core and says what its messages mean.
 */
import type { Logger } from "pino";
import type { Fault } from "#shared/faults/fault.ts";
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import { type Core, Program } from "#shared/log/program.ts";
import type { Digest } from "#shared/log/record.ts";
import { Shipper, type ShipperInput } from "#shared/log/shipper.ts";
import type { AnchoredClock } from "#shared/time/clock.ts";
import { type AckMessage, type DesiredMessage, type DeviceState, type LogMessage, rowsPerMessageMax } from "#shared/wire/payloads.ts";
import type { Client } from "#shared/wire/topics.ts";
import { decodeFromHub, type FromHub } from "../link/decode.ts";
import { HubLink } from "../link/hub-link.ts";
import { readDesired } from "../link/office.ts";
import { type CommonEffect, type CommonInput, isCommon } from "./contract.ts";
import { FaultBook } from "./fault-book.ts";
import { isFull, type Kept } from "./storage.ts";

export interface RuntimePorts {
  readonly database: SqlDatabase;
  readonly kept: Kept;
  readonly clock: AnchoredClock;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly random: () => number;
  readonly digest: Digest;
  readonly logger: Logger;
  readonly newEpoch: string;
  readonly boot: string;
  readonly software: string;
  readonly hubUrl: string;
  readonly self: Client;
  /** Faults that stand as long as this program runs. */
  readonly standing: readonly Fault[];
}

/** What the runtime leaves to the role: its inputs and effects are those beside the common ones. */
export interface Role<State, OwnInput, OwnEffect extends Kind> {
  readonly kind: "kiosk" | "board";
  core(log: EventLog): Core<State, CommonInput | OwnInput, CommonEffect | OwnEffect>;
  carryOut(effect: OwnEffect): void;
  heard(message: ForRole): void;
  /** The hub holds the log up to here. */
  stored(seq: number): void;
  faults(): readonly Fault[];
  /** Something may look different now. */
  changed(): void;
}

interface Kind {
  readonly kind: string;
}

/** What the hub says to a role: neither about shipping nor in answer to the core's own questions. */
export type ForRole = Exclude<FromHub, { entry: "ack" | "answer" | "desired" }>;

const storageRetryMs = 5_000;
const cursorName = "hub";

export class Runtime<State, OwnInput, OwnEffect extends Kind> {
  readonly log: EventLog;
  readonly program: Program<State, CommonInput | OwnInput, CommonEffect | OwnEffect>;
  readonly ports: RuntimePorts;
  readonly #role: Role<State, OwnInput, OwnEffect>;
  readonly #shipper: Shipper;
  readonly #link: HubLink;
  readonly #book = new FaultBook();
  readonly #timers = new Set<NodeJS.Timeout>();
  #session: number;
  #generation: number;
  #storageTroubled = false;
  #changePending = false;

  constructor(ports: RuntimePorts, role: Role<State, OwnInput, OwnEffect>) {
    this.ports = ports;
    this.#role = role;
    this.log = new EventLog(ports.database, ports.digest, { source: ports.self.device, epoch: ports.newEpoch });
    this.program = new Program(role.core(this.log), this.log, {
      now: () => ports.clock.now(),
      carryOut: (effect) => (isCommon(effect) ? this.#carryOut(effect) : role.carryOut(effect)),
      committed: () => this.#ship({ kind: "appended", atMs: ports.realMs() }),
      soon: (run) => setImmediate(run),
      isFull,
      storageFailed: (error) => this.#storageFailed(error),
    });
    this.#shipper = new Shipper(this.log, this.log.identity.epoch, this.log.cursor(cursorName), rowsPerMessageMax);
    this.#session = Number(ports.kept.get("session") ?? "0");
    this.#generation = Number(ports.kept.get("generation") ?? "0");
    this.#link = new HubLink(ports.hubUrl, ports.self, ports.random, {
      will: () => this.#newSession(),
      up: () => this.#linkUp(),
      down: () => this.#linkDown(),
      message: (topic, bytes) => this.#received(topic, bytes),
    });
  }

  start(): void {
    this.submit({ kind: "start", software: this.ports.software });
    this.#link.start();
    this.every(1_000, () => this.#ship({ kind: "tick", atMs: this.ports.realMs() }));
  }

  /** Leaves a last state and a snapshot, so that the next start is quick. */
  async stop(waitMs: number): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#link.publish("deviceState", this.#state(false));
    await this.#link.stop(waitMs);
    this.program.snapshot();
  }

  submit(input: CommonInput | OwnInput): void {
    this.program.submit(input);
    this.changed();
  }

  #carryOut(effect: CommonEffect): void {
    switch (effect.kind) {
      case "ask":
        this.#link.publish("ask", effect.message);
        this.#wake(effect.message.id, effect.deadlineMs);
        break;
      case "wake":
        this.#wake(effect.id, effect.afterMs);
        break;
    }
  }

  #wake(id: string, afterMs: number): void {
    this.after(afterMs, () => this.submit({ kind: "due", id }));
  }

  after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  every(ms: number, run: () => void): void {
    this.#timers.add(setInterval(run, ms));
  }

  /** Tells the pages and, when faults changed, the hub: once per turn, after its inputs were taken. */
  changed(): void {
    if (this.#changePending) return;
    this.#changePending = true;
    setImmediate(() =>
      setImmediate(() => {
        this.#changePending = false;
        this.#role.changed();
        this.#sayState();
      }),
    );
  }

  #sayState(): void {
    const at = this.ports.clock.now().at;
    if (this.#book.update(this.#faults(), at)) this.#link.publish("deviceState", this.#state(true));
  }

  #faults(): Fault[] {
    return [...this.ports.standing, ...this.#role.faults()];
  }

  #state(alive: boolean): DeviceState {
    const { self, software, clock } = this.ports;
    const { epoch } = this.log.identity;
    const faults = [...this.#book.standing];
    return { epoch, session: this.#session, alive, at: clock.now().at, role: this.#role.kind, zone: self.zone, software, faults };
  }

  #newSession(): string {
    this.#session += 1;
    this.keep("session", String(this.#session));
    return JSON.stringify(this.#state(false));
  }

  #linkUp(): void {
    this.ports.logger.info({ session: this.#session }, "hub.connected");
    this.#book.update(this.#faults(), this.ports.clock.now().at);
    this.#link.publish("deviceState", this.#state(true));
    this.submit({ kind: "link", up: true });
    this.#ship({ kind: "connected", atMs: this.ports.realMs() });
  }

  #linkDown(): void {
    this.ports.logger.warn("hub.lost");
    this.#ship({ kind: "disconnected" });
    this.submit({ kind: "link", up: false });
  }

  #received(topic: string, bytes: Uint8Array): void {
    const read = decodeFromHub(topic, bytes);
    if (typeof read === "string") {
      this.ports.logger.warn({ topic, reason: read }, "message.unreadable");
      return;
    }
    // Whoever has seen a generation refuses a lower one: that hub was replaced.
    const { generation } = read.message;
    if (generation < this.#generation) return;
    if (generation > this.#generation) {
      this.#generation = generation;
      this.keep("generation", String(generation));
    }
    switch (read.entry) {
      case "ack":
        this.#acknowledged(read.message);
        break;
      case "answer":
        this.submit({ kind: "answer", message: read.message });
        break;
      case "desired":
        this.#desired(read.message);
        break;
      default:
        this.#role.heard(read);
        this.changed();
    }
  }

  #acknowledged({ epoch, next, hash, ask }: AckMessage): void {
    this.#ship({ kind: "acknowledged", atMs: this.ports.realMs(), epoch, next, hash, ask: ask === true });
    if (this.#shipper.isShipping) this.#role.stored(this.#shipper.stored);
  }

  /** What the device should be: kept for a start without the hub, and told as taken. */
  #desired(message: DesiredMessage): void {
    const desired = readDesired(message, this.#role.kind);
    if (typeof desired === "string") {
      this.ports.logger.warn({ version: message.version, reason: desired }, "desired.unreadable");
      return;
    }
    this.submit({ kind: "desired", ...desired });
    this.keep("desired", JSON.stringify(message));
    const { epoch } = this.log.identity;
    this.#link.publish("reported", { epoch, version: message.version, at: this.ports.clock.now().at });
  }

  #ship(input: ShipperInput): void {
    for (const output of this.#shipper.step(input)) {
      if (output.kind === "stored") this.#guarded(() => this.log.setCursor(cursorName, output.seq));
      if (output.kind === "send") this.#link.publish("log", this.#logMessage(output.from, output.to));
      if (output.kind === "forked") {
        this.ports.logger.error({ why: output.why, next: output.next }, "log.forked");
        this.submit({ kind: "forked" });
      }
    }
  }

  #logMessage(from: number, to: number): LogMessage {
    const { epoch } = this.log.identity;
    const rows = from > to ? [] : this.log.read(from, to - from + 1);
    return {
      epoch,
      last: this.log.last,
      sent: this.ports.clock.now(),
      rows: rows.map(({ seq, kind, version, at, boot, mono, body }) => ({ seq, kind, version, at, boot, mono, body })),
      hash: this.log.hashAfter(to) ?? "",
    };
  }

  /** Keeps a small fact beside the log; it may fail with the storage. */
  keep(name: string, text: string): void {
    this.#guarded(() => this.ports.kept.set(name, text));
  }

  #guarded(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#storageFailed(error);
    }
  }

  /** Nothing is issued that cannot be recorded; a small write is tried until it succeeds. */
  #storageFailed(error: unknown): void {
    this.ports.logger.error({ error: String(error) }, "storage.failed");
    if (this.#storageTroubled) return;
    this.#storageTroubled = true;
    this.submit({ kind: "storage", trouble: isFull(error) ? "storage-full" : "storage-failed" });
    this.after(storageRetryMs, () => this.#tryStorage());
  }

  #tryStorage(): void {
    try {
      this.ports.kept.set("tried", String(this.ports.clock.now().at));
    } catch {
      this.after(storageRetryMs, () => this.#tryStorage());
      return;
    }
    this.#storageTroubled = false;
    this.submit({ kind: "storage", trouble: null });
  }
}
