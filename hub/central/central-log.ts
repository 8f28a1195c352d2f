/** Central's storage: one log of all offices, what stands of it, and which rows of devices it holds. A post is taken in one commit. */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest, LogRecord, Moment, Origin } from "#shared/log/record.ts";
import { takeIn } from "./intake.ts";
import type { LogAnswer, LogPost } from "./log-post.ts";
import { foldStanding, type Standing, standingFromText, standingText, standingVersion } from "./standing.ts";

/** Offices that one central serves. */
export const officesMax = 10_000;
const snapshotEveryRows = 4_000;

const schema = `
create table if not exists device_rows (
  office text not null, source text not null, epoch text not null, seq integer not null,
  primary key (office, source, epoch, seq)
) strict, without rowid;
`;

export interface CentralCounts {
  readonly tickets: number;
  readonly offices: Readonly<Record<string, { readonly next: number; readonly tickets: number }>>;
}

export class CentralLog {
  readonly #log: EventLog;
  readonly #database: SqlDatabase;
  readonly #digest: Digest;
  readonly #standing: Standing;
  #snapshotAt: number;

  constructor(log: EventLog, database: SqlDatabase, digest: Digest) {
    database.exec(schema);
    this.#log = log;
    this.#database = database;
    this.#digest = digest;
    const snapshot = log.snapshot(standingVersion);
    this.#standing = snapshot ? standingFromText(snapshot.state) : new Map();
    for (const row of log.readAll((snapshot?.seq ?? 0) + 1)) foldStanding(this.#standing, row);
    this.#snapshotAt = snapshot?.seq ?? 0;
  }

  /** Returns the answer once the rows are on the disk; undefined when there is no room for another office. Throws when they cannot be stored. */
  take(office: string, post: LogPost, now: Moment): LogAnswer | undefined {
    const standing = this.#standing.get(office);
    if (!standing && this.#standing.size >= officesMax) return undefined;
    const held = this.#database.prepare("select 1 from device_rows where office = ? and source = ? and epoch = ? and seq = ?");
    const holds = ({ source, epoch, seq }: Origin) => held.get(office, source, epoch, seq) !== undefined;
    const { records, answer } = takeIn(standing, office, post, now, this.#digest, holds);
    if (records.length === 0) return answer;
    const rows = this.#log.append(records, () => this.#hold(office, records));
    for (const row of rows) foldStanding(this.#standing, row);
    if (this.#log.last - this.#snapshotAt >= snapshotEveryRows) this.snapshot();
    return answer;
  }

  counts(): CentralCounts {
    const offices = [...this.#standing].map(([id, { epochs, epoch, tickets }]) => {
      return [id, { next: epochs.get(epoch)?.next ?? 1, tickets }] as const;
    });
    return { tickets: offices.reduce((sum, [, { tickets }]) => sum + tickets, 0), offices: Object.fromEntries(offices) };
  }

  /** Makes the next start quick. */
  snapshot(): void {
    if (this.#log.last === this.#snapshotAt) return;
    this.#log.saveSnapshot(this.#log.last, standingVersion, standingText(this.#standing));
    this.#snapshotAt = this.#log.last;
  }

  #hold(office: string, records: readonly LogRecord[]): void {
    const insert = this.#database.prepare("insert into device_rows (office, source, epoch, seq) values (?, ?, ?, ?)");
    for (const { origin } of records) {
      const device = origin?.origin;
      if (device) insert.run(office, device.source, device.epoch, device.seq);
    }
  }
}
