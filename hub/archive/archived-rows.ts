/** All rows of a log from its first one on: those of its archive, then those that are still in it. */
import { existsSync } from "node:fs";
import type { EventLog } from "#shared/log/event-log.ts";
import { chainStart, type Digest, type LogRow } from "#shared/log/record.ts";
import { readSegmentSync, rowOf, segmentsIn } from "./segment.ts";

/** From a seq on: from the archive only where the log does not reach back so far. */
export function* rowsFrom(log: EventLog, from: number, folder: string | undefined, digest: Digest): Generator<LogRow> {
  if (from >= log.heldFrom || folder === undefined) return yield* log.readAll(from);
  for (const row of archivedRows(log, folder, digest)) if (row.seq >= from) yield row;
}

/** Throws, with the row at which it stops, when the archive does not lead to the log's first row. */
export function* archivedRows(log: EventLog, folder: string, digest: Digest): Generator<LogRow> {
  const segments = existsSync(folder) ? segmentsIn(folder, log.identity.source) : [];
  let [next, hash] = [1, chainStart];
  for (const { path, first, last } of segments) {
    if (last < next || first >= log.heldFrom) continue;
    const segment = readSegmentSync(path, digest);
    if (first !== next || segment.before !== hash) throw new Error(`${path} does not follow row ${next - 1}`);
    for (const row of segment.rows) if (row.seq < log.heldFrom) yield rowOf(row);
    next = Math.min(last + 1, log.heldFrom);
    hash = segment.rows[next - 1 - first]?.hash ?? hash;
  }
  if (next < log.heldFrom || hash !== log.hashAfter(log.heldFrom - 1))
    throw new Error(`rows ${next} to ${log.heldFrom - 1} are not in ${folder}`);
  yield* log.readAll(log.heldFrom);
}
