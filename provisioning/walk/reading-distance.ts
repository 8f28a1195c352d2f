/**
 * How large letters must be for the farthest seat, and whether a screen has room for them.
 * EN 301 549 clause 5.1.4: a capital subtends at least 0.7 degrees; the board's page draws by the same rule.
 */

const degreesLeast = 0.7;
/** Capital height of BC Sans, and the height of a row of calls, in parts of the font's height. */
const capHeightEm = 0.714;
const rowEm = 1.17;
/** What a row's number and counter are wide, in parts of the font's height, and the part of the screen's width that calls have. */
const callEm = 4.6;
const callsPart = 0.7;
/** Eyes of somebody who sits. */
const seatedEyesMetres = 1.2;
/** Whoever stands before it hides what hangs lower. */
const bottomLeastMetres = 1.8;
const rowsWanted = 3;

export interface Measured {
  /** Diagonal of a screen of 16 to 9. */
  readonly inches: number;
  readonly farthestSeatMetres: number;
  /** From the floor to the screen's lower edge. */
  readonly bottomMetres: number;
}

export interface Advice {
  /** Height of a capital that the farthest seat needs. */
  readonly letterMm: number;
  /** Calls of that size that fit one below the other. */
  readonly rows: number;
  /** What to change; empty when all is well. */
  readonly advice: readonly string[];
}

export function adviceFor({ inches, farthestSeatMetres, bottomMetres }: Measured): Advice {
  const heightMm = (inches * 25.4 * 9) / Math.hypot(16, 9);
  const widthMm = (heightMm * 16) / 9;
  const middleMetres = bottomMetres + heightMm / 2_000;
  const lineMetres = Math.hypot(farthestSeatMetres, middleMetres - seatedEyesMetres);
  const letterMm = lineMetres * 1_000 * Math.tan((degreesLeast * Math.PI) / 180);
  const fontMm = letterMm / capHeightEm;
  const fitsAcross = fontMm * callEm <= widthMm * callsPart;
  const rows = fitsAcross ? Math.floor((heightMm * 0.85) / (fontMm * rowEm)) : 0;
  const advice = [
    ...(rows < rowsWanted
      ? [
          `From ${farthestSeatMetres} m only ${rows} calls can be read at once: use a larger screen, or a second board nearer to those seats.`,
        ]
      : []),
    ...(bottomMetres < bottomLeastMetres
      ? [`Hang it so that its lower edge is at least ${bottomLeastMetres} m high: whoever stands in front hides it now.`]
      : []),
  ];
  return { letterMm: Math.ceil(letterMm), rows, advice };
}
