/** `GET /api/v1/wire.json`: the table of topics as a document, for whoever builds a device or sets permissions in a broker. */
import { type WireEntry, wireTable } from "#shared/wire/table.ts";
import { wireRoot } from "#shared/wire/topics.ts";
import { jsonSchema } from "./json-schema.ts";

export function wireDocument(office: string): object {
  const topics = Object.entries(wireTable).map(([name, entry]: [string, WireEntry]) => {
    const { topic, publishers, subscribers, qos, retain, will, about, payload } = entry;
    return {
      name,
      topic: `${wireRoot}/${office}/${topic}`,
      publishers,
      subscribers,
      qos,
      retain,
      will,
      about,
      payload: jsonSchema(payload),
    };
  });
  return { format: "theq-wire/1", protocol: "MQTT 3.1.1", office, topics };
}
