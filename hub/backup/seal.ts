/**
 * Backups that only the holder of a key can read, in the age format (age-encryption.org/v1): whoever makes them has the public key alone,
 * and age's own program opens them where nothing of ours runs.
 */
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync, readFileSync, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { fault } from "#shared/faults/fault.ts";
import { Refusal } from "../refusal.ts";

export const sealedSuffix = ".age";

/** A new key of age, as `age-keygen` writes it: the file to keep, and the public key to name. */
export async function newBackupKey(at: number): Promise<{ readonly file: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { file: `# made ${new Date(at).toISOString()}\n# public key: ${recipient}\n${identity}\n`, recipient };
}

/** Writes `to`, which appears whole or not at all. Streams: a storage may be larger than the memory. */
export async function seal(from: string, to: string, recipients: readonly string[]): Promise<void> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await write(to, await encrypter.encrypt(bytesOf(from)));
}

/** Throws a `Refusal` where the key does not fit or a byte is not as it was sealed; then `to` is not there. */
export async function unseal(from: string, to: string, keyFile: string): Promise<void> {
  const decrypter = new Decrypter();
  const keys = readFileSync(keyFile, "utf8").match(/^AGE-SECRET-KEY-1[0-9A-Z]+$/gm) ?? [];
  if (keys.length === 0) throw refusal(`${keyFile} holds no key of age (AGE-SECRET-KEY-1...)`);
  try {
    for (const key of keys) decrypter.addIdentity(key);
    await write(to, await decrypter.decrypt(bytesOf(from)));
  } catch (error) {
    throw refusal(`${from} cannot be opened with this key, or is not whole`, error);
  }
}

function bytesOf(file: string): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>;
}

async function write(to: string, bytes: globalThis.ReadableStream<Uint8Array>): Promise<void> {
  const part = `${to}.part`;
  try {
    await pipeline(Readable.fromWeb(bytes as ReadableStream<Uint8Array>), createWriteStream(part, { mode: 0o600 }));
    const opened = openSync(part, "r+");
    fsyncSync(opened);
    closeSync(opened);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function refusal(cause: string, error?: unknown): Refusal {
  return new Refusal(fault("restore-failed", { cause }), error);
}
