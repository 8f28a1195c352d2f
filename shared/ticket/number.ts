/**
 * Ticket numbers: series letters that cannot be misread, and how a running count looks on paper.
 * A letter is given once in the life of an office; rows carry the running count, paper shows it modulo 9,999.
 */

/** The 21 letters that cannot be misread for a digit or another letter (no I, O, Q, S, Z). */
export const seriesLetters = "ABCDEFGHJKLMNPRTUVWXY";

/** The longest count that paper shows; the count after it is shown as 1 again. */
export const paperCountMax = 9_999;

/** One number: the series' letter (or pair) and its running count, which never wraps. */
export interface TicketNumber {
  readonly letter: string;
  readonly count: number;
}

/** What a person reads: `A12`. Without padding, so that speech and eye agree. */
export function paperNumber(number: TicketNumber): string {
  return `${number.letter}${((number.count - 1) % paperCountMax) + 1}`;
}

/** How many letters and pairs there are in all: 21 single ones, then 441 pairs. */
export const seriesLettersTotal = seriesLetters.length + seriesLetters.length ** 2;

/** The letter (or pair) with this place in the order of giving, counted from 0; undefined past the last pair. */
export function letterAt(ordinal: number): string | undefined {
  const single = seriesLetters.length;
  if (ordinal < 0 || !Number.isInteger(ordinal)) return undefined;
  if (ordinal < single) return seriesLetters[ordinal];
  const pair = ordinal - single;
  if (pair >= single * single) return undefined;
  return `${seriesLetters[Math.floor(pair / single)]}${seriesLetters[pair % single]}`;
}

/** The place of a letter or pair in the order of giving; undefined when it is not one of ours. */
export function letterOrdinal(letter: string): number | undefined {
  const single = seriesLetters.length;
  const first = seriesLetters.indexOf(letter.charAt(0));
  if (first < 0 || letter.length > 2 || letter.length === 0) return undefined;
  if (letter.length === 1) return first;
  const second = seriesLetters.indexOf(letter.charAt(1));
  return second < 0 ? undefined : single + first * single + second;
}
