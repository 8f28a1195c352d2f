/**
 * What one configuration says that another does not: as changes that can be shown, undone and taken over to a third one. Lists are
 * compared by the ids of their items (holidays by their date), all other lists as a whole. Pure.
 */
import { shorten } from "./problem.ts";

export interface Change {
  /** Such as `counters[counter-3].label`; empty for the whole. */
  readonly path: string;
  /** Absent: it was not there. */
  readonly before?: unknown;
  /** Absent: it is not there any more. */
  readonly after?: unknown;
  /** Only the order of a list's items differs: `before` and `after` are their ids. */
  readonly order?: true | undefined;
}

/** In the order of the younger one. Applied to the older one they make the younger. */
export function differences(before: unknown, after: unknown): readonly Change[] {
  const found: Change[] = [];
  compare("", before, after, found);
  return found;
}

export type Applied =
  | { readonly ok: true; readonly value: unknown }
  /** Places that stand otherwise than the changes found them, with what stands there. */
  | { readonly ok: false; readonly clashes: readonly Change[] };

/** Takes changes over to another configuration; nothing is taken when one of them meets something else than it knew. */
export function applyChanges(to: unknown, changes: readonly Change[]): Applied {
  let value = structuredClone(to);
  const clashes: Change[] = [];
  for (const change of changes) {
    const path = segmentsOf(change.path);
    const stands = at(value, path);
    const isSame = change.order ? Array.isArray(stands) : sameValue(stands, change.before) || sameValue(stands, change.after);
    if (!isSame) clashes.push(changeOf(change.path, change.before, stands));
    else if (change.order) value = set(value, path, ordered(stands as unknown[], change.after as string[]));
    else value = set(value, path, structuredClone(change.after));
  }
  return clashes.length === 0 ? { ok: true, value } : { ok: false, clashes };
}

export const linesMax = 60;

/** For a terminal: such as `~ counters[counter-3].label: "3" -> "3A"`; empty when nothing differs. */
export function differenceLines(changes: readonly Change[]): readonly string[] {
  const lines = changes.slice(0, linesMax).map(lineOf);
  return changes.length <= linesMax ? lines : [...lines, `... and ${changes.length - linesMax} more`];
}

/** Whether two values are the same, whatever the order of keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((each, n) => sameValue(each, other[n]));
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameValue((one as Fields)[key], (other as Fields)[key]));
}

/** What stands at a place such as `counters[counter-3].label`; undefined when nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  return at(value, segmentsOf(path));
}

/** The same with something else there; undefined takes it away. A new item stands last in its list. */
export function withValue<T>(value: T, path: string, to: unknown): T {
  return set(value, segmentsOf(path), to) as T;
}

type Fields = Record<string, unknown>;

function compare(path: string, before: unknown, after: unknown, found: Change[]): void {
  if (sameValue(before, after)) return;
  const [old, young] = [partsOf(before), partsOf(after)];
  if (!old || !young || Array.isArray(before) !== Array.isArray(after)) {
    found.push(changeOf(path, before, after));
    return;
  }
  for (const name of new Set([...young.keys(), ...old.keys()])) {
    compare(path === "" || name.startsWith("[") ? path + name : `${path}.${name}`, old.get(name), young.get(name), found);
  }
  if (!Array.isArray(before)) return;
  // As applying the changes so far would leave it: what stays keeps its place, what is new stands last.
  const kept = [...old.keys()].filter((name) => young.has(name));
  const left = [...kept, ...[...young.keys()].filter((name) => !old.has(name))];
  const wanted = [...young.keys()];
  if (left.every((name, place) => name === wanted[place])) return;
  found.push(changeOf(path, [...old.keys()].map(inner), wanted.map(inner), true));
}

function changeOf(path: string, before: unknown, after: unknown, order?: true): Change {
  const parts = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return { path, ...parts, ...(order ? { order } : {}) };
}

/** An object's fields, or a list's items by name; undefined for a value that is compared whole. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = new Map(value.map((item): [string, unknown] => [`[${nameOf(item)}]`, item]));
  return named.size < value.length || named.has("[]") ? undefined : named;
}

function nameOf(item: unknown): string {
  if (typeof item !== "object" || item === null) return "";
  const { id, date } = item as Fields;
  const name = id ?? date;
  return typeof name === "string" && /^[\w-]+$/.test(name) ? name : "";
}

function inner(name: string): string {
  return name.slice(1, -1);
}

/** `counters[counter-3].label` in its parts: counters, [counter-3], label. */
export function segmentsOf(path: string): readonly string[] {
  return path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, segment) => {
    if (Array.isArray(holder)) return holder.find((item) => `[${nameOf(item)}]` === segment);
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, segment)) return undefined;
    return (holder as Fields)[segment];
  }, value);
}

/** The value with something else at a place; undefined takes it away. */
function set(value: unknown, [segment, ...rest]: readonly string[], to: unknown): unknown {
  if (segment === undefined) return to;
  if (Array.isArray(value)) {
    const place = value.findIndex((item) => `[${nameOf(item)}]` === segment);
    const item = set(place < 0 ? undefined : value[place], rest, to);
    if (place < 0) return item === undefined ? value : [...value, item];
    return item === undefined ? value.toSpliced(place, 1) : value.with(place, item);
  }
  const fields = typeof value === "object" && value !== null ? { ...(value as Fields) } : {};
  const field = set(fields[segment], rest, to);
  if (field === undefined) delete fields[segment];
  else fields[segment] = field;
  return fields;
}

/** Items that the order does not name stand last. */
function ordered(list: readonly unknown[], names: readonly string[]): unknown[] {
  const place = (item: unknown) => {
    const found = names.indexOf(nameOf(item));
    return found < 0 ? names.length : found;
  };
  return [...list].sort((one, other) => place(one) - place(other));
}

function lineOf({ path, before, after, order }: Change): string {
  if (order) return `~ ${path}: another order`;
  if (before === undefined) return `+ ${path}: ${shorten(after)}`;
  return after === undefined ? `- ${path}: ${shorten(before)}` : `~ ${path}: ${shorten(before)} -> ${shorten(after)}`;
}
