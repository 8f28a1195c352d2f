/** How much a durable row costs over the whole wire, against the disk alone and against a commit for each row. */
import { join } from "node:path";
import { DeviceClient } from "./device-client.ts";
import { atLeast, type Benchmark, type Figure, median, percentile, shown } from "./figure.ts";
import { officeOf, type RunningProgram, start, startHub } from "./hub-process.ts";
import { RawDisk } from "./raw-disk.ts";

const clientsTotal = 50;
const inFlightEach = 10;
const roundsTotal = 7;
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
  const ungrouped = await startUngrouped(folder);
  const clients = await connectAll(port);
  const ungroupedClients = await connectAll(ungrouped.ready.mqttPort as number);
  const rounds: { grouped: number; ungrouped: number; raw: number }[] = [];
  for (let round = 0; round < roundsTotal + 1; round += 1) {
    const raw = rateOf(() => disk.commit(), 400);
    const each = { raw, ungrouped: await storedPerSecond(ungroupedClients), grouped: await storedPerSecond(clients) };
    // The first round warms the compilers.
    if (round > 0) rounds.push(each);
  }
  for (const client of [...clients, ...ungroupedClients]) client.end();
  await ungrouped.stop();
  const what = `${clientsTotal * inFlightEach} in flight`;
  return [
    atLeast(`${what}: stored rows/s over raw fdatasync/s`, median(rounds.map((each) => each.grouped / each.raw)), "ratio", 4),
    atLeast(`${what}: stored rows/s over a commit per event`, median(rounds.map((each) => each.grouped / each.ungrouped)), "ratio", 4),
    shown(`${what}: stored rows/s`, median(rounds.map((each) => each.grouped)), "1/s"),
    shown(`${what}, a commit per event: stored rows/s`, median(rounds.map((each) => each.ungrouped)), "1/s"),
    shown("raw fdatasync/s", median(rounds.map((each) => each.raw)), "1/s"),
  ];
}

function connectAll(port: number): Promise<DeviceClient[]> {
  return Promise.all(
    Array.from({ length: clientsTotal }, (_, place) => DeviceClient.connect(port, "example", `kiosk-${place + 1}`, "ack")),
  );
}

function startUngrouped(folder: string): Promise<RunningProgram> {
  const data = join(folder, "ungrouped/data");
  const broker = { kind: "embedded", port: 0 };
  const file = {
    office: "example",
    data,
    host: "127.0.0.1",
    httpPort: 0,
    broker,
    openByItself: true,
    collector: null,
    central: null,
    framedBy: [],
  };
  return start("tests/bench/ungrouped-hub.ts", { file, seed: officeOf(clientsTotal + 1, 1) }, join(folder, "ungrouped"));
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
