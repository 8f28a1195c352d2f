/**
 * How many tickets a roll still has room for: the length printed since it was put in, against what rolls here turn out to hold. Pure: fed
 * with printed lengths, the printer's condition and a person's word; kept beside the log, for it may be lost without harm.
 */
import * as v from "valibot";
import type { PrinterCondition } from "./condition.ts";

/** A roll as it is bought, and where the printer's near-end sensor looks at it. */
export interface RollKind {
  readonly lengthMm: number;
  readonly thicknessMm: number;
  /** Of the core that the paper is wound on, outside. */
  readonly coreMm: number;
  /** Of the roll when the sensor begins to say near-end. */
  readonly nearEndMm: number;
}

/** What an office says of its rolls, over what its printer's model is sold for. */
export function rollKind(sold: RollKind, told: { readonly [Size in keyof RollKind]?: number | undefined } = {}): RollKind {
  return {
    lengthMm: told.lengthMm ?? sold.lengthMm,
    thicknessMm: told.thicknessMm ?? sold.thicknessMm,
    coreMm: told.coreMm ?? sold.coreMm,
    nearEndMm: told.nearEndMm ?? sold.nearEndMm,
  };
}

const lengthMm = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));

const roll = v.object({
  /** Printed since counting began. */
  usedMm: lengthMm,
  /** Counting began with a new roll; otherwise nobody knows what was on it. */
  isWhole: v.boolean(),
  /** What `usedMm` was when the sensor first said near-end; null before. */
  nearEndAtMm: v.nullable(lengthMm),
  /** The roll may have been changed since the sensor said near-end: the printer was open, empty or not heard. */
  mayBeOther: v.boolean(),
  /** What rolls turned out to hold, all and past the sensor; null until one has told. */
  learnedLengthMm: v.nullable(lengthMm),
  learnedReserveMm: v.nullable(lengthMm),
  /** A whole roll ended without a word of the near-end sensor: there is none, or it does not work. */
  isSensorSilent: v.boolean(),
  /** Of a ticket, the newer the weightier. */
  ticketMm: v.pipe(v.number(), v.minValue(10), v.maxValue(2_000)),
  was: v.nullable(v.string()),
});
export type Roll = v.InferOutput<typeof roll>;

/** Nobody knows what hangs in the printer. */
export const unknownRoll: Roll = {
  ...{ usedMm: 0, isWhole: false, nearEndAtMm: null, mayBeOther: false },
  ...{ learnedLengthMm: null, learnedReserveMm: null, isSensorSilent: false, ticketMm: 110, was: null },
};

/** As it was kept; an unknown one when this version cannot read it. Whatever happened meanwhile, nobody saw. */
export function readRoll(text: string | undefined): Roll {
  if (text === undefined) return unknownRoll;
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return unknownRoll;
  }
  const parsed = v.safeParse(roll, plain);
  return parsed.success ? { ...parsed.output, mayBeOther: parsed.output.nearEndAtMm !== null, was: null } : unknownRoll;
}

export type RollInput =
  /** So much paper has come out, or may have: a print whose end was not seen counts. */
  | { readonly kind: "printed"; readonly lengthMm: number }
  | { readonly kind: "condition"; readonly condition: PrinterCondition }
  /** A person says that a new roll is in. */
  | { readonly kind: "new-roll" };

export function rollAfter(before: Roll, input: RollInput, kind: RollKind): Roll {
  switch (input.kind) {
    case "new-roll":
      return begun(before);
    case "printed": {
      const length = Math.max(0, Math.min(2_000, input.lengthMm));
      const ticketMm = Math.max(10, before.ticketMm + (length - before.ticketMm) * ticketWeight);
      return { ...before, usedMm: Math.min(1_000_000, before.usedMm + length), ticketMm };
    }
    case "condition":
      return { ...conditionHeard(before, input.condition, kind), was: input.condition };
  }
}

export interface PaperLeft {
  readonly lengthMm: number;
  readonly tickets: number;
}

