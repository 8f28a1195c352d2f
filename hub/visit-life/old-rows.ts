/**
 * Rows of a stretch of time, from the archive and the log alike, a few thousand at a time. Between two of them the hub goes on with its
 * work: looking back must not hold up a call.
 */
import { existsSync } from "node:fs";
import type { EventLog } from "#shared/log/event-log.ts";
import type { Digest, LogRow } from "#shared/log/record.ts";
import { readSegment, rowOf, type SegmentFile, segmentsIn } from "../archive/segment.ts";

export interface OldRowsOptions {
  readonly log: EventLog;
  /** Where old rows went; undefined where nothing is archived. */
  readonly archive: string | undefined;
  readonly digest: Digest;
  /** Resolves when whatever waits has had its turn. */
  readonly pause: () => Promise<void>;
}

const rowsAtOnce = 2_000;

export class OldRows {
  readonly #options: OldRowsOptions;

  constructor(options: OldRowsOptions) {
    this.#options = options;
  }

  /** Rows whose bytes contain one of the texts, in order. Times are those of the rows, which may lie a little out of order. */
  async between(from: number, to: number, texts: readonly string[]): Promise<LogRow[]> {
    return [...(await this.#archived(from, to, texts)), ...(await this.#logged(from, to, texts))];
  }

  async #logged(from: number, to: number, texts: readonly string[]): Promise<LogRow[]> {
    const { log, pause } = this.#options;
    const found: LogRow[] = [];
    for (let seq = this.#firstSince(from); seq <= log.last; seq += rowsAtOnce) {
      const first = log.read(seq, 1)[0];
      if (!first || first.at > to) break;
      found.push(...log.readWith(texts, seq, seq + rowsAtOnce - 1).filter(({ at }) => at <= to));
      await pause();
    }
    return found;
  }

  /** The first row of the log that is not older; its times go up all but for a clock that was set. */
  #firstSince(from: number): number {
    const { log } = this.#options;
    let [low, high] = [log.heldFrom, log.last + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((log.read(middle, 1)[0]?.at ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async #archived(from: number, to: number, texts: readonly string[]): Promise<LogRow[]> {
    const { log, archive, digest, pause } = this.#options;
    if (archive === undefined || !existsSync(archive)) return [];
    const segments = segmentsIn(archive, log.identity.source).filter(({ first }) => first < log.heldFrom);
    const found: LogRow[] = [];
    for (let place = await this.#segmentBefore(segments, from); place < segments.length; place += 1) {
      const { rows } = await readSegment((segments[place] as SegmentFile).path, digest);
      const start = rows[0] && rowOf(rows[0]).at;
      if (start === undefined || start > to) break;
      const held = rows.filter((row) => row.seq < log.heldFrom && texts.some((text) => row.bytes.includes(text)));
      found.push(...held.map(rowOf).filter(({ at }) => at >= from && at <= to));
      await pause();
    }
    return found;
  }

  /** The last segment that begins before a time: a dozen are opened to find it among thousands. */
  async #segmentBefore(segments: readonly SegmentFile[], from: number): Promise<number> {
    const { digest } = this.#options;
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const [first] = (await readSegment((segments[middle] as SegmentFile).path, digest)).rows;
      if (first && rowOf(first).at < from) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
