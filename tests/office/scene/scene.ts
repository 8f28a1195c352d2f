/**
 * One small office of real processes for a story: hub, kiosk, board and printer, each started, killed and started again on the
 * ports and folders it had. Everything is gone after `close`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { momentOf } from "#shared/time/zone.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KeypadSettings } from "#shared/wire/keypads.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { DeviceFile, HubFile } from "#shared/wire/process.ts";
import type { SignLineSettings } from "#shared/wire/signs.ts";
import { type Running, startProgram } from "../../../device/testing/process.ts";
import { readPaper } from "../../../provisioning/office/paper.ts";
import { askJson } from "../../../provisioning/office/wire/ask.ts";
import { takeTicket } from "../../../provisioning/office/wire/kiosk.ts";
import { type PrintedTicket, Printer } from "../../../provisioning/office/wire/printer.ts";
import { Staff } from "../../../provisioning/office/wire/staff.ts";
import { Page } from "./page.ts";
import { until } from "./until.ts";

export type Name = "hub" | "kiosk-1" | "board-1" | "printer";
export type Answered = Awaited<ReturnType<typeof askJson>>;

const answerWithinMs = 10_000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), "the-q-faults-"));
  readonly configuration: OfficeConfiguration = exampleOffice();
  readonly printer = new Printer(() => `http://127.0.0.1:${this.#running.get("printer")?.ready.controlPort}`);
  /** Where devices and hub meet. */
  readonly brokerPort: number;
  /** Set before the first start of the hub, when the broker is somebody else's. */
  externalBroker: string | null = null;
  /** Where the hub finds central; before it starts. */
  central: string | null = null;
  /** Where the office's day is a person's business: no date opens without one. */
  openByItself = true;
  /** Set for a story at a certain hour; before a start, for the programs that start. */
  #time: { readonly speed: 1; readonly businessStart: number; readonly realStart: number } | undefined;
  /** On the board's serial lines; before it starts. */
  signs: SignLineSettings[] = [];
  /** On the board, for the counter that the configuration names; before it starts. */
  keypad: KeypadSettings | undefined;
  readonly #running = new Map<string, Running>();
  readonly #ports = new Map<string, number>();
  readonly #dataOf = new Map<string, string>();
  readonly #closing: (() => unknown)[] = [];
  #keys = 0;

  private constructor(brokerPort: number) {
    this.brokerPort = brokerPort;
  }

  static async open(): Promise<Scene> {
    return new Scene(await freePort());
  }

  /** What the clocks of the programs show that start from now on. */
  be(date: string, minutes: number): void {
    const businessStart = momentOf(date, minutes, this.configuration.office.timeZone);
    this.#time = { speed: 1, businessStart, realStart: Date.now() };
  }

  /** Runs at the end, after all processes have ended; the last one added first. */
  atEnd(run: () => unknown): void {
    this.#closing.push(run);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.kill(name)));
    for (const run of this.#closing.reverse()) await run();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What a device's machine tells of itself: nothing, until a test writes there. */
  machineOf(name: Name): string {
    return join(this.folder, "machine", name);
  }

  /** A program's data lies here instead of below the scene's folder. */
  keepDataOf(name: Name, folder: string): void {
    this.#dataOf.set(name, folder);
  }

  dataOf(name: Name): string {
    return this.#dataOf.get(name) ?? join(this.folder, name);
  }

  /** The printer first: a kiosk is told where it is. */
  async start(...names: readonly Name[]): Promise<void> {
    if (names.includes("printer")) await this.#start("printer");
    await Promise.all(names.filter((name) => name !== "printer").map((name) => this.#start(name)));
  }

  /** A printer that takes its time: a ticket is some 130 mm. */
  async startPrinter(mmPerSecond: number): Promise<void> {
    await this.#start("printer", ["--mm-per-second", String(mmPerSecond)]);
  }

  /** As a power cut would. */
  async kill(name: string): Promise<void> {
    const program = this.#running.get(name);
    if (program && isRunning(program)) await program.stop("SIGKILL");
  }

  async stop(name: Name): Promise<void> {
    await this.#running.get(name)?.stop();
  }

  signal(name: Name, signal: NodeJS.Signals): void {
    this.#running.get(name)?.child.kill(signal);
  }

  isRunning(name: Name): boolean {
    const program = this.#running.get(name);
    return program !== undefined && isRunning(program);
  }

  log(name: Name): string {
    return this.#running.get(name)?.log() ?? "";
  }

  address(name: Name): string {
    return `http://127.0.0.1:${name === "printer" ? this.#running.get(name)?.ready.controlPort : this.#ports.get(name)}`;
  }

  ask(name: Name, path: string, body?: unknown): Promise<Answered> {
    return askJson(this.address(name) + path, answerWithinMs, body);
  }

  kioskPage(): Page {
    return this.#page(`${this.address("kiosk-1")}/api/kiosk/live`);
  }

  boardPage(): Page {
    return this.#page(`${this.address("board-1")}/api/board/live`);
  }

  staff(): Staff {
    const staff = new Staff(this.address("hub"), { wait, key: () => this.key("staff") });
    this.#closing.push(() => staff.close());
    return staff;
  }

  key(what: string): string {
    this.#keys += 1;
    return `${what}-key-${String(this.#keys).padStart(6, "0")}`;
  }

  /** One tap, as the page sends it. */
  tap(key = this.key("tap"), service: string | null = "licence"): Promise<Answered> {
    return this.ask("kiosk-1", "/api/kiosk/tickets", { key, service, language: "en", needs: [] });
  }

  /** A ticket that must come: a lost answer is asked for again under the same key, as the page does. */
  async ticket(key = this.key("tap")): Promise<KioskTicket> {
    const ticket = await takeTicket(this.address("kiosk-1"), { key, service: "licence", language: "en", needs: [] }, { wait });
    if ("fault" in ticket) throw new Error(`The kiosk gave no ticket: ${ticket.fault}`);
    return ticket;
  }

  papers(): Promise<readonly PrintedTicket[]> {
    return this.printer.ticketsAfter(0);
  }

  /** The numbers on the papers, in the order in which they came out; without the blank strips that printers cut off. */
  async paperNumbers(): Promise<string[]> {
    return (await this.papers()).filter(({ lines }) => lines.length > 0).map(({ lines }) => readPaper(lines)?.number ?? "unreadable");
  }

  untilPapers(count: number): Promise<string[]> {
    return until(`${count} papers`, async () => {
      const numbers = await this.paperNumbers();
      return numbers.length >= count && numbers;
    });
  }

  /** Tickets that the hub has. */
  async hubCount(): Promise<number> {
    return ((await this.ask("hub", "/api/v1/counts")).body as { tickets: number }).tickets;
  }

  async untilHubCount(count: number): Promise<void> {
    await until(`${count} tickets at the hub`, async () => (await this.hubCount()) >= count);
  }

  async untilTogether(kiosk?: Page, board?: Page): Promise<void> {
    await kiosk?.until<KioskLive>("the kiosk to be ready beside the hub", "kiosk", (now) => now.state === "ready" && now.hub === "present");
    await kiosk?.until<KioskLive>("the printer to be ready", "kiosk", ({ printer }) => printer === "ready");
    await board?.until<BoardLive>("the board to show the office", "board", (now) => now.view !== null && now.hubAwaySince === null);
  }

  /** The rows of a log, read from its file: the hub's at any time, a device's when it has ended. */
  rows(name: Name, file = name === "hub" ? "hub.sqlite" : "device.sqlite"): { kind: string; body: Record<string, unknown> }[] {
    const database = new Database(join(this.dataOf(name), file), { readonly: true });
    try {
      const found = database.prepare("select bytes from log order by seq").all() as { bytes: string }[];
      return found.map(({ bytes }) => JSON.parse(bytes));
    } finally {
      database.close();
    }
  }

  /** The file by which a program is started, with what a story changes in it. */
  fileOf(name: Exclude<Name, "printer">, change: Record<string, unknown> = {}): string {
    const content = name === "hub" ? this.#hubFile() : this.#deviceFile(name);
    const path = join(this.folder, `${name}-${this.key("file")}.json`);
    writeFileSync(path, JSON.stringify({ ...content, ...change }));
    return path;
  }

  async #start(name: Name, more: readonly string[] = []): Promise<void> {
    const program = await this.#program(name, more);
    this.#running.set(name, program);
    if (program.ready.httpPort !== undefined) this.#ports.set(name, program.ready.httpPort);
  }

  #program(name: Name, more: readonly string[]): Promise<Running> {
    if (name === "hub") return startProgram("hub/main.ts", ["--config", this.fileOf(name)]);
    if (name !== "printer") return startProgram("device/main.ts", ["--config", this.fileOf(name)]);
    const known = this.#running.get("printer")?.ready;
    const ports = ["--port", String(known?.port ?? 0), "--control-port", String(known?.controlPort ?? 0)];
    const speed = more.length > 0 ? more : ["--mm-per-second", "0"];
    return startProgram("device/virtual/printer/main.ts", [...ports, "--data", this.dataOf("printer"), ...speed]);
  }

  #hubFile(): HubFile {
    const seed = join(this.folder, "office.json");
    writeFileSync(seed, JSON.stringify(this.configuration));
    return {
      office: this.configuration.office.id,
      data: this.dataOf("hub"),
      machine: this.machineOf("hub"),
      host: "127.0.0.1",
      httpPort: this.#ports.get("hub") ?? 0,
      broker: this.externalBroker ? { kind: "external", url: this.externalBroker } : { kind: "embedded", port: this.brokerPort },
      seed,
      openByItself: this.openByItself,
      collector: null,
      central: this.central,
      framedBy: [],
      ...(this.#time ? { time: this.#time } : {}),
    };
  }

  #deviceFile(name: "kiosk-1" | "board-1"): DeviceFile {
    const httpPort = this.#ports.get(name) ?? 0;
    const port = this.#running.get("printer")?.ready.port;
    const printer = port === undefined ? null : ({ kind: "tcp", host: "127.0.0.1", port, profile: "epson-tm-t20iii" } as const);
    const office = this.configuration.office.id;
    const hub = { mqtt: this.externalBroker ?? `mqtt://127.0.0.1:${this.brokerPort}` };
    const common = {
      office,
      id: name,
      data: this.dataOf(name),
      machine: this.machineOf(name),
      host: "127.0.0.1",
      hub,
      framedBy: [],
      ...(this.#time ? { time: this.#time } : {}),
    };
    if (name === "board-1") return { ...common, role: { kind: "board", zone: "main", httpPort, signs: this.signs, keypad: this.keypad } };
    return { ...common, role: { kind: "kiosk", zone: "main", httpPort, printer } };
  }

  #page(address: string): Page {
    const page = new Page(address);
    this.#closing.push(() => page.close());
    return page;
  }
}

/** What a program says when it must not start. */
export async function refusalOf(script: string, ...options: readonly string[]): Promise<string> {
  const started = startProgram(script, options).then(
    (program) => program.stop("SIGKILL").then(() => undefined),
    (error: Error) => error.message,
  );
  const said = await started;
  if (said === undefined) throw new Error(`${script} started, and should not have.`);
  return said;
}

export function isAlive(pid: number): boolean {
  try {
    // A process that has ended but was not yet collected by its parent has an empty command line.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function isRunning({ child }: Running): boolean {
  return child.exitCode === null && child.signalCode === null;
}
