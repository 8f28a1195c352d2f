/**
 * Once a night the newest backup goes to a place outside the office. rclone carries it: it speaks to folders, SFTP, S3 and what else a
 * province has, with IT's own configuration and keys, which this program never sees.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { causeOf } from "../storage.ts";
import { backupsIn, backupsOf, madeAt } from "./backup.ts";
import { sealedSuffix } from "./seal.ts";

export interface OffSite {
  /** As rclone names it: a folder, or `remote:path`. */
  readonly to: string;
  /** From which full hour of the machine's local day on. */
  readonly nightHour: number;
  readonly keep: number;
  /** rclone's own configuration. */
  readonly rclone?: string | undefined;
}

export interface OffSitePorts {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly carry: Carry;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
}

/** Runs rclone; `said`: its standard output, or its last words where it failed. */
export type Carry = (...args: readonly string[]) => Promise<{ readonly code: number; readonly said: string }>;

const about = "backup-off-site";
const lookEveryMs = 60_000;
/** A way that is broken is tried again so often. */
const againMs = 600_000;
/** rclone's exit code for a folder that is not there (rclone.org/docs, "Exit code"). */
const noSuchFolder = 3;
const partSuffix = ".part";
const carryMostMs = 3_600_000;
const saidMost = 4 << 20;

/** Returns how to stop it. */
export function sendOffSite(office: string, folder: string, everyHours: number, offSite: OffSite, ports: OffSitePorts): () => void {
  let isSending = false;
  let doneFor = 0;
  let notBefore = 0;
  const look = async () => {
    const now = ports.now();
    const night = lastNight(now, offSite.nightHour);
    if (isSending || night === doneFor || now < notBefore) return;
    isSending = true;
    const cause = await sendNewest(office, folder, night - everyHours * 3_600_000, offSite, ports.carry).catch(causeOf);
    isSending = false;
    if (cause === "none-yet") return;
    if (cause === null) {
      doneFor = night;
      ports.faults.clear(about);
    } else {
      notBefore = now + againMs;
      ports.faults.raise(about, fault("backup-failed", { cause: `${offSite.to}: ${cause}` }));
    }
  };
  return ports.every(lookEveryMs, () => void look());
}

/**
 * Null when a backup of this night is there, sent now or found; else why not. `since`: one made before that is of another night. Backups
 * from before there were keys lie in the folder too, and stay in the office.
 */
async function sendNewest(
  office: string,
  folder: string,
  since: number,
  { to, keep }: OffSite,
  carry: Carry,
): Promise<string | "none-yet" | null> {
  const name = backupsIn(folder, office).findLast((each) => each.endsWith(sealedSuffix));
  if (name === undefined) return "none-yet";
  const listed = await carry("lsf", "--files-only", to);
  if (listed.code !== 0 && listed.code !== noSuchFolder) return listed.said;
  const names = listed.code === 0 ? listed.said.split("\n") : [];
  const there = backupsOf(names, office);
  const latest = there.at(-1);
  if (latest !== undefined && madeAt(latest) >= since) return null;
  // Size and, where the far end can, a digest are compared by rclone itself; what is broken off on the way never bears a backup's name.
  const parts = backupsOf(
    names.filter((each) => each.endsWith(partSuffix)).map((each) => each.slice(0, -partSuffix.length)),
    office,
  );
  const steps: readonly (readonly string[])[] = [
    ...parts.map((part) => ["deletefile", at(to, `${part}${partSuffix}`)]),
    ["copyto", join(folder, name), at(to, `${name}${partSuffix}`)],
    ["moveto", at(to, `${name}${partSuffix}`), at(to, name)],
    ...[...there, name].slice(0, -keep).map((old) => ["deletefile", at(to, old)]),
  ];
  for (const step of steps) {
    const { code, said } = await carry(...step);
    if (code !== 0) return said;
  }
  return null;
}

function at(to: string, name: string): string {
  return /[:/]$/.test(to) ? `${to}${name}` : `${to}/${name}`;
}

/** The latest moment, by the machine's local time, at which this hour began. */
export function lastNight(now: number, hour: number): number {
  const night = new Date(now);
  night.setHours(hour, 0, 0, 0);
  if (night.getTime() > now) night.setDate(night.getDate() - 1);
  return night.getTime();
}

export function rcloneCarry(config: string | undefined): Carry {
  return (...args) => {
    const own = config === undefined ? [] : ["--config", config];
    const child = spawn(
      "rclone",
      [...own, "--retries", "1", "--low-level-retries", "2", "--contimeout", "20s", "--timeout", "60s", ...args],
      {
        stdio: ["ignore", "pipe", "pipe"],
        timeout: carryMostMs,
      },
    );
    let said = "";
    let words = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (said.length < saidMost) said += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      words = `${words}${chunk.toString()}`.slice(-2_000);
    });
    return new Promise((resolve) => {
      child.once("error", (error) => resolve({ code: -1, said: `rclone cannot be run (${error.message}): apt-get install rclone` }));
      child.once("close", (code) => resolve(code === 0 ? { code, said } : { code: code ?? -1, said: lastWords(words) }));
    });
  };
}

/**
 * rclone's last message says why, behind a date, a level and its own command; an S3 server's answer in it goes on over several lines. What
 * a connection said that nobody asked is no reason.
 */
export function lastWords(words: string): string {
  const messages = words.split(/^\d{4}\/\d\d\/\d\d [\d:]+ /m).filter((each) => each.trim() !== "" && !each.startsWith("Unsolicited"));
  const last = (messages.at(-1) ?? "").replaceAll(/\s+/g, " ").replace(/^[A-Z]+ *: /, "");
  const why = last.replace(/^Failed to [a-z]+(?: with \d+ errors: last error was)?: (?:error in ListJSON: )?/, "");
  return why.trim().slice(0, 160) || "rclone failed without a word";
}
