/** Tar files that come out the same from the same content: entries by name, no owner, no time. */
import { createReadStream, createWriteStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { type Pack, pack } from "tar-stream";

const sameForAll = { uid: 0, gid: 0, uname: "", gname: "", mtime: new Date(0) };
/** Small enough to be sent to every office, at a time that a person waits for. */
const zstdLevel = 15;

/** A folder as `payload.tar.zst`. Throws for anything in it that is neither file nor folder. */
export async function packFolder(folder: string, to: string): Promise<void> {
  const archive = pack();
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } });
  const written = pipeline(archive, compress, createWriteStream(to));
  for (const name of await filesIn(folder, "")) {
    const file = path.join(folder, name);
    const { size, mode } = await stat(file);
    const entry = archive.entry({ ...sameForAll, name, size, mode: mode & 0o100 ? 0o755 : 0o644 });
    await pipeline(createReadStream(file), entry);
  }
  archive.finalize();
  await written;
}

export interface BundleParts {
  readonly keys: readonly string[];
  readonly channel: string | null;
  readonly release: string;
  readonly payload: string;
}

/** A bundle from its documents' texts and the payload's file. */
export async function packBundle({ keys, channel, release, payload }: BundleParts, to: string): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(to));
  for (const [place, text] of keys.entries()) await putText(archive, `keys-${place + 1}.json`, text);
  if (channel !== null) await putText(archive, "channel.json", channel);
  await putText(archive, "release.json", release);
  const { size } = await stat(payload);
  await pipeline(createReadStream(payload), archive.entry({ ...sameForAll, name: "payload.tar.zst", size, mode: 0o644 }));
  archive.finalize();
  await written;
}

function putText(archive: Pack, name: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ ...sameForAll, name, mode: 0o644 }, text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Names from the folder, in the order of their bytes. */
async function filesIn(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) names.push(...(await filesIn(folder, name)));
    else if (entry.isFile()) names.push(name);
    else throw new Error(`${name} is neither a file nor a folder: a payload holds nothing else.`);
  }
  return names.sort((one, other) => (one < other ? -1 : 1));
}
