/**
 * The printer's condition from its status bytes (`DLE EOT 1` to `4`, the four of automatic status, or the six of CUSTOM's full status). The gravest fact that
 * a person can do something about comes first.
 */
import type { PrinterCondition } from "./condition.ts";

export interface Facts {
  readonly coverOpen: boolean;
  readonly paperOut: boolean;
  readonly cutterStuck: boolean;
  readonly error: boolean;
  readonly offline: boolean;
  readonly paperLow: boolean;
}

/** What is asked, in this order; one byte answers each. */
export const statusQuestions = [1, 2, 3, 4] as const;

export function statusRequest(): Uint8Array {
  return Uint8Array.from(statusQuestions.flatMap((n) => [0x10, 0x04, n]));
}

/** `GS a`: send status unasked when the online state, an error or the paper changes. */
export const autoStatusRequest = Uint8Array.from([0x1d, 0x61, 0x0e]);

export function conditionOfAnswers([printer, offline, error, paper]: readonly [number, number, number, number]): PrinterCondition {
  return conditionOf({
    coverOpen: (offline & 0x04) !== 0,
    paperOut: (paper & 0x60) !== 0 || (offline & 0x20) !== 0,
    cutterStuck: (error & 0x08) !== 0,
    error: (offline & 0x40) !== 0 || (error & 0x60) !== 0,
    offline: (printer & 0x08) !== 0,
    paperLow: (paper & 0x0c) !== 0,
  });
}

export function conditionOfAutoStatus([first, second, third]: readonly [number, number, number, number]): PrinterCondition {
  return conditionOf({
    coverOpen: (first & 0x20) !== 0,
    paperOut: (third & 0x0c) !== 0,
    cutterStuck: (second & 0x08) !== 0,
    error: (second & 0x64) !== 0,
    offline: (first & 0x08) !== 0,
    paperLow: (third & 0x03) !== 0,
  });
}

/** `DLE EOT 20`: CUSTOM's full status, answered with `10 0F` and four bytes (CUSTOM KPM300 and KPM150 command references, $10 $04). */
export const fullStatusRequest = Uint8Array.from([0x10, 0x04, 0x14]);

export interface FullStatus {
  readonly condition: PrinterCondition;
  /** A ticket waits in the presenter for its citizen. */
  readonly holdsTicket: boolean;
}

export function fullStatusOf([paper, user, recoverable, unrecoverable]: readonly [number, number, number, number]): FullStatus {
  const condition = conditionOf({
    coverOpen: (user & 0x03) !== 0 || (unrecoverable & 0x02) !== 0,
    paperOut: (paper & 0x01) !== 0,
    cutterStuck: (unrecoverable & 0x01) !== 0,
    error: (recoverable & 0x09) !== 0 || (unrecoverable & 0x0c) !== 0,
    offline: false,
    paperLow: (paper & 0x44) !== 0,
  });
  return { condition, holdsTicket: (paper & 0x20) !== 0 };
}

/** The graver of two findings about one printer at one time. */
export function graver(one: PrinterCondition, other: PrinterCondition): PrinterCondition {
  return gravestFirst.indexOf(one) <= gravestFirst.indexOf(other) ? one : other;
}

const gravestFirst: readonly PrinterCondition[] = [
  "cover-open",
  "paper-out",
  "cutter-stuck",
  "error",
  "offline",
  "unknown",
  "paper-low",
  "ready",
];

export function conditionOf(facts: Facts): PrinterCondition {
  if (facts.coverOpen) return "cover-open";
  if (facts.paperOut) return "paper-out";
  if (facts.cutterStuck) return "cutter-stuck";
  if (facts.error) return "error";
  if (facts.offline) return "offline";
  return facts.paperLow ? "paper-low" : "ready";
}

/** `DLE DC4 8`: forget everything received and not yet printed. Carried out at once, even without paper. */
export const clearRequest = Uint8Array.from([0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]);
