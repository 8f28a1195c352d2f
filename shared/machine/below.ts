/** Reads the machine whose files lie below a root: `/`, or a folder that looks like it. The file system is a port: Node's own, to hub and devices. */
import { readMachine } from "./read.ts";
import type { Readings } from "./readings.ts";

/** As `node:fs` has them; each throws where there is nothing to read. */
export interface FileSystem {
  readFileSync(path: string, encoding: "utf8"): string;
  readdirSync(path: string): string[];
  statfsSync(path: string): { readonly blocks: number; readonly bsize: number; readonly bavail: number };
}

const textMax = 4_096;

/** `dataFolder`: whose file system is measured; null where that is not this machine's to judge. */
export function readMachineBelow(files: FileSystem, root: string, dataFolder: string | null): Readings {
  const below = (name: string) => `${root}/${name}`;
  const text = (name: string) => tried(() => files.readFileSync(below(name), "utf8").slice(0, textMax));
  const names = (folder: string) => tried(() => files.readdirSync(below(folder))) ?? [];
  return readMachine({ text, names }, dataFolder === null ? null : room(files, dataFolder));
}

function room(files: FileSystem, folder: string): Readings["storage"] {
  const found = tried(() => files.statfsSync(folder));
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
