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
  /**
   * Reads what another fold version wrote: needed from the day on which rows were deleted, because they cannot be folded again.
   * Undefined when it cannot.
   */
  lift?(text: string, foldVersion: number): State | undefined;
  evolve(state: State, row: LogRow): void;
  /** True for what a person waits for: it is taken before everything else that waits. Without it all inputs are taken in turn. */
  isUrgent?(input: Input): boolean;
  /** True for an input whose effects the next one must see, such as a clock that is set: the commit ends with it. */
  endsCommit?(input: Input): boolean;
  /** What must stand in the log before anything else is taken: asked before each input, so that a refused commit is made up for by the next. */
  before?(state: State): Input | undefined;
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
/** A commit that has so many rows takes no further input: whoever waits for the next one waits no longer than this takes to write. */
export const rowsPerCommitWanted = 1_000;
/** Rows between two snapshots, at least. */
export const snapshotEvery = 4_000;
/** A larger state is written less often: a row pays for at most so much of it, whatever waits in a backlog. */
export const snapshotCharactersPerRow = 250;

export class Program<State, Input, Effect> {
  readonly #core: Core<State, Input, Effect>;
  readonly #log: EventLog;
  readonly #ports: ProgramPorts<Effect>;
  #state: State;
  readonly #inbox: Input[] = [];
  readonly #urgent: Input[] = [];
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
    if (this.#inbox.length + this.#urgent.length >= inboxMax) {
      for (const effect of this.#core.refuse(input, "overloaded")) this.#ports.carryOut(effect);
      return;
    }
    (this.#core.isUrgent?.(input) ? this.#urgent : this.#inbox).push(input);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.soon(() => this.#turn());
  }

  /**
   * Takes in rows that were written outside of a step, such as those that begin an epoch. A storage that refuses them throws, and nothing
   * has changed. Not to be called from within a step.
   */
  take(write: () => readonly LogRow[]): void {
    const rows = write();
    for (const row of rows) this.#core.evolve(this.#state, row);
    this.#ports.committed(rows);
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
    const { batch, records, effects } = this.#take();
    const isMore = this.#urgent.length + this.#inbox.length > 0;
    this.#scheduled = isMore;
    if (records.length === 0 || this.#commit(records, batch)) for (const effect of effects) this.#ports.carryOut(effect);
    if (isMore) this.#ports.soon(() => this.#turn());
  }

  /** Takes what waits, the urgent first, until the commit is large enough. */
  #take(): { readonly batch: Input[]; readonly records: LogRecord[]; readonly effects: Effect[] } {
    const batch: Input[] = [];
    const records: LogRecord[] = [];
    const effects: Effect[] = [];
    const inputsMax = this.#ports.batchMax ?? batchMax;
    let seq = this.#log.last;
    let ends = false;
    const step = (input: Input) => {
      const now = this.#ports.now();
      const stepped = this.#core.step(this.#state, input, now);
      for (const draft of stepped.drafts) {
        const record: LogRecord = { ...draft, ...now };
        records.push(record);
        seq += 1;
        this.#core.evolve(this.#state, { ...record, seq });
      }
      effects.push(...stepped.effects);
    };
    for (const waiting of [this.#urgent, this.#inbox]) {
      let taken = 0;
      for (; !ends && taken < waiting.length && batch.length < inputsMax && records.length < rowsPerCommitWanted; taken += 1) {
        const input = waiting[taken] as Input;
        batch.push(input);
        const first = this.#core.before?.(this.#state);
        if (first !== undefined) step(first);
        step(input);
        ends = this.#core.endsCommit?.(input) ?? false;
      }
      waiting.splice(0, taken);
    }
    return { batch, records, effects };
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

  /** Throws when the rows before those that are here were deleted and no snapshot that this version reads stands for them. */
  #rebuild(): State {
    const snapshot = this.#log.snapshot(this.#core.foldVersion);
    if (!snapshot && this.#log.heldFrom > 1) return this.#lifted();
    const state = snapshot ? this.#core.fromText(snapshot.state) : this.#core.empty();
    for (const row of this.#log.readAll((snapshot?.seq ?? 0) + 1)) this.#core.evolve(state, row);
    return state;
  }

  #lifted(): State {
    const snapshot = this.#log.newestSnapshot();
    const state = snapshot && this.#core.lift?.(snapshot.state, snapshot.foldVersion);
    if (!snapshot || state === undefined)
      throw new Error(`no snapshot that this version reads stands for the rows before ${this.#log.heldFrom}`);
    for (const row of this.#log.readAll(snapshot.seq + 1)) this.#core.evolve(state, row);
    return state;
  }
}
