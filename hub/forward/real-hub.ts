/** For tests: the hub's own process with one kiosk on its broker and one agent at its counter. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connectAsync, type MqttClient } from "mqtt";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { AckMessage } from "#shared/wire/payloads.ts";
import type { HubFile, ReadyLine } from "#shared/wire/process.ts";
import type { DeviceHarness } from "../core/harness.ts";

/** A version later than any: these tests do not race. */
const latest = 999_999_999;

export class RealHub {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #mqtt: MqttClient;
  readonly #kiosk: DeviceHarness;
  readonly #topic: string;
  #epoch = "";
  static #keys = 0;

  private constructor(child: ChildProcess, url: string, mqtt: MqttClient, kiosk: DeviceHarness, office: string) {
    this.#child = child;
    this.#url = url;
    this.#mqtt = mqtt;
    this.#kiosk = kiosk;
    this.#topic = `theq/v1/${office}/${kiosk.device}`;
  }

  static async start(
    directory: string,
    configuration: OfficeConfiguration,
    kiosk: DeviceHarness,
    more: Pick<HubFile, "collector" | "central" | "time" | "followers">,
  ): Promise<RealHub> {
    const seed = join(directory, "office.json");
    writeFileSync(seed, JSON.stringify(configuration));
    const office = configuration.office.id;
    const broker = { kind: "embedded", port: 0 };
    const file = { office, data: join(directory, "hub"), httpPort: 0, broker, seed, openByItself: true, ...more };
    const config = join(directory, "hub.json");
    writeFileSync(config, JSON.stringify(file));
    const main = new URL("../main.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [main, "--config", config], { stdio: ["ignore", "pipe", "ignore"] });
    const ready = await readyLine(child);
    const mqtt = await connectAsync(`mqtt://127.0.0.1:${ready.mqttPort}`, { clientId: kiosk.device, protocolVersion: 4 });
    const hub = new RealHub(child, `http://127.0.0.1:${ready.httpPort}`, mqtt, kiosk, office);
    await mqtt.subscribeAsync([`${hub.#topic}/ack`, `${hub.#topic}/answer`], { qos: 1 });
    hub.#epoch = ((await hub.#get("/api/v1/counts")) as { epoch: string }).epoch;
    return hub;
  }

  /** The kiosk asks for its letter. */
  async enrol(): Promise<void> {
    const answer = this.#next("answer", () => true);
    await this.#mqtt.publishAsync(`${this.#topic}/ask`, JSON.stringify({ id: "enrol-1", kind: "enrol", epoch: this.#kiosk.epoch }));
    await answer;
  }

  /** Ships what the kiosk has written since row `from`, until the hub has acknowledged it. */
  async ship(from: number): Promise<void> {
    const { length } = this.#kiosk.rows;
    const stored = this.#next("ack", (ack) => (ack as AckMessage).next === length + 1);
    await this.#mqtt.publishAsync(`${this.#topic}/log`, JSON.stringify(this.#kiosk.message(from).message), { qos: 1 });
    await stored;
  }

  async command(name: string, more: Record<string, unknown> = {}): Promise<CommandDone> {
    RealHub.#keys += 1;
    const key = `real-hub-${RealHub.#keys}`;
    const body = { key, agent: 21, counter: "counter-1", expected: { epoch: this.#epoch, n: latest }, ...more };
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${this.#url}/api/v1/commands/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (response.status !== 200) throw new Error(`${name}: ${await response.text()}`);
    return (await response.json()) as CommandDone;
  }

  async tickets(): Promise<number> {
    return ((await this.#get("/api/v1/counts")) as { tickets: number }).tickets;
  }

  get(path: string): Promise<unknown> {
    return this.#get(path);
  }

  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    this.#mqtt.end(true);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
    return this.#child.exitCode;
  }

  async #get(path: string): Promise<unknown> {
    return (await fetch(this.#url + path)).json();
  }

  #next(what: "ack" | "answer", wanted: (message: unknown) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listen = (topic: string, payload: Buffer) => {
        if (topic !== `${this.#topic}/${what}` || !wanted(JSON.parse(payload.toString()))) return;
        this.#mqtt.off("message", listen);
        resolve();
      };
      this.#mqtt.on("message", listen);
    });
  }
}

async function readyLine(child: ChildProcess): Promise<ReadyLine> {
  if (!child.stdout) throw new Error("the hub has no standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as ReadyLine;
    if (said.ready === "hub") return said;
  }
  throw new Error("the hub ended before it was ready");
}
