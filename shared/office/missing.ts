/** What a service still lacks for citizens: a name of their own, everyday words. The office opens without; somebody should write it. */
import { type Language, languages } from "../texts/language.ts";
import type { OfficeConfiguration, Service } from "./configuration.ts";
import { both, type Finding } from "./problem.ts";

export interface Missing {
  readonly service: string;
  readonly what: "name" | "words";
  readonly language: Language;
}

/** In the order of the catalogue. Services that only agents choose need neither, nor do those that are switched off. */
export function missingIn({ office, services }: OfficeConfiguration): Missing[] {
  return services
    .filter(({ offered, active }) => offered === "kiosk" && active !== false)
    .flatMap((each) => missingOf(each, office.languages));
}

export function missingOf(service: Service, spoken: readonly Language[]): Missing[] {
  const { id, unnamed = [], words } = service;
  return languages
    .filter((language) => spoken.includes(language))
    .flatMap((language): Missing[] => [
      ...(unnamed.includes(language) ? [{ service: id, what: "name", language } as const] : []),
      ...(words[language].length === 0 ? [{ service: id, what: "words", language } as const] : []),
    ]);
}

/** The same in words, at its place in the file. */
export function missingFinding({ service, what, language }: Missing, { office, services }: OfficeConfiguration): Finding {
  const index = services.findIndex(({ id }) => id === service);
  const path = ["services", index, what, language];
  const tongue = { en: "English", fr: "French" }[language];
  const langue = { en: "anglais", fr: "français" }[language];
  if (what === "words") {
    const advice = both(
      `Write up to 20 words that people would type, in "words.${language}".`,
      `Écrivez jusqu'à 20 mots que les gens taperaient, dans « words.${language} ».`,
    );
    const found = both(
      `has no everyday words in ${tongue}, so search finds it by its name only`,
      `n'a pas de mots de tous les jours en ${langue} : la recherche ne le trouve que par son nom`,
    );
    return { path, seen: [], what: found, advice };
  }
  const isHidden = office.languages.every((each) => services[index]?.unnamed?.includes(each));
  const found = both(
    `has no public name in ${tongue}, so ${isHidden ? "kiosks do not show it" : "kiosks show the other language's"}`,
    `n'a pas de nom public en ${langue} : les bornes ${isHidden ? "ne le montrent pas" : "montrent celui de l'autre langue"}`,
  );
  const advice = both(
    `Write what citizens call it in "name.${language}", and take "${language}" out of "unnamed".`,
    `Écrivez dans « name.${language} » comment les citoyens l'appellent, et retirez « ${language} » de « unnamed ».`,
  );
  return { path, seen: services[index]?.name[language], what: found, advice };
}
