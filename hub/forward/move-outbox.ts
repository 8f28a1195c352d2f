/**
 * What the log still owes to the collector: events of rows past the cursor that can no longer be undone, in order. Rows that were undone
 * are left out: whatever undoes a row has been written by the time that row is taken up.
 * The log is the outbox; nothing but the cursor and a fold that can be made again is kept beside it. Sends nothing.
 */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { LogRow, Moment } from "#shared/log/record.ts";
import { batchEventsMax } from "#shared/snowplow/batch.ts";
import { type Tp2Event, tp2Event } from "#shared/snowplow/payload.ts";
import type { Sha1 } from "#shared/snowplow/uuid5.ts";
import { nextDue, overdue } from "./absences.ts";
import { foldMoves, outgoingEvents, undoneRows } from "./moves.ts";
import { emptyMoves, type MovesState, movesFromText, movesText, movesVersion } from "./moves-state.ts";
import type { Move } from "./reported-visit.ts";

export const forwardedCursor = "snowplow";
/** Rows folded in one go, so that a long backlog does not hold up the hub. */
export const rowsPerFillMax = 1_000;
/** Rows looked through in one go for those that undo another; they are not parsed. */
export const rowsPerLookMax = 20_000;
/** Rows between two keepings of the fold: what a start after a kill has to fold again. */
export const keepEveryRows = 4_000;

interface Pending {
  readonly seq: number;
  readonly event: Tp2Event;
}

export class MoveOutbox {
  readonly #log: EventLog;
  readonly #database: SqlDatabase;
  readonly #sha1: Sha1;
  readonly #readAll: (from: number) => Iterable<LogRow>;
  readonly #moves: MovesState;
  #pending: Pending[] = [];
  #cursor: number;
  #keptAt: number;
  /** Rows past the fold that were undone, as far as the log was looked through. */
  readonly #undone = new Set<number>();
  #seenTo = 0;
  /** The fold has told of something since it was kept that no row says. */
  #toKeep = false;

