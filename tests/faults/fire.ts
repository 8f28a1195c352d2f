/** What is done to an office, one thing after another, drawn from a seed. */
import { isFault } from "#shared/faults/fault.ts";
import type { Observation } from "../checkers/history.ts";
import type { SmallDisk } from "../office/scene/small-disk.ts";
import type { Random } from "../sim/random.ts";
import { type Device, devices, type Name, type Office } from "./office.ts";
import { type Running, wait } from "./people.ts";
import type { Record } from "./record.ts";

/** Processes that are killed, the busiest most often. */
const targets: readonly (readonly [Name | "mosquitto", number])[] = [
  ["hub", 5],
  ["kiosk-1", 4],
  ["kiosk-2", 4],
  ["board-1", 2],
  ["central", 2],
  ["mosquitto", 2],
];
const day = 86_400_000;
/** Clocks of kiosks and boards that start: years wrong, a day ahead, right. */
const shiftsMs = [0, 0, 0, -20_000 * day, -400 * day, day, 3_650 * day];

export class Fire {
  readonly #office: Office;
  readonly #record: Record;
  readonly #random: Random;
  readonly #disk: SmallDisk | null;
  readonly #underWay = new Set<Promise<void>>();
  /** How much had been seen when a program was last ready, and how much was looked through for its work since. */
  readonly #looked = new Map<string, number>();
  kills = 0;

  /** `disk`: what the second kiosk writes on, when it can be filled. */
  constructor(office: Office, record: Record, random: Random, disk: SmallDisk | null) {
    this.#office = office;
    this.#record = record;
    this.#random = random;
    this.#disk = disk;
  }

  async until(kills: number, running: Running): Promise<void> {
    while (running.isOn && !this.#office.isClosed && this.kills < kills) {
      await wait(60 + 380 * this.#random.next());
      const draw = this.#random.next();
      if (draw < 0.62) {
        const name = this.#target();
        // Mostly a program that works is killed, so that a slow machine's office works at all; now and then one that only begins.
        if (this.#isAtWork(name) || this.#random.chance(0.1)) this.#start(this.#kill(name));
      } else if (draw < 0.72) this.#start(this.#stopForAWhile());
      else if (draw < 0.95) this.#start(this.#tearAWire());
      else if (this.#disk) this.#start(this.#fillADisk(this.#disk));
    }
    await Promise.all(this.#underWay);
  }

  #start(what: Promise<void>): void {
    this.#underWay.add(what);
    void what.then(() => this.#underWay.delete(what));
  }

  #target(): Name | "mosquitto" {
    const there = targets.filter(([name]) => name !== "mosquitto" || this.#office.mosquitto);
    let draw = this.#random.next() * there.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of there) {
      draw -= weight;
      if (draw < 0) return name;
    }
    return "hub";
  }

  /** Whether people had something of it since its start: one that is killed before it does anything has nothing to lose. */
  #isAtWork(name: Name | "mosquitto"): boolean {
    const from = this.#looked.get(name) ?? 0;
    const { observations } = this.#record;
    const found = observations.slice(from).some((seen) => isWorkOf(name, seen));
    if (!found && from < observations.length) this.#looked.set(name, observations.length);
    return found;
  }

  async #kill(name: Name | "mosquitto"): Promise<void> {
    this.kills += 1;
    this.#looked.set(name, Number.POSITIVE_INFINITY);
    const pause = 200 * this.#random.next();
    const shift = (devices as readonly string[]).includes(name) ? this.#random.pick(shiftsMs) : 0;
    this.#record.see({ kind: "fault", what: "kill", who: name, detail: shift === 0 ? "" : `its clock is then ${shift / day} days wrong` });
    if (name === "mosquitto") {
      await this.#office.mosquitto?.kill();
      await wait(pause);
      if (!this.#office.isClosed) await this.#office.mosquitto?.start();
    } else {
      const program = this.#office.program(name);
      await program.kill();
      await wait(pause);
      // Somebody may have killed and started it meanwhile.
      if (!program.isRunning) await program.start(shift);
    }
    this.#record.see({ kind: "fault", what: "start", who: name, detail: "" });
    this.#looked.set(name, this.#record.observations.length);
  }

  async #stopForAWhile(): Promise<void> {
    const names: readonly Name[] = ["hub", "kiosk-1", "kiosk-2", "board-1", "central"];
    const name = this.#random.pick(names);
    const ms = 1_500 * this.#random.next() ** 2;
    this.#record.see({ kind: "fault", what: "stop", who: name, detail: `for ${Math.round(ms)} ms` });
    this.#office.program(name).signal("SIGSTOP");
    await wait(ms);
    this.#office.program(name).signal("SIGCONT");
  }

  async #tearAWire(): Promise<void> {
    const names: readonly (Device | "central")[] = [...devices, "central"];
    const name = this.#random.pick(names);
    const wire = this.#office.wires.get(name);
    const ms = 2_500 * this.#random.next() ** 2;
    const faults = [
      { state: "cut" },
      { state: "silent" },
      { swallows: "to-server" },
      { swallows: "to-client" },
      { bytesPerSecond: 3_000 },
      { delayMs: 120, jitterMs: 200 },
    ] as const;
    const fault = this.#random.pick([...faults, null]);
    this.#record.see({
      kind: "fault",
      what: "cut",
      who: name,
      detail: fault ? `${JSON.stringify(fault)} for ${Math.round(ms)} ms` : "reset",
    });
    if (!fault) {
      wire?.reset();
      return;
    }
    wire?.set(fault);
    await wait(ms);
    wire?.set({ state: "open", delayMs: 0, jitterMs: 0, bytesPerSecond: null, swallows: null });
    // What was swallowed leaves a hole in the stream: no TCP has that, so the connection ends with it.
    if ("swallows" in fault) wire?.reset();
  }

  async #fillADisk(disk: SmallDisk): Promise<void> {
    this.#record.see({ kind: "fault", what: "disk-full", who: "kiosk-2", detail: "" });
    disk.fill();
    await wait(800 * this.#random.next());
    disk.makeRoom();
  }
}

/** Whether people had this of the program: a kiosk gave a ticket, a board showed its zone, the hub obeyed an agent. */
function isWorkOf(name: Name | "mosquitto", seen: Observation): boolean {
  switch (seen.kind) {
    case "told":
      return !isFault(seen.answer) && (name === seen.device || name === "mosquitto");
    case "replied":
      return !isFault(seen.answer) && (name === "hub" || name === "central");
    case "board":
      return name === seen.device;
    default:
      return false;
  }
}
