/**
 * A file of archived rows: gzip, so that any machine of any year can read it; one line that says what it is, then one line a row, with the
 * row's hash and its very bytes.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gunzipSync, gzip } from "node:zlib";
import { chainHash, type Digest, type LogRecord, type LogRow } from "#shared/log/record.ts";

/** The largest file that is read, unpacked. */
const bytesMax = 256 * 1024 * 1024;
const format = "theq-archive/1";

export interface StoredRow {
  readonly seq: number;
  readonly bytes: string;
  readonly hash: string;
}

export interface Segment {
  readonly office: string;
  /** The chain hash before the first row. */
  readonly before: string;
  /** Which epoch rows bear from which seq on, as far as it matters here. */
  readonly epochs: readonly { readonly epoch: string; readonly first: number }[];
  readonly rows: readonly StoredRow[];
}

export interface SegmentFile {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** An office's segments in a folder, in order. */
export function segmentsIn(folder: string, office: string): SegmentFile[] {
  const pattern = new RegExp(`^${office}-(\\d{12})-(\\d{12})\\.ndjson\\.gz$`);
  return readdirSync(folder)
    .flatMap((name) => {
      const [, first, last] = pattern.exec(name) ?? [];
      return first === undefined ? [] : [{ path: join(folder, name), first: Number(first), last: Number(last) }];
    })
    .sort((one, other) => one.first - other.first);
}

/** Written whole under another name first: a file that bears a segment's name is complete. */
export async function writeSegment(folder: string, segment: Segment): Promise<string> {
  const { office, before, epochs, rows } = segment;
  const [first, last] = [rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0];
  const head = JSON.stringify({ format, office, first, last, before, epochs });
  const lines = rows.map(({ seq, bytes, hash }) => `{"seq":${seq},"hash":${JSON.stringify(hash)},"row":${bytes}}`);
  const packed = await promisify(gzip)(`${[head, ...lines].join("\n")}\n`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${office}-${padded(first)}-${padded(last)}.ndjson.gz`);
  writeFileSync(`${path}.part`, packed);
  sync(`${path}.part`);
  renameSync(`${path}.part`, path);
  sync(folder);
  return path;
}

/** Throws when it cannot be read, or is not what was written. */
export async function readSegment(path: string, digest: Digest): Promise<Segment> {
  return unpacked(path, (await promisify(gunzip)(readFileSync(path), { maxOutputLength: bytesMax })).toString("utf8"), digest);
}

export function readSegmentSync(path: string, digest: Digest): Segment {
  return unpacked(path, gunzipSync(readFileSync(path), { maxOutputLength: bytesMax }).toString("utf8"), digest);
}

export function rowOf({ seq, bytes }: StoredRow): LogRow {
  return { ...(JSON.parse(bytes) as LogRecord), seq };
}

function unpacked(path: string, text: string, digest: Digest): Segment {
  const [head = "", ...lines] = text.split("\n").filter((line) => line !== "");
  const { format: found, office, first, last, before, epochs } = JSON.parse(head);
  if (found !== format) throw new Error(`${path} is no archive of this format`);
  let hash = String(before);
  const rows = lines.map((line, place): StoredRow => {
    const seq = Number(first) + place;
    const start = line.indexOf(',"row":');
    const bytes = line.slice(start + 7, -1);
    hash = chainHash(digest, hash, bytes);
    if (start < 0 || line.slice(0, start) !== `{"seq":${seq},"hash":${JSON.stringify(hash)}`)
      throw new Error(`row ${seq} of ${path} is not as written`);
    return { seq, bytes, hash };
  });
  if (rows.at(-1)?.seq !== last) throw new Error(`${path} ends before row ${last}`);
  return { office, before, epochs, rows };
}

function padded(seq: number): string {
  return String(seq).padStart(12, "0");
}

function sync(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