/** Null while nobody knows what was on the roll. Never less than nothing. */
export function paperLeft(of: Roll, kind: RollKind): PaperLeft | null {
  const reserve = of.learnedReserveMm ?? reserveMm(kind);
  const length = of.learnedLengthMm ?? kind.lengthMm;
  let left: number | null = null;
  if (of.nearEndAtMm !== null) left = reserve - (of.usedMm - of.nearEndAtMm);
  // A sensor that has not spoken vouches for what is past it.
  else if (of.isWhole) left = Math.max(length - of.usedMm, of.isSensorSilent ? 0 : reserve);
  return left === null ? null : { lengthMm: Math.max(0, left), tickets: Math.floor(Math.max(0, left) / of.ticketMm) };
}

/** Where no sensor says it, and a roll has told how much rolls here hold. */
export function isNearlyEmpty(of: Roll, kind: RollKind): boolean {
  const left = paperLeft(of, kind);
  return of.isSensorSilent && of.learnedLengthMm !== null && left !== null && left.tickets < lowTickets;
}

const lowTickets = 25;

/** Rounded down for people, so that it is said anew now and then and not with each ticket. */
export function aboutTickets(tickets: number): number {
  const step = tickets >= 100 ? 50 : tickets >= 20 ? 10 : tickets >= 5 ? 5 : 1;
  return Math.floor(tickets / step) * step;
}

/** What is wound between the core and the sensor: the area of the ring, drawn out to the paper's thickness. */
export function reserveMm({ thicknessMm, coreMm, nearEndMm }: RollKind): number {
  return Math.max(0, (Math.PI * (nearEndMm ** 2 - coreMm ** 2)) / (4 * thicknessMm));
}

const ticketWeight = 1 / 16;

function begun(before: Roll): Roll {
  return { ...before, usedMm: 0, isWhole: true, nearEndAtMm: null, mayBeOther: false };
}

function conditionHeard(before: Roll, condition: PrinterCondition, kind: RollKind): Roll {
  switch (condition) {
    case "ready":
      // The sensor sees thick paper where thin was, or paper where none was.
      return before.mayBeOther ? begun(before) : before;
    case "paper-low":
      return nearEnd(before, kind);
    case "paper-out":
      // With the cover open the sensor may see no paper though there is a roll.
      return before.was === "cover-open" ? before : ended(before, kind);
    case "cover-open":
    case "offline":
    case "unknown":
    case "error":
    case "cutter-stuck":
      return before.nearEndAtMm === null ? before : { ...before, mayBeOther: true };
  }
}

function nearEnd(before: Roll, kind: RollKind): Roll {
  // One roll ended and the next begins as a rest of one.
  if (before.mayBeOther && before.was === "paper-out") return { ...before, usedMm: 0, isWhole: false, nearEndAtMm: 0, mayBeOther: false };
  if (before.nearEndAtMm !== null) return before;
  const held = before.usedMm + (before.learnedReserveMm ?? reserveMm(kind));
  const learnedLengthMm = before.isWhole ? learned(before.learnedLengthMm, held, kind.lengthMm) : before.learnedLengthMm;
  return { ...before, nearEndAtMm: before.usedMm, learnedLengthMm, isSensorSilent: false };
}

function ended(before: Roll, kind: RollKind): Roll {
  if (before.mayBeOther && before.was === "paper-out") return before;
  const { usedMm, nearEndAtMm, isWhole } = before;
  const learnedReserveMm =
    nearEndAtMm === null || before.mayBeOther
      ? before.learnedReserveMm
      : learned(before.learnedReserveMm, usedMm - nearEndAtMm, reserveMm(kind));
  const learnedLengthMm = isWhole && !before.mayBeOther ? learned(before.learnedLengthMm, usedMm, kind.lengthMm) : before.learnedLengthMm;
  const isSensorSilent = before.isSensorSilent || (isWhole && nearEndAtMm === null);
  return { ...before, learnedReserveMm, learnedLengthMm, isSensorSilent, nearEndAtMm: nearEndAtMm ?? usedMm, mayBeOther: true };
}

/** What lies far from the expected says that somebody changed a roll unseen, and teaches nothing. */
function learned(before: number | null, heldMm: number, expectedMm: number): number | null {
  if (heldMm < expectedMm / 4 || heldMm > expectedMm * 4) return before;
  return before === null ? heldMm : (before + heldMm) / 2;
}
