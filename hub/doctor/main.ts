/** `npm run doctor -- --data FOLDER --office NAME`: checks a hub's storage, running or stopped, and takes quarantined rows after all. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { faultText } from "#shared/faults/text.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { restoreBackup } from "../backup/restore.ts";
import { systemTime } from "../clock.ts";
import { expiringNow, usualReleases } from "../expiring.ts";
import { handoverFinding } from "../handover/take-over.ts";
import { Refusal } from "../refusal.ts";
import { FileRefusal, readJson } from "../seed.ts";
import { checkHubFile } from "../settings.ts";
import { openStorage, sha256 } from "../storage.ts";
import { adoptRow, quarantinedRows } from "./adopt.ts";
import { type Place, readArguments, usage } from "./arguments.ts";
import { auditFindings } from "./audit.ts";
import { examine, type Finding } from "./examine.ts";
import { expiryFindings, identitiesIn } from "./expiring.ts";
import { examineFromPc, trustedHere } from "./from-pc.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(args, placeIn);
    switch (asked.kind) {
      case "help":
        return say(usage, 0);
      case "wrong":
        return say(`${usage}\n\n${asked.what}`, 1);
      case "from-pc":
        return report(await examineFromPc(asked.address, trustedHere(), systemTime.wall()));
      case "backup":
        return await tryBackup(asked.file, asked.key, asked.office);
    }
    const file = join(asked.data, "hub.sqlite");
    if (!existsSync(file)) return say(`There is no hub.sqlite in ${asked.data}: name the hub's data folder.`, 1);
    switch (asked.kind) {
      case "adopt":
        return adoptOne(asked.data, asked.office, asked.offset, asked.as === null ? undefined : readJson(asked.as));
      case "list":
        return list(new Database(file, { readonly: true }), asked.office);
      case "examine":
        return await examineAll(asked, new Database(file, { readonly: true }));
    }
  } catch (error) {
    if (error instanceof Refusal) return say(textOf(error), 1);
    return say(`The storage could not be read: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

function placeIn(file: string): Place {
  const checked = checkHubFile(readJson(file));
  if (!checked.ok) throw new FileRefusal(file, checked.problems);
  return checked.file;
}

async function examineAll(
  { data, office, archive, releases }: Place & { releases: string | null },
  database: Database.Database,
): Promise<number> {
  const now = systemTime.wall();
  const identities = identitiesIn(data, database, sha256, now);
  const ends = expiringNow({ identities, staffCertificateUntil: null }, now, releases ?? usualReleases);
  const handover = await handoverFinding(data, office, database, now);
  const standby = handover ? [handover] : [];
  return report([...examine(database, sha256, office, archive), ...standby, ...auditFindings(database, sha256), ...expiryFindings(ends)]);
}

/** A backup that was never restored is a hope. */
async function tryBackup(file: string, key: string | null, office: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "the-q-restore-"));
  try {
    const from = systemTime.mono();
    const { last } = await restoreBackup(file, key, folder, office);
    const seconds = ((systemTime.mono() - from) / 1_000).toFixed(1);
    console.log(`ok      ${file} was opened, and its ${last} rows were in place after ${seconds} s.`);
    const database = new Database(join(folder, "hub.sqlite"), { readonly: true });
    try {
      return report([...examine(database, sha256, office), ...auditFindings(database, sha256)]);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Refusal) return say(`failed  ${textOf(error)}`, 1);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function list(database: Database.Database, office: string): number {
  const found = quarantinedRows(new EventLog(database, sha256, { source: office, epoch: "" }));
  for (const { offset, device, kind, version, reason, isReadable } of found) {
    const what = isReadable ? "can be read now: --adopt takes it" : `cannot be read: ${reason}`;
    console.log(`${offset}  ${device}  ${kind} ${version}  ${what}`);
  }
  return say(found.length === 0 ? "No record is in quarantine." : `${found.length} in quarantine.`, 0);
}

function adoptOne(data: string, office: string, offset: number, body: unknown): number {
  const storage = openStorage(data);
  try {
    const log = new EventLog(storage.database, sha256, { source: office, epoch: "" });
    const now = { at: systemTime.wall(), boot: `doctor-${randomUUID()}`, mono: 0 };
    const { ok, what } = adoptRow(log, { offset, body, now, key: `adopt-${randomUUID()}` });
    return say(what, ok ? 0 : 1);
  } finally {
    storage.close();
  }
}

function textOf({ fault }: Refusal): string {
  const { what, advice } = faultText(fault, "en");
  return `${what} ${advice}`;
}

function report(findings: readonly Finding[]): number {
  for (const { ok, isSoon, what } of findings) console.log(`${(isSoon ? "soon" : ok ? "ok" : "failed").padEnd(8)}${what}`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
