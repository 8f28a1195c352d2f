import { hash } from "node:crypto";
import type { AddressInfo } from "node:net";
import Database from "better-sqlite3";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventLog } from "#shared/log/event-log.ts";
import { recordBytes } from "#shared/log/record.ts";
import { HubHarness } from "../core/harness.ts";
import { restoring } from "../core/restore.ts";
import { CentralPoster } from "../forward/central-poster.ts";
import { partedCursor } from "../forward/central-shipper.ts";
import { shipAll } from "../forward/ship-all.ts";
import { TypicalDay, typicalDay } from "../forward/typical-day.ts";
import { compress } from "../shipping/compression.ts";
import { CentralLog } from "./central-log.ts";
import { Citizens } from "./citizens.ts";
import { hubBytes } from "./intake.ts";
import { Releases } from "./releases.ts";
import { buildCentral } from "./server.ts";

const digest = (text: string) => hash("sha256", text, "base64url");
let database: Database.Database;
let log: EventLog;
let central: CentralLog;
let server: FastifyInstance;
let url = "";

beforeEach(async () => {
  database = new Database(":memory:");
  log = new EventLog(database, digest, { source: "central", epoch: "central-epoch" });
  central = new CentralLog(log, database, digest);
  const moment = { at: 1_795_500_000_000, boot: "central-boot", mono: 1 };
  server = buildCentral(central, {
    now: () => moment,
    citizens: new Citizens(() => "ask-0001"),
    releases: new Releases(database),
    mono: () => moment.mono,
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

function copyOf(hub: HubHarness): HubHarness {
  return new HubHarness(new Database((hub.database as Database.Database).serialize()));
}

function takeOver(hub: HubHarness, generation = 2): void {
  const from = { epoch: hub.epoch, offset: hub.log.last, hash: hub.log.lastHash };
  const drafts = restoring(hub.state, { from, epoch: `epoch-${generation}`, generation, why: "restored", at: hub.at, evidence: [] });
  hub.log.beginEpoch(
    `epoch-${generation}`,
    drafts.map((draft) => ({ ...draft, at: hub.at, boot: "b", mono: 0 })),
  );
  hub.restart("boot-2");
}

/** The bytes of an epoch of the hub's log, as central gives them back. */
async function givenBack(epoch: string, from = 1): Promise<string[]> {
  const outcome = await new CentralPoster(url, "hub").rows(epoch, from);
  if (outcome.kind === "failed") throw new Error(outcome.cause);
  return outcome.rows.map((row) => row.bytes);
}

function bytesOf(hub: HubHarness, from = 1): string[] {
  return [...hub.log.readAll(from)].map(({ seq: _seq, hash: _hash, ...record }) => recordBytes(record));
}

describe("central, when a hub is followed by another", () => {
  test("Q-EVENT-1: keeps both histories from where they part, counts each visit once, and gives both back byte for byte", async () => {
    const old = typicalDay(200);
    const hub = copyOf(old);
    typicalDay(400, 2, old);
    await shipAll(old.log, url, "hub");
    const point = hub.log.last;
    takeOver(hub);
    typicalDay(500, 3, hub);
    await shipAll(hub.log, url, "hub", 2);
    const shared = bytesOf(hub).slice(0, point);
    expect(await givenBack(old.epoch)).toEqual(bytesOf(old));
    expect((await givenBack(old.epoch)).slice(0, point)).toEqual(shared);
    expect(await givenBack("epoch-2", point + 1)).toEqual(bytesOf(hub, point + 1));
    const stored = [...log.readAll()].filter((row) => row.origin);
    expect(stored.map(({ seq: _seq, hash: _hash, ...record }) => hubBytes(record)).sort()).toEqual(
      [...bytesOf(old), ...bytesOf(hub, point + 1)].sort(),
    );
    const visits = new Set(
      [...old.log.readAll(), ...hub.log.readAll()].flatMap(({ kind, origin }) =>
        kind === "ticket-issued" && origin ? [`${origin.source}/${origin.epoch}/${origin.seq}`] : [],
      ),
    );
    expect(central.counts().tickets).toBe(visits.size);
  });

  test("Q-TICKET-1: does not listen to the one before any more, over its own restart too, and tells it why", async () => {
    const old = typicalDay(100);
    const hub = copyOf(old);
    takeOver(hub);
    await shipAll(hub.log, url, "hub", 2);
    typicalDay(150, 2, old);
    const { last } = log;
    await expect(shipAll(old.log, url, "hub", 1)).rejects.toThrow("hub-superseded");
    central.snapshot();
    const again = new CentralLog(log, database, digest);
    expect(again.generation("hub")).toBe(2);
    expect(log.last).toBe(last);
  });

  test("a hub that was set back without a word is told, and where the two part is kept for whoever promotes it", async () => {
    const old = typicalDay(200);
    const hub = copyOf(old);
    const point = hub.log.last;
    typicalDay(400, 2, old);
    await shipAll(old.log, url, "hub");
    typicalDay(300, 3, hub);
    await expect(shipAll(hub.log, url, "hub")).rejects.toThrow("log-forked");
    expect(hub.log.cursor(partedCursor)).toBe(point);
    hub.log.relabel(point + 1, "set-back");
    takeOver(hub);
    await shipAll(hub.log, url, "hub", 2);
    expect(await givenBack("set-back", point + 1)).toEqual(bytesOf(hub, point + 1).slice(0, 300 - point));
  });

  test("records what the hub has deleted before central had it, and goes on", async () => {
    const hub = typicalDay(300);
    hub.program.snapshot();
    hub.log.prune(201);
    await shipAll(hub.log, url, "hub");
    expect(await givenBack(hub.epoch)).toEqual(bytesOf(hub, 201));
    expect([...log.readAll()].filter((row) => row.kind === "hub-rows-missing").map((row) => row.body)).toEqual([
      { epoch: hub.epoch, from: 1, to: 200, hash: hub.log.hashAfter(200) },
    ]);
    expect(central.counts().offices.hub?.next).toBe(hub.log.last + 1);
  });

  test("asks for the hashes of devices when it lost what they follow from", async () => {
    const day = new TypicalDay(HubHarness.opened(), 1);
    const hub = day.run(300);
    await shipAll(hub.log, url, "hub");
    database.exec("delete from device_hashes");
    day.run(350);
    expect((await shipAll(hub.log, url, "hub")).posts).toBe(3);
    expect(await givenBack(hub.epoch)).toEqual(bytesOf(hub));
  });
});

describe("central's door", () => {
  const send = (path: string, body: Uint8Array<ArrayBuffer> | string, encoding = "br") =>
    fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json", "content-encoding": encoding }, body });

  test("refuses what grows beyond its bound, what is not compressed as it says, and more rows than one post may hold", async () => {
    const bomb = new Uint8Array(await compress(`"${"0".repeat(9 * 1024 * 1024)}"`));
    expect((await send("/v1/log/hub", bomb)).status).toBe(415);
    expect((await send("/v1/log/hub", "{}")).status).toBe(415);
    expect((await send("/v1/log/hub", "{}", "gzip")).status).toBe(415);
    const packed = { seq: 1, rows: Array(1_001).fill({}) };
    const post = { generation: 1, source: "hub", epoch: "e", last: 1_001, sent: { at: 1, boot: "b", mono: 1 }, hash: "x", packed };
    expect((await send("/v1/log/hub", JSON.stringify(post), "identity")).status).toBe(400);
    const odd = { ...post, packed: { seq: 1, rows: [{ at: 1 }] } };
    expect((await send("/v1/log/hub", JSON.stringify(odd), "identity")).status).toBe(400);
    expect((await send("/v1/log/hub/snapshot", "{}", "identity")).status).toBe(400);
    expect((await send("/v1/log/hub/compare", JSON.stringify({ epoch: "e", seqs: [] }), "identity")).status).toBe(400);
    expect((await send("/v1/log/Not.An.Office", "{}", "identity")).status).toBe(404);
    expect((await fetch(`${url}/v1/log/hub/rows?epoch=e&from=0&limit=10`)).status).toBe(400);
    expect(await (await fetch(`${url}/v1/log/hub/rows?epoch=e&from=1&limit=10`)).json()).toEqual({ epoch: "e", generation: 1, rows: [] });
    expect(log.last).toBe(0);
  });
});
