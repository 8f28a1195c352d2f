import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import type { ReadyLine } from "#shared/wire/process.ts";
import { backUp } from "../backup/backup.ts";
import { type RunningCentral, startCentral } from "../central/start-central.ts";
import { DeviceHarness } from "../core/harness.ts";
import { RealHub } from "../forward/real-hub.ts";

const withinMs = { timeout: 20_000, interval: 20 };
const main = new URL("../main.ts", import.meta.url).pathname;
const doctor = new URL("../doctor/main.ts", import.meta.url).pathname;
let folder = "";
const children: ChildProcess[] = [];
const hubs: RealHub[] = [];
let central: RunningCentral | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-promotion-"));
});
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop("SIGKILL");
  for (const child of children.splice(0)) await kill(child);
  await central?.stop("SIGKILL");
  central = undefined;
  rmSync(folder, { recursive: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

/** Office IT's file of a program that stands in a folder of its own. */
function fileOf(name: string, more: object = {}): string {
  const seed = join(folder, "office.json");
  writeFileSync(seed, JSON.stringify(exampleOffice()));
  const data = join(folder, name);
  const broker = { kind: "embedded", port: 0 };
  const config = join(folder, `${name}.json`);
  writeFileSync(config, JSON.stringify({ office: "example", data, httpPort: 0, broker, seed, openByItself: true, ...more }));
  return config;
}

async function start(
  config: string,
  ...args: string[]
): Promise<{ child: ChildProcess; ready: ReadyLine; url: string; said: () => string }> {
  const child = spawn(process.execPath, [main, "--config", config, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const ready = JSON.parse(line) as ReadyLine;
    return { child, ready, url: `http://127.0.0.1:${ready.httpPort}`, said: () => said };
  }
  throw new Error(`it ended before it was ready: ${said}`);
}

/** Runs to its end; returns what it said and how it ended. */
async function runOnce(config: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main, "--config", config, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

async function json(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

async function openHub(kiosk: DeviceHarness, more: object = {}): Promise<RealHub> {
  const hub = await RealHub.start(folder, exampleOffice(), kiosk, { collector: null, central: null, ...more });
  hubs.push(hub);
  return hub;
}

function tickets(kiosk: DeviceHarness, count: number): number {
  const from = kiosk.rows.length + 1;
  for (let n = 0; n < count; n += 1) kiosk.write(kiosk.ticket({ letter: "C", count: from + n, request: null, date: null }));
  return from;
}

describe("a follower", () => {
  test("Q-TICKET-1 Q-CALL-1 Q-EVENT-1: becomes the hub by one command after kill -9 of both: no ticket is lost, whoever waits is asked about", async () => {
    const followerConfig = fileOf("standby");
    let follower = await start(followerConfig, "--follow");
    const kiosk = new DeviceHarness("kiosk-1");
    const hub = await openHub(kiosk, { followers: [follower.url] });
    await hub.enrol();
    await hub.ship(tickets(kiosk, 5));
    await hub.command("sign-in");
    await hub.command("call-next");
    const counts = await hub.get("/api/v1/counts");
    await expect.poll(async () => (await json(`${follower.url}/counts`)).tickets, withinMs).toBe(5);

    await kill(follower.child);
    await hub.ship(tickets(kiosk, 3));
    follower = await start(fileOf("standby", { httpPort: Number(new URL(follower.url).port) }), "--follow");
    await expect.poll(async () => (await json(`${follower.url}/counts`)).tickets, withinMs).toBe(8);
    await hub.stop("SIGKILL");
    await kill(follower.child);

    expect(await runOnce(followerConfig)).toMatchObject({ code: 1, said: expect.stringContaining("follower's copy") });
    expect(await runOnce(followerConfig, "--promote")).toMatchObject({ code: 1, said: expect.stringContaining("Is the old hub off?") });
    const examined = spawnSync(process.execPath, [doctor, "--data", join(folder, "standby"), "--office", "example"], { encoding: "utf8" });
    expect(examined.stdout).toMatch(
      /^soon +This follower holds neither the registry of devices nor the authority's key: nobody permitted it/m,
    );
    const promoted = await start(followerConfig, "--promote", "--old-hub-is-off");
    expect(promoted.said()).toMatch(/held neither the registry of devices nor .* \(nobody permitted it\)\. .* new cards/);
    const after = await json(`${promoted.url}/api/v1/counts`);
    expect(after).toMatchObject({ tickets: 8, generation: 2 });
    expect(after.epoch).not.toBe((counts as { epoch: string }).epoch);
    // A page that knew the old epoch is given everything anew.
    expect(await office(promoted.url, `${(counts as { epoch: string }).epoch}:3`)).toMatchObject({ toConfirm: 7 });
    expect(await post(promoted.url, "sign-in", { counter: "counter-2", agent: 22 })).toMatchObject({ done: true });
    expect(await post(promoted.url, "call-next", { counter: "counter-2", agent: 22 })).toMatchObject({ fault: "confirm-first" });
    await kill(promoted.child);

    // A start without any word goes on as the hub it is now.
    const again = await start(followerConfig);
    expect(await json(`${again.url}/api/v1/counts`)).toMatchObject({ tickets: 8, generation: 2, epoch: after.epoch });
  }, 60_000);
});

describe("a backup", () => {
  test("Q-EVENT-1: made while the hub runs and put in place of its storage, it becomes the hub with what central has", async () => {
    central = await startCentral(join(folder, "central"));
    const kiosk = new DeviceHarness("kiosk-1");
    const hub = await openHub(kiosk, { central: central.url });
    await hub.enrol();
    await hub.ship(tickets(kiosk, 4));
    const made = await runOnce(join(folder, "hub.json"), "--backup", join(folder, "backups"));
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining("each is as it was written") });
    const file = made.said.split(" holds ")[0] as string;
    await hub.command("sign-in");
    const called = await hub.command("call-next");
    await hub.command("begin", { visit: called.visit });
    await hub.command("finish", { visit: called.visit, timeNotAccurate: false, quantity: 1 });
    await hub.ship(tickets(kiosk, 2));
    const { tickets: total } = (await hub.get("/api/v1/counts")) as { tickets: number };
    await expect.poll(async () => (await (central as RunningCentral).counts()).tickets, withinMs).toBe(total);
    await hub.stop("SIGKILL");

    const config = fileOf("restored", { central: central.url });
    mkdirSync(join(folder, "restored"));
    copyFileSync(file, join(folder, "restored", "hub.sqlite"));
    expect(await runOnce(config)).toMatchObject({ code: 1, said: expect.stringContaining("a backup") });
    const restored = await start(config, "--promote", "--old-hub-is-off");
    expect(await json(`${restored.url}/api/v1/counts`)).toMatchObject({ tickets: 6, generation: 2 });
    // Of the six one was served, as central knew.
    expect(await office(restored.url)).toMatchObject({ waiting: 5, toConfirm: 5 });
    await expect.poll(async () => (await (central as RunningCentral).counts()).tickets, withinMs).toBe(6);
    // The old one comes back to life: central does not listen, and tells it.
    const old = await start(join(folder, "hub.json"));
    await expect.poll(async () => (await post(old.url, "sign-out", {})).fault, withinMs).toBe("hub-superseded");
  }, 60_000);

  test("is refused where a row is not as it was written", async () => {
    const kiosk = new DeviceHarness("kiosk-1");
    const hub = await openHub(kiosk);
    await hub.enrol();
    await hub.stop("SIGKILL");
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(join(folder, "hub", "hub.sqlite"));
    database.exec("drop trigger log_is_append_only_1; update log set bytes = replace(bytes, 'counter-1', 'counter-9') where seq = 2");
    database.close();
    expect(() => backUp(join(folder, "hub"), "example", join(folder, "backups"), 1_795_500_000_000)).toThrow();
    const config = fileOf("hub");
    expect(await runOnce(config, "--promote", "--old-hub-is-off")).toMatchObject({
      code: 1,
      said: expect.stringContaining("row 2 is not the row that was written"),
    });
  }, 30_000);
});

let keys = 0;

async function post(url: string, name: string, more: object): Promise<Record<string, unknown>> {
  keys += 1;
  const { epoch } = await json(`${url}/api/v1/counts`);
  const body = JSON.stringify({ key: `promotion-${keys}`, agent: 21, counter: "counter-1", expected: { epoch, n: 999_999 }, ...more });
  const headers = { "content-type": "application/json" };
  return (await (await fetch(`${url}/api/v1/commands/${name}`, { method: "POST", headers, body })).json()) as Record<string, unknown>;
}

/** The office's line in what a page is first told: a snapshot. */
async function office(url: string, lastId?: string): Promise<unknown> {
  const live = await fetch(`${url}/api/v1/live`, lastId === undefined ? {} : { headers: { "last-event-id": lastId } });
  let text = "";
  for await (const chunk of live.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    const found = /event: snapshot\n(?:id: .*\n)?data: (.*)\n\n/.exec(text);
    if (found) return (JSON.parse(found[1] as string) as { entries: Record<string, unknown> }).entries.office;
  }
  throw new Error(`no snapshot: ${text.slice(0, 200)}`);
}
