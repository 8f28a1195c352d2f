/** Names that must be unique, and names that must lead somewhere. */
import { both, didYouMean, type Finding, fieldOf, inWords, nounOf, type Path, some, type Words } from "./problem.ts";
import { idsOf, itemsOf, type ListName, textOf, textsOf } from "./reading.ts";

const lists: readonly ListName[] = ["topics", "programmes", "services", "queues", "zones", "counters", "agents", "devices", "notices"];

/** These names stand in the hub's own message topics. */
const reservedIds: readonly string[] = ["hub", "board"];

export function referenceFindings(input: unknown): Finding[] {
  return [
    ...duplicateIds(input),
    ...reserved(input),
    ...unknownReferences(input),
    ...repeated(input),
    ...sameLabel(input),
    ...printsAtNoKiosk(input),
  ];
}

function duplicateIds(input: unknown): Finding[] {
  const ids = lists.flatMap((list) =>
    seenTwice(input, list, "id", (first) =>
      both(`this id is already used by ${list}[${first}]`, `cet identifiant sert déjà à ${list}[${first}]`),
    ),
  );
  const numbers = seenTwice(input, "agents", "number", (first) =>
    both(`this number is already used by agents[${first}]`, `ce numéro sert déjà à agents[${first}]`),
  );
  return [...ids, ...numbers];
}

const eachItsOwn = both("Give each its own.", "Donnez à chacun le sien.");

function seenTwice(input: unknown, list: ListName, key: string, what: (first: number) => Words): Finding[] {
  const firsts = new Map<unknown, number>();
  return itemsOf(input, list).flatMap(({ index, value }): Finding[] => {
    const seen = fieldOf(value, key);
    if (typeof seen !== "string" && typeof seen !== "number") return [];
    const first = firsts.get(seen);
    if (first !== undefined) return [{ path: [list, index, key], seen, what: what(first), advice: eachItsOwn }];
    firsts.set(seen, index);
    return [];
  });
}

function reserved(input: unknown): Finding[] {
  return (["devices", "zones"] as const).flatMap((list) =>
    itemsOf(input, list).flatMap(({ index, value }): Finding[] => {
      const id = textOf(value, "id");
      if (id === undefined || !reservedIds.includes(id)) return [];
      const advice = both(`For example "${id}-1".`, `Par exemple « ${id}-1 ».`);
      const what = both("this id is kept for the hub's own messages", "cet identifiant est réservé aux messages du serveur");
      return [{ path: [list, index, "id"], seen: id, what, advice }];
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
  return [...groups.values()].map(({ first, more }) => {
    const [en, fr] = [inWords(first.what, "en"), inWords(first.what, "fr")];
    const what = both(`${en}; ${more} more in this list name it`, `${fr} ; ${more} autres de cette liste le nomment`);
    return more === 0 ? first : { ...first, what };
  });
}

function allUnknownReferences(input: unknown): Finding[] {
  const one = (path: Path, id: string | undefined, list: ListName): Finding[] => {
    const known = idsOf(input, list);
    if (id === undefined || known === undefined || known.has(id)) return [];
    const all = [...known];
    const otherwise =
      all.length === 0
        ? both(`Add it to "${list}".`, `Ajoutez-le à « ${list} ».`)
        : both(`Add it to "${list}", or name one of ${some(all)}`, `Ajoutez-le à « ${list} », ou nommez l'un de ${some(all)}`);
    const noun = nounOf(list);
    const what = both(`there is no such ${inWords(noun, "en")}`, `il n'y a pas de ${inWords(noun, "fr")} de ce nom`);
    return [{ path, seen: id, what, advice: didYouMean(id, all, otherwise) }];
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
    ...many("counters", "services", "services"),
    ...many("counters", "programmes", "programmes"),
    ...field("devices", "zone", "zones"),
    ...field("counters", "kiosk", "devices"),
    ...field("devices", "counter", "counters"),
    ...many("notices", "zones", "zones"),
  ];
}

const inTwice = both("stands in this list twice", "figure deux fois dans cette liste");
const removeOne = both("Remove one.", "Retirez-en un.");

/** The same entry twice in one list of names. */
function repeated(input: unknown): Finding[] {
  const within = (path: Path, holder: unknown, ...keys: readonly string[]): Finding[] => {
    const seen = new Set<string>();
    return textsOf(holder, ...keys).flatMap(({ index, text }): Finding[] => {
      if (seen.has(text)) return [{ path: [...path, ...keys, index], seen: text, what: inTwice, advice: removeOne }];
      seen.add(text);
      return [];
    });
  };
  return [
    ...within([], input, "office", "languages"),
    ...within([], input, "office", "unreviewed"),
    ...within([], input, "needs"),
    ...itemsOf(input, "topics").flatMap(({ index, value }) => within(["topics", index], value, "programmes")),
    ...itemsOf(input, "notices").flatMap(({ index, value }) => within(["notices", index], value, "zones")),
    ...itemsOf(input, "counters").flatMap(({ index, value }) =>
      ["takes", "services", "programmes", "skills"].flatMap((list) => within(["counters", index], value, list)),
    ),
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
    const what = both(
      `counters[${first}] in the same zone has this label too`,
      `counters[${first}] de la même salle porte aussi cette étiquette`,
    );
    const advice = both("Give each counter of a zone its own label.", "Donnez à chaque comptoir d'une salle sa propre étiquette.");
    return [{ path: ["counters", index, "label"], seen: textOf(value, "label"), what, advice }];
  });
}

/** A counter's paper comes out of a kiosk. */
function printsAtNoKiosk(input: unknown): Finding[] {
  const roles = new Map(itemsOf(input, "devices").map(({ value }) => [textOf(value, "id"), textOf(value, "role")] as const));
  return itemsOf(input, "counters").flatMap(({ index, value }): Finding[] => {
    const kiosk = textOf(value, "kiosk");
    const role = kiosk === undefined ? undefined : roles.get(kiosk);
    if (role === undefined || role === "kiosk") return [];
    const what = both("is no kiosk, and has no printer", "n'est pas une borne et n'a pas d'imprimante");
    const advice = both("Name a kiosk, or leave it out.", "Nommez une borne, ou laissez-le de côté.");
    return [{ path: ["counters", index, "kiosk"], seen: kiosk, what, advice }];
  });
}
