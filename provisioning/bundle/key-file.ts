/** The Ed25519 keys of those who sign: a private key as PKCS #8 PEM (RFC 5958) in a file that only its owner reads. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Signer } from "#shared/update/sign.ts";

export interface KeyHolder extends Signer {
  /** 32 bytes in base64url. */
  readonly publicKey: string;
}

/** Makes a new pair and writes its private half. Throws when the file is there already. */
export function newKeyFile(file: string): KeyHolder {
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  return readKeyFile(file);
}

/** Throws when the file is none of these. */
export function readKeyFile(file: string): KeyHolder {
  const privateKey = createPrivateKey(readFileSync(file));
  if (privateKey.asymmetricKeyType !== "ed25519") throw new Error(`${file} holds no Ed25519 key.`);
  const publicKey = createPublicKey(privateKey).export({ format: "jwk" }).x as string;
  const id = createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 16);
  return { id, publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url") };
}
