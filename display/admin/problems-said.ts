/** What is wrong, by the names people use, each thing once, with the way to it. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Problem } from "#shared/office/problem.ts";
import { type Place, placeOfPath } from "./parts.ts";
import { labelOf, nameOf, placeOf, type Speaker } from "./words.ts";

export interface ProblemSaid {
  readonly place: Place;
  readonly where: string;
  readonly what: string;
}

export function problemsSaid(problems: readonly Problem[], office: OfficeConfiguration, speaker: Speaker): readonly ProblemSaid[] {
  const found = new Map<string, ProblemSaid>();
  for (const problem of problems) {
    const each = saidOf(problem, office, speaker);
    found.set(`${each.where}/${each.what}`, each);
  }
  return [...found.values()];
}

function saidOf({ path, what, advice }: Problem, office: OfficeConfiguration, speaker: Speaker): ProblemSaid {
  // Of a spreadsheet the cell is named: that is where it is put right.
  if (path.includes("!")) return { place: { part: "files", item: "" }, where: path, what: `${withoutOwner(what)}. ${advice}` };
  const at = placeOf(path, office);
  const place = placeOfPath(at);
  const inside = at.replace(/^\w+\[[^\]]*\]\.?/, "").replace(/\[\d+\]/g, "");
  const key = place.item === "" ? at.replace(/\[[^\]]*\]/g, "") : `${place.part}.${inside}`;
  const item = place.item === "" ? "" : `${nameOf(place.part, place.item, speaker)}${speaker.texts.colon}`;
  return { place, where: `${item}${labelOf(key, speaker.texts)}`, what: `${withoutOwner(what)}. ${advice}` };
}

/** The rules name the item by its list and id first, which the page says better. */
export function withoutOwner(what: string): string {
  return what.replace(/^\S+ "[^"]*" ?: /, "");
}
