/** Text on a label: as large as it may be, and never wider than its room, whatever font the printing computer has. */

/**
 * How wide a letter is at most, in parts of the font's height, over Arial, Helvetica, Liberation Sans and DejaVu Sans, bold: the widest of
 * them, so that a text that fits by these fits in each.
 */
const widest: readonly { readonly letters: RegExp; readonly em: number }[] = [
  { letters: /[iljI.,:;'’!|()[\] ]/u, em: 0.46 },
  { letters: /[mwMW@%—…]/u, em: 1.11 },
  { letters: /[\u2e80-\uffff]/u, em: 1.2 },
  { letters: /[\p{Lu}\p{N}&]/u, em: 0.87 },
];
const otherEm = 0.73;

export function widthEm(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (widest.find(({ letters }) => letters.test(letter))?.em ?? otherEm), 0);
}

export interface Set {
  readonly text: string;
  readonly sizeMm: number;
}

interface Sizes {
  readonly largest: number;
  readonly smallest: number;
}

/** On one line if it fits at the smallest size; else on two at that size, and what is more is cut with an ellipsis. */
export function fitted(text: string, roomMm: number, { largest, smallest }: Sizes): Set[] {
  const sizeMm = Math.min(largest, roomMm / widthEm(text));
  if (sizeMm >= smallest) return [{ text, sizeMm: Math.floor(sizeMm * 100) / 100 }];
  const roomEm = roomMm / smallest;
  const first = begins(text, roomEm);
  const rest = text.slice(first.length).trimStart();
  return [first.trimEnd(), widthEm(rest) <= roomEm ? rest : cut(rest, roomEm)].map((line) => ({ text: line, sizeMm: smallest }));
}

/** As much of the text's beginning as fits, up to a space or behind a hyphen where there is one. */
function begins(text: string, roomEm: number): string {
  const letters = Array.from(text);
  while (letters.length > 1 && widthEm(letters.join("")) > roomEm) letters.pop();
  const fits = letters.join("");
  const last = Math.max(fits.lastIndexOf(" "), fits.lastIndexOf("-"));
  return last > 0 ? fits.slice(0, last + 1) : fits;
}

function cut(text: string, roomEm: number): string {
  const letters = Array.from(text);
  while (letters.length > 0 && widthEm(`${letters.join("").trimEnd()}…`) > roomEm) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
