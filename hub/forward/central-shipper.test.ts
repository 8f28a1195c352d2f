import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { chainHash, chainStart, recordBytes } from "#shared/log/record.ts";
import { CentralLog } from "../central/central-log.ts";
import type { LogPost } from "../shipping/log-post.ts";
import { CentralShipper, type CompareOutcome, cursorName, type PostOutcome, postBytesWanted } from "./central-shipper.ts";
import { digest, LogWriter, nine, World } from "./harness.ts";

/** A central in this process, which may be away. */
function centralOf() {
  const database = new Database(":memory:");
  const log = new EventLog(database, digest, { source: "central", epoch: "central-epoch" });
  return { log, central: new CentralLog(log, database, digest) };
}

function shipping(office: LogWriter, there = centralOf()) {
  const world = new World(() => office.now());
  const posts: LogPost[] = [];
  const state = { ...there, away: false, answersLost: false };
  const compare = async (epoch: string, seqs: readonly number[]): Promise<CompareOutcome> => {
    if (state.away) return { kind: "failed", cause: "ECONNREFUSED" };
    return { kind: "answered", hashes: seqs.map((seq) => state.central.hashAfter("here", epoch, seq)) };
  };
  const superseded = (generation: number) => void world.history.push(`superseded by ${generation}`);
  const post = async (body: string): Promise<PostOutcome> => {
    if (state.away) return { kind: "failed", cause: "ECONNREFUSED" };
    const read = state.central.read("here", body);
    if (read.kind !== "post") throw new Error(`not a post: ${JSON.stringify(read)}`);
    const message = read.post;
    posts.push(message);
    const answer = state.central.take("here", message, office.now());
    if (state.answersLost) return { kind: "failed", cause: "ECONNRESET" };
    return "refused" in answer ? { kind: "failed", cause: "HTTP 503" } : { kind: "answered", answer };
  };
  const shipper = new CentralShipper(office.log, {
    ...world.ports,
    post,
    compare,
    superseded,
    monoMs: () => 0,
    generation: () => 1,
    digest,
  });
  shipper.onCommitted();
  return { world, posts, state, shipper };
}

function fill(office: LogWriter, visits: number): void {
  for (let visit = 0; visit < visits; visit += 1) office.call(office.join());
}

