/** What others have of a hub's log beyond a point: its rows, proved by the chain to follow from that point. */
import type { EventLog } from "#shared/log/event-log.ts";
import { chainHash, type Digest, type LogRecord, type LogRow } from "#shared/log/record.ts";
import type { RowsOutcome } from "../forward/central-poster.ts";

/** More rows than any office writes between two backups; past it what is left stays evidence where it is. */
export const evidenceRowsMax = 200_000;

export interface Witness {
  /** As a person reads it. */
  readonly name: string;
  rows(epoch: string, from: number): Promise<RowsOutcome>;
}

export interface Evidence {
  readonly rows: readonly LogRow[];
  /** The highest generation that a witness has heard. */
  readonly generation: number;
  /** What was found, a line for each witness. */
  readonly found: readonly string[];
}

/** The longest evidence of all who can be reached. */
export async function gatherEvidence(log: EventLog, witnesses: readonly Witness[], digest: Digest): Promise<Evidence> {
  let best: readonly LogRow[] = [];
  let generation = 0;
  const found: string[] = [];
  for (const witness of witnesses) {
    const heard = await hear(log, witness, digest);
    generation = Math.max(generation, heard.generation);
    found.push(`${witness.name}: ${heard.what}`);
    if (heard.rows.length > best.length) best = heard.rows;
  }
  return { rows: best, generation, found };
}

async function hear(log: EventLog, witness: Witness, digest: Digest): Promise<{ rows: LogRow[]; generation: number; what: string }> {
  const { epoch } = log.identity;
  const rows: LogRow[] = [];
  let hash = log.lastHash;
  let generation = 0;
  while (rows.length < evidenceRowsMax) {
    const from = log.last + rows.length + 1;
    const outcome = await witness.rows(epoch, from);
    if (outcome.kind === "failed") return { rows, generation, what: `not reached (${outcome.cause}); ${rows.length} rows taken from it` };
    generation = Math.max(generation, outcome.generation);
    if (outcome.rows.length === 0) break;
    for (const given of outcome.rows) {
      hash = chainHash(digest, hash, given.bytes);
      const record = given.seq === log.last + rows.length + 1 && hash === given.hash ? recordOf(given.bytes) : undefined;
      if (!record) return { rows, generation, what: `its row ${given.seq} does not follow; ${rows.length} rows taken from it` };
      rows.push({ ...record, seq: given.seq });
    }
  }
  return { rows, generation, what: rows.length === 0 ? "has nothing after it" : `has ${rows.length} rows after it` };
}

function recordOf(bytes: string): LogRecord | undefined {
  try {
    const record = JSON.parse(bytes) as Partial<LogRecord> | null;
    return typeof record?.kind === "string" && typeof record.version === "number" ? (record as LogRecord) : undefined;
  } catch {
    return undefined;
  }
}
