/** A cpio archive in the "newc" format, which the Linux kernel unpacks as its first root (Documentation/driver-api/early-userspace/buffer-format.rst). */

export interface ArchiveEntry {
  readonly path: string;
  readonly mode: number;
  /** Absent for a folder. */
  readonly data?: Uint8Array;
}

export const folderMode = 0o040755;
export const programMode = 0o100755;

export function cpioArchive(entries: readonly ArchiveEntry[]): Buffer {
  const all = [...entries, { path: "TRAILER!!!", mode: 0 }];
  return Buffer.concat(all.flatMap((entry, index) => memberOf(entry, index + 1)));
}

function memberOf({ path, mode, data = new Uint8Array() }: ArchiveEntry, inode: number): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  const links = 1;
  const fields = [inode, mode, 0, 0, links, 0, data.length, 0, 0, 0, 0, name.length, 0];
  const head = Buffer.from(`070701${fields.map((field) => field.toString(16).toUpperCase().padStart(8, "0")).join("")}`);
  return [head, name, padding(head.length + name.length), Buffer.from(data), padding(data.length)];
}

/** Names and data end on a boundary of four bytes. */
function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}
