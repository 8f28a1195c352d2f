/** The shipper on real logs against a receiver that follows the rules of the wire, over a network that loses, doubles and reorders. */
import { hash as digestOf } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EventLog } from "./event-log.ts";
import { chainHash, chainStart, type LogRecord, recordBytes } from "./record.ts";
import {
  messagesInFlightMax,
  resendAfterMs,
  Shipper,
  type ShipperInput,
  type ShipperOutput,
  type Statement,
  statementOf,
} from "./shipper.ts";

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

class World {
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

const move = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 8 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom("receive" as const, "acknowledge" as const, "twice" as const), place: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("lose-message" as const, "lose-ack" as const), place: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("connect" as const, "disconnect" as const, "restart" as const, "tick" as const, "epoch" as const),
    }),
  },
  fc.record({ kind: fc.constant("restore" as const), keep: fc.nat(6) }),
  fc.record({ kind: fc.constant("prune" as const), before: fc.nat(20) }),
);

function run(world: World, each: typeof move extends fc.Arbitrary<infer M> ? M : never): void {
  if (each.kind === "append") world.append(each.count);
  else if (each.kind === "receive") world.receive(each.place);
  else if (each.kind === "acknowledge") world.acknowledge(each.place, false);
  else if (each.kind === "twice") world.acknowledge(each.place, true);
  else if (each.kind === "lose-message") world.toReceiver.splice(each.place, 1);
  else if (each.kind === "lose-ack") world.toSender.splice(each.place, 1);
  else if (each.kind === "connect" && !world.connected) world.connect();
  else if (each.kind === "disconnect") world.disconnect();
  else if (each.kind === "restart") world.restartSender();
  else if (each.kind === "tick") world.tick(1_700);
  else if (each.kind === "prune") world.prune(each.before);
  else if (each.kind === "epoch" && !world.connected) world.newEpoch();
}

test("Q-EVENT-1: every row arrives once, in order and under its epoch, whatever is lost, doubled or reordered and whoever restarts", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const world = new World();
      const pruned = new Set<string>();
      for (const each of moves) {
        run(world, each);
        if (each.kind !== "restore" || world.connected) continue;
        const before = world.receiver.all();
        for (const epoch of [...world.receiver.epochs.keys()]) world.receiver.forget(epoch, each.keep);
        const after = new Set(world.receiver.all());
        for (const row of before) if (!after.has(row)) pruned.add(row);
      }
      world.heal();
      const held = world.held();
      const here = new Set(world.receiver.all());
      expect(held.filter((row) => !here.has(row))).toEqual([]);
      expect(world.parted).toEqual([]);
      // What is there and no longer here was deleted after it was acknowledged; what is nowhere was deleted, then lost by a restore, and is said to be missing.
      const known = new Set([...held, ...pruned]);
      for (const row of here) expect(known.has(row) || Number(row.split(" ")[1]) < world.log.heldFrom).toBe(true);
      if (pruned.size === 0) expect(world.receiver.missing).toEqual([]);
      expect(world.log.cursor("hub")).toBe(world.log.last);
    }),
    { numRuns: 200 },
  );
});

test("Q-EVENT-1: a copy of a storage that goes on by itself parts from the other where they parted, and loses and doubles nothing", () => {
  fc.assert(
    fc.property(
      fc.record({ common: fc.nat(30), theirs: fc.nat(20), ours: fc.nat(200), epochs: fc.nat(2), late: fc.boolean() }),
      ({ common, theirs, ours, epochs, late }) => {
        const world = new World();
        world.append(common);
        for (let each = 0; each < epochs; each += 1) world.newEpoch();
        const image = world.database.serialize();
        world.append(theirs);
        world.heal();
        const others = world.receiver.all();
        const shared = world.log.last - theirs;
        world.restartSender(image);
        if (!late) world.append(ours);
        world.connect();
        world.heal();
        if (late) world.append(ours);
        world.heal();
        const isFork = theirs > 0 && !(common + epochs === 0 && ours === 0 && late);
        expect(world.parted.length).toBe(isFork ? 1 : 0);
        if (isFork) expect(world.parted[0]).toMatch(new RegExp(`after ${shared}$`));
        const here = world.receiver.all();
        expect(new Set(here)).toEqual(new Set([...others, ...world.held()]));
        expect(here.length).toBe(new Set(here).size);
        // Once it is settled, the next connection finds nothing to settle.
        world.restartSender();
        world.heal();
        expect(world.parted.length).toBe(isFork ? 1 : 0);
        expect(world.receiver.all()).toEqual(here);
      },
    ),
    { numRuns: 60 },
  );
});

