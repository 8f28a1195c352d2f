/**
 * Takes a hub's rows into central's log, once each and in order, as the hub takes those of its devices: lower than expected is
 * dropped and acknowledged again, higher is asked for. Pure. From what is stored the hub's bytes can be made again (`hubBytes`).
 */
import * as v from "valibot";
import { chainHash, chainStart, type Digest, type LogRecord, type Moment, type Origin, recordBytes } from "#shared/log/record.ts";
import { hubRecord, type LogAnswer, type LogPost, type PostedRow } from "../shipping/log-post.ts";
import { generationKind, missingKind, repeatedKind, unreadKind } from "./kinds.ts";
import type { OfficeStanding, Position } from "./standing.ts";

/** What every hub begins with. */
const firstGeneration = 1;

export interface Intake {
  readonly records: readonly LogRecord[];
  readonly answer: LogAnswer;
}

/** Whether central holds a row of a device of this office. */
export type HoldsOrigin = (origin: Origin) => boolean;

export function takeIn(
  standing: OfficeStanding | undefined,
  office: string,
  post: LogPost,
  now: Moment,
  digest: Digest,
  holds: HoldsOrigin,
): Intake {
  const { epoch, generation } = post;
  const before = standing?.generation ?? firstGeneration;
  const highest = Math.max(before, generation);
  const known = standing?.epochs.get(epoch);
  const start = known ?? (post.first ? { next: post.first.seq, hash: post.first.hash } : { next: 1, hash: chainStart });
  if (generation < highest) return { records: [], answer: { epoch, ...start, generation: highest } };

  const records: LogRecord[] = [];
  const heard = { kind: generationKind, version: 1, ...now, body: { office, generation } };
  if (generation > before) records.push(heard);
  const missing = missingRows(start, office, post, now);
  if (missing) records.push(missing.record);
  const { next, hash } = missing ?? start;
  const answered = (more: Partial<LogAnswer> = {}): Intake => ({ records, answer: { epoch, next, hash, generation: highest, ...more } });
  const fresh = post.rows.filter((row) => row.seq >= next);
  if (post.last < next - 1 || fresh.length === 0) return answered();
  if (!fresh.every((row, place) => row.seq === next + place)) return answered({ ask: true });

  const seen = new Set<string>();
  const isRepeated = (origin: Origin) => {
    const key = `${origin.source}/${origin.epoch}/${origin.seq}`;
    if (seen.has(key) || holds(origin)) return true;
    seen.add(key);
    return false;
  };
  const taken: LogRecord[] = [];
  let chained: string = hash;
  for (const row of fresh) {
    const bytes = bytesOf(row);
    chained = chainHash(digest, chained, bytes);
    taken.push(recordOf(row, bytes, { source: office, epoch, seq: row.seq, hash: chained }, now, isRepeated));
  }
  // Another history of the same storage: nothing is taken, and the hub sees from the answer where the two part.
  if (chained !== post.hash) return answered();
  return { records: [...records, ...taken], answer: { epoch, next: next + fresh.length, hash: chained, generation: highest } };
}

/** What the hub deleted before central had it: said once, with where the chain goes on. */
function missingRows({ next }: Position, office: string, post: LogPost, now: Moment): (Position & { record: LogRecord }) | undefined {
  const { epoch, held } = post;
  if (!held || held.seq <= next) return undefined;
  const to = held.seq - 1;
  const origin = { source: office, epoch, seq: to, hash: held.hash, at: now.at, boot: now.boot, mono: now.mono };
  const record = { kind: missingKind, version: 1, ...now, body: { epoch, from: next, to, hash: held.hash }, origin };
  return { next: held.seq, hash: held.hash, record };
}

/** The bytes that the hub wrote and hashed, made again from central's row. */
export function hubBytes(record: LogRecord): string {
  if (record.kind === unreadKind || record.kind === repeatedKind) {
    const { raw } = record.body as { raw: unknown };
    return JSON.stringify(raw);
  }
  const { origin, ...rest } = record;
  if (!origin) throw new Error(`a row of kind "${record.kind}" did not come from a hub`);
  const { at, boot, mono } = origin;
  return recordBytes({ ...rest, at, boot, mono, ...(origin.origin ? { origin: origin.origin } : {}) });
}

type Place = Pick<Origin, "source" | "epoch" | "seq" | "hash">;

function recordOf(row: PostedRow, bytes: string, place: Place, now: Moment, isRepeated: (origin: Origin) => boolean): LogRecord {
  const { seq: _seq, ...raw } = row;
  const read = v.safeParse(hubRecord, raw);
  const asWritten = read.success ? recordBytes(read.output as LogRecord) : "";
  // A row of a later hub with a field this central does not know would lose that field, and with it its bytes.
  const problem = !read.success
    ? reasonOf(read.issues[0], "row")
    : asWritten !== bytes
      ? "other fields than known here"
      : reserved(read.output.kind);
  if (!read.success || problem !== undefined) {
    const origin = { ...place, at: now.at, boot: now.boot, mono: now.mono };
    return { kind: unreadKind, version: 1, ...now, body: { reason: problem, raw }, origin };
  }
  const { at, boot, mono, origin: device, kind, version, body, arrivedAt, timeUncertain } = read.output;
  const origin: Origin = { source: place.source, epoch: place.epoch, seq: place.seq, at, boot, mono, hash: place.hash };
  if (device && isRepeated(device)) return { kind: repeatedKind, version: 1, ...now, body: { raw }, origin };
  return {
    kind,
    version,
    ...now,
    body,
    origin: device ? { ...origin, origin: device } : origin,
    ...(arrivedAt === undefined ? {} : { arrivedAt }),
    ...(timeUncertain ? { timeUncertain } : {}),
  };
}

/** The row without its seq, as JSON: the keys stand in the order in which the hub wrote them. */
function bytesOf({ seq: _seq, ...raw }: PostedRow): string {
  return JSON.stringify(raw);
}

const centralKinds = new Set([unreadKind, repeatedKind, missingKind, generationKind]);

/** Kinds that mean something of central's own. */
function reserved(kind: string): string | undefined {
  return centralKinds.has(kind) ? "a kind that only central writes" : undefined;
}

/** `whole`: what it is called that is not right as a whole. */
export function reasonOf(issue: v.BaseIssue<unknown>, whole: string): string {
  return `${v.getDotPath(issue) ?? whole}: ${issue.message}`.slice(0, 200);
}
