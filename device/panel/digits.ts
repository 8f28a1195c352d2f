/** A call as digits of seven segments show it: pure, one cell each, in the characters of johnny-five's table. */
import type { DisplayNumber } from "./number-display.ts";

/** Series letters that seven segments form so that nobody takes them for another or for a digit; K, M, V, W and X are none of them. */
const forms: Readonly<Record<string, string>> = {
  ...{ A: "A", B: "b", C: "C", D: "d", E: "E", F: "F", G: "G", H: "H", J: "J", L: "L", N: "n", P: "P", R: "r", T: "t", U: "U", Y: "Y" },
};

/**
 * At the right end, the last letter with a point that parts it from the count: `A.12`. Where a letter cannot be formed, or the whole is too
 * long, the count alone: a count always fits four digits whole. Null: nothing is shown.
 */
export function digitCells(number: DisplayNumber | null, digits: number): readonly string[] | null {
  if (!number) return null;
  const count = [...String(number.count)];
  const letters = [...number.letter].map((letter, at) => forms[letter] && `${forms[letter]}${at === number.letter.length - 1 ? "." : ""}`);
  const formed = letters.filter((letter) => letter !== undefined);
  const whole = formed.length === letters.length ? [...formed, ...count] : count;
  const cells = whole.length <= digits ? whole : count;
  return [...Array.from({ length: digits - cells.length }, () => " "), ...cells];
}
