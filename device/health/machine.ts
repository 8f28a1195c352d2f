/** The files of a machine below a root: `/`, or a folder that looks like it; and the room on a disk. `shared/machine/` reads and judges them. */
import { readdirSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { type MachineFiles, readMachine as read } from "#shared/machine/read.ts";
import type { Readings } from "#shared/machine/readings.ts";

const textMax = 4_096;

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
