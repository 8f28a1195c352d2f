/** A hub that takes devices from the network, and devices with nothing but a card's file: real processes, TLS in between. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IdentityList, TokenMade } from "#shared/identity/registry.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { type Running, startProgram, until } from "../../device/testing/process.ts";

const office = "example";
const top = join(import.meta.dirname, "../..");
let folder: string;
let running: Running[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "theq-identity-"));
  running = [];
});
afterEach(async () => {
  for (const each of running) if (each.child.exitCode === null && each.child.signalCode === null) await each.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function start(script: string, ...options: string[]): Promise<Running> {
  const program = await startProgram(script, options);
  running.push(program);
  return program;
}

function write(name: string, content: object): string {
  writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 });
  return join(folder, name);
}

function hubConfig(
  devices: object,
  { name = "hub", ...rest }: { name?: string; backup?: object; followers?: string[]; handover?: object[] } = {},
): string {
  const file = {
    office,
    data: join(folder, name),
    httpPort: 0,
    broker: { kind: "embedded", port: 0 },
    seed: write("office.json", exampleOffice()),
    openByItself: true,
    devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, ...devices },
    ...rest,
  };
  return write(`${name}.json`, file);
}

function startHub(devices: object = {}, rest: Parameters<typeof hubConfig>[1] = {}): Promise<Running> {
  return start("hub/main.ts", "--config", hubConfig(devices, rest));
}

/** Runs a command of the hub's program to its end; what it said. */
function command(script: string, ...options: string[]): string {
  return execFileSync(process.execPath, [script, ...options], { cwd: top, encoding: "utf8" });
}

async function ask<T>(hub: Running, path: string, body?: object): Promise<T> {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${hub.ready.httpPort}${path}`, init);
  return (await answer.json()) as T;
}

/** As the program that writes cards does; returns the file's path. */
async function writeCard(hub: Running, name: string, role: string, change: object = {}): Promise<string> {
  const { token, fingerprint, enrolPort } = await ask<TokenMade>(hub, "/api/v1/identity/tokens", { name, role, by: "pat" });
  const card = { version: 1, office, role, name, hub: `https://localhost:${enrolPort}`, fingerprint, token, madeAt: Date.now(), ...change };
  return write(`${name}-enrolment.json`, card);
}

function startDevice(hub: Running, id: string, role: object, enrolment: string): Promise<Running> {
  return start("device/main.ts", "--config", deviceConfig(hub, id, role, enrolment));
}

function deviceConfig(hub: Running, id: string, role: object, enrolment: string): string {
  const config = {
    office,
    id,
    data: join(folder, id),
    hub: { mqtt: `mqtts://localhost:${hub.ready.mqttsPort}` },
    identity: { enrolment },
    role: { zone: "main", httpPort: 0, ...role },
  };
  return write(`${id}.json`, config);
}

const linesOf = (program: Running) =>
  program
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { msg: string; time: number; device?: string; fault?: string; code?: string; httpPort?: number });

const isUp = async (device: Running) =>
  ((await (await fetch(`http://127.0.0.1:${device.ready.httpPort}/health`)).json()) as { state?: string }).state;
const kiosk = { kind: "kiosk", printer: null };

async function tap(device: Running, key: string): Promise<{ status: number; ticket: KioskTicket }> {
  const body = JSON.stringify({ key, service: "licence", language: "en", needs: [] });
  const init = { method: "POST", headers: { "content-type": "application/json" }, body };
  const answer = await fetch(`http://127.0.0.1:${device.ready.httpPort}/api/kiosk/tickets`, init);
  return { status: answer.status, ticket: (await answer.json()) as KioskTicket };
}

