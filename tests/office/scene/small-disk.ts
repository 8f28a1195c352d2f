/**
 * A disk that can be filled: a small tmpfs of its own where mounting is allowed (root), else the small /dev/shm of a container.
 * A machine that has neither fails the test with what to do.
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

const ownBytes = 16 * 1024 * 1024;
/** A larger one belongs to the machine's memory: it is not for a test to fill. */
const sharedBytesMax = 256 * 1024 * 1024;
const shared = "/dev/shm";

export class SmallDisk {
  readonly folder: string;
  readonly #remove: () => void;

  private constructor(folder: string, remove: () => void) {
    this.folder = folder;
    this.#remove = remove;
  }

  static made(within: string): SmallDisk {
    const folder = join(within, "small-disk");
    mkdirSync(folder);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${ownBytes}`, "tmpfs", folder], { encoding: "utf8" });
    if (mounted.status === 0)
      return new SmallDisk(folder, () => {
        const { status, stderr } = spawnSync("umount", ["--lazy", folder], { encoding: "utf8" });
        if (status !== 0) throw new Error(`The small disk ${folder} could not be taken away: ${stderr}`);
      });
    if (!existsSync(shared) || sizeOf(shared) > sharedBytesMax)
      throw new Error(
        `No small disk can be had here (mount: ${mounted.stderr?.trim() ?? mounted.error}). Run this test as root, or in a container with a ${shared} of at most ${sharedBytesMax >> 20} MiB.`,
      );
    const below = mkdtempSync(join(shared, "the-q-"));
    return new SmallDisk(below, () => rmSync(below, { recursive: true, force: true }));
  }

  /** Until not one byte more fits. */
  fill(): void {
    const file = openSync(this.#filler, "a");
    try {
      for (let piece = 1 << 20; piece >= 1; ) if (!wrote(file, piece)) piece >>= 1;
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.#filler, { force: true });
  }

  remove(): void {
    this.makeRoom();
    this.#remove();
  }

  get #filler(): string {
    return join(this.folder, "filler");
  }
}

/** False when the piece did not fit as a whole. */
function wrote(file: number, bytes: number): boolean {
  try {
    return writeSync(file, new Uint8Array(bytes)) === bytes;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return false;
    throw error;
  }
}

function sizeOf(folder: string): number {
  const { blocks, bsize } = statfsSync(folder);
  return blocks * bsize;
}
