/** Keeps the programs of one office running: in order up, all at once down, and which process is whose on the disk. */
import { join } from "node:path";
import type { ReadyLine } from "#shared/wire/process.ts";
import { Child, type ChildState } from "./child.ts";
import { launch } from "./launch.ts";
import { LogFile } from "./log-file.ts";
import type { PortName, Ports, Program } from "./programs.ts";
import type { RunFile } from "./run-file.ts";

export interface SupervisorPorts {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly mono: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly runFile: RunFile;
  /** A program's state has changed. */
  readonly changed: () => void;
}

/** Programs get so long to end by themselves, so that all is over within two seconds. */
const stopPatienceMs = 1_600;

export class Supervisor {
  readonly #ports: SupervisorPorts;
  readonly #programsOf: (ports: Ports) => readonly Program[];
  readonly #children = new Map<string, Child>();
  readonly #names: readonly string[];
  #listening: Ports;

  /** `programsOf` is asked again before each start: by then more ports may be known. */
  constructor(programsOf: (ports: Ports) => readonly Program[], listening: Ports, data: string, ports: SupervisorPorts) {
    this.#ports = ports;
    this.#programsOf = programsOf;
    this.#listening = listening;
    this.#names = programsOf(listening).map(({ name }) => name);
    for (const name of this.#names) {
      const log = new LogFile(join(data, "logs", `${name}.log`));
      const { root, environment, mono, wait } = ports;
      this.#children.set(
        name,
        new Child(name, {
          launch: () => launch(this.#program(name), { root, environment, log }),
          mono,
          wait,
          changed: () => this.#changed(),
        }),
      );
    }
  }

  /** Where the programs listen, as far as they have said so. */
  get listening(): Ports {
    return this.#listening;
  }

  get processes(): { readonly name: string; readonly state: ChildState; readonly about: string }[] {
    return this.#names.map((name) => {
      const { state, about } = this.child(name);
      return { name, state, about: state === "running" && about === "Running." ? this.#program(name).about : about };
    });
  }

  /** The process that each program is now; null while it is none. */
  get running(): { readonly name: string; readonly pid: number | null }[] {
    return this.#names.map((name) => ({ name, pid: this.child(name).pid }));
  }

  frontListens(port: number): void {
    this.#listening = { ...this.#listening, front: port };
  }

  child(name: string): Child {
    const child = this.#children.get(name);
    if (!child) throw new Error(`There is no program ${name}.`);
    return child;
  }

  /** Starts everything, stage by stage. Rejects with the words of the first program that could not start. */
  async start(): Promise<void> {
    const stages = new Set(this.#programsOf(this.#listening).map(({ stage }) => stage));
    for (const stage of [...stages].sort((a, b) => a - b)) {
      const names = this.#programsOf(this.#listening)
        .filter((program) => program.stage === stage)
        .map(({ name }) => name);
      await Promise.all(names.map((name) => this.plugIn(name)));
    }
  }

  async plugIn(name: string): Promise<void> {
    this.#learn(name, await this.child(name).start());
  }

  async pull(name: string): Promise<void> {
    await this.child(name).pull();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#children.values()].map((child) => child.stop(stopPatienceMs)));
  }

  #program(name: string): Program {
    const program = this.#programsOf(this.#listening).find((each) => each.name === name);
    if (!program) throw new Error(`There is no program ${name}.`);
    return program;
  }

  /** A program that took a free port keeps it through its restarts, because the others know it by then. */
  #learn(name: string, said: ReadyLine): void {
    const known: Partial<Record<PortName, number>> = {};
    for (const [member, port] of Object.entries(this.#program(name).tells) as ["port", PortName][]) {
      const told = said[member];
      if (told !== undefined) known[port] = told;
    }
    this.#listening = { ...this.#listening, ...known };
  }

  #changed(): void {
    this.#ports.runFile.write([...this.#children.values()].flatMap((child) => (child.pid === null ? [] : [child.pid])));
    this.#ports.changed();
  }
}
