/** Starts the office's hub: `node hub/main.ts --config FILE`. Only this file reads arguments and builds the real ports. */
import { randomBytes, randomUUID } from "node:crypto";
import fs, { readFileSync, writeFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { faultText } from "#shared/faults/text.ts";
import { readMachineBelow } from "#shared/machine/below.ts";
import type { Problem } from "#shared/office/problem.ts";
import { Supervised } from "#shared/supervision/supervised.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { readArguments, usage } from "./arguments.ts";
import { backUp, backUpSealed } from "./backup/backup.ts";
import { backUpByItself, makeInProcess } from "./backup/backup-timer.ts";
import { rcloneCarry, sendOffSite } from "./backup/off-site.ts";
import { restoreBackup } from "./backup/restore.ts";
import { newBackupKey } from "./backup/seal.ts";
import { businessTime, every, machineSynchronised, systemTime } from "./clock.ts";
import { startFollower } from "./follower/follower.ts";
import { CentralPoster } from "./forward/central-poster.ts";
import { extendHub } from "./forward/extend.ts";
import { forgetHandover, permitHandover } from "./handover/keeper.ts";
import { takeHandover } from "./handover/take-over.ts";
import { createHub } from "./hub.ts";
import { importOffice } from "./import.ts";
import type { Journal } from "./journal.ts";
import { type MachinePorts, watchMachine } from "./machine.ts";
import { pinHash } from "./pin.ts";
import type { Witness } from "./promotion/evidence.ts";
import { promote } from "./promotion/promote.ts";
import { Refusal } from "./refusal.ts";
import { FileRefusal, readJson, readOffice } from "./seed.ts";
import { checkHubFile } from "./settings.ts";
import { causeOf, drawEpoch, openStorage, sha256, storageRefusal } from "./storage.ts";
import { systemdNotify } from "./systemd.ts";

/** A stop that takes longer is cut: what is committed is safe, and a supervisor waits no longer than this. */
const stopMs = 1_500;
const aliveWithinMs = 5_000;

const asked = readArguments(process.argv.slice(2));
try {
  if (asked.kind === "help") console.log(usage);
  else if (asked.kind === "wrong") end(`${usage}\n\n${asked.what}`);
  else if (asked.kind === "pin") makePin();
  else if (asked.kind === "import") take(readHubFile(asked.config), asked.file);
  else if (asked.kind === "backup") await makeBackup(readHubFile(asked.config), asked.folder);
  else if (asked.kind === "backup-key") await makeBackupKey(asked.file);
  else if (asked.kind === "restore") await restore(readHubFile(asked.config), asked);
  else if (asked.kind === "handover-key") await permit(readHubFile(asked.config));
  else if (asked.kind === "follow") await follow(readHubFile(asked.config));
  else {
    const file = readHubFile(asked.config);
    if (asked.kind === "promote") await takeOver(file);
    await run(file, asked.config);
  }
} catch (error) {
  end(textOf(error));
}

async function run(file: HubFile, config: string): Promise<void> {
  // The provider at which staff sign in may be certified by an authority that only this machine's system knows.
  if (file.people?.openId) setDefaultCACertificates([...getCACertificates("default"), ...getCACertificates("system")]);
  const seed = file.seed === undefined ? null : readOffice(file.seed, file.office);
  const hub = await createHub(file, {
    time: businessTime(file.time),
    synchronised: machineSynchronised,
    every,
    journal: pinoJournal(file.office),
    seed,
    pages: fileURLToPath(new URL("../display/dist", import.meta.url)),
    extend: extendHub,
  });
  if (file.backup) {
    const { folder, everyHours, offSite } = file.backup;
    const make = () => makeInProcess(fileURLToPath(import.meta.url), config, folder);
    const common = { now: systemTime.wall, every, faults: hub.faults };
    backUpByItself(file.office, file.backup, { ...common, make });
    if (offSite) sendOffSite(file.office, folder, everyHours, offSite, { ...common, carry: rcloneCarry(offSite.rclone) });
  }
  const { machine = "/", data } = file;
  const read = () => readMachineBelow(fs, machine, machine === "/" ? data : null);
  const tell: MachinePorts["tell"] = (figures) => {
    hub.presence.machine = figures;
  };
  const unwatch = watchMachine({ read, mono: systemTime.mono, every, faults: hub.faults, tell });
  supervise(file, hub.ready.httpPort, () => {
    unwatch();
    return hub.stop();
  });
  console.log(JSON.stringify(hub.ready));
}

async function follow(file: HubFile): Promise<void> {
  const follower = await startFollower(file, businessTime(file.time), pinoJournal(file.office));
  supervise(file, follower.ready.httpPort, () => follower.stop());
  console.log(JSON.stringify(follower.ready));
}

/** What it did goes to standard error: standard output is for the ready line of the hub that follows. */
async function takeOver(file: HubFile): Promise<void> {
  const storage = openStorage(file.data);
  try {
    const clock = new AnchoredClock(businessTime(file.time), randomUUID());
    const addresses = [...(file.central === null ? [] : [file.central]), ...(file.followers ?? [])];
    const witnesses = addresses.map((name) => witnessOf(name, file.office));
    const ports = { storage, digest: sha256, now: () => clock.now(), newEpoch: drawEpoch, witnesses };
    const said = await takeHandover(file, storage.database);
    const { from, epoch, generation, evidence } = await promote(file.office, ports);
    forgetHandover(file.data);
    console.error(`Row ${from.offset} of epoch ${from.epoch} was the last; epoch ${epoch} and generation ${generation} begin after it.`);
    for (const line of evidence.found) console.error(line);
    for (const line of said) console.error(line);
    console.error("Whoever waits is asked about once before being called. Today's tickets bear two letters.");
  } finally {
    storage.close();
  }
}

function witnessOf(name: string, office: string): Witness {
  const way = new CentralPoster(name, office);
  return { name, rows: (epoch, from) => way.rows(epoch, from) };
}

async function permit({ data }: HubFile): Promise<void> {
  const recipient = await permitHandover(data, systemTime.wall());
  console.log(recipient);
  console.log(`Name it in "handover" of the hub's file, beside this follower's address. Whoever gets at ${data} can be this office's hub.`);
}

async function makeBackup({ data, office, backup }: HubFile, folder: string): Promise<void> {
  const recipients = backup?.recipients ?? [];
  const at = systemTime.wall();
  const { file: made, last } =
    recipients.length > 0 ? await backUpSealed(data, office, folder, at, recipients) : backUp(data, office, folder, at);
  console.log(`${made} holds ${last} rows; each is as it was written.`);
}

async function makeBackupKey(to: string): Promise<void> {
  const { file, recipient } = await newBackupKey(systemTime.wall());
  try {
    writeFileSync(to, file, { mode: 0o600, flag: "wx" });
  } catch (error) {
    // A key that is overwritten takes every backup with it that it opens.
    end(`The key cannot be written to ${to} (${causeOf(error)}). Name a file that is not there yet, in a folder that is.`);
  }
  console.log(
    `${recipient}\nName it in "recipients" of the hub's "backup". Keep ${to} away from the hub: whoever has it can read every backup.`,
  );
}

async function restore({ data, office }: HubFile, { file, key }: { file: string; key: string | null }): Promise<void> {
  const { last, epoch } = await restoreBackup(file, key, data, office);
  console.log(`${data} holds ${last} rows of epoch ${epoch}; each is as it was written.`);
  console.log(
    'With the old hub off, and the folder "authority" copied beside it where devices have certificates: --promote --old-hub-is-off.',
  );
}

/** Commits are synchronous: while one hangs, or anything else does, nothing is answered, and the watchdog is not fed. */
function supervise({ host, office }: HubFile, httpPort: number | undefined, end: () => Promise<void>): void {
  const answered = async () => {
    await (await fetch(`http://${host}:${httpPort}/health`, { signal: AbortSignal.timeout(aliveWithinMs) })).arrayBuffer();
    return true;
  };
  const journal = pinoJournal(office);
  const tell = systemdNotify((why) => journal.warn("systemd.unreachable", { why }));
  const supervised = new Supervised(process.env, { tell, every, isAlive: answered });
  supervised.ready(`The hub of ${office} listens on port ${httpPort}`);
  const stop = () => {
    supervised.stopping();
    setTimeout(() => process.exit(0), stopMs).unref();
    void end().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function take(file: HubFile, office: string): void {
  const found = importOffice(file.data, file.office, readOffice(office, file.office), businessTime(file.time));
  if (found.length === 0) console.log("Nothing differs: the hub has this configuration already.");
  else console.log(`${found.join("\n")}\nTaken. It counts from the hub's next start.`);
}

/** From standard input, so that the PIN stands in no process list and no shell's history. */
function makePin(): void {
  if (process.stdin.isTTY) process.stderr.write("PIN (4 to 12 digits), then Enter: ");
  const made = pinHash(readFileSync(0, "utf8").trim(), randomBytes(16));
  if (made === undefined) end("A PIN is 4 to 12 digits.");
  console.log(made);
}

function readHubFile(path: string): HubFile {
  const checked = checkHubFile(readJson(path));
  if (!checked.ok) throw new FileRefusal(path, checked.problems);
  return checked.file;
}

/** JSON lines on standard error, written before the process goes on, so that the last one is there after a crash. */
function pinoJournal(office: string): Journal {
  const logger = pino({ base: { office } }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (what, facts = {}) => logger.info(facts, what),
    warn: (what, facts = {}) => logger.warn(facts, what),
    error: (what, facts = {}) => logger.error(facts, what),
  };
}

/** An operating fault as a person reads it; a bug crashes. */
function textOf(error: unknown): string {
  const refusal = error instanceof Error && error.name === "SqliteError" ? storageRefusal(error) : error;
  if (!(refusal instanceof Refusal)) throw error;
  const { what, advice } = faultText(refusal.fault, "en");
  const problems = refusal instanceof FileRefusal ? refusal.problems.map((each) => lineOf(refusal.file, each)) : [];
  return [...problems, `${what} ${advice}`].join("\n");
}

function lineOf(file: string, { path, seen, what, advice }: Problem): string {
  return `${file}${path === "" ? "" : `: ${path}`} (${seen}): ${what}. ${advice}`;
}

function end(text: string): never {
  console.error(text);
  process.exit(1);
}
