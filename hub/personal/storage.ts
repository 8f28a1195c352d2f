/**
 * The file of the side table. Deleted is deleted: SQLite overwrites what it deletes, and its journal, which holds what was there before, is
 * emptied with each commit. So it is no WAL, and it is never part of a backup, an archive or a copy on its way to another machine.
 */
import { join } from "node:path";
import Database from "better-sqlite3";
import type { SqlDatabase } from "#shared/log/event-log.ts";

export const personalFileName = "personal.sqlite";

const schema = `
create table if not exists notes (visit text primary key, date text not null, comment text, contact text, name text) strict;
create table if not exists guests (
  appointment text primary key, date text not null, name text, digits text, code text, code_digest text
) strict;
create index if not exists guests_by_date on guests (date);
create index if not exists guests_by_code on guests (code);
create index if not exists guests_by_digest on guests (code_digest);
`;

export interface PersonalStorage {
  readonly database: SqlDatabase;
  /** Why its file could not be opened: then it is in memory, and what it holds ends with the program. */
  readonly failure?: unknown;
  close(): void;
}

/** `data`: the hub's data folder, which is locked by then. Never throws: the office works without its side table. */
export function openPersonal(data: string): PersonalStorage {
  try {
    return opened(new Database(join(data, personalFileName), { timeout: 5_000 }));
  } catch (failure) {
    return { ...passingPersonal(), failure };
  }
}

/** In memory, where nothing is to stay. */
export function passingPersonal(): PersonalStorage {
  return opened(new Database(":memory:"));
}

function opened(database: Database.Database): PersonalStorage {
  database.pragma("journal_mode = TRUNCATE");
  database.pragma("synchronous = FULL");
  database.pragma("secure_delete = ON");
  database.pragma("temp_store = MEMORY");
  database.exec(schema);
  return { database, close: () => database.close() };
}
