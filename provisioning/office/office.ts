/** One virtual office, from an empty or an earlier folder to all programs running, and back. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { Failure } from "./failure.ts";
import { paperFile } from "./paper-file.ts";
import { Papers } from "./papers.ts";
import { addressOf, type OfficeFacts, type PortName, type Ports, portsFrom, portWords, programsOf, type Time } from "./programs.ts";
import { type ProcessTable, RunFile } from "./run-file.ts";
import { Supervisor } from "./supervisor.ts";
import { askJson } from "./wire/ask.ts";
import { Printer } from "./wire/printer.ts";

export interface OfficePorts {
  /** The root of the repository. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly processTable: ProcessTable;
  readonly mono: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export interface OfficePlan {
  readonly data: string;
  /** `live` runs in real time and goes on from its folder; a `day` is made up and always begins with an empty one. */
  readonly kind: "live" | "day";
  readonly fresh: boolean;
  readonly port: number;
  readonly configuration: OfficeConfiguration;
  readonly time?: Time;
}

export class VirtualOffice {
  readonly printer: Printer;
  readonly papers: Papers;
  readonly supervisor: Supervisor;
  readonly central: boolean;
  readonly leftovers: number;
  readonly #data: string;
  readonly #runFile: RunFile;
  readonly #listeners = new Set<() => void>();

  /** Takes the folder and proves the ports; starts nothing yet. */
  static async prepare(plan: OfficePlan, ports: OfficePorts): Promise<VirtualOffice> {
    const data = resolve(plan.data);
    refuseForeign(data);
    const runFile = RunFile.take(data, ports.pid);
    if (!runFile)
      throw new Failure(
        `An office is already running with the folder ${data}. Use that one, stop it with Ctrl-C, or give this one a folder of its own: npm start -- --data DIR --port N`,
      );
    try {
      const leftovers = await runFile.stopLeftovers(data, ports.processTable, ports.wait);
      emptyFolder(data, plan);
      const listening = portsFrom(plan.port);
      await refuseTaken(listening);
      return new VirtualOffice(plan, data, listening, leftovers, runFile, ports);
    } catch (error) {
      runFile.release();
      throw error;
    }
  }

  private constructor(plan: OfficePlan, data: string, listening: Ports, leftovers: number, runFile: RunFile, ports: OfficePorts) {
    const seed = join(data, "config", "office.json");
    mkdirSync(join(data, "config"), { recursive: true });
    writeFileSync(seed, `${JSON.stringify(plan.configuration, null, 2)}\n`);
    this.central = existsSync(join(ports.root, "hub/central/main.ts"));
    const facts = officeFacts(plan, data, seed, this.central);
    this.leftovers = leftovers;
    this.#data = data;
    this.#runFile = runFile;
    this.supervisor = new Supervisor((known) => programsOf(facts, known), listening, data, {
      root: ports.root,
      environment: ports.environment,
      mono: ports.mono,
      wait: ports.wait,
      runFile,
      changed: () => {
        for (const listener of this.#listeners) listener();
      },
    });
    this.printer = new Printer(() => addressOf(this.ports.printerControl));
    this.papers = new Papers(this.printer, paperFile(join(data, "papers.jsonl")));
  }

  get ports(): Ports {
    return this.supervisor.listening;
  }

  address(name: PortName): string {
    return addressOf(this.ports[name]);
  }

  get hubPlugged(): boolean {
    return this.supervisor.child("hub").state !== "stopped";
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Says where the front page is before the programs start: they let it show their pages. */
  frontListens(port: number): void {
    this.supervisor.frontListens(port);
  }

  async start(): Promise<void> {
    try {
      await this.supervisor.start();
    } catch (error) {
      throw new Failure(`${error instanceof Error ? error.message : String(error)}\nWhat each program said is in ${this.#data}/logs.`);
    }
  }

  async plugHub(plugged: boolean): Promise<void> {
    if (plugged === this.hubPlugged) return;
    if (plugged) await this.supervisor.plugIn("hub");
    else await this.supervisor.pull("hub");
  }

  async letCollectorAnswer(answering: boolean): Promise<boolean> {
    const { status } = await askJson(`${this.address("collector")}/faults`, 2_000, { mode: answering ? "none" : "refuse-503" });
    return status === 200;
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    await this.supervisor.stop();
    this.#runFile.release();
  }
}

function officeFacts(plan: OfficePlan, data: string, seed: string, central: boolean): OfficeFacts {
  const { office, devices } = plan.configuration;
  const [kiosk, board] = (["kiosk", "board"] as const).map((role) => devices.find((device) => device.role === role));
  if (!kiosk || !board) throw new Failure("The office's configuration needs a kiosk and a board.");
  return { office: office.id, kiosk, board, data, seed, central, ...(plan.time === undefined ? {} : { time: plan.time }) };
}

const marker = "virtual-office.json";
const format = "virtual-office/1";

/** A folder with something else in it is never written to, least of all emptied. */
function refuseForeign(data: string): void {
  const names = existsSync(data) ? readdirSync(data) : [];
  if (names.length > 0 && !names.includes(marker) && names.some((name) => !ours.includes(name)))
    throw new Failure(`The folder ${data} holds other files. Give an empty or a new one with --data DIR.`);
}

/** What a start that was ended before it wrote the marker may have left. */
const ours = ["lock.sqlite", "lock.sqlite-journal", "run.json"];

function emptyFolder(data: string, plan: OfficePlan): void {
  const path = join(data, marker);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { kind?: string }).kind : undefined;
  if (before !== undefined && before !== plan.kind && !plan.fresh)
    throw new Failure(
      `The folder ${data} belongs to ${before === "day" ? "a made-up day" : "an office in real time"}. Give another one with --data DIR, or delete what is in it with --fresh.`,
    );
  if (plan.fresh || plan.kind === "day")
    for (const name of readdirSync(data)) if (name !== "lock.sqlite") rmSync(join(data, name), { recursive: true, force: true });
  writeFileSync(path, `${JSON.stringify({ format, kind: plan.kind })}\n`);
}

async function refuseTaken(ports: Ports): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    if (port !== 0 && !(await isFree(port)))
      throw new Failure(
        `Port ${port} of 127.0.0.1, meant for ${portWords[name]}, is taken by another program. Start with other ports: npm start -- --port ${suggested(ports.front)}`,
      );
  }
}

function suggested(port: number): number {
  return port + 1_000 <= 65_000 ? port + 1_000 : 9_080;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => done(true)));
  });
}
