/**
 * The loop of every program: inputs go through a pure step, their events into the log in one commit, then their effects are
 * carried out. The batch grows by itself under load: whatever arrived while the last commit ran is the next one.
 */
import type { EventLog } from "./event-log.ts";
import type { LogRecord, LogRow, Moment } from "./record.ts";

/** A record before it has a time and a place. */
export type Draft = Pick<LogRecord, "kind" | "version" | "body"> & Partial<Pick<LogRecord, "origin" | "arrivedAt" | "timeUncertain">>;

export interface Stepped<Effect> {
  readonly drafts: readonly Draft[];
  readonly effects: readonly Effect[];
}

export interface Core<State, Input, Effect> {
  readonly foldVersion: number;
  empty(): State;
  toText(state: State): string;
  fromText(text: string): State;
  evolve(state: State, row: LogRow): void;
  /** Pure: reads the state and returns what to write and what to do. */
  step(state: State, input: Input, now: Moment): Stepped<Effect>;
  /** What to do for an input that could not be recorded: answer it with the fault. */
  refuse(input: Input, why: "storage-full" | "storage-failed" | "overloaded"): readonly Effect[];
}

export interface ProgramPorts<Effect> {
  readonly now: () => Moment;
  readonly carryOut: (effect: Effect) => void;
  /** Called after each commit, with the rows it wrote. */
  readonly committed: (rows: readonly LogRow[]) => void;
  /** Runs the callback after the present turn of the event loop. */
  readonly soon: (run: () => void) => void;
  /** True when a failed write means the storage has no room. */
  readonly isFull: (error: unknown) => boolean;
  readonly storageFailed: (error: unknown) => void;
  /** Inputs taken into one commit at most; `batchMax` unless said otherwise. */
  readonly batchMax?: number;
}

/** Inputs that may wait for a commit; one more is refused as overloaded. */
export const inboxMax = 20_000;
/** Inputs taken into one commit. */
export const batchMax = 500;
/** Rows between two snapshots, at least. */
export const snapshotEvery = 4_000;
/** A larger state is written less often: a row pays for at most so much of it, whatever waits in a backlog. */
export const snapshotCharactersPerRow = 250;

export class Program<State, Input, Effect> {
  readonly #core: Core<State, Input, Effect>;
  readonly #log: EventLog;
  readonly #ports: ProgramPorts<Effect>;
  #state: State;
  #inbox: Input[] = [];
  #scheduled = false;
  #snapshotAt: number;
  #snapshotAfterRows = snapshotEvery;

  constructor(core: Core<State, Input, Effect>, log: EventLog, ports: ProgramPorts<Effect>) {
    this.#core = core;
    this.#log = log;
    this.#ports = ports;
    this.#state = this.#rebuild();
    this.#snapshotAt = log.last;
  }

  get state(): State {
    return this.#state;
  }

  submit(input: Input): void {
    if (this.#inbox.length >= inboxMax) {
      for (const effect of this.#core.refuse(input, "overloaded")) this.#ports.carryOut(effect);
      return;
    }
    this.#inbox.push(input);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.soon(() => this.#turn());
  }

  /** Saves a snapshot now, as a stop does, so that the next start folds nothing. */
  snapshot(): void {
    if (this.#log.last === 0) return;
    const text = this.#core.toText(this.#state);
    this.#log.saveSnapshot(this.#log.last, this.#core.foldVersion, text);
    this.#snapshotAt = this.#log.last;
    this.#snapshotAfterRows = Math.max(snapshotEvery, Math.ceil(text.length / snapshotCharactersPerRow));
  }

  #turn(): void {
    const batch = this.#inbox.splice(0, this.#ports.batchMax ?? batchMax);
    if (this.#inbox.length > 0) this.#ports.soon(() => this.#turn());
    else this.#scheduled = false;
    const records: LogRecord[] = [];
    const effects: Effect[] = [];
    let seq = this.#log.last;
    for (const input of batch) {
      const now = this.#ports.now();
      const stepped = this.#core.step(this.#state, input, now);
      for (const draft of stepped.drafts) {
        const record: LogRecord = { ...draft, ...now };
        records.push(record);
        seq += 1;
        this.#core.evolve(this.#state, { ...record, seq });
      }
      effects.push(...stepped.effects);
    }
    if (records.length > 0 && !this.#commit(records, batch)) return;
    for (const effect of effects) this.#ports.carryOut(effect);
  }

  /** False when the storage refused: the state is rebuilt from what is stored, and every input of the batch is answered so. */
  #commit(records: readonly LogRecord[], batch: readonly Input[]): boolean {
    let rows: readonly LogRow[];
    try {
      rows = this.#log.append(records);
    } catch (error) {
      this.#state = this.#rebuild();
      this.#ports.storageFailed(error);
      const why = this.#ports.isFull(error) ? "storage-full" : "storage-failed";
      for (const input of batch) for (const effect of this.#core.refuse(input, why)) this.#ports.carryOut(effect);
      return false;
    }
    this.#ports.committed(rows);
    if (this.#log.last - this.#snapshotAt >= this.#snapshotAfterRows) this.#trySnapshot();
    return true;
  }

  /** A snapshot only makes the next start quicker: one that fails is tried again later, and the rows stand. */
  #trySnapshot(): void {
    try {
      this.snapshot();
    } catch (error) {
      this.#snapshotAt = this.#log.last;
      this.#ports.storageFailed(error);
    }
  }

  #rebuild(): State {
    const snapshot = this.#log.snapshot(this.#core.foldVersion);
    const state = snapshot ? this.#core.fromText(snapshot.state) : this.#core.empty();
    for (const row of this.#log.readAll((snapshot?.seq ?? 0) + 1)) this.#core.evolve(state, row);
    return state;
  }
}
