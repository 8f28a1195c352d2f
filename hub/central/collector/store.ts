/**
 * What the collector has received, in SQLite: good rows once per event id, the latest bad rows, and counts of all.
 * When `keep` returns, its rows are on the disk.
 */
import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import type { BadRow, GoodRow } from "./validate.ts";

/** Older bad rows give way; the count goes on. */
export const badRowsMax = 10_000;
/** Past this the collector refuses everything (503) until it is reset: about 10 GB. */
export const goodRowsMax = 5_000_000;

export interface StoredGood {
  readonly seq: number;
  readonly receivedAtMs: number;
  readonly eid: string;
  readonly schema: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface StoredBad {
  readonly seq: number;
  readonly receivedAtMs: number;
  readonly reasons: readonly string[];
  readonly raw: string;
}

export interface Counts {
  readonly good: number;
  readonly bad: number;
  readonly duplicates: number;
}

/** What to read: rows after this `seq`, at most so many. */
export interface Page {
  readonly after: number;
  readonly limit: number;
}

export class CollectorStore {
  readonly #database: Database.Database;
  readonly #keep: (rows: readonly (GoodRow | BadRow)[], nowMs: number) => void;

  /** `path` of the database file, or `:memory:`. */
  constructor(path: string) {
    const database = new Database(path);
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.exec(schema);
    this.#database = database;
    this.#keep = keeper(database);
  }

  /** Stores all rows in one commit, or throws and stores none. */
  keep(rows: readonly (GoodRow | BadRow)[], nowMs: number): void {
    this.#keep(rows, nowMs);
  }

  get full(): boolean {
    return this.counts().good >= goodRowsMax;
  }

  counts(): Counts {
    const rows = this.#database.prepare<[], { what: string; n: number }>("select what, n from counts").all();
    const count = (what: string) => rows.find((row) => row.what === what)?.n ?? 0;
    return { good: count("good"), bad: count("bad"), duplicates: count("duplicates") };
  }

  /** How many visits were reported as begun. */
  tickets(): number {
    const row = this.#database
      .prepare<[], { n: number }>("select count(distinct client_id) as n from good where name = 'addcitizen'")
      .get();
    return row?.n ?? 0;
  }

  good(page: Page): readonly StoredGood[] {
    return this.#database
      .prepare<[number, number], { seq: number; received_at: number; eid: string; schema: string; parameters: string }>(
        "select seq, received_at, eid, schema, parameters from good where seq > ? order by seq limit ?",
      )
      .all(page.after, page.limit)
      .map((row) => ({
        seq: row.seq,
        receivedAtMs: row.received_at,
        eid: row.eid,
        schema: row.schema,
        parameters: JSON.parse(row.parameters),
      }));
  }

  bad(page: Page): readonly StoredBad[] {
    return this.#database
      .prepare<[number, number], { seq: number; received_at: number; reasons: string; raw: string }>(
        "select seq, received_at, reasons, raw from bad where seq > ? order by seq limit ?",
      )
      .all(page.after, page.limit)
      .map((row) => ({ seq: row.seq, receivedAtMs: row.received_at, reasons: JSON.parse(row.reasons), raw: row.raw }));
  }

  reset(): void {
    this.#database.transaction(() => this.#database.exec("delete from good; delete from bad; update counts set n = 0"))();
  }

  /** How SQLite writes on this connection: the promise of `keep` rests on WAL with full synchronisation. */
  durability(): { readonly journal: unknown; readonly synchronous: "full" | "less" } {
    return {
      journal: this.#database.pragma("journal_mode", { simple: true }),
      synchronous: this.#database.pragma("synchronous", { simple: true }) === 2 ? "full" : "less",
    };
  }

  close(): void {
    this.#database.close();
  }
}

const schema = `
  create table if not exists good (
    seq integer primary key autoincrement,
    received_at integer not null,
    eid text not null unique,
    schema text not null,
    name text not null,
    client_id integer,
    meaning text not null,
    parameters text not null
  ) strict;
  create index if not exists good_by_name on good (name, client_id);
  create table if not exists bad (
    seq integer primary key autoincrement,
    received_at integer not null,
    reasons text not null,
    raw text not null
  ) strict;
  create table if not exists counts (what text primary key, n integer not null) strict, without rowid;
  insert or ignore into counts values ('good', 0), ('bad', 0), ('duplicates', 0);
`;

function keeper(database: Database.Database): (rows: readonly (GoodRow | BadRow)[], nowMs: number) => void {
  const insertGood = database.prepare(
    "insert into good (received_at, eid, schema, name, client_id, meaning, parameters) values (?, ?, ?, ?, ?, ?, ?) on conflict (eid) do nothing",
  );
  const meaningOf = database.prepare<[string], { meaning: string }>("select meaning from good where eid = ?");
  const insertBad = database.prepare("insert into bad (received_at, reasons, raw) values (?, ?, ?)");
  const trimBad = database.prepare("delete from bad where seq <= (select max(seq) from bad) - ?");
  const add = database.prepare("update counts set n = n + ? where what = ?");

  return database.transaction((rows: readonly (GoodRow | BadRow)[], nowMs: number) => {
    const added = { good: 0, bad: 0, duplicates: 0 };
    const keepBad = (reasons: readonly string[], raw: string) => {
      insertBad.run(nowMs, JSON.stringify(reasons), raw);
      added.bad += 1;
    };
    for (const row of rows) {
      if (row.kind === "bad") {
        keepBad(row.reasons, row.raw);
        continue;
      }
      const meaning = createHash("sha256").update(row.meaning).digest("base64url");
      const parameters = JSON.stringify(row.parameters);
      const isNew = insertGood.run(nowMs, row.eid, row.schema, row.name, row.clientId, meaning, parameters).changes === 1;
      if (isNew) added.good += 1;
      else if (meaningOf.get(row.eid)?.meaning === meaning) added.duplicates += 1;
      // Deduplication by id would lose one of the two events: the sender has given an id twice.
      else keepBad([`eid ${row.eid} was received before with other content`], parameters);
    }
    if (added.bad > 0) trimBad.run(badRowsMax);
    for (const [what, n] of Object.entries(added)) if (n > 0) add.run(n, what);
  });
}
