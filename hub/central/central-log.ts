/** Central's storage: one log of all offices, what stands of it, and which rows of devices it holds. A post is taken in one commit. */
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import { chainStart, type Digest, type LogRecord, type Moment, type Origin } from "#shared/log/record.ts";
import type { GivenRow, LogAnswer, LogPost } from "../shipping/log-post.ts";
import type { LogReceiver, Refused } from "../shipping/log-server.ts";
import { type ReadPost, readPost } from "../shipping/post-text.ts";
import { hubBytes, takeIn } from "./intake.ts";
import { missingKind } from "./kinds.ts";
import { foldStanding, type Standing, standingFromText, standingText, standingVersion } from "./standing.ts";

/** Offices that one central serves. */
export const officesMax = 10_000;
const snapshotEveryRows = 4_000;

/** Which rows of devices are held, with the device's hash: a fold of the log, made again when it is not there. */
const schema = `
drop table if exists device_rows;
create table device_hashes (
  office text not null, source text not null, epoch text not null, seq integer not null, hash text not null,
  primary key (office, source, epoch, seq)
) strict, without rowid;
`;

export interface CentralCounts {
  readonly tickets: number;
  readonly offices: Readonly<Record<string, { readonly next: number; readonly tickets: number }>>;
}

export const noRoom: Refused = { refused: "too many offices", advice: "Start another central with its own --data." };

export class CentralLog implements LogReceiver {
  readonly #log: EventLog;
  readonly #database: SqlDatabase;
  readonly #digest: Digest;
  readonly #standing: Standing;
  #snapshotAt: number;

  constructor(log: EventLog, database: SqlDatabase, digest: Digest) {
    this.#log = log;
    this.#database = database;
    this.#digest = digest;
    const snapshot = log.snapshot(standingVersion);
    this.#standing = snapshot ? standingFromText(snapshot.state) : new Map();
    for (const row of log.readAll((snapshot?.seq ?? 0) + 1)) foldStanding(this.#standing, row);
    this.#snapshotAt = snapshot?.seq ?? 0;
    if (!database.prepare("select 1 from sqlite_master where name = 'device_hashes'").get()) this.#makeDeviceHashes();
  }

  /** A post of an office as it came over the wire. */
  read(office: string, text: string): ReadPost {
    return readPost(text, (source, epoch, seq) => this.#deviceHash(office, source, epoch, seq), this.#digest);
  }

  /** Returns the answer once the rows are on the disk. Throws when they cannot be stored. */
  take(office: string, post: LogPost, now: Moment): LogAnswer | Refused {
    const standing = this.#standing.get(office);
    if (!standing && this.#standing.size >= officesMax) return noRoom;
    const holds = ({ source, epoch, seq }: Origin) => this.#deviceHash(office, source, epoch, seq) !== undefined;
    const { records, answer } = takeIn(standing, office, post, now, this.#digest, holds);
    if (records.length === 0) return answer;
    const rows = this.#log.append(records, () => this.#hold(office, records));
    for (const row of rows) foldStanding(this.#standing, row);
    if (this.#log.last - this.#snapshotAt >= snapshotEveryRows) this.snapshot();
    return answer;
  }

  /** How far central has an epoch of an office's hub. */
  position(office: string, epoch: string): Pick<LogAnswer, "next" | "hash"> {
    return this.#standing.get(office)?.epochs.get(epoch) ?? { next: 1, hash: chainStart };
  }

  /** Rows of a hub from a seq on, for a hub that lost them. */
  rows(office: string, epoch: string, from: number, limit: number): GivenRow[] {
    const found = this.#database
      .prepare("select seq, bytes from log where source = ? and epoch = ? and origin_seq >= ? order by origin_seq limit ?")
      .all(office, epoch, from, limit) as { seq: number; bytes: string }[];
    const records = found.map(({ bytes }) => JSON.parse(bytes) as LogRecord);
    return records.flatMap((record) => {
      if (!record.origin || record.kind === missingKind) return [];
      return [{ seq: record.origin.seq, bytes: hubBytes(record), hash: record.origin.hash }];
    });
  }

  hashAfter(office: string, epoch: string, seq: number): string | null {
    return this.#log.originRow(office, epoch, seq)?.origin?.hash ?? null;
  }

  generation(office: string): number {
    return this.#standing.get(office)?.generation ?? 1;
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

  #deviceHash(office: string, source: string, epoch: string, seq: number): string | undefined {
    const found = this.#database
      .prepare("select hash from device_hashes where office = ? and source = ? and epoch = ? and seq = ?")
      .get(office, source, epoch, seq) as { hash: string } | undefined;
    return found?.hash;
  }

  #hold(office: string, records: readonly LogRecord[]): void {
    const insert = this.#database.prepare("insert into device_hashes (office, source, epoch, seq, hash) values (?, ?, ?, ?, ?)");
    for (const { origin } of records) {
      const device = origin?.origin;
      if (device) insert.run(office, device.source, device.epoch, device.seq, device.hash);
    }
  }

  #makeDeviceHashes(): void {
    this.#database.transaction(() => {
      this.#database.exec(schema);
      for (const row of this.#log.readAll()) if (row.origin) this.#hold(row.origin.source, [row]);
    })();
  }
}
