/** For the shipper's tests: a real log and a shipper, a receiver that follows the rules of the wire, and a network whose messages wait to be moved. */
import { hash as digestOf } from "node:crypto";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { EventLog } from "./event-log.ts";
import { chainHash, chainStart, type LogRecord, recordBytes } from "./record.ts";
import { resendAfterMs, Shipper, type ShipperInput, type ShipperOutput, type Statement, statementOf } from "./shipper.ts";

const rowsMax = 3;
const digest = (text: string) => digestOf("sha256", text, "base64url");
const record = (body: string): LogRecord => ({ kind: "noted", version: 1, at: 0, boot: "b", mono: 0, body });

interface Message extends Statement {
  readonly from1: number;
  readonly rows: readonly string[];
}

/** One epoch as a receiver has it: what came in which place, and the hashes of it. */
interface Received {
  next: number;
  readonly rows: Map<number, string>;
  readonly hashes: Map<number, string>;
}

/** Follows the rules of the wire as the hub does. */
class Receiver {
  readonly epochs = new Map<string, Received>();
  readonly missing: string[] = [];

  receive(message: Message): { epoch: string; next: number; hash: string; ask: boolean } {
    const { epoch, first, held, from1, rows, last } = message;
    const known = this.epochs.get(epoch);
    const place = first ?? { seq: 1, hash: chainStart };
    const at = known ?? { next: place.seq, rows: new Map(), hashes: new Map([[place.seq - 1, place.hash]]) };
    if (held && held.seq > at.next) {
      const to = Math.min(held.seq - 1, last);
      if (to >= at.next) this.missing.push(`${epoch} ${at.next}-${to}`);
      at.next = to + 1;
      at.hashes.set(to, held.seq - 1 === to ? held.hash : message.hash);
      this.epochs.set(epoch, at);
    }
    const fresh = rows.slice(Math.max(0, at.next - from1));
    const gap = rows.length > 0 && from1 > at.next;
    let hash = at.hashes.get(at.next - 1) as string;
    if (!gap && fresh.length > 0) {
      const hashes = fresh.map((text) => (hash = chainHash(digest, hash, recordBytes(record(text)))));
      if (hash === message.hash) {
        for (const [place, text] of fresh.entries()) {
          at.rows.set(at.next + place, text);
          at.hashes.set(at.next + place, hashes[place] as string);
        }
        at.next += fresh.length;
        this.epochs.set(epoch, at);
      }
    }
    return { epoch, next: at.next, hash: at.hashes.get(at.next - 1) as string, ask: gap };
  }

  hashes(epoch: string, seqs: readonly number[]): (string | null)[] {
    return seqs.map((seq) => this.epochs.get(epoch)?.hashes.get(seq) ?? null);
  }

  /** As from an older image: the rows of an epoch from `next` on were never there. */
  forget(epoch: string, next: number): void {
    const at = this.epochs.get(epoch);
    if (!at) return;
    at.next = Math.min(at.next, next);
    for (const seq of [...at.rows.keys()]) if (seq >= next) at.rows.delete(seq);
    for (const seq of [...at.hashes.keys()]) if (seq >= next) at.hashes.delete(seq);
  }

  /** Everything that came, under whatever epoch, in order. */
  all(): string[] {
    const found = [...this.epochs.entries()].flatMap(([epoch, { rows }]) => [...rows].map(([seq, text]) => `${epoch} ${seq} ${text}`));
    return found.sort((one, other) => Number(one.split(" ")[1]) - Number(other.split(" ")[1]));
  }
}

export class World {
  database = new Database(":memory:");
  log = this.#open();
  readonly receiver = new Receiver();
  toReceiver: Message[] = [];
  toSender: { next: number; hash: string; ask: boolean; epoch: string }[] = [];
  /** What to compare is asked and answered at once, or not at all. */
  answers = true;
  parted: string[] = [];
  nowMs = 0;
  connected = false;
  shipper = this.#newShipper();
  #epochs = 1;
  #rows = 0;

