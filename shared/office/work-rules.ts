/** Whether everybody who takes a ticket can be found, called and served: queues have counters, kiosk services have a topic. */
import type { Finding } from "./problem.ts";
import { idsOf, itemsOf, textOf, textsOf } from "./reading.ts";

export function workFindings(input: unknown): Finding[] {
  return [...queuesNobodyTakes(input), ...programmesOutOfReach(input), ...emptyTopics(input)];
}

/** A queue whose services only agents choose may go without a counter: such work is not called. */
function queuesNobodyTakes(input: unknown): Finding[] {
  if (idsOf(input, "counters") === undefined) return [];
  const taken = new Set(itemsOf(input, "counters").flatMap(({ value }) => textsOf(value, "takes").map(({ text }) => text)));
  const chosenByCitizens = new Set(kioskServices(input).flatMap((service) => textOf(service, "queue") ?? []));
  const firstContact = textOf(input, "firstContact", "queue");
  return itemsOf(input, "queues").flatMap(({ index, value }): Finding[] => {
    const id = textOf(value, "id");
    if (id === undefined || taken.has(id)) return [];
    if (!chosenByCitizens.has(id) && id !== firstContact) return [];
    const what = "no counter takes this queue, so nobody in it would be called";
    return [{ path: ["queues", index, "id"], seen: id, what, advice: `Add "${id.slice(0, 40)}" to "takes" of a counter.` }];
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
      const advice = 'Add it to "programmes" of one topic, or offer its services at the counter only.';
      return [{ path, seen: id, what: "has services for the kiosk but stands in no topic, so nobody would find them", advice }];
    }
    const what = `stands in ${topics.length} topics: ${topics.slice(0, 6).join(", ")}`;
    return [{ path, seen: id, what, advice: "Keep it in one of them." }];
  });
}

/** A topic that opens on an empty screen. */
function emptyTopics(input: unknown): Finding[] {
  if (idsOf(input, "services") === undefined) return [];
  const offered = programmesOffered(input);
  return itemsOf(input, "topics").flatMap(({ index, value }): Finding[] => {
    const programmes = textsOf(value, "programmes");
    if (programmes.length === 0 || programmes.some(({ text }) => offered.has(text))) return [];
    const what = "none of its programmes has a service for the kiosk, so the screen would be empty";
    const advice = "Remove the topic, or offer one of the services at the kiosk.";
    return [{ path: ["topics", index, "programmes"], seen: programmes.map(({ text }) => text), what, advice }];
  });
}

function programmesOffered(input: unknown): ReadonlySet<string> {
  return new Set(kioskServices(input).flatMap((service) => textOf(service, "programme") ?? []));
}

function kioskServices(input: unknown): unknown[] {
  return itemsOf(input, "services").flatMap(({ value }) => (textOf(value, "offered") === "kiosk" ? [value] : []));
}
