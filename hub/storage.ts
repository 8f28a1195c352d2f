/**
 * The hub's storage: one SQLite file, opened so that a commit is on the disk when it returns, and a lock on its folder that
 * the system gives back when the process ends, however it ends.
 */
import { hash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { fault } from "#shared/faults/fault.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { Refusal, systemCode } from "./refusal.ts";

export interface Storage {
  readonly database: SqlDatabase;
  close(): void;
}

/** Throws a `Refusal`: storage-in-use when another hub holds the folder, storage-failed when it cannot be opened. */
export function openStorage(data: string): Storage {
  const lock = lockFolder(data);
  try {
    const database = new Database(join(data, "hub.sqlite"), { timeout: 5_000 });
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    return {
      database,
      close: () => {
        database.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw storageRefusal(error);
  }
}

/** A second database held in an exclusive transaction: the lock dies with the process, so kill -9 leaves nothing to clean up. */
function lockFolder(data: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    mkdirSync(data, { recursive: true });
    lock = new Database(join(data, "lock.sqlite"), { timeout: 0 });
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    lock?.close();
    if (systemCode(error)?.startsWith("SQLITE_BUSY")) throw new Refusal(fault("storage-in-use", { data }), error);
    throw storageRefusal(error);
  }
}

export function storageRefusal(error: unknown): Refusal {
  return new Refusal(isFull(error) ? fault("storage-full") : fault("storage-failed", { cause: causeOf(error) }), error);
}

/** True when a failed write means that the disk has no room; SQLite grows its shared memory file before it writes the first row. */
export function isFull(error: unknown): boolean {
  const code = systemCode(error);
  return code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE" || code === "ENOSPC";
}

/** Such as SQLITE_IOERR_WRITE: short words for the fault's text. */
export function causeOf(error: unknown): string {
  return systemCode(error) ?? (error instanceof Error ? error.message : String(error)).slice(0, 120);
}

export const sha256: Digest = (text) => hash("sha256", text, "base64url");

const epochLetters = "abcdefghjkmnpqrstuvwxyz023456789";

/** The epoch of a new storage: ten letters and digits, 50 bits of chance. */
export function drawEpoch(): string {
  return [...randomBytes(10)].map((byte) => epochLetters[byte % epochLetters.length]).join("");
}
