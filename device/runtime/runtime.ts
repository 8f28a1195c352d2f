/**
 * What both roles share: a program on its log, the link to the hub, shipping, the device's own state, and real-time wakes.
 * The role gives its core and says what its messages mean.
 */
import type { Fault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { Program } from "#shared/log/program.ts";
import type { LogRecord } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import { type AskMessage, type DesiredMessage, type DeviceState, type HubState, rowsPerMessageMax } from "#shared/wire/payloads.ts";
import { decodeFromHub } from "../link/decode.ts";
import type { LinkPort } from "../link/hub-link.ts";
import { readDesired } from "../link/office.ts";
import { type CommonEffect, type CommonInput, isCommon } from "./contract.ts";
import { FaultBook } from "./fault-book.ts";
import { FiguresTold } from "./figures.ts";
import { compareHardware, unknownHardware } from "./hardware.ts";
import { HubReads } from "./hub-reads.ts";
import type { Kind, Role, RuntimePorts } from "./ports.ts";
import { pruneBelow, type RetentionBounds, retention } from "./retention.ts";
import { cursorName, HubShipping } from "./shipping.ts";
import { isFull } from "./storage.ts";

const storageRetryMs = 5_000;

export class Runtime<State, OwnInput, OwnEffect extends Kind> {
  readonly log: EventLog;
  readonly program: Program<State, CommonInput | OwnInput, CommonEffect | OwnEffect>;
  readonly ports: RuntimePorts;
  readonly #role: Role<State, OwnInput, OwnEffect>;
  readonly #shipping: HubShipping;
  readonly #reads: HubReads;
  readonly #retention: RetentionBounds;
  readonly #link: LinkPort;
  readonly #book = new FaultBook();
  readonly #figures: FiguresTold;
  readonly #timers = new Set<() => void>();
  #session: number;
  /** Of the log when the session began: its birth and its will bear the same, whatever becomes of the log meanwhile. */
  #sessionEpoch: string;
  #generation: number;
  #storageTroubled = false;
  #unable: "log-too-long" | "hub-too-old" | null = null;
  #epochsDrawn = 0;
  #changePending = false;
  /** Until the hub says otherwise: a new connection has told it of this device. */
  #hubWasAlive = true;
  #hubEpoch: string | null = null;

  constructor(ports: RuntimePorts, role: Role<State, OwnInput, OwnEffect>) {
    this.ports = ports;
    this.#figures = new FiguresTold(ports.figures ?? (() => null), ports.realMs);
    this.#role = role;
    this.log = new EventLog(ports.database, ports.digest, { source: ports.self.device, epoch: ports.newEpoch });
    this.#reads = new HubReads(ports.kept.get("reads"));
    this.#retention = ports.retention ?? retention;
    this.#lookAtHardware();
    const core = role.core(this.log);
    const step: typeof core.step = (state, input, now) => {
      const { drafts, effects } = core.step(state, input, now);
      return { drafts: drafts.filter(({ kind, version }) => this.#mayWrite(kind, version)), effects };
    };
    this.program = new Program({ ...core, step }, this.log, {
      now: () => ports.clock.now(),
      carryOut: (effect) => (isCommon(effect) ? this.#carryOut(effect) : role.carryOut(effect)),
      committed: () => this.#committed(),
      soon: ports.timers.soon,
      isFull,
      storageFailed: (error) => this.#storageFailed(error),
    });
    this.#shipping = new HubShipping(this.log, {
      rowsPerMessage: ports.rowsPerMessage ?? rowsPerMessageMax,
      now: () => ports.clock.now(),
      realMs: ports.realMs,
      log: (message) => this.#link.publish("log", message),
      ask: (message) => this.#link.publish("ask", message),
      generation: () => this.#generation,
      keepCursor: (seq) => this.#guarded(() => this.log.setCursor(cursorName, seq)),
      stored: (seq) => this.#stored(seq),
      parted: (epoch, after) => this.#parted(epoch, after),
    });
    this.#sessionEpoch = this.log.identity.epoch;
    this.#session = Number(ports.kept.get("session") ?? "0");
    this.#generation = Number(ports.kept.get("generation") ?? "0");
    this.#link = ports.connect({
      will: () => this.#newSession(),
      up: () => this.#linkUp(),
      outside: () => this.#outside(),
      down: () => this.#linkDown(),
      message: (topic, bytes) => this.#received(topic, bytes),
    });
  }

  start(): void {
    this.submit({ kind: "start", software: this.ports.software });
    this.#judge();
    this.#link.start();
    this.every(1_000, () => this.#shipping.step("tick"));
  }

  /** Leaves a last state and a snapshot, so that the next start is quick. */
  async stop(waitMs: number): Promise<void> {
    for (const stop of this.#timers) stop();
    this.#link.publish("deviceState", this.#state(false));
    await this.#link.stop(waitMs);
    this.program.snapshot();
  }

  /** Rows that the hub has not said it has. */
  get unshipped(): number {
    return this.log.last - this.#shipping.stored;
  }

  submit(input: CommonInput | OwnInput): void {
    this.program.submit(input);
    this.changed();
  }

  #carryOut(effect: CommonEffect): void {
    switch (effect.kind) {
      case "ask":
        this.#link.publish("ask", this.#withGeneration(effect.message));
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
    const stop = this.ports.timers.after(ms, () => {
      this.#timers.delete(stop);
      run();
    });
    this.#timers.add(stop);
  }

  every(ms: number, run: () => void): void {
    this.#timers.add(this.ports.timers.every(ms, run));
  }

  /** Tells the pages and, when faults changed, the hub: once per turn, after its inputs were taken. */
  changed(): void {
    if (this.#changePending) return;
    this.#changePending = true;
    const { soon } = this.ports.timers;
    soon(() =>
      soon(() => {
        this.#changePending = false;
        this.#role.changed();
        this.#sayState();
      }),
    );
  }

  #sayState(): void {
    const at = this.ports.clock.now().at;
    if (this.#book.update(this.#faults(), at) || this.#figures.areNews) this.#link.publish("deviceState", this.#state(true));
  }

  #faults(): Fault[] {
    return [...this.#role.faults(), ...this.ports.standing()];
  }

  #state(alive: boolean): DeviceState {
    const { self, software, clock, boot } = this.ports;
    const epoch = this.#sessionEpoch;
    const faults = [...this.#book.standing];
    const heard = this.#generation > 0 ? { generation: this.#generation } : {};
    const { kind } = this.#role;
    const said = { ...heard, ...this.#figures.tell() };
    return { epoch, session: this.#session, boot, alive, at: clock.now().at, role: kind, zone: self.zone, software, ...said, faults };
  }

  #newSession(): string {
    this.#session += 1;
    this.#sessionEpoch = this.log.identity.epoch;
    this.keep("session", String(this.#session));
    return JSON.stringify(this.#state(false));
  }

  #linkUp(): void {
    this.ports.logger.info({ session: this.#session }, "hub.connected");
    this.#book.update(this.#faults(), this.ports.clock.now().at);
    this.#link.publish("deviceState", this.#state(true));
    this.submit({ kind: "link", up: true });
    this.#shipping.step("connected");
  }

  /** Nothing is shipped and nothing asked for: the office has no such device, or has it elsewhere. It is seen all the same. */
  #outside(): void {
    this.ports.logger.info({ session: this.#session, zone: this.ports.self.zone }, "hub.outside");
    this.#book.update(this.#faults(), this.ports.clock.now().at);
    this.#link.publish("deviceState", this.#state(true));
  }

  #linkDown(): void {
    this.ports.logger.warn("hub.lost");
    this.#shipping.step("disconnected");
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
        this.#shipping.acknowledged(read.message);
        break;
      case "answer":
        if (!this.#shipping.answered(read.message)) this.submit({ kind: "answer", message: read.message });
        break;
      case "desired":
        this.#desired(read.message);
        break;
      case "order":
        this.ports.orders?.take(read.message, (outcome) => this.#link.publish("outcome", outcome));
        break;
      default:
        if (read.entry === "hubState") this.#hubHeard(read.message);
        this.#role.heard(read);
        this.changed();
    }
  }

  /**
   * A hub that comes back knows of this device what the broker kept, and that may be the late will of a session long over; one that
   * took over from another knows of its log what was in a backup. Over a broker of its own none of this breaks the connection: the device
   * says again that it is there, and how far its log is.
   */
  #hubHeard(message: HubState): void {
    this.ports.orders?.hubSaid(message.at);
    const isOther = this.#hubEpoch !== null && message.epoch !== this.#hubEpoch;
    if (message.alive && (isOther || !this.#hubWasAlive)) {
      this.#link.publish("deviceState", this.#state(true));
      this.#shipping.step("connected");
    }
    this.#hubEpoch = message.epoch;
    this.#hubWasAlive = message.alive;
    this.#hubReads(message);
  }

  #committed(): void {
    this.#shipping.step("appended");
    this.#judge();
  }

  #stored(seq: number): void {
    this.#role.stored(seq);
    this.#judge();
    const below = pruneBelow(seq, this.log.heldFrom, this.#retention);
    if (below === undefined) return;
    this.#guarded(() => {
      this.program.snapshot();
      this.log.prune(below);
    });
  }

  /** What the device should be: kept for a start without the hub, and told as taken. */
  #desired(message: DesiredMessage): void {
    const desired = readDesired(message, this.#role.kind);
    if (typeof desired === "string") {
      this.ports.logger.warn({ version: message.version, reason: desired }, "desired.unreadable");
      return;
    }
    this.ports.orders?.named();
    this.submit({ kind: "desired", ...desired });
    this.keep("desired", JSON.stringify(message));
    const { moveTo, self } = this.ports;
    if (moveTo && message.zone !== self.zone) {
      this.ports.logger.info({ from: self.zone, to: message.zone }, "device.moved");
      moveTo(message.zone);
      this.#link.restart();
      return;
    }
    const { epoch } = this.log.identity;
    this.#link.publish("reported", { epoch, version: message.version, at: this.ports.clock.now().at });
  }

  /** A card that was moved, or a copy of one: the storage it came from may be at work, so what is written from here on is told apart. */
  #lookAtHardware(): void {
    const { kept, hardware, clock, newEpoch } = this.ports;
    const before = kept.get("hardware");
    const { changed, keep } = compareHardware(before, hardware ?? unknownHardware);
    if (changed && !this.log.isNew) {
      const { last, lastHash, identity } = this.log;
      const from = { epoch: identity.epoch, seq: last, hash: lastHash };
      this.log.beginEpoch(newEpoch, [{ ...clock.now(), ...epochBegun({ epoch: newEpoch, from, why: "hardware" }) }]);
      this.ports.logger.warn({ from, epoch: newEpoch }, "hardware.changed");
    }
    const text = JSON.stringify(keep);
    if (text !== before) kept.set("hardware", text);
  }

  /**
   * The hub holds another history of this log: as after an older image of the card, or two copies of it. The rows that only we have get an
   * epoch of their own, and the newest of them begins anew, as a new storage does: the other may have given the same numbers.
   */
  #parted(epoch: string, after: number): void {
    const isNewest = epoch === this.log.identity.epoch;
    const fresh = isNewest ? this.#drawEpoch() : this.#epochOfFork(epoch, after);
    const from = { epoch, seq: after, hash: this.log.hashAfter(after) ?? "" };
    this.ports.logger.error({ from, epoch: fresh }, "log.forked");
    const record = { ...this.ports.clock.now(), ...epochBegun({ epoch: fresh, from, why: "fork" }) };
    try {
      this.program.take(() => this.log.relabel(after + 1, fresh, isNewest ? [record] : []));
    } catch (error) {
      this.#storageFailed(error);
      this.after(storageRetryMs, () => this.#link.isUp && this.#shipping.step("connected"));
      return;
    }
    this.changed();
    this.#shipping.step("connected");
  }

  /**
   * Nothing is written any more in a stretch that is not the newest, and a copy of this card may have the same rows of it: both give
   * them one name, made of the first row after the fork, so that the hub takes them once.
   */
  #epochOfFork(epoch: string, after: number): string {
    const { digest, self } = this.ports;
    return digest(`${self.device}\n${epoch}\n${this.log.hashAfter(after + 1)}`).slice(0, 12);
  }

  #drawEpoch(): string {
    const { digest, newEpoch, boot } = this.ports;
    this.#epochsDrawn += 1;
    return digest(`${newEpoch}\n${boot}\n${this.#epochsDrawn}`).slice(0, 12);
  }

  #hubReads({ reads }: HubState): void {
    const text = this.#reads.hear(reads);
    if (text === undefined) return;
    this.keep("reads", text);
    this.#judge();
  }

  /** News that the hub cannot read is not written; what the device lives by is, and waits there for a hub that can. */
  #mayWrite(kind: string, version: number): boolean {
    return this.#role.coreKinds.some((each) => each === kind) || this.#reads.reads(kind, version);
  }

  /** Whether the device must stop, for a reason that is not in its core. */
  #judge(): void {
    const isTooLong = this.log.last - this.#shipping.stored >= this.#retention.unacknowledgedMax;
    const unable = isTooLong ? "log-too-long" : this.#reads.readsAll(this.#role.coreKinds) ? null : "hub-too-old";
    if (unable === this.#unable) return;
    this.#unable = unable;
    this.submit({ kind: "unable", why: unable });
  }

  #withGeneration(message: AskMessage): AskMessage {
    return message.kind === "probe" && this.#generation > 0 ? { ...message, generation: this.#generation } : message;
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

function epochBegun(body: DeviceEventBody<"epoch-begun">): Pick<LogRecord, "kind" | "version" | "body"> {
  return { kind: "epoch-begun", version: 1, body };
}
