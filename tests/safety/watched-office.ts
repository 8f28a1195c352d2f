/**
 * A whole office of real processes in which every place is watched: each file that anybody writes, each word that goes over the broker, each
 * page's live view, each ticket, each journal, and what leaves for central and the collector.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import * as v from "valibot";
import type { AppointmentRecordInput } from "#shared/appointments/record.ts";
import { appointmentRules } from "#shared/appointments/rules.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { type Running, spawnProgram, startProgram } from "../../device/testing/process.ts";
import { type PrintedTicket, Printer } from "../../provisioning/office/wire/printer.ts";
import { subscribe } from "../../provisioning/office/wire/server-sent.ts";
import { Staff } from "../../provisioning/office/wire/staff.ts";
import { freePort, type Scene } from "../office/scene/scene.ts";
import { until } from "../office/scene/until.ts";

export const places = [
  "side table",
  "hub's log",
  "follower",
  "backup",
  "kiosk's storage",
  "board's storage",
  "central",
  "collector",
  "journals",
  "wire",
  "board's page",
  "kiosk's page",
  "staff's pages",
  "tickets",
  "hub's figures",
] as const;
export type Place = (typeof places)[number];

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The example's, with appointments, a name for its agent, and moves that leave at once. */
export function watchedConfiguration(agentName: string): OfficeConfiguration {
  const office = exampleOffice();
  return {
    ...office,
    // One more kiosk, which nobody runs: a test speaks for it.
    devices: [...office.devices, { id: "kiosk-9", role: "kiosk", zone: "main" }],
    appointments: v.parse(appointmentRules, {}),
    analytics: { ...office.analytics, undoSeconds: 0 },
    agents: office.agents.map((agent) => (agent.number === 21 ? { ...agent, displayName: agentName } : agent)),
  };
}

