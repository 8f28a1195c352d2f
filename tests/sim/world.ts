/**
 * One seed: an office of real programs in a virtual world. First misfortunes, then everything is healed and the office must come to
 * rest in bounded time; what was seen and what lies on the disks at the end is the history that the checkers read.
 */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { LogRecord } from "#shared/log/record.ts";
import { stateText } from "#shared/queue/state.ts";
import type { History, Observation, StorageAtEnd } from "../checkers/history.ts";
import { Agenda, eventsMax } from "./agenda.ts";
import { Agent } from "./agent.ts";
import type { BrokerWeather } from "./broker.ts";
import { BrokerHost } from "./broker-host.ts";
import { CentralHost } from "./central-host.ts";
import { Chaos, type Loss } from "./chaos.ts";
import { Citizens } from "./citizens.ts";
import { BoardHost, KioskHost } from "./devices.ts";
import { SimulatedDisk } from "./disk/disk.ts";
import type { Statement } from "./disk/sql.ts";
import type { Host, Surroundings } from "./host.ts";
import { HubHost } from "./hub-host.ts";
import { Machine } from "./machine.ts";
import { Network } from "./network.ts";
import { officeId, simulatedOffice } from "./office.ts";
import type { Plant } from "./plants/plant.ts";
import type { Paper } from "./printer.ts";
import { Random } from "./random.ts";
import { Rewinds } from "./rewinds.ts";
import { StaffPage } from "./staff-page.ts";
import { drawSwarm, type Swarm } from "./swarm.ts";

/** The office must come to rest within this virtual time after healing. */
const restWithinMs = 150_000;
const restCheckMs = 5_000;
const shownWithinMs = 1_000;
/** People still come for so long after everything is healed. */
const healthyMs = 70_000;

export interface Played {
  readonly history: History;
  readonly transcript: readonly string[];
  readonly crashes: readonly string[];
  readonly events: number;
  readonly virtualMs: number;
  readonly swarm: Swarm;
}

export class World {
  readonly #agenda = new Agenda();
  readonly #random: Random;
  readonly #swarm: Swarm;
  readonly #network: Network;
  readonly #world: Surroundings;
  readonly #plans: Map<string, Statement[]>;
  readonly #observations: Observation[] = [];
  readonly #transcript: string[] = [];
  readonly #crashes: string[] = [];
  /** True time of the commit of every row of every disk, by its chain hash. */
  readonly #committedAt = new Map<string, number>();
  readonly #excused = new Map<string, string>();
  /** Tickets of lost storages that the hub had by then, by the hash of their row. */
  readonly #onlyAtHub = new Map<string, string>();
  /** What each device could not know of its own log. */
  readonly #rewinds = new Map<Host, Rewinds>();
  readonly #weather: BrokerWeather;
  readonly #hub: HubHost;
  readonly #kiosks: KioskHost[];
  readonly #boards: BoardHost[];
  readonly #central: CentralHost | null;
  readonly #broker: BrokerHost | null;
  readonly #agents: Agent[];
  /** What citizens hold in their hands. */
  readonly #papers: Paper[] = [];
  readonly #manager: StaffPage;
  readonly #trueStart: number;

