/** A small office whose boards stand in one room: the simulation's hub, kiosk, citizens and agents, without any misfortune but what a test does. */
import type { HubEventBody } from "#shared/queue/events.ts";
import { Agenda } from "../sim/agenda.ts";
import { Agent } from "../sim/agent.ts";
import { Citizens } from "../sim/citizens.ts";
import { KioskHost } from "../sim/devices.ts";
import { SimulatedDisk } from "../sim/disk/disk.ts";
import type { Statement } from "../sim/disk/sql.ts";
import type { Surroundings } from "../sim/host.ts";
import { HubHost } from "../sim/hub-host.ts";
import { Machine } from "../sim/machine.ts";
import { Network } from "../sim/network.ts";
import { simulatedOffice } from "../sim/office.ts";
import { noPlant } from "../sim/plants/plant.ts";
import type { Paper } from "../sim/printer.ts";
import { Random } from "../sim/random.ts";
import { StaffPage } from "../sim/staff-page.ts";
import { BoardInRoom, Room } from "./room.ts";

const trueStart = Date.UTC(2026, 10, 23, 17);
const weather = { duplicates: 0.1, losses: 0, reorderMs: 0, willDelayMs: 0 };
const manner = { errs: 0, doubles: 0, admits: 0, moves: 0, undoes: 0, serviceMeanMs: 12_000 };

/** A call as the hub's log has it. */
export interface Called {
  readonly call: string;
  readonly number: { readonly letter: string; readonly count: number };
  readonly counter: string;
  readonly language: "en" | "fr";
  readonly device: string | null;
  /** How it went, as the board said; undefined while it has said nothing. */
  readonly how: string | undefined;
}

export class RoomOffice {
  readonly agenda = new Agenda();
  readonly room = new Room();
  readonly boards: readonly BoardInRoom[];
  readonly crashes: string[] = [];
  readonly #hub: HubHost;
  readonly #kiosk: KioskHost;
  readonly #agents: readonly Agent[];
  readonly #world: Surroundings;

  constructor(seed: number) {
    const random = new Random(seed, "room");
    const network = new Network(this.agenda, new Random(seed, "network"));
    const plans = new Map<string, Statement[]>();
    this.#world = { agenda: this.agenda, network, random, plant: noPlant, rowsPerMessage: 200, observe: () => {}, say: () => {} };
    const machine = (name: string) => {
      const made = new Machine(name, this.agenda, random, trueStart, SimulatedDisk.empty(plans));
      made.crashed = (error) => void this.crashes.push(`${name}: ${error instanceof Error ? error.stack : error}`);
      return made;
    };
    const configuration = simulatedOffice({ kiosks: 1, boards: 2, counters: 3 });
    const [first] = configuration.counters;
    if (first) first.direction = { en: "left, past the window", fr: "à gauche, après la fenêtre" };
    const seen = () => {};
    const plan = { configuration, openByItself: true, weather, external: null, central: null, seen };
    this.#hub = new HubHost(machine("hub"), this.#world, plan);
    const find = () => {
      const { broker } = this.#hub;
      return broker ? { broker, machine: "hub" } : null;
    };
    const papers: Paper[] = [];
    this.#kiosk = new KioskHost(machine("kiosk-1"), this.#world, find, papers);
    this.boards = [1, 2].map((number) => {
      const board = new BoardInRoom(machine(`board-${number}`), this.#world, find);
      board.room = this.room;
      board.hasSign = number === 2;
      return board;
    });
    this.#agents = [1, 2, 3].map((number) => {
      const page = new StaffPage(`counter-${number}`, this.#world, () => this.#hub);
      return new Agent(this.#world, page, `counter-${number}`, 20 + number, papers, manner);
    });
  }

  /** People come and are called for so long; then whatever is under way comes to its end. */
  async play(ms: number): Promise<void> {
    for (const host of [this.#hub, this.#kiosk, ...this.boards]) host.start();
    for (const agent of this.#agents) agent.begin();
    const citizens = new Citizens(this.#world, [this.#kiosk], { everyMs: 5_000, doubles: 0, copies: 0 });
    citizens.begin();
    await this.agenda.runUntil(ms);
    citizens.isOver = true;
    for (const agent of this.#agents) agent.isDone = true;
    await this.agenda.runUntil(ms + 90_000);
  }

  /** Every call and recall of the day, in their order. */
  calls(): Called[] {
    const found = this.#hub.machine.disk.database.prepare("select bytes from log order by seq").all() as { bytes: string }[];
    const rows = found.map(({ bytes }) => JSON.parse(bytes) as { kind: string; body: unknown });
    const how = new Map<string, string>();
    for (const { kind, body } of rows) {
      const made = body as { call: string; how: string };
      if (kind === "announcement-made") how.set(made.call, made.how);
    }
    return rows.flatMap(({ kind, body }) => {
      if (kind !== "visit-called" && kind !== "visit-recalled") return [];
      const { visit, counter, announcement } = body as HubEventBody<"visit-called">;
      const known = this.#hub.hub?.state.visits.get(visit);
      if (!known) return [];
      const { number, language } = known;
      return [{ call: announcement.call, device: announcement.device, number, counter, language, how: how.get(announcement.call) }];
    });
  }
}
