/** A post as text: packed where that gives the same bytes back. Writing is the hub's side, reading that of whoever keeps a copy. */
import * as v from "valibot";
import type { Digest, LogRecord } from "#shared/log/record.ts";
import { type LogPost, type PostedRow, travellingPost } from "./log-post.ts";
import { type DeviceHash, packRows, unpackRows } from "./packed-rows.ts";

export type Envelope = Omit<LogPost, "rows">;

/** Rows follow each other from `seq` on. `known`: see `packRows`. */
export function postText(envelope: Envelope, seq: number, records: readonly LogRecord[], known: DeviceHash | null, digest: Digest): string {
  const packed = records.length === 0 ? undefined : packRows(records, known, digest);
  if (packed) return JSON.stringify({ ...envelope, packed: { seq, rows: packed } });
  return JSON.stringify({ ...envelope, rows: records.map((record, place) => ({ seq: seq + place, ...record })) });
}

export type ReadPost =
  | { readonly kind: "post"; readonly post: LogPost }
  /** Hashes of devices were left out that are not known here. */
  | { readonly kind: "hash-unknown"; readonly envelope: Envelope }
  | { readonly kind: "unreadable"; readonly why: string };

export function readPost(text: string, known: DeviceHash, digest: Digest): ReadPost {
  const read = v.safeParse(travellingPost, parsed(text));
  if (!read.success) {
    const [issue] = read.issues;
    return { kind: "unreadable", why: `${v.getDotPath(issue) ?? "body"}: ${issue.message}` };
  }
  if (!("packed" in read.output)) return { kind: "post", post: read.output };
  const { packed, ...envelope } = read.output;
  const unpacked = unpackRows(packed.rows, known, digest);
  if (unpacked.kind === "hash-unknown") return { kind: "hash-unknown", envelope };
  if (unpacked.kind === "unreadable") return { kind: "unreadable", why: "packed rows that cannot be unpacked" };
  const rows = unpacked.records.map((record, place): PostedRow => ({ seq: packed.seq + place, ...record }));
  return { kind: "post", post: { ...envelope, rows } };
}

/** Undefined for what is no JSON: the schema then refuses it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
