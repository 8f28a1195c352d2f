/**
 * A byte-for-byte copy of one hub's log: the same source, epochs, seqs and hashes, so that it can become the hub. It takes rows once and
 * in order; what does not go on from what it holds is refused, never mended.
 */
import { EventLog, type SqlDatabase } from "#shared/log/event-log.ts";
import { chainHash, chainStart, type Digest, type LogRecord, type Moment, recordBytes } from "#shared/log/record.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, foldVersion, type OfficeState, stateFromText, stateText } from "#shared/queue/state.ts";
import { markStorage } from "../copy-mark.ts";
import { forwardedCursor } from "../forward/move-outbox.ts";
import type { GivenRow, LogAnswer, LogPost, SnapshotPost } from "../shipping/log-post.ts";
import type { LogReceiver, Refused } from "../shipping/log-server.ts";
import { type ReadPost, readPost } from "../shipping/post-text.ts";
import { keepFold } from "./kept-folds.ts";

const snapshotEveryRows = 4_000;
const generationCursor = "follower-generation";

const beginAgain = "Stop this follower, move its data folder away, and start it again: it begins with a new copy.";

export class Replica implements LogReceiver {
  readonly #database: SqlDatabase;
  readonly #digest: Digest;
  readonly #office: string;
  #log: EventLog | null = null;
  #state: OfficeState = emptyState();
  #snapshotAt = 0;

  /** Goes on with the copy that the database holds, if it holds one. */
  constructor(database: SqlDatabase, digest: Digest, office: string) {
    this.#database = database;
    this.#digest = digest;
    this.#office = office;
    if (database.prepare("select name from sqlite_master where name = 'identity'").get()) this.#open("");
  }

  /** Null until the first rows came. */
  get log(): EventLog | null {
    return this.#log;
  }

  /** Visits that joined, practice left out. */
  get tickets(): number {
    return this.#state.tickets;
  }

