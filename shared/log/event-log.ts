/**
 * The append-only, hash-chained log of one program, over a database port. The same on devices, hub and central.
 * It knows rows, the epochs they bear, snapshots and cursors; it does not know what a row means.
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
  /** The epoch that rows written now bear. It changes while the program runs when the log begins another one. */
  readonly epoch: string;
}

/** A log's identity as it is now, for whoever must name one of its rows. */
export interface LogIdentity extends Identity {
  /** The epoch that a row bears, or that the row of this seq will bear. */
  epochOf(seq: number): string;
  /** Whether rows of this log bear the epoch, or have ever borne it. */
  knowsEpoch(epoch: string): boolean;
}

/** Rows that bear one epoch: `first` to `last`, both included. A row's identity is (source, epoch of its stretch, seq). */
export interface Stretch {
  readonly epoch: string;
  readonly first: number;
  /** Below `first` while the stretch has no row. */
  readonly last: number;
  /** The chain hash before `first`. */
  readonly hash: string;
  /** The epoch that was before it in this log; null for that of a new storage. */
  readonly from: string | null;
  /** True when its rows were first written under the epoch `from`: they were given this one when two histories had parted. */
  readonly relabelled: boolean;
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
create table if not exists pruned (seq integer not null, hash text not null) strict;
drop trigger if exists log_is_append_only_2;
create trigger if not exists log_keeps_its_end before delete on log when old.seq > coalesce((select max(seq) from pruned), 0)
  begin select raise(abort, 'the log is append-only'); end;
create table if not exists identity (source text not null, epoch text not null) strict;
create table if not exists epochs (
  epoch text primary key,
  first integer not null,
  hash text not null,
  from_epoch text,
  relabelled integer not null
) strict;
create table if not exists snapshots (seq integer primary key, hash text not null, fold_version integer not null, state text not null) strict;
create table if not exists cursors (name text primary key, seq integer not null) strict;
`;

class OwnIdentity implements LogIdentity {
  readonly source: string;
  epoch: string;
  /** Oldest first. */
  #stretches: readonly Omit<Stretch, "last">[] = [];

  constructor({ source, epoch }: Identity) {
    this.source = source;
    this.epoch = epoch;
  }

  get stretches(): readonly Omit<Stretch, "last">[] {
    return this.#stretches;
  }

  set stretches(stretches: readonly Omit<Stretch, "last">[]) {
    this.#stretches = stretches;
    this.epoch = stretches.at(-1)?.epoch ?? this.epoch;
  }

  epochOf(seq: number): string {
    return this.#stretches.findLast((stretch) => stretch.first <= seq)?.epoch ?? this.epoch;
  }

  knowsEpoch(epoch: string): boolean {
    return this.#stretches.some((stretch) => stretch.epoch === epoch);
  }
}

export class EventLog {
  /** Always the present one: whoever holds it sees a new epoch as soon as it is begun. */
  readonly identity: LogIdentity;
  /** True when this opening made the storage. */
  readonly isNew: boolean;
  readonly #identity: OwnIdentity;
  readonly #database: SqlDatabase;
  readonly #digest: Digest;
  readonly #insert: SqlStatement;
  #seq: number;
  #hash: string;
  /** The last row that was deleted; seq 0 while nothing was. */
  #pruned: { readonly seq: number; readonly hash: string };

  /** Opens the log, or makes it with the identity given. A storage that belongs to another source throws. */
  constructor(database: SqlDatabase, digest: Digest, identity: Identity) {
    this.#database = database;
    this.#digest = digest;
    database.exec(schema);
    const found = database.prepare("select source, epoch from identity").get() as Identity | undefined;
    if (found && found.source !== identity.source)
      throw new Error(`this storage belongs to "${found.source}", not to "${identity.source}"`);
    this.#identity = new OwnIdentity(found ?? identity);
    this.identity = this.#identity;
    this.isNew = found === undefined;
    // Not for a storage that has its epochs: whoever only reads it has opened it so.
    const isStretched = found !== undefined && database.prepare("select epoch from epochs limit 1").get() !== undefined;
    const begin = database.transaction(() => {
      if (!found) database.prepare("insert into identity (source, epoch) values (?, ?)").run(identity.source, identity.epoch);
      // A storage of the time before epochs were stretches: all its rows bear its one epoch.
      database
        .prepare(
          "insert into epochs (epoch, first, hash, from_epoch, relabelled) select epoch, 1, ?, null, 0 from identity where not exists (select * from epochs)",
        )
        .run(chainStart);
    });
    if (!isStretched) begin();
    this.#readStretches();
    this.#insert = database.prepare("insert into log (seq, bytes, hash, source, epoch, origin_seq) values (?, ?, ?, ?, ?, ?)");
    const last = database.prepare("select seq, hash from log order by seq desc limit 1").get() as { seq: number; hash: string } | undefined;
    const pruned = database.prepare("select seq, hash from pruned").get() as { seq: number; hash: string } | undefined;
    this.#pruned = pruned ?? { seq: 0, hash: chainStart };
    this.#seq = last?.seq ?? this.#pruned.seq;
    this.#hash = last?.hash ?? this.#pruned.hash;
  }

  /** The seq of the first row that is still here; one past the end when none is. */
  get heldFrom(): number {
    return this.#pruned.seq + 1;
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
    return this.#write(records, alongside ?? (() => {}));
  }

  /** Begins an epoch after the last row, in the same commit as the rows that say so. */
  beginEpoch(epoch: string, records: readonly LogRecord[]): AppendedRow[] {
    return this.relabel(this.#seq + 1, epoch, records);
  }

  /**
   * Gives the rows from `first` to the end of their stretch another epoch: their bytes, hashes and seqs stay. In the same commit come
   * the rows that say so, after the last row of the log.
   */
  relabel(first: number, epoch: string, records: readonly LogRecord[] = []): AppendedRow[] {
    const from = this.identity.epochOf(first);
    const hash = this.hashAfter(first - 1);
    if (hash === undefined || first > this.#seq + 1) throw new Error(`no epoch can begin at row ${first}: it is not here`);
    const rows = this.#write(records, () => {
      this.#database
        .prepare("insert into epochs (epoch, first, hash, from_epoch, relabelled) values (?, ?, ?, ?, ?)")
        .run(epoch, first, hash, from, first <= this.#seq ? 1 : 0);
      const newest = this.#database.prepare("select epoch from epochs order by first desc, rowid desc limit 1").get() as Stretch;
      this.#database.prepare("update identity set epoch = ?").run(newest.epoch);
    });
    this.#readStretches();
    return rows;
  }

  /** The epochs of this log in order, the oldest first; those that have lost all their rows to another are left out. */
  stretches(): readonly Stretch[] {
    const all = this.#identity.stretches;
    return all.flatMap((stretch, place) => {
      const next = all[place + 1];
      const last = next ? next.first - 1 : this.#seq;
      return last < stretch.first && next ? [] : [{ ...stretch, last }];
    });
  }

  /**
   * Deletes the rows below `before`, for good. Only what a snapshot stands for may go: without one nobody could say what they had
   * come to. Afterwards the hash after the last deleted row is still known.
   */
  prune(before: number): void {
    if (before <= this.heldFrom) return;
    const seq = before - 1;
    const hash = this.hashAfter(seq);
    if (hash === undefined) throw new Error(`no row ${seq} to delete up to`);
    const snapshot = this.#database.prepare("select max(seq) as seq from snapshots").get() as { seq: number | null };
    if ((snapshot.seq ?? 0) < seq) throw new Error(`no snapshot stands for the rows up to ${seq}`);
    this.#database.transaction(() => {
      this.#database.prepare("delete from pruned").run();
      this.#database.prepare("insert into pruned (seq, hash) values (?, ?)").run(seq, hash);
      this.#database.prepare("delete from log where seq <= ?").run(seq);
    })();
    this.#pruned = { seq, hash };
  }

  /**
   * Makes an empty log a copy of another that begins in its middle: as if it had held the rows before `held` and deleted them. The
   * snapshot counts once the row that it stands for is here.
   */
  adopt(
    held: { readonly seq: number; readonly hash: string },
    stretches: readonly Omit<Stretch, "last">[],
    snapshot: Snapshot & { readonly hash: string },
    alongside: () => void = () => {},
  ): void {
    if (this.#seq !== 0 || this.#pruned.seq !== 0) throw new Error("this log is not empty");
    const pruned = { seq: held.seq - 1, hash: held.hash };
    this.#database.transaction(() => {
      this.#database.prepare("insert into pruned (seq, hash) values (?, ?)").run(pruned.seq, pruned.hash);
      this.#database.prepare("delete from epochs").run();
      const insert = this.#database.prepare("insert into epochs (epoch, first, hash, from_epoch, relabelled) values (?, ?, ?, ?, ?)");
      for (const { epoch, first, hash, from, relabelled } of stretches) insert.run(epoch, first, hash, from, relabelled ? 1 : 0);
      this.#database.prepare("update identity set epoch = ?").run(stretches.at(-1)?.epoch ?? this.identity.epoch);
      const { seq, hash, foldVersion, state } = snapshot;
      this.#database
        .prepare("insert into snapshots (seq, hash, fold_version, state) values (?, ?, ?, ?)")
        .run(seq, hash, foldVersion, state);
      alongside();
    })();
    this.#pruned = pruned;
    this.#seq = pruned.seq;
    this.#hash = pruned.hash;
    this.#readStretches();
  }

  #write(records: readonly LogRecord[], alongside: () => void): AppendedRow[] {
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
      alongside();
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

  /** Rows of one kind from a seq on to another, in order. The others are not even parsed. */
  readKind(kind: string, from: number, to: number): AppendedRow[] {
    const begins = `{"kind":${JSON.stringify(kind)},`;
    const found = this.#database
      .prepare("select seq, bytes, hash from log where seq between ? and ? and substr(bytes, 1, ?) = ? order by seq")
      .all(from, to, begins.length, begins);
    return (found as { seq: number; bytes: string; hash: string }[]).map(({ seq, bytes, hash }) => ({ ...JSON.parse(bytes), seq, hash }));
  }

  /** Rows from a seq on to another whose bytes contain one of the texts, in order. The others are not even parsed. */
  readWith(texts: readonly string[], from: number, to: number): AppendedRow[] {
    const holds = texts.map(() => "instr(bytes, ?) > 0").join(" or ");
    const found = this.#database
      .prepare(`select seq, bytes, hash from log where seq between ? and ? and (${holds || "0"}) order by seq`)
      .all(from, to, ...texts);
    return (found as { seq: number; bytes: string; hash: string }[]).map(({ seq, bytes, hash }) => ({ ...JSON.parse(bytes), seq, hash }));
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

  /** The chain hash after a row; that of seq 0 is the start; undefined when nobody here can say it any more, or not yet. */
  hashAfter(seq: number): string | undefined {
    if (seq === 0) return chainStart;
    if (seq === this.#pruned.seq) return this.#pruned.hash;
    const found = this.#database.prepare("select hash from log where seq = ?").get(seq) as { hash: string } | undefined;
    return found?.hash ?? this.#identity.stretches.find((stretch) => stretch.first === seq + 1)?.hash;
  }

  /** The row that was taken from another log, by its identity there; undefined when it is not here. */
  originRow(source: string, epoch: string, seq: number): AppendedRow | undefined {
    const found = this.#database
      .prepare("select seq, bytes, hash from log where source = ? and epoch = ? and origin_seq = ?")
      .get(source, epoch, seq) as { seq: number; bytes: string; hash: string } | undefined;
    return found && { ...(JSON.parse(found.bytes) as LogRecord), seq: found.seq, hash: found.hash };
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

  /** The newest snapshot, if this fold version wrote it and the chain still agrees with it. */
  snapshot(foldVersion: number): Snapshot | undefined {
    const newest = this.newestSnapshot();
    return newest?.foldVersion === foldVersion ? newest : undefined;
  }

  /** The newest snapshot that the chain still agrees with, whatever fold version wrote it. */
  newestSnapshot(): Snapshot | undefined {
    const found = this.#database
      .prepare("select seq, hash, fold_version as foldVersion, state from snapshots order by seq desc limit 1")
      .get();
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

  /** The first seq whose stored hash is not that of its bytes, or undefined when the chain holds from the first row that is here. */
  firstBrokenRow(): number | undefined {
    let { hash } = this.#pruned;
    for (let from = this.heldFrom; ; ) {
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

  #readStretches(): void {
    const found = this.#database
      .prepare('select epoch, first, hash, from_epoch as "from", relabelled from epochs order by first, rowid')
      .all() as (Omit<Stretch, "last" | "relabelled"> & { relabelled: number })[];
    this.#identity.stretches = found.map((each) => ({ ...each, relabelled: each.relabelled === 1 }));
  }
}
