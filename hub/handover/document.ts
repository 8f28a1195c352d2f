/**
 * What a hub's successor needs beside the log so that devices beyond the machine go on: the tables of devices and of people, and the
 * authority. Read from one storage in one moment, and put into another in one commit. It knows neither keys of age nor the wire.
 */
import { createHash } from "node:crypto";
import * as v from "valibot";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import { examineAudit } from "../identity/audit.ts";
import { Registry } from "../identity/registry.ts";
import { Pins, usualCost } from "../people/pins.ts";
import { ReleaseStore } from "../releases/store.ts";

/** Each is replaced as a whole; the audit alone is append-only. */
const replaced = [
  "enrolment_tokens",
  "device_certificates",
  "spare_promotions",
  "release_rollout",
  "release_reports",
  "people_pins",
  "people_tries",
  "people_codes",
] as const;
const audit = "it_audit";
export const handedOver: readonly string[] = [...replaced, audit];

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const row = v.record(v.string(), v.union([v.string(), v.number(), v.null()]));

export const handoverDocument = v.strictObject({
  version: v.literal(1),
  office: v.string(),
  /** Of the hub that wrote it; of two documents the one of the higher generation is newer, then the one of the higher number. */
  generation: whole,
  number: whole,
  /** UTC milliseconds by the hub's machine. */
  at: v.number(),
  tables: v.strictObject(v.entriesFromList(handedOver, v.array(row))),
  /** The issuer first, the root last: PEM. */
  certificates: v.string(),
  key: v.string(),
});
export type HandoverDocument = v.InferOutput<typeof handoverDocument>;
export type HandoverTables = HandoverDocument["tables"];

/** Another text whenever something is to be handed over anew. */
export function tablesMark(database: SqlDatabase): string {
  makeTables(database);
  const hash = createHash("sha256");
  for (const name of replaced) hash.update(JSON.stringify([name, rowsOf(database, name)]));
  const last = database.prepare(`select seq, hash from ${audit} order by seq desc limit 1`).get();
  return hash.update(JSON.stringify(last ?? null)).digest("base64url");
}

export function readTables(database: SqlDatabase): HandoverTables {
  makeTables(database);
  return database.transaction(() => Object.fromEntries(handedOver.map((name) => [name, rowsOf(database, name)])))() as HandoverTables;
}

/** One commit; doing it again changes nothing. Throws, with nothing changed, when a table does not fit or the audit does not go on from what is here. */
export function putTables(database: SqlDatabase, digest: Digest, tables: HandoverTables): void {
  makeTables(database);
  database.transaction(() => {
    for (const name of replaced) {
      database.prepare(`delete from ${name}`).run();
      insert(database, name, tables[name] ?? []);
    }
    const held = rowsOf(database, audit);
    const rows = tables[audit] ?? [];
    if (held.some(({ hash }, place) => hash !== rows[place]?.hash)) throw new Error("its audit does not go on from the one here");
    insert(database, audit, rows.slice(held.length));
    const broken = examineAudit(database, digest).firstBrokenRow;
    if (broken !== undefined) throw new Error(`row ${broken} of its audit is not the row that was written`);
  })();
}

function insert(database: SqlDatabase, table: string, rows: HandoverTables[string]): void {
  const columns = (database.prepare("select name from pragma_table_info(?)").all(table) as { name: string }[]).map(({ name }) => name);
  const statement = database.prepare(`insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`);
  for (const each of rows) {
    if (Object.keys(each).sort().join() !== [...columns].sort().join()) throw new Error(`its ${table} are of another version of the hub`);
    statement.run(...columns.map((column) => each[column]));
  }
}

function rowsOf(database: SqlDatabase, table: string): HandoverTables[string] {
  return database.prepare(`select * from ${table} order by rowid`).all() as HandoverTables[string];
}

/** Their owners say what they are. */
function makeTables(database: SqlDatabase): void {
  new Registry(database, () => "");
  new ReleaseStore(database);
  new Pins({ database, digest: () => "", office: "", wall: () => 0, cost: usualCost });
}
