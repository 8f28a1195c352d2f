/**
 * How large a board's letters must be, from the room it hangs in: what fits follows from that, never the other way round.
 * EN 301 549 clause 5.1.4: a capital subtends at least 0.7 degrees at the farthest seat. NUREG-0700: nothing under 16 minutes of arc.
 */

export interface Screen {
  readonly inches: number;
  readonly farthestSeatMetres: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export interface BoardGeometry {
  /** Font of numbers and counters, in px. */
  readonly big: number;
  /** Font of everything else. */
  readonly small: number;
  /** Calls on one page. */
  readonly rows: number;
  /** Width of the column beside the calls. */
  readonly side: number;
  /** Calls that have ended, shown beside. */
  readonly before: number;
  readonly padding: number;
  /** Font of the note that the connection is lost. */
  readonly note: number;
  /** Letters of one language that the note has room for. */
  readonly noteLetters: number;
  /** What else a row has room for, beside the number and the counter. */
  readonly arrow: boolean;
  readonly words: boolean;
}

/** Capital height of BC Sans, in em. */
const capHeightEm = 0.714;
const bigDegrees = 0.7;
const smallDegrees = 16 / 60;
/** Where a screen says nothing about its room. */
const screenUsual: Screen = { inches: 43, farthestSeatMetres: 4 };
/** A row needs its capital and two thirds of one around it. */
const rowEm = 1.17;
/** A letter and three digits, and a counter of two; with the arrow between them. Longer ones are set smaller, row by row. */
const callEm = 4.6;
const callWithArrowEm = 5.3;
/** The longest words of a row, in the small font. */
const wordsEm = 9.4;
/** A letter of running text, with room for a line that breaks early. */
const noteEm = 0.54;
const rowsMax = 8;
const beforeMax = 6;

/** What takes its own room at the edges, so that it covers no call. */
export interface Strips {
  /** Under the calls: that the connection is lost, or what the office says. */
  readonly note: boolean;
  /** Above them: that staff practise. */
  readonly band: boolean;
}

export function boardGeometry(
  { width, height }: Viewport,
  screen: Screen | null,
  strips: Strips = { note: false, band: false },
): BoardGeometry {
  const { inches, farthestSeatMetres } = screen ?? screenUsual;
  const pxPerMm = Math.hypot(width, height) / (inches * 25.4);
  const fontPx = (degrees: number) => (farthestSeatMetres * 1000 * Math.tan((degrees * Math.PI) / 180) * pxPerMm) / capHeightEm;
  const padding = Math.round(Math.min(width, height) * 0.03);
  const side = Math.round(width * 0.3);
  const callWidth = width - side - padding * 3;
  // Beyond this the number itself would be cut; the room then needs a larger screen.
  const big = Math.min(fontPx(bigDegrees), callWidth / callEm, height * 0.42);
  const small = Math.min(fontPx(smallDegrees), big * 0.42);
  const note = Math.min(small, width * 0.027);
  const room = height - (strips.note ? note * 2.5 + padding * 1.3 : 0) - (strips.band ? note * 1.25 + padding * 0.8 : 0);
  const rows = Math.floor((room - small * 2.4 - padding * 2) / (big * rowEm));
  // Beside the calls: the clock, who waits, the heading of what was before, and the office's name in small print.
  const before = Math.floor((room - small * 7.9 - padding * 3) / (small * 1.45));
  return {
    ...{ big, small, side, padding, note },
    // Two lines of half the screen's width, with some room left for where words break.
    noteLetters: Math.floor((2 * (width / 2 - padding * 1.5)) / (note * noteEm)),
    rows: Math.max(1, Math.min(rowsMax, rows)),
    before: Math.max(0, Math.min(beforeMax, before)),
    arrow: callWidth >= big * callWithArrowEm,
    words: callWidth >= big * callWithArrowEm + small * wordsEm,
  };
}

/** The height of a capital, in minutes of arc, as seen from the farthest seat. */
export function arcMinutes(fontPx: number, { width, height }: Viewport, screen: Screen): number {
  const mm = (fontPx * capHeightEm * screen.inches * 25.4) / Math.hypot(width, height);
  return (Math.atan(mm / (screen.farthestSeatMetres * 1000)) * 180 * 60) / Math.PI;
}
