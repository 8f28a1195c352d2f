/** One thing wrong in a configuration, in words for the person who wrote the file. */
import type { Language } from "../texts/language.ts";
import { nearest } from "./distance.ts";

export interface Problem {
  /** Where it stands, such as `services[12].queue`; empty for the whole file. */
  readonly path: string;
  /** What stands there, shortened. */
  readonly seen: string;
  /** What is wrong with it. */
  readonly what: string;
  /** What to do. */
  readonly advice: string;
}

/** A sentence in every language; one that stands for all is in English. */
export type Words = string | { readonly [language in Language]: string };

export type Path = readonly (string | number)[];

/** A problem as a rule finds it, before its place is written out. */
export interface Finding {
  readonly path: Path;
  readonly seen: unknown;
  readonly what: Words;
  readonly advice: Words;
}

export function both(en: string, fr: string): Words {
  return { en, fr };
}

export function inWords(words: Words, language: Language): string {
  return typeof words === "string" ? words : words[language];
}

/** Writes a finding out. Where it lies inside an item with an id, the id is named: nobody counts to services[137]. */
export function toProblem(finding: Finding, input: unknown, language: Language = "en"): Problem {
  const owner = ownerOf(finding.path, input, language);
  const what = inWords(finding.what, language);
  return {
    path: pathText(finding.path),
    seen: shorten(finding.seen, language),
    what: owner === undefined ? what : language === "fr" ? `${owner} : ${what}` : `${owner}: ${what}`,
    advice: inWords(finding.advice, language),
  };
}

export function pathText(path: Path): string {
  return path
    .map((part, place) => {
      if (typeof part === "number") return `[${part}]`;
      const key = part.length > 40 ? `${part.slice(0, 40)}…` : part;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(key)}]`;
      return place === 0 ? key : `.${key}`;
    })
    .join("");
}

/** A value in a few words. Looks one level deep only, so that no file can make it slow. */
export function shorten(value: unknown, language: Language = "en"): string {
  const say = shortened[language];
  if (value === undefined) return say.nothing;
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? say.emptyList : say.list(value.length);
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return say.emptyObject;
    const shown = keys.slice(0, 4).map((key) => key.slice(0, 30));
    return say.object(`${shown.join(", ")}${keys.length > shown.length ? ", …" : ""}`);
  }
  return String(value);
}

const shortened = {
  en: {
    nothing: "nothing",
    emptyList: "an empty list",
    list: (length: number) => `a list of ${length}`,
    emptyObject: "an empty object",
    object: (keys: string) => `an object with ${keys}`,
  },
  fr: {
    nothing: "rien",
    emptyList: "une liste vide",
    list: (length: number) => `une liste de ${length}`,
    emptyObject: "un objet vide",
    object: (keys: string) => `un objet avec ${keys}`,
  },
} as const;

/** `Did you mean "x"?` where something is near, else the advice given. */
export function didYouMean(written: string, known: Iterable<string>, otherwise: Words): Words {
  const meant = nearest(written, known);
  return meant === undefined ? otherwise : both(`Did you mean "${meant}"?`, `Vouliez-vous dire « ${meant} » ?`);
}

/** A few of the known values, for advice. */
export function some(known: readonly string[]): string {
  const shown = known.slice(0, 8).map((each) => `"${each.slice(0, 60)}"`);
  return `${shown.join(", ")}${known.length > shown.length ? ", …" : ""}`;
}

function ownerOf(path: Path, input: unknown, language: Language): string | undefined {
  const [list, index] = path;
  if (typeof list !== "string" || typeof index !== "number" || path.length < 3) return undefined;
  const items = fieldOf(input, list);
  const id = Array.isArray(items) ? fieldOf(items[index], "id") : undefined;
  return typeof id === "string" ? `${inWords(nounOf(list), language)} ${shorten(id)}` : undefined;
}

const nouns: Readonly<Record<string, string>> = {
  topics: "sujet",
  programmes: "programme",
  services: "service",
  queues: "file",
  zones: "salle",
  counters: "comptoir",
  agents: "agent",
  devices: "appareil",
  notices: "avis",
};

/** What one item of a list is called. */
export function nounOf(list: string): Words {
  const noun = list.replace(/s$/, "");
  return both(noun, nouns[list] ?? noun);
}

/** A key's own value, whatever the input is. */
export function fieldOf(input: unknown, key: string): unknown {
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, key)) return undefined;
  return (input as Record<string, unknown>)[key];
}
