/** For tests: keys, releases and bundles made in the test, whole or spoilt; and a program that behaves as its release says. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createReadStream, createWriteStream, readFileSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import { pack } from "tar-stream";
import type { Channel, Envelope, Keys, Release } from "#shared/update/documents.ts";
import { envelopeOf, type Signer } from "#shared/update/sign.ts";

export const now = Date.UTC(2026, 10, 27);
export const dayMs = 86_400_000;

export interface Holder extends Signer {
  readonly publicKey: string;
}

export function newHolder(): Holder {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const x = publicKey.export({ format: "jwk" }).x as string;
  const id = createHash("sha256").update(Buffer.from(x, "base64url")).digest("hex").slice(0, 16);
  return { id, publicKey: x, sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url") };
}

/** Two of three sign keys and releases, one of them channels. */
export function keysOf(holders: readonly Holder[], over: Partial<Keys> = {}): Keys {
  const ids = holders.map(({ id }) => id);
  const threshold = Math.min(2, ids.length);
  return {
    kind: "keys",
    version: 1,
    expiresAt: now + 700 * dayMs,
    keys: Object.fromEntries(holders.map(({ id, publicKey }) => [id, publicKey])),
    roles: { keys: { keys: ids, threshold }, release: { keys: ids, threshold }, channel: { keys: ids, threshold: 1 } },
    ...over,
  };
}

export function releaseOf(number: number, over: Partial<Release> = {}): Release {
  return {
    kind: "release",
    product: "the-q",
    target: "linux-x64",
    version: `1.${number}.0`,
    number,
    madeAt: now - dayMs,
    expiresAt: now + 300 * dayMs,
    follows: 1,
    data: { format: 1, reads: 1, readBy: 1 },
    payload: { bytes: 1, sha512: "0".repeat(128) },
    ...over,
  };
}

export function channelOf(envelopes: readonly Envelope[], over: Partial<Channel> = {}): Channel {
  const current = envelopes.map(({ signed }) => {
    const { target, number } = JSON.parse(signed) as Release;
    return { target, number, sha512: createHash("sha512").update(signed).digest("hex") };
  });
  return { kind: "channel", version: 1, least: 1, expiresAt: now + 10 * dayMs, current, ...over };
}

/** A payload of these files, and what a release says of it. */
export async function payloadOf(files: Readonly<Record<string, string>>, to: string): Promise<Release["payload"]> {
  const archive = pack();
  for (const [name, text] of Object.entries(files)) archive.entry({ name, mode: 0o755 }, text);
  archive.finalize();
  await pipeline(archive, createZstdCompress(), createWriteStream(to));
  return { bytes: statSync(to).size, sha512: createHash("sha512").update(readFileSync(to)).digest("hex") };
}

/** A tar file of these entries, in their order; a `{ file }` is that file's content. */
export async function bundleOf(entries: readonly (readonly [string, object | { readonly file: string }])[], to: string): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(to));
  for (const [name, content] of entries) {
    if ("file" in content) {
      const entry = archive.entry({ name, size: statSync(content.file).size });
      await pipeline(createReadStream(content.file), entry);
    } else archive.entry({ name }, JSON.stringify(content));
  }
  archive.finalize();
  await written;
}

/** A good bundle of a release with one file in it, signed by these. */
export async function bundleWith(
  release: Release,
  signers: readonly Holder[],
  files: Readonly<Record<string, string>>,
  to: string,
): Promise<Envelope> {
  const payload = await payloadOf(files, `${to}.payload`);
  const envelope = envelopeOf({ ...release, payload }, signers);
  await bundleOf(
    [
      ["release.json", envelope],
      ["payload.tar.zst", { file: `${to}.payload` }],
    ],
    to,
  );
  return envelope;
}
