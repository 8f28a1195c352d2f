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
  const parts = topic.split("/");
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const [root, version, office, ...rest] = parts;
  if (`${root}/${version}` !== wireRoot || !office) return undefined;
  for (const entry of Object.keys(wireTable) as WireName[]) {
    const shape = wireTable[entry].topic.split("/");
    if (shape.length !== rest.length) continue;
    let name = "";
    const fits = shape.every((part, place) => {
      const seen = rest[place] as string;
      if (!part.startsWith("<")) return part === seen;
      name = seen;
      return seen !== "" && seen !== "hub" && seen !== "board";
    });
    if (fits) return { office, entry, name };
  }
  return undefined;
}

/** A device as the broker knows it. */
export interface Client {
  readonly office: string;
  readonly device: string;
  readonly zone: string;
}

export function mayPublish(client: Client, topic: string): boolean {
  const read = readTopic(topic);
  if (!read || read.office !== client.office) return false;
  return wireTable[read.entry].publishers === "device" && read.name === client.device;
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

/** What the hub subscribes to: every device's side of the table. */
export function hubSubscriptions(office: string): { topic: string; qos: 0 | 1 }[] {
  const names = Object.keys(wireTable) as WireName[];
  return names
    .filter((name) => wireTable[name].publishers === "device")
    .map((name) => ({ topic: topicOf(office, name), qos: wireTable[name].qos }));
}
