/** A machine's disk and what can go wrong with it: it is full, fails, is slow, lies about what it has kept, or its program dies at a commit. */

import { type Change, MemoryDatabase, SqliteError } from "./database.ts";
import type { Statement } from "./sql.ts";

/** The program whose disk this is now. */
export interface DiskOwner {
  readonly alive: boolean;
  /** False when it was killed at this instant. */
  mayAct(): boolean;
  busyFor(ms: number): void;
}

export interface CommittedRow {
  readonly seq: number;
  readonly bytes: string;
  /** The chain hash after it: no other row of the world has the same. */
  readonly hash: string;
}

export class SimulatedDisk {
  readonly database: MemoryDatabase;
  owner: DiskOwner | null = null;
  trouble: "full" | "failing" | null = null;
  slowMs = 0;
  /** The serial of the card; null where the machine does not tell. */
  card: string | null = null;
  /** A commit is told as kept before it is: a power cut takes the last ones back. */
  lies = false;
  /** Told of the rows of the log that each commit kept. */
  watch: (rows: readonly CommittedRow[]) => void = () => {};

  constructor(database: MemoryDatabase) {
    this.database = database;
    database.gate = { before: () => this.#before(), after: (changes) => this.#after(changes) };
  }

  static empty(plans: Map<string, Statement[]>): SimulatedDisk {
    return new SimulatedDisk(new MemoryDatabase(plans));
  }

  /** Another card with the same on it. */
  clone(): SimulatedDisk {
    const clone = new SimulatedDisk(this.database.copy());
    clone.watch = this.watch;
    clone.lies = this.lies;
    clone.card = this.card;
    return clone;
  }

  #before(): void {
    // Whoever opens a disk that no program has, such as a checker, meets no faults.
    if (this.owner && !this.owner.alive) throw new SqliteError("SQLITE_IOERR", "the program is dead");
    if (this.trouble === "full") throw new SqliteError("SQLITE_FULL", "database or disk is full");
    if (this.trouble === "failing") throw new SqliteError("SQLITE_IOERR_WRITE", "disk I/O error");
    if (this.owner && !this.owner.mayAct()) throw new SqliteError("SQLITE_IOERR", "killed before the commit");
  }

  #after(changes: readonly Change[]): void {
    const rows: CommittedRow[] = [];
    for (const { table, after } of changes) if (after && table.name === "log") rows.push(after as unknown as CommittedRow);
    if (rows.length > 0) this.watch(rows);
    if (this.slowMs > 0) this.owner?.busyFor(this.slowMs);
    if (this.owner && !this.owner.mayAct()) throw new SqliteError("SQLITE_IOERR", "killed after the commit");
  }
}
