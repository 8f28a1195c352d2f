import fc from "fast-check";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Tp2Event, tp2Path, tp2Payload } from "#shared/snowplow/payload.ts";
import { sampleEvents } from "./samples.ts";
import { SchemaRegistry } from "./schemas/registry.ts";
import { buildCollector, stockBodyBytesMax } from "./server.ts";
import { CollectorStore } from "./store.ts";

const registry = new SchemaRegistry();
let store: CollectorStore;
let server: FastifyInstance;
let waitedMs: number[];
beforeEach(() => {
  store = new CollectorStore(":memory:");
  waitedMs = [];
  const wait = async (ms: number) => void waitedMs.push(ms);
  server = buildCollector({ store, registry, now: () => 1_795_000_000_000, wait, bodyBytesMax: stockBodyBytesMax });
});
afterEach(async () => {
  await server.close();
  store.close();
});

const json = { "content-type": "application/json; charset=UTF-8" };
const bodyOf = (events: readonly Tp2Event[]) => JSON.stringify(tp2Payload(events, 1_795_000_000_000));
const post = (body: string, headers: Record<string, string> = json) =>
  server.inject({ method: "POST", url: tp2Path, headers, payload: body });
const get = async (url: string) => (await server.inject({ method: "GET", url })).json();
const setFault = (mode: string) => server.inject({ method: "POST", url: "/faults", headers: json, payload: JSON.stringify({ mode }) });

describe("receiving", () => {
  test("a post of several events is answered like a stock collector does, and counted", async () => {
    const response = await post(bodyOf(sampleEvents(1, 3)));
    expect([response.statusCode, response.body]).toEqual([200, "ok"]);
    expect(await get("/counts")).toEqual({ tickets: 3, events: 3, bad: 0, duplicates: 0 });
    expect(await get("/micro/all")).toEqual({ total: 3, good: 3, bad: 0, duplicates: 0 });
  });

  test("what is wrong is taken and kept with its reasons", async () => {
    expect((await post("{")).statusCode).toBe(200);
    expect((await post(bodyOf(sampleEvents(1, 1)).replace("addcitizen/jsonschema/1-0-0", "addcitizen/jsonschema/1-0-9"))).statusCode).toBe(
      200,
    );
    expect(await get("/micro/all")).toEqual({ total: 2, good: 0, bad: 2, duplicates: 0 });
    expect(await get("/micro/bad")).toMatchObject([
      { seq: 1, errors: ["the body is not a JSON object with schema and data"], rawEvent: "{" },
      { seq: 2, errors: ["iglu:ca.bc.gov.cfmspoc/addcitizen/jsonschema/1-0-9: no such schema"] },
    ]);
  });

  test("The Q's own way, one event in a form-encoded GET, is read", async () => {
    // As The Q's Python tracker writes it: JSON with blanks, spaces as +, contexts 1-0-1, platform pc, whole seconds.
    const query = new URLSearchParams([
      ["e", "ue"],
      [
        "ue_pr",
        '{"schema": "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", "data": {"schema": "iglu:ca.bc.gov.cfmspoc/chooseservice/jsonschema/3-0-0", "data": {"channel": "in-person", "program_id": "MSP-1", "parent_id": "MSP", "program_name": "Santé & MSP", "transaction_name": "A+B"}}}',
      ],
      ["eid", "5e2e2331-a683-4e18-b56d-666e31574b41"],
      ["dtm", "1795000000123"],
      [
        "co",
        '{"schema": "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1", "data": [{"schema": "iglu:ca.bc.gov.cfmspoc/citizen/jsonschema/4-0-0", "data": {"client_id": 1234567, "service_count": 1, "counter_type": "Counter"}}]}',
      ],
      ["tv", "py-0.9.1"],
      ["tna", "TheQ_test"],
      ["aid", "TheQ"],
      ["p", "pc"],
      ["stm", "1795000000000"],
    ]).toString();
    expect(query).toContain("%22%3A+%22");
    expect((await server.inject({ method: "GET", url: `/i?${query}` })).statusCode).toBe(200);
    const [row] = await get("/micro/good");
    expect(row.event.unstruct_event.data.data).toMatchObject({ program_name: "Santé & MSP", transaction_name: "A+B" });
    expect(row.contexts).toEqual(["iglu:ca.bc.gov.cfmspoc/citizen/jsonschema/4-0-0"]);
  });

  test("compressed bodies are refused", async () => {
    expect((await post(bodyOf(sampleEvents(1, 1)), { ...json, "content-encoding": "gzip" })).statusCode).toBe(415);
    expect((await get("/micro/all")).total).toBe(0);
  });

  test("a body of 1 MiB is taken, one of a byte more is refused", async () => {
    expect((await post("x".repeat(stockBodyBytesMax))).statusCode).toBe(200);
    expect((await post("x".repeat(stockBodyBytesMax + 1))).statusCode).toBe(413);
    expect((await get("/micro/all")).total).toBe(1);
  });
});

