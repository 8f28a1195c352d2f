/**
 * How a page holds its words: one catalogue of one type in each language, so that a missing or misspelt key does not compile.
 * `export const texts: Catalogues<KioskTexts> = { en: {...}, fr: {...} }`.
 */
import { type Language, languages } from "#shared/texts/language.ts";

export type Catalogues<Texts> = Readonly<Record<Language, Texts>>;

/** The language tag for `lang` attributes and for Intl. */
export function localeOf(language: Language): "en-CA" | "fr-CA" {
  return language === "en" ? "en-CA" : "fr-CA";
}

/** A language by its own name: how a switch is labelled. */
export function ownName(language: Language): string {
  return language === "en" ? "English" : "Français";
}

/** The one to switch to; the same where the office speaks one only. */
export function otherLanguage(language: Language, spoken: readonly Language[] = languages): Language {
  return spoken.find((each) => each !== language) ?? language;
}

/** `2:05 p.m.`, `14 h 05`, `9 h`; in minutes since midnight. */
export function timeOfDay(minutes: number, language: Language): string {
  const past = minutes % 60;
  if (language === "fr") return `${Math.floor(minutes / 60)}\u00a0h${past > 0 ? `\u00a0${String(past).padStart(2, "0")}` : ""}`;
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: "short", timeZone: "UTC" }).format(minutes * 60_000);
}

/** `2026-11-23` as people say it: `Monday, November 23`. */
export function dayOfDate(date: string, language: Language): string {
  const day = new Intl.DateTimeFormat(localeOf(language), { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
  return day.format(Date.parse(date));
}

/** French counts 0 and 1 as one, English only 1. */
export function counted(language: Language, count: number, one: string, many: string): string {
  const single = language === "fr" ? Math.abs(count) < 2 : count === 1;
  return single ? one : many;
}

/** Every text of a catalogue, with functions called on sample values: for tests that look for a foreign word. */
export function everyText(catalogue: unknown): string[] {
  if (typeof catalogue === "string") return [catalogue];
  if (typeof catalogue === "function") return everyText(catalogue(2, 3));
  if (typeof catalogue === "object" && catalogue !== null) return Object.values(catalogue).flatMap(everyText);
  return [];
}
