/** Names that must be unique, and names that must lead somewhere. */
import { didYouMean, type Finding, fieldOf, type Path, some } from "./problem.ts";
import { idsOf, itemsOf, type ListName, textOf, textsOf } from "./reading.ts";

const lists: readonly ListName[] = ["topics", "programmes", "services", "queues", "zones", "counters", "agents", "devices"];

/** These names stand in the hub's own message topics. */
const reservedIds: readonly string[] = ["hub", "board"];

export function referenceFindings(input: unknown): Finding[] {
  return [...duplicateIds(input), ...reserved(input), ...unknownReferences(input), ...repeated(input), ...sameLabel(input)];
}

function duplicateIds(input: unknown): Finding[] {
  const ids = lists.flatMap((list) => seenTwice(input, list, "id", (first) => `this id is already used by ${list}[${first}]`));
  const numbers = seenTwice(input, "agents", "number", (first) => `this number is already used by agents[${first}]`);
  return [...ids, ...numbers];
}

function seenTwice(input: unknown, list: ListName, key: string, what: (first: number) => string): Finding[] {
  const firsts = new Map<unknown, number>();
  return itemsOf(input, list).flatMap(({ index, value }): Finding[] => {
    const seen = fieldOf(value, key);
    if (typeof seen !== "string" && typeof seen !== "number") return [];
    const first = firsts.get(seen);
    if (first !== undefined) return [{ path: [list, index, key], seen, what: what(first), advice: "Give each its own." }];
    firsts.set(seen, index);
    return [];
  });
}

function reserved(input: unknown): Finding[] {
  return (["devices", "zones"] as const).flatMap((list) =>
    itemsOf(input, list).flatMap(({ index, value }): Finding[] => {
      const id = textOf(value, "id");
      if (id === undefined || !reservedIds.includes(id)) return [];
      const advice = `For example "${id}-1".`;
      return [{ path: [list, index, "id"], seen: id, what: "this id is kept for the hub's own messages", advice }];
    }),
  );
}

function unknownReferences(input: unknown): Finding[] {
  return foldSame(allUnknownReferences(input));
}

/** One wrong name in forty services is one thing to correct: the first stands for those of its list. */
function foldSame(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, { first: Finding; more: number }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.path[0], finding.what, finding.seen]);
    const group = groups.get(key);
    if (group) group.more += 1;
    else groups.set(key, { first: finding, more: 0 });
  }
  return [...groups.values()].map(({ first, more }) =>
    more === 0 ? first : { ...first, what: `${first.what}; ${more} more in this list name it` },
  );
}

function allUnknownReferences(input: unknown): Finding[] {
  const one = (path: Path, id: string | undefined, list: ListName): Finding[] => {
    const known = idsOf(input, list);
    if (id === undefined || known === undefined || known.has(id)) return [];
    const noun = list.replace(/s$/, "");
    const all = [...known];
    const otherwise = all.length === 0 ? `Add the ${noun} to "${list}".` : `Add it to "${list}", or name one of ${some(all)}`;
    return [{ path, seen: id, what: `there is no such ${noun}`, advice: didYouMean(id, all, otherwise) }];
  };
  const field = (from: ListName, key: string, to: ListName) =>
    itemsOf(input, from).flatMap(({ index, value }) => one([from, index, key], textOf(value, key), to));
  const many = (from: ListName, key: string, to: ListName) =>
    itemsOf(input, from).flatMap(({ index, value }) =>
      textsOf(value, key).flatMap((each) => one([from, index, key, each.index], each.text, to)),
    );
  return [
    ...many("topics", "programmes", "programmes"),
    ...field("services", "programme", "programmes"),
    ...field("services", "queue", "queues"),
    ...one(["firstContact", "queue"], textOf(input, "firstContact", "queue"), "queues"),
    ...one(["firstContact", "service"], textOf(input, "firstContact", "service"), "services"),
    ...field("counters", "zone", "zones"),
    ...many("counters", "takes", "queues"),
    ...field("devices", "zone", "zones"),
  ];
}

/** The same entry twice in one list of names. */
function repeated(input: unknown): Finding[] {
  const within = (path: Path, holder: unknown, ...keys: readonly string[]): Finding[] => {
    const seen = new Set<string>();
    return textsOf(holder, ...keys).flatMap(({ index, text }): Finding[] => {
      if (seen.has(text))
        return [{ path: [...path, ...keys, index], seen: text, what: "stands in this list twice", advice: "Remove one." }];
      seen.add(text);
      return [];
    });
  };
  return [
    ...within([], input, "office", "languages"),
    ...within([], input, "office", "unreviewed"),
    ...within([], input, "needs"),
    ...itemsOf(input, "topics").flatMap(({ index, value }) => within(["topics", index], value, "programmes")),
    ...itemsOf(input, "counters").flatMap(({ index, value }) => within(["counters", index], value, "takes")),
  ];
}

/** Two counters with the same label in a room: a citizen would not know where to go. */
function sameLabel(input: unknown): Finding[] {
  const firsts = new Map<string, number>();
  return itemsOf(input, "counters").flatMap(({ index, value }): Finding[] => {
    const label = textOf(value, "label")?.trim().toLowerCase();
    const zone = textOf(value, "zone");
    if (label === undefined || zone === undefined) return [];
    const place = JSON.stringify([zone, label]);
    const first = firsts.get(place);
    if (first === undefined) {
      firsts.set(place, index);
      return [];
    }
    const what = `counters[${first}] in the same zone has this label too`;
    return [
      { path: ["counters", index, "label"], seen: textOf(value, "label"), what, advice: "Give each counter of a zone its own label." },
    ];
  });
}
