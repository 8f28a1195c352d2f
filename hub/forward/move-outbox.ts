/**
 * What the log still owes to the collector: events of rows past the cursor that can no longer be undone, in order.
 * The log is the outbox; nothing but the cursor and a fold that can be made again is kept beside it. Sends nothing.
 */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { LogRow, Moment } from "#shared/log/record.ts";
import { batchEventsMax } from "#shared/snowplow/batch.ts";
import { type Tp2Event, tp2Event } from "#shared/snowplow/payload.ts";
import type { Sha1 } from "#shared/snowplow/uuid5.ts";
import { emptyMoves, foldMoves, type MovesState, movesFromText, movesText, movesVersion, outgoingEvents } from "./moves.ts";

export const cursorName = "snowplow";
/** Rows folded in one go, so that a long backlog does not hold up the hub. */
export const rowsPerFillMax = 1_000;
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
  readonly #moves: MovesState;
  #pending: Pending[] = [];
  #cursor: number;
  #keptAt: number;

  constructor(log: EventLog, database: SqlDatabase, sha1: Sha1) {
    this.#log = log;
    this.#database = database;
    this.#sha1 = sha1;
    database.exec("create table if not exists moves (version integer primary key, n integer not null, state text not null) strict");
    this.#cursor = Math.min(log.cursor(cursorName), log.last);
    this.#moves = this.#kept() ?? emptyMoves();
    this.#keptAt = this.#moves.n;
    if (this.#moves.n < this.#cursor) this.#foldToCursor();
  }

  /** Rows that the collector has not yet been told of. */
  get behind(): number {
    return this.#log.last - this.#cursor;
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
    for (const row of this.#log.read(this.#moves.n + 1, rowsPerFillMax)) {
      const remainingMs = (this.#moves.office?.undoMs ?? 0) - ageMs(row, now);
      if (remainingMs > 0) return this.#passed(remainingMs);
      this.#take(row);
      if (this.#pending.length >= batchEventsMax) return 0;
    }
    return this.#passed(this.#moves.n < this.#log.last ? 0 : null);
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
    if (!this.isEmpty || this.#moves.n === this.#keptAt) return;
    this.#moveCursor(this.#moves.n);
    this.#database
      .prepare("insert or replace into moves (version, n, state) values (?, ?, ?)")
      .run(movesVersion, this.#moves.n, movesText(this.#moves));
    this.#keptAt = this.#moves.n;
  }

  #take(row: LogRow): void {
    const moves = foldMoves(this.#moves, row);
    const names = this.#moves.office?.names;
    if (!names) return;
    for (const outgoing of outgoingEvents(row, moves, this.#log.identity, this.#sha1)) {
      this.#pending.push({ seq: row.seq, event: tp2Event(outgoing, names) });
    }
  }

  /** Rows that gave rise to no event are done with as soon as they are folded. */
  #passed<T>(result: T): T {
    if (this.isEmpty) this.#moveCursor(this.#moves.n);
    return result;
  }

  #moveCursor(seq: number): void {
    if (seq <= this.#cursor) return;
    this.#log.setCursor(cursorName, seq);
    this.#cursor = seq;
  }

  #kept(): MovesState | undefined {
    const found = this.#database.prepare("select n, state from moves where version = ?").get(movesVersion);
    const kept = found as { n: number; state: string } | undefined;
    return kept && kept.n <= this.#cursor ? movesFromText(kept.state) : undefined;
  }

  /** Events of these rows have been sent: only what the fold remembers of them matters. */
  #foldToCursor(): void {
    for (const row of this.#log.readAll(this.#moves.n + 1)) {
      if (row.seq > this.#cursor) return;
      foldMoves(this.#moves, row);
    }
  }
}

/** How long ago a row was committed, by monotonic time within its boot; across boots, at least as long as this boot has run. */
function ageMs(row: LogRow, now: Moment): number {
  return row.boot === now.boot ? now.mono - row.mono : Math.max(now.mono, now.at - row.at);
}
