/** A hub that takes devices from the network, and devices as boxes under systemd: a program that ends is started again as often as it likes. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TokenMade } from "#shared/identity/registry.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { ReadyLine } from "#shared/wire/process.ts";
import { type Running, startProgram, until } from "../../device/testing/process.ts";

const top = join(import.meta.dirname, "../..");
export const office = "example";
export const kiosk = { kind: "kiosk", printer: null };

export interface Line {
  readonly msg: string;
  readonly device?: string;
  readonly time: number;
}

/** Started again whenever it ends, until it is switched off. */
export class Box {
  readonly codes: (number | null)[] = [];
  log = "";
  #said: ReadyLine[] = [];
  #child: ChildProcess | null = null;
  #isOn = true;
  readonly #file: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(file: string, environment: Readonly<Record<string, string>> = {}) {
    this.#file = file;
    this.#environment = environment;
    this.#start();
  }

  /** Of each start that came so far. */
  get ready(): readonly ReadyLine[] {
    return this.#said;
  }

  get lines(): Line[] {
    return this.log
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Line);
  }

  switchOn(): void {
    this.#isOn = true;
    if (!this.#child) this.#start();
  }

  /** As if the plug were pulled. Resolves when it is dark. */
  async switchOff(): Promise<void> {
    this.#isOn = false;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  #start(): void {
    const child = spawn(process.execPath, ["device/main.ts", "--config", this.#file], {
      cwd: top,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.#environment },
    });
    this.#child = child;
    let out = "";
    child.stdout.on("data", (bytes) => {
      out += bytes;
      const lines = out.split("\n");
      out = lines.pop() ?? "";
      for (const line of lines) this.#said.push(JSON.parse(line) as ReadyLine);
    });
    child.stderr.on("data", (bytes) => {
      this.log += bytes;
    });
    child.once("close", (code) => {
      this.codes.push(code);
      this.#child = null;
      if (this.#isOn) this.#start();
    });
  }
}

export class FleetScene {
  readonly folder = mkdtempSync(join(tmpdir(), "theq-fleet-"));
  readonly #boxes: Box[] = [];
  readonly #running: Running[] = [];
  hub!: Running;

  async start(script: string, ...options: string[]): Promise<Running> {
    const program = await startProgram(script, options);
    this.#running.push(program);
    return program;
  }

  async startHub(configuration: OfficeConfiguration = exampleOffice(), rest: object = { devices: networkDevices }): Promise<void> {
    const file = {
      office,
      data: join(this.folder, "hub"),
      httpPort: 0,
      broker: { kind: "embedded", port: 0 },
      seed: this.write("office.json", configuration),
      openByItself: true,
      ...rest,
    };
    this.hub = await this.start("hub/main.ts", "--config", this.write("hub.json", file));
  }

  async end(): Promise<void> {
    for (const box of this.#boxes) await box.switchOff();
    for (const { child, stop } of this.#running) if (child.exitCode === null && child.signalCode === null) await stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, content: object): string {
    writeFileSync(join(this.folder, name), JSON.stringify(content), { mode: 0o600 });
    return join(this.folder, name);
  }

  async ask<T>(path: string, body?: object): Promise<T> {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return (await (await fetch(`http://127.0.0.1:${this.hub.ready.httpPort}${path}`, init)).json()) as T;
  }

  /** A box with a card for this name; `token`: what the card is for. */
  async box(id: string, role: object, token: string, environment: Readonly<Record<string, string>> = {}): Promise<Box> {
    const made = await this.ask<TokenMade>("/api/v1/identity/tokens", { name: id, role: token, by: "pat" });
    const { fingerprint, enrolPort } = made;
    const hub = `https://localhost:${enrolPort}`;
    const card = { version: 1, office, role: token, name: id, hub, fingerprint, token: made.token, madeAt: Date.now() };
    const enrolment = this.write(`${id}-enrolment.json`, card);
    return this.plain(id, role, `mqtts://localhost:${this.hub.ready.mqttsPort}`, { identity: { enrolment } }, environment);
  }

  /** A box without a card. */
  plain(id: string, role: object, mqtt: string, rest: object = {}, environment: Readonly<Record<string, string>> = {}): Box {
    const config = { office, id, data: join(this.folder, id), hub: { mqtt }, ...rest, role: { zone: "main", httpPort: 0, ...role } };
    const box = new Box(this.write(`${id}.json`, config), environment);
    this.#boxes.push(box);
    return box;
  }

  async isOnline(device: string): Promise<void> {
    const { hub } = this;
    await until(
      () => this.ask<{ devices: { id: string }[] }>("/api/v1/equipment"),
      ({ devices }) => devices.some(({ id }) => id === device) && hub.child.exitCode === null,
    );
  }

  async audited(): Promise<string[]> {
    const { rows } = await this.ask<{ rows: { by: string; what: string; device: string; facts: { order?: string } }[] }>(
      "/api/v1/identity/audit",
    );
    return rows
      .map(({ by, what, device, facts }) => [by, what, device, facts.order].filter((each) => each !== undefined).join(" "))
      .reverse();
  }
}

export const portOf = (box: Box) => box.ready.at(-1)?.httpPort as number;

export async function isReady(box: Box, name: string): Promise<void> {
  await until(
    async () => {
      if (box.ready.at(-1)?.id !== name) return "";
      return ((await (await fetch(`http://127.0.0.1:${portOf(box)}/health`)).json()) as { state: string }).state;
    },
    (state) => state === "ready",
  );
}

export async function tap(box: Box, key: string): Promise<KioskTicket & { fault?: string }> {
  const body = JSON.stringify({ key, service: "licence", language: "en", needs: [] });
  const init = { method: "POST", headers: { "content-type": "application/json" }, body };
  return (await (await fetch(`http://127.0.0.1:${portOf(box)}/api/kiosk/tickets`, init)).json()) as KioskTicket & { fault?: string };
}

export const networkDevices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0 };

/** The overlay of a device's page, as its stream tells it now; null when it tells none with its first events. */
export async function overlayOf(port: number, page: "kiosk" | "board"): Promise<Record<string, unknown> | null> {
  const controller = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/${page}/live`, { signal: controller.signal });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  try {
    // A beat comes every second: what stands is told before it.
    while (!text.includes("event: beat")) text += new TextDecoder().decode((await reader.read()).value);
  } finally {
    controller.abort();
  }
  const found = /event: overlay\ndata: (.*)\n/.exec(text)?.[1];
  return found === undefined ? null : (JSON.parse(found) as Record<string, unknown>);
}
