/** What a stream of ESC/POS bytes asks for, one operation per command or character. Every byte belongs to exactly one operation. */
import type { Modes } from "./modes.ts";

/** One bit per dot, rows padded to bytes, the most significant bit on the left. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytes: Uint8Array;
}

export interface Image {
  readonly bitmap: Bitmap;
  readonly widthTimes: number;
  readonly heightTimes: number;
}

export type CutKind = "full" | "partial";

export type Operation =
  | { readonly kind: "text"; readonly byte: number }
  | { readonly kind: "line-feed" }
  | { readonly kind: "tab" }
  | { readonly kind: "feed"; readonly dots: number }
  | { readonly kind: "feed-lines"; readonly lines: number }
  | { readonly kind: "initialize" }
  | { readonly kind: "set"; readonly modes: Partial<Modes> }
  /** Obeyed by a printer only while its line is empty. */
  | { readonly kind: "set-at-line-start"; readonly modes: Partial<Modes> }
  | { readonly kind: "position"; readonly from: "area" | "here"; readonly dots: number }
  /**
   * `here` cuts where the paper is, 14 mm above the head; `fed` feeds the print to the cutter first; `reserved` cuts when the
   * print gets there; `fed-and-back` feeds, cuts and draws the paper back.
   */
  | { readonly kind: "cut"; readonly cut: CutKind; readonly where: "here" | "fed" | "reserved" | "fed-and-back"; readonly feedDots: number }
  | { readonly kind: "qr-module"; readonly dots: number }
  | { readonly kind: "qr-level"; readonly level: "L" | "M" | "Q" | "H" }
  | { readonly kind: "qr-store"; readonly data: Uint8Array }
  | { readonly kind: "qr-print" }
  | { readonly kind: "image"; readonly image: Image }
  | { readonly kind: "graphics-store"; readonly image: Image }
  | { readonly kind: "graphics-print" }
  /** Pictures that stay in the printer's memory, each under two letters. */
  | { readonly kind: "kept-store"; readonly key: string; readonly image: Image }
  | { readonly kind: "kept-print"; readonly key: string; readonly widthTimes: number; readonly heightTimes: number }
  | { readonly kind: "ask-kept-keys" }
  /** Understood, but this printer draws a box, or nothing, in its place. */
  | { readonly kind: "not-drawn"; readonly what: string; readonly box: boolean }
  | { readonly kind: "no-effect"; readonly what: string }
  | { readonly kind: "ask-status"; readonly item: number }
  | { readonly kind: "ask-identity"; readonly item: number }
  | { readonly kind: "auto-status"; readonly mask: number }
  | { readonly kind: "job-id"; readonly id: Uint8Array }
  /** A Nippon's own (`nippon.ts`). */
  | { readonly kind: "nippon-status" | "nippon-identity" | "nippon-restart" | "nippon-finish" }
  | { readonly kind: "nippon-start"; readonly id: Uint8Array }
  | { readonly kind: "too-long"; readonly what: string; readonly lengthBytes: number }
  | { readonly kind: "unknown"; readonly bytes: Uint8Array };

/** What a person should know about a ticket beyond what is on it. */
export interface Finding {
  readonly kind: "unknown" | "not-drawn" | "ignored" | "lost" | "cut-through" | "interrupted" | "too-long";
  readonly what: string;
}

/** Bytes as people write them. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}