describe("Micro's addresses", () => {
  test("good rows come in pages", async () => {
    await post(bodyOf(sampleEvents(1, 5)));
    const first = await get("/micro/good?limit=2");
    const second = await get(`/micro/good?limit=2&after=${first[1].seq}`);
    expect([...first, ...second].map((row) => row.event.event_id.slice(-1))).toEqual(["1", "2", "3", "4"]);
    expect(first[0]).toMatchObject({
      eventType: "unstruct",
      schema: "iglu:ca.bc.gov.cfmspoc/addcitizen/jsonschema/1-0-0",
      event: { app_id: "TheQ", name_tracker: "TheQ_test", dvce_created_tstamp: 1_795_000_000_001, collector_tstamp: 1_795_000_000_000 },
    });
    expect(await get("/micro/good?limit=x&after=-1")).toHaveLength(5);
  });

  test.each(["GET", "POST"] as const)("%s /micro/reset forgets all", async (method) => {
    await post(bodyOf(sampleEvents(1, 2)));
    expect((await server.inject({ method, url: "/micro/reset" })).json()).toEqual({ total: 0, good: 0, bad: 0, duplicates: 0 });
    expect(await get("/micro/good")).toEqual([]);
  });

  test("schemas are published with their names, the agent's with a number where the original has text", async () => {
    const agent = await get("/micro/iglu/ca.bc.gov.cfmspoc/agent/jsonschema/4-0-0");
    expect(agent.self).toEqual({ vendor: "ca.bc.gov.cfmspoc", name: "agent", format: "jsonschema", version: "4-0-0" });
    expect(agent.properties.agent_id.maximum).toBe(2 ** 63);
    expect((await server.inject("/micro/iglu/ca.bc.gov.cfmspoc/agent/jsonschema/3-0-0")).statusCode).toBe(404);
  });
});

describe("failing on purpose", () => {
  test.each([
    ["refuse-503", 503],
    ["refuse-413", 413],
  ])("%s refuses posts and queries and stores nothing", async (mode, status) => {
    await setFault(mode);
    expect((await post(bodyOf(sampleEvents(1, 1)))).statusCode).toBe(status);
    expect((await server.inject("/i?e=ue")).statusCode).toBe(status);
    expect((await get("/micro/all")).total).toBe(0);
    expect(await get("/faults")).toMatchObject({ mode });
    await setFault("none");
    expect((await post(bodyOf(sampleEvents(1, 1)))).statusCode).toBe(200);
  });

  test("hang-6s stores, and answers 6 s later", async () => {
    await setFault("hang-6s");
    expect((await post(bodyOf(sampleEvents(1, 1)))).statusCode).toBe(200);
    expect(waitedMs).toEqual([6_000]);
    expect((await get("/counts")).events).toBe(1);
  });

  test.each(["", "{", "null", '{"mode":"explode"}', '{"mode":["none"]}'])(
    "a mode such as %j is refused and changes nothing",
    async (payload) => {
      await setFault("refuse-503");
      expect((await server.inject({ method: "POST", url: "/faults", headers: json, payload })).statusCode).toBe(400);
      expect(await get("/faults")).toMatchObject({ mode: "refuse-503" });
    },
  );
});

describe("whatever is sent", () => {
  const [sample] = sampleEvents(1, 1) as [Tp2Event];
  const nearlyValid = fc
    .tuple(fc.constantFrom(...Object.keys(sample), "ue_px", "cx", "__proto__", "zz"), fc.oneof(fc.string(), fc.json(), fc.jsonValue()))
    .map(([parameter, value]) => JSON.stringify({ schema: tp2Payload([], 1).schema, data: [{ ...sample, stm: "1", [parameter]: value }] }));
  const wrapped = fc.jsonValue().map((value) =>
    bodyOf([
      {
        ...sample,
        ue_pr: JSON.stringify({ schema: "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", data: value }),
      },
    ]),
  );
  const deep = fc.nat(20_000).map((depth) => `{"schema":"${tp2Payload([], 1).schema}","data":${"[".repeat(depth)}${"]".repeat(depth)}}`);
  const body = fc.oneof(nearlyValid, wrapped, deep, fc.json(), fc.string({ unit: "binary" }), fc.constant(bodyOf(sampleEvents(1, 2))));
  const contentType = fc.constantFrom("application/json", "application/json; charset=UTF-8", "text/plain", "multipart/form-data", "");

  test("a post is answered 200, and each of its rows is good, bad or a duplicate", async () => {
    await fc.assert(
      fc.asyncProperty(body, contentType, async (payload, type) => {
        const before = await get("/micro/all");
        const response = await post(payload, type === "" ? {} : { "content-type": type });
        const after = await get("/micro/all");
        expect(response.statusCode).toBe(200);
        expect(after.total).toBe(after.good + after.bad + after.duplicates);
        expect(after.total).toBeGreaterThan(before.total);
        expect((await get("/micro/good?limit=1000")).length).toBe(after.good);
        expect((await get("/micro/bad?limit=1000")).length).toBe(after.bad);
      }),
      { numRuns: 300 },
    );
  });

  test("a content type that is none is refused", async () => {
    expect((await post(bodyOf(sampleEvents(1, 1)), { "content-type": "nonsense" })).statusCode).toBe(415);
  });

  test("no request is answered with an error of the collector's own", async () => {
    const url = fc.oneof(
      fc.constantFrom(tp2Path, "/i", "/micro/all", "/micro/good", "/micro/bad", "/micro/reset", "/counts", "/faults", "/", "/nowhere"),
      fc.tuple(fc.constantFrom("/i", "/micro/good", "/micro/iglu"), fc.webQueryParameters()).map(([path, query]) => `${path}?${query}`),
      fc
        .array(fc.string(), { minLength: 3, maxLength: 3 })
        .map(
          ([vendor, name, version]) =>
            `/micro/iglu/${[vendor, name, "jsonschema", version].map((part) => encodeURIComponent(part ?? "")).join("/")}`,
        ),
    );
    const request: fc.Arbitrary<InjectOptions> = fc
      .record({ method: fc.constantFrom("GET", "POST"), url, payload: body, type: contentType })
      .map(({ method, url, payload, type }) =>
        method === "GET" ? { method, url } : { method: "POST", url, payload, headers: type === "" ? {} : { "content-type": type } },
      );
    await fc.assert(
      fc.asyncProperty(request, async (options) => {
        expect((await server.inject(options)).statusCode).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});
