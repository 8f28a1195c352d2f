/**
 * How the hub's own machine is: read below a root (`/`, or a folder that looks like it), judged by `shared/machine/`, and told among the hub's faults.
 */
import { readdirSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { type Judgement, judged, machineFaults } from "#shared/machine/judge.ts";
import { type MachineFiles, readMachine as read } from "#shared/machine/read.ts";
import type { Readings } from "#shared/machine/readings.ts";
import type { CurrentFaults } from "./current-faults.ts";

const textMax = 4_096;
const lookEveryMs = 2_000;

export interface MachinePorts {
  readonly read: () => Readings;
  /** Real, monotonic milliseconds. */
  readonly mono: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly faults: Pick<CurrentFaults, "raise" | "clear">;
}

/** Looks again and again; returns how to stop. Each fault is raised once and cleared when it is over. */
export function watchMachine({ read: look, mono, every, faults }: MachinePorts): () => void {
  let judgement: Judgement | null = null;
  let standing = new Set<string>();
  const see = () => {
    judgement = judged(judgement, look(), mono());
    const now = machineFaults(judgement, "hub");
    const codes = new Set<string>(now.map(({ fault }) => fault));
    for (const each of now) faults.raise(aboutOf(each.fault), each);
    for (const gone of standing) if (!codes.has(gone)) faults.clear(aboutOf(gone));
    standing = codes;
  };
  see();
  return every(lookEveryMs, see);
}

function aboutOf(code: string): string {
  return `machine ${code}`;
}

/** `dataFolder`: whose file system is measured; null where that is not this machine's to judge. */
export function readMachine(root: string, dataFolder: string | null): Readings {
  return read(filesBelow(root), dataFolder === null ? null : room(dataFolder));
}

function filesBelow(root: string): MachineFiles {
  return {
    text: (name) => tried(() => readFileSync(path.join(root, name), "utf8").slice(0, textMax)),
    names: (folder) => tried(() => readdirSync(path.join(root, folder))) ?? [],
  };
}

function room(folder: string): Readings["storage"] {
  const found = tried(() => statfsSync(folder));
  return found && found.blocks > 0 ? { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize } : null;
}

/** What cannot be read says nothing. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
