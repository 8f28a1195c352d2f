/** Folds that the hub keeps beside its log: a follower whose copy begins after deleted rows could not make them again. */
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { SnapshotPost } from "../shipping/log-post.ts";

export type KeptFold = SnapshotPost["folds"][number];

export const foldNames = ["moves", "timings"] as const;

export function keptFolds(database: SqlDatabase): KeptFold[] {
  return foldNames.flatMap((name) => {
    makeTable(database, name);
    const found = database.prepare(`select version, n, state from ${name} order by version desc limit 1`).get();
    return found ? [{ name, ...(found as Omit<KeptFold, "name">) }] : [];
  });
}

export function keepFold(database: SqlDatabase, { name, version, n, state }: KeptFold): void {
  makeTable(database, name);
  database.prepare(`insert or replace into ${name} (version, n, state) values (?, ?, ?)`).run(version, n, state);
}

function makeTable(database: SqlDatabase, name: KeptFold["name"]): void {
  database.exec(`create table if not exists ${name} (version integer primary key, n integer not null, state text not null) strict`);
}
