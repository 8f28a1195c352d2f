/**
 * The printer's machine: takes bytes from connections, answers, prints at the head's pace and hands over tickets. It knows no socket,
 * file or clock: those are its ports. Bytes are printed in the order of arrival, but never two connections mixed in one ticket.
 */
import { type Model, models } from "./models.ts";
import { dotsPerMm } from "./modes.ts";
import { asNippon, isQuestion, JobMemory, modelTold } from "./nippon.ts";
import type { Operation } from "./operation.ts";
import { Page, type Ticket } from "./page.ts";
import { type Parsed, Parser } from "./parser.ts";
import { RealTimeScanner } from "./real-time.ts";
import {
  allWell,
  automaticStatus,
  automaticStatusChanged,
  buffersCleared,
  fullStatus,
  identity,
  isOnline,
  jobPrinted,
  nipponStatus,
  queuedStatus,
  realTimeStatus,
  type Status,
  type Switches,
  statusOf,
} from "./status.ts";

export interface PrinterPorts {
  /** Bytes to one connection; dropped when it is gone. */
  readonly send: (connection: number, bytes: Uint8Array) => void;
  /** Whether to go on reading from a connection. */
  readonly read: (connection: number, wanted: boolean) => void;
  /** All that a half-closed connection asked for is done. */
  readonly finish: (connection: number) => void;
  readonly ticket: (ticket: Ticket, bytes: Uint8Array) => void;
  /** Calls once, after so many milliseconds; gives the way to call it off. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** How much waits unprinted before the printer stops reading. */
export const bufferBytesMax = 64 * 1024;
const ticketBytesMax = 4 * 1024 * 1024;

interface Connection {
  readonly id: number;
  readonly scanner: RealTimeScanner;
  /** Blocks of key codes that wait until the last one is acknowledged; null while none is told. */
  keyBlocks: Uint8Array[] | null;
  autoStatusMask: number;
  /** It will send no more. */
  ended: boolean;
  /** It is gone, and hears nothing. */
  closed: boolean;
  reading: boolean;
}

export class Printer {
  readonly #ports: PrinterPorts;
  readonly #mmPerSecond: number;
  readonly #parser = new Parser();
  readonly #model: Model;
  readonly #page: Page;
  readonly #connections = new Map<number, Connection>();
  #switches = allWell;
  /** In the order of arrival. */
  #received: { readonly from: Connection; readonly bytes: Uint8Array }[] = [];
  #receivedBytes = 0;
  /** Whose bytes the parser holds or held last. */
  #owner: Connection | null = null;
  /** True from the first setting or print of a ticket to its cut: another connection has to wait. */
  #claimed = false;
  #stopFeed: (() => void) | null = null;
  #ticketBytes: Uint8Array[] = [];
  #ticketBytesCount = 0;
  #holdsTicket = false;
  /** Null: it is not a Nippon. */
  readonly #jobs: JobMemory | null;
  /** Waits until it can print again, and all behind it. */
  #held: Parsed | undefined;

  constructor(ports: PrinterPorts, settings: { /** 0: at once. */ readonly mmPerSecond: number; readonly model?: Model }) {
    this.#ports = ports;
    this.#model = settings.model ?? models["tm-t20iii"];
    this.#page = new Page(this.#model);
    this.#jobs = this.#model.speaks === "nippon" ? new JobMemory() : null;
    this.#mmPerSecond = settings.mmPerSecond;
  }

  get switches(): Switches {
    return this.#switches;
  }

  get status(): Status {
    return statusOf(this.#switches);
  }

  /** A ticket hangs in the presenter. */
  get holdsTicket(): boolean {
    return this.#holdsTicket;
  }

  /** The citizen takes it. */
  takeTicket(): void {
    this.#holdsTicket = false;
  }

  /** How often its lasting memory was written to. */
  get picturesStored(): number {
    return this.#page.kept.writes;
  }

  /** A ticket is begun and not yet cut. */
  get printing(): boolean {
    return this.#claimed;
  }

  opened(id: number): void {
    const connection = {
      id,
      scanner: new RealTimeScanner(),
      keyBlocks: null,
      autoStatusMask: 0,
      ended: false,
      closed: false,
      reading: false,
    };
    this.#connections.set(id, connection);
    this.#adjustReading();
  }

  received(id: number, all: Uint8Array): void {
    const from = this.#connections.get(id);
    if (from === undefined) return;
    const bytes = all.subarray(this.#acknowledged(from, all[0]) ? 1 : 0);
    let queuedFrom = 0;
    for (let index = 0; index < bytes.length; index++) {
      const command = from.scanner.take(bytes[index] as number);
      if (command?.kind === "status") this.#answer(from, this.#realTimeStatus(command.item));
      if (command?.kind === "clear-buffers" && this.#model.clears) {
        this.#clearBuffers();
        queuedFrom = index + 1;
        this.#answer(from, buffersCleared());
      }
    }
    if (queuedFrom < bytes.length) {
      this.#received.push({ from, bytes: bytes.slice(queuedFrom) });
      this.#receivedBytes += bytes.length - queuedFrom;
    }
    this.#go();
  }

  /** The other side sends no more and may still listen. */
  ended(id: number): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) return;
    connection.ended = true;
    this.#go();
  }

