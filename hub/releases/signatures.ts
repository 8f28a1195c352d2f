/** Ed25519 (RFC 8032) and SHA-512 by Node's own cryptography, for what a hub is to pass on. */
import { createHash, createPublicKey, verify } from "node:crypto";
import type { Signatures } from "#shared/update/trust.ts";

export const signatures: Signatures = {
  verifies(publicKey, text, signature) {
    try {
      const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
      return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
    } catch {
      return false;
    }
  },
  sha512: (text) => createHash("sha512").update(text).digest("hex"),
};
