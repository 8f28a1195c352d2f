/** Whether everybody who takes a ticket can be found, called and served: queues have counters, kiosk services have a topic. */
import { countersTaking } from "../routing/check.ts";
import { both, type Finding, fieldOf } from "./problem.ts";
import { idsOf, itemsOf, textOf, textsOf } from "./reading.ts";

export function workFindings(input: unknown): Finding[] {
  return [...queuesNobodyTakes(input), ...programmesOutOfReach(input), ...emptyTopics(input), ...firstContactSwitchedOff(input)];
}

/** A queue whose services only agents choose may go without a counter: such work is not called. */
function queuesNobodyTakes(input: unknown): Finding[] {
  if (idsOf(input, "counters") === undefined) return [];
  const taken = new Set(itemsOf(input, "counters").flatMap(({ value }) => textsOf(value, "takes").map(({ text }) => text)));
  // A counter may also take a service by its name or its programme.
  const untaken = kioskServices(input).filter((service) => countersTaking(input, service).length === 0);
  const chosenByCitizens = new Set(untaken.flatMap((service) => textOf(service, "queue") ?? []));
  const firstContact = textOf(input, "firstContact", "queue");
  return itemsOf(input, "queues").flatMap(({ index, value }): Finding[] => {
    const id = textOf(value, "id");
    if (id === undefined || taken.has(id)) return [];
    if (!chosenByCitizens.has(id) && id !== firstContact) return [];
    const what = both(
      "no counter takes this queue, so nobody in it would be called",
      "aucun comptoir ne prend cette file : personne n'y serait appelé",
    );
    const name = id.slice(0, 40);
    const advice = both(`Add "${name}" to "takes" of a counter.`, `Ajoutez « ${name} » à ce que prend un comptoir.`);
    return [{ path: ["queues", index, "id"], seen: id, what, advice }];
  });
}

/** Each programme that citizens may choose from stands in exactly one topic. */
function programmesOutOfReach(input: unknown): Finding[] {
  if (idsOf(input, "topics") === undefined) return [];
  const offered = programmesOffered(input);
  const topicsOf = new Map<string, Set<string>>();
  for (const { index, value } of itemsOf(input, "topics")) {
    for (const { text } of textsOf(value, "programmes")) {
      const topics = topicsOf.get(text) ?? new Set<string>();
      topicsOf.set(text, topics.add(textOf(value, "id") ?? `topics[${index}]`));
    }
  }
  return itemsOf(input, "programmes").flatMap(({ index, value }): Finding[] => {
    const id = textOf(value, "id");
    if (id === undefined || !offered.has(id)) return [];
    const topics = [...(topicsOf.get(id) ?? [])];
    if (topics.length === 1) return [];
    const path = ["programmes", index, "id"];
    if (topics.length === 0) {
      const what = both(
        "has services for the kiosk but stands in no topic, so nobody would find them",
        "a des services pour la borne mais ne figure sous aucun sujet : personne ne les trouverait",
      );
      const advice = both(
        'Add it to "programmes" of one topic, or offer its services at the counter only.',
        "Ajoutez-le aux programmes d'un sujet, ou offrez ses services au comptoir seulement.",
      );
      return [{ path, seen: id, what, advice }];
    }
    const named = topics.slice(0, 6).join(", ");
    const what = both(`stands in ${topics.length} topics: ${named}`, `figure sous ${topics.length} sujets : ${named}`);
    return [{ path, seen: id, what, advice: both("Keep it in one of them.", "Laissez-le sous un seul.") }];
  });
}

/** A topic that opens on an empty screen. */
function emptyTopics(input: unknown): Finding[] {
  if (idsOf(input, "services") === undefined) return [];
  const offered = programmesOffered(input);
  return itemsOf(input, "topics").flatMap(({ index, value }): Finding[] => {
    const programmes = textsOf(value, "programmes");
    if (programmes.length === 0 || programmes.some(({ text }) => offered.has(text))) return [];
    const what = both(
      "none of its programmes has a service for the kiosk, so the screen would be empty",
      "aucun de ses programmes n'a de service pour la borne : l'écran serait vide",
    );
    const advice = both(
      "Remove the topic, or offer one of the services at the kiosk.",
      "Retirez le sujet, ou offrez l'un des services à la borne.",
    );
    return [{ path: ["topics", index, "programmes"], seen: programmes.map(({ text }) => text), what, advice }];
  });
}

/** Whoever is not sure gets this service, so it is always there. */
function firstContactSwitchedOff(input: unknown): Finding[] {
  const id = textOf(input, "firstContact", "service");
  const index = itemsOf(input, "services").findIndex(({ value }) => textOf(value, "id") === id && fieldOf(value, "active") === false);
  if (id === undefined || index < 0) return [];
  const what = both(
    'is switched off, but "firstContact" gives it to everybody who is not sure',
    "est désactivé, alors que « firstContact » le donne à quiconque hésite",
  );
  const advice = both("Switch it on, or name another service.", "Activez-le, ou nommez un autre service.");
  return [{ path: ["firstContact", "service"], seen: id, what, advice }];
}

function programmesOffered(input: unknown): ReadonlySet<string> {
  return new Set(kioskServices(input).flatMap((service) => textOf(service, "programme") ?? []));
}

function kioskServices(input: unknown): unknown[] {
  return itemsOf(input, "services").flatMap(({ value }) => (textOf(value, "offered") === "kiosk" ? [value] : []));
}
