import { createServer } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import mqtt from "mqtt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LogRow } from "#shared/log/record.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import { noFigures } from "#shared/statistics/cells.ts";
import type { DeviceState, HubState } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { Mosquitto } from "./broker/mosquitto.ts";
import { DeviceHarness } from "./core/harness.ts";
import type { Hub } from "./hub.ts";
import { get, HubBench, post, withinMs } from "./hub-harness.ts";
import { importOffice } from "./import.ts";
import { Refusal } from "./refusal.ts";

let bench: HubBench;
beforeEach(() => {
  bench = new HubBench();
});
afterEach(async () => {
  await bench.end();
});

const example = (entry: Parameters<typeof topicOf>[1], name?: string) => topicOf("example", entry, name);

const deviceState = (rest: Partial<DeviceState>): string => {
  const state: DeviceState = {
    epoch: "e1",
    session: 1,
    alive: true,
    at: bench.at,
    role: "board",
    zone: "main",
    software: "1",
    faults: [],
    ...rest,
  };
  return JSON.stringify(state);
};

async function refusalOf(starting: Promise<unknown>): Promise<string> {
  const error = await starting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal: ${String(error)}`);
  return `${error.fault.fault} ${JSON.stringify(error.fault.facts)}`;
}

describe("a start", () => {
  it("Q-SAFE-1 refuses to listen on any address but loopback, with a fault", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.1.4", "hub.example", "127.0.0.1.example", ""]) {
      expect(await refusalOf(bench.start({ host }))).toBe(`address-not-loopback {"address":"${host}"}`);
    }
  });

  it("seeds an empty hub, opens the date, and does neither twice", async () => {
    const first = await bench.start();
    expect(first.state).toMatchObject({ day: { date: "2026-11-23" }, generation: 1, configuration: { office: { id: "example" } } });
    const { n } = first.state;
    const { epoch } = first.log.identity;
    await first.stop();
    const second = await bench.start();
    expect(second.log.identity.epoch).toBe(epoch);
    expect(second.state.n).toBe(n + 1);
    expect(bench.lines.map((each) => each.what)).not.toContain("configuration.file-differs");
  });

  it("keeps its configuration when the seed file changed, and says so", async () => {
    const first = await bench.start();
    await first.stop();
    const changed = exampleOffice();
    const second = await bench.start({}, { seed: { ...changed, counters: changed.counters.slice(0, 1) } });
    expect(second.state.configuration?.counters).toHaveLength(2);
    expect(bench.lines.map((each) => each.what)).toContain("configuration.file-differs");
  });

  it("opens no date that was closed, and opens the next one when it comes", async () => {
    const hub = await bench.start();
    expect(await post(hub, "/api/v1/commands/close-day", { key: bench.key(), agent: 21, date: "2026-11-23" })).toMatchObject({
      status: 200,
    });
    bench.tick(10_000);
    bench.at += 86_400_000;
    bench.mono += 86_400_000;
    bench.tick(10_000);
    await vi.waitFor(() => expect(hub.state.day?.date).toBe("2026-11-24"), withinMs);
    expect(hub.log.read(1, 100).filter((row) => row.kind === "day-opened")).toHaveLength(2);
  });

  it("refuses a data folder that another hub holds, and takes it when that hub is gone", async () => {
    const first = await bench.start();
    expect(await refusalOf(bench.start())).toBe(`storage-in-use {"data":"${join(bench.folder, "data")}"}`);
    expect((await get(first, "/health")).status).toBe(200);
    await first.stop();
    await bench.start();
  });

  it("refuses the data folder of another office", async () => {
    const first = await bench.start();
    await first.stop();
    expect(await refusalOf(bench.start({ office: "other" }))).toMatch(/^bad-configuration .*belongs to \\"example\\"/);
  });

  it("refuses a port that is taken, and leaves nothing open", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    expect(await refusalOf(bench.start({ httpPort: port }))).toBe(`port-taken {"port":${port}}`);
    expect(await refusalOf(bench.start({ broker: { kind: "embedded", port } }))).toBe(`port-taken {"port":${port}}`);
    await new Promise((resolve) => other.close(resolve));
    expect(bench.timers).toBe(0);
    await bench.start({ httpPort: port });
  });

  it("comes back from its snapshot as it was", async () => {
    const first = await bench.start();
    await bench.tickets(first, 3);
    await bench.command(first, "sign-in", {});
    await bench.command(first, "call-next", {});
    const before = emptyState();
    for (const row of first.log.readAll()) evolve(before, row);
    await first.stop();
    const second = await bench.start();
    evolve(before, second.log.read(second.log.last, 1)[0] as LogRow);
    expect(stateText(second.state)).toBe(stateText(before));
  });

  it("imports a configuration only while it stands still, and shows what that changes", async () => {
    const changed = exampleOffice();
    changed.counters = changed.counters.map((each) => (each.id === "counter-2" ? { ...each, label: "2A" } : each));
    const take = () => importOffice(bench.file.data, "example", changed, bench.ports.time);
    const hub = await bench.start();
    expect(take).toThrow(Refusal);
    await hub.stop();
    expect(take()).toEqual(['~ counters[counter-2].label: "2" -> "2A"']);
    expect(take()).toEqual([]);
    const again = await bench.start();
    expect(again.state.configuration?.counters[1]?.label).toBe("2A");
  });
});

describe("what devices hear", () => {
  it("is retained: the hub's state, their document, their zone's view", async () => {
    const hub = await bench.start();
    const board = await bench.client(hub, "board-1");
    const heard = new Map<string, Readonly<Record<string, unknown>>>();
    board.on("message", (topic, payload) => heard.set(topic, JSON.parse(payload.toString())));
    const topics = [example("hubState"), example("desired", "board-1"), example("boardView", "main")];
    for (const topic of topics) await board.subscribeAsync(topic, { qos: 1 });
    await vi.waitFor(() => expect([...heard.keys()].sort()).toEqual([...topics].sort()), withinMs);
    expect(heard.get(example("hubState"))).toMatchObject({ alive: true, generation: 1, reads: { "ticket-issued": [1] } });
    expect(heard.get(example("desired", "board-1"))).toMatchObject({ role: "board", zone: "main" });
    expect(heard.get(example("boardView", "main"))).toMatchObject({ date: "2026-11-23", waiting: 0, now: [] });
  });

  it("is a heartbeat every 5 seconds, and `alive: false` at the end", async () => {
    const hub = await bench.start();
    const board = await bench.client(hub, "board-1");
    const beats: HubState[] = [];
    board.on("message", (_topic, payload) => beats.push(JSON.parse(payload.toString())));
    await board.subscribeAsync(example("hubState"), { qos: 1 });
    await vi.waitFor(() => expect(beats).toHaveLength(1), withinMs);
    bench.tick(5_000);
    await vi.waitFor(() => expect(beats).toHaveLength(2), withinMs);
    await hub.stop();
    await vi.waitFor(() => expect(beats.map((each) => each.alive)).toEqual([true, true, false]), withinMs);
  });

  it("is a call with its speaker, after the view that shows it; a view that shows the same is not sent again", async () => {
    const hub = await bench.start();
    await bench.tickets(hub, 1);
    const board = await bench.client(hub, "board-1");
    await board.publishAsync(example("deviceState", "board-1"), deviceState({}), { qos: 1, retain: true });
    await vi.waitFor(() => expect(hub.presence.isOnline("board-1")).toBe(true), withinMs);
    const heard: string[] = [];
    board.on("message", (topic, payload) => {
      const said = JSON.parse(payload.toString());
      const shown = said.now?.map((each: { letter: string; count: number }) => `${each.letter}${each.count}`).join();
      heard.push(topic.endsWith("calls") ? `call ${said.letter}${said.count} by ${said.speaks}` : `view ${shown} waiting ${said.waiting}`);
    });
    for (const entry of ["boardView", "boardCalls"] as const) await board.subscribeAsync(example(entry, "main"), { qos: 1 });
    await bench.command(hub, "sign-in", {});
    await bench.command(hub, "call-next", {});
    await vi.waitFor(() => expect(heard).toEqual(["view  waiting 1", "view C1 waiting 0", "call C1 by board-1"]), withinMs);
  });

  it("answers a device that the configuration does not know, and tells staff", async () => {
    const hub = await bench.start();
    const client = await bench.client(hub, "stranger");
    const heard: unknown[] = [];
    client.on("message", (_topic, payload) => heard.push(JSON.parse(payload.toString())));
    await client.subscribeAsync(example("answer", "stranger"), { qos: 0 });
    await client.publishAsync(example("ask", "stranger"), JSON.stringify({ id: "1", kind: "probe" }));
    await vi.waitFor(() => expect(heard).toMatchObject([{ kind: "refused", fault: { fault: "not-enrolled" } }]), withinMs);
    const stranger = new DeviceHarness("stranger");
    stranger.write({ kind: "device-started", version: 1, body: { boot: "k1", software: "1" } });
    await client.publishAsync(example("log", "stranger"), JSON.stringify(stranger.message().message), { qos: 1 });
    await vi.waitFor(() => expect([...hub.faults.entries.keys()]).toEqual(["stranger/not-enrolled"]), withinMs);
  });
});

describe("an external broker", () => {
  it("is told everything retained again when it comes back empty, and staff see that it was away", async () => {
    const mosquitto = await Mosquitto.started();
    try {
      const broker = { kind: "external", url: `mqtt://127.0.0.1:${mosquitto.port}` } as const;
      const hub = await bench.start({ broker });
      const away = () => hub.faults.entries.get("broker/unreachable")?.fault;
      await vi.waitFor(() => expect(away()).toBeUndefined(), withinMs);
      await mosquitto.kill();
      await vi.waitFor(() => expect(away()).toBe("broker-unreachable"), withinMs);
      expect(await bench.command(hub, "sign-in", {})).toMatchObject({ status: 200 });
      await mosquitto.start();
      await vi.waitFor(() => expect(away()).toBeUndefined(), withinMs);
      const board = mqtt.connect(broker.url, { clientId: "board-1", protocolVersion: 4 });
      const heard = new Set<string>();
      board.on("message", (topic) => heard.add(topic));
      const topics = [example("hubState"), example("desired", "board-1"), example("boardView", "main")];
      await board.subscribeAsync(topics, { qos: 1 });
      await vi.waitFor(() => expect([...heard].sort()).toEqual([...topics].sort()), withinMs);
      await board.endAsync(true);
      await hub.stop();
    } finally {
      await mosquitto.remove();
    }
  });
});

