import Database from "better-sqlite3";
import * as v from "valibot";
import { beforeEach, describe, expect, test } from "vitest";
import { foldVersion, stateText } from "#shared/queue/state.ts";
import { HubHarness } from "../core/harness.ts";
import { restoring } from "../core/restore.ts";
import { CentralShipper, type CompareOutcome, type PostOutcome, toFollower } from "../forward/central-shipper.ts";
import { digest, World } from "../forward/harness.ts";
import { snapshotText } from "../forward/snapshot-text.ts";
import { typicalDay } from "../forward/typical-day.ts";
import { snapshotPost } from "../shipping/log-post.ts";
import { Replica } from "./replica.ts";

let database: Database.Database;
let replica: Replica;

/** As after kill -9: what was committed is there. */
function reopen(): void {
  replica = new Replica(database, digest, "hub");
}

beforeEach(() => {
  database = new Database(":memory:");
  reopen();
});

/** A hub that ships to the replica; `cutAfter`: the link dies after so many posts, once their rows are stored. */
function shipping(hub: HubHarness, generation = 1) {
  const now = () => ({ at: hub.at, boot: hub.boot, mono: 0 });
  const world = new World(now);
  const link = { cutAfter: Number.POSITIVE_INFINITY, posts: 0 };
  const answered = (answer: ReturnType<Replica["take"]>): PostOutcome => {
    if ("refused" in answer) return { kind: "failed", cause: answer.refused };
    link.posts += 1;
    return link.posts > link.cutAfter ? { kind: "failed", cause: "ECONNRESET" } : { kind: "answered", answer };
  };
  const causes: string[] = [];
  const noted = (outcome: PostOutcome): PostOutcome => {
    if (outcome.kind === "failed") causes.push(outcome.cause);
    return outcome;
  };
  const ports = {
    ...world.ports,
    post: async (text: string): Promise<PostOutcome> => {
      const read = replica.read("hub", text);
      if (read.kind === "unreadable") throw new Error(read.why);
      if (read.kind === "post") return noted(answered(replica.take("hub", read.post, now())));
      const { epoch } = read.envelope;
      return answered({ epoch, ...replica.position("hub", epoch), ask: true, whole: true });
    },
    postSnapshot: async (): Promise<PostOutcome> => {
      const text = snapshotText(hub.log, hub.database, generation);
      if (text === undefined) return { kind: "failed", cause: "no snapshot" };
      return noted(answered(replica.takeSnapshot("hub", v.parse(snapshotPost, JSON.parse(text)))));
    },
    compare: async (epoch: string, seqs: readonly number[]): Promise<CompareOutcome> => {
      return { kind: "answered", hashes: seqs.map((seq) => replica.hashAfter("hub", epoch, seq)) };
    },
    superseded: (higher: number) => void causes.push(`superseded by ${higher}`),
    generation: () => generation,
    monoMs: () => 0,
    digest,
  };
  const shipper = new CentralShipper(hub.log, ports, toFollower("standby"));
  shipper.onCommitted();
  return { world, link, shipper, causes };
}

function allOf(of: Database.Database): unknown {
  return {
    rows: of.prepare("select * from log order by seq").all(),
    epochs: of.prepare("select * from epochs order by first").all(),
    pruned: of.prepare("select * from pruned").all(),
  };
}

const same = (hub: HubHarness) => expect(allOf(database)).toEqual(allOf(hub.database as Database.Database));

