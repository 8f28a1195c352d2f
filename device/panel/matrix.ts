/** A call as modules of 8 by 8 lamps in a row show it: pure, from a number to pixels, and to the bytes of their controllers. */
import { glyphs } from "./glyphs.ts";
import type { DisplayNumber } from "./number-display.ts";

/** A module is as wide as it is high. */
export const moduleSide = 8;

/** Rows from the top, columns from the left, a `#` for each lamp that is lit. */
export type Pixels = readonly string[];

/**
 * At the right end: `A12`. What is too long, or has no form, is left to its count, which fits three modules whole. Null: nothing is shown.
 */
export function matrixPixels(number: DisplayNumber | null, modules: number): Pixels | null {
  if (!number) return null;
  const width = modules * moduleSide;
  const count = written(String(number.count));
  const whole = written(`${number.letter}${number.count}`);
  const rows = whole && widthOf(whole) <= width ? whole : (count ?? []);
  return Array.from({ length: moduleSide }, (_, row) => (rows[row] ?? "").padStart(width, "."));
}

/** Of one row, the byte of each module from the left: its leftmost lamp is the highest bit, as modules of this kind are wired. */
export function rowBytes(row: string): readonly number[] {
  const bits = row.replaceAll("#", "1").replaceAll(".", "0");
  const places = Array.from({ length: row.length / moduleSide }, (_, module) => module * moduleSide);
  return places.map((from) => Number.parseInt(bits.slice(from, from + moduleSide), 2));
}

/** Rows of a text, one dark column between characters; undefined where one has no form. */
function written(text: string): Pixels | undefined {
  const forms = [...text].map((character) => glyphs[character]?.split(" "));
  const [first] = forms;
  if (!first || forms.includes(undefined)) return undefined;
  return first.map((_, row) => forms.map((form) => form?.[row]).join("."));
}

function widthOf(pixels: Pixels): number {
  return pixels[0]?.length ?? 0;
}
