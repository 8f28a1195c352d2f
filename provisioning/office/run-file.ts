/**
 * Which processes belong to the office in a folder, and that only one office runs there. The lock is SQLite's, so that
 * it falls with its holder however that ends; what a holder killed with -9 left running is stopped by the next start.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

export interface ProcessTable {
  /** The command line of a process, its parts joined by spaces; null when there is none. */
  readonly commandOf: (pid: number) => string | null;
  readonly kill: (pid: number) => void;
}

export class RunFile {
  readonly #path: string;
  readonly #pid: number;
  readonly #lock: Database.Database;
  #pids: readonly number[] = [];

  /** Undefined when another process holds the folder. */
  static take(data: string, pid: number): RunFile | undefined {
    mkdirSync(data, { recursive: true });
    const lock = new Database(join(data, "lock.sqlite"), { timeout: 0 });
    try {
      lock.pragma("locking_mode = EXCLUSIVE");
      lock.exec("BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (by INTEGER); COMMIT");
    } catch (error) {
      lock.close();
      if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return undefined;
      throw error;
    }
    return new RunFile(data, pid, lock);
  }

  private constructor(data: string, pid: number, lock: Database.Database) {
    this.#path = join(data, "run.json");
    this.#pid = pid;
    this.#lock = lock;
  }

  /** Stops what an earlier holder left running. Only processes whose command line names this folder. Returns how many. */
  async stopLeftovers(data: string, table: ProcessTable, wait: (ms: number) => Promise<void>): Promise<number> {
    const isOurs = (pid: number) => table.commandOf(pid)?.includes(`${data}/`) === true;
    const left = readPids(this.#path).filter(isOurs);
    for (const pid of left) table.kill(pid);
    for (let looks = 0; looks < looksMax && left.some(isOurs); looks += 1) await wait(lookEveryMs);
    return left.length;
  }

  write(pids: readonly number[]): void {
    if (pids.length === this.#pids.length && pids.every((pid, place) => pid === this.#pids[place])) return;
    this.#pids = pids;
    // Written beside and renamed, so that a kill in the middle leaves the old list and not half a new one.
    writeFileSync(`${this.#path}.new`, `${JSON.stringify({ parent: this.#pid, children: pids })}\n`);
    renameSync(`${this.#path}.new`, this.#path);
  }

  release(): void {
    this.#lock.close();
  }
}

const looksMax = 100;
const lookEveryMs = 20;

function readPids(path: string): number[] {
  try {
    const read: unknown = JSON.parse(readFileSync(path, "utf8"));
    const children = typeof read === "object" && read !== null && "children" in read ? read.children : [];
    return Array.isArray(children) ? children.filter((pid) => Number.isInteger(pid) && pid > 1) : [];
  } catch {
    // No office ran here before, or it was ended before it wrote the file.
    return [];
  }
}
