/**
 * A bundle as a hub looks at it before devices may have it: documents first, and of the payload that it is the one that they name. Nothing is
 * unpacked here; a device judges it all again.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { extract } from "tar-stream";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { documentCharactersMax, type Release } from "#shared/update/documents.ts";

export interface BundleDocuments {
  /** Changes of keys, in the order of the file. */
  readonly keys: readonly unknown[];
  readonly channel: unknown;
  readonly release: unknown;
}

const documentBytesMax = documentCharactersMax * 2;
const documentsMax = 40;
const payloadName = "payload.tar.zst";
const damaged = (document: string) => fault("update-damaged", { document });

/** The release that the documents are of by `judge`, when its payload is whole too. */
export async function judgedBundle(file: string, judge: (documents: BundleDocuments) => Release | Fault): Promise<Release | Fault> {
  const keys: unknown[] = [];
  const others = new Map<string, unknown>();
  const reading = extract();
  const source = createReadStream(file);
  source.on("error", (error) => reading.destroy(error));
  source.pipe(reading);
  try {
    for await (const entry of reading) {
      const { name, size = 0, type } = entry.header;
      const content = entry as AsyncIterable<Buffer>;
      if (type !== "file") return damaged("bundle");
      if (name === payloadName) {
        const release = judge({ keys, channel: others.get("channel.json"), release: others.get("release.json") });
        if (isFault(release)) return release;
        const { bytes, sha512 } = release.payload;
        return size === bytes && (await sha512Of(content)) === sha512 ? release : damaged(payloadName);
      }
      if (size > documentBytesMax || keys.length + others.size >= documentsMax) return damaged("bundle");
      const document = await json(content);
      if (document === undefined) return damaged("bundle");
      if (/^keys-\d{1,9}\.json$/.test(name)) keys.push(document);
      else others.set(name, document);
    }
    return damaged(payloadName);
  } catch {
    return damaged("bundle");
  } finally {
    source.destroy();
    reading.destroy();
  }
}

async function sha512Of(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha512");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

async function json(content: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}
