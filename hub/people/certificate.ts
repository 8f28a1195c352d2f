/** The certificate of the staff's pages as it lies in its files: read, and looked at as an office's computers will. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { readPrivate } from "../identity/private-file.ts";
import { systemCode } from "../refusal.ts";
import type { PeopleFile } from "./people.ts";

export interface StaffCertificate {
  readonly cert: string;
  readonly key: string;
  /** UTC milliseconds. */
  readonly notAfter: number;
}

/** `file`: which of the two it is about. */
export type ReadCertificate = StaffCertificate | { readonly file: string; readonly wrong: string };

export function readCertificate({ certificate, key, names }: Pick<PeopleFile, "certificate" | "key" | "names">): ReadCertificate {
  let file = certificate;
  try {
    const cert = readFileSync(certificate, "utf8");
    const first = new X509Certificate(cert);
    const missing = names.filter((name) => !(isIP(name) ? first.checkIP(name) : first.checkHost(name)));
    if (missing.length > 0) return { file, wrong: `it is not for ${missing.join(", ")}` };
    file = key;
    const keyText = readPrivate(key);
    if (!first.checkPrivateKey(createPrivateKey(keyText))) return { file, wrong: "it is not the key of the certificate" };
    return { cert, key: keyText, notAfter: Date.parse(first.validTo) };
  } catch (error) {
    // Never the file's own words: one of them is a key.
    const code = systemCode(error);
    if (code?.startsWith("ERR_OSSL")) return { file, wrong: "it is no PEM" };
    return { file, wrong: code ?? (error instanceof Error ? error.message.slice(0, 120) : "it cannot be read") };
  }
}
