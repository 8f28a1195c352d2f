import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wireDocument } from "./document.ts";
import { type WireEntry, type WireName, wireTable } from "./table.ts";
import { type Client, deviceSubscriptions, hubSubscriptions, mayPublish, maySubscribe, readTopic, topicOf } from "./topics.ts";

const kiosk: Client = { office: "victoria", device: "kiosk-1", zone: "main" };
const names = Object.keys(wireTable) as WireName[];
const nameIn = (entry: WireName) => (wireTable[entry].topic.includes("<zone>") ? "main" : "kiosk-1");

describe("topics", () => {
  it.each(names)("%s is made and read by the same table", (entry) => {
    const topic = topicOf("victoria", entry, nameIn(entry));
    expect(readTopic(topic)).toEqual({ office: "victoria", entry, name: entry === "hubState" ? "" : nameIn(entry) });
  });

  it("say nothing for what the table does not have, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (topic) => {
        const read = readTopic(topic);
        if (read) expect(topicOf(read.office, read.entry, read.name)).toBe(topic);
      }),
    );
    expect(readTopic("theq/v1/victoria/hub/log")).toBeUndefined();
    expect(readTopic("theq/v2/victoria/hub/state")).toBeUndefined();
  });
});

describe("permissions", () => {
  it("Q-SAFE-1: a device publishes on its own topics of the table and on no other", () => {
    for (const entry of names) {
      const own = topicOf("victoria", entry, nameIn(entry));
      expect([entry, mayPublish(kiosk, own)]).toEqual([entry, wireTable[entry].publishers === "device"]);
      expect(mayPublish(kiosk, topicOf("victoria", entry, "kiosk-2"))).toBe(false);
      expect(mayPublish(kiosk, topicOf("another", entry, nameIn(entry)))).toBe(false);
    }
    expect(mayPublish(kiosk, "$SYS/broker")).toBe(false);
  });

  it("Q-SAFE-1: a device subscribes to its own, its zone and the hub, never by wildcard", () => {
    for (const entry of names) {
      const { publishers } = wireTable[entry] as WireEntry;
      expect([entry, maySubscribe(kiosk, topicOf("victoria", entry, nameIn(entry)))]).toEqual([entry, publishers === "hub"]);
      if (entry !== "hubState") expect(maySubscribe(kiosk, topicOf("victoria", entry, "other"))).toBe(false);
    }
    for (const topic of ["#", "theq/v1/victoria/#", "theq/v1/victoria/+/log", "theq/v1/victoria/board/+/view"])
      expect(maySubscribe(kiosk, topic)).toBe(false);
    for (const { topic } of deviceSubscriptions(kiosk)) expect(maySubscribe(kiosk, topic)).toBe(true);
  });

  it("the hub hears every device, and nothing that it says itself", () => {
    expect(hubSubscriptions("victoria").map((each) => each.topic)).toEqual(
      names
        .filter((name) => wireTable[name].publishers === "device")
        .map((name) => `theq/v1/victoria/${wireTable[name].topic.replace("<device>", "+")}`),
    );
  });
});

describe("Q-PRIV-1 on the wire", () => {
  it("Q-PRIV-1: no topic names a service, and what boards receive has no field for a person, a need or a reason", () => {
    for (const name of names) expect(wireTable[name].topic).not.toMatch(/service|programme|queue/);
    const fields = (schema: unknown): string[] => {
      if (typeof schema !== "object" || schema === null) return [];
      const { entries, item, wrapped } = schema as { entries?: Record<string, unknown>; item?: unknown; wrapped?: unknown };
      return [...Object.keys(entries ?? {}), ...Object.values(entries ?? {}).flatMap(fields), ...fields(item), ...fields(wrapped)];
    };
    for (const name of ["boardView", "boardCalls"] as const) {
      for (const field of fields(wireTable[name].payload))
        expect(field).not.toMatch(/service|programme|need|agent|citizen|comment|contact|because|queue/);
    }
  });
});

describe("the document", () => {
  it("in this folder's README is the table of the code", () => {
    const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
    expect(readme).toContain(wireDocument());
  });
});
