/** How one sign is told what to show: what each protocol gives to the line. Pure. */
import type { Wanted } from "./shown.ts";

export interface SignDriver {
  readonly id: string;
  /** Whole in itself: whatever came before, lost, cut short or garbled, a sign shows this after it. */
  frame(wanted: Wanted): Uint8Array;
  /** Goes before the first frame after the line was opened. */
  readonly opening: Uint8Array;
  /** Sent again after so long without a change: a sign that was switched off and on, or exchanged, has forgotten. */
  readonly refreshMs: number;
  /** Absent: the sign says nothing. */
  readonly reply?: Replies;
}

export interface Replies {
  /** What the sign says to a frame, found in all that was heard since, noise included; null: not heard yet. */
  readonly find: (heard: Uint8Array, frame: Uint8Array) => Reply | null;
  /** How long it may take before it begins. */
  readonly withinMs: number;
  /** The longest answer. */
  readonly bytesMax: number;
}

export type Reply = { readonly kind: "taken" } | { readonly kind: "refused"; readonly code: number };

export const noBytes = new Uint8Array(0);
