/** Changes and problems as a manager reads them: where, by the names people use, and what. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { type Change, differences, segmentsOf, valueAt } from "#shared/office/difference.ts";
import type { Language } from "#shared/texts/language.ts";
import type { FieldTexts } from "./field-texts.ts";

export interface Said {
  /** Whose: such as "Counter 3"; empty for the office itself. */
  readonly where: string;
  /** What of it: such as "Sign on the board". */
  readonly what: string;
  readonly kind: "new" | "gone" | "changed" | "order";
  /** Of a list: what went and what came, empty for nothing. */
  readonly before: string;
  readonly after: string;
}

export interface Speaker {
  readonly language: Language;
  readonly texts: FieldTexts;
  /** Where names are looked up, in turn: an item that is gone has its name in the older. */
  readonly offices: readonly (OfficeConfiguration | null)[];
}

export function said(change: Change, speaker: Speaker): Said {
  const { path, before, after, order } = change;
  const { texts } = speaker;
  const segments = segmentsOf(path);
  const at = segments.findIndex((each) => each.startsWith("["));
  const list = (at < 0 ? segments : segments.slice(0, at)).join(".");
  const item = at < 0 ? undefined : segments[at]?.slice(1, -1);
  const inside = at < 0 ? "" : segments.slice(at + 1).join(".");
  const where = item === undefined ? "" : nameOf(list, item, speaker);
  const key = inside === "" ? list : `${list}.${inside}`;
  if (item !== undefined && inside === "") {
    const kind = before === undefined ? "new" : "gone";
    const name = nameIn(after ?? before, speaker.language);
    return { where: name === "" ? where : name, what: texts.items[list] ?? list, kind, before: "", after: "" };
  }
  const what = labelOf(key, texts);
  if (order) return { where, what: texts.lists[list] ?? what, kind: "order", before: "", after: "" };
  const source = sources[key.replace(/\.(?:en|fr)$/, "")];
  const words = (value: unknown) => valueInWords(value, source, speaker);
  if (areTexts(before) && areTexts(after)) {
    const [gone, come] = [before.filter((each) => !after.includes(each)), after.filter((each) => !before.includes(each))];
    if (gone.length + come.length === 0) return { where, what, kind: "order", before: "", after: "" };
    const listed = (each: readonly string[]) => (each.length === 0 ? "" : words(each));
    return { where, what, kind: "changed", before: listed(gone), after: listed(come) };
  }
  return { where, what, kind: "changed", before: words(before), after: words(after) };
}

/** A part of the office that was not there at all is told by what stands in it. */
export function inFull(changes: readonly Change[]): readonly Change[] {
  return changes.flatMap((change) => {
    const { path, before, after } = change;
    if (path.includes("[") || !isPart(before ?? after) || (before !== undefined && after !== undefined)) return [change];
    return differences(before ?? {}, after ?? {}).map((each) => ({ ...each, path: `${path}.${each.path}` }));
  });
}

/** An object of settings, not a text in two languages. */
function isPart(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("en" in value);
}

/** A list of plain texts, or of none yet: of such a list it is told what came and what went. */
function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

/** The label of a place, its language named where it has one. */
export function labelOf(key: string, texts: FieldTexts): string {
  const [plain, language] = /^(.*)\.(en|fr)$/.exec(key)?.slice(1, 3) ?? [key, undefined];
  const label = nearestLabel(plain ?? key, texts) ?? key;
  return language === undefined ? label : `${label} (${texts.languages[language as Language]})`;
}

/** Of the place itself, or of the part that it stands in. */
function nearestLabel(key: string, texts: FieldTexts): string | undefined {
  const label = texts.fields[key]?.label ?? texts.lists[key];
  const dot = key.lastIndexOf(".");
  return label ?? (dot < 0 ? undefined : nearestLabel(key.slice(0, dot), texts));
}

/** What an item is called, by its list and id; its id when it has no name. */
export function nameOf(list: string, id: string, { language, offices }: Pick<Speaker, "language" | "offices">): string {
  for (const office of offices) {
    const name = office && nameIn(valueAt(office, `${list}[${id}]`), language);
    if (name) return name;
  }
  return id;
}

function nameIn(item: unknown, language: Language): string {
  if (typeof item !== "object" || item === null) return "";
  const { name, displayName, text } = item as { name?: unknown; displayName?: unknown; text?: unknown };
  for (const each of [name, text]) {
    const own = typeof each === "object" && each !== null ? (each as Record<Language, unknown>)[language] : undefined;
    if (typeof own === "string" && own !== "") return own.length > 60 ? `${own.slice(0, 60)}…` : own;
  }
  return typeof displayName === "string" ? displayName : "";
}

/** Places that hold the ids of other items. */
const sources: Readonly<Record<string, string>> = {
  "services.programme": "programmes",
  "services.queue": "queues",
  "topics.programmes": "programmes",
  "counters.zone": "zones",
  "counters.takes": "queues",
  "counters.programmes": "programmes",
  "counters.services": "services",
  "counters.kiosk": "devices",
  "devices.zone": "zones",
  "devices.counter": "counters",
  "notices.zones": "zones",
  "firstContact.queue": "queues",
  "firstContact.service": "services",
};

function valueInWords(value: unknown, source: string | undefined, speaker: Speaker): string {
  const { texts, language } = speaker;
  if (value === undefined || value === null || value === "") return texts.nothing;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return source ? nameOf(source, value, speaker) : (texts.choices[value] ?? value);
  if (Array.isArray(value)) {
    if (value.length === 0) return texts.nothing;
    const shown = value.slice(0, 8).map((each) => (isSpan(each) ? spanInWords(each, texts) : valueInWords(each, source, speaker)));
    return `${shown.join(", ")}${value.length > shown.length ? " …" : ""}`;
  }
  if (typeof value !== "object") return String(value);
  const own = (value as Record<string, unknown>)[language];
  if (typeof own === "string") return own === "" ? texts.nothing : own;
  const named = nameIn(value, language);
  return named === "" ? texts.several(Object.keys(value).length) : named;
}

interface Span {
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "day" in value && "opens" in value;
}

function spanInWords({ day, opens, closes }: Span, texts: FieldTexts): string {
  return `${texts.choices[day] ?? day} ${opens}–${closes}`;
}

/** The place of a problem, such as `counters[2].label`, by the id of its item: `counters[counter-3].label`. */
export function placeOf(path: string, office: OfficeConfiguration): string {
  return path.replace(/^(\w+)\[(\d+)\]/, (whole, list: string, index: string) => {
    const id = (valueAt(office, list) as { id?: unknown }[] | undefined)?.[Number(index)]?.id;
    return typeof id === "string" && id !== "" ? `${list}[${id}]` : whole;
  });
}
