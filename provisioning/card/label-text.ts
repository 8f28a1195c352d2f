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

/** Between the sizes, whole if it fits at the smallest, else cut with an ellipsis. */
export function fitted(text: string, roomMm: number, { largest, smallest }: { readonly largest: number; readonly smallest: number }): Set {
  const sizeMm = Math.min(largest, roomMm / widthEm(text));
  if (sizeMm >= smallest) return { text, sizeMm: Math.floor(sizeMm * 100) / 100 };
  const letters = Array.from(text);
  while (letters.length > 0 && widthEm(`${letters.join("").trimEnd()}…`) * smallest > roomMm) letters.pop();
  return { text: `${letters.join("").trimEnd()}…`, sizeMm: smallest };
}
