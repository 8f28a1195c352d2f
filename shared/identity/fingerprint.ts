/** The fingerprint of a certificate authority: SHA-256 of its certificate's DER bytes, as 64 hexadecimal digits in lower case. */

/** Of what a person copied, also as `openssl x509 -fingerprint -sha256` writes it. Undefined when it is none. */
export function readFingerprint(text: string): string | undefined {
  const digits = text
    .replace(/^.*=/, "")
    .replace(/[\s:-]/g, "")
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

/** As people compare it, in 16 groups of 4. */
export function fingerprintText(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, "$1 ");
}
