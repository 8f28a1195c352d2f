/** Signatures of releases, by Node's own cryptography. */
import { createHash, createPublicKey, verify } from "node:crypto";
import { signaturesBy } from "#shared/update/signatures.ts";

export const signatures = signaturesBy({ createHash, createPublicKey, verify }, (text, encoding) => Buffer.from(text, encoding));
