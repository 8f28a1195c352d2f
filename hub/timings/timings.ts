/**
 * The office's timings of a date, folded from the log when somebody asks and kept between starts.
 * Nothing here is truth: without the kept fold the log is folded from its beginning.
 */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import {
  emptyTimings,
  figuresOf,
  foldTimings,
  type TimingsState,
  timingsFromText,
  timingsText,
  timingsVersion,
} from "#shared/statistics/timings.ts";
import { localDate } from "#shared/time/zone.ts";
import type { Timings } from "#shared/wire/staff.ts";

/** Rows between two keepings: what a start after a kill has to fold again. */
const keepEveryRows = 4_000;

export class TimingsFold {
  readonly #log: EventLog;
  readonly #database: SqlDatabase;
  #state: TimingsState;
  #keptAt: number;

  constructor(log: EventLog, database: SqlDatabase) {
    this.#log = log;
    this.#database = database;
    database.exec("create table if not exists timings (version integer primary key, n integer not null, state text not null) strict");
    const kept = database.prepare("select state from timings where version = ?").get(timingsVersion) as { state: string } | undefined;
    this.#state = kept ? timingsFromText(kept.state) : emptyTimings();
    if (this.#state.n > log.last) this.#state = emptyTimings();
    this.#keptAt = this.#state.n;
  }

  /** The last row that a start after a kill need not fold again. */
  get keptAt(): number {
    return this.#keptAt;
  }

  /** Folds at most so many rows, and keeps the fold when it has gone on for long. True while there are more. */
  goOn(rowsMax: number): boolean {
    for (const row of this.#log.read(this.#state.n + 1, rowsMax)) foldTimings(this.#state, row);
    const isMore = this.#state.n < this.#log.last;
    if (!isMore && this.#state.n - this.#keptAt >= keepEveryRows) this.keep();
    return isMore;
  }

  /** Throws the kept fold away and folds the whole log again. */
  rebuild(): void {
    this.#state = emptyTimings();
    this.#catchUp();
  }

  /** The fold as text: the same bytes for the same log. */
  text(): string {
    this.#catchUp();
    return timingsText(this.#state);
  }

  of(date: string, timeZone: string, asOf: number): Timings {
    this.#catchUp();
    const cells = [...this.#state.cells.values()].filter((cell) => localDate(cell.from, timeZone) === date);
    const services = [...Map.groupBy(cells, (cell) => cell.service)].map(([service, group]) => ({ service, ...figuresOf(group) }));
    const quarters = [...Map.groupBy(cells, (cell) => cell.from)].map(([from, group]) => ({ from, ...figuresOf(group) }));
    services.sort((one, other) => other.joined - one.joined || one.service.localeCompare(other.service));
    quarters.sort((one, other) => one.from - other.from);
    return { date, asOf, day: figuresOf(cells), services: services.filter((each) => each.joined > 0 || each.served > 0), quarters };
  }

  /** Keeps the fold, so that the next start folds only what came after. */
  keep(): void {
    this.#catchUp();
    this.#database
      .prepare("insert or replace into timings (version, n, state) values (?, ?, ?)")
      .run(timingsVersion, this.#state.n, timingsText(this.#state));
    this.#keptAt = this.#state.n;
  }

  #catchUp(): void {
    for (const row of this.#log.readAll(this.#state.n + 1)) foldTimings(this.#state, row);
  }
}