describe("a follower", () => {
  test("Q-EVENT-1: holds the hub's log byte for byte, whatever is cut and whenever it is killed, and goes on by itself", async () => {
    const hub = typicalDay(1_200);
    const { world, link, shipper } = shipping(hub);
    for (let cuts = 0; cuts < 20; cuts += 1) {
      link.cutAfter = link.posts + (cuts % 3);
      await world.turn();
      reopen();
      typicalDay(hub.log.last + 60, cuts + 2, hub);
      shipper.onCommitted();
    }
    link.cutAfter = Number.POSITIVE_INFINITY;
    await world.turn();
    await world.turn();
    same(hub);
    expect(shipper.behind).toBe(0);
    expect([...world.faults.values()]).toEqual([]);
    expect(replica.tickets).toBe(hub.state.tickets);
  });

  test("Q-EVENT-2: its state is the hub's, from a start as from the rows as they came", async () => {
    const hub = typicalDay(400);
    await shipping(hub).world.turn();
    replica.snapshot();
    const text = replica.log?.snapshot(foldVersion)?.state;
    expect(text).toBe(stateText(hub.state));
    reopen();
    expect(replica.tickets).toBe(hub.state.tickets);
  });

  test("begins from a snapshot when the hub has deleted rows, and a first copy that is cut short goes on", async () => {
    const hub = typicalDay(900);
    hub.program.snapshot();
    hub.log.prune(600);
    typicalDay(1_200, 2, hub);
    const { world, link, shipper } = shipping(hub);
    link.cutAfter = 2;
    await world.turn();
    reopen();
    link.cutAfter = Number.POSITIVE_INFINITY;
    await world.turn();
    await world.turn();
    same(hub);
    expect([shipper.behind, replica.tickets]).toEqual([0, hub.state.tickets]);
    reopen();
    expect(replica.tickets).toBe(hub.state.tickets);
  });

  test("follows a hub that took over under a new epoch, and no longer listens to the one before", async () => {
    const old = typicalDay(300);
    await shipping(old).world.turn();
    const hub = new HubHarness(new Database((old.database as Database.Database).serialize()));
    const from = { epoch: hub.epoch, offset: hub.log.last, hash: hub.log.lastHash };
    const drafts = restoring(hub.state, { from, epoch: "second", generation: 2, why: "promoted", at: old.at, evidence: [] });
    hub.log.beginEpoch(
      "second",
      drafts.map((draft) => ({ ...draft, at: old.at, boot: "b", mono: 0 })),
    );
    hub.restart("boot-2");
    const second = shipping(hub, 2);
    await second.world.turn();
    same(hub);
    expect(replica.generation()).toBe(2);
    typicalDay(old.log.last + 50, 3, old);
    const first = shipping(old);
    await first.world.turn();
    expect(first.causes).toEqual(["superseded by 2"]);
    same(hub);
  });

  test("refuses another history of the same hub, and the hub says so", async () => {
    const hub = typicalDay(300);
    const copy = (hub.database as Database.Database).serialize();
    typicalDay(500, 2, hub);
    await shipping(hub).world.turn();
    const before = allOf(database);
    const other = typicalDay(700, 3, new HubHarness(new Database(copy)));
    const { world } = shipping(other);
    await world.turn();
    expect([...world.faults.values()]).toEqual(["log-forked"]);
    expect(allOf(database)).toEqual(before);
  });

  test("whose hub deleted what it lacks says what to do", async () => {
    const hub = typicalDay(400);
    await shipping(hub).world.turn();
    typicalDay(900, 2, hub);
    hub.program.snapshot();
    hub.log.prune(800);
    const { world, causes } = shipping(hub);
    await world.turn();
    expect(causes[0]).toMatch(/deleted rows \d+ to 799/);
    expect([...world.faults.values()]).toEqual(["follower-unreachable"]);
  });

  test("is of one office, and takes only what makes the same bytes", async () => {
    const hub = typicalDay(60);
    const { world } = shipping(hub);
    await world.turn();
    const { last, lastHash } = hub.log;
    const row = { seq: last + 1, kind: "k", version: 1, at: 1, boot: "b", mono: 1, body: {}, ofTomorrow: 1 };
    const post = { generation: 1, source: "hub" as const, epoch: hub.epoch, last: last + 1, rows: [row], hash: "x" };
    const sent = { at: 1, boot: "b", mono: 1 };
    expect(replica.take("elsewhere", { ...post, sent }, sent)).toMatchObject({ refused: expect.stringContaining("hub") });
    expect(replica.take("hub", { ...post, sent }, sent)).toMatchObject({ refused: expect.stringContaining("does not know") });
    const { ofTomorrow: _, ...known } = row;
    expect(replica.take("hub", { ...post, sent, rows: [known] }, sent)).toMatchObject({ next: last + 1, hash: lastHash });
  });
});