// Most of it is waiting for programs to start.
describe("from the card to a ticket", { timeout: 120_000 }, () => {
  it("Q-SAFE-1: a card's token becomes a certificate and a printed ticket; revoked, the device is out within 5 s of the hub's own clock and stays out", async () => {
    const printer = await start(
      "device/virtual/printer/main.ts",
      "--port",
      "0",
      "--control-port",
      "0",
      "--mm-per-second",
      "0",
      "--data",
      join(folder, "papers"),
    );
    const hub = await startHub();
    const card = await writeCard(hub, "kiosk-1", "kiosk");
    const { token } = JSON.parse(readFileSync(card, "utf8")) as { token: string };
    const device = await startDevice(
      hub,
      "kiosk-1",
      { ...kiosk, printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port } },
      card,
    );
    await until(
      () => isUp(device),
      (state) => state === "ready",
    );
    const { status, ticket } = await tap(device, "first-tap-key");
    expect([status, ticket.number]).toEqual([200, expect.stringMatching(/^[A-Z]+\d+$/)]);
    await until(
      () => ask<{ tickets: number }>(hub, "/api/v1/counts"),
      ({ tickets }) => tickets === 1,
    );
    const papers = `http://127.0.0.1:${printer.ready.controlPort}/tickets?after=0`;
    const [paper] = await until(
      async () => (await (await fetch(papers)).json()) as { lines: string[] }[],
      (all) => all.length === 1,
    );
    expect(paper?.lines.join("\n")).toContain(ticket.number);

    // The token is gone, and the key is its owner's alone, on the device and nowhere else.
    expect(existsSync(card)).toBe(false);
    const own = join(folder, "kiosk-1/identity");
    expect(readdirSync(own).sort()).toEqual(["credentials.json", "time.json"]);
    expect(statSync(join(own, "credentials.json")).mode & 0o777).toBe(0o600);
    const { key } = JSON.parse(readFileSync(join(own, "credentials.json"), "utf8")) as { key: string };
    const secret = key.split("\n")[1] as string;
    const kept = readdirSync(join(folder, "hub"))
      .filter((name) => /\.sqlite/.test(name))
      .map((name) => readFileSync(join(folder, "hub", name), "latin1"));
    for (const text of [...kept, hub.log(), device.log()]) expect([text.includes(secret), text.includes(token)]).toEqual([false, false]);

    await ask(hub, "/api/v1/identity/revoke", { name: "kiosk-1", why: "stolen", by: "pat" });
    const cut = await until(
      () => linesOf(hub).find(({ msg }) => msg === "identity.session-cut"),
      (line) => line !== undefined,
    );
    const revoked = linesOf(hub).find(({ msg }) => msg === "identity.revoked");
    expect((cut?.time ?? Number.NaN) - (revoked?.time ?? 0)).toBeLessThan(5_000);
    // It comes again and again, and is turned away.
    await until(
      () => linesOf(hub).some(({ msg, fault }) => msg === "broker.refused" && fault === undefined),
      (was) => was,
    );
    await tap(device, "second-tap-key");
    const audit = await ask<{ rows: { what: string; by: string }[] }>(hub, "/api/v1/identity/audit");
    expect(audit.rows.map(({ what, by }) => `${by}: ${what}`).reverse()).toEqual([
      "pat: token-made",
      "device kiosk-1: device-enrolled",
      "pat: device-revoked",
    ]);
    expect(await ask<{ tickets: number }>(hub, "/api/v1/counts")).toMatchObject({ tickets: 1 });
  });

  it("goes on with its certificate when both were killed, and asks for no other", async () => {
    let hub = await startHub();
    const card = await writeCard(hub, "board-1", "board");
    const device = await startDevice(hub, "board-1", { kind: "board" }, card);
    const { mqttsPort, enrolPort } = hub.ready as { mqttsPort: number; enrolPort: number };
    await device.stop("SIGKILL");
    await hub.stop("SIGKILL");
    hub = await startHub({ mqttsPort, enrolPort });
    await startDevice(hub, "board-1", { kind: "board" }, card);
    await until(
      () => linesOf(hub).some(({ msg, device: of }) => msg === "identity.connected" && of === "board-1"),
      (was) => was,
    );
    expect(await ask<IdentityList>(hub, "/api/v1/identity")).toMatchObject({
      devices: [{ name: "board-1", state: "enrolled" }],
      auditBrokenAt: null,
    });
    expect((await ask<{ rows: object[] }>(hub, "/api/v1/identity/audit")).rows).toHaveLength(2);
  });

  it("finds its hub again on a new machine, made of a sealed backup and the authority's folder, with the certificate that it has", async () => {
    const key = join(folder, "backup-key.txt");
    const [recipient = ""] = command("hub/main.ts", "--backup-key", key).split("\n");
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const backup = { folder: join(folder, "backups"), everyHours: 168, recipients: [recipient] };
    const hub = await startHub({}, { backup });
    const card = await writeCard(hub, "kiosk-1", "kiosk");
    const device = await startDevice(hub, "kiosk-1", kiosk, card);
    await until(
      () => isUp(device),
      (state) => state === "ready",
    );
    expect((await tap(device, "before-the-fire")).status).toBe(200);
    await until(
      () => ask<{ tickets: number }>(hub, "/api/v1/counts"),
      ({ tickets }) => tickets === 1,
    );
    expect(command("hub/main.ts", "--config", join(folder, "hub.json"), "--backup", backup.folder)).toContain("each is as it was written");
    const [name = ""] = readdirSync(backup.folder);
    const file = join(backup.folder, name);
    expect(command("hub/doctor/main.ts", "--backup", file, "--key", key, "--office", office)).not.toContain("failed");
    const credentials = readFileSync(join(folder, "kiosk-1/identity/credentials.json"), "utf8");
    const ports = { mqttsPort: hub.ready.mqttsPort, enrolPort: hub.ready.enrolPort };
    await hub.stop("SIGKILL");

    const config = hubConfig(ports, { name: "new-machine" });
    expect(command("hub/main.ts", "--config", config, "--restore", file, "--key", key)).toContain("--promote --old-hub-is-off");
    cpSync(join(folder, "hub/authority"), join(folder, "new-machine/authority"), { recursive: true });
    const promoted = await start("hub/main.ts", "--config", config, "--promote", "--old-hub-is-off");
    await until(
      () => linesOf(promoted).some(({ msg, device: of }) => msg === "identity.connected" && of === "kiosk-1"),
      (was) => was,
    );
    expect((await tap(device, "after-the-fire")).status).toBe(200);
    await until(
      () => ask<{ tickets: number }>(promoted, "/api/v1/counts"),
      ({ tickets }) => tickets === 2,
    );
    expect(readFileSync(join(folder, "kiosk-1/identity/credentials.json"), "utf8")).toBe(credentials);
  });

  it("Q-SAFE-1: goes on with a follower that was permitted to take over, with the certificate that it has; a revoked device stays out, and nothing travels in clear", async () => {
    const ports = { mqttsPort: 0, enrolPort: 0 };
    const standby = hubConfig(ports, { name: "standby" });
    const [recipient = ""] = command("hub/main.ts", "--config", standby, "--handover-key").split("\n");
    const follower = await start("hub/main.ts", "--config", standby, "--follow");
    const url = `http://127.0.0.1:${follower.ready.httpPort}`;
    const wire: Buffer[] = [];
    const line = createServer((socket) => {
      const on = connect(follower.ready.httpPort as number, "127.0.0.1");
      socket.on("data", (bytes) => wire.push(bytes));
      socket.pipe(on).pipe(socket);
      for (const each of [socket, on]) each.on("error", () => each.destroy());
    }).listen(0, "127.0.0.1");
    try {
      await once(line, "listening");
      const to = `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
      const hub = await startHub({}, { followers: [url], handover: [{ to, recipient }] });
      ports.mqttsPort = hub.ready.mqttsPort as number;
      ports.enrolPort = hub.ready.enrolPort as number;
      const device = await startDevice(hub, "kiosk-1", kiosk, await writeCard(hub, "kiosk-1", "kiosk"));
      await startDevice(hub, "board-1", { kind: "board" }, await writeCard(hub, "board-1", "board"));
      expect((await tap(device, "before-it-died")).status).toBe(200);
      const revokedAt = Date.now();
      await ask(hub, "/api/v1/identity/revoke", { name: "board-1", why: "stolen", by: "pat" });
      const held = async () => (await (await fetch(`${url}/counts`)).json()) as { tickets?: number; handover: { at?: number } };
      await until(held, ({ tickets, handover }) => tickets === 1 && (handover.at ?? 0) > revokedAt);
      const credentials = readFileSync(join(folder, "kiosk-1/identity/credentials.json"), "utf8");
      await hub.stop("SIGKILL");
      await follower.stop("SIGKILL");

      const secret = readFileSync(join(folder, "hub/authority/authority.key"), "utf8").split("\n")[1] as string;
      const kept = readdirSync(join(folder, "standby")).map((name) => readFileSync(join(folder, "standby", name), "latin1"));
      const sent = Buffer.concat(wire).toString("latin1");
      expect(sent).toMatch(/\r\n\r\nage-encryption\.org\/v1\n-> X25519 /);
      for (const text of [...kept, sent, hub.log(), follower.log()]) expect(text.includes(secret)).toBe(false);
      expect(sent).not.toMatch(/kiosk-1|board-1|PRIVATE KEY/);
      expect(command("hub/doctor/main.ts", "--data", join(folder, "standby"), "--office", office)).toContain("are held, sealed");

      const promoted = await start("hub/main.ts", "--config", hubConfig(ports, { name: "standby" }), "--promote", "--old-hub-is-off");
      expect(promoted.log()).toContain("the authority's key are in place: 1 certificates count");
      await until(
        () => linesOf(promoted).some(({ msg, device: of }) => msg === "identity.connected" && of === "kiosk-1"),
        (was) => was,
      );
      const { status, ticket } = await tap(device, "after-it-died");
      expect([status, ticket.number]).toEqual([200, expect.stringMatching(/^[A-Z]+\d+$/)]);
      await until(
        () => ask<{ tickets: number }>(promoted, "/api/v1/counts"),
        ({ tickets }) => tickets === 2,
      );
      expect(readFileSync(join(folder, "kiosk-1/identity/credentials.json"), "utf8")).toBe(credentials);
      await until(
        () => linesOf(promoted).some(({ msg, fault }) => msg === "broker.refused" && fault === undefined),
        (was) => was,
      );
      expect(linesOf(promoted).some(({ msg, device: of }) => msg === "identity.connected" && of === "board-1")).toBe(false);
      const { devices } = (await ask<IdentityList>(promoted, "/api/v1/identity")) as Extract<IdentityList, { kind: "on" }>;
      expect(devices.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(["board-1 revoked", "kiosk-1 enrolled"]);
    } finally {
      line.close();
    }
  });

  it("shows a code that a person compares, where the hub asks for that", async () => {
    const hub = await startHub({ approve: true });
    const file = deviceConfig(hub, "kiosk-1", kiosk, await writeCard(hub, "kiosk-1", "kiosk"));
    const child = spawn(process.execPath, ["device/main.ts", "--config", file], { stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    let [said, log] = ["", ""];
    child.stdout.on("data", (bytes) => {
      said += bytes;
    });
    child.stderr.on("data", (bytes) => {
      log += bytes;
    });
    try {
      const port = await until(
        () => /"httpPort":(\d+),"msg":"identity.page"/.exec(log)?.[1],
        (found) => found !== undefined,
      );
      const page = async () => (await fetch(`http://127.0.0.1:${port}/kiosk/`)).text();
      const shown = await until(page, (text) => text.includes('class="code"'));
      expect(shown.match(/lang="(?:en|fr)"><p>kiosk-1 (?:is waiting for office IT|attend)/g)).toHaveLength(2);
      const code = /class="code">(\d{4})</.exec(shown)?.[1];
      expect(said).toBe("");
      expect(await ask(hub, "/api/v1/identity/approve", { name: "kiosk-1", code, by: "pat" })).toEqual({ kind: "done" });
      await until(
        () => said,
        (text) => text.includes('"ready":"device"'),
      );
    } finally {
      child.kill("SIGKILL");
      await ended;
    }
  });
});
