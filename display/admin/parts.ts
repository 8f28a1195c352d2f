/** The parts of the administration, as they stand in the list at the left, and the address of each. Pure. */
import type { ListName } from "./fields.ts";

export type Part = "overview" | ListName | "hours" | "routing" | "rules" | "equipment" | "people" | "files" | "changes";

export const groups: readonly { readonly name: "citizens" | "office" | "rules" | null; readonly parts: readonly Part[] }[] = [
  { name: null, parts: ["overview"] },
  { name: "citizens", parts: ["services", "topics", "programmes", "notices"] },
  { name: "office", parts: ["counters", "zones", "queues", "agents", "devices"] },
  { name: "rules", parts: ["hours", "routing", "rules"] },
  { name: null, parts: ["equipment", "people", "files", "changes"] },
];

const lists: ReadonlySet<string> = new Set([...(groups[1]?.parts ?? []), ...(groups[2]?.parts ?? [])]);

export function isList(part: Part): part is ListName {
  return lists.has(part);
}

export interface Place {
  readonly part: Part;
  /** The id of an item; empty for none. */
  readonly item: string;
}

/** `#services/icbc-002`: so that "back" goes back, and a reload stays where it was. */
export function placeFrom(hash: string): Place {
  const [part = "", item = ""] = hash.replace(/^#/, "").split("/");
  const known = groups.flatMap(({ parts }) => parts).find((each) => each === part);
  return known === undefined ? { part: "overview", item: "" } : { part: known, item: isList(known) ? item : "" };
}

export function hashOf({ part, item }: Place): string {
  return item === "" ? `#${part}` : `#${part}/${item}`;
}

/** Where something stands, such as `counters[counter-1].label`. */
export function placeOfPath(path: string): Place {
  const [, list = "", item = ""] = /^(\w+)(?:\[([^\]]*)\])?/.exec(path) ?? [];
  if (lists.has(list)) return { part: list as ListName, item };
  return { part: list === "hours" || list === "routing" ? list : "rules", item: "" };
}