describe("presence", () => {
  it("follows births and wills, ignores a late will, and names the first connected speaker", async () => {
    const hub = await bench.start();
    const client = await bench.client(hub, "board-1");
    const say = (rest: Partial<DeviceState>) => client.publishAsync(example("deviceState", "board-1"), deviceState(rest), { qos: 1 });
    const speaker = () => hub.presence.speaker("main");
    expect(speaker()).toBeNull();
    await say({ session: 2 });
    await vi.waitFor(() => expect(speaker()).toBe("board-1"), withinMs);
    await say({ session: 1, alive: false });
    await say({ session: 2, faults: [{ fault: "voice-missing", facts: {}, since: 5 }] });
    await vi.waitFor(() => expect([...hub.presence.entries][1]?.[1].faults).toHaveLength(1), withinMs);
    expect(speaker()).toBe("board-1");
    await say({ epoch: "e2", session: 1 });
    await say({ epoch: "e1", session: 9, alive: false });
    await say({ epoch: "e2", session: 1, faults: [] });
    await say({ epoch: "e2", session: 1, alive: false });
    await vi.waitFor(() => expect(speaker()).toBeNull(), withinMs);
    expect([...hub.presence.entries][1]?.[1]).toMatchObject({ id: "board-1", online: false, faults: [] });
  });
});

