/** Finds services by the words citizens use: without accents, from the first letters on, forgiving one typing error. */
import type { Language } from "../texts/language.ts";
import { languages } from "../texts/language.ts";
import type { Localized } from "./configuration.ts";
import { typingDistance } from "./distance.ts";

/** What search reads of a service: kiosks hold the public part only. */
export interface Searchable {
  readonly name: Localized;
  readonly words: { readonly [language in Language]: readonly string[] };
}

const queryLettersMax = 80;
const queryWordsMax = 8;
/** Shorter words have too many neighbours for a typing error to be forgiven. */
const typoLettersMin = 5;
/** In the other language short beginnings mean nothing: the English "car" is not the French "carte". */
const otherLanguagePrefixMin = 4;

/** Words that say nothing about the matter, in either language; dropped unless nothing else is left. */
const emptyWords: ReadonlySet<string> = new Set(
  "a an and at de des du en et for get how i in is la le les l d j ai je m ma mes mon my need of on or ou pour the to un une want with your".split(
    " ",
  ),
);

/** A service with its words ready to compare. Preparing costs more than searching, so a page that searches at each key prepares once. */
export interface Prepared<T extends Searchable> {
  readonly service: T;
  readonly texts: {
    readonly [language in Language]: {
      readonly name: readonly string[];
      readonly words: readonly string[];
      readonly phrases: ReadonlySet<string>;
    };
  };
}

export function prepareSearch<T extends Searchable>(services: readonly T[]): Prepared<T>[] {
  const textsIn = (service: T, language: Language) => {
    const phrases = service.words[language];
    return {
      name: wordsOf(service.name[language]),
      words: [...new Set(phrases.flatMap(wordsOf))],
      phrases: new Set([service.name[language], ...phrases].map((phrase) => tellingWords(phrase).join(" "))),
    };
  };
  return services.map((service) => ({ service, texts: { en: textsIn(service, "en"), fr: textsIn(service, "fr") } }));
}

/**
 * At most `max` services, the best first; none for fewer than two letters. A match in a name stands above one in the search
 * words, and the chosen language above the other; equals keep the order of the catalogue, which is most-asked first.
 */
export function searchServices<T extends Searchable>(services: readonly T[], language: Language, query: string, max: number): T[] {
  return searchPrepared(prepareSearch(services), language, query, max);
}

/** The same over services prepared before. */
export function searchPrepared<T extends Searchable>(
  prepared: readonly Prepared<T>[],
  language: Language,
  query: string,
  max: number,
): T[] {
  const phrase = query.slice(0, queryLettersMax);
  if (wordsOf(phrase).join("").length < 2) return [];
  const asked = [...new Set(tellingWords(phrase))].slice(0, queryWordsMax);
  return prepared
    .map((each, place) => ({ service: each.service, place, ...rate(each, language, asked) }))
    .filter(({ found }) => found > 0 && found >= asked.length / 2)
    .sort((a, b) => b.found - a.found || b.points - a.points || a.place - b.place)
    .slice(0, Math.max(0, max))
    .map(({ service }) => service);
}

/** How many of the asked words the service answers, and how well. */
function rate<T extends Searchable>(
  { texts }: Prepared<T>,
  language: Language,
  asked: readonly string[],
): { found: number; points: number } {
  const fields = languages.flatMap((each) => {
    const mine = each === language;
    return [
      { words: texts[each].name, weight: mine ? 100 : 60, mine },
      { words: texts[each].words, weight: mine ? 80 : 48, mine },
    ];
  });
  let found = 0;
  let points = 0;
  for (const word of asked) {
    let best = 0;
    for (const { words, weight, mine } of fields) {
      for (const candidate of words) best = Math.max(best, weight * likeness(word, candidate, mine));
    }
    if (best > 0) found += 1;
    points += best;
  }
  return { found, points: points + wholePhrase(texts[language].phrases, asked) };
}

/** 1 for the same word, a little less for its beginning, half for one typing error in it, 0 for another word. */
function likeness(word: string, candidate: string, mine: boolean): number {
  if (word === candidate) return 1;
  if (word.length >= (mine ? 2 : otherLanguagePrefixMin) && candidate.startsWith(word)) return 0.9;
  if (!mine || word.length < typoLettersMin) return 0;
  if (typingDistance(word, candidate, 1) <= 1) return 0.5;
  // While the word is still being typed, its beginning may hold the error.
  const beginnings = [word.length - 1, word.length, word.length + 1].filter((length) => length < candidate.length);
  return beginnings.some((length) => typingDistance(word, candidate.slice(0, length), 1) <= 1) ? 0.4 : 0;
}

/** A search word asked for as it stands, such as "hydro bill", outweighs the same words scattered over a service. */
function wholePhrase(phrases: ReadonlySet<string>, asked: readonly string[]): number {
  if (!phrases.has(asked.join(" "))) return 0;
  // One word alone must not lift a search word over a name.
  return asked.length > 1 ? 15 : 5;
}

/** The words that say something about the matter; all of them where none does. */
function tellingWords(text: string): string[] {
  const all = wordsOf(text);
  const telling = all.filter((word) => !emptyWords.has(word));
  return telling.length > 0 ? telling : all;
}

/** Words in lower case without accents; `driver's` is one word, `l'adresse` two. */
function wordsOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll(/['’](?=s\b)/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
