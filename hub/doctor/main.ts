/** `npm run doctor -- --data FOLDER --office NAME`: checks a hub's storage, running or stopped, and takes quarantined rows after all. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { faultText } from "#shared/faults/text.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { restoreBackup } from "../backup/restore.ts";
import { systemTime } from "../clock.ts";
import { expiringNow, usualReleases } from "../expiring.ts";
import { handoverFinding } from "../handover/take-over.ts";
import { Refusal } from "../refusal.ts";
import { openStorage, sha256 } from "../storage.ts";
import { adoptRow, quarantinedRows } from "./adopt.ts";
import { auditFindings } from "./audit.ts";
import { examine, type Finding } from "./examine.ts";
import { expiryFindings, identitiesIn } from "./expiring.ts";
import { examineFromPc, trustedHere } from "./from-pc.ts";

const usage = `Checks a hub's storage: the chains of its log and of its audit, its snapshots, its timings. Reads only.

  npm run doctor -- --data FOLDER --office NAME [--archive FOLDER]
  npm run doctor -- --backup FILE [--key KEYFILE] --office NAME
  npm run doctor -- --data FOLDER --office NAME --quarantined
  npm run doctor -- --data FOLDER --office NAME --adopt OFFSET [--as FILE]
  npm run doctor -- --from-pc URL

FOLDER is the hub's data folder, such as .data/office/hub, and NAME the office's name, such as victoria.

--archive      also checks the files of the rows that the hub has deleted, and the state with them
--backup       tries a backup: restores it into a folder of its own, checks it as a hub's storage, and deletes the folder
--key          the key that opens a sealed one
--quarantined  lists the records that nobody could read and nobody has taken since
--from-pc      looks at the staff's pages as a computer of the office does, such as https://q.office.example:8444: whether this machine
               trusts the certificate, its names and its end, that older TLS is refused, that nobody gets in who has not signed in
--adopt        takes one of them after all: it counts from then on, with the time at which it arrived. The hub must be stopped
--as FILE      the record put right, as JSON; without it the record is read as it came`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    data: text,
    office: text,
    archive: text,
    releases: text,
    backup: text,
    key: text,
    adopt: text,
    "from-pc": text,
    as: text,
    quarantined: flag,
    help: flag,
  };
  const { values } = parseArgs({ args: [...args], strict: false, options });
  if (values.help) return say(usage, 0);
  const { data, office, adopt, as, backup, key } = values;
  if (typeof values["from-pc"] === "string") return report(await examineFromPc(values["from-pc"], trustedHere(), systemTime.wall()));
  if (typeof backup === "string" && typeof office === "string") return tryBackup(backup, typeof key === "string" ? key : null, office);
  if (typeof data !== "string" || typeof office !== "string") return say(`--data and --office are needed.\n\n${usage}`, 1);
  const file = join(data, "hub.sqlite");
  if (!existsSync(file)) return say(`There is no hub.sqlite in ${data}: name the hub's data folder.`, 1);
  try {
    if (adopt !== undefined)
      return adoptOne(data, office, Number(adopt), typeof as === "string" ? JSON.parse(readFileSync(as, "utf8")) : undefined);
    const database = new Database(file, { readonly: true });
    if (values.quarantined) return list(database, office);
    const archive = typeof values.archive === "string" ? values.archive : undefined;
    const releases = typeof values.releases === "string" ? values.releases : usualReleases;
    const now = systemTime.wall();
    const ends = expiringNow({ identities: identitiesIn(data, database, sha256, now), staffCertificateUntil: null }, now, releases);
    const handover = await handoverFinding(data, office, database, now);
    const standby = handover ? [handover] : [];
    return report([...examine(database, sha256, office, archive), ...standby, ...auditFindings(database, sha256), ...expiryFindings(ends)]);
  } catch (error) {
    if (error instanceof Refusal) return say(textOf(error), 1);
    return say(`The storage could not be read: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
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