test("an epoch that another copy of the storage goes on with is left to it, and what is ours is shipped", () => {
  const world = new World();
  world.append(4);
  world.heal();
  const image = world.database.serialize();
  world.append(5);
  world.heal();
  world.restartSender(image);
  world.newEpoch();
  world.append(2);
  world.heal();
  expect(world.parted).toEqual([]);
  expect(world.receiver.all().map((row) => row.split(" ").slice(0, 2).join(" "))).toEqual(
    expect.arrayContaining(["e1 9", "e2 5", "e2 6", "e2 7"]),
  );
});

test("a fork in an old epoch is given an epoch of its own, and the newest keeps its name", () => {
  const world = new World();
  world.append(2);
  const image = world.database.serialize();
  world.append(2);
  world.heal();
  world.restartSender(image);
  world.append(3);
  world.newEpoch();
  world.heal();
  expect(world.parted).toEqual(["e1 after 2"]);
  expect(world.log.stretches().map(({ epoch, first, last }) => `${epoch} ${first}-${last}`)).toEqual(["e1 1-2", "e3 3-5", "e2 6-6"]);
  expect(world.log.identity.epoch).toBe("e2");
});

test("while the receiver does not say where two histories parted, nothing is sent but the question, now and then", () => {
  const world = new World();
  world.append(2);
  const image = world.database.serialize();
  world.append(1);
  world.heal();
  world.restartSender(image);
  world.append(4);
  world.answers = false;
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  world.append(1);
  world.tick(resendAfterMs - 1);
  expect(world.toReceiver).toEqual([]);
  world.tick(1);
  expect(world.toReceiver).toMatchObject([{ rows: [], last: 7 }]);
});

test("rows that nobody has any more are missing, and the rest arrives", () => {
  const world = new World();
  world.append(9);
  world.newEpoch();
  world.append(3);
  world.heal();
  world.prune(12);
  world.disconnect();
  world.receiver.epochs.clear();
  world.heal();
  expect(world.receiver.missing).toEqual(["e1 1-9", "e2 10-11"]);
  expect(world.receiver.all()).toEqual(world.held());
});

test("the answer for another question is not believed", () => {
  const world = new World();
  world.append(2);
  const image = world.database.serialize();
  world.append(2);
  world.heal();
  world.restartSender(image);
  world.append(4);
  world.answers = false;
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  expect(world.step({ kind: "compared", atMs: 0, seqs: [1], hashes: ["x"] })).toEqual([]);
});

test("no more messages are in flight than allowed, and the next follows an acknowledgement", () => {
  const world = new World();
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  world.append(20);
  expect(world.toReceiver.map((message) => message.from1)).toEqual([1, 4]);
  expect(world.toReceiver).toHaveLength(messagesInFlightMax);
  world.receive(0);
  world.acknowledge(0, false);
  expect(world.toReceiver.map((message) => message.from1)).toEqual([4, 7]);
});

test("a receiver that cannot store what it asks for is sent it twice, and then again when the time allowed is over", () => {
  const world = new World();
  world.append(20);
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  let sent = 0;
  // The first meets a full disk, which answers nothing; the second is taken for one after a gap.
  for (; sent < 50 && world.toReceiver.splice(0, 1).length > 0; sent += 1) {
    world.receive(0);
    world.acknowledge(0, false);
  }
  world.tick(resendAfterMs);
  world.heal();
  expect(sent).toBe(2);
});

test("nothing is sent before the receiver has said where it stands", () => {
  const world = new World();
  world.append(2);
  world.connect();
  expect(world.toReceiver).toEqual([{ epoch: "e1", from1: 3, rows: [], last: 2, hash: world.log.hashAfter(2) }]);
});

test("silence for the time allowed makes the sender state its position again, and not before", () => {
  const world = new World();
  world.connect();
  world.tick(resendAfterMs - 1);
  expect(world.toReceiver).toHaveLength(1);
  world.tick(1);
  expect(world.toReceiver).toHaveLength(2);
});

test("a restored receiver gets rows again from below the acknowledged cursor", () => {
  const world = new World();
  world.append(9);
  world.heal();
  world.disconnect();
  world.receiver.forget("e1", 3);
  world.heal();
  expect(world.receiver.all()).toEqual(world.held());
});

test("an acknowledgement of another epoch is not ours", () => {
  const world = new World();
  world.append(1);
  world.connect();
  expect(world.step({ kind: "acknowledged", atMs: 0, epoch: "e0", next: 2, hash: "1:r1", ask: false })).toEqual([]);
});
