/** One thing wrong in a configuration, in words for the person who wrote the file. */
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

export type Path = readonly (string | number)[];

/** A problem as a rule finds it, before its place is written out. */
export interface Finding {
  readonly path: Path;
  readonly seen: unknown;
  readonly what: string;
  readonly advice: string;
}

/** Writes a finding out. Where it lies inside an item with an id, the id is named: nobody counts to services[137]. */
export function toProblem(finding: Finding, input: unknown): Problem {
  const owner = ownerOf(finding.path, input);
  return {
    path: pathText(finding.path),
    seen: shorten(finding.seen),
    what: owner === undefined ? finding.what : `${owner}: ${finding.what}`,
    advice: finding.advice,
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
export function shorten(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return "an empty object";
    const shown = keys.slice(0, 4).map((key) => key.slice(0, 30));
    return `an object with ${shown.join(", ")}${keys.length > shown.length ? ", …" : ""}`;
  }
  return String(value);
}

/** `Did you mean "x"?` where something is near, else the advice given. */
export function didYouMean(written: string, known: Iterable<string>, otherwise: string): string {
  const meant = nearest(written, known);
  return meant === undefined ? otherwise : `Did you mean "${meant}"?`;
}

/** A few of the known values, for advice. */
export function some(known: readonly string[]): string {
  const shown = known.slice(0, 8).map((each) => `"${each.slice(0, 60)}"`);
  return `${shown.join(", ")}${known.length > shown.length ? ", …" : ""}`;
}

function ownerOf(path: Path, input: unknown): string | undefined {
  const [list, index] = path;
  if (typeof list !== "string" || typeof index !== "number" || path.length < 3) return undefined;
  const items = fieldOf(input, list);
  const id = Array.isArray(items) ? fieldOf(items[index], "id") : undefined;
  return typeof id === "string" ? `${list.replace(/s$/, "")} ${shorten(id)}` : undefined;
}

/** A key's own value, whatever the input is. */
export function fieldOf(input: unknown, key: string): unknown {
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, key)) return undefined;
  return (input as Record<string, unknown>)[key];
}