  read(_office: string, text: string): ReadPost {
    return readPost(text, (source, epoch, seq) => this.#log?.originRow(source, epoch, seq)?.origin?.hash, this.#digest);
  }

  take(office: string, post: LogPost, _now: Moment): LogAnswer | Refused {
    if (office !== this.#office)
      return { refused: `this is a follower of "${this.#office}"`, advice: "Name its own address in each hub's file." };
    const highest = this.generation();
    const { generation, epoch, held } = post;
    const before = this.position(office, epoch, post);
    if (generation < highest) return { epoch, ...before, generation: highest };
    if (!this.#log && held) return { epoch, ...before, snapshot: true };
    if (!this.#log && post.first) return { epoch, ...before };
    const log = this.#log ?? this.#open(epoch);
    if (generation > highest) log.setCursor(generationCursor, generation);
    const { next, hash } = before;
    if (held && held.seq > next) return { refused: `the hub has deleted rows ${next} to ${held.seq - 1}`, advice: beginAgain };
    const fresh = post.rows.filter((row) => row.seq >= next);
    if (fresh.length === 0) return this.#told(post, { epoch, next, hash, generation });
    if (!fresh.every((row, place) => row.seq === next + place)) return { epoch, next, hash, generation, ask: true };
    const records = this.#chained(fresh, hash, post.hash);
    if ("refused" in records) return records;
    // Rows of another history: the hub learns from the answer where this copy stands, and compares.
    if (records.length === 0) return { epoch, next, hash, generation };
    this.#append(log, epoch, records);
    return this.#told(post, { epoch, next: next + records.length, hash: post.hash, generation });
  }

  /** For an epoch that is not known here, the end of this copy: whoever goes on from elsewhere sees that the two have parted. */
  position(_office: string, epoch: string, post?: Pick<LogPost, "first">): Pick<LogAnswer, "next" | "hash"> {
    const log = this.#log;
    if (!log) return { next: post?.first?.seq ?? 1, hash: post?.first?.hash ?? chainStart };
    const stretch = log.stretches().find((each) => each.epoch === epoch);
    const last = stretch?.last ?? log.last;
    return { next: last + 1, hash: log.hashAfter(last) ?? chainStart };
  }

  hashAfter(_office: string, _epoch: string, seq: number): string | null {
    return this.#log?.hashAfter(seq) ?? null;
  }

  rows(_office: string, epoch: string, from: number, limit: number): GivenRow[] {
    const stretch = this.#log?.stretches().find((each) => each.epoch === epoch);
    if (!stretch) return [];
    return this.#database
      .prepare("select seq, bytes, hash from log where seq between ? and ? order by seq limit ?")
      .all(Math.max(from, stretch.first), stretch.last, limit) as GivenRow[];
  }

  generation(): number {
    return Math.max(1, this.#state.generation, this.#log?.cursor(generationCursor) ?? 0);
  }

  takeSnapshot(office: string, { generation, held, stretches, snapshot, folds }: SnapshotPost): LogAnswer | Refused {
    const epoch = stretches[0]?.epoch ?? "";
    if (office !== this.#office || this.#log) return { refused: "this follower has rows already", advice: beginAgain };
    if (snapshot.foldVersion !== foldVersion)
      return { refused: "the hub runs another version", advice: "Install the same version on both." };
    const log = this.#open(epoch);
    log.adopt(held, stretches, snapshot, () => {
      for (const fold of folds) keepFold(this.#database, fold);
    });
    log.setCursor(generationCursor, generation);
    this.#state = stateFromText(snapshot.state);
    this.#snapshotAt = snapshot.seq;
    const last = log.stretches().at(-1);
    return { epoch: last?.epoch ?? epoch, next: log.last + 1, hash: log.lastHash, generation };
  }

  /** Makes a promotion quick. Nothing is kept while rows are still missing before the newest snapshot. */
  snapshot(): void {
    const log = this.#log;
    if (!log || log.last !== this.#state.n || log.last === this.#snapshotAt) return;
    log.saveSnapshot(log.last, foldVersion, stateText(this.#state));
    this.#snapshotAt = log.last;
  }

  #open(epoch: string): EventLog {
    const log = new EventLog(this.#database, this.#digest, { source: this.#office, epoch });
    if (log.isNew) markStorage(log, "follower");
    const snapshot = this.#newestSnapshot();
    if (snapshot) this.#state = stateFromText(snapshot.state);
    for (const row of log.readAll((snapshot?.seq ?? 0) + 1)) evolve(this.#state, row);
    this.#snapshotAt = snapshot?.seq ?? 0;
    this.#log = log;
    return log;
  }

  /** Also one whose row is yet to come, as after a first copy that was cut short. */
  #newestSnapshot(): { readonly seq: number; readonly state: string } | undefined {
    return this.#database.prepare("select seq, state from snapshots where fold_version = ? order by seq desc limit 1").get(foldVersion) as
      | { seq: number; state: string }
      | undefined;
  }

  /** The rows as records that give their bytes back and end with the hash that was told; none when they are of another history. */
  #chained(rows: LogPost["rows"], before: string, told: string): LogRecord[] | Refused {
    let hash = before;
    const records: LogRecord[] = [];
    for (const { seq, ...raw } of rows) {
      const bytes = JSON.stringify(raw);
      const record = raw as unknown as LogRecord;
      if (recordBytes(record) !== bytes)
        return { refused: `row ${seq} has fields that this version does not know`, advice: "Update the follower." };
      hash = chainHash(this.#digest, hash, bytes);
      records.push(record);
    }
    return hash === told ? records : [];
  }

  #append(log: EventLog, epoch: string, records: readonly LogRecord[]): void {
    const isNew = !log.identity.knowsEpoch(epoch);
    const rows = isNew ? log.beginEpoch(epoch, records) : log.append(records);
    for (const row of rows) if (row.seq > this.#state.n) evolve(this.#state, row);
    if (log.last - this.#snapshotAt >= snapshotEveryRows) this.snapshot();
  }

  /** What the hub has told the collector need not be told again by whoever takes over. */
  #told({ forwarded }: LogPost, answer: LogAnswer): LogAnswer {
    const log = this.#log;
    const told = Math.min(forwarded ?? 0, log?.last ?? 0);
    if (log && told > log.cursor(forwardedCursor)) log.setCursor(forwardedCursor, told);
    return answer;
  }
}
