/**
 * What an update is made of: three signed documents and a payload. `keys` says who may sign, `release` describes one release for one kind of
 * machine, `channel` says which releases are current, and grows stale within days. Each travels as an envelope: the very text that was
 * signed, with its signatures, so that nobody has to agree on how JSON is written. After The Update Framework (specification 1.0.33,
 * sections 4 and 5), with its roles root, targets and timestamp folded into these three.
 */
import * as v from "valibot";

const whole = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha512 = v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/, "128 lower-case hex digits"));
/** Of a key: the first 16 hex digits of the SHA-256 of its 32 bytes. */
const keyId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "16 lower-case hex digits"));
/** An Ed25519 public key (RFC 8032): 32 bytes in base64url without padding. */
const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, "43 letters of base64url"));
/** An Ed25519 signature: 64 bytes in base64url without padding. */
const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/, "86 letters of base64url"));

/** A release is built for one of these: Node's `process.platform` and `process.arch`. */
export const updateTargets = ["linux-arm64", "linux-x64"] as const;
export type UpdateTarget = (typeof updateTargets)[number];

export const documentKinds = ["keys", "release", "channel"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The largest payload that anything takes: a device has two slots and room for one more. */
export const payloadBytesMax = 400_000_000;
export const documentCharactersMax = 20_000;

export const envelopeSchema = v.strictObject({
  signed: v.pipe(v.string(), v.minLength(2), v.maxLength(documentCharactersMax)),
  signatures: v.pipe(v.array(v.strictObject({ key: keyId, signature })), v.maxLength(16)),
});
export type Envelope = v.InferOutput<typeof envelopeSchema>;

const signers = v.strictObject({
  keys: v.pipe(v.array(keyId), v.minLength(1), v.maxLength(8)),
  /** How many different ones of them must have signed. */
  threshold: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
});

export const keysSchema = v.pipe(
  v.strictObject({
    kind: v.literal("keys"),
    /** Rises by one with each change. */
    version: whole,
    expiresAt: instant,
    keys: v.pipe(v.record(keyId, publicKey)),
    roles: v.strictObject({ keys: signers, release: signers, channel: signers }),
  }),
  v.check(
    ({ roles, keys }) => Object.values(roles).every((role) => role.keys.every((id) => id in keys)),
    "a role names a key that is not here",
  ),
  v.check(
    ({ roles }) => Object.values(roles).every((role) => role.threshold <= new Set(role.keys).size),
    "a role asks for more signatures than it has keys",
  ),
);
export type Keys = v.InferOutput<typeof keysSchema>;

export const releaseSchema = v.strictObject({
  kind: v.literal("release"),
  product: v.literal("the-q"),
  target: v.picklist(updateTargets),
  /** For people, such as 1.4.0. */
  version: v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}(?:-[a-z0-9.]{1,20})?$/, "such as 1.4.0")),
  /** Rises with every release of this product: what devices compare. */
  number: whole,
  madeAt: instant,
  expiresAt: instant,
  /** The oldest release that it can take the place of; one that is older goes there first. */
  follows: whole,
  /** The format of a device's own data that it writes; the oldest that it reads; and the oldest whose programs can read what it writes. */
  data: v.pipe(
    v.strictObject({ format: whole, reads: whole, readBy: whole }),
    v.check(({ format, reads, readBy }) => reads <= format && readBy <= format, "a release reads what it writes itself"),
  ),
  payload: v.strictObject({ bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(payloadBytesMax)), sha512 }),
});
export type Release = v.InferOutput<typeof releaseSchema>;

export const channelSchema = v.strictObject({
  kind: v.literal("channel"),
  /** Rises by one with each change. */
  version: whole,
  expiresAt: instant,
  /** Releases below this number are not installed any more, as ones with a known fault. */
  least: whole,
  /** The current release of each kind of machine, bound to the text of its document. */
  current: v.pipe(v.array(v.strictObject({ target: v.picklist(updateTargets), number: whole, sha512 })), v.maxLength(updateTargets.length)),
  /** Whose hubs fetch it: these, and so many of a hundred of the others (`offices.ts`). Absent: all. */
  offices: v.optional(
    v.strictObject({
      first: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(200)),
      percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    }),
  ),
});
export type Channel = v.InferOutput<typeof channelSchema>;

/** What a signature is over: a signature of one kind of document or of another product is none of this kind. */
export function signedText(kind: DocumentKind, signed: string): string {
  return `the-q update 1 ${kind}\n${signed}`;
}
