/** Power comes back: a thousand devices knock at their hub at once, each with its certificate, and go on knocking until they are let in. */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ports } from "../../hub/broker/ports.ts";
import { shippedFlags } from "../../provisioning/shipping/flags.ts";
import { DeviceClient } from "./device-client.ts";
import { type EnrolledDevices, enrolDevices } from "./enrolled-devices.ts";
import { atMost, type Benchmark, type Figure, percentile, shown } from "./figure.ts";
import { officeOf, peakMb, type RunningProgram, start } from "./hub-process.ts";
import type { PowerFailureOrder, PowerFailureSaying } from "./power-failure-devices.ts";

const office = "example";
/** With the one that citizens use meanwhile as many as an office's configuration may name; the others are spares. */
const namedTotal = 199;
const citizensKiosk = `kiosk-${namedTotal + 1}`;
const devicesTotal = 1_000;
const processesTotal = 2;
/** So long the devices have knocked at nobody's door before the hub is there. */
const knockMs = 3_000;
const giveUpMs = 300_000;

export const powerFailure: Benchmark = {
  name: "power-failure",
  about: "1,000 devices connect at once, each with its certificate",
  run: async (folder) => {
    const names = [...numbered("kiosk", namedTotal), ...numbered("spare", devicesTotal - namedTotal)];
    const port = await new Ports().take();
    const file = hubFile(folder, port);
    const first = await start("hub/main.ts", file, join(folder, "hub"));
    await first.stop();
    const enrolled = await enrolDevices(file.data, office, names);

    const waits = new Map<string, { readonly ms: number; readonly tries: number }>();
    let upMs = Number.POSITIVE_INFINITY;
    const processes = shared(enrolled, port, ({ heard, tries }) => waits.set(heard, { ms: performance.now() - upMs, tries }));
    let hub: RunningProgram | undefined;
    try {
      await new Promise((resolve) => setTimeout(resolve, knockMs));
      hub = await start("hub/main.ts", file, join(folder, "hub"), { flags: shippedFlags.hub });
      upMs = performance.now();
      const before = processes.map(processorSeconds);
      const { httpPort, mqttPort } = hub.ready;
      const answers = timesOf(async () => (await fetch(`http://127.0.0.1:${httpPort}/api/v1/counts`)).arrayBuffer());
      const citizens = await DeviceClient.connect(mqttPort as number, office, citizensKiosk, "ack");
      const taps = timesOf(() => citizens.stored(1));
      while (waits.size < names.length && performance.now() - upMs < giveUpMs) await new Promise((resolve) => setTimeout(resolve, 50));
      const processor = {
        hub: processorSeconds(hub.child),
        devices: processes.reduce((sum, each, place) => sum + processorSeconds(each) - (before[place] ?? 0), 0),
      };
      const meanwhile = { answers: await answers.stop(), taps: await taps.stop() };
      citizens.end();
      return figures(waits, names.length, { ...meanwhile, processor, memory: peakMb(hub) });
    } finally {
      for (const each of processes) each.kill("SIGKILL");
      hub?.child.kill("SIGKILL");
    }
  },
};

interface Meanwhile {
  readonly answers: readonly number[];
  readonly taps: readonly number[];
  /** Seconds: of the hub since its start, of all devices since the hub was there. */
  readonly processor: { readonly hub: number; readonly devices: number };
  readonly memory: number;
}

function figures(
  waits: ReadonlyMap<string, { readonly ms: number; readonly tries: number }>,
  total: number,
  { answers, taps, processor, memory }: Meanwhile,
): Figure[] {
  const missing = Array.from({ length: total - waits.size }, () => Number.POSITIVE_INFINITY);
  const ms = [...[...waits.values()].map((each) => each.ms), ...missing];
  const tries = [...waits.values()].reduce((sum, each) => sum + each.tries, 0);
  return [
    atMost("devices that were not let in", total - waits.size, "devices", 0),
    // Longer than that, a citizen at a kiosk would notice that the office is not whole.
    atMost(`hub there -> the last of ${total} devices let in, and what it wrote stored`, Math.max(...ms) / 1_000, "s", 60),
    shown("the same: p50", percentile(ms, 0.5) / 1_000, "s"),
    shown("the same: p99", percentile(ms, 0.99) / 1_000, "s"),
    shown("connections that a device began until then, those before the hub was there among them", tries / Math.max(1, waits.size), "each"),
    shown("meanwhile a page of the hub asked every 100 ms: longest answer", Math.max(0, ...answers), "ms"),
    shown("meanwhile tap -> stored at another kiosk: p50", percentile(taps, 0.5), "ms"),
    shown("the same: longest", Math.max(0, ...taps), "ms"),
    shown("processor time of the hub, its start among it", processor.hub, "s"),
    shown("processor time of the devices, which here share the hub's processor", processor.devices, "s"),
    atMost("hub, resident at its peak", memory, "MB", 300),
  ];
}

function hubFile(folder: string, port: number) {
  return {
    office,
    data: join(folder, "data"),
    httpPort: 0,
    broker: { kind: "embedded", port: 0 },
    seed: seedFile(folder),
    openByItself: true,
    devices: { host: "127.0.0.1", mqttsPort: port, enrolPort: 0 },
  };
}

/** Each process has its share of the devices. */
function shared({ root, devices }: EnrolledDevices, port: number, says: (saying: PowerFailureSaying) => void): readonly ChildProcess[] {
  return Array.from({ length: processesTotal }, (_, place) => {
    const child = fork(join(import.meta.dirname, "power-failure-devices.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    child.on("message", says);
    const own = devices.filter((_device, index) => index % processesTotal === place);
    child.send({ office, port, root, devices: own } satisfies PowerFailureOrder);
    return child;
  });
}

/** How many milliseconds it takes, again and again every 100 ms: what people in the office feel meanwhile. */
function timesOf(run: () => Promise<unknown>): { stop(): Promise<readonly number[]> } {
  const times: number[] = [];
  let over = false;
  const running = (async () => {
    while (!over) {
      const from = performance.now();
      await run();
      times.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    stop: async () => {
      over = true;
      await running;
      return times;
    },
  };
}

/** Of a child that runs, in its own code and in the system's (proc(5): fields 14 and 15 of `stat`, in hundredths of a second). */
function processorSeconds({ pid }: ChildProcess): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13) ?? [];
  return (Number(user) + Number(system)) / 100;
}

function seedFile(folder: string): string {
  const file = join(folder, "seed.json");
  writeFileSync(file, JSON.stringify(officeOf(namedTotal + 1, 0)));
  return file;
}

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, place) => `${name}-${place + 1}`);
