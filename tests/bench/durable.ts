/** How much a durable row costs over the whole wire, against the disk alone and against a commit for each row. */
import { hash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { EventLog } from "#shared/log/event-log.ts";
import { DeviceClient } from "./device-client.ts";
import { atLeast, type Benchmark, type Figure, median, percentile, shown } from "./figure.ts";
import { officeOf, startHub } from "./hub-process.ts";
import { RawDisk } from "./raw-disk.ts";

const clientsTotal = 50;
const inFlightEach = 10;
const rounds = 7;
const windowMs = 1_200;

export const durable: Benchmark = {
  name: "durable",
  about: "publish -> commit -> our ack, against raw fdatasync and a commit per event",
  run: async (folder) => {
    const hub = await startHub(join(folder, "hub"), officeOf(clientsTotal + 1, 1));
    const disk = new RawDisk(folder);
    try {
      const port = hub.ready.mqttPort as number;
      const one = await oneAtATime(port, disk);
      return [...one, ...(await manyInFlight(port, disk, folder))];
    } finally {
      disk.close();
      await hub.stop();
    }
  },
};

/** Every operation alternates with a raw one, so that both meet the same disk. */
async function oneAtATime(port: number, disk: RawDisk): Promise<Figure[]> {
  const client = await DeviceClient.connect(port, "example", `kiosk-${clientsTotal + 1}`, "ack");
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < 2_200; round += 1) {
    const from = process.hrtime.bigint();
    await client.stored(1);
    const took = Number(process.hrtime.bigint() - from) / 1_000;
    const rawTook = disk.commit();
    // The first rounds warm the compiler.
    if (round < 200) continue;
    ours.push(took);
    raw.push(rawTook);
  }
  client.end();
  return [
    atLeast("one at a time: stored rows/s over raw fdatasync/s", median(raw) / median(ours), "ratio", 0.4),
    shown("one at a time: p50", median(ours) / 1_000, "ms"),
    shown("one at a time: p99", percentile(ours, 0.99) / 1_000, "ms"),
    shown("raw append of 8 KiB and fdatasync: p50", median(raw) / 1_000, "ms"),
  ];
}

async function manyInFlight(port: number, disk: RawDisk, folder: string): Promise<Figure[]> {
  const clients = await Promise.all(
    Array.from({ length: clientsTotal }, (_, place) => DeviceClient.connect(port, "example", `kiosk-${place + 1}`, "ack")),
  );
  const single = commitPerEvent(folder);
  const overRaw: number[] = [];
  const overSingle: number[] = [];
  const rates: number[] = [];
  const rawRates: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const rawRate = rateOf(() => disk.commit(), 400);
    const singleRate = rateOf(() => single.commit(), 400);
    const rate = await storedPerSecond(clients);
    if (round === 0) continue;
    overRaw.push(rate / rawRate);
    overSingle.push(rate / singleRate);
    rates.push(rate);
    rawRates.push(rawRate);
  }
  for (const client of clients) client.end();
  single.close();
  const what = `${clientsTotal * inFlightEach} in flight`;
  return [
    atLeast(`${what}: stored rows/s over raw fdatasync/s`, median(overRaw), "ratio", 4),
    atLeast(`${what}: stored rows/s over a commit per event`, median(overSingle), "ratio", 4),
    shown(`${what}: stored rows/s`, median(rates), "1/s"),
    shown("raw fdatasync/s", median(rawRates), "1/s"),
  ];
}

/** Single-row messages, each client always with as many unanswered; every client is emptied before the window ends. */
async function storedPerSecond(clients: readonly DeviceClient[]): Promise<number> {
  const from = performance.now();
  let stored = 0;
  const each = clients.map((client) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let open = inFlightEach;
    client.onAck = (ack) => {
      // Acknowledgements are cumulative.
      for (let fresh = client.acknowledge(ack); fresh > 0; fresh -= 1) {
        stored += 1;
        if (performance.now() - from < windowMs) client.ship(1);
        else open -= 1;
      }
      if (open === 0) resolve();
    };
    for (let place = 0; place < inFlightEach; place += 1) client.ship(1);
    return promise;
  });
  await Promise.all(each);
  return (stored * 1_000) / (performance.now() - from);
}

function rateOf(work: () => void, forMs: number): number {
  const from = performance.now();
  let done = 0;
  for (; performance.now() - from < forMs; done += 1) work();
  return (done * 1_000) / (performance.now() - from);
}

/** The same log with a commit for each row: what group commit is measured against. */
function commitPerEvent(folder: string): { commit: () => void; close: () => void } {
  const database = new Database(join(folder, "single.sqlite"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  const log = new EventLog(database, (text) => hash("sha256", text, "base64url"), { source: "bench", epoch: "bench" });
  const body = {
    letter: "C",
    count: 1,
    request: null,
    insteadOf: null,
    date: null,
    service: "licence",
    language: "en",
    needs: [],
    practice: false,
    tap: "tap-1",
  };
  return {
    commit: () => void log.append([{ kind: "ticket-issued", version: 1, at: 0, boot: "bench", mono: 0, body }]),
    close: () => database.close(),
  };
}
