/** A payload, whose hash was found right, as files in a folder. Only plain files and folders, and only below it. */
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createZstdDecompress } from "node:zlib";
import { extract } from "tar-stream";

const run = promisify(execFile);

/** What a payload may be when it is unpacked: so much and no more is written. */
export const unpackedBytesMax = 1_500_000_000;

/** Throws when the payload holds anything else, or the storage fails. What is written is on the disk when this ends. */
export async function unpack(payload: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const reading = extract();
  const fed = pipeline(createReadStream(payload), createZstdDecompress(), reading);
  // What it throws is thrown by the loop as well.
  fed.catch(() => {});
  let total = 0;
  for await (const entry of reading) {
    const { name, type, size = 0, mode = 0o644 } = entry.header;
    const place = path.join(folder, name);
    if (!`${place}/`.startsWith(`${folder}/`) || name.includes("\0")) throw new Error(`The payload writes outside its folder: ${name}`);
    total += size;
    if (total > unpackedBytesMax) throw new Error("The payload is larger than any release.");
    if (type === "directory") {
      await mkdir(place, { recursive: true });
      entry.resume();
      continue;
    }
    if (type !== "file") throw new Error(`The payload holds something that is no file: ${name}`);
    await mkdir(path.dirname(place), { recursive: true });
    await pipeline(entry, createWriteStream(place, { flags: "wx", mode: mode & 0o100 ? 0o755 : 0o644 }));
  }
  await fed;
  await synced(folder);
}

/** Everything below it is on the disk when this ends: one call for thousands of files. */
export async function synced(folder: string): Promise<void> {
  await run("sync", ["--file-system", folder]);
}
