/** The shipper against a receiver that follows the rules of the wire, over a network that loses, doubles and reorders. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { messagesInFlightMax, resendAfterMs, Shipper, type ShipperInput, type ShipperOutput } from "./shipper.ts";

const epoch = "e1";
const rowsMax = 3;

/** A log whose row texts are numbers; the hash after a row names all rows before it. */
class World {
  rows: string[] = [];
  /** Durable on the sender's side. */
  cursor = 0;
  received: string[] = [];
  toReceiver: { from: number; rows: string[]; last: number; hash: string }[] = [];
  toSender: { next: number; hash: string; ask: boolean }[] = [];
  forks: string[] = [];
  unanswered = 0;
  nowMs = 0;
  connected = false;
  shipper = this.#newShipper();

  get log() {
    return { last: this.rows.length, hashAfter: (seq: number) => (seq <= this.rows.length ? hashOf(this.rows.slice(0, seq)) : undefined) };
  }

  #newShipper(): Shipper {
    const world = this;
    const log = {
      get last() {
        return world.rows.length;
      },
      hashAfter: (seq: number) => world.log.hashAfter(seq),
    };
    return new Shipper(log, epoch, this.cursor, rowsMax);
  }

  restartSender(): void {
    this.connected = false;
    this.toReceiver = [];
    this.toSender = [];
    this.shipper = this.#newShipper();
  }

  step(input: ShipperInput): ShipperOutput[] {
    const outputs = this.shipper.step(input);
    for (const output of outputs) {
      if (output.kind === "stored") this.cursor = output.seq;
      if (output.kind === "forked") this.forks.push(output.why);
      if (output.kind !== "send" || !this.connected) continue;
      const rows = this.rows.slice(output.from - 1, output.to);
      expect(rows.length).toBeLessThanOrEqual(rowsMax);
      this.toReceiver.push({ from: output.from, rows, last: this.rows.length, hash: hashOf(this.rows.slice(0, output.to)) });
    }
    return outputs;
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
    for (let each = 0; each < count; each += 1) this.rows.push(`r${this.rows.length + 1}`);
    this.step({ kind: "appended", atMs: this.nowMs });
  }

  tick(ms: number): void {
    this.nowMs += ms;
    this.step({ kind: "tick", atMs: this.nowMs });
  }

  receive(place: number): void {
    const message = this.toReceiver.splice(place % Math.max(1, this.toReceiver.length), 1)[0];
    if (!message) return;
    const next = this.received.length + 1;
    const fresh = message.rows.slice(Math.max(0, next - message.from));
    const gap = message.rows.length > 0 && message.from > next;
    if (!gap && hashOf([...this.received, ...fresh]) === message.hash) this.received.push(...fresh);
    this.toSender.push({ next: this.received.length + 1, hash: hashOf(this.received), ask: gap });
  }

  acknowledge(place: number, twice: boolean): void {
    const at = place % Math.max(1, this.toSender.length);
    const ack = twice ? this.toSender[at] : this.toSender.splice(at, 1)[0];
    if (ack) this.step({ kind: "acknowledged", atMs: this.nowMs, epoch, ...ack });
  }

  /** A perfect network and time: everything must arrive. */
  heal(): void {
    if (!this.connected) this.connect();
    for (let turn = 0; turn < 400 && !(this.shipper.isStoredToItsEnd && this.received.length === this.rows.length); turn += 1) {
      while (this.toReceiver.length > 0) this.receive(0);
      while (this.toSender.length > 0) this.acknowledge(0, false);
      if (this.toReceiver.length === 0) this.tick(resendAfterMs);
    }
    while (this.toReceiver.length + this.toSender.length > 0) {
      this.receive(0);
      this.acknowledge(0, false);
    }
  }
}

function hashOf(rows: readonly string[]): string {
  return rows.length === 0 ? "" : `${rows.length}:${rows.join("")}`;
}

const move = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constantFrom("receive" as const, "acknowledge" as const, "twice" as const), place: fc.nat(5) }),
  fc.record({ kind: fc.constantFrom("lose-message" as const, "lose-ack" as const), place: fc.nat(5) }),
  fc.record({ kind: fc.constantFrom("connect" as const, "disconnect" as const, "restart" as const, "tick" as const) }),
  fc.record({ kind: fc.constant("restore" as const), keep: fc.nat(6) }),
);

test("Q-EVENT-1: every row arrives once and in order, whatever is lost, doubled or reordered and whoever restarts", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const world = new World();
      for (const each of moves) {
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
        else if (each.kind === "restore" && !world.connected) world.received.splice(each.keep);
        expect(world.received).toEqual(world.rows.slice(0, world.received.length));
      }
      world.heal();
      expect(world.received).toEqual(world.rows);
      expect(world.cursor).toBe(world.rows.length);
      expect(world.shipper.isStoredToItsEnd).toBe(true);
      expect(world.forks).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("no more messages are in flight than allowed, and the next follows an acknowledgement", () => {
  const world = new World();
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  world.append(20);
  expect(world.toReceiver.map((message) => message.from)).toEqual([1, 4]);
  expect(world.toReceiver).toHaveLength(messagesInFlightMax);
  world.receive(0);
  world.acknowledge(0, false);
  expect(world.toReceiver.map((message) => message.from)).toEqual([4, 7]);
});

test("nothing is sent before the receiver has said where it stands", () => {
  const world = new World();
  world.append(2);
  world.connect();
  expect(world.toReceiver).toEqual([{ from: 3, rows: [], last: 2, hash: "2:r1r2" }]);
});

test("silence for the time allowed makes the sender state its position again, and not before", () => {
  const world = new World();
  world.connect();
  world.toReceiver = [];
  world.tick(resendAfterMs - 1);
  expect(world.toReceiver).toEqual([]);
  world.tick(1);
  expect(world.toReceiver).toHaveLength(1);
});

test("a restored receiver gets rows again from below the acknowledged cursor", () => {
  const world = new World();
  world.append(9);
  world.heal();
  world.disconnect();
  world.received.splice(2);
  world.heal();
  expect(world.received).toEqual(world.rows);
});

test.each([
  ["receiver-ahead", ["r1", "r2", "r3"]],
  ["hash-differs", ["other"]],
] as const)("a receiver with another history is a fork (%s), and nothing more is sent", (why, received) => {
  const world = new World();
  world.append(2);
  world.received = [...received];
  world.connect();
  world.receive(0);
  world.acknowledge(0, false);
  expect(world.forks).toEqual([why]);
  world.append(1);
  world.tick(resendAfterMs * 2);
  expect(world.toReceiver).toEqual([]);
});

test("an acknowledgement of another epoch is not ours", () => {
  const world = new World();
  world.append(1);
  world.connect();
  expect(world.step({ kind: "acknowledged", atMs: 0, epoch: "e0", next: 2, hash: "1:r1", ask: false })).toEqual([]);
});
