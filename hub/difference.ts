/** What an import changes, line by line, for the person who imports: lists are compared by the ids of their items. Pure. */
import { shorten } from "#shared/office/problem.ts";

export const differencesMax = 60;

/** Such as `~ counters[counter-3].label: "3" -> "3A"`; empty when nothing differs. */
export function differences(before: unknown, after: unknown): readonly string[] {
  const found: string[] = [];
  compare("", before, after, found);
  if (found.length <= differencesMax) return found;
  return [...found.slice(0, differencesMax), `... and ${found.length - differencesMax} more`];
}

function compare(path: string, before: unknown, after: unknown, found: string[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const [old, young] = [partsOf(before), partsOf(after)];
  if (!old || !young) {
    if (before === undefined) found.push(`+ ${path}: ${shorten(after)}`);
    else if (after === undefined) found.push(`- ${path}: ${shorten(before)}`);
    else found.push(`~ ${path}: ${shorten(before)} -> ${shorten(after)}`);
    return;
  }
  const names = new Set([...old.keys(), ...young.keys()]);
  const known = found.length;
  for (const name of names)
    compare(path === "" || name.startsWith("[") ? path + name : `${path}.${name}`, old.get(name), young.get(name), found);
  if (found.length === known) found.push(`~ ${path}: another order`);
}

/** An object's fields, or a list's items by id; undefined for a value that is shown whole. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = value.map((item): [string, unknown] => [`[${nameOf(item)}]`, item]);
  return named.some(([name]) => name === "[]") ? undefined : new Map(named);
}

function nameOf(item: unknown): string {
  if (typeof item !== "object" || item === null) return "";
  if ("id" in item && typeof item.id === "string") return item.id;
  return "";
}
