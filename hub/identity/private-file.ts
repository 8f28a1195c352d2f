/** Files that hold a private key, open or sealed: read and written by this program's user alone. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Throws when it is not there (ENOENT), or when others may read it. */
export function readPrivate(file: string): string {
  const { mode } = statSync(file);
  if ((mode & 0o077) !== 0) throw new Error("others may read it: chmod 600");
  return readFileSync(file, "utf8");
}

/** Whole or not at all, and on the disk when it returns. */
export function writePrivate(file: string, content: string | Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const opened = openSync(part, "w", 0o600);
  try {
    writeFileSync(opened, content);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(part, file);
  const folderOpened = openSync(folder, "r");
  try {
    fsyncSync(folderOpened);
  } finally {
    closeSync(folderOpened);
  }
}
