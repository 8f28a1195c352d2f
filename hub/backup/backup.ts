/** A copy of a hub's storage, made while the hub runs, checked row by row before it gets its name. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { fault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { markStorage } from "../copy-mark.ts";
import { Refusal } from "../refusal.ts";
import { causeOf, sha256 } from "../storage.ts";
import { seal, sealedSuffix } from "./seal.ts";

export interface Backup {
  readonly file: string;
  /** The last row that it holds. */
  readonly last: number;
  readonly epoch: string;
}

/** Throws a `Refusal`. Never disturbs the hub: SQLite copies one moment of the storage while the hub goes on writing. */
export function backUp(data: string, office: string, folder: string, at: number): Backup {
  const part = join(folder, `${office}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(part, { force: true });
    copy(join(data, "hub.sqlite"), part);
    const { last, epoch } = checkedCopy(part, office);
    const file = join(folder, `${office}-${stamp(at)}-${last}.sqlite`);
    fsync(part);
    renameSync(part, file);
    fsync(folder);
    return { file, last, epoch };
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof Refusal ? error : new Refusal(fault("backup-failed", { cause: causeOf(error) }), error);
  }
}

/** The same, sealed: what can be read of it is on the hub's own disk alone, and only until it is sealed. */
export async function backUpSealed(
  data: string,
  office: string,
  folder: string,
  at: number,
  recipients: readonly string[],
): Promise<Backup> {
  const open = join(data, "backup-open");
  try {
    const backup = backUp(data, office, open, at);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${basename(backup.file)}${sealedSuffix}`);
    await seal(backup.file, file, recipients);
    fsync(folder);
    return { ...backup, file };
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(fault("backup-failed", { cause: causeOf(error) }), error);
  } finally {
    rmSync(open, { recursive: true, force: true });
  }
}

/** The backups of an office in a folder, sealed or not, the oldest first. */
export function backupsIn(folder: string, office: string): string[] {
  return existsSync(folder) ? backupsOf(readdirSync(folder), office) : [];
}

/** Those among names that are of an office's backups, the oldest first. */
export function backupsOf(names: readonly string[], office: string): string[] {
  const pattern = new RegExp(`^${office}-\\d{8}T\\d{6}Z-\\d+\\.sqlite(?:\\.age)?$`);
  return names.filter((name) => pattern.test(name)).sort();
}

/** Deletes all but the newest. */
export function thin(folder: string, office: string, keep: number): void {
  for (const name of backupsIn(folder, office).slice(0, -keep)) rmSync(join(folder, name));
}

/** UTC milliseconds of the moment in a backup's name. */
export function madeAt(name: string): number {
  const [, year, month, day, hour, minute, second] = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-/.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** `vacuum into` reads one snapshot: SQLite's page-wise backup would begin anew at every commit of the hub. */
function copy(from: string, to: string): void {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    database.prepare("vacuum into ?").run(to);
  } finally {
    database.close();
  }
}

/** Throws a `Refusal` where a row is not as it was written. Marks the copy as a backup. */
export function checkedCopy(file: string, office: string): { last: number; epoch: string } {
  const database = new Database(file, { fileMustExist: true });
  try {
    const log = new EventLog(database, sha256, { source: office, epoch: "" });
    const broken = log.firstBrokenRow();
    if (broken !== undefined || log.isNew) throw new Refusal(fault("backup-failed", { cause: `row ${broken ?? 1} is not as written` }));
    markStorage(log, "backup");
    return { last: log.last, epoch: log.identity.epoch };
  } finally {
    database.close();
  }
}

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function fsync(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
