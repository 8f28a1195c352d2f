/** The one-time code with which somebody sets a PIN: 80 bits of chance in 16 letters. Pure. */
import type { Digest } from "#shared/log/record.ts";

/** Crockford's base 32: no I, L, O or U, so nothing is misread (https://www.crockford.com/base32.html). */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const codeBytes = 10;
/** How long a code may be used. */
export const codeLifeMs = 72 * 3_600_000;

/** Such as `7F3K-...`, four groups of four. */
export function codeText(bytes: Uint8Array): string {
  if (bytes.length !== codeBytes) throw new Error(`a code is made of ${codeBytes} bytes, not of ${bytes.length}`);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const text = Array.from({ length: 16 }, (_each, place) => letters.charAt(Number((bits >> BigInt(5 * (15 - place))) & 31n))).join("");
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

/** What is kept of a code. `typed`: case, spaces and hyphens do not matter, O is 0, and I and L are 1. */
export function codeHash(digest: Digest, office: string, person: string, typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1").slice(0, 80);
  return digest(`theq-people-code\n${office}\n${person}\n${plain}`);
}
