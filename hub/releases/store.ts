/** What the hub remembers of its devices' releases, in tables of its storage: the release on its way, and each device's last word. */
import * as v from "valibot";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import { type ReleaseReport, releaseReport } from "#shared/update/office-releases.ts";
import type { Heard, Rollout } from "./rings.ts";

const schema = `
create table if not exists release_rollout (id integer primary key check (id = 1), value text not null) strict;
create table if not exists release_reports (device text primary key, at integer not null, value text not null) strict;
`;

/** What a hub before this one did not write. */
const unsaid = { elsewhere: [], despite: false };

export class ReleaseStore {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
    database.exec(schema);
  }

  rollout(): Rollout | null {
    const row = this.#database.prepare("select value from release_rollout").get() as { value: string } | undefined;
    // Written by this program alone, whole in one commit.
    return row ? { ...unsaid, ...(JSON.parse(row.value) as Rollout) } : null;
  }

  /** `also`: in the same commit. */
  keepRollout(rollout: Rollout, also: () => void): void {
    this.#database.transaction(() => {
      this.#database.prepare("insert or replace into release_rollout (id, value) values (1, ?)").run(JSON.stringify(rollout));
      also();
    })();
  }

  heard(): Map<string, Heard> {
    const rows = this.#database.prepare("select device, at, value from release_reports").all() as {
      device: string;
      at: number;
      value: string;
    }[];
    return new Map(
      rows.flatMap(({ device, at, value }) => {
        // A report that an older hub wrote is heard anew soon.
        const read = v.safeParse(releaseReport, JSON.parse(value));
        return read.success ? [[device, { at, report: read.output }] as const] : [];
      }),
    );
  }

  keepReport(device: string, at: number, report: ReleaseReport): void {
    this.#database
      .prepare("insert or replace into release_reports (device, at, value) values (?, ?, ?)")
      .run(device, Math.round(at), JSON.stringify(report));
  }

  forget(device: string): void {
    this.#database.prepare("delete from release_reports where device = ?").run(device);
  }
}
