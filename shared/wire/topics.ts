/** Topics made and read by the wire table, and who may do what on them: denied unless the table allows it. */
import { type WireEntry, type WireName, wireTable } from "./table.ts";

export const wireRoot = "theq/v1";

/** The full topic of an entry. `name` is the device or the zone, where the entry has one. */
export function topicOf(office: string, entry: WireName, name?: string): string {
  const { topic } = wireTable[entry] as WireEntry;
  const filled = topic.replace(/<(?:device|zone)>/, name ?? "+");
  return `${wireRoot}/${office}/${filled}`;
}

export interface ReadTopic {
  readonly office: string;
  readonly entry: WireName;
  /** The device or zone in the topic; empty for `hub/state`. */
  readonly name: string;
}

/** Which entry a topic belongs to; undefined when the table has none. */
export function readTopic(topic: string): ReadTopic | undefined {
  if (!topic.startsWith(`${wireRoot}/`)) return undefined;
  const [office, ...rest] = topic.slice(wireRoot.length + 1).split("/");
  if (!office || rest.length < 2 || rest.length > 3) return undefined;
  const fixed = entriesByTopic.get(rest.join("/"));
  if (fixed) return { office, entry: fixed, name: "" };
  const place = rest.length - 2;
  const name = rest[place] as string;
  const entry = entriesByTopic.get(rest.map((part, at) => (at === place ? "*" : part)).join("/"));
  if (!entry || name === "" || reservedNames.has(name)) return undefined;
  return { office, entry, name };
}

/** No device or zone may be called so: these words begin topics of their own. */
const reservedNames: ReadonlySet<string> = new Set(["hub", "board"]);

/** The table's entries by topic, with `*` for the name; a name always stands just before the last part. */
const entriesByTopic: ReadonlyMap<string, WireName> = new Map(
  (Object.keys(wireTable) as WireName[]).map((entry) => [wireTable[entry].topic.replace(/<(?:device|zone)>/, "*"), entry]),
);

/** A device as the broker knows it. */
export interface Client {
  readonly office: string;
  readonly device: string;
  readonly zone: string;
}

/** How something is published: as a message, as one that the broker keeps, or as the last will of a connection. */
export type PublishedAs = "message" | "retained" | "will";

export function mayPublish(client: Client, topic: string, as: PublishedAs = "message"): boolean {
  const read = readTopic(topic);
  if (!read || read.office !== client.office) return false;
  const { publishers, retain, will } = wireTable[read.entry] as WireEntry;
  if ((as === "retained" && !retain) || (as === "will" && !will)) return false;
  return publishers === "device" && read.name === client.device;
}

/** Subscriptions must name their topics: a wildcard is denied. */
export function maySubscribe(client: Client, topic: string): boolean {
  if (/[+#]/.test(topic)) return false;
  const read = readTopic(topic);
  if (!read || read.office !== client.office) return false;
  const { subscribers } = wireTable[read.entry] as WireEntry;
  if (subscribers === "self") return read.name === client.device;
  if (subscribers === "zone") return read.name === client.zone;
  return subscribers === "devices";
}

/** What a device subscribes to, from the table. */
export function deviceSubscriptions(client: Client): { topic: string; qos: 0 | 1 }[] {
  const names = Object.keys(wireTable) as WireName[];
  return names
    .map((name) => ({ name, entry: wireTable[name] as WireEntry }))
    .filter(({ entry }) => entry.publishers === "hub")
    .map(({ name, entry }) => ({
      topic: topicOf(client.office, name, entry.topic.includes("<zone>") ? client.zone : client.device),
      qos: entry.qos,
    }));
}

/** What a device publishes, from the table. */
export function devicePublications(client: Client): string[] {
  const names = Object.keys(wireTable) as WireName[];
  return names.filter((name) => wireTable[name].publishers === "device").map((name) => topicOf(client.office, name, client.device));
}

/** What the hub subscribes to: every device's side of the table. */
export function hubSubscriptions(office: string): { topic: string; qos: 0 | 1 }[] {
  const names = Object.keys(wireTable) as WireName[];
  return names
    .filter((name) => wireTable[name].publishers === "device")
    .map((name) => ({ topic: topicOf(office, name), qos: wireTable[name].qos }));
}
