/**
 * The append-only, hash-chained log of one program, over a database port. The same on devices, hub and central.
 * It knows rows, snapshots and cursors; it does not know what a row means.
 */
import { chainHash, chainStart, type Digest, type LogRecord, type LogRow, recordBytes } from "./record.ts";

/** What the log needs of a database: the shape of better-sqlite3, opened with WAL and `synchronous = FULL`. */
export interface SqlDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqlStatement;
  transaction<T>(work: () => T): () => T;
}

export interface SqlStatement {
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

export interface Identity {
  /** The name of this log's owner: a device, or the hub. */
  readonly source: string;
  /** Drawn when the storage was new. */
  readonly epoch: string;
}

export interface AppendedRow extends LogRow {
  readonly hash: string;
}

export interface Snapshot {
  readonly seq: number;
  readonly foldVersion: number;
  readonly state: string;
}

const schema = `
create table if not exists log (
  seq integer primary key,
  bytes text not null,
  hash text not null,
  source text,
  epoch text,
  origin_seq integer,
  unique (source, epoch, origin_seq)
) strict;
create trigger if not exists log_is_append_only_1 before update on log begin select raise(abort, 'the log is append-only'); end;
create trigger if not exists log_is_append_only_2 before delete on log begin select raise(abort, 'the log is append-only'); end;
create table if not exists identity (source text not null, epoch text not null) strict;
create table if not exists snapshots (seq integer primary key, hash text not null, fold_version integer not null, state text not null) strict;
create table if not exists cursors (name text primary key, seq integer not null) strict;
`;

export class EventLog {
  readonly identity: Identity;
  /** True when this opening made the storage. */
  readonly isNew: boolean;
  readonly #database: SqlDatabase;
  readonly #digest: Digest;
  readonly #insert: SqlStatement;
  #seq: number;
  #hash: string;

  /** Opens the log, or makes it with the identity given. A storage that belongs to another source throws. */
  constructor(database: SqlDatabase, digest: Digest, identity: Identity) {
    this.#database = database;
    this.#digest = digest;
    database.exec(schema);
    const found = database.prepare("select source, epoch from identity").get() as Identity | undefined;
    if (found && found.source !== identity.source)
      throw new Error(`this storage belongs to "${found.source}", not to "${identity.source}"`);
    if (!found) database.prepare("insert into identity (source, epoch) values (?, ?)").run(identity.source, identity.epoch);
    this.identity = found ?? identity;
    this.isNew = found === undefined;
    this.#insert = database.prepare("insert into log (seq, bytes, hash, source, epoch, origin_seq) values (?, ?, ?, ?, ?, ?)");
    const last = database.prepare("select seq, hash from log order by seq desc limit 1").get() as { seq: number; hash: string } | undefined;
    this.#seq = last?.seq ?? 0;
    this.#hash = last?.hash ?? chainStart;
  }

  /** The seq of the last row; 0 for an empty log. */
  get last(): number {
    return this.#seq;
  }

  /** The chain hash after the last row. */
  get lastHash(): string {
    return this.#hash;
  }

  /** Appends all the records in one durable commit, or none and throws. `alongside` writes in the same commit. */
  append(records: readonly LogRecord[], alongside?: () => void): AppendedRow[] {
    const rows: AppendedRow[] = [];
    let seq = this.#seq;
    let hash = this.#hash;
    this.#database.transaction(() => {
      for (const record of records) {
        const bytes = recordBytes(record);
        seq += 1;
        hash = chainHash(this.#digest, hash, bytes);
        this.#insert.run(seq, bytes, hash, record.origin?.source ?? null, record.origin?.epoch ?? null, record.origin?.seq ?? null);
        rows.push({ ...record, seq, hash });
      }
      alongside?.();
    })();
    this.#seq = seq;
    this.#hash = hash;
    return rows;
  }

  /** Rows from a seq on, in order; at most `limit`. */
  read(from: number, limit: number): AppendedRow[] {
    const found = this.#database.prepare("select seq, bytes, hash from log where seq >= ? order by seq limit ?").all(from, limit);
    return (found as { seq: number; bytes: string; hash: string }[]).map(({ seq, bytes, hash }) => ({
      ...(JSON.parse(bytes) as LogRecord),
      seq,
      hash,
    }));
  }

  /** Every row from a seq on, read in pages. */
  *readAll(from = 1, page = 1_000): Generator<AppendedRow> {
    for (let at = from; ; ) {
      const rows = this.read(at, page);
      yield* rows;
      const final = rows.at(-1);
      if (!final || rows.length < page) return;
      at = final.seq + 1;
    }
  }

  /** The chain hash after a row; that of seq 0 is the start; undefined when the log has no such row. */
  hashAfter(seq: number): string | undefined {
    if (seq === 0) return chainStart;
    const found = this.#database.prepare("select hash from log where seq = ?").get(seq) as { hash: string } | undefined;
    return found?.hash;
  }

  saveSnapshot(seq: number, foldVersion: number, state: string): void {
    const hash = this.hashAfter(seq);
    if (hash === undefined) throw new Error(`no row ${seq} to snapshot`);
    this.#database.transaction(() => {
      this.#database
        .prepare("insert or replace into snapshots (seq, hash, fold_version, state) values (?, ?, ?, ?)")
        .run(seq, hash, foldVersion, state);
      this.#database.prepare("delete from snapshots where seq < ?").run(seq);
    })();
  }

  /** The newest snapshot that this fold version wrote and the chain still agrees with. */
  snapshot(foldVersion: number): Snapshot | undefined {
    const found = this.#database
      .prepare("select seq, hash, fold_version as foldVersion, state from snapshots where fold_version = ? order by seq desc limit 1")
      .get(foldVersion);
    const snapshot = found as (Snapshot & { hash: string }) | undefined;
    if (!snapshot || this.hashAfter(snapshot.seq) !== snapshot.hash) return undefined;
    return snapshot;
  }

  /** A named durable position: what has been shipped, forwarded or counted. 0 when never set. */
  cursor(name: string): number {
    const found = this.#database.prepare("select seq from cursors where name = ?").get(name) as { seq: number } | undefined;
    return found?.seq ?? 0;
  }

  setCursor(name: string, seq: number): void {
    this.#database
      .prepare("insert into cursors (name, seq) values (?, ?) on conflict (name) do update set seq = excluded.seq")
      .run(name, seq);
  }

  /** The first seq whose stored hash is not that of its bytes, or undefined when the whole chain holds. */
  firstBrokenRow(): number | undefined {
    let hash = chainStart;
    for (let from = 1; ; ) {
      const rows = this.#database.prepare("select seq, bytes, hash from log where seq >= ? order by seq limit 1000").all(from) as {
        seq: number;
        bytes: string;
        hash: string;
      }[];
      for (const row of rows) {
        hash = chainHash(this.#digest, hash, row.bytes);
        if (row.seq !== from || row.hash !== hash) return from;
        from += 1;
      }
      if (rows.length < 1_000) return undefined;
    }
  }
}
