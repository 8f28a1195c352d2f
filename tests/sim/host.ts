/** What every program of the simulated office stands on: its machine, a supervisor that starts it again, and the world it is seen by. */
import { hash } from "node:crypto";
import type { Observation } from "../checkers/history.ts";
import type { Agenda } from "./agenda.ts";
import type { Machine, RunningProgram } from "./machine.ts";
import type { Network } from "./network.ts";
import type { Plant } from "./plants/plant.ts";
import type { Random } from "./random.ts";

export interface Surroundings {
  readonly agenda: Agenda;
  readonly network: Network;
  readonly random: Random;
  readonly plant: Plant;
  /** Rows that a device ships at once. */
  readonly rowsPerMessage: number;
  /** What people see. */
  readonly observe: (seen: Seen) => void;
  /** A line of the transcript. */
  readonly say: (who: string, what: string) => void;
}

/** An observation before it has its time. */
export type Seen = Observation extends infer One ? (One extends Observation ? Omit<One, "at"> : never) : never;

export const sha256 = (text: string): string => hash("sha256", text, "base64url");

export abstract class Host {
  readonly machine: Machine;
  readonly world: Surroundings;
  /** Without power nothing starts. */
  powered = true;

  constructor(machine: Machine, world: Surroundings) {
    this.machine = machine;
    this.world = world;
  }

  get name(): string {
    return this.machine.name;
  }

  get program(): RunningProgram | null {
    return this.machine.program;
  }

  start(): void {
    if (!this.powered || this.program) return;
    const program = this.machine.begin();
    program.onDeath.push(() => this.died());
    program.strike = () => this.kill("at an instant of its own");
    // A program that cannot start ends, and is started again.
    program.run(() => {
      try {
        this.boot(program);
      } catch (error) {
        if (!(error instanceof Error && error.name === "SqliteError")) throw error;
        this.world.say(this.name, `cannot start: ${error.message}`);
        this.machine.kill();
      }
    });
    this.world.agenda.unsettled = true;
  }

  kill(why: string): void {
    if (!this.program) return;
    this.world.say(this.name, `killed ${why}`);
    this.world.observe({ kind: "fault", what: "kill", who: this.name, detail: why });
    this.machine.kill();
  }

  /** Builds the real program. */
  protected abstract boot(program: RunningProgram): void;

  protected died(): void {
    const { agenda, random, plant } = this.world;
    plant.died?.(this.machine, random);
    agenda.in(random.between(300, 4_000), () => this.start());
  }
}
