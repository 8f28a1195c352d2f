/** The search, apart from the page's first script: a kiosk shows its first screen without it. */
import type { PublicService } from "#shared/office/public.ts";
import { prepareSearch, searchPrepared } from "#shared/office/search.ts";
import type { Language } from "#shared/texts/language.ts";

export type Finding = (language: Language, query: string, max: number) => readonly PublicService[];

/** Prepared once: it is asked at each key. */
export function findingIn(services: readonly PublicService[]): Finding {
  const catalogue = prepareSearch(services);
  return (language, query, max) => searchPrepared(catalogue, language, query, max);
}
