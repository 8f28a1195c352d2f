/**
 * The office's logo in a printer's own memory, as commands (Epson ESC/POS reference, `GS ( L` functions 64, 67 and 69). It is stored once under two
 * letters drawn from its picture, and printed by those: eleven bytes on each ticket. Pure.
 */
import type { Digest } from "#shared/log/record.ts";
import type { Bitmap } from "./setting.ts";

/** What every profile's head covers, and what 38,400 bits a second carry in about a second. */
export const logoMost = { widthDots: 384, heightDots: 80 } as const;

/** Two printable letters under which a printer keeps a picture. */
export type KeyCode = string;

export interface Logo {
  readonly heightDots: number;
  /** Of the picture; another picture has another, but for one chance in 8,100. */
  readonly key: KeyCode;
  /**
   * Of a dot that is stored behind the picture: where it is, the picture is whole. A store that broke off leaves a picture of which the rest is
   * blank, and no witness.
   */
  readonly witness: KeyCode;
  readonly store: Uint8Array;
}

export function logoOf(picture: Bitmap, digest: Digest): Logo {
  const { widthDots, heightDots, bytes } = picture;
  if (widthDots < 1 || heightDots < 1 || widthDots > logoMost.widthDots || heightDots > logoMost.heightDots)
    throw new Error(`a logo of ${widthDots} by ${heightDots} dots`);
  const drawn = digest(`${widthDots}x${heightDots}\n${Buffer.from(bytes).toString("base64")}`);
  const key = lettersOf(drawn);
  const witness = `${key[0]}${witnessOf(key[1] as string)}`;
  const dot: Bitmap = { widthDots: 8, heightDots: 1, bytes: Uint8Array.of(0x80) };
  return { heightDots, key, witness, store: Buffer.concat([stored(key, picture), stored(witness, dot), storeEnd]) };
}

/** The picture on paper, as large as it is. */
export function logoOnPaper(key: KeyCode): Uint8Array {
  return block(0x45, ...keyBytes(key), 1, 1);
}

/** "KC": the printer tells all its key codes, in blocks that are each to be acknowledged. */
export const keyCodesRequest = block(0x40, 0x4b, 0x43);
export const acknowledged = Uint8Array.of(0x06);
/** Ends the telling; elsewhere it does nothing. */
export const cancelled = Uint8Array.of(0x18);

/** The id by which a store says that it has ended; no job has it. */
export const storeJob = "~lg~";
const storeEnd = Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(storeJob, "latin1")]);

/** As many zeros as the longest store takes: what one that broke off is ended with. */
export const endOfStore = new Uint8Array((logoMost.widthDots / 8) * logoMost.heightDots + 64);

/** Function 67: one colour, in rows. */
function stored(key: KeyCode, { widthDots, heightDots, bytes }: Bitmap): Uint8Array {
  const size = [widthDots & 255, widthDots >> 8, heightDots & 255, heightDots >> 8];
  return block(0x43, 0x30, ...keyBytes(key), 1, ...size, 0x31, ...bytes);
}

function block(fn: number, ...parameters: number[]): Uint8Array {
  const length = parameters.length + 2;
  return Uint8Array.from([0x1d, 0x28, 0x4c, length & 255, length >> 8, 0x30, fn, ...parameters]);
}

function keyBytes(key: KeyCode): number[] {
  return [...Buffer.from(key, "latin1")];
}

/** Letters and signs from `!` on; the last are left free for witnesses. */
const lettersFrom = 0x21;
const lettersCount = 90;

function lettersOf(digest: string): KeyCode {
  const drawn = [...digest].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % lettersCount ** 2, 0);
  return String.fromCharCode(lettersFrom + Math.floor(drawn / lettersCount), lettersFrom + (drawn % lettersCount));
}

/** The letter opposite: never the same one. */
function witnessOf(letter: string): string {
  return String.fromCharCode(lettersFrom + ((letter.charCodeAt(0) - lettersFrom + lettersCount / 2) % lettersCount));
}
