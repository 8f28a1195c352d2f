import { describe, expect, test } from "vitest";
import { contextSchemas, eventSchemas } from "#shared/snowplow/event.ts";
import { type Tp2Event, tp2Event, tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleContexts, sampleEvents, sampleNames, sampleOutgoing, samples } from "./samples.ts";
import { SchemaRegistry } from "./schemas/registry.ts";
import { rowOfQuery, rowsOfPost } from "./validate.ts";

const registry = new SchemaRegistry();
const names = Object.keys(samples) as (keyof typeof samples)[];
const [sample] = sampleEvents(1, 1) as [Tp2Event];

/** The row of one event with some of its parameters changed; undefined takes one away. */
function rowOf(changes: Readonly<Record<string, string | undefined>>) {
  const event = JSON.parse(JSON.stringify({ ...sample, ...changes }));
  const [row] = rowsOfPost(registry, "application/json", JSON.stringify({ schema: tp2Payload([], 1).schema, data: [event] }));
  return row;
}
const reasonsOf = (changes: Readonly<Record<string, string | undefined>>) => {
  const row = rowOf(changes);
  return row?.kind === "bad" ? row.reasons : [];
};
const eventJson = (schema: string, data: unknown) =>
  JSON.stringify({ schema: "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", data: { schema, data } });
const contextsJson = (schema: string, data: unknown) =>
  JSON.stringify({ schema: "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0", data: [{ schema, data }] });

describe("schemas", () => {
  test("are known for every event and context that the hub can send, and for no other", () => {
    expect([...registry.addresses("event")].sort()).toEqual(Object.values(eventSchemas).sort());
    expect([...registry.addresses("context")].sort()).toEqual(Object.values(contextSchemas).sort());
    expect(names.length).toBe(25);
  });
});

describe.each(names)("the event %s", (name) => {
  test("is good with valid data", () => {
    const row = rowOf({ ...tp2Event(sampleOutgoing(1, name), sampleNames) });
    expect(row).toMatchObject({ kind: "good", name, schema: eventSchemas[name], clientId: 94_000_000_000_001 });
  });

  test.each(samples[name].invalid)("is bad with %s", (_why, data) => {
    const reasons = reasonsOf({ ue_pr: eventJson(eventSchemas[name], data) });
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every((reason) => reason.startsWith(`${eventSchemas[name]} at /`))).toBe(true);
  });

  test("is bad in a version that is not known", () => {
    const address = eventSchemas[name].replace(/[0-9]-0-0$/, "9-0-0");
    expect(reasonsOf({ ue_pr: eventJson(address, samples[name].valid.data) })).toEqual([`${address}: no such schema`]);
  });
});

describe("contexts", () => {
  test.each([
    ["citizen", { ...sampleContexts.citizen, service_count: 0 }, "/service_count: must be >= 1"],
    ["citizen", { ...sampleContexts.citizen, client_id: -1 }, "/client_id: must be >= 0"],
    ["citizen", { client_id: 1, service_count: 1 }, "/: must have required property 'counter_type'"],
    [
      "office",
      { ...sampleContexts.office, office_type: "kiosk" },
      "/office_type: must be equal to one of the allowed values (reception, non-reception)",
    ],
    ["office", { ...sampleContexts.office, name: "Smithers" }, "/: must NOT have additional properties (name)"],
    ["agent", { ...sampleContexts.agent, idir: "seventeen-letters" }, "/idir: must NOT have more than 16 characters"],
    ["agent", { ...sampleContexts.agent, role: "SUPPORT" }, "/role: must be equal to one of the allowed values"],
    ["agent", { ...sampleContexts.agent, agent_id: 1.5 }, "/agent_id: must be integer"],
    ["agent", { ...sampleContexts.agent, agent_id: 1e19 }, "/agent_id: must be <= 9223372036854776000"],
  ] as const)("%s: %j is bad", (name, data, reason) => {
    expect(reasonsOf({ co: contextsJson(contextSchemas[name], data) })).toEqual([expect.stringContaining(reason)]);
  });

  test("may be wrapped as the Node tracker (1-0-0) or The Q (1-0-1) does", () => {
    expect(rowOf({ co: sample.co.replace("contexts/jsonschema/1-0-0", "contexts/jsonschema/1-0-1") })?.kind).toBe("good");
    expect(reasonsOf({ co: sample.co.replace("contexts/jsonschema/1-0-0", "contexts/jsonschema/1-0-2") })[0]).toContain("no such schema");
  });

  test("cannot be an event, nor an event a context", () => {
    expect(reasonsOf({ co: contextsJson(eventSchemas.addcitizen, {}) })[0]).toContain("cannot stand here");
    expect(reasonsOf({ ue_pr: eventJson(contextSchemas.office, sampleContexts.office) })[0]).toContain("cannot stand here");
  });
});

