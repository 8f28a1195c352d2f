/**
 * Reads what is published for devices, from wherever: documents, judged as they come, and bundles, as files that nobody believes yet. What is cut off
 * stays, and the next look goes on from there.
 */
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { payloadBytesMax } from "#shared/update/documents.ts";
import { readDocument } from "#shared/update/read-document.ts";
import { acceptChannel, acceptKeys, type Trusted } from "#shared/update/trust.ts";
import { signatures } from "./signatures.ts";

export interface Found {
  /** It begins where it was asked to begin, and not at the file's start. */
  readonly isRest: boolean;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Where releases are published. Undefined: it is not there, or nobody answers; what was cut off throws while it is read. */
export interface Source {
  get(name: string, fromByte: number, timeoutMs: number): Promise<Found | undefined>;
}

const bundleBytesMax = payloadBytesMax + 1_000_000;
const documentTimeoutMs = 10_000;
/** A bundle over a slow line of an office: 400 MB at 1 Mbit/s is an hour. */
const bundleTimeoutMs = 3_600_000;
/** Changes of keys that are followed in one go. */
const keysMax = 20;

/** Keys first: a new channel may be signed by new ones. Null: there is no channel. */
export async function newest(
  source: Source,
  before: Trusted,
  now: number,
): Promise<{ readonly keys: Trusted; readonly all: Trusted | null } | Fault> {
  let trusted = before;
  for (let changes = 0; changes < keysMax; changes += 1) {
    const keys = await document(source, `keys-${trusted.keys.version + 1}.json`);
    if (keys === undefined) break;
    const next = acceptKeys(trusted, keys, now, signatures);
    if (isFault(next)) return next;
    trusted = next;
  }
  const channel = await document(source, "channel.json");
  if (channel === undefined) return { keys: trusted, all: null };
  const all = acceptChannel(trusted, channel, now, signatures);
  return isFault(all) ? all : { keys: trusted, all };
}

/** Undefined: it is not there, or nobody answers. Null: there is nothing to judge: cut off, too long or no JSON. */
export async function document(source: Source, name: string): Promise<unknown> {
  const found = await source.get(name, 0, documentTimeoutMs);
  return found && readDocument(found.body);
}

/** True when `file` holds all of it. Whoever puts it elsewhere deletes it here. */
export async function download(source: Source, name: string, file: string): Promise<boolean> {
  const there = (await stat(file).catch(() => undefined))?.size ?? 0;
  const found = await source.get(name, there, bundleTimeoutMs);
  if (!found) return false;
  let bytes = found.isRest ? there : 0;
  try {
    await pipeline(
      found.body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > bundleBytesMax) throw new Error("it is longer than any bundle");
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600, flags: found.isRest ? "a" : "w" }),
    );
    return true;
  } catch {
    if (bytes > bundleBytesMax) await rm(file, { force: true });
    return false;
  }
}
