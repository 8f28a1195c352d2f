/** One computer of the simulated office: its clock, its disk, and the program that runs on it now. */
import type { TimeSource } from "#shared/time/clock.ts";
import type { Agenda } from "./agenda.ts";
import type { SimulatedDisk } from "./disk/disk.ts";
import type { Random } from "./random.ts";

export class Machine {
  readonly name: string;
  readonly agenda: Agenda;
  readonly random: Random;
  disk: SimulatedDisk;
  /** How far its clock is ahead of true time. */
  offsetMs = 0;
  /** Whether it follows a time server; null when nobody can say. */
  isSynchronised: boolean | null = null;
  /** The serial of its board; null where the machine does not tell. */
  board: string | null = null;
  /** Parts of a second by which a second of it is longer. */
  drift = 0;
  /** Programs on it look at their watches every second, or more seldom: they promise no more than a second or so. */
  tickMs = 1_000;
  /** Told of an exception that nobody caught. */
  crashed: (error: unknown) => void = () => {};
  #program: RunningProgram | null = null;
  readonly #trueStart: number;

  constructor(name: string, agenda: Agenda, random: Random, trueStart: number, disk: SimulatedDisk) {
    this.name = name;
    this.agenda = agenda;
    this.random = random;
    this.#trueStart = trueStart;
    this.disk = disk;
  }

  get program(): RunningProgram | null {
    return this.#program?.alive ? this.#program : null;
  }

  wall(): number {
    return this.#trueStart + this.offsetMs + this.agenda.now * (1 + this.drift);
  }

  /** A new process on this machine's disk. */
  begin(): RunningProgram {
    this.kill();
    const program = new RunningProgram(this);
    this.#program = program;
    this.disk.owner = program;
    return program;
  }

  /** Ends at once; what it had not stored is gone. */
  kill(): void {
    this.#program?.die();
    this.#program = null;
  }
}

/** One run of a program. When it is dead its timers, messages and writes do nothing any more, and nobody can tell it from one that ended at that instant. */
export class RunningProgram {
  readonly machine: Machine;
  readonly boot: string;
  readonly time: TimeSource;
  alive = true;
  /** Runs when it dies: its connections close. */
  readonly onDeath: (() => void)[] = [];
  /** Uses of a port until it is killed there; null: not. */
  strikeAfter: number | null = null;
  strike: () => void = () => {};
  #busyUntil = 0;
  /** What has reached it while it was stopped or waited for its disk, in its order. */
  readonly #waiting: (() => void)[] = [];
  #stopWaiting: (() => void) | null = null;
  readonly #begunAt: number;

  constructor(machine: Machine) {
    this.machine = machine;
    this.boot = machine.random.id();
    this.#begunAt = machine.agenda.now;
    this.time = { wall: () => machine.wall(), mono: () => (machine.agenda.now - this.#begunAt) * (1 + machine.drift) };
  }

  die(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const run of this.onDeath.splice(0)) run();
  }

  /** A program that waits for its disk takes everything later, in the same order. */
  busyFor(ms: number): void {
    this.#busyUntil = Math.max(this.#busyUntil, this.machine.agenda.now) + ms;
  }

  /** So does one that is stopped, which is no longer stopped for being stopped again. */
  stopFor(ms: number): void {
    this.#busyUntil = Math.max(this.#busyUntil, this.machine.agenda.now + ms);
  }

  goOn(): void {
    this.#busyUntil = this.machine.agenda.now;
    this.#stopWaiting?.();
    this.#takeWaiting();
  }

  run(work: () => void): void {
    if (!this.alive) return;
    if (this.#busyUntil <= this.machine.agenda.now && this.#waiting.length === 0) {
      this.#do(work);
      return;
    }
    this.#waiting.push(work);
    if (this.#stopWaiting === null) this.#takeWaiting();
  }

  #takeWaiting(): void {
    const { agenda } = this.machine;
    if (this.#waiting.length === 0) return;
    this.#stopWaiting = agenda.at(this.#busyUntil, () => {
      this.#stopWaiting = null;
      if (!this.alive) return;
      if (this.#busyUntil <= agenda.now) this.#do(this.#waiting.shift() as () => void);
      if (this.#stopWaiting === null) this.#takeWaiting();
    });
  }

  #do(work: () => void): void {
    try {
      work();
    } catch (error) {
      // What a dying program throws reaches nobody; a living one has a bug, and its supervisor starts it again.
      if (!this.alive) return;
      this.machine.crashed(error);
      this.machine.kill();
    }
  }

  /** Each use of a port is an instant at which a kill can strike. False when the program is dead now. */
  mayAct(): boolean {
    if (!this.alive) return false;
    if (this.strikeAfter === null) return true;
    this.strikeAfter -= 1;
    if (this.strikeAfter > 0) return true;
    this.strike();
    return false;
  }

  readonly soon = (run: () => void): void => {
    this.machine.agenda.soon(() => this.run(run));
  };

  readonly after = (ms: number, run: () => void): (() => void) => this.machine.agenda.in(ms, () => this.run(run));

  readonly every = (askedMs: number, run: () => void): (() => void) => {
    const ms = askedMs === 1_000 ? this.machine.tickMs : askedMs;
    let stop = () => {};
    const turn = () => {
      if (!this.alive) return;
      stop = this.machine.agenda.in(ms, turn);
      this.run(run);
    };
    stop = this.machine.agenda.in(ms, turn);
    return () => stop();
  };
}