export class WatchedOffice {
  readonly #scene: Scene;
  readonly #programs = new Map<string, Running>();
  readonly #heard: string[] = [];
  readonly #pages = new Map<Place, string[]>();
  #client: MqttClient | undefined;
  #staff: Staff | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
    scene.atEnd(async () => {
      await this.#staff?.close();
      await this.#client?.endAsync(true);
      await Promise.all([...this.#programs.values()].map((program) => program.stop("SIGKILL")));
    });
  }

  /** `calendar`: what the hub reads by itself. */
  async start(configuration: OfficeConfiguration, calendar: readonly AppointmentRecordInput[]): Promise<void> {
    const write = (name: string, content: unknown) => {
      writeFileSync(join(this.#scene.folder, name), JSON.stringify(content));
      return join(this.#scene.folder, name);
    };
    const seed = write("watched-office.json", configuration);
    const from = write("watched-calendar.json", { format: "theq-appointments/1", appointments: calendar });
    const paper = ["--port", "0", "--control-port", "0", "--data", this.#folder("printer"), "--mm-per-second", "0"];
    await this.#run("printer", "device/virtual/printer/main.ts", ...paper);
    const scanner = join(this.#scene.folder, "scanner");
    await this.#run("scanner", "device/virtual/scanner/main.ts", "--path", scanner, "--control-port", "0");
    for (const name of ["central", "collector"] as const) {
      const script = name === "central" ? "hub/central/main.ts" : "hub/central/collector/main.ts";
      await this.#run(name, script, "--port", "0", "--data", this.#folder(name));
    }
    const followed = await freePort();
    const follower = { office: "example", data: this.#folder("follower"), httpPort: followed, broker: { kind: "embedded", port: 0 } };
    await this.#run("follower", "hub/main.ts", "--config", write("follower.json", follower), "--follow");
    this.#client = await mqtt.connectAsync(this.#scene.externalBroker as string, { protocolVersion: 4 });
    this.#client.on("message", (topic, payload) => void this.#heard.push(`${topic} ${payload.toString("latin1")}`));
    await this.#client.subscribeAsync("#", { qos: 0 });
    const hub = {
      seed,
      central: this.address("central"),
      collector: this.address("collector"),
      followers: [`http://127.0.0.1:${followed}`],
      appointments: [{ source: "watched", from }],
    };
    await this.#run("hub", "hub/main.ts", "--config", this.#scene.fileOf("hub", hub));
    const { port } = this.#programs.get("printer")?.ready ?? {};
    const printer = { kind: "tcp", host: "127.0.0.1", port, profile: "epson-tm-t20iii" };
    const role = { kind: "kiosk", zone: "main", httpPort: 0, printer, scanner: { kind: "serial", path: scanner } };
    await this.#run("kiosk", "device/main.ts", "--config", this.#scene.fileOf("kiosk-1", { role }));
    await this.#run("board", "device/main.ts", "--config", this.#scene.fileOf("board-1"));
    this.#watch("kiosk's page", `${this.address("kiosk")}/api/kiosk/live`);
    this.#watch("board's page", `${this.address("board")}/api/board/live`);
    this.#watch("staff's pages", `${this.address("hub")}/api/v1/live`);
    let keys = 0;
    this.#staff = new Staff(this.address("hub"), { wait, key: () => `watched-${String(++keys).padStart(6, "0")}` });
  }

  papers(): Promise<readonly PrintedTicket[]> {
    return new Printer(() => this.address("printer", "controlPort")).ticketsAfter(0);
  }

  get staff(): Staff {
    if (!this.#staff) throw new Error("The office does not run yet.");
    return this.#staff;
  }

  get client(): MqttClient {
    if (!this.#client) throw new Error("The office does not run yet.");
    return this.#client;
  }

  /** Where a program answers HTTP. */
  address(name: string, which?: "controlPort"): string {
    const { port, httpPort, controlPort } = this.#programs.get(name)?.ready ?? {};
    return `http://127.0.0.1:${which ? controlPort : (httpPort ?? port ?? controlPort)}`;
  }

  heard(): string {
    return this.#heard.join("\n");
  }

  said(place: Place): string {
    return this.#pages.get(place)?.join("\n") ?? "";
  }

  /** The folder that copies of the hub's storage are put into. */
  get backups(): string {
    return this.#folder("backup");
  }

  /** Makes a copy of the hub's storage as IT would. */
  async backUp(): Promise<void> {
    const file = this.#scene.fileOf("hub");
    this.#programs.set("backup", { ...spawnProgram("hub/main.ts", ["--config", file, "--backup", this.backups]), ready: { ready: "hub" } });
    await until("a backup", () => readdirSync(this.backups).some((name) => name.endsWith(".sqlite")));
  }

  /** Everything that is in a place, as text. */
  async textOf(place: Place): Promise<string> {
    const { folder } = this.#scene;
    const hubFiles = (isSide: boolean) => filesBelow(join(folder, "hub"), (name) => name.startsWith("personal") === isSide);
    switch (place) {
      case "side table":
        return hubFiles(true);
      case "hub's log":
        return hubFiles(false);
      case "follower":
      case "central":
      case "collector":
      case "backup":
        return filesBelow(this.#folder(place));
      case "kiosk's storage":
        return filesBelow(this.#scene.dataOf("kiosk-1"));
      case "board's storage":
        return filesBelow(this.#scene.dataOf("board-1"));
      case "journals":
        return [...this.#programs.values()].map(({ log }) => log()).join("\n");
      case "wire":
        return this.heard();
      case "board's page":
      case "kiosk's page":
      case "staff's pages":
        return this.said(place);
      case "tickets":
        return filesBelow(this.#folder("printer")) + JSON.stringify(await this.papers());
      case "hub's figures": {
        const paths = ["/health", "/api/v1/counts", "/api/v1/equipment", "/api/v1/timings", "/api/v1/expiring"];
        const answers = await Promise.all(paths.map(async (path) => (await fetch(this.address("hub") + path)).text()));
        return answers.join("\n");
      }
    }
  }

  async #run(name: string, script: string, ...options: readonly string[]): Promise<void> {
    this.#programs.set(name, await startProgram(script, options));
  }

  #folder(name: string): string {
    return join(this.#scene.folder, `watched-${name}`);
  }

  #watch(place: Place, address: string): void {
    const said: string[] = [];
    this.#pages.set(place, said);
    const { stop, over } = subscribe(address, { wait, take: ({ event, data }) => void said.push(`${event} ${data}`) });
    this.#scene.atEnd(() => {
      stop();
      return over;
    });
  }
}

function filesBelow(folder: string, isWanted: (name: string) => boolean = () => true): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}
