/** What the office says and in which languages and hours: known time zone, reviewed languages, choices that can be told apart. */
import { languages } from "../texts/language.ts";
import { both, didYouMean, type Finding } from "./problem.ts";
import { itemsOf, textOf, textsOf } from "./reading.ts";

export function sayingFindings(input: unknown): Finding[] {
  return [...timeZone(input), ...unreviewed(input), ...sameNames(input)];
}

function timeZone(input: unknown): Finding[] {
  const zone = textOf(input, "office", "timeZone");
  if (zone === undefined || zone === "" || isTimeZone(zone)) return [];
  const otherwise = both(
    'Write a region and a city, such as "America/Vancouver".',
    "Écrivez une région et une ville, comme « America/Vancouver ».",
  );
  const advice = didYouMean(zone, Intl.supportedValuesOf("timeZone"), otherwise);
  const what = both("is not a known time zone", "n'est pas un fuseau horaire connu");
  return [{ path: ["office", "timeZone"], seen: zone, what, advice }];
}

function isTimeZone(zone: string): boolean {
  // An offset such as -08:00 is accepted by Intl but knows no daylight saving time and no change of law.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en-CA", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function unreviewed(input: unknown): Finding[] {
  const spoken = new Set(textsOf(input, "office", "languages").map(({ text }) => text));
  return textsOf(input, "office", "unreviewed").flatMap(({ index, text }): Finding[] => {
    // A language the product does not speak at all is told by the shape.
    if (spoken.has(text) || !languages.some((known) => known === text)) return [];
    const what = both("is not a language of this office", "n'est pas une langue de ce bureau");
    const advice = both('Remove it, or add it to "languages".', "Retirez-la, ou ajoutez-la à « languages ».");
    return [{ path: ["office", "unreviewed", index], seen: text, what, advice }];
  });
}

/** Two services a citizen could not tell apart on the screen. */
function sameNames(input: unknown): Finding[] {
  const spoken = textsOf(input, "office", "languages").map(({ text }) => text);
  return [...new Set(spoken)].flatMap((language) => {
    const firsts = new Map<string, number>();
    return itemsOf(input, "services").flatMap(({ index, value }): Finding[] => {
      const name = textOf(value, "name", language);
      if (name === undefined || textOf(value, "offered") !== "kiosk") return [];
      const key = JSON.stringify([textOf(value, "programme"), name.trim().toLowerCase()]);
      const first = firsts.get(key);
      if (first === undefined) {
        firsts.set(key, index);
        return [];
      }
      const what = both(
        `services[${first}] of the same programme has this name too`,
        `services[${first}] du même programme porte aussi ce nom`,
      );
      const advice = both("Give each its own name.", "Donnez à chacun son nom.");
      return [{ path: ["services", index, "name", language], seen: name, what, advice }];
    });
  });
}
