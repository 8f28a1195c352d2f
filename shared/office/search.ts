/**
 * Finds services by the words citizens use, from one word to a whole sentence: without accents, from the first letters on,
 * forgiving one typing slip in a word. A rare word says more than a common one; a word the catalogue does not know says nothing.
 */
import type { Language } from "../texts/language.ts";
import { languages } from "../texts/language.ts";
import type { Localized } from "./configuration.ts";
import { likeness } from "./likeness.ts";
import { tellingWords, wordsOf } from "./search-words.ts";

/** What search reads of a service: kiosks hold the public part only. */
export interface Searchable {
  readonly name: Localized;
  readonly words: { readonly [language in Language]: readonly string[] };
}

const queryLettersMax = 120;
const queryWordsMax = 12;

const nameWeight = 1;
const wordWeight = 0.8;
const otherLanguageWeight = 0.75;
/** A phrase of the catalogue found whole in what was asked counts this much more than its words apart. */
const phraseWeight = 0.5;
const loneWordWeight = 0.05;
/** What is so much weaker than the best is no answer. */
const weakest = 0.2;

/** Services with their words ready to compare. Preparing costs more than searching, so a page that searches at each key prepares once. */
export interface SearchIndex<T extends Searchable> {
  readonly services: readonly T[];
  readonly entries: { readonly [language in Language]: readonly Entry[] };
  readonly phrases: { readonly [language in Language]: readonly (readonly (readonly string[])[])[] };
}

/** A word of the catalogue, and the services that bear it: their place and the weight of where it stands. */
interface Entry {
  readonly word: string;
  readonly services: ReadonlyMap<number, number>;
}

export function prepareSearch<T extends Searchable>(services: readonly T[]): SearchIndex<T> {
  const entriesIn = (language: Language): Entry[] => {
    const entries = new Map<string, Map<number, number>>();
    const put = (word: string, place: number, weight: number) => {
      const services = entries.get(word) ?? new Map<number, number>();
      entries.set(word, services.set(place, Math.max(weight, services.get(place) ?? 0)));
    };
    for (const [place, { name, words }] of services.entries()) {
      for (const word of tellingWords(name[language], language)) put(word, place, nameWeight);
      for (const phrase of words[language]) for (const word of tellingWords(phrase, language)) put(word, place, wordWeight);
    }
    return [...entries].map(([word, of]) => ({ word, services: of }));
  };
  const phrasesIn = (language: Language) =>
    services.map(({ name, words }) => [name[language], ...words[language]].map((phrase) => tellingWords(phrase, language)));
  return {
    services,
    entries: { en: entriesIn("en"), fr: entriesIn("fr") },
    phrases: { en: phrasesIn("en"), fr: phrasesIn("fr") },
  };
}

/** At most `max` services, the best first; none for fewer than two letters. Equals keep the order of the catalogue, most-asked first. */
export function searchServices<T extends Searchable>(services: readonly T[], language: Language, query: string, max: number): T[] {
  return searchPrepared(prepareSearch(services), language, query, max);
}

/** The same over services prepared before. */
export function searchPrepared<T extends Searchable>(index: SearchIndex<T>, language: Language, query: string, max: number): T[] {
  const text = query.slice(0, queryLettersMax);
  if (wordsOf(text, language).join("").length < 2) return [];
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text);
  const asked = [...new Set(tellingWords(text, language))].slice(0, queryWordsMax);
  const answers = asked.map((word, place) => answer(index, language, word, isUnfinished && place === asked.length - 1));
  const points = index.services.map((_, place) => answers.reduce((sum, { says, of }) => sum + says * (of.get(place) ?? 0), 0));
  for (const [place, phrases] of index.phrases[language].entries()) {
    if (points[place]) points[place] += phrasesFound(phrases, answers);
  }
  const least = weakest * Math.max(...points);
  return index.services
    .map((service, place) => ({ service, points: points[place] ?? 0 }))
    .filter((each) => each.points > 0 && each.points >= least)
    .sort((a, b) => b.points - a.points)
    .slice(0, Math.max(0, max))
    .map(({ service }) => service);
}

/** What one asked word says: which services bear it and how surely, which words of the catalogue it may be, and how telling it is. */
interface Answer {
  readonly says: number;
  readonly of: ReadonlyMap<number, number>;
  readonly mayBe: ReadonlyMap<string, number>;
}

function answer<T extends Searchable>(index: SearchIndex<T>, language: Language, word: string, isUnfinished: boolean): Answer {
  const of = new Map<number, number>();
  const mayBe = new Map<string, number>();
  for (const each of languages) {
    const isMine = each === language;
    for (const entry of index.entries[each]) {
      const like = likeness(word, entry.word, isMine, isUnfinished);
      if (like === 0) continue;
      if (isMine) mayBe.set(entry.word, like);
      for (const [place, weight] of entry.services) {
        of.set(place, Math.max(of.get(place) ?? 0, like * weight * (isMine ? 1 : otherLanguageWeight)));
      }
    }
  }
  const bearers = [...of.values()].reduce((sum, sure) => sum + sure, 0);
  return { says: bearers === 0 ? 0 : Math.log(1 + index.services.length / bearers), of, mayBe };
}

/** The most telling phrase of a service whose every word was asked for. */
function phrasesFound(phrases: readonly (readonly string[])[], answers: readonly Answer[]): number {
  let best = 0;
  for (const phrase of phrases) {
    const found = phrase.map((word) => Math.max(0, ...answers.map(({ says, mayBe }) => says * (mayBe.get(word) ?? 0))));
    if (!found.every((each) => each > 0)) continue;
    // One word alone must not lift a search word over a name.
    best = Math.max(best, (phrase.length > 1 ? phraseWeight : loneWordWeight) * found.reduce((sum, each) => sum + each, 0));
  }
  return best;
}
