/** Runs a core on a real log in memory, one input a turn, with time under the test's hand. A restart keeps only what is stored. */
import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import { type Core, Program } from "#shared/log/program.ts";
import type { LogRow } from "#shared/log/record.ts";

export const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

export class Bench<State, Input, Effect> {
  readonly log: EventLog;
  nowMs = 0;
  boot = 1;
  program: Program<State, Input, Effect>;
  /** Every effect carried out since the last `take`. */
  #effects: Effect[] = [];
  /** The rows that were stored when each effect was carried out. */
  readonly storedAt = new Map<Effect, number>();
  #soon: (() => void)[] = [];
  readonly #core: (log: EventLog) => Core<State, Input, Effect>;
  readonly #database: SqlDatabase;
  /** The next commit fails with this. */
  breakNextCommit: Error | null = null;

  constructor(source: string, epoch: string, core: (log: EventLog) => Core<State, Input, Effect>) {
    this.#database = new Database(":memory:") as unknown as SqlDatabase;
    this.log = new EventLog(this.#database, digest, { source, epoch });
    this.#core = core;
    this.program = this.#start();
  }

  get state(): State {
    return this.program.state;
  }

  get rows(): LogRow[] {
    return [...this.log.readAll()];
  }

  /** A new process on the same storage. */
  restart(): void {
    this.boot += 1;
    this.#soon = [];
    this.#effects = [];
    this.program = this.#start();
  }

  #start(): Program<State, Input, Effect> {
    const log = this.log;
    const broken = { append: (records: Parameters<EventLog["append"]>[0]) => this.#append(records) };
    const guarded = new Proxy(log, {
      get: (target, name) => {
        if (name === "append") return broken.append;
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return new Program(this.#core(log), guarded, {
      now: () => ({ at: 1_795_000_000_000 + this.nowMs, boot: `b${this.boot}`, mono: this.nowMs }),
      carryOut: (effect) => {
        this.#effects.push(effect);
        this.storedAt.set(effect, log.last);
      },
      committed: () => {},
      soon: (run) => this.#soon.push(run),
      isFull: () => true,
      storageFailed: () => {},
    });
  }

  #append(records: Parameters<EventLog["append"]>[0]) {
    const failure = this.breakNextCommit;
    this.breakNextCommit = null;
    if (failure) throw failure;
    return this.log.append(records);
  }

  /** Takes the inputs in one turn and gives back what was carried out. */
  give(...inputs: readonly Input[]): Effect[] {
    for (const input of inputs) this.program.submit(input);
    while (this.#soon.length > 0) this.#soon.shift()?.();
    return this.#effects.splice(0);
  }
}
