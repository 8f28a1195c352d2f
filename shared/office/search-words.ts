/** A text as the words that search compares: lower case, without accents, apostrophes and doubled letters. */
import type { Language } from "../texts/language.ts";

/** Words that say nothing about the matter, as `wordsOf` writes them. What means something in the catalogue ("will", "or") is not here. */
const emptyWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    wordsOf(
      `a about after again all am an and another any are as at be because been but by can cant come could did didnt do does doesnt dont
      for from gave get gets getting give go going got had has have having hello help here hers her hi him his how i ill im in into is
      isnt it its ive just know like make making me mine must my need needs not now of off on once one or our out please put
      should so some somebody someone something than thank thanks that thats the their them then there these they this those to today too up us very
      want wants was we well went were what whats when where which while who why with week wont would yes you your`,
      "en",
    ),
  ),
  fr: new Set(
    wordsOf(
      `a ai aider aimerais alors apres as au aussi aux avais avait avec avez avoir avons b besoin bonjour bonsoir c ca car ce cela ces cet cete
      chez ci combien comme coment d dans de des dis dit doi dois doit done donc donner du elle elles en encore es est et ete etes etre eu eux
      faire fais fait faut faudrait font ici il ils j je jusqu la le les leur leurs lui ma mais me merci mes met metre mien moi mon
      ne nos notre nous on ont ou par pas peu peut peuvent peux plait plus pour pourais pourquoi pouvez prendre pris qu quand que quel quele
      quelqu quelque quels qui quoi sa sais sans savoir se semaine sera ses si soit son sont souhaite suis sur ta tes toi ton tous tout toute tres trop trouver
      tu un une va vais vas vers veut veux viens vient voici voila voir vos votre voudrais vouloir voulez vous vraiment y`,
      "fr",
    ),
  ),
};

/** The words that say something about the matter; all of them where none does. */
export function tellingWords(text: string, language: Language): string[] {
  const all = wordsOf(text, language);
  const telling = all.filter((word) => !emptyWords[language].has(word));
  return telling.length > 0 ? telling : all;
}

/** `driver's` is one word; of `l'adresse` only the second part is. Doubled letters count once: `adresse` is `addresse`. */
export function wordsOf(text: string, language: Language): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
  return (language === "fr" ? plain.replaceAll(/\b(?:qu|[cdjlmnst])['’]/g, " ") : plain)
    .replaceAll(/['’]/g, "")
    .replaceAll(/(\p{L})\1+/gu, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
