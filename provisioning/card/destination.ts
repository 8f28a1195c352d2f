/** Where a card's files go: a folder (a mounted boot partition is one), or the boot partition inside a disk image. */
import { execFileSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Failure } from "../office/failure.ts";
import { bootPartition, mbrBytes } from "./partition.ts";

export interface Destination {
  /** For people, such as `the folder cards/kiosk-1`. */
  readonly about: string;
  /** Null: there is no such file. */
  read(name: string): string | null;
  write(name: string, text: string): void;
  /** A large file, copied as it is. */
  copy(name: string, from: string): void;
  /** Whether a package of ours lies there. */
  hasPackage(): boolean;
}

const packageName = /(?:^|\/)the-q_.*\.deb$/;
/** More than any of the files that are read back is long. */
const readMaxBytes = 4 << 20;

export function destinationOf(path: string): Destination {
  if (existsSync(path) && statSync(path).isFile()) return imageDestination(path);
  if (/\.(img|iso|xz|zip)$/i.test(path)) throw new Failure(`${path}: there is no such image. Name one that is there, or a folder.`);
  return folderDestination(path);
}

function folderDestination(folder: string): Destination {
  return {
    about: `the folder ${folder}`,
    read: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : null),
    write: (name, text) => {
      mkdirSync(folder, { recursive: true });
      // Whole or not at all: a card may be pulled out at any moment.
      writeFileSync(join(folder, `${name}.part`), text, { mode: 0o600 });
      renameSync(join(folder, `${name}.part`), join(folder, name));
    },
    copy: (name, from) => {
      mkdirSync(folder, { recursive: true });
      copyFileSync(from, join(folder, `${name}.part`));
      renameSync(join(folder, `${name}.part`), join(folder, name));
    },
    hasPackage: () => existsSync(folder) && readdirSync(folder).some((name) => packageName.test(name)),
  };
}

function imageDestination(image: string): Destination {
  const found = bootPartition(firstBytes(image), statSync(image).size);
  if (typeof found !== "number") throw new Failure(`${image}: ${found.wrong}`);
  const at = `${image}@@${found}`;
  return {
    about: `the boot partition in ${image}`,
    read: (name) => {
      try {
        return mtools("mtype", ["-i", at, `::${name}`]).toString("utf8");
      } catch (error) {
        if (error instanceof NotThere) return null;
        throw error;
      }
    },
    write: (name, text) => void mtools("mcopy", ["-o", "-i", at, "-", `::${name}`], text),
    copy: (name, from) => void mtools("mcopy", ["-o", "-i", at, from, `::${name}`]),
    hasPackage: () =>
      mtools("mdir", ["-b", "-i", at, "::"])
        .toString("utf8")
        .split("\n")
        .some((line) => packageName.test(line.trim())),
  };
}

class NotThere extends Error {}

/** Runs one of the mtools on the image. Their words go into what the person reads: they name what is wrong with the disk. */
function mtools(tool: "mtype" | "mcopy" | "mdir", args: readonly string[], input = ""): Buffer {
  try {
    return execFileSync(tool, args, { input, stdio: ["pipe", "pipe", "pipe"], maxBuffer: readMaxBytes });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: Buffer };
    if (code === "ENOENT")
      throw new Failure(`To write into an image the program ${tool} is needed: sudo apt-get install mtools (macOS: brew install mtools).`);
    const words = stderr?.toString("utf8").trim() ?? "";
    if (/File ".*" not found/.test(words)) throw new NotThere(words);
    throw new Failure(`The image's boot partition cannot be used: ${words || String(error)}`);
  }
}

function firstBytes(file: string): Uint8Array {
  const bytes = Buffer.alloc(mbrBytes);
  const descriptor = openSync(file, "r");
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, mbrBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
