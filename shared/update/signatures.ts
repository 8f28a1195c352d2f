/** Signatures by Ed25519 (RFC 8032) and hashes by SHA-512, as hub and devices check them. The cryptography is a port: Node's own, to both. */
import type { Signatures } from "./trust.ts";

/** As `node:crypto` has them; `createPublicKey` throws for what is no key. */
export interface Cryptography<Key> {
  createPublicKey(of: { readonly key: { readonly kty: string; readonly crv: string; readonly x: string }; readonly format: "jwk" }): Key;
  verify(algorithm: null, data: Uint8Array, key: Key, signature: Uint8Array): boolean;
  createHash(algorithm: "sha512"): { update(text: string): { digest(encoding: "hex"): string } };
}

/** `bytes`: of a text, or of what stands in base64url. */
export function signaturesBy<Key>(
  { createPublicKey, verify, createHash }: Cryptography<Key>,
  bytes: (text: string, encoding: "utf8" | "base64url") => Uint8Array,
): Signatures {
  return {
    verifies(publicKey, text, signature) {
      try {
        const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
        return verify(null, bytes(text, "utf8"), key, bytes(signature, "base64url"));
      } catch {
        return false;
      }
    },
    sha512: (text) => createHash("sha512").update(text).digest("hex"),
  };
}
