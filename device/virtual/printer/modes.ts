/** What ESC/POS commands can set, and its state after power-on or `ESC @`. All lengths are dots of a 203 dpi head: 8 to the millimetre. */

export interface Modes {
  readonly font: "a" | "b";
  readonly bold: boolean;
  readonly doubleStrike: boolean;
  /** Thickness in dots. */
  readonly underlineDots: 0 | 1 | 2;
  readonly invert: boolean;
  readonly widthTimes: number;
  readonly heightTimes: number;
  /** To the right of each character, before it is widened. */
  readonly spacingDots: number;
  readonly lineSpacingDots: number;
  readonly codePage: number;
  readonly international: number;
  readonly upsideDown: boolean;
  /** Columns of font A's standard width; none after the last. */
  readonly tabColumns: readonly number[];
  readonly align: "left" | "centre" | "right";
  readonly leftMarginDots: number;
  readonly areaWidthDots: number;
}

export const dotsPerMm = 8;
export const defaultLineSpacingDots = 30;
export const fontCells = { a: { widthDots: 12, heightDots: 24 }, b: { widthDots: 9, heightDots: 17 } } as const;

/** `areaWidthDots`: what the model's head covers. */
export function defaultModes(areaWidthDots: number): Modes {
  return { ...powerOnModes, areaWidthDots };
}

const powerOnModes: Omit<Modes, "areaWidthDots"> = {
  font: "a",
  bold: false,
  doubleStrike: false,
  underlineDots: 0,
  invert: false,
  widthTimes: 1,
  heightTimes: 1,
  spacingDots: 0,
  lineSpacingDots: defaultLineSpacingDots,
  codePage: 0,
  international: 0,
  upsideDown: false,
  tabColumns: Array.from({ length: 31 }, (_, index) => 8 * (index + 1)),
  align: "left",
  leftMarginDots: 0,
};
