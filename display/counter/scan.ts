/**
 * Tells a scanner from a hand: a wedge scanner types a ticket's code and Enter within a few milliseconds a letter, and its letters
 * must not be taken for shortcuts. Pure: the caller says which key came and when.
 */
import { ticketTextMax } from "#shared/ticket/bounds.ts";

/** Nobody types this fast; scanners do. */
export const burstGapMs = 35;
const scanMin = 6;

export interface Scan {
  readonly text: string;
  readonly at: number;
  /** More than one letter came at a scanner's pace. */
  readonly burst: boolean;
}

export const noScan: Scan = { text: "", at: Number.NEGATIVE_INFINITY, burst: false };

/** `scanned`: the whole text, once its Enter came. */
export function scanStep(scan: Scan, key: string, at: number): { readonly scan: Scan; readonly scanned: string | null } {
  const close = at - scan.at <= burstGapMs;
  if (key === "Enter") {
    const whole = close && scan.burst && scan.text.length >= scanMin;
    return { scan: noScan, scanned: whole ? scan.text : null };
  }
  if (key.length !== 1) return { scan: close ? { ...scan, at } : scan, scanned: null };
  if (!close) return { scan: { text: key, at, burst: false }, scanned: null };
  return { scan: { text: (scan.text + key).slice(0, ticketTextMax), at, burst: true }, scanned: null };
}
