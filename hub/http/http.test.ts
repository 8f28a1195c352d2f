import { mkdirSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faultCodes } from "#shared/faults/fault.ts";
import { commands } from "#shared/queue/commands.ts";
import { wireTable } from "#shared/wire/table.ts";
import type { Hub } from "../hub.ts";
import { EventReader, get, HubBench, post, withinMs } from "../hub-harness.ts";
import { patchesKeptMax } from "../live-feed.ts";
import { streamsMax } from "./live.ts";
import { readable, writable } from "./openapi.ts";
import { puts } from "./personal-document.ts";

let bench: HubBench;
let hub: Hub;
beforeEach(async () => {
  bench = new HubBench();
  hub = await bench.start();
});
afterEach(async () => {
  await bench.end();
});

const signIn = "/api/v1/commands/sign-in";
const expected = () => ({ epoch: hub.log.identity.epoch, n: hub.state.n });

describe("commands", () => {
  it("are answered after the commit, and the same key gets the same answer, even after a kill", async () => {
    const body = { key: "pressed-once-1", agent: 21, counter: "counter-1", expected: expected() };
    const first = await post(hub, signIn, body);
    expect(first).toMatchObject({
      status: 200,
      body: { done: true, epoch: hub.log.identity.epoch, offset: hub.log.last, visit: null, repeated: false },
    });
    const { n } = hub.state;
    expect(await post(hub, signIn, body)).toMatchObject({ status: 200, body: { ...(first.body as object), repeated: true } });
    expect(hub.state.n).toBe(n);
    // As after a kill: the connections to the file are gone, and no snapshot was written.
    hub.storage.close();
    await hub.stop();
    hub = await bench.start();
    expect(await post(hub, signIn, body)).toMatchObject({ status: 200, body: { ...(first.body as object), repeated: true } });
    expect(await post(hub, "/api/v1/commands/sign-out", body)).toMatchObject({ status: 409, body: { fault: "key-reused" } });
  });

  it("that are refused say how the counter and the visit stand now", async () => {
    await bench.tickets(hub, 2);
    await bench.command(hub, "sign-in", {});
    const called = await bench.command(hub, "call-next", {});
    const visit = (called.body as { visit: string }).visit;
    const busy = await bench.command(hub, "call-next", {});
    expect(busy).toMatchObject({
      status: 409,
      body: {
        fault: "counter-busy",
        present: { "counter/counter-1": { holding: visit }, [`visit/${visit}`]: { number: "C1", stage: { kind: "called" } } },
      },
    });
    const late = await bench.command(hub, "begin", { visit, expected: { ...expected(), n: 1 } });
    expect(late).toMatchObject({ status: 409, body: { fault: "changed-meanwhile", present: { [`visit/${visit}`]: { number: "C1" } } } });
    const other = await bench.command(hub, "call-next", { expected: { epoch: "another", n: 9 } });
    expect(other).toMatchObject({ status: 409, body: { fault: "other-epoch" } });
  });

  it("that name what is not there get 404", async () => {
    expect(await bench.command(hub, "fly", {})).toMatchObject({
      status: 404,
      body: { fault: "unknown-command", facts: { command: "fly" } },
    });
    expect(await bench.command(hub, "sign-in", { counter: "nine" })).toMatchObject({ status: 404, body: { fault: "unknown-counter" } });
    expect(await bench.command(hub, "sign-in", { agent: 99 })).toMatchObject({ status: 404, body: { fault: "unknown-agent" } });
    await bench.command(hub, "sign-in", {});
    expect(await bench.command(hub, "begin", { visit: "nobody" })).toMatchObject({ status: 404, body: { fault: "unknown-visit" } });
  });

  it("that cannot be read get 400 and the place", async () => {
    const body = { key: bench.key(), agent: 21, counter: "counter-1", expected: expected() };
    const faulty: [unknown, string][] = [
      [{ ...body, agent: "21" }, "agent"],
      [{ ...body, expected: { epoch: "x" } }, "expected.n"],
      [{ ...body, colour: "red" }, "colour"],
      [{ ...body, key: "short" }, "key"],
      [[], "key"],
      [null, "body"],
      ["{not json", "request"],
      ["", "request"],
      [`{"a":"${"x".repeat(16 * 1024)}"}`, "request"],
    ];
    for (const [sent, path] of faulty) {
      const answer = await post(hub, signIn, sent);
      expect(answer, JSON.stringify(sent)?.slice(0, 60)).toMatchObject({ status: 400, body: { fault: "bad-request" } });
      expect((answer.body as { facts: { path: string } }).facts.path).toBe(path);
    }
    expect(await post(hub, signIn, JSON.stringify(body), { "content-type": "text/plain" })).toMatchObject({ status: 400 });
    expect(await post(hub, signIn, JSON.stringify(body), { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
      status: 400,
    });
    expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
  });

  it("made of anything never do harm: every answer is a fault of the table", async () => {
    const names = fc.oneof(
      fc.constantFrom(...Object.keys(commands), "__proto__", "constructor"),
      fc.string({ minLength: 1, maxLength: 30 }),
    );
    const fields = fc.record(
      { key: fc.anything(), agent: fc.anything(), counter: fc.anything(), visit: fc.anything(), expected: fc.anything() },
      { requiredKeys: [] },
    );
    const bodies = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.jsonValue({ maxDepth: 3 }).map((each) => JSON.stringify(each)),
      fields.map((each) => JSON.stringify(each)),
    );
    const { n } = hub.state;
    await fc.assert(
      fc.asyncProperty(names, bodies, async (name, body) => {
        const answer = await post(hub, `/api/v1/commands/${encodeURIComponent(name)}`, body);
        expect([400, 404]).toContain(answer.status);
        expect(faultCodes).toContain((answer.body as { fault: string }).fault);
      }),
      { numRuns: 150 },
    );
    expect(hub.state.n).toBe(n);
  });
});

