/** The keys of the on-screen keyboard. Search reads letters without their accents; French gets a row of its own letters all the same. */
import type { Language } from "#shared/texts/language.ts";

/** A sentence fits. */
export const queryMax = 80;

const letters = ["qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;

export function keyRows(language: Language): readonly (readonly string[])[] {
  const rows = letters.map((row) => [...row]);
  return language === "fr" ? [[..."éèêàâçùôîï"], ...rows] : rows;
}

/** The query after one more key. Two spaces in a row say nothing. */
export function typed(query: string, key: string): string {
  if (key === " " && (query === "" || query.endsWith(" "))) return query;
  return (query + key).slice(0, queryMax);
}

/** For a code, which has no small letters. */
export const letterRows: readonly (readonly string[])[] = ["1234567890", ...letters].map((row) => [...row.toUpperCase()]);
/** For digits, as on a phone. */
export const padRows: readonly (readonly string[])[] = ["123", "456", "789", "0"].map((row) => [...row]);