describe("what cannot be read", () => {
  it("is dropped and counted, whatever the bytes, and the hub goes on", async () => {
    const hub = await bench.start();
    const before = stateText(hub.state);
    const names = ["log", "ask", "deviceState", "reported"] as const;
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => Buffer.from(JSON.stringify(value)));
    const nearly = fc.record({
      epoch: fc.anything(),
      last: fc.anything(),
      sent: fc.anything(),
      rows: fc.anything(),
      hash: fc.anything(),
      kind: fc.constant("reserve"),
    });
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      json,
      nearly.map((value) => Buffer.from(JSON.stringify(value) ?? "")),
    );
    let sent = 0;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom("kiosk-1", "stranger", "__proto__"), payload, (name, device, bytes) => {
        hub.message(example(name, device), bytes);
        sent += 1;
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.uint8Array({ maxLength: 20 }), (topic, bytes) => {
        hub.message(topic, bytes);
        sent += 1;
      }),
    );
    expect(hub.dropped.total).toBe(sent);
    expect(stateText(hub.state)).toBe(before);
    expect((await get(hub, "/health")).body).toMatchObject({ ok: true, dropped: sent });
    expect(bench.lines.filter((each) => each.what === "message.dropped").length).toBeLessThan(60);
  });

  it("does not fill the journal when a client keeps trying", async () => {
    const hub = await bench.start();
    for (let count = 0; count < 1_000; count += 1) hub.refused("kiosk-1", "publish", "x".repeat(1_000));
    expect(bench.lines.filter((each) => each.what === "broker.refused")).toHaveLength(10);
  });
});