describe("shipping to central", () => {
  test("an outage is told once, and what waited follows when it is over", async () => {
    const office = LogWriter.opened();
    const { world, state, shipper } = shipping(office);
    state.away = true;
    for (let turn = 0; turn < 4; turn += 1) {
      fill(office, 5);
      shipper.onCommitted();
      await world.turn();
      expect([...world.faults.values()]).toEqual(["central-unreachable"]);
    }
    expect(world.waits).toEqual([0, 1_500, 2_500, 4_500, 8_500]);
    state.away = false;
    await world.turn();
    expect(world.history).toEqual(["raise central-unreachable", "clear central-unreachable"]);
    expect([shipper.behind, state.log.last, office.log.cursor(cursorName)]).toEqual([0, office.log.last, office.log.last]);
    fill(office, 1);
    shipper.onCommitted();
    await world.turn();
    expect(state.log.last).toBe(office.log.last);
  });

  test("a long backlog travels in posts of a bounded size, each row once", async () => {
    const office = LogWriter.opened();
    fill(office, 1_500);
    const { world, posts, state } = shipping(office);
    await world.turn();
    expect(state.log.last).toBe(office.log.last);
    expect(Math.max(...posts.map((each) => JSON.stringify(each).length))).toBeLessThan(postBytesWanted + 2_000);
    const sent = posts.flatMap((each) => each.rows.map((row) => row.seq));
    expect(sent).toEqual(Array.from({ length: office.log.last }, (_, place) => place + 1));
  });

  test("Q-EVENT-1: a link that is cut 20 times, before the rows arrive or before the answer does, loses and doubles nothing", async () => {
    const office = LogWriter.opened();
    const { world, state, shipper } = shipping(office);
    for (let cut = 0; cut < 20; cut += 1) {
      fill(office, 60);
      shipper.onCommitted();
      Object.assign(state, cut % 2 === 0 ? { answersLost: true } : { away: true });
      await world.turn();
      Object.assign(state, { answersLost: false, away: false });
      if (cut % 3 === 0) await world.turn();
    }
    await world.turn();
    await world.turn();
    expect(shipper.behind).toBe(0);
    const held = [...state.log.readAll()].map((row) => `${row.origin?.seq} ${row.origin?.hash}`);
    expect(held).toEqual([...office.log.readAll()].map((row) => `${row.seq} ${row.hash}`));
    expect(state.central.counts().tickets).toBe(20 * 60);
  });

  test("a central that lost its storage, or was set back, is given the rows again", async () => {
    const office = LogWriter.opened();
    fill(office, 20);
    const { world, state, shipper } = shipping(office);
    await world.turn();
    state.away = true;
    fill(office, 1);
    shipper.onCommitted();
    await world.turn();
    Object.assign(state, centralOf(), { away: false });
    await world.turn();
    expect(state.log.last).toBe(office.log.last);
    expect(state.central.counts().tickets).toBe(21);
  });

  test("a hub whose storage was set back raises a fork and sends nothing", async () => {
    const office = LogWriter.opened();
    fill(office, 20);
    const first = shipping(office);
    await first.world.turn();
    const before = LogWriter.opened();
    fill(before, 3);
    const second = shipping(before, first.state);
    await second.world.turn();
    expect([...second.world.faults.values()]).toEqual(["log-forked"]);
    fill(before, 30);
    second.shipper.onCommitted();
    await second.world.turn();
    expect(second.posts.length).toBe(1);
    expect(first.state.log.last).toBe(office.log.last);
  });

  test("Q-EVENT-1: a board lost its newest row, the hub was restored to before it, central holds it: what follows comes to central", async () => {
    const boot = (name: string, before: string, seq: number) => {
      const row = { kind: "device-started", version: 1, at: nine, boot: name, mono: 0, body: { boot: name, software: "1" } };
      const origin = {
        source: "board-1",
        epoch: "e1",
        seq,
        at: nine,
        boot: name,
        mono: 0,
        hash: chainHash(digest, before, recordBytes(row)),
      };
      return { ...row, origin };
    };
    const office = LogWriter.opened();
    office.log.append([boot("lost", chainStart, 1)]);
    const first = shipping(office);
    await first.world.turn();
    const restored = LogWriter.opened();
    restored.log.beginEpoch("restored-epoch", []);
    const kept = boot("kept", chainStart, 1);
    restored.log.append([kept]);
    const { world, state, shipper } = shipping(restored, first.state);
    await world.turn();
    restored.log.append([boot("next", kept.origin.hash, 2)]);
    shipper.onCommitted();
    for (let turn = 0; turn < 3; turn += 1) await world.turn();
    expect([shipper.behind, [...world.faults.values()]]).toEqual([0, []]);
    expect([...state.log.readAll()].at(-1)?.body).toEqual({ boot: "next", software: "1" });
  });

  test("a way that breaks in every catch-up, and lets something through each time, is not left alone for longer and longer", async () => {
    const office = LogWriter.opened();
    fill(office, 4_000);
    const { world, state, shipper } = shipping(office);
    const take = state.central.take.bind(state.central);
    let taken = 0;
    state.central.take = (id, message, now) => {
      taken += 1;
      state.away = taken % 3 === 0;
      return take(id, message, now);
    };
    for (let turn = 0; turn < 3; turn += 1) {
      const { behind } = shipper;
      await world.turn();
      expect(shipper.behind).toBeLessThan(behind);
      expect(shipper.behind).toBeGreaterThan(0);
      state.away = false;
    }
    expect(world.waits).toEqual([0, 1_500, 1_500, 1_500]);
  });

  test("a central that drops what it is sent is asked again, but ever more slowly", async () => {
    const office = LogWriter.opened();
    const { world, state } = shipping(office);
    const take = state.central.take.bind(state.central);
    state.central.take = (id, message, now) => take(id, { ...message, hash: "another" }, now);
    for (let turn = 0; turn < 3; turn += 1) await world.turn();
    expect([...world.faults.values()]).toEqual(["central-unreachable"]);
    expect(world.waits).toEqual([0, 1_500, 2_500, 4_500]);
  });
});
