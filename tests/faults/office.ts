/** One office of real processes: who there is, on which ports and folders, with a wire that can fail before each device and before central. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { Mosquitto } from "../../hub/broker/mosquitto.ts";
import { Ports } from "../../hub/broker/ports.ts";
import { FaultProxy } from "../../provisioning/office/proxy/fault-proxy.ts";
import { Program } from "./program.ts";

export const kiosks = ["kiosk-1", "kiosk-2"] as const;
export const devices = [...kiosks, "board-1"] as const;
export type Device = (typeof devices)[number];
export type Name = Device | "hub" | "central" | "printer-1" | "printer-2";

/** `mosquitto-keeping`: it has its retained messages and sessions again after a kill, however old they are. */
export type BrokerKind = "embedded" | "mosquitto" | "mosquitto-keeping";

export class Office {
  readonly folder: string;
  readonly configuration = officeConfiguration();
  readonly programs = new Map<Name, Program>();
  /** By the device whose link it carries; `central` is the hub's way there. */
  readonly wires = new Map<Device | "central", FaultProxy>();
  readonly mosquitto: Mosquitto | null;
  readonly #ports = new Map<string, number>();
  #isClosed = false;

  private constructor(folder: string, mosquitto: Mosquitto | null) {
    this.folder = folder;
    this.mosquitto = mosquitto;
  }

  /** `dataOf` says where a program's data lies when not below the folder. */
  static async planned(folder: string, broker: BrokerKind, dataOf: (name: Name) => string | undefined): Promise<Office> {
    const office = new Office(folder, broker === "embedded" ? null : await Mosquitto.started({ keeps: broker === "mosquitto-keeping" }));
    await office.#plan(dataOf);
    return office;
  }

  async start(): Promise<void> {
    await Promise.all((["printer-1", "printer-2", "central"] as const).map((name) => this.program(name).start()));
    await Promise.all((["hub", ...devices] as const).map((name) => this.program(name).start()));
  }

  program(name: Name): Program {
    const found = this.programs.get(name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  }

  address(name: Name): string {
    return `http://127.0.0.1:${this.#ports.get(name)}`;
  }

  /** Every wire passes bytes again, and every program runs on and knows the time. */
  async heal(): Promise<void> {
    for (const wire of this.wires.values()) wire.set({ state: "open", delayMs: 0, jitterMs: 0, bytesPerSecond: null, swallows: null });
    await Promise.all(
      [...this.programs.values()].map(async (program) => {
        program.signal("SIGCONT");
        if (!program.isRunning) await program.start();
      }),
    );
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.programs.values()].map((program) => program.end()));
    await Promise.all([...this.wires.values()].map((wire) => wire.close()));
    await this.mosquitto?.remove();
  }

  async #plan(dataOf: (name: Name) => string | undefined): Promise<void> {
    const names: readonly Name[] = ["printer-1", "printer-2", "central", "hub", ...devices];
    const ports = new Ports();
    for (const name of [...names, "broker", "paper-1", "paper-2"]) this.#ports.set(name, await ports.take());
    const data = (name: Name) => dataOf(name) ?? join(this.folder, name);
    const port = (name: string) => this.#ports.get(name) as number;
    const brokerPort = this.mosquitto?.port ?? port("broker");
    for (const name of devices) await this.#wire(name, brokerPort);
    await this.#wire("central", port("central"));
    mkdirSync(join(this.folder, "logs"), { recursive: true });
    const seed = this.#write("office", this.configuration);
    const office = this.configuration.office.id;
    const broker = this.mosquitto ? { kind: "external", url: `mqtt://127.0.0.1:${brokerPort}` } : { kind: "embedded", port: brokerPort };
    const central = `http://127.0.0.1:${this.wires.get("central")?.port}`;
    const hub = { office, data: data("hub"), httpPort: port("hub"), broker, seed, openByItself: true, central };
    this.#add("hub", "hub/main.ts", "--config", this.#write("hub", hub));
    this.#add("central", "hub/central/main.ts", "--port", String(port("central")), "--data", data("central"));
    for (const place of [1, 2] as const) {
      const paper = ["--port", String(port(`paper-${place}`)), "--control-port", String(port(`printer-${place}`))];
      this.#add(
        `printer-${place}`,
        "device/virtual/printer/main.ts",
        ...paper,
        "--data",
        data(`printer-${place}`),
        "--mm-per-second",
        "2000",
      );
    }
    for (const name of devices) {
      const httpPort = port(name);
      const printer = { kind: "tcp", host: "127.0.0.1", port: port(name === "kiosk-1" ? "paper-1" : "paper-2") };
      const role = name === "board-1" ? { kind: "board", zone: "main", httpPort } : { kind: "kiosk", zone: "main", httpPort, printer };
      const mqtt = `mqtt://127.0.0.1:${this.wires.get(name)?.port}`;
      this.#add(name, "device/main.ts", "--config", this.#write(name, { office, id: name, data: data(name), hub: { mqtt }, role }));
    }
  }

  async #wire(name: Device | "central", target: number): Promise<void> {
    const wire = new FaultProxy({ target: () => target, random01: Math.random });
    await wire.listen();
    this.wires.set(name, wire);
  }

  #add(name: Name, script: string, ...words: readonly string[]): void {
    this.programs.set(name, new Program({ name, script, arguments: words, log: join(this.folder, "logs", `${name}.log`) }));
  }

  #write(name: string, content: object): string {
    const path = join(this.folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(content));
    return path;
  }
}

/** The example office with a second kiosk. */
function officeConfiguration(): OfficeConfiguration {
  const office = exampleOffice();
  const second = { id: "kiosk-2", role: "kiosk", zone: "main" } as const;
  return { ...office, devices: [...office.devices, second] };
}
