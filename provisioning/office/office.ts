/** One virtual office, from an empty or an earlier folder to all programs running, and back. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { type DemoCalendar, demoCalendar } from "./appointments.ts";
import { askCounts, behindPapers } from "./counts.ts";
import { Failure } from "./failure.ts";
import { type KeypadCounter, keypadCounter, withKeypad } from "./keypad.ts";
import { KioskCard } from "./kiosk-card.ts";
import { type NetworkSwitches, OfficeNetwork } from "./network.ts";
import { type PanelButton, panelButtons } from "./panel.ts";
import { paperFile } from "./paper-file.ts";
import { Papers } from "./papers.ts";
import { addressOf, type OfficeFacts, type PortName, type Ports, portsFrom, portWords, programsOf, type Time } from "./programs.ts";
import { type ProcessTable, RunFile } from "./run-file.ts";
import { Supervisor } from "./supervisor.ts";
import { askJson } from "./wire/ask.ts";
import { Panel } from "./wire/panel.ts";
import { Printer } from "./wire/printer.ts";
import { Scanner } from "./wire/scanner.ts";
import { Sign } from "./wire/sign.ts";

export interface OfficePorts {
  /** The root of the repository. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly processTable: ProcessTable;
  readonly mono: () => number;
  /** UTC milliseconds by the machine's clock. */
  readonly now: () => number;
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
  /** The appointments of a day. */
  readonly calendar?: DemoCalendar;
}

