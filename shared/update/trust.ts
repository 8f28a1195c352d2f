/**
 * Whether a device takes an update: pure, over what it already trusts and knows. Signatures are checked through a port; the payload's bytes
 * are the reader's business, which is told how many there are and what their hash is before it reads one of them.
 */
import * as v from "valibot";
import { type Fault, fault, isFault } from "../faults/fault.ts";
import {
  type Channel,
  channelSchema,
  type DocumentKind,
  type Envelope,
  envelopeSchema,
  type Keys,
  keysSchema,
  type Release,
  releaseSchema,
  signedText,
  type UpdateTarget,
} from "./documents.ts";

/** Ed25519 and hashes, by whoever has them. */
export interface Signatures {
  /** Whether the signature of this text is that of the key; false for anything that cannot be read. */
  verifies(publicKey: string, text: string, signature: string): boolean;
  /** SHA-512 of the text in UTF-8, in lower-case hex. */
  sha512(text: string): string;
}

/** What a device believes so far; kept on its disk. */
export interface Trusted {
  readonly keys: Keys;
  /** The newest channel it has seen: an older one is a replay. */
  readonly channel: Channel | null;
}

/** What a device is and has. */
export interface Machine {
  readonly target: UpdateTarget;
  /** Its present release; null on a machine that has none. */
  readonly running: Pick<Release, "number" | "data"> | null;
  /** The highest release that ever proved itself here: nothing below it is taken. */
  readonly highest: number;
  /** Releases that were tried here and did not prove themselves. */
  readonly refused: readonly number[];
  /** The latest of what its clock says and the last instant that it knows to be past. */
  readonly now: number;
}

/** New keys need the word of enough old ones and of enough of their own; each version follows the one before, none is left out. */
export function acceptKeys(trusted: Trusted, envelope: unknown, now: number, signatures: Signatures): Trusted | Fault {
  const read = opened("keys", envelope, keysSchema);
  if ("fault" in read) return read;
  const { document: keys, envelope: signed } = read;
  if (keys.version <= trusted.keys.version) return trusted;
  if (keys.version !== trusted.keys.version + 1) return fault("update-not-trusted", { reason: "a version of the keys is missing" });
  if (!isSigned("keys", signed, trusted.keys, signatures) || !isSigned("keys", signed, keys, signatures)) return notSigned("keys");
  if (keys.expiresAt <= now) return fault("update-expired", { document: "keys" });
  return { ...trusted, keys };
}

export function acceptChannel(trusted: Trusted, envelope: unknown, now: number, signatures: Signatures): Trusted | Fault {
  if (trusted.keys.expiresAt <= now) return fault("update-expired", { document: "keys" });
  const read = opened("channel", envelope, channelSchema);
  if ("fault" in read) return read;
  if (!isSigned("channel", read.envelope, trusted.keys, signatures)) return notSigned("channel");
  const { document: channel } = read;
  if (channel.version < (trusted.channel?.version ?? 0)) return fault("update-older", { document: "channel" });
  if (channel.expiresAt <= now) return fault("update-expired", { document: "channel" });
  return { ...trusted, channel };
}

/** What comes with a release, in its order: changes of keys, then the channel, which new ones may have signed; undefined: none came. */
export function acceptLearned(
  before: Trusted,
  keys: readonly unknown[],
  channel: unknown,
  now: number,
  signatures: Signatures,
): Trusted | Fault {
  let trusted = before;
  for (const envelope of keys) {
    const next = acceptKeys(trusted, envelope, now, signatures);
    if (isFault(next)) return next;
    trusted = next;
  }
  return channel === undefined ? trusted : acceptChannel(trusted, channel, now, signatures);
}

/** The release that may be installed, or why not. `from` tells a bundle that somebody brought from one that the channel names. */
export function acceptRelease(
  trusted: Trusted,
  envelope: unknown,
  machine: Machine,
  signatures: Signatures,
  from: "channel" | "stick",
): Release | Fault {
  if (trusted.keys.expiresAt <= machine.now) return fault("update-expired", { document: "keys" });
  const read = opened("release", envelope, releaseSchema);
  if ("fault" in read) return read;
  if (!isSigned("release", read.envelope, trusted.keys, signatures)) return notSigned("release");
  const { document: release } = read;
  return fitsChannel(trusted.channel, release, read.envelope, signatures, from) ?? fitsMachine(release, machine) ?? release;
}

function fitsChannel(
  channel: Channel | null,
  release: Release,
  { signed }: Envelope,
  signatures: Signatures,
  from: "channel" | "stick",
): Fault | undefined {
  if (release.number < (channel?.least ?? 0)) return fault("update-older", { document: release.version });
  if (from === "stick") return undefined;
  const named = channel?.current.find(({ target, number }) => target === release.target && number === release.number);
  // Each part may be genuine, and the parts of different days.
  if (named?.sha512 !== signatures.sha512(signed)) return fault("update-not-trusted", { reason: "the channel does not name this release" });
  return undefined;
}

function fitsMachine(release: Release, { target, running, highest, refused, now }: Machine): Fault | undefined {
  const { version, number } = release;
  if (release.expiresAt <= now) return fault("update-expired", { document: version });
  if (release.target !== target) return fault("update-for-other", { target: release.target, here: target });
  if (running?.number === number) return fault("update-present", { document: version });
  if (number < highest || number < (running?.number ?? 0)) return fault("update-older", { document: version });
  if (refused.includes(number)) return fault("update-failed-before", { document: version });
  if (!running) return undefined;
  if (running.number < release.follows) return fault("update-leaps", { document: version, first: release.follows });
  // It must read what is there, and the release that stays behind must be able to go on with what it will have written.
  if (release.data.reads > running.data.format || release.data.readBy > running.data.format)
    return fault("update-data-unreadable", { document: version });
  return undefined;
}

/** Whether enough different keys of the role have signed. A key that signs twice counts once; keys of others count not at all. */
function isSigned(kind: DocumentKind, { signed, signatures: given }: Envelope, keys: Keys, signatures: Signatures): boolean {
  const role = keys.roles[kind];
  const text = signedText(kind, signed);
  const right = role.keys.filter((id) =>
    given.some((each) => each.key === id && signatures.verifies(keys.keys[id] as string, text, each.signature)),
  );
  return new Set(right).size >= role.threshold;
}

function opened<T>(
  kind: DocumentKind,
  given: unknown,
  schema: v.GenericSchema<unknown, T>,
): { readonly document: T; readonly envelope: Envelope } | Fault {
  const envelope = v.safeParse(envelopeSchema, given);
  if (!envelope.success) return damaged(kind);
  const document = v.safeParse(schema, fromJson(envelope.output.signed));
  return document.success ? { document: document.output, envelope: envelope.output } : damaged(kind);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(document: string): Fault {
  return fault("update-damaged", { document });
}

function notSigned(document: string): Fault {
  return fault("update-not-trusted", { reason: `too few valid signatures on its ${document}` });
}
