/** Kiosks and boards: the real programs of `device/` on a simulated machine. */
import type { EventLog } from "#shared/log/event-log.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import type { BoardAnnounce } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { BoardRole } from "../../device/board/role.ts";
import { KioskRole } from "../../device/kiosk/role.ts";
import type { RuntimePorts } from "../../device/runtime/ports.ts";
import { Kept } from "../../device/runtime/storage.ts";
import { Host, type Surroundings, sha256 } from "./host.ts";
import { type FindBroker, SimulatedLink } from "./link.ts";
import type { Machine, RunningProgram } from "./machine.ts";
import { officeId } from "./office.ts";
import { codeOn, numberOn, type Paper, SimulatedPrinter, visitOn } from "./printer.ts";

const software = "simulated";
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

abstract class DeviceHost extends Host {
  readonly #find: FindBroker;

  constructor(machine: Machine, world: Surroundings, find: FindBroker) {
    super(machine, world);
    this.#find = find;
  }

  protected ports(program: RunningProgram): RuntimePorts {
    const { database } = this.machine.disk;
    const { random, network, plant, rowsPerMessage } = this.world;
    const hardware = { board: this.machine.board, card: this.machine.disk.card };
    const self = { office: officeId, device: this.name, zone: "main" };
    database.exec("create table if not exists kept (name text primary key, text text not null) strict");
    const clock = new AnchoredClock(program.time, program.boot);
    return {
      database,
      kept: new Kept(database),
      clock,
      realMs: program.time.mono,
      timers: { after: program.after, every: program.every, soon: program.soon },
      digest: sha256,
      logger: quiet,
      newEpoch: random.id(),
      boot: program.boot,
      hardware: plant.hardware?.(hardware) ?? hardware,
      rowsPerMessage,
      software,
      self,
      connect: (events) => new SimulatedLink(network, program, self, events, this.#find),
      standing: () => [],
    };
  }
}

export class KioskHost extends DeviceHost {
  readonly printer: SimulatedPrinter;
  role: KioskRole | null = null;

  readonly #papers: Paper[];

  constructor(machine: Machine, world: Surroundings, find: FindBroker, papers: Paper[]) {
    super(machine, world, find);
    this.#papers = papers;
    this.printer = new SimulatedPrinter(world.random);
  }

  protected boot(program: RunningProgram): void {
    const { world, name, printer } = this;
    const { plant, random } = world;
    const Role = class extends KioskRole {
      override core(log: EventLog) {
        const core = super.core(log);
        return plant.kioskCore?.(core, random) ?? core;
      }
    };
    const role: KioskRole = new Role(
      this.ports(program),
      1,
      () => ({
        print: (job, lines) => {
          if (!program.mayAct()) return;
          const copy = (Number.parseInt(job, 36) % 2) + 1;
          const number = numberOn(lines);
          world.observe({ kind: "printing", device: name, job, number, copy, durable: this.#isDurable(job) });
          printer.print(program, job, lines, {
            condition: (condition) => role.printerStands(condition),
            ended: (ended, end) => role.printEnded(ended, end),
            paper: (_job, printed) => {
              world.say(name, `paper ${numberOn(printed)}${copy > 1 ? " (copy)" : ""}`);
              this.#papers.push({ number: numberOn(printed), code: codeOn(printed) });
              world.observe({ kind: "paper", device: name, number: numberOn(printed), copy, visit: visitOn(printed) });
            },
          });
        },
      }),
      () => null,
    );
    this.role = role;
    role.start();
    role.printerStands(printer.condition);
  }

  protected override died(): void {
    this.role = null;
    super.died();
  }

  #isDurable(job: string): boolean {
    const seq = Math.floor(Number.parseInt(job, 36) / 2);
    const found = this.machine.disk.database.prepare("select bytes from log where seq = ?").get(seq) as { bytes: string } | undefined;
    return found?.bytes.startsWith('{"kind":"ticket-issued"') === true;
  }
}

export class BoardHost extends DeviceHost {
  role: BoardRole | null = null;
  hasVoice = true;
  /** When the sound ends that it made last. */
  soundsUntil = 0;
  #shown = "";

  protected boot(program: RunningProgram): void {
    const { world, name } = this;
    const { agenda, plant } = world;
    const sounds = {
      idOf: (text: string) => {
        agenda.unsettled = true;
        return this.hasVoice ? Promise.resolve(text.slice(0, 20)) : Promise.reject(new Error("no voice"));
      },
      wav: () => Promise.resolve(undefined),
    };
    const pages = {
      show: (_event: string, live: unknown) => {
        if (!program.alive) return;
        const { view } = live as ReturnType<BoardRole["api"]["live"]>;
        const calls = view?.now.map(({ call }) => call) ?? [];
        if (calls.join() === this.#shown) return;
        this.#shown = calls.join();
        world.observe({ kind: "board", device: name, zone: "main", calls });
      },
      sendToLatest: (_event: string, data: unknown) => {
        if (!program.mayAct()) return false;
        const announce = data as BoardAnnounce;
        const { call, number } = announce;
        world.say(name, `speaks ${number}`);
        world.observe({ kind: "spoken", device: name, zone: "main", call, calledAt: null });
        const lastsMs = this.lasts(announce);
        this.soundsUntil = agenda.now + lastsMs;
        program.after(lastsMs, () => void role.api.played({ call, how: "spoken" }));
        return true;
      },
    };
    const Role = class extends BoardRole {
      override core(log: EventLog) {
        const core = super.core(log);
        return plant.boardCore?.(core, name) ?? core;
      }
    };
    const signs = { show: (view: BoardView | null) => this.onSign(view) };
    const role: BoardRole = new Role(
      this.ports(program),
      1,
      sounds,
      () => pages,
      () => signs,
    );
    this.role = role;
    this.#shown = "nothing";
    role.start();
    role.pages(1);
    agenda.unsettled = true;
  }

  /** How long the page takes to play this, in milliseconds. */
  protected lasts(_announce: BoardAnnounce): number {
    return this.world.random.between(2_500, 5_000);
  }

  /** What its signs are given to show. */
  protected onSign(_view: BoardView | null): void {}

  protected override died(): void {
    this.role = null;
    super.died();
  }
}
