/** Resident memory as shipped: stripped JavaScript and a warm compile cache, as on a Raspberry Pi. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedFlags } from "../../provisioning/shipping/flags.ts";
import { stripInto } from "../../provisioning/shipping/strip.ts";
import { DeviceClient } from "./device-client.ts";
import { atMost, type Benchmark, type Figure } from "./figure.ts";
import { officeOf, type RunningProgram, start, startHub, top } from "./hub-process.ts";

const kiosksTotal = 100;
const boardsTotal = 100;

export const memory: Benchmark = {
  name: "memory",
  about: "resident memory of hub and device as shipped, with 100 devices and 100 boards",
  run: async (folder) => {
    const root = join(folder, "shipped");
    stripInto(top, root);
    const env = { NODE_COMPILE_CACHE: join(folder, "compiled") };
    const options = { root, env, flags: shippedFlags.hub };
    const onDevice = { root, env, flags: shippedFlags.device };
    // The first start warms the compile cache.
    await (await startHub(join(folder, "warm"), officeOf(1, 1), options)).stop();
    const hub = await startHub(join(folder, "hub"), officeOf(kiosksTotal, boardsTotal), options);
    try {
      const atHub = await hubFigures(hub);
      const kiosk = { kind: "kiosk", zone: "main", httpPort: 0, printer: null } as const;
      const file = {
        office: "example",
        id: "kiosk-1",
        data: join(folder, "kiosk"),
        hub: { mqtt: `mqtt://127.0.0.1:${hub.ready.mqttPort}` },
        role: kiosk,
      };
      await (await start("device/main.ts", file, join(folder, "device-warm"), onDevice)).stop();
      const device = await start("device/main.ts", file, join(folder, "device"), onDevice);
      const atDevice = atMost("device: resident", await settledMb(device), "MB", 95);
      await device.stop();
      return [...atHub, atDevice];
    } finally {
      await hub.stop();
    }
  },
};

async function hubFigures(hub: RunningProgram): Promise<Figure[]> {
  const port = hub.ready.mqttPort as number;
  const names = (role: string, many: number) => Array.from({ length: many }, (_, place) => `${role}-${place + 1}`);
  const kiosks = await Promise.all(names("kiosk", kiosksTotal).map((id) => DeviceClient.connect(port, "example", id, "ack")));
  const boards = await Promise.all(names("board", boardsTotal).map((id) => DeviceClient.connect(port, "example", id, "calls")));
  // Twenty rounds of a row from each kiosk: more than an office sees in its busiest hour.
  for (let round = 0; round < 20; round += 1) await Promise.all(kiosks.map((kiosk) => kiosk.stored(1)));
  const resident = await settledMb(hub);
  for (const client of [...kiosks, ...boards]) client.end();
  return [atMost("hub with 100 devices and 100 boards: resident", resident, "MB", 150)];
}

/** The lowest of some readings, each a second apart: what stays when the start's garbage has gone. */
async function settledMb({ child }: RunningProgram): Promise<number> {
  const readings: number[] = [];
  for (let reading = 0; reading < 8; reading += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    readings.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
  }
  return Math.min(...readings);
}
