/**
 * The two slots of a device, as a pure machine. A new release stands in the slot that is not running; it is tried, and kept once it has
 * proved itself. What does not start, falls over or never becomes well makes room for the one before, by itself. Whoever carries this out
 * saves each state before acting on it, so that a device that dies at any moment starts again with one of the two.
 * After the three states of Ubuntu Core's boot modes and the crash-loop window of greenboot.
 */
import type { Release } from "./documents.ts";

export const slotNames = ["a", "b"] as const;
export type SlotName = (typeof slotNames)[number];

/** A release on trial that has started so often without proving itself is given up. */
export const trialStartsMax = 3;
/** So long after the trial's first start it has proved itself, or is given up. Real time. */
export const trialMs = 5 * 60_000;
/** So long without a break it must be well before it is kept. */
export const wellMs = 60_000;
/** Releases that failed here, the newest kept. */
export const refusedMax = 20;

export type Installed = Pick<Release, "number" | "version" | "data" | "madeAt">;

/**
 * Why a release was given up: it ended again and again, did not answer, or answered that it is not well.
 */
export const givenUpWhys = ["ended", "silent", "unwell"] as const;
export type GivenUpWhy = (typeof givenUpWhys)[number];

/** The release that was tried last, and how that ended. */
export type Tried = Pick<Release, "number" | "version"> &
  ({ readonly how: "kept" } | { readonly how: "given-up"; readonly why: GivenUpWhy });

export interface Slots {
  /** The slot that has proved itself; null on a machine that has none yet. */
  readonly kept: SlotName | null;
  readonly slots: Readonly<Record<SlotName, Installed | null>>;
  readonly trial: { readonly slot: SlotName; readonly starts: number } | null;
  /** The highest release that ever proved itself here. */
  readonly highest: number;
  /** Numbers of releases that did not. */
  readonly refused: readonly number[];
  readonly last: Tried | null;
}

export const emptySlots: Slots = { kept: null, slots: { a: null, b: null }, trial: null, highest: 0, refused: [], last: null };

/** Where the next release goes: never over the one that is kept, nor over one that is on trial. Null while a trial goes on. */
export function freeSlot({ kept, trial }: Slots): SlotName | null {
  if (trial) return null;
  return kept === "a" ? "b" : "a";
}

/** Before its first byte is written there, what stood in the slot is gone. */
export function emptied(slots: Slots, slot: SlotName): Slots {
  return { ...slots, slots: { ...slots.slots, [slot]: null } };
}

/** It stands whole in its slot. The first one of a machine is kept at once: there is nothing to go back to. */
export function installed(slots: Slots, slot: SlotName, what: Installed): Slots {
  const filled = { ...slots, slots: { ...slots.slots, [slot]: what } };
  if (slots.kept === null) return { ...filled, kept: slot, highest: Math.max(slots.highest, what.number) };
  return { ...filled, trial: { slot, starts: 0 } };
}

/** What is to be run now. Counted before it runs: one that takes the machine down with it has had its start. */
export function started(slots: Slots): { readonly slots: Slots; readonly run: SlotName | null } {
  const { trial, kept } = slots;
  if (!trial) return { slots, run: kept };
  if (trial.starts >= trialStartsMax) {
    const back = givenUp(slots, "ended");
    return { slots: back, run: back.kept };
  }
  return { slots: { ...slots, trial: { ...trial, starts: trial.starts + 1 } }, run: trial.slot };
}

/** It has been well for long enough. */
export function proved(slots: Slots): Slots {
  const { trial } = slots;
  if (!trial) return slots;
  const what = slots.slots[trial.slot];
  const last: Tried | null = what && { number: what.number, version: what.version, how: "kept" };
  return { ...slots, kept: trial.slot, trial: null, highest: Math.max(slots.highest, what?.number ?? 0), last };
}

/** Back to the one before, and this release is not tried here again. */
export function givenUp(slots: Slots, why: GivenUpWhy): Slots {
  const { trial } = slots;
  if (!trial) return slots;
  const what = slots.slots[trial.slot];
  const refused = what === null ? slots.refused : [...new Set([...slots.refused, what.number])].slice(-refusedMax);
  const last: Tried | null = what && { number: what.number, version: what.version, how: "given-up", why };
  return { ...emptied(slots, trial.slot), trial: null, refused, last };
}

/** What a program on trial looks like, asked now and then by whoever watches it. */
export type Look = "well" | "unwell" | "silent";

export interface Watch {
  readonly startedMs: number;
  /** Since when it has been well without a break; null while it is not. */
  readonly wellSinceMs: number | null;
}

/** Times are of a clock that never jumps. */
export function watched(
  watch: Watch,
  look: Look,
  nowMs: number,
): { readonly watch: Watch; readonly verdict: "wait" | "proved" | "given-up" } {
  const wellSinceMs = look === "well" ? (watch.wellSinceMs ?? nowMs) : null;
  const next = { ...watch, wellSinceMs };
  if (wellSinceMs !== null && nowMs - wellSinceMs >= wellMs) return { watch: next, verdict: "proved" };
  return { watch: next, verdict: nowMs - watch.startedMs >= trialMs ? "given-up" : "wait" };
}
