/**
 * Moves the log's oldest rows into the archive, a segment at a time: written, read back and compared row by row, and only then deleted
 * from the log. A row that anybody behind the hub may still read stays.
 */
import { existsSync } from "node:fs";
import { fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import type { Follower, HubInside } from "../extension.ts";
import { causeOf } from "../storage.ts";
import { readSegment, type StoredRow, segmentsIn, writeSegment } from "./segment.ts";

/** Rows that the hub keeps at least: a week of the busiest office. */
export const rowsKeptMin = 200_000;
/** Rows that go at once: reading, checking and deleting them hold up the hub for some 20 ms. */
export const rowsPerSegment = 4_000;
/** After a failure, and while something is still needed, it is tried again after so many further rows. */
const rowsBeforeRetry = 500;

export interface ArchiverOptions {
  readonly log: EventLog;
  readonly database: SqlDatabase;
  readonly digest: Digest;
  readonly office: string;
  readonly folder: string;
  /** The first row that others behind the hub still need. */
  readonly neededFrom: () => number;
  readonly faults: HubInside["faults"];
  readonly rowsKept?: number;
  readonly rowsPerSegment?: number;
}

const about = "archive";

export class Archiver implements Follower {
  readonly #options: ArchiverOptions;
  #triedAt = 0;
  #isWorking = false;
  #working: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: ArchiverOptions) {
    this.#options = options;
  }

  /** A segment is on its way. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  onCommitted(): void {
    const { log } = this.#options;
    if (this.#isWorking || !this.#mayGo() || log.last - this.#triedAt < rowsBeforeRetry) return;
    this.#isWorking = true;
    this.#working = this.#goOn();
  }

  /** Resolves when the segment on its way is done, or was left. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#working;
  }

  async #goOn(): Promise<void> {
    const { log, faults } = this.#options;
    try {
      while (!this.#isStopped && this.#mayGo() && (await this.#segment()));
      faults.clear(about);
    } catch (error) {
      faults.raise(about, fault("archive-failed", { cause: causeOf(error) }));
    }
    this.#triedAt = log.last;
    this.#isWorking = false;
  }

  #mayGo(): boolean {
    const { log, rowsKept = rowsKeptMin } = this.#options;
    return log.last - log.heldFrom + 1 - this.#size >= rowsKept;
  }

  get #size(): number {
    return this.#options.rowsPerSegment ?? rowsPerSegment;
  }

  /** False when somebody still needs these rows, or no snapshot stands for them yet. */
  async #segment(): Promise<boolean> {
    const { log, database, digest, office, folder, neededFrom } = this.#options;
    const first = log.heldFrom;
    const last = first + this.#size - 1;
    const before = log.hashAfter(first - 1);
    if (before === undefined || neededFrom() <= last || (log.newestSnapshot()?.seq ?? 0) < last) return false;
    const rows = database
      .prepare("select seq, bytes, hash from log where seq between ? and ? order by seq")
      .all(first, last) as StoredRow[];
    if (rows.length !== last - first + 1) throw new Error(`rows ${first} to ${last} are not all here`);
    const epochs = log
      .stretches()
      .filter((each) => each.first <= last && each.last >= first)
      .map(({ epoch, first: from }) => ({ epoch, first: from }));
    const kept = await this.#alreadyThere(first, last);
    const path = kept ?? (await writeSegment(folder, { office, before, epochs, rows }));
    const back = await readSegment(path, digest);
    const isSame =
      back.before === before && back.rows.every((row, place) => row.hash === rows[place]?.hash) && back.rows.length === rows.length;
    if (!isSame) throw new Error(`${path} holds other rows`);
    if (this.#isStopped) return false;
    log.prune(last + 1);
    return true;
  }

  /** A kill after the file was written and before the rows were deleted leaves it: it is checked like a new one. */
  async #alreadyThere(first: number, last: number): Promise<string | undefined> {
    const { folder, office } = this.#options;
    if (!existsSync(folder)) return undefined;
    return segmentsIn(folder, office).find((each) => each.first === first && each.last === last)?.path;
  }
}
