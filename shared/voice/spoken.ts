/**
 * What the waiting room hears, as text for a speech synthesiser: "Ticket A-42, counter 3". The hyphen makes synthesisers read a
 * letter as a letter ("A 42" is read as the article) and the count as a whole number. Two letters of a French series have a comma
 * between them, since a hyphen runs them together: J-A would be "ya", A-B the abbot. In English a comma would make A the article again.
 */
import type { Localized } from "../office/basics.ts";
import type { Language } from "../texts/language.ts";
import { paperCountMax, type TicketNumber } from "../ticket/number.ts";
import { numberWords, type SpokenPart } from "./pack.ts";

export interface Announcement {
  readonly number: TicketNumber;
  /** The counter as the board shows it, such as 3 or B2. */
  readonly label: string;
  /** How to find it from the waiting room, where the office has written that. */
  readonly direction?: Localized | null | undefined;
}

/**
 * `short` leaves out the word "Ticket" and the way: for when several calls wait to be spoken. Whoever is called for the first time here
 * needs the way as much as the number, so it is said wherever the office has written one.
 */
export function spoken(announcement: Announcement, language: Language, length: "full" | "short" = "full"): string {
  const named = words[language];
  const { letter, count } = announcement.number;
  const shown = ((count - 1) % paperCountMax) + 1;
  const number = `${spell(letter, named)}-${shown}`;
  const call = `${number}, ${named.counter} ${spokenLabel(announcement.label, named)}`;
  if (length === "short") return call;
  return [`${named.ticket} ${call}`, ...spokenWay(announcement.direction?.[language])].join(", ");
}

/** The same sentence in the parts of which a recorded voice is put together; `counter` names the recording of its way. */
export function spokenParts(
  announcement: Announcement,
  counter: string,
  language: Language,
  length: "full" | "short" = "full",
): SpokenPart[] {
  const named = words[language];
  const { letter, count } = announcement.number;
  const way = length === "full" ? spokenWay(announcement.direction?.[language]) : [];
  return [
    ...(length === "full" ? [{ word: "ticket", text: named.ticket, pause: false }] : []),
    ...lettersIn(letter, named),
    ...numberIn(((count - 1) % paperCountMax) + 1),
    { word: "counter", text: named.counter, pause: true },
    ...labelParts(announcement.label).flatMap((part) => (/^\d/.test(part) ? numberIn(Number(part)) : lettersIn(part, named))),
    ...way.map((text) => ({ word: `way-${counter}`, text, pause: true })),
  ];
}

/** A letter alone would be read as an article or a pronoun: the full stop makes it a name. */
function lettersIn(letters: string, { letters: names }: Words): SpokenPart[] {
  return [...letters].map((each) => ({ word: `letter-${each}`, text: `${names[each] ?? each}.`, pause: false }));
}

function numberIn(count: number): SpokenPart[] {
  const parts = count >= 1 && count <= paperCountMax ? numberWords(count) : [count];
  return parts.map((part) => ({ word: `number-${part}`, text: String(part), pause: false }));
}

/** The citizen's language first, then the office's others. */
export function spokenLanguages(citizen: Language, office: readonly Language[]): Language[] {
  return [...(office.includes(citizen) ? [citizen] : []), ...office.filter((each) => each !== citizen)];
}

interface Words {
  readonly ticket: string;
  readonly counter: string;
  /** What stands between two letters. */
  readonly between: string;
  /** Letters that a synthesiser does not read as their name. */
  readonly letters: Readonly<Record<string, string>>;
}

const words: Readonly<Record<Language, Words>> = {
  en: { ticket: "Ticket", counter: "counter", between: "-", letters: {} },
  // A lone "Y" is read as the pronoun.
  fr: { ticket: "Billet", counter: "comptoir", between: ",", letters: { Y: "i-grec" } },
};

function spell(letters: string, { letters: names, between }: Words): string {
  return [...letters].map((each) => names[each] ?? each).join(between);
}

/** Without the full stop that the sentence does not need, and without brackets: two of them begin phonemes in espeak-ng. */
function spokenWay(direction: string | undefined): string[] {
  const way = (direction ?? "")
    .replace(/[[\]<>]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/[\s.,;:!]+$/, "")
    .trim();
  return way === "" ? [] : [way];
}

/** Letters by name, digits as one number without leading zeros. */
function spokenLabel(label: string, named: Words): string {
  return labelParts(label)
    .map((part) => (/^\d/.test(part) ? String(Number(part)) : spell(part, named)))
    .join("-");
}

function labelParts(label: string): readonly string[] {
  return label.toUpperCase().match(/\d+|\p{L}/gu) ?? [label];
}

/** The espeak-ng voice of each language; it has neither en-CA nor fr-CA. */
export const espeakVoice: Readonly<Record<Language, string>> = { en: "en-us", fr: "fr-fr" };