  /** Gone. What it sent is printed all the same. */
  closed(id: number): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) return;
    connection.ended = true;
    connection.closed = true;
    this.#connections.delete(id);
    this.#go();
  }

  set(change: Partial<Switches>): void {
    const before = this.#switches;
    this.#switches = { ...before, ...change };
    if (this.#switches.off) this.#powerOff();
    for (const connection of this.#connections.values())
      if (automaticStatusChanged(before, this.#switches, connection.autoStatusMask))
        this.#answer(connection, automaticStatus(this.#switches));
    this.#go();
  }

  stop(): void {
    this.#stopFeed?.();
    this.#stopFeed = null;
  }

  #go(): void {
    if (this.#jobs) this.#goAsNippon(this.#jobs);
    while (!this.#jobs && this.#stopFeed === null && isOnline(this.#switches)) {
      const parsed = this.#parser.next();
      if (parsed !== undefined) this.#execute(parsed);
      else if (!this.#feedParser()) break;
    }
    this.#adjustReading();
    this.#finishEnded();
  }

  /** Questions are answered in their turn also without paper; what would print then waits, and all behind it. */
  #goAsNippon(jobs: JobMemory): void {
    while (this.#stopFeed === null && !this.#switches.off) {
      const online = isOnline(this.#switches);
      if (!online) jobs.stands(nipponStatus(this.#switches, false, false));
      const ofJob = jobs.next();
      if (ofJob !== undefined) {
        this.#execute(ofJob);
        continue;
      }
      const parsed = this.#held ?? this.#parser.next();
      this.#held = undefined;
      if (parsed === undefined) {
        if (!this.#feedParser()) break;
        continue;
      }
      const understood = asNippon(parsed);
      const ofNoJob = !jobs.isOpen && understood.operation.kind !== "nippon-start" && understood.operation.kind !== "nippon-finish";
      if (!online && ofNoJob && !isQuestion(understood.operation)) {
        this.#held = parsed;
        break;
      }
      const now = jobs.accept(understood);
      if (now !== undefined) this.#execute(now);
    }
  }

  /** Gives the parser the next bytes whose turn it is. */
  #feedParser(): boolean {
    const owner = this.#owner;
    const inside = this.#parser.insideCommand;
    const ownerGoesOn = owner !== null && !owner.ended && (this.#claimed || inside);
    const hasOwn = owner !== null && (this.#claimed || inside) && this.#received.some((each) => each.from === owner);
    const index = ownerGoesOn || hasOwn ? this.#received.findIndex((each) => each.from === owner) : 0;
    const next = this.#received[index];
    if (next === undefined) return false;
    this.#received.splice(index, 1);
    this.#receivedBytes -= next.bytes.length;
    if (next.from !== owner && inside)
      this.#page.finding({ kind: "interrupted", what: "a connection ended inside a command, which took the first bytes of the next" });
    else if (next.from !== owner && this.#page.begun)
      this.#page.finding({ kind: "interrupted", what: "a connection ended without a cut; the next printed below it" });
    this.#owner = next.from;
    this.#parser.push(next.bytes);
    return true;
  }

  #execute({ operation, bytes }: Parsed): void {
    this.#ticketBytesCount += bytes.length;
    if (this.#ticketBytesCount <= ticketBytesMax) this.#ticketBytes.push(bytes);
    this.#reply(operation);
    const { fedDots, ticket } = this.#page.apply(operation);
    if (ticket !== null) {
      this.#ports.ticket(ticket, concatenated(this.#ticketBytes));
      this.#holdsTicket = this.#model.presenter;
      this.#ticketBytes = [];
      this.#ticketBytesCount = 0;
    }
    if (operation.kind === "cut" || operation.kind === "initialize") this.#claimed = this.#page.begun;
    else if (!asking.has(operation.kind)) this.#claimed = true;
    if (fedDots > 0 && this.#mmPerSecond > 0)
      this.#stopFeed = this.#ports.after((fedDots / dotsPerMm / this.#mmPerSecond) * 1_000, () => {
        this.#stopFeed = null;
        this.#go();
      });
  }

  #realTimeStatus(item: number): Uint8Array | number | undefined {
    if (this.#jobs) return undefined;
    if (item === 20 && this.#model.presenter) return fullStatus(this.#switches, this.#holdsTicket);
    return realTimeStatus(this.#switches, item);
  }

  /** Answers that come in their turn: all before them is printed. */
  #reply(operation: Operation): void {
    const owner = this.#owner;
    if (owner === null) return;
    if (this.#jobs) {
      this.#replyAsNippon(owner, operation, this.#jobs);
      return;
    }
    if (operation.kind === "ask-status") this.#answer(owner, queuedStatus(this.#switches, operation.item));
    if (operation.kind === "ask-identity") this.#answer(owner, identity(this.#model, operation.item));
    if (operation.kind === "ask-kept-keys" && this.#model.keepsPictures) {
      owner.keyBlocks = this.#page.kept.blocks();
      this.#tellKeys(owner);
    }
    if (operation.kind === "job-id" && this.#model.echoesJobs) this.#answer(owner, jobPrinted(operation.id));
    if (operation.kind === "initialize") owner.autoStatusMask = 0;
    if (operation.kind === "auto-status") {
      owner.autoStatusMask = operation.mask;
      if (operation.mask !== 0) this.#answer(owner, automaticStatus(this.#switches));
    }
  }

  #replyAsNippon(owner: Connection, { kind }: Operation, jobs: JobMemory): void {
    const status = nipponStatus(this.#switches, this.#holdsTicket, jobs.isOpen);
    if (kind === "nippon-status") this.#answer(owner, status);
    if (kind === "nippon-identity" && this.#model.name !== null) this.#answer(owner, modelTold(this.#model.name));
    if (kind === "nippon-restart") this.#clearBuffers();
    if (kind !== "nippon-finish") return;
    this.#answer(owner, jobs.finished(status & 0x7f));
  }

  /** Whether the byte was one that answers a block of key codes. Anything else ends the telling. */
  #acknowledged(from: Connection, byte: number | undefined): boolean {
    if (from.keyBlocks === null || byte === undefined) return false;
    if (byte === 0x06) this.#tellKeys(from);
    else from.keyBlocks = null;
    return byte === 0x06 || byte === 0x18;
  }

  #tellKeys(to: Connection): void {
    const next = to.keyBlocks?.shift();
    if (next === undefined) to.keyBlocks = null;
    else this.#answer(to, next);
  }

  #answer(connection: Connection, answer: Uint8Array | number | undefined): void {
    if (answer === undefined || connection.closed || this.#switches.deaf) return;
    this.#ports.send(connection.id, typeof answer === "number" ? Uint8Array.of(answer) : answer);
  }

  #clearBuffers(): void {
    this.#received = [];
    this.#receivedBytes = 0;
    this.#parser.clear();
    this.#jobs?.clear();
    this.#held = undefined;
    this.#page.clear();
    this.#claimed = this.#page.begun;
  }

  #powerOff(): void {
    this.stop();
    this.#clearBuffers();
    this.#page.powerOff();
    for (const connection of this.#connections.values()) {
      connection.ended = true;
      connection.closed = true;
    }
    this.#connections.clear();
    this.#owner = null;
  }

  /** Bytes of one unfinished command do not count: the printer must read on to finish it. */
  #adjustReading(): void {
    const midCommand = this.#stopFeed === null && isOnline(this.#switches);
    const waiting = this.#receivedBytes + (midCommand ? 0 : this.#parser.heldBytes);
    for (const connection of this.#connections.values()) {
      const wanted = !this.#switches.blocked && waiting < bufferBytesMax;
      if (wanted === connection.reading) continue;
      connection.reading = wanted;
      this.#ports.read(connection.id, wanted);
    }
  }

  #finishEnded(): void {
    if (this.#stopFeed !== null) return;
    for (const connection of [...this.#connections.values()]) {
      const busy =
        (this.#owner === connection && this.#parser.heldBytes > 0 && !isOnline(this.#switches)) ||
        this.#received.some((each) => each.from === connection);
      if (connection.ended && !busy) {
        connection.closed = true;
        this.#connections.delete(connection.id);
        this.#ports.finish(connection.id);
      }
    }
  }
}

/** These neither print nor change how the next ticket looks. */
const asking: ReadonlySet<Operation["kind"]> = new Set([
  "nippon-status",
  "nippon-identity",
  "nippon-restart",
  "nippon-start",
  "nippon-finish",
  "ask-status",
  "ask-identity",
  "auto-status",
  "job-id",
  "no-effect",
  "ask-kept-keys",
  "kept-store",
]);

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