describe("the disk", () => {
  /** Lets the hub's file grow by so many pages and no further. */
  function roomFor(hub: Hub, pages: number): void {
    const { database } = hub.storage;
    const { page_count: used } = database.prepare("pragma page_count").get() as { page_count: number };
    database.exec(`pragma max_page_count = ${used + pages}`);
  }

  it("full: commands get storage-full, devices no acknowledgement, staff a fault; nothing that was answered is lost", async () => {
    const hub = await bench.start();
    await bench.command(hub, "sign-in", {});
    roomFor(hub, 2);
    const kiosk = await bench.client(hub, "kiosk-1");
    const acks: number[] = [];
    kiosk.on("message", (_topic, payload) => acks.push(JSON.parse(payload.toString()).next));
    await kiosk.subscribeAsync(example("ack", "kiosk-1"), { qos: 1 });
    const harness = new DeviceHarness("kiosk-1");
    const ship = async () => {
      harness.write(harness.ticket({ letter: "C", count: harness.rows.length + 1, request: null, date: null }));
      const { rows } = harness;
      await kiosk.publishAsync(example("log", "kiosk-1"), JSON.stringify(harness.message(rows.length).message), { qos: 1 });
    };
    const isFull = () => hub.faults.entries.get("storage")?.fault === "storage-full";
    while (!isFull()) {
      await ship();
      await vi.waitFor(() => expect(isFull() || acks.length === harness.rows.length).toBe(true), withinMs);
    }
    const stored = acks.length;
    // A command's row is smaller than a ticket's: some may still find room.
    let signedIn = true;
    const sign = () => bench.command(hub, signedIn ? "sign-out" : "sign-in", {});
    let refused = await sign();
    for (; refused.status === 200; refused = await sign()) signedIn = !signedIn;
    expect(refused).toMatchObject({ status: 503, body: { fault: "storage-full" } });
    expect(await get(hub, "/health")).toMatchObject({ status: 503, body: { ok: false, faults: [{ fault: "storage-full" }] } });
    expect(hub.state.tickets).toBe(stored);
    expect(hub.state.counters.get("counter-1")?.agent).toBe(signedIn ? 21 : null);

    hub.storage.database.exec("pragma max_page_count = 1000000");
    await kiosk.publishAsync(example("log", "kiosk-1"), JSON.stringify(harness.message().message), { qos: 1 });
    await vi.waitFor(() => expect(acks.at(-1)).toBe(harness.rows.length + 1), withinMs);
    expect(hub.faults.entries.size).toBe(0);
    expect(hub.state.tickets).toBe(harness.rows.length);
    expect(await sign()).toMatchObject({ status: 200 });
    expect(hub.log.firstBrokenRow()).toBeUndefined();
  });

  it("is locked by the system: an unfinished lock of another process is what counts, not a file that was left behind", async () => {
    const hub = await bench.start();
    await hub.stop();
    const left = new Database(join(bench.folder, "data", "lock.sqlite"));
    left.exec("begin exclusive");
    expect(await refusalOf(bench.start())).toMatch(/^storage-in-use/);
    left.close();
    await bench.start();
  });
});

describe("the clock", () => {
  it("follows the machine's when it was set, as a row; small drifts change nothing", async () => {
    const hub = await bench.start();
    const { n } = hub.state;
    bench.at += 900;
    bench.tick(10_000);
    bench.at += 3_600_000;
    bench.tick(10_000);
    await vi.waitFor(() => expect(hub.state.n).toBe(n + 1), withinMs);
    expect(hub.log.read(n + 1, 1)[0]).toMatchObject({ kind: "clock-set", body: { from: bench.at - 3_600_900, to: bench.at } });
    bench.tick(10_000);
    expect((await get(hub, "/api/v1/counts")).body).toMatchObject({ offset: n + 1 });
  });
});

describe("followers", () => {
  it("hear of the log's end at the start and after each commit, and stop while the storage is open", async () => {
    const heard: number[] = [];
    let readable = false;
    const hub = await bench.start(
      {},
      {
        extend: (inside) => ({
          followers: [
            {
              onCommitted: (last) => heard.push(last),
              stop: () => {
                readable = inside.log.read(1, 1).length === 1;
              },
            },
          ],
          timings: { timings: (date) => ({ ...emptyTimings, date }) },
        }),
      },
    );
    const { last } = hub.log;
    await bench.command(hub, "sign-in", {});
    expect(heard).toEqual([last, last + 1]);
    expect((await get(hub, "/api/v1/timings?date=2026-11-20")).body).toMatchObject({ date: "2026-11-20" });
    await hub.stop();
    expect(readable).toBe(true);
  });
});

const emptyTimings = { date: "", asOf: 0, day: noFigures, services: [], quarters: [] };
