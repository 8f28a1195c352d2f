/**
 * A handover as it travels and lies on a follower's disk: signed with the authority's key, because anybody may seal something for a public key,
 * and encrypted for the follower's alone, in the age format. Nothing of it is ever written in clear before a promotion.
 */
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import * as v from "valibot";
import { type HandoverDocument, handoverDocument } from "./document.ts";

/** The largest that is sent and taken, as it travels: some 300,000 rows of the audit. */
export const sealedBytesMax = 32 * 1024 * 1024;
const clearBytesMax = 256 * 1024 * 1024;

const signed = v.strictObject({ document: v.string(), signature: v.string() });

export async function sealHandover(content: HandoverDocument, recipient: string): Promise<Uint8Array> {
  const document = JSON.stringify(content);
  const signature = sign("sha256", Buffer.from(document), createPrivateKey(content.key)).toString("base64");
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(await promisify(gzip)(JSON.stringify({ document, signature })));
}

/** Throws an `Error` that says what is wrong with it. */
export async function openHandover(sealed: Uint8Array, identity: string): Promise<HandoverDocument> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const clear = await decrypter.decrypt(sealed).catch((error) => {
    throw new Error("it is sealed for another key, or is not whole", { cause: error });
  });
  const unzipped = await promisify(gunzip)(clear, { maxOutputLength: clearBytesMax });
  const { document, signature } = v.parse(signed, JSON.parse(unzipped.toString("utf8")));
  const read = v.safeParse(handoverDocument, JSON.parse(document));
  if (!read.success) throw new Error("it was written by another version of the hub");
  const content = read.output;
  const key = createPrivateKey(content.key);
  const isOwn = new X509Certificate(content.certificates).checkPrivateKey(key);
  if (!isOwn || !verify("sha256", Buffer.from(document), createPublicKey(key), Buffer.from(signature, "base64")))
    throw new Error("it is not signed by its authority");
  return content;
}

/** Of the authority that issues, hexadecimal. */
export function issuerOf({ certificates }: HandoverDocument): string {
  return new X509Certificate(certificates).fingerprint256.replaceAll(":", "").toLowerCase();
}