export class VirtualOffice {
  readonly printer: Printer;
  /** The kiosk's panel; null on a day, which has none. */
  readonly panel: Panel | null;
  /** As the panel. */
  readonly scanner: Scanner | null;
  /** The board's; as the panel. */
  readonly sign: Sign | null;
  readonly buttons: readonly PanelButton[];
  /** The board's keys; as the panel. */
  readonly keypad: Panel | null;
  /** Whose keys they are; null where there is no counter. */
  readonly keypadCounter: KeypadCounter | null;
  readonly papers: Papers;
  readonly supervisor: Supervisor;
  readonly central: boolean;
  /** What the hub reads as its calendar; null on a day without one. */
  readonly calendar: DemoCalendar | null;
  readonly leftovers: number;
  readonly network: OfficeNetwork;
  readonly card: KioskCard;
  readonly #kiosk: string;
  readonly #wait: OfficePorts["wait"];
  #replacing: Promise<void> | null = null;
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
      const office = new VirtualOffice(plan, data, listening, leftovers, runFile, ports);
      await office.network.lay();
      return office;
    } catch (error) {
      runFile.release();
      throw error;
    }
  }

  private constructor(plan: OfficePlan, data: string, listening: Ports, leftovers: number, runFile: RunFile, ports: OfficePorts) {
    const seed = join(data, "config", "office.json");
    mkdirSync(join(data, "config"), { recursive: true });
    writeFileSync(seed, `${JSON.stringify(seedOf(plan, listening), null, 2)}\n`);
    this.calendar = plan.kind === "live" ? writeCalendar(data, plan.configuration, ports.now()) : (plan.calendar ?? null);
    if (plan.kind === "day" && this.calendar) writeFileSync(calendarFile(data), `${JSON.stringify(this.calendar, null, 2)}\n`);
    this.central = existsSync(join(ports.root, "hub/central/main.ts"));
    const facts = officeFacts(plan, data, seed, this.calendar && calendarFile(data), this.central);
    this.#kiosk = facts.kiosk.id;
    this.#wait = ports.wait;
    this.network = new OfficeNetwork(() => this.ports);
    this.card = new KioskCard(data, this.#kiosk);
    this.leftovers = leftovers;
    this.#data = data;
    this.#runFile = runFile;
    this.supervisor = new Supervisor((known) => programsOf(this.#asItIs(facts), known), listening, data, {
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
    this.panel = plan.time === undefined ? new Panel(() => addressOf(this.ports.panelControl)) : null;
    this.scanner = plan.time === undefined ? new Scanner(() => addressOf(this.ports.scannerControl)) : null;
    this.sign = plan.time === undefined ? new Sign(() => addressOf(this.ports.signControl)) : null;
    this.keypadCounter = keypadCounter(plan.configuration, facts.board.id);
    this.keypad = plan.time === undefined && this.keypadCounter ? new Panel(() => addressOf(this.ports.keypadControl)) : null;
    this.buttons = facts.buttons;
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

  turnNetwork(switches: NetworkSwitches): void {
    this.network.turn(switches);
  }

  /** A new card in the kiosk, as if the old one were pulled out while it ran. One at a time. */
  replaceCard(): Promise<void> {
    this.#replacing ??= this.#replace().finally(() => {
      this.#replacing = null;
    });
    return this.#replacing;
  }

  async #replace(): Promise<void> {
    await this.supervisor.pull(this.#kiosk);
    this.card.replace(await this.#papersUnknown());
    await this.supervisor.plugIn(this.#kiosk);
  }

  /** Papers that the hub has no record of, once nothing of them is on its way any more; null when it cannot be asked. */
  async #papersUnknown(): Promise<number | null> {
    for (let looks = 1; ; looks += 1) {
      const { hub } = behindPapers(await askCounts(this.papers, this.ports));
      if (hub === null || hub === 0 || looks === settleLooks) return hub;
      await this.#wait(settleEveryMs);
    }
  }

  #asItIs(facts: OfficePlace): OfficeFacts {
    return { ...facts, cables: this.network.cables, hardware: this.card.hardware };
  }

  async letCollectorAnswer(answering: boolean): Promise<boolean> {
    const { status } = await askJson(`${this.address("collector")}/faults`, 2_000, { mode: answering ? "none" : "refuse-503" });
    return status === 200;
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    await this.supervisor.stop();
    await this.network.close();
    this.#runFile.release();
  }
}

/** What an empty hub begins with: the plan's configuration, with what this office has and only a running one can say. */
function seedOf({ kind, time, configuration }: OfficePlan, { citizens }: Ports): OfficeConfiguration {
  const board = configuration.devices.find(({ role }) => role === "board");
  const bound = time === undefined && board ? withKeypad(configuration, board.id) : configuration;
  // Where its tickets' page will be. On any free port nobody knows that yet, and on a made-up day nobody has a phone.
  return kind === "day" || citizens === 0 ? bound : { ...bound, citizenPage: { address: addressOf(citizens) } };
}

/** What stays the same as long as the office runs. */
type OfficePlace = Omit<OfficeFacts, "cables" | "hardware">;

const settleLooks = 10;
const settleEveryMs = 100;

function calendarFile(data: string): string {
  return join(data, "config", "appointments.json");
}

/** Goes on from what a start earlier today wrote. One that cannot be read is written anew. */
function writeCalendar(data: string, configuration: OfficeConfiguration, now: number): DemoCalendar {
  const file = calendarFile(data);
  const calendar = demoCalendar(readCalendar(file), now, configuration);
  writeFileSync(file, `${JSON.stringify(calendar, null, 2)}\n`);
  return calendar;
}

function readCalendar(file: string): DemoCalendar | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as DemoCalendar;
  } catch {
    return null;
  }
}

function officeFacts(plan: OfficePlan, data: string, seed: string, calendar: string | null, central: boolean): OfficePlace {
  const { office, devices } = plan.configuration;
  const [kiosk, board] = (["kiosk", "board"] as const).map((role) => devices.find((device) => device.role === role));
  if (!kiosk || !board) throw new Failure("The office's configuration needs a kiosk and a board.");
  const buttons = panelButtons(plan.configuration, kiosk.id);
  return {
    office: office.id,
    kiosk,
    board,
    buttons,
    hasKeypad: keypadCounter(plan.configuration, board.id) !== null,
    data,
    seed,
    calendar,
    central,
    ...(plan.time === undefined ? {} : { time: plan.time }),
  };
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