describe("an event's parameters", () => {
  test("may carry their JSON as base64url", () => {
    const base64 = (json: string) => Buffer.from(json).toString("base64url");
    const row = rowOf({ ue_pr: undefined, co: undefined, ue_px: base64(sample.ue_pr), cx: base64(sample.co) });
    expect(row).toMatchObject({ kind: "good", name: "addcitizen", clientId: 94_000_000_000_001 });
  });

  test.each([
    ["an unknown parameter", { colour: "red" }, "must NOT have additional properties (colour)"],
    ["no tracker version", { tv: undefined }, "must have required property 'tv'"],
    ["no platform", { p: undefined }, "must have required property 'p'"],
    ["no kind", { e: undefined }, "must have required property 'e'"],
    ["another kind of event", { e: "pv" }, "e is not ue"],
    ["no id", { eid: undefined }, "eid is not a UUID"],
    ["a time that is none", { dtm: "today" }, "dtm is not a time"],
    ["a time of sending that is none", { stm: "-1" }, "stm is not a time"],
    ["no event", { ue_pr: undefined }, "ue_pr or ue_px is not"],
    ["an event that is no JSON", { ue_pr: "{" }, "ue_pr or ue_px is not"],
    ["an event without its wrapper", { ue_pr: JSON.stringify({ schema: eventSchemas.addcitizen, data: {} }) }, "ue_pr or ue_px is not"],
    ["contexts that are no JSON", { co: "[" }, "co or cx is not"],
    ["the event twice", { ue_px: "e30" }, "both ue_pr and ue_px"],
  ])("with %s are bad", (_what, changes, reason) => {
    expect(reasonsOf(changes).join()).toContain(reason);
  });

  test("that are no strings are bad", () => {
    const body = JSON.stringify({ schema: tp2Payload([], 1).schema, data: [{ ...sample, dtm: 1_795_000_000_000 }] });
    expect(rowsOfPost(registry, "application/json", body)).toMatchObject([
      { kind: "bad", reasons: [expect.stringContaining("/0/dtm: must be string")] },
    ]);
    expect(rowOfQuery(registry, { ...sample, e: ["ue", "ue"] })).toMatchObject({ kind: "bad", reasons: [expect.stringContaining("/0/e")] });
  });
});

describe("a body", () => {
  const body = JSON.stringify(tp2Payload(sampleEvents(1, 3), 1));

  test("gives a row for each of its events", () => {
    expect(rowsOfPost(registry, "application/json; charset=UTF-8", body).map((row) => row.kind)).toEqual(["good", "good", "good"]);
  });

  test.each([
    ["of another content type", "text/plain", body, "application/json is needed"],
    ["without a content type", undefined, body, "application/json is needed"],
    ["that is no JSON", "application/json", "{", "not a JSON object"],
    ["without a schema", "application/json", JSON.stringify({ data: sampleEvents(1, 1) }), "not a JSON object"],
    ["of another schema", "application/json", body.replace("1-0-4", "1-0-3"), "schema is not"],
    ["without events", "application/json", JSON.stringify(tp2Payload([], 1)), "must NOT have fewer than 1 items"],
  ])("%s is one bad row", (_what, contentType, text, reason) => {
    expect(rowsOfPost(registry, contentType, text)).toMatchObject([{ kind: "bad", reasons: [expect.stringContaining(reason)], raw: text }]);
  });

  test("with one wrong event in its envelope is one bad row as a whole, as with Snowplow", () => {
    expect(rowsOfPost(registry, "application/json", body.replace('"e":"ue"', '"e":7'))).toMatchObject([{ kind: "bad" }]);
  });

  test("is kept cut when it is bad and long, and its reasons are few", () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, place) => [`field${place}`.padEnd(100, "x"), ""]));
    const [row] = rowsOfPost(registry, "application/json", JSON.stringify({ schema: tp2Payload([], 1).schema, data: [many] }));
    if (row?.kind !== "bad") throw new Error("expected a bad row");
    expect(row.raw.length).toBeLessThan(33_000);
    expect(row.raw).toContain("characters in all");
    expect(row.reasons.length).toBe(20);
  });
});