  constructor(seed: number, plant: Plant, plans: Map<string, Statement[]>, keepsTranscript: boolean) {
    this.#plans = plans;
    this.#swarm = drawSwarm(new Random(seed, "swarm"));
    this.#random = new Random(seed, "world");
    const agenda = this.#agenda;
    this.#network = new Network(agenda, new Random(seed, "network"));
    this.#trueStart = Date.UTC(2026, 10, 23) + this.#swarm.startHour * 3_600_000;
    this.#world = {
      agenda,
      network: this.#network,
      random: this.#random,
      plant,
      rowsPerMessage: this.#swarm.rowsPerMessage,
      observe: (seen) => void this.#observations.push({ at: agenda.now, ...seen } as Observation),
      say: keepsTranscript ? (who, what) => void this.#transcript.push(`${clock(agenda.now)} ${who.padEnd(10)} ${what}`) : () => {},
    };
    const swarm = this.#swarm;
    const { duplicates, losses, reorderMs, willDelayMs } = swarm;
    this.#weather = { duplicates, losses, reorderMs, willDelayMs };
    const weather = this.#weather;
    const seen = () => {};
    this.#central = swarm.hasCentral ? new CentralHost(this.#machine("central"), this.#world) : null;
    this.#broker = swarm.externalBroker ? new BrokerHost(this.#machine("broker"), this.#world, weather, seen) : null;
    this.#hub = new HubHost(this.#machine("hub"), this.#world, {
      configuration: simulatedOffice(swarm),
      openByItself: swarm.openByItself,
      weather,
      external: this.#broker ? () => this.#broker?.broker ?? null : null,
      central: this.#central,
      seen,
    });
    const find = () => {
      const broker = this.#broker ? this.#broker.broker : this.#hub.broker;
      return broker ? { broker, machine: broker.program.machine.name } : null;
    };
    const numbers = (count: number) => Array.from({ length: count }, (_, place) => place + 1);
    this.#kiosks = numbers(swarm.kiosks).map(
      (number) => new KioskHost(this.#machine(`kiosk-${number}`, true), this.#world, find, this.#papers),
    );
    this.#boards = numbers(swarm.boards).map((number) => new BoardHost(this.#machine(`board-${number}`, true), this.#world, find));
    for (const { printer } of this.#kiosks) Object.assign(printer, { lateEcho: swarm.lateEcho, tears: swarm.tears });
    this.#agents = numbers(swarm.counters).map((number) => {
      const page = new StaffPage(`counter-${number}`, this.#world, () => this.#hub);
      return new Agent(this.#world, page, `counter-${number}`, 20 + number, this.#papers, swarm);
    });
    this.#manager = new StaffPage("manager", this.#world, () => this.#hub);
  }

  async play(): Promise<Played> {
    const { minutes, citizenEveryMs, doubles, copies } = this.#swarm;
    for (const host of this.#hosts()) host.start();
    for (const agent of this.#agents) agent.begin();
    this.#manager.connect();
    const citizens = new Citizens(this.#world, this.#kiosks, { everyMs: citizenEveryMs, doubles, copies });
    citizens.begin();
    const chaos = new Chaos(
      this.#world,
      {
        hub: this.#hub,
        kiosks: this.#kiosks,
        boards: this.#boards,
        central: this.#central,
        broker: this.#broker,
        plans: this.#plans,
        losing: (device, loss, work) => this.#losing(device, loss, work),
        turnDay: () => this.#turnDay(),
      },
      this.#swarm,
    );
    chaos.begin();
    await this.#agenda.runUntil(minutes * 60_000);
    Object.assign(this.#weather, { losses: 0, reorderMs: 0 });
    chaos.heal();
    const healedAt = this.#agenda.now;
    // People still come for a while: whatever was lost must work again for them.
    await this.#agenda.runUntil(healedAt + healthyMs);
    citizens.isOver = true;
    for (const agent of this.#agents) agent.isDone = true;
    const end = this.#agenda.now + restWithinMs;
    // A while for what is under way, then as soon as nothing is missing any more.
    await this.#agenda.runUntil(this.#agenda.now + 20_000);
    while (this.#agenda.now < end && !this.#agenda.isExhausted && !this.#isAtRest())
      await this.#agenda.runUntil(this.#agenda.now + restCheckMs);
    if (this.#agenda.isExhausted)
      this.#crashes.push(`programs ask each other without rest: ${eventsMax} events by ${clock(this.#agenda.now)}`);
    return {
      history: this.#history(healedAt),
      transcript: this.#transcript,
      crashes: this.#crashes,
      events: this.#agenda.count,
      virtualMs: this.#agenda.now,
      swarm: this.#swarm,
    };
  }

  #machine(name: string, isDevice = false): Machine {
    const disk = SimulatedDisk.empty(this.#plans);
    disk.watch = (rows) => {
      for (const { hash } of rows) if (!this.#committedAt.has(hash)) this.#committedAt.set(hash, this.#agenda.now);
    };
    const machine = new Machine(name, this.#agenda, this.#random, this.#trueStart, disk);
    machine.isSynchronised = this.#swarm.knowsTimeServer ? true : null;
    machine.tickMs = this.#swarm.tickMs;
    disk.lies = this.#swarm.disksLie;
    if (this.#swarm.knowsHardware) machine.board = this.#random.id();
    if (this.#swarm.knowsHardware) disk.card = this.#random.id();
    machine.drift = this.#random.between(-5e-5, 5e-5);
    if (isDevice) machine.offsetMs = this.#swarm.clockOffMs;
    machine.crashed = (error) => {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#world.say(name, `crashed: ${what.split("\n")[0]}`);
      this.#crashes.push(`${name} at ${clock(this.#agenda.now)}: ${what}`);
    };
    return machine;
  }

  #hosts(): Host[] {
    return [
      ...(this.#central ? [this.#central] : []),
      ...(this.#broker ? [this.#broker] : []),
      this.#hub,
      ...this.#kiosks,
      ...this.#boards,
    ];
  }

  /** The manager closes the date and opens the next. */
  #turnDay(): void {
    const page = this.#manager;
    const date = page.office?.date;
    if (!date) return;
    const agent = 21;
    this.#world.say("manager", `closes ${date}`);
    page.command("close-day", { key: page.key(), agent, date }, () => {
      this.#agenda.in(this.#random.between(500, 20_000), () => {
        const next = new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        page.command("open-day", { key: page.key(), agent, date: next }, () => {});
      });
    });
  }

  /**
   * Tickets that are lost with rows of this storage, and that nobody else holds, are outside the promises. So are numbers that it gives
   * until it hears of the hub that its log goes on elsewhere.
   */
  #losing(host: KioskHost | BoardHost, { why, isSeen }: Loss, work: () => void): void {
    const before = storageOf(host);
    this.#excuseTheUnknowing(host, before);
    work();
    const kept = new Set(storageOf(host).rows.map((row) => row.hash));
    const held = new Set(storageOf(this.#hub).rows.map((row) => row.origin?.hash));
    const hubRows = storageOf(this.#hub).rows.filter(({ kind }) => kind === "ticket-issued");
    const atHub = new Set(hubRows.map(({ origin }) => origin && `${origin.source}.${origin.epoch}.${origin.seq}`));
    for (const row of before.rows)
      if (row.kind === "ticket-issued" && !kept.has(row.hash)) {
        const visit = visitOf(host.name, before.epochs, row);
        if (held.has(row.hash)) this.#onlyAtHub.set(row.hash, visit);
        else for (const name of lostNames(host.name, before.epochs, row, atHub)) this.#excused.set(name, why);
      }
    const rewinds = this.#rewinds.get(host) ?? new Rewinds();
    this.#rewinds.set(host, rewinds);
    rewinds.changed(before.rows, storageOf(host).rows, this.#agenda.now, isSeen);
  }

  #excuseTheLost(): void {
    const held = new Set(storageOf(this.#hub).rows.map((row) => row.origin?.hash));
    for (const [hash, visit] of this.#onlyAtHub) if (!held.has(hash)) this.#excused.set(visit, "the hub that alone had it was lost too");
    for (const host of [...this.#kiosks, ...this.#boards]) this.#excuseTheUnknowing(host, storageOf(host));
  }

  #excuseTheUnknowing(host: Host, { epochs, rows }: StorageAtEnd): void {
    for (const { at, after } of this.#rewinds.get(host)?.all ?? []) {
      for (const row of rows) {
        if (row.seq <= after || (this.#committedAt.get(row.hash) ?? 0) < at) continue;
        if (row.kind === "epoch-begun") break;
        if (row.kind === "ticket-issued") this.#excused.set(visitOf(host.name, epochs, row), "its kiosk could not know of its other log");
      }
    }
  }

  #isAtRest(): boolean {
    // What was committed a moment ago is still on its way to the boards.
    const newest = this.#committedAt.get(lastHash(this.#hub)) ?? 0;
    if (this.#agenda.now - newest < shownWithinMs) return false;
    // Calls wait for each other to be spoken: what was called last is heard only when a board has fallen silent.
    if (this.#boards.some(({ soundsUntil }) => this.#agenda.now - soundsUntil < shownWithinMs)) return false;
    const hub = storageOf(this.#hub);
    const held = new Set(hub.rows.map((row) => row.origin?.hash));
    const devices = [...this.#kiosks, ...this.#boards];
    if (!devices.every((host) => lastHash(host) === "" || held.has(lastHash(host)))) return false;
    if (!this.#central) return true;
    return storageOf(this.#central).rows.some((row) => row.origin?.hash === lastHash(this.#hub));
  }

  #history(healedAt: number): History {
    this.#excuseTheLost();
    const hub = storageOf(this.#hub);
    const hubCommittedAt = new Map<number, number>();
    const calledAt = new Map<string, number>();
    for (const row of hub.rows) {
      const at = this.#committedAt.get(row.hash);
      if (at === undefined) continue;
      hubCommittedAt.set(row.seq, at);
      const call = (row.body as { announcement?: { call?: string } } | null)?.announcement?.call;
      if (call !== undefined) calledAt.set(call, at);
    }
    const issuedAt = new Map<string, number>();
    const takenAt = new Map<string, number>();
    const devices = [...this.#kiosks, ...this.#boards].map((host) => {
      const storage = storageOf(host);
      for (const row of storage.rows) {
        const at = this.#committedAt.get(row.hash);
        if (at === undefined) continue;
        if (row.kind === "ticket-issued") issuedAt.set(visitOf(host.name, storage.epochs, row), at);
        if (row.kind === "announcement-intended") takenAt.set(`${host.name}/${(row.body as { call: string }).call}`, at);
      }
      return storage;
    });
    const observations = this.#observations.map((each) =>
      each.kind === "spoken"
        ? { ...each, calledAt: calledAt.get(each.call) ?? null, takenAt: takenAt.get(`${each.device}/${each.call}`) ?? null }
        : each,
    );
    return {
      office: officeId,
      timeZone: "America/Vancouver",
      observations,
      converged: true,
      healedAt,
      startedAtUtc: this.#trueStart,
      devices,
      hub,
      hubStateText: this.#hub.hub ? stateText(this.#hub.hub.state) : null,
      central: this.#central ? storageOf(this.#central) : null,
      hubCommittedAt,
      issuedAt,
      excused: this.#excused,
    };
  }
}

function storageOf(host: Host): StorageAtEnd {
  const { database } = host.machine.disk;
  const has = (table: string) => database.prepare("select name from sqlite_master where name = ?").get(table) !== undefined;
  if (!has("log")) return { source: host.name, epochs: [], rows: [] };
  const found = database.prepare("select seq, bytes, hash from log order by seq").all() as { seq: number; bytes: string; hash: string }[];
  const rows = found.map(({ seq, bytes, hash }): AppendedRow => ({ ...(JSON.parse(bytes) as LogRecord), seq, hash }));
  const epochs = database.prepare("select epoch, first from epochs order by first").all() as { epoch: string; first: number }[];
  return { source: host.name, epochs, rows };
}

function lastHash(host: Host): string {
  const found = host.machine.disk.database.prepare("select hash from log order by seq desc limit 1").get() as { hash: string } | undefined;
  return found?.hash ?? "";
}

function visitOf(device: string, epochs: StorageAtEnd["epochs"], row: AppendedRow): string {
  const epoch = epochs.findLast((each) => each.first <= row.seq)?.epoch ?? "";
  return `${device}.${epoch}.${row.seq}`;
}

/** A row that was copied into a new epoch was shown under the name it had before: what no other storage holds by that name is lost with it. */
export function lostNames(
  device: string,
  epochs: StorageAtEnd["epochs"],
  { seq }: Pick<AppendedRow, "seq">,
  atHub: ReadonlySet<string | undefined>,
): string[] {
  const names = epochs.filter((each) => each.first <= seq).map(({ epoch }) => `${device}.${epoch}.${seq}`);
  return names.filter((name, place) => place === names.length - 1 || !atHub.has(name));
}

export function clock(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${String(minutes).padStart(3, " ")}:${((ms % 60_000) / 1_000).toFixed(3).padStart(6, "0")}`;
}
