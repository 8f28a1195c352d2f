/**
 * The hub's machine burns: from the newest sealed backup and the authority's folder to a ticket on the new one, its kiosk untouched. Programs
 * alone: what a person does meanwhile (a card, a cable, copying two things) is not in it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TokenMade } from "#shared/identity/registry.ts";
import { DeviceClient } from "./device-client.ts";
import { atMost, type Benchmark, type Figure, shown } from "./figure.ts";
import { officeOf, type RunningProgram, start, top } from "./hub-process.ts";
import { BenchKiosk } from "./kiosk-process.ts";

/** Far more tickets than an office has in a day, each of them still open. */
const rowsTotal = 20_000;
const rowsPerMessage = 100;
const minutesMax = 30;

export const replacedHub: Benchmark = {
  name: "replaced-hub",
  about: "a new machine takes over from a sealed backup, and a kiosk that nobody touches prints again",
  run: async (folder) => {
    const key = join(folder, "backup-key.txt");
    const recipient = command("hub/main.ts", "--backup-key", key).split("\n")[0] ?? "";
    const backup = { folder: join(folder, "backups"), everyHours: 168, recipients: [recipient] };
    writeFileSync(join(folder, "office.json"), JSON.stringify(officeOf(2, 1)));
    const first = await start("hub/main.ts", { ...hubFile(folder, "first"), backup }, join(folder, "first-program"));
    const ports = { mqttsPort: first.ready.mqttsPort, enrolPort: first.ready.enrolPort };
    const kiosk = await enrolledKiosk(folder, first);
    const running: { stop(): Promise<void> }[] = [kiosk, first];
    try {
      await kiosk.tap();
      const filling = await DeviceClient.connect(first.ready.mqttPort as number, "example", "kiosk-2", "ack");
      for (let rows = 0; rows < rowsTotal; rows += rowsPerMessage) await filling.stored(rowsPerMessage);
      filling.end();
      const config = join(folder, "first-program", "program.json");
      const backedUp = taken(() => command("hub/main.ts", "--config", config, "--backup", backup.folder));
      first.child.kill("SIGKILL");
      await kiosk.until(({ hub }) => hub === "away");

      const began = performance.now();
      const next = { ...hubFile(folder, "second"), devices: { host: "127.0.0.1", ...ports } };
      const file = join(folder, "second.json");
      writeFileSync(file, JSON.stringify(next));
      const [name = ""] = readdirSync(backup.folder);
      const restored = taken(() => command("hub/main.ts", "--config", file, "--restore", join(backup.folder, name), "--key", key));
      cpSync(join(folder, "first", "authority"), join(folder, "second", "authority"), { recursive: true });
      const options = { words: ["--promote", "--old-hub-is-off"] };
      const second = await start("hub/main.ts", next, join(folder, "second-program"), options);
      running.push(second);
      const promoted = (performance.now() - began) / 1_000 - restored;
      await kiosk.until(({ hub }) => hub === "present");
      await kiosk.tap();
      const minutes = (performance.now() - began) / 60_000;
      return figures(backedUp, restored, promoted, minutes);
    } finally {
      for (const each of running) await each.stop();
    }
  },
};

function figures(backedUp: number, restored: number, promoted: number, minutes: number): Figure[] {
  return [
    shown(`backup of ${rowsTotal} rows, checked`, backedUp, "s"),
    shown("restored: opened, checked, every row folded", restored, "s"),
    shown("started as the office's hub", promoted, "s"),
    atMost("until the kiosk printed again, with its own certificate", minutes, "min", minutesMax),
  ];
}

function hubFile(folder: string, name: string) {
  return {
    office: "example",
    data: join(folder, name),
    httpPort: 0,
    broker: { kind: "embedded", port: 0 },
    seed: join(folder, "office.json"),
    openByItself: true,
    devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0 },
  };
}

async function enrolledKiosk(folder: string, { ready }: RunningProgram): Promise<BenchKiosk> {
  const answer = await fetch(`http://127.0.0.1:${ready.httpPort}/api/v1/identity/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "kiosk-1", role: "kiosk", by: "bench" }),
  });
  const { token, fingerprint, enrolPort } = (await answer.json()) as TokenMade;
  const hub = `https://localhost:${enrolPort}`;
  const card = { version: 1, office: "example", role: "kiosk", name: "kiosk-1", hub, fingerprint, token, madeAt: Date.now() };
  mkdirSync(join(folder, "kiosk"));
  const enrolment = join(folder, "kiosk", "enrolment.json");
  writeFileSync(enrolment, JSON.stringify(card), { mode: 0o600 });
  const kiosk = await BenchKiosk.start({
    folder: join(folder, "kiosk"),
    hub: `mqtts://localhost:${ready.mqttsPort}`,
    enrolment,
    printerPort: null,
  });
  await kiosk.until(({ state, hub: link }) => state === "ready" && link === "present");
  return kiosk;
}

/** Runs a command of a program to its end; what it said. */
function command(script: string, ...options: string[]): string {
  return execFileSync(process.execPath, [script, ...options], { cwd: top, encoding: "utf8" });
}

/** Seconds. */
function taken(work: () => unknown): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1_000;
}
