/** The items of a list as they are shown at the left: by name, with a word that tells them apart, found by what a person types. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { ListName } from "./fields.ts";

export interface Found {
  readonly id: string;
  readonly name: string;
  /** In smaller type under it. */
  readonly aside: string;
  readonly isOff: boolean;
}

/** `only`: those alone; null: all. */
export function foundIn(
  office: OfficeConfiguration,
  list: ListName,
  language: Language,
  asked: string,
  only: ReadonlySet<string> | null,
): readonly Found[] {
  const words = plain(asked).split(" ").filter(Boolean);
  return (office[list] ?? [])
    .filter(({ id }) => only === null || only.has(id))
    .filter((item) => words.length === 0 || words.every((word) => searched(item).includes(word)))
    .map((item) => shown(item, list, language, office));
}

type Item = NonNullable<OfficeConfiguration[ListName]>[number];

function shown(item: Item, list: ListName, language: Language, office: OfficeConfiguration): Found {
  const { id } = item;
  const isOff = "active" in item && item.active === false;
  return { id, name: nameOf(item, language), aside: asideOf(item, list, language, office), isOff };
}

function nameOf(item: Item, language: Language): string {
  if ("displayName" in item) return item.displayName;
  if ("text" in item) return item.text[language];
  if ("name" in item && item.name) return item.name[language];
  return item.id;
}

function asideOf(item: Item, list: ListName, language: Language, office: OfficeConfiguration): string {
  const named = (from: "zones" | "programmes", id: string) => office[from].find((each) => each.id === id)?.name[language] ?? id;
  if (list === "services" && "programme" in item) return named("programmes", item.programme);
  if ("zone" in item) return "label" in item ? `${item.label} · ${named("zones", item.zone)}` : named("zones", item.zone);
  if ("number" in item) return String(item.number);
  if ("until" in item && (item.from !== undefined || item.until !== undefined)) return `${item.from ?? ""} – ${item.until ?? ""}`;
  return "";
}

/** Everything a person may know an item by. */
function searched(item: Item): string {
  return plain(JSON.stringify(Object.values(item)));
}

function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
