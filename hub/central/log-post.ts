/**
 * What a hub posts to central, and what central answers. The envelope is strict; of a row only its seq is asked for, because
 * a row is never refused: what it holds is judged when it is taken in.
 */
import * as v from "valibot";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const hash = v.pipe(v.string(), v.maxLength(44));
const seq = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The largest body that central takes. */
export const postBytesMax = 4 * 1024 * 1024;
/** Rows in one post at the most. */
export const rowsPerPostMax = 1_000;

/** The name of an office in addresses and counts. */
export const officeId = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

/** `{seq, ...record}`, the record's keys in the order of its bytes. */
const anyRow = v.looseObject({ seq });
export type PostedRow = v.InferOutput<typeof anyRow>;

/** `POST /v1/log/<office>`. `hash` is the hub's chain hash after the last row, or after `last` when there are none. */
export const logPost = v.strictObject({
  generation: whole,
  source: v.literal("hub"),
  epoch: id,
  last: whole,
  sent: v.strictObject({ at: milliseconds, boot: id, mono: milliseconds }),
  rows: v.pipe(v.array(anyRow), v.maxLength(rowsPerPostMax)),
  hash,
});
export type LogPost = v.InferOutput<typeof logPost>;

/** Everything before `next` is stored; `hash` is the chain hash before it. `ask` asks for rows from there. */
export const logAnswer = v.object({ epoch: id, next: seq, hash, ask: v.optional(v.boolean()) });
export type LogAnswer = v.InferOutput<typeof logAnswer>;

const origin = v.strictObject({ source: id, epoch: id, seq, at: milliseconds, boot: id, mono: milliseconds, hash });

/** A row as hubs write it today. */
export const hubRecord = v.strictObject({
  kind: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  version: whole,
  at: milliseconds,
  boot: id,
  mono: milliseconds,
  body: v.optional(v.unknown()),
  origin: v.optional(origin),
  arrivedAt: v.optional(milliseconds),
  timeUncertain: v.optional(v.literal(true)),
});