  #open(): EventLog {
    return new EventLog(this.database, digest, { source: "kiosk-1", epoch: "e1" });
  }

  #newShipper(): Shipper {
    return new Shipper(this.log, this.log.cursor("hub"), rowsMax);
  }

  restartSender(image?: Buffer): void {
    this.disconnect();
    if (image) this.database = new Database(image);
    this.log = this.#open();
    this.shipper = this.#newShipper();
  }

  step(input: ShipperInput): ShipperOutput[] {
    const outputs = this.shipper.step(input);
    for (const output of outputs) {
      if (output.kind === "stored") this.log.setCursor("hub", output.seq);
      if (output.kind === "parted") {
        this.parted.push(`${output.epoch} after ${output.after}`);
        this.newEpoch(output.after + 1);
        if (this.connected) this.step({ kind: "connected", atMs: this.nowMs });
      }
      if (output.kind === "compare" && this.connected && this.answers) {
        const hashes = this.receiver.hashes(output.epoch, output.seqs);
        this.step({ kind: "compared", atMs: this.nowMs, seqs: output.seqs, hashes });
      }
      if (output.kind !== "send" || !this.connected) continue;
      const rows = output.from > output.to ? [] : this.log.read(output.from, output.to - output.from + 1);
      expect(rows.length).toBeLessThanOrEqual(rowsMax);
      this.toReceiver.push({ ...statementOf(this.log, output), from1: output.from, rows: rows.map((row) => String(row.body)) });
    }
    return outputs;
  }

  newEpoch(first = this.log.last + 1): void {
    this.#epochs += 1;
    const epoch = `e${this.#epochs}`;
    const isNewest = first > (this.log.stretches().at(-1)?.first ?? 0);
    this.log.relabel(first, epoch, isNewest ? [record(`begun ${epoch}`)] : []);
  }

  connect(): void {
    this.connected = true;
    this.step({ kind: "connected", atMs: this.nowMs });
  }

  disconnect(): void {
    this.connected = false;
    this.toReceiver = [];
    this.toSender = [];
    this.step({ kind: "disconnected" });
  }

  append(count: number): void {
    this.#rows += count;
    this.log.append(Array.from({ length: count }, (_, place) => record(`r${this.#rows - count + place + 1}`)));
    this.step({ kind: "appended", atMs: this.nowMs });
  }

  prune(before: number): void {
    if (this.log.last === 0) return;
    this.log.saveSnapshot(this.log.last, 1, "state");
    this.log.prune(Math.min(before, this.log.cursor("hub") + 1));
  }

  tick(ms: number): void {
    this.nowMs += ms;
    this.step({ kind: "tick", atMs: this.nowMs });
  }

  receive(place: number): void {
    const message = this.toReceiver.splice(place % Math.max(1, this.toReceiver.length), 1)[0];
    if (message) this.toSender.push(this.receiver.receive(message));
  }

  acknowledge(place: number, twice: boolean): void {
    const at = place % Math.max(1, this.toSender.length);
    const ack = twice ? this.toSender[at] : this.toSender.splice(at, 1)[0];
    if (ack) this.step({ kind: "acknowledged", atMs: this.nowMs, ...ack });
  }

  /** A perfect network and time: everything must arrive. */
  heal(): void {
    this.answers = true;
    if (!this.connected) this.connect();
    for (let turn = 0; turn < 400 && !this.isDone(); turn += 1) {
      while (this.toReceiver.length > 0) this.receive(0);
      while (this.toSender.length > 0) this.acknowledge(0, false);
      if (this.toReceiver.length === 0 && !this.isDone()) this.tick(resendAfterMs);
    }
    expect(this.isDone()).toBe(true);
    while (this.toReceiver.length + this.toSender.length > 0) {
      this.receive(0);
      this.acknowledge(0, false);
    }
  }

  isDone(): boolean {
    return this.shipper.isStoredToItsEnd;
  }

  /** What this log holds, row by row, each under the epoch that it bears now. */
  held(): string[] {
    return this.log.read(1, 10_000).map((row) => `${this.log.identity.epochOf(row.seq)} ${row.seq} ${row.body}`);
  }
}
