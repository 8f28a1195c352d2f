/** Opens the device's one database: durable on every commit, and owned by one process at a time. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { SqlDatabase } from "#shared/log/event-log.ts";

export class StorageInUse extends Error {}
export class StorageOfAnother extends Error {}

/** Throws `StorageInUse` when another process has it, and `StorageOfAnother` when another device wrote it. */
export function openStorage(folder: string, device: string): SqlDatabase & { close(): void } {
  mkdirSync(folder, { recursive: true });
  const database = new Database(path.join(folder, "device.sqlite"), { timeout: 0 });
  try {
    database.pragma("locking_mode = exclusive");
    database.pragma("journal_mode = wal");
    database.pragma("synchronous = full");
    // The lock is taken by the first write and kept.
    database.exec("create table if not exists kept (name text primary key, text text not null) strict; begin immediate; commit;");
  } catch (error) {
    database.close();
    if (codeOf(error).startsWith("SQLITE_BUSY")) throw new StorageInUse(folder, { cause: error });
    throw error;
  }
  const owner = ownerOf(database);
  if (owner !== undefined && owner !== device) {
    database.close();
    throw new StorageOfAnother(owner);
  }
  return database as unknown as SqlDatabase & { close(): void };
}

function ownerOf(database: Database.Database): string | undefined {
  const found = database.prepare("select name from sqlite_master where name = 'identity'").get();
  if (found === undefined) return undefined;
  return (database.prepare("select source from identity").get() as { source: string } | undefined)?.source;
}

export function isFull(error: unknown): boolean {
  return codeOf(error) === "SQLITE_FULL" || codeOf(error) === "ENOSPC";
}

/** Such as SQLITE_IOERR_WRITE or EACCES: the storage does not work, which is no bug. */
export function isStorageFault(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_") || ["ENOSPC", "EACCES", "EPERM", "EROFS", "EIO", "ENOTDIR", "EEXIST"].includes(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Small facts beside the log that may be lost without harm to it: the last desired document, the session count, the generation. */
export class Kept {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  get(name: string): string | undefined {
    const found = this.#database.prepare("select text from kept where name = ?").get(name) as { text: string } | undefined;
    return found?.text;
  }

  set(name: string, text: string): void {
    this.#database
      .prepare("insert into kept (name, text) values (?, ?) on conflict (name) do update set text = excluded.text")
      .run(name, text);
  }
}
