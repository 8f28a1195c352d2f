/**
 * Reads a log message of which the schema says that it is none, as far as its rows have a place: a row is never refused, and one that
 * nobody can read is kept as it came. Without the epoch, the seqs and the hash nothing could be kept, and the message is garbage.
 */
import * as v from "valibot";
import { type LogMessage, logMessage, type WireRow, wireRow } from "#shared/wire/payloads.ts";

const { epoch, hash, last, sent, first, from, held } = logMessage.entries;
const placed = v.looseObject({ seq: wireRow.entries.seq });
const least = v.looseObject({ epoch, hash, rows: v.array(placed) });

export function readOddLog(plain: unknown): LogMessage | undefined {
  const read = v.safeParse(least, plain);
  if (!read.success) return undefined;
  const { output } = read;
  const rows = output.rows.map((row) => asRow(row));
  const place = {
    first: orNothing(first, output.first),
    from: orNothing(from, output.from),
    held: orNothing(held, output.held),
  };
  return {
    epoch: output.epoch,
    hash: output.hash,
    rows,
    last: orNothing(last, output.last) ?? rows.at(-1)?.seq ?? 0,
    // Without the moment of sending nobody knows how old the rows are: their times are uncertain.
    sent: orNothing(sent, output.sent) ?? { at: 0, boot: "", mono: 0 },
    ...Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined)),
  };
}

/** As its writer hashed it, whatever its values are; what a row must have and has not stays away. */
function asRow(row: v.InferOutput<typeof placed>): WireRow {
  const read = v.safeParse(wireRow, row);
  if (read.success) return read.output;
  const { seq, kind, version, at, boot, mono, body } = row as Record<string, unknown>;
  return { seq, kind, version, at, boot, mono, body } as WireRow;
}

function orNothing<S extends v.GenericSchema>(schema: S, plain: unknown): v.InferOutput<S> | undefined {
  const read = v.safeParse(schema, plain);
  return read.success ? read.output : undefined;
}