  /** `readAll`: rows from a seq on, also those that were archived: a fold of another version begins at the first. */
  constructor(log: EventLog, database: SqlDatabase, sha1: Sha1, readAll = (from: number): Iterable<LogRow> => log.readAll(from)) {
    this.#readAll = readAll;
    this.#log = log;
    this.#database = database;
    this.#sha1 = sha1;
    database.exec("create table if not exists moves (version integer primary key, n integer not null, state text not null) strict");
    this.#cursor = Math.min(log.cursor(forwardedCursor), log.last);
    this.#moves = this.#kept() ?? emptyMoves();
    this.#keptAt = this.#moves.n;
    if (this.#moves.n < this.#cursor) this.#foldToCursor();
    this.#seenTo = Math.max(this.#seenTo, this.#moves.n);
  }

  /** Rows that the collector has not yet been told of. */
  get behind(): number {
    return this.#log.last - this.#cursor;
  }

  /** The first row that is read after a kill: the fold is taken up again where it was kept. */
  get neededFrom(): number {
    return Math.min(this.#keptAt, this.#cursor) + 1;
  }

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }

  /**
   * Takes up events of further rows when there are none to send. Returns in how many milliseconds of the hub's clock the next row can
   * be taken up (0: at once), or null at the end of the log.
   */
  fill(now: Moment): number | null {
    if (!this.isEmpty) return 0;
    if (!this.#lookAhead()) return 0;
    for (const row of this.#log.read(this.#moves.n + 1, rowsPerFillMax)) {
      const remainingMs = this.#undoMs - ageMs(row, now);
      if (remainingMs > 0) return this.#passed(this.#tellOverdue(now, remainingMs));
      this.#take(row);
      if (this.#pending.length >= batchEventsMax) return 0;
    }
    return this.#passed(this.#moves.n < this.#log.last ? 0 : this.#tellOverdue(now, null));
  }

  /** In how many milliseconds of the hub's clock there is something to tell although no row is added; null: never. */
  untilDueMs(now: Moment): number | null {
    const due = nextDue(this.#moves);
    return due === undefined ? null : Math.max(1, due + this.#undoMs - now.at + 1);
  }

  /** The first events to send, at most so many. */
  first(count: number): readonly Tp2Event[] {
    return this.#pending.slice(0, count).map((each) => each.event);
  }

  /** The collector has the first so many events: the cursor moves past the rows whose last event this was. Throws when it cannot be stored. */
  accepted(count: number): void {
    const left = this.#pending.slice(count);
    this.#moveCursor((left[0]?.seq ?? this.#moves.n + 1) - 1);
    this.#pending = left;
    if (this.isEmpty && this.#moves.n - this.#keptAt >= keepEveryRows) this.keep();
  }

  /** Keeps the fold, so that the next start folds only what came after. With events still to send an older one stays kept. */
  keep(): void {
    if (!this.isEmpty || (this.#moves.n === this.#keptAt && !this.#toKeep)) return;
    this.#moveCursor(this.#moves.n);
    this.#database
      .prepare("insert or replace into moves (version, n, state) values (?, ?, ?)")
      .run(movesVersion, this.#moves.n, movesText(this.#moves));
    this.#keptAt = this.#moves.n;
    this.#toKeep = false;
  }

  get #undoMs(): number {
    return this.#moves.office?.undoMs ?? 0;
  }

  /** Looks through rows that came since for what they undo, many at a time. False while there are more. */
  #lookAhead(): boolean {
    const to = Math.min(this.#log.last, this.#seenTo + rowsPerLookMax);
    for (const row of undoneRows(this.#log.readKind("move-undone", this.#seenTo + 1, to))) if (row > this.#moves.n) this.#undone.add(row);
    this.#seenTo = to;
    return to === this.#log.last;
  }

  /** No-shows whose time to return is over, and was over before every row that was not taken up yet. Returns `waitMs`, or 0 if there were some. */
  #tellOverdue(now: Moment, waitMs: number | null): number | null {
    const moves = overdue(this.#moves, now.at - this.#undoMs);
    this.#owe(this.#moves.n, moves);
    this.#toKeep ||= moves.length > 0;
    return moves.length > 0 ? 0 : waitMs;
  }

  #take(row: LogRow): void {
    if (this.#undone.delete(row.seq)) this.#moves.n = row.seq;
    else this.#owe(row.seq, foldMoves(this.#moves, row));
  }

  #owe(seq: number, moves: readonly Move[]): void {
    const names = this.#moves.office?.names;
    if (!names) return;
    for (const outgoing of outgoingEvents(moves, this.#log.identity, this.#sha1)) {
      this.#pending.push({ seq, event: tp2Event(outgoing, names) });
    }
  }

  /** Rows that gave rise to no event are done with as soon as they are folded. */
  #passed<T>(result: T): T {
    if (this.isEmpty) this.#moveCursor(this.#moves.n);
    return result;
  }

  #moveCursor(seq: number): void {
    if (seq <= this.#cursor) return;
    this.#log.setCursor(forwardedCursor, seq);
    this.#cursor = seq;
  }

  #kept(): MovesState | undefined {
    const found = this.#database.prepare("select n, state from moves where version = ?").get(movesVersion);
    const kept = found as { n: number; state: string } | undefined;
    return kept && kept.n <= this.#cursor ? movesFromText(kept.state) : undefined;
  }

  /** Events of these rows have been sent: only what the fold remembers of them matters. */
  #foldToCursor(): void {
    for (const row of undoneRows(this.#readAll(this.#moves.n + 1))) this.#undone.add(row);
    this.#seenTo = this.#log.last;
    for (const row of this.#readAll(this.#moves.n + 1)) {
      if (row.seq > this.#cursor) return;
      if (this.#undone.delete(row.seq)) this.#moves.n = row.seq;
      else foldMoves(this.#moves, row);
    }
  }
}

/** How long ago a row was committed, by monotonic time within its boot; across boots, at least as long as this boot has run. */
function ageMs(row: LogRow, now: Moment): number {
  return row.boot === now.boot ? now.mono - row.mono : Math.max(now.mono, now.at - row.at);
}
