/** The answers a decoder gives, and the few shapes of command that ESC/POS has. */
import type { Operation } from "./operation.ts";

export type Decoded =
  /** `needed` counts from the command's first byte. */
  | { readonly kind: "more"; readonly needed: number }
  /** `length` may be more than there are bytes when the rest is to be passed over. */
  | { readonly kind: "done"; readonly length: number; readonly operation: Operation };

/** The longest command kept whole: a raster as wide as the head and 3.6 m long fits. */
export const commandBytesMax = 2 * 1024 * 1024;

export function done(length: number, operation: Operation): Decoded {
  return { kind: "done", length, operation };
}

export function noEffect(length: number, what: string): Decoded {
  return done(length, { kind: "no-effect", what });
}

export function unknown(bytes: Uint8Array, length: number): Decoded {
  return bytes.length < length ? { kind: "more", needed: length } : done(length, { kind: "unknown", bytes: bytes.slice(0, length) });
}

/** A command of a known length; `read` sees it whole. Undefined from `read`: its parameters make no sense. */
export function parameters(bytes: Uint8Array, length: number, read: (command: Uint8Array) => Operation | undefined): Decoded {
  if (length > commandBytesMax) return done(length, { kind: "too-long", what: `${name(bytes)} of ${length} bytes`, lengthBytes: length });
  if (bytes.length < length) return { kind: "more", needed: length };
  const command = bytes.subarray(0, length);
  return done(length, read(command) ?? { kind: "unknown", bytes: command.slice() });
}

/** A command whose length stands, little endian, in 2 or 4 bytes from `at`; `read` sees it whole. */
export function counted(bytes: Uint8Array, at: number, size: 2 | 4, read: (command: Uint8Array) => Operation | undefined): Decoded {
  if (bytes.length < at + size) return { kind: "more", needed: at + size };
  const length = size === 2 ? u16(bytes, at) : u16(bytes, at) + u16(bytes, at + 2) * 65_536;
  return parameters(bytes, at + size + length, read);
}

/** A command that ends with a NUL. One without a NUL in 256 bytes is none, or a ticket would vanish in it. */
export function terminated(bytes: Uint8Array, from: number, read: (command: Uint8Array) => Operation): Decoded {
  const end = bytes.subarray(0, from + 256).indexOf(0, from);
  if (end < 0 && bytes.length >= from + 256) return unknown(bytes, from);
  return end < 0 ? { kind: "more", needed: bytes.length + 1 } : parameters(bytes, end + 1, read);
}

export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

export function u16(bytes: Uint8Array, at: number): number {
  return u8(bytes, at) + u8(bytes, at + 1) * 256;
}

/** Parameters count as digits or as numbers: `1` may be 1 or 49. */
export function digit(value: number): number {
  return value >= 48 && value <= 57 ? value - 48 : value;
}

export function word(prefix: string, byte: number): string {
  return `${prefix} ${byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(16).padStart(2, "0").toUpperCase()}`;
}

function name(bytes: Uint8Array): string {
  const prefix = bytes[0] === 0x1d ? "GS" : bytes[0] === 0x1c ? "FS" : "ESC";
  const rest = Array.from(bytes.subarray(1, 3), (byte) => (byte > 0x20 && byte < 0x7f ? ` ${String.fromCharCode(byte)}` : ""));
  return prefix + rest.join("");
}
