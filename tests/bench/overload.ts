/** Twice what the hub can commit, for a minute: what is acknowledged is durable, the rest waits at the devices, and boards stay current. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import Database from "better-sqlite3";
import { shippedFlags } from "../../provisioning/shipping/flags.ts";
import { BacklogDevice } from "./backlog-device.ts";
import { DeviceClient } from "./device-client.ts";
import { atLeast, atMost, type Benchmark, percentile, shown } from "./figure.ts";
import { officeOf, peakMb, type RunningProgram, startHub } from "./hub-process.ts";

const devicesTotal = 30;
const measureMs = 5_000;
const overloadMs = 60_000;
const appendEveryMs = 50;
const callEveryMs = 250;

export const overload: Benchmark = {
  name: "overload",
  about: "twice what the hub can commit, for 60 s",
  run: async (folder) => {
    const hub = await startHub(join(folder, "hub"), officeOf(devicesTotal + 1, 1), { flags: shippedFlags.hub });
    const port = hub.ready.mqttPort as number;
    const devices = await Promise.all(names(devicesTotal).map((id) => BacklogDevice.connect(port, id)));
    const citizens = await DeviceClient.connect(port, "example", `kiosk-${devicesTotal + 1}`, "ack");
    const board = await DeviceClient.connect(port, "example", "board-1", "calls");
    try {
      const capacity = await capacityOf(devices);
      const calls = new Calls(hub, citizens, board);
      await calls.signIn();
      const from = performance.now();
      const storedBefore = total(devices, "stored");
      let appended = 0;
      const times: number[] = [];
      let nextCall = 0;
      while (performance.now() - from < overloadMs) {
        const due = Math.floor(((performance.now() - from) / 1_000) * capacity * 2);
        for (const device of devices) device.append(Math.floor((due - appended) / devices.length));
        appended += Math.floor((due - appended) / devices.length) * devices.length;
        if (performance.now() - from >= nextCall) {
          nextCall += callEveryMs;
          times.push(await calls.one());
        }
        await new Promise((resolve) => setTimeout(resolve, appendEveryMs));
      }
      const stored = total(devices, "stored") - storedBefore;
      const waiting = total(devices, "waiting");
      const peak = peakMb(hub);
      const lost = await lostOf(hub, devices, join(folder, "hub/data/hub.sqlite"));
      return [
        atMost("acknowledged rows that are not on the disk after kill -9", lost, "rows", 0),
        atMost("hub, resident at its peak", peak, "MB", 300),
        atLeast("rows offered over rows stored meanwhile", appended / stored, "ratio", 1.2),
        atLeast("rows that wait at the devices at the end", waiting, "rows", 1),
        atMost("call asked -> message at the board under overload, p99", percentile(times, 0.99), "ms", 500),
        shown("the same: p50", percentile(times, 0.5), "ms"),
        shown("capacity, then rows stored/s under overload", capacity, "1/s"),
        shown("rows stored/s under overload", (stored * 1_000) / overloadMs, "1/s"),
      ];
    } finally {
      for (const device of devices) device.end();
      citizens.end();
      board.end();
      hub.child.kill("SIGKILL");
    }
  },
};

/** How many rows a second the hub stores when it is never let rest. */
async function capacityOf(devices: readonly BacklogDevice[]): Promise<number> {
  const before = total(devices, "stored");
  const from = performance.now();
  while (performance.now() - from < measureMs) {
    for (const device of devices) if (device.waiting < 2_000) device.append(2_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const rate = ((total(devices, "stored") - before) * 1_000) / (performance.now() - from);
  while (total(devices, "waiting") > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return rate;
}

/** An agent who calls one citizen after another: from the request to the message at the board. */
class Calls {
  readonly #hub: RunningProgram;
  readonly #citizens: DeviceClient;
  readonly #board: DeviceClient;

  constructor(hub: RunningProgram, citizens: DeviceClient, board: DeviceClient) {
    this.#hub = hub;
    this.#citizens = citizens;
    this.#board = board;
  }

  async signIn(): Promise<void> {
    await this.#command("sign-in", {});
  }

  async one(): Promise<number> {
    await this.#citizens.stored(1);
    const heard = new Promise<void>((resolve) => {
      this.#board.onCall = () => resolve();
    });
    const from = performance.now();
    const [{ visit }] = await Promise.all([this.#command("call-next", {}), heard]);
    const took = performance.now() - from;
    await this.#command("no-show", { visit });
    return took;
  }

  async #command(name: string, more: object): Promise<{ readonly visit: string | null }> {
    const at = `http://127.0.0.1:${this.#hub.ready.httpPort}/api/v1`;
    const { epoch, offset } = (await (await fetch(`${at}/counts`)).json()) as { epoch: string; offset: number };
    const body = { key: randomUUID(), agent: 21, counter: "counter-1", expected: { epoch, n: offset }, ...more };
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${at}/commands/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    const done = (await answer.json()) as { visit: string | null; fault?: string };
    if (done.fault) throw new Error(`${name} was refused: ${done.fault}`);
    return done;
  }
}

/** Rows that the hub acknowledged and its disk does not have. */
async function lostOf(hub: RunningProgram, devices: readonly BacklogDevice[], file: string): Promise<number> {
  hub.child.kill("SIGKILL");
  await once(hub.child, "exit");
  const database = new Database(file);
  try {
    const found = database.prepare("select source, max(origin_seq) as seq from log where source is not null group by source").all();
    const seqs = new Map((found as { source: string; seq: number }[]).map(({ source, seq }) => [source, seq]));
    return devices.reduce((sum, { device, stored }) => sum + Math.max(0, stored - (seqs.get(device) ?? 0)), 0);
  } finally {
    database.close();
  }
}

function total(devices: readonly BacklogDevice[], what: "stored" | "waiting"): number {
  return devices.reduce((sum, device) => sum + device[what], 0);
}

function names(many: number): string[] {
  return Array.from({ length: many }, (_, place) => `kiosk-${place + 1}`);
}
