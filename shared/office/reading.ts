/**
 * A forgiving reading of a configuration: what can be read is read, the rest is left out. The rules that span several parts
 * use it, so that a wrong shape in one place does not hide a wrong reference in another.
 */
import { fieldOf } from "./problem.ts";

export type ListName = "topics" | "programmes" | "services" | "queues" | "zones" | "counters" | "agents" | "devices" | "notices";

export interface Item {
  readonly index: number;
  readonly value: unknown;
}

/** The objects of a list with their places; empty when there is no such list. */
export function itemsOf(input: unknown, list: ListName): Item[] {
  const items = fieldOf(input, list);
  if (!Array.isArray(items)) return [];
  return items.map((value, index) => ({ index, value })).filter(({ value }) => typeof value === "object" && value !== null);
}

export function textOf(input: unknown, ...keys: readonly string[]): string | undefined {
  const value = keys.reduce<unknown>(fieldOf, input);
  return typeof value === "string" ? value : undefined;
}

export interface PlacedText {
  readonly index: number;
  readonly text: string;
}

/** The texts of a list of texts with their places. */
export function textsOf(input: unknown, ...keys: readonly string[]): PlacedText[] {
  const list = keys.reduce<unknown>(fieldOf, input);
  if (!Array.isArray(list)) return [];
  return list.flatMap((text, index) => (typeof text === "string" ? [{ index, text }] : []));
}

/** The ids of a list; undefined when there is no such list, where asking for an id would only repeat that. */
export function idsOf(input: unknown, list: ListName): ReadonlySet<string> | undefined {
  if (!Array.isArray(fieldOf(input, list))) return undefined;
  return new Set(itemsOf(input, list).flatMap(({ value }) => textOf(value, "id") ?? []));
}
