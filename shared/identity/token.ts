/**
 * The one-time token by which a device says who it may become: 128 bits of chance, written so that a person can read it aloud and a slip
 * of the finger is noticed. Only its hash is kept.
 */
import type { Digest } from "../log/record.ts";

/** Crockford's base 32: no I, L, O or U, so nothing is misread (https://www.crockford.com/base32.html). */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secretLetters = 26;
const checkLetters = 2;
/** The largest prime below 32 x 32: any one letter changed, and any two exchanged, gives another remainder. */
const checkModulus = 1_021;

export const tokenBytes = 16;
/** How long a token may be used. */
export const tokenLifeMs = 72 * 3_600_000;

/** `bytes`: 16, of a source that nobody can guess. The text: 7 groups of 4, such as `7F3K-...`. */
export function tokenText(bytes: Uint8Array): string {
  if (bytes.length !== tokenBytes) throw new Error(`a token is made of ${tokenBytes} bytes, not of ${bytes.length}`);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  // 130 bits of room for 128: the first letter is 0 to 7.
  const values = Array.from({ length: secretLetters }, (_each, place) => Number((bits >> BigInt(5 * (secretLetters - 1 - place))) & 31n));
  const check = checkOf(values);
  const text = [...values, check >> 5, check & 31].map((value) => letters.charAt(value)).join("");
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

export type ReadToken = { readonly token: string } | { readonly wrong: "length" | "letter" | "check" };

/** The token in its one form, of what a person typed: case, spaces and hyphens do not matter, O is 0, and I and L are 1. */
export function readToken(typed: string): ReadToken {
  if (typed.length > 200) return { wrong: "length" };
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (plain.length !== secretLetters + checkLetters) return { wrong: "length" };
  const values = [...plain].map((letter) => letters.indexOf(letter));
  if (values.some((value) => value < 0)) return { wrong: "letter" };
  const [high = 0, low = 0] = values.slice(secretLetters);
  const isFirstTooLarge = (values[0] ?? 0) > 7;
  if (isFirstTooLarge || checkOf(values.slice(0, secretLetters)) !== (high << 5) + low) return { wrong: "check" };
  return { token: plain.replace(/(.{4})(?=.)/g, "$1-") };
}

/** What is kept of a token. It is drawn by chance from 2^128, so one round of a digest is enough. `token`: in its one form. */
export function tokenHash(digest: Digest, office: string, token: string): string {
  return digest(`theq-enrolment-token\n${office}\n${token}`);
}

function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value, place) => (sum + (place + 1) * value) % checkModulus, 0);
}
