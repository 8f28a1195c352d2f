/**
 * What a hub posts to those who keep a copy of its log, central and followers, and what they answer. The envelope is strict; of a row
 * only its seq is asked for, because a row is never refused: what it holds is judged when it is taken in.
 */
import * as v from "valibot";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const hash = v.pipe(v.string(), v.maxLength(44));
const seq = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The largest body that is taken, as it travels. */
export const postBytesMax = 2 * 1024 * 1024;
/** The largest body that is taken, after decompression. */
export const postCharactersMax = 8 * 1024 * 1024;
/** Rows in one post at the most. */
export const rowsPerPostMax = 1_000;

/** The name of an office in addresses and counts. */
export const officeId = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

/** `{seq, ...record}`, the record's keys in the order of its bytes. */
const anyRow = v.looseObject({ seq });
export type PostedRow = v.InferOutput<typeof anyRow>;

const place = v.strictObject({ seq, hash });

const envelope = {
  generation: whole,
  source: v.literal("hub"),
  /** The stretch of the log that the rows belong to, and its last seq. */
  epoch: id,
  last: whole,
  /** Where the stretch begins, with the hash before it; absent means the start of the log. */
  first: v.optional(place),
  /** The stretch before this one, and its last seq. */
  from: v.optional(v.strictObject({ epoch: id, seq: whole })),
  /** The first row that the hub still has, with the hash before it, when it has deleted rows. */
  held: v.optional(place),
  /** The last row of which the collector has been told. */
  forwarded: v.optional(whole),
  sent: v.strictObject({ at: milliseconds, boot: id, mono: milliseconds }),
  /** The hub's chain hash after the last row, or after `last` when there are none. */
  hash,
};

/** `POST /v1/log/<office>` once its rows are unpacked. */
export const logPost = v.strictObject({ ...envelope, rows: v.pipe(v.array(anyRow), v.maxLength(rowsPerPostMax)) });
export type LogPost = v.InferOutput<typeof logPost>;

/** As it travels: rows as they are, or packed from `seq` on (`packed-rows.ts`). */
export const travellingPost = v.union([
  logPost,
  v.strictObject({
    ...envelope,
    packed: v.strictObject({ seq, rows: v.pipe(v.array(v.looseObject({})), v.maxLength(rowsPerPostMax)) }),
  }),
]);

/**
 * Everything before `next` is stored; `hash` is the chain hash before it. `ask` asks for rows from there; `whole` for rows with the
 * hashes of their devices, because the receiver does not hold what comes before them; `snapshot` for a state to begin from, because it is
 * empty and the first rows are gone. `generation`: the highest that it has seen.
 */
export const logAnswer = v.object({
  epoch: id,
  next: seq,
  hash,
  ask: v.optional(v.boolean()),
  whole: v.optional(v.boolean()),
  snapshot: v.optional(v.boolean()),
  generation: v.optional(whole),
});
export type LogAnswer = v.InferOutput<typeof logAnswer>;

/** Rows that one question may compare. */
const comparedMax = 64;

/** `POST /v1/log/<office>/compare`: the receiver's hashes after these rows of an epoch; null where it has no such row. */
export const compareQuestion = v.strictObject({
  epoch: id,
  seqs: v.pipe(v.array(whole), v.minLength(1), v.maxLength(comparedMax)),
});
export const compareAnswer = v.object({ hashes: v.pipe(v.array(v.nullable(hash)), v.maxLength(comparedMax)) });

/** `GET /v1/log/<office>/rows?epoch=&from=&limit=`: rows as their hub wrote and hashed them. */
export const rowsAnswer = v.object({
  epoch: id,
  generation: whole,
  rows: v.pipe(v.array(v.object({ seq, bytes: v.string(), hash })), v.maxLength(rowsPerPostMax)),
});
export type GivenRow = v.InferOutput<typeof rowsAnswer>["rows"][number];

const foldText = v.pipe(v.string(), v.maxLength(postCharactersMax));

/** `POST /v1/log/<office>/snapshot`: where a follower's copy begins when the hub has deleted the rows before. */
export const snapshotPost = v.strictObject({
  generation: whole,
  source: v.literal("hub"),
  /** The first row that the hub still has, with the hash before it. */
  held: place,
  /** The newest state, of a row that is yet to come. */
  snapshot: v.strictObject({ seq: whole, hash, foldVersion: whole, state: foldText }),
  /** What else the hub keeps beside its log; `n` is the last row folded. */
  folds: v.pipe(
    v.array(v.strictObject({ name: v.picklist(["moves", "timings"]), version: whole, n: whole, state: foldText })),
    v.maxLength(2),
  ),
  /** The epochs of the log that begin at or before the first row held, the oldest first. */
  stretches: v.pipe(
    v.array(v.strictObject({ epoch: id, first: seq, hash, from: v.nullable(id), relabelled: v.boolean() })),
    v.minLength(1),
    v.maxLength(10_000),
  ),
});
export type SnapshotPost = v.InferOutput<typeof snapshotPost>;

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
