/**
 * Ten thousand certificates renewed as fast as the hub makes them, each over its own mutual TLS with a key of its own, while citizens go on
 * taking tickets. A hub of 10,000 devices would have a day for it; how they spread over that day is reckoned with the devices' own rule.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { renewAt, validityFrom } from "#shared/identity/lifetime.ts";
import type { IdentityListOn } from "#shared/identity/registry.ts";
import { newKey, post } from "../../hub/identity/test-device.ts";
import { shippedFlags } from "../../provisioning/shipping/flags.ts";
import { DeviceClient } from "./device-client.ts";
import { type EnrolledDevice, enrolDevices } from "./enrolled-devices.ts";
import { atLeast, atMost, type Benchmark, type Figure, percentile, shown } from "./figure.ts";
import { officeOf, peakMb, start } from "./hub-process.ts";

const office = "example";
/** With the kiosk of the citizens as many as an office's configuration may name. */
const devicesTotal = 199;
const renewalsTotal = 10_000;
/** Requests under way at a time. */
const workersTotal = 8;
const tapEveryMs = 100;
const tapsBefore = 200;
const daySeconds = 86_400;

export const renewals: Benchmark = {
  name: "renewals",
  about: "10,000 certificates renewed while tickets are taken",
  run: async (folder) => {
    const data = join(folder, "data");
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify(officeOf(devicesTotal + 1, 0)));
    const devices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0 };
    const file = { office, data, httpPort: 0, broker: { kind: "embedded", port: 0 }, seed, openByItself: true, devices };
    await (await start("hub/main.ts", file, join(folder, "hub"))).stop();
    const names = Array.from({ length: devicesTotal }, (_, place) => `kiosk-${place + 1}`);
    const enrolled = await enrolDevices(data, office, names);
    const hub = await start("hub/main.ts", file, join(folder, "hub"), { flags: shippedFlags.hub });
    const citizens = await DeviceClient.connect(hub.ready.mqttPort as number, office, `kiosk-${devicesTotal + 1}`, "ack");
    try {
      const quiet = await taps(citizens, (count) => count < tapsBefore);
      const storage = join(data, "hub.sqlite");
      const bytesBefore = statSync(storage).size;
      let over = false;
      const busy = taps(citizens, () => !over);
      const from = performance.now();
      const { certificates, paused } = await renewAll(hub.ready.enrolPort as number, enrolled.devices);
      const seconds = (performance.now() - from) / 1_000;
      over = true;
      const memory = peakMb(hub);
      const wrong = certificates.filter((cert) => !isGood(cert, enrolled.root)).length;
      const list = (await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/identity`)).json()) as IdentityListOn;
      const times = { quiet, busy: await busy };
      await hub.stop();
      return figures({ seconds, made: certificates.length, paused, wrong, list, memory, times, ...heldIn(storage, bytesBefore) });
    } finally {
      citizens.end();
      await hub.stop();
    }
  },
};

interface Seen {
  readonly seconds: number;
  readonly made: number;
  readonly paused: number;
  readonly wrong: number;
  readonly list: IdentityListOn;
  readonly memory: number;
  readonly times: { readonly quiet: readonly number[]; readonly busy: readonly number[] };
  readonly rows: number;
  readonly bytes: number;
}

function figures({ seconds, made, paused, wrong, list, memory, times, rows, bytes }: Seen): Figure[] {
  const unenrolled = list.devices.filter(({ state }) => state !== "enrolled").length;
  return [
    // A day has 86,400 s: this many times as fast as a fleet of so many asks.
    atLeast(`${renewalsTotal} renewals: as many a second as a day of them has`, daySeconds / seconds, "times", 100),
    shown("renewals", made / seconds, "1/s"),
    atMost("new certificates that are not of this authority or not of their key", wrong, "of them", 0),
    atMost("certificates that the registry lacks; devices that are not enrolled", devicesTotal + made - rows + unenrolled, "of them", 0),
    atMost("rows of the audit that are not as they were written", list.auditBrokenAt === null ? 0 : 1, "rows", 0),
    shown("asked too often in a minute, and asked again", paused, "times"),
    shown("storage for one renewal, with its row of the audit", bytes / made, "bytes"),
    atMost("hub, resident at its peak", memory, "MB", 300),
    shown("tap -> stored, before: p99", percentile(times.quiet, 0.99), "ms"),
    atMost("tap -> stored, meanwhile: p99", percentile(times.busy, 0.99), "ms", 500),
    atMost("10,000 devices set up in one moment: renewals in the busiest minute of their day", busiestMinute(), "renewals", 20),
  ];
}

/** Milliseconds from a tap to the hub's word that it is stored, one after another. */
async function taps(citizens: DeviceClient, goesOn: (count: number) => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    const from = performance.now();
    await citizens.stored(1);
    times.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, tapEveryMs));
  }
  return times;
}

/** Each device renews what it has renewed, again and again: the new key is the next one's proof. */
async function renewAll(port: number, devices: readonly EnrolledDevice[]) {
  const certificates: { readonly cert: string; readonly key: string }[] = [];
  const waiting = [...devices];
  let paused = 0;
  const renewed = async ({ name, key, cert }: EnrolledDevice): Promise<EnrolledDevice> => {
    const made = await newKey();
    for (;;) {
      const { status, body } = await post(port, "/renew", { request: made.request }, { key, cert });
      if (status === 200) return { name, key: made.key, cert: body.certificate as string };
      if (status !== 429) throw new Error(`${name} was refused: ${JSON.stringify(body)}`);
      paused += 1;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  };
  const work = async () => {
    while (certificates.length < renewalsTotal) {
      const device = waiting.shift();
      if (device === undefined) return;
      const now = await renewed(device);
      certificates.push(now);
      waiting.push(now);
    }
  };
  await Promise.all(Array.from({ length: workersTotal }, work));
  return { certificates, paused };
}

function isGood({ cert, key }: { readonly cert: string; readonly key: string }, root: string): boolean {
  const made = new X509Certificate(cert);
  const authority = new X509Certificate(root);
  return made.checkIssued(authority) && made.verify(authority.publicKey) && made.checkPrivateKey(createPrivateKey(key));
}

/** What a stopped hub has on its disk. */
function heldIn(storage: string, bytesBefore: number): { readonly rows: number; readonly bytes: number } {
  const database = new Database(storage, { readonly: true });
  try {
    const { rows } = database.prepare("select count(*) as rows from device_certificates").get() as { rows: number };
    return { rows, bytes: statSync(storage).size - bytesBefore };
  } finally {
    database.close();
  }
}

/** Certificates of the same second, each with its own draw, by the rule that devices renew by. */
function busiestMinute(): number {
  const validity = validityFrom(Date.now());
  const minutes = new Map<number, number>();
  for (let device = 0; device < 10_000; device++) {
    const minute = Math.floor(renewAt(validity, Math.random()) / 60_000);
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
  }
  return Math.max(...minutes.values());
}
