/**
 * A bundle: one tar file (POSIX.1-1988 ustar) with `keys-N.json`, perhaps `channel.json`, `release.json`, and last `payload.tar.zst`. It is
 * read once, from its start, and nothing of it is believed: each part is bounded before it is read, and of the payload no byte is read
 * before its size and hash are known from a document that is signed.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { documentCharactersMax } from "#shared/update/documents.ts";

export interface BundleDocuments {
  /** Changes of keys, in the order of the file. */
  readonly keys: readonly unknown[];
  readonly channel: unknown;
  readonly release: unknown;
}

export interface Expected {
  readonly bytes: number;
  /** In lower-case hex. */
  readonly sha512: string;
}

/** An envelope holds its document as a text, so its quotation marks are escaped: half as long again is plenty. */
const documentBytesMax = documentCharactersMax * 2;
const documentsMax = 40;
const payloadName = "payload.tar.zst";

/**
 * Reads the documents, asks `judge` about them, and writes the payload that it expects to `payloadFile`. Null: the payload is there, whole.
 * Whatever happens, a payload that is not the expected one is for the caller to delete.
 */
export async function readBundle(
  file: string,
  judge: (documents: BundleDocuments) => Promise<Expected | Fault>,
  payloadFile: string,
): Promise<Fault | null> {
  const keys: unknown[] = [];
  const others = new Map<string, unknown>();
  const reading = extract();
  const source = createReadStream(file);
  const fed = pipeline(source, reading).catch(() => {});
  try {
    for await (const entry of reading) {
      const { name, size = 0, type } = entry.header;
      if (type !== "file") return fault("update-damaged", { document: "bundle" });
      if (name === payloadName) {
        const expected = await judge({ keys, channel: others.get("channel.json"), release: others.get("release.json") });
        if (isFault(expected)) return expected;
        if (size !== expected.bytes) return fault("update-damaged", { document: payloadName });
        return await payloadInto(entry as AsyncIterable<Buffer>, expected, payloadFile);
      }
      if (size > documentBytesMax || keys.length + others.size >= documentsMax) return fault("update-damaged", { document: "bundle" });
      const document = await json(entry as AsyncIterable<Buffer>);
      if (document === undefined) return fault("update-damaged", { document: "bundle" });
      if (/^keys-\d{1,9}\.json$/.test(name)) keys.push(document);
      else others.set(name, document);
    }
    return fault("update-damaged", { document: payloadName });
  } catch (error) {
    return roomFault(error) ?? fault("update-damaged", { document: "bundle" });
  } finally {
    source.destroy();
    reading.destroy();
    await fed;
  }
}

async function payloadInto(entry: AsyncIterable<Buffer>, { bytes, sha512 }: Expected, payloadFile: string): Promise<Fault | null> {
  const hash = createHash("sha512");
  let seen = 0;
  await pipeline(
    entry,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        seen += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(payloadFile, { mode: 0o600, flush: true }),
  );
  return seen === bytes && hash.digest("hex") === sha512 ? null : fault("update-damaged", { document: payloadName });
}

async function json(entry: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Null where the storage is not what failed. */
export function roomFault(error: unknown): Fault | null {
  const full = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
  return full ? fault("update-no-room") : null;
}
