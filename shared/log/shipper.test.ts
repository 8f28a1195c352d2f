/** The shipper on real logs against a receiver that follows the rules of the wire, over a network that loses, doubles and reorders. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { World } from "./harness.ts";
import { messagesInFlightMax, resendAfterMs } from "./shipper.ts";

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

test("Q-EVENT-1: a receiver that was restored without a word gets what it lost of the earlier stretches first", () => {
  const world = new World();
  world.append(6);
  world.connect();
  world.heal();
  world.newEpoch();
  world.append(2);
  world.heal();
  // Nothing tells the sender: only what it asks for, when the next row comes.
  world.receiver.forget("e1", 4);
  world.receiver.epochs.delete("e2");
  world.append(1);
  const order: string[] = [];
  while (!world.isDone()) {
    order.push(...world.toReceiver.map(({ epoch, from1, rows }) => (rows.length > 0 ? `${epoch} from ${from1}` : `${epoch}?`)));
    while (world.toReceiver.length > 0) world.receive(0);
    while (world.toSender.length > 0) world.acknowledge(0, false);
  }
  expect(order).toEqual(["e2 from 10", "e1?", "e1 from 4", "e2?", "e2 from 7", "e2 from 10"]);
});

test("an acknowledgement of another epoch is not ours", () => {
  const world = new World();
  world.append(1);
  world.connect();
  expect(world.step({ kind: "acknowledged", atMs: 0, epoch: "e0", next: 2, hash: "1:r1", ask: false })).toEqual([]);
});
