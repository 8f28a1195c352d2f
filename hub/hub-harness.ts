/** A whole hub in a test, in this process: real storage, broker and HTTP on free ports; its clock and timers are turned by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { exampleOffice } from "#shared/office/example.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { DeviceHarness, start } from "./core/harness.ts";
import { createHub, type Hub, type HubPorts } from "./hub.ts";
import type { Facts } from "./journal.ts";

export const withinMs = { timeout: 10_000, interval: 10 };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export class HubBench {
  readonly folder = mkdtempSync(join(tmpdir(), "theq-hub-"));
  readonly lines: { what: string; facts: Facts }[] = [];
  at = start;
  mono = 0;
  readonly #timers = new Set<{ readonly ms: number; readonly run: () => void }>();
  readonly #hubs: Hub[] = [];
  readonly #clients: MqttClient[] = [];
  #keys = 0;

  /** A hub on this bench's data folder. */
  async start(file: Partial<HubFile> = {}, ports: Partial<HubPorts> = {}): Promise<Hub> {
    const hub = await createHub({ ...this.file, ...file }, { ...this.ports, ...ports });
    this.#hubs.push(hub);
    return hub;
  }

  get file(): HubFile {
    return {
      office: "example",
      data: join(this.folder, "data"),
      host: "127.0.0.1",
      httpPort: 0,
      broker: { kind: "embedded", port: 0 },
      openByItself: true,
      collector: null,
      central: null,
      framedBy: [],
    };
  }

  get ports(): HubPorts {
    const write = (what: string, facts: Facts = {}) => void this.lines.push({ what, facts });
    return {
      time: { wall: () => this.at, mono: () => this.mono },
      every: (ms, run) => {
        const timer = { ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      journal: { info: write, warn: write, error: write },
      seed: exampleOffice(),
      pages: join(this.folder, "dist"),
    };
  }

  /** Runs every timer of this length once, as if its time had come. */
  tick(ms: number): void {
    for (const timer of [...this.#timers]) if (timer.ms === ms) timer.run();
  }

  get timers(): number {
    return this.#timers.size;
  }

  async client(hub: Hub, clientId: string, options: IClientOptions = {}): Promise<MqttClient> {
    const client = mqtt.connect(`mqtt://127.0.0.1:${hub.ready.mqttPort}`, { protocolVersion: 4, clientId, reconnectPeriod: 0, ...options });
    this.#clients.push(client);
    await new Promise<void>((resolve, reject) => {
      client.once("connect", () => resolve());
      client.once("error", reject);
    });
    return client;
  }

  /** Ships tickets of a kiosk into the hub, and returns when the hub has them. */
  async tickets(hub: Hub, count: number, device = "kiosk-1"): Promise<DeviceHarness> {
    const client = await this.client(hub, device);
    const acked = new Promise<void>((resolve) => {
      client.on("message", (_topic, payload) => {
        if (JSON.parse(payload.toString()).next === count + 1) resolve();
      });
    });
    await client.subscribeAsync(topicOf("example", "ack", device), { qos: 1 });
    const kiosk = new DeviceHarness(device);
    for (let n = 1; n <= count; n += 1) kiosk.write(kiosk.ticket({ letter: "C", count: n, request: null, date: null }));
    await client.publishAsync(topicOf("example", "log", device), JSON.stringify(kiosk.message().message), { qos: 1 });
    await acked;
    return kiosk;
  }

  key(): string {
    this.#keys += 1;
    return `key-${String(this.#keys).padStart(8, "0")}`;
  }

  /** A command with what it needs filled in. */
  command(hub: Hub, name: string, rest: Readonly<Record<string, unknown>>): Promise<Answer> {
    const expected = { epoch: hub.log.identity.epoch, n: hub.state.n };
    return post(hub, `/api/v1/commands/${name}`, { key: this.key(), agent: 21, counter: "counter-1", expected, ...rest });
  }

  async end(): Promise<void> {
    for (const client of this.#clients) await client.endAsync(true);
    for (const hub of this.#hubs) await hub.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function get(hub: Hub, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return ask(hub, "GET", path, headers, undefined);
}

export function post(hub: Hub, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(hub, "POST", path, { "content-type": "application/json", ...headers }, text);
}

export function put(hub: Hub, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(hub, "PUT", path, { "content-type": "application/json", ...headers }, text);
}

/** Plain `node:http`, because fetch does not let a caller name another host. */
function ask(hub: Hub, method: string, path: string, headers: Readonly<Record<string, string>>, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: hub.ready.httpPort, method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(text) }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads server-sent events from a hub until told to stop. */
export class EventReader {
  readonly events: { id: string; event: string; data: Readonly<Record<string, unknown>> }[] = [];
  status = 0;
  ended = false;
  readonly #stop: () => void;

  constructor(hub: Hub, lastId?: string) {
    const headers = lastId === undefined ? {} : { "last-event-id": lastId };
    const sent = request({ host: "127.0.0.1", port: hub.ready.httpPort, path: "/api/v1/live", headers, agent: false }, (response) => {
      this.status = response.statusCode ?? 0;
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      });
      response.on("close", () => {
        this.ended = true;
      });
    });
    sent.on("error", () => {
      this.ended = true;
    });
    sent.end();
    this.#stop = () => sent.destroy();
  }

  get lastId(): string {
    return this.events.findLast((each) => each.id !== "")?.id ?? "";
  }

  stop(): void {
    this.#stop();
  }

  #take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
    if (field("event") !== "") this.events.push({ id: field("id"), event: field("event"), data: JSON.parse(field("data")) });
  }
}
