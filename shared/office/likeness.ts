/** How surely a word that was typed is a word of the catalogue. Both as `wordsOf` writes them. */
import { typingDistance } from "./distance.ts";

/** Shorter words have too many neighbours for a typing slip to be forgiven. */
const slipLettersMin = 5;
/** In the other language short beginnings mean nothing: the English "car" is not the French "carte". */
const otherLanguagePrefixMin = 4;

/** 1 for the same word, less for its beginning while it is being typed, for another form of it, for one typing slip; 0 for another word. */
export function likeness(word: string, known: string, isMine: boolean, isUnfinished: boolean): number {
  if (word === known) return 1;
  if (isUnfinished && word.length >= (isMine ? 2 : otherLanguagePrefixMin) && known.startsWith(word)) return 0.9;
  if (!isMine) return 0;
  return Math.max(otherForm(word, known), oneSlip(word, known, isUnfinished));
}

/** `renew` and `renewal`, `déménagé` and `déménagement`: most of the longer word is their common beginning. */
function otherForm(word: string, known: string): number {
  const longer = Math.max(word.length, known.length);
  let same = 0;
  while (same < longer && word[same] === known[same]) same += 1;
  return same >= 4 && same >= 0.6 * longer ? 0.85 * (same / longer) : 0;
}

function oneSlip(word: string, known: string, isUnfinished: boolean): number {
  // A letter may be the one left out.
  if (word.length < slipLettersMin - 1 || Math.max(word.length, known.length) < slipLettersMin) return 0;
  if (typingDistance(word, known, 1) <= 1) return 0.6;
  if (!isUnfinished || word.length < slipLettersMin) return 0;
  // While the word is still being typed, its beginning may hold the slip.
  const beginnings = [word.length - 1, word.length, word.length + 1].filter((length) => length < known.length);
  return beginnings.some((length) => typingDistance(word, known.slice(0, length), 1) <= 1) ? 0.4 : 0;
}
