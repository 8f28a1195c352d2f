/**
 * Whether all that is said before a ticket has room at its full size. Nothing on a kiosk scrolls: with many errands the same is said
 * smaller and shorter. An estimate, in units of the tall stage; what is on the screen is tested in a browser. Pure.
 */

/** What the screen has between its heading and its footer. */
const roomUnits = 1_480;
/** Buttons, people and the spaces between. */
const fixedUnits = 560;

export interface ToSay {
  /** The names of what the ticket is for. */
  readonly errands: readonly string[];
  readonly bring: readonly string[];
  /** Where else to go. */
  readonly elsewhere: readonly string[];
  readonly needs: number;
}

export function isCrowded({ errands, bring, elsewhere, needs }: ToSay): boolean {
  const chosen = errands.length === 1 ? 100 + 84 * lines(errands, 24) : 112 * errands.length;
  const toBring = bring.length === 0 ? 0 : 130 + 60 * Math.ceil(lines(bring, 20) / 2);
  const toGo = elsewhere.length === 0 ? 0 : 230 + 52 * lines(elsewhere, 42);
  const told = needs === 0 ? 0 : 90 + 62 * needs;
  return fixedUnits + chosen + toBring + toGo + told > roomUnits;
}

function lines(texts: readonly string[], lettersPerLine: number): number {
  return texts.reduce((sum, text) => sum + Math.ceil(text.length / lettersPerLine), 0);
}
