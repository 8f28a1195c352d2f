/**
 * Backups by themselves: whenever the newest is older than it should be, the same program is run once more to make one, so that copying
 * and checking never hold up the hub.
 */
import { spawn } from "node:child_process";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { causeOf } from "../storage.ts";
import { backupsIn, madeAt, thin } from "./backup.ts";

export const lookEveryMs = 60_000;

export interface BackupTimerPorts {
  /** UTC milliseconds by the machine: backups are named by it. */
  readonly now: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  /** Makes one backup; resolves with why not, or null. */
  readonly make: () => Promise<string | null>;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
}

export interface BackupTimes {
  readonly folder: string;
  readonly everyHours: number;
  readonly keep: number;
}

const about = "backup";

/** Returns how to stop it. */
export function backUpByItself(office: string, { folder, everyHours, keep }: BackupTimes, ports: BackupTimerPorts): () => void {
  let isMaking = false;
  /** Null when there was nothing to do; `made`; or why not. A folder that cannot be read is no reason for a hub to end. */
  const makeDue = async (): Promise<{ readonly cause: string } | "made" | null> => {
    const newest = backupsIn(folder, office).at(-1);
    // A name from the future is one of a wrong clock: it counts as old.
    const ageMs = newest === undefined ? Number.POSITIVE_INFINITY : ports.now() - madeAt(newest);
    if (ageMs >= 0 && ageMs < everyHours * 3_600_000) return null;
    const cause = await ports.make();
    if (cause !== null) return { cause };
    thin(folder, office, keep);
    return "made";
  };
  const look = async () => {
    if (isMaking) return;
    isMaking = true;
    const done = await makeDue().catch((error: unknown) => ({ cause: causeOf(error) }));
    isMaking = false;
    if (done === "made") ports.faults.clear(about);
    else if (done) ports.faults.raise(about, fault("backup-failed", done));
  };
  return ports.every(lookEveryMs, () => void look());
}

/** Runs this very program with `--backup`; its own words say why it failed. */
export function makeInProcess(program: string, config: string, folder: string): Promise<string | null> {
  const child = spawn(process.execPath, [program, "--config", config, "--backup", folder], { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (words.length < 500) words += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? null : words.trim().slice(0, 200) || `exit ${code}`));
  });
}