describe("who may ask", () => {
  it("Q-SAFE-1 is a page of this machine: another host or origin is refused", async () => {
    const port = String(hub.ready.httpPort);
    const own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, "localhost"];
    for (const host of own) expect((await get(hub, "/health", { host })).status, host).toBe(200);
    for (const host of ["example.com", `127.0.0.1.example.com:${port}`, "10.0.0.1", "localhost@evil.example", "localhost/x"]) {
      expect(await get(hub, "/health", { host }), host).toMatchObject({ status: 403, body: { fault: "bad-request" } });
    }
    const body = { key: bench.key(), agent: 21, counter: "counter-1", expected: expected() };
    for (const origin of ["https://evil.example", "null", `http://localhost:${port}`, `http://127.0.0.1:${Number(port) + 1}`]) {
      expect((await post(hub, signIn, body, { origin, host: `127.0.0.1:${port}` })).status, origin).toBe(403);
    }
    expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
    expect((await post(hub, signIn, body, { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` })).status).toBe(200);
  });

  it("may be the page that frames ours, when the file names it", async () => {
    await hub.stop();
    const front = "http://127.0.0.1:8080";
    hub = await bench.start({ framedBy: [front] });
    const body = { key: bench.key(), agent: 21, counter: "counter-1", expected: expected() };
    expect((await post(hub, signIn, body, { origin: front })).status).toBe(200);
    const policy = String((await get(hub, "/health")).headers["content-security-policy"]);
    expect(policy).toContain(`frame-ancestors ${front}`);
  });

  it("gets answers that no page can be tricked with", async () => {
    for (const path of ["/health", "/nothing", "/counter/", "/api/v1/office"]) {
      const { headers } = await get(hub, path);
      expect(headers, path).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
      expect(String(headers["content-security-policy"]), path).toMatch(/^default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
    }
  });
});

describe("the live view", () => {
  const readers: EventReader[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.stop();
  });
  const read = (lastId?: string) => {
    const reader = new EventReader(hub, lastId);
    readers.push(reader);
    return reader;
  };

  it("is a whole snapshot, then patches with the hub's epoch and offset, and a beat", async () => {
    const reader = read();
    await vi.waitFor(() => expect(reader.events).toHaveLength(1), withinMs);
    expect(reader.events[0]).toMatchObject({
      event: "snapshot",
      data: { epoch: hub.log.identity.epoch, generation: 1, entries: { office: { waiting: 0 } } },
    });
    await bench.command(hub, "sign-in", {});
    await vi.waitFor(() => expect(reader.events).toHaveLength(2), withinMs);
    expect(reader.events[1]).toMatchObject({
      event: "patch",
      id: `${hub.log.identity.epoch}:${hub.state.n}`,
      data: { n: hub.state.n, set: { "counter/counter-1": { agent: 21 } }, remove: [] },
    });
    bench.at += 5_000;
    bench.mono += 5_000;
    bench.tick(5_000);
    await vi.waitFor(() => expect(reader.events[2]).toEqual({ event: "beat", id: "", data: { now: bench.at } }), withinMs);
  });

  it("goes on where a page left off, without a snapshot", async () => {
    const first = read();
    await bench.command(hub, "sign-in", {});
    await vi.waitFor(() => expect(first.events).toHaveLength(2), withinMs);
    first.stop();
    await bench.command(hub, "sign-out", {});
    hub.raise("collector/x", { fault: "collector-unreachable", facts: {} });
    const second = read(first.lastId);
    await vi.waitFor(() => expect(second.events.map((each) => each.event)).toEqual(["patch", "patch", "patch"]), withinMs);
    expect(second.events[1]?.data).toMatchObject({ set: { "counter/counter-1": { agent: null } } });
    expect(second.events[2]?.data).toMatchObject({ set: { "fault/collector/x": { fault: "collector-unreachable" } } });
  });

  it("begins anew for an id it does not know, one from before its start, and one too long ago", async () => {
    const { epoch } = hub.log.identity;
    const before = `${epoch}:${hub.state.n}`;
    await bench.command(hub, "sign-in", {});
    for (const id of ["", "x", "x:1", `${epoch}:`, `${epoch}:-1`, `${epoch}:999999`, `${epoch}:1`, before]) {
      const reader = read(id);
      await vi.waitFor(() => expect(reader.events[0]?.event, id).toBe("snapshot"), withinMs);
    }
    const known = `${epoch}:${hub.state.n}`;
    for (let count = 0; count <= patchesKeptMax; count += 1) hub.raise("x", { fault: "log-gap", facts: { count } });
    const kept = read(known);
    await vi.waitFor(() => expect(kept.events[0]?.event).toBe("snapshot"), withinMs);
  });

  it("shows the same from patches as from a snapshot", async () => {
    const reader = read();
    await bench.tickets(hub, 5);
    await bench.command(hub, "sign-in", {});
    const called = await bench.command(hub, "call-next", {});
    const { visit } = called.body as { visit: string };
    await bench.command(hub, "begin", { visit });
    await bench.command(hub, "finish", { visit });
    await bench.command(hub, "call-next", {});
    const whole = read();
    await vi.waitFor(() => expect(whole.events).toHaveLength(1), withinMs);
    const shown = () => {
      const entries = new Map<string, unknown>();
      for (const { event, data } of reader.events) {
        if (event === "snapshot") for (const [key, entry] of Object.entries(data.entries as object)) entries.set(key, entry);
        for (const key of (data.remove ?? []) as string[]) entries.delete(key);
        for (const [key, entry] of Object.entries((data.set ?? {}) as object)) entries.set(key, entry);
      }
      return Object.fromEntries([...entries].sort());
    };
    const expectedEntries = Object.fromEntries(Object.entries(whole.events[0]?.data.entries as object).sort());
    await vi.waitFor(() => expect(shown()).toEqual(expectedEntries), withinMs);
  });

  it(`serves ${streamsMax} readers and refuses one more, until one leaves`, async () => {
    for (let count = 0; count < streamsMax; count += 1) read();
    await vi.waitFor(() => expect(readers.every((each) => each.events.length === 1)).toBe(true), withinMs);
    const refused = read();
    await vi.waitFor(() => expect(refused.status).toBe(503), withinMs);
    readers[0]?.stop();
    await vi.waitFor(async () => {
      const reader = read();
      await vi.waitFor(() => expect(reader.status).not.toBe(0), withinMs);
      expect(reader.status).toBe(200);
    }, withinMs);
  });

  it("cuts a reader that does not read, and keeps the others", async () => {
    const stuck = createConnection(hub.ready.httpPort as number, "127.0.0.1");
    let cut = false;
    stuck.on("close", () => {
      cut = true;
    });
    stuck.on("error", () => {});
    stuck.write("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await new Promise((resolve) => stuck.once("readable", resolve));
    stuck.pause();
    const reader = read();
    await vi.waitFor(() => expect(reader.events).toHaveLength(1), withinMs);
    const large = "x".repeat(256 * 1024);
    for (let count = 0; count < 120; count += 1) {
      hub.raise("large", { fault: "log-gap", facts: { large: `${count}${large}` } });
      await vi.waitFor(() => expect(reader.events).toHaveLength(count + 2), withinMs);
    }
    stuck.resume();
    await vi.waitFor(() => expect(cut).toBe(true), withinMs);
    expect(reader.ended).toBe(false);
  });
});

describe("what can be read", () => {
  it("is the office as staff pages need it, without codes, and the counts", async () => {
    const office = await get(hub, "/api/v1/office");
    expect(office.body).toMatchObject({ id: "example", generation: 1, counters: [{ id: "counter-1" }, { id: "counter-2" }] });
    expect(JSON.stringify(office.body)).not.toMatch(/reportedName|"code"/);
    await bench.tickets(hub, 3);
    const { identity } = hub.log;
    expect((await get(hub, "/api/v1/counts")).body).toEqual({ tickets: 3, epoch: identity.epoch, offset: hub.log.last, generation: 1 });
  });

  it("are the timings of a date, by default of the open one", async () => {
    expect((await get(hub, "/api/v1/timings")).body).toMatchObject({ date: "2026-11-23", services: [] });
    for (const date of ["tomorrow", "2026-13-01", "2026-11-23%20or%201", ""]) {
      expect(await get(hub, `/api/v1/timings?date=${date}`), date).toMatchObject({
        status: 400,
        body: { fault: "bad-request", facts: { path: "date" } },
      });
    }
  });

  it("before there is a configuration says so", async () => {
    await hub.stop();
    const empty = await bench.start({ office: "empty", data: join(bench.folder, "empty") }, { seed: null });
    expect(await get(empty, "/api/v1/office")).toMatchObject({ status: 409, body: { fault: "bad-configuration" } });
    expect(await get(empty, "/api/v1/timings")).toMatchObject({ status: 409, body: { fault: "day-not-open" } });
    expect(await get(empty, "/health")).toMatchObject({ status: 200, body: { date: null } });
  });
});

describe("the documents", () => {
  it("OpenAPI has every command and every address, and all its references lead somewhere", async () => {
    const document = (await get(hub, "/api/v1/openapi.json")).body as {
      openapi: string;
      paths: Record<string, object>;
      components: { schemas: object };
    };
    expect(document.openapi).toBe("3.1.0");
    const posts = [...Object.keys(commands).map((name) => `/api/v1/commands/${name}`), ...Object.keys(writable), ...Object.keys(puts)];
    const wanted = new Set([...Object.keys(readable), ...posts]);
    expect(Object.keys(document.paths).sort()).toEqual([...wanted].sort());
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((each) => String(each[1]));
    expect(references.length).toBeGreaterThan(20);
    for (const each of references) expect(resolve(document, each), each).toBeTypeOf("object");
    const readToo = Object.values(puts).filter(({ reads }) => reads).length;
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map((each) => each[1]);
    expect([ids.length, new Set(ids).size]).toEqual([Object.keys(readable).length + posts.length + readToo, ids.length]);
  });

  it("OpenAPI's schemas are right about what the running hub takes and answers", async () => {
    const document = (await get(hub, "/api/v1/openapi.json")).body as Record<string, unknown>;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addSchema({ ...document, $id: "api" });
    const fits = (pointer: string, value: unknown) => {
      const check = ajv.compile({ $ref: `api#${pointer}` });
      expect(check(value), `${pointer}: ${JSON.stringify(check.errors)}`).toBe(true);
    };
    await bench.tickets(hub, 2);
    await bench.command(hub, "sign-in", {});
    fits("/components/schemas/CommandDone", (await bench.command(hub, "call-next", {})).body);
    fits("/components/schemas/Refused", (await bench.command(hub, "call-next", {})).body);
    hub.raise("collector/x", { fault: "collector-unreachable", facts: {} });
    for (const [path, { answers }] of Object.entries(readable)) {
      if (answers === "text/event-stream") continue;
      const answer = await get(hub, path);
      expect(answer.status, path).toBe(200);
      if (!answers.includes("/")) fits(`/components/schemas/${answers}`, answer.body);
    }
    const reader = new EventReader(hub);
    await vi.waitFor(() => expect(reader.events).toHaveLength(1), withinMs);
    await bench.command(hub, "recall", { visit: "kiosk-1.e1.1" });
    await vi.waitFor(() => expect(reader.events).toHaveLength(2), withinMs);
    reader.stop();
    fits("/components/schemas/StaffSnapshot", reader.events[0]?.data);
    fits("/components/schemas/StaffPatch", reader.events[1]?.data);
    const body = "/paths/~1api~1v1~1commands~1sign-in/post/requestBody/content/application~1json/schema";
    const check = ajv.compile({ $ref: `api#${body}` });
    const good = { key: "12345678", agent: 21, counter: "counter-1", expected: { epoch: "e", n: 1 } };
    expect(check(good)).toBe(true);
    for (const bad of [{ ...good, more: 1 }, { ...good, key: "1" }, { ...good, agent: 0 }, {}]) expect(check(bad)).toBe(false);
  });

  it("the wire's document has the whole table, with schemas that compile", async () => {
    const document = (await get(hub, "/api/v1/wire.json")).body as { topics: { name: string; topic: string; payload: object }[] };
    expect(document.topics.map((each) => each.name)).toEqual(Object.keys(wireTable));
    const ajv = new Ajv2020({ strict: false });
    for (const { topic, payload } of document.topics) {
      expect(topic).toMatch(/^theq\/v1\/example\//);
      expect(Object.keys(payload).length).toBeGreaterThan(0);
      ajv.compile(payload);
    }
  });
});

describe("the pages", () => {
  it("say how to build them when they are not there", async () => {
    for (const page of ["counter", "manager"]) {
      const answer = await get(hub, `/${page}/`);
      expect(answer.status).toBe(503);
      expect(answer.body).toBe(`The pages are not built: display/dist/${page} is missing. Run npm run build, then load the page again.\n`);
    }
  });

  it("are served once built, without a new start: the staff's, not the others, and nothing outside", async () => {
    const dist = join(bench.folder, "dist");
    for (const page of ["counter", "kiosk", "assets"]) mkdirSync(join(dist, page), { recursive: true });
    writeFileSync(join(dist, "counter", "index.html"), "<!doctype html><title>Counter</title>");
    writeFileSync(join(dist, "kiosk", "index.html"), "kiosk");
    writeFileSync(join(dist, "assets", "counter-1.js"), "export {};");
    writeFileSync(join(bench.folder, "secret.txt"), "secret");
    const page = await get(hub, "/counter/");
    expect(page).toMatchObject({ status: 200, body: "<!doctype html><title>Counter</title>", headers: { "cache-control": "no-store" } });
    expect(String(page.headers["content-type"])).toMatch(/^text\/html/);
    const asset = await get(hub, "/assets/counter-1.js");
    expect(asset).toMatchObject({ status: 200, headers: { "x-content-type-options": "nosniff" } });
    expect(String(asset.headers["cache-control"])).toContain("immutable");
    expect(await get(hub, "/")).toMatchObject({ status: 302, headers: { location: "/counter/" } });
    expect(await get(hub, "/counter")).toMatchObject({ status: 302, headers: { location: "/counter/" } });
    expect(await get(hub, "/reception")).toMatchObject({ status: 302, headers: { location: "/reception/" } });
    const closed = [
      "/kiosk/",
      "/kiosk/index.html",
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/assets/%2e%2e/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/counter/%00",
      "/assets/",
    ];
    for (const path of closed) {
      const answer = await get(hub, path);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.status, path).toBeLessThan(500);
      expect(JSON.stringify(answer.body), path).not.toMatch(/secret"|^"kiosk"/);
    }
  });
});

/** A JSON pointer such as `#/components/schemas/Fault` in its document. */
function resolve(document: unknown, reference: string): unknown {
  let at = document;
  for (const part of reference.replace(/^#\//, "").split("/"))
    at = (at as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  return at;
}
