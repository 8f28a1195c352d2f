import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faultCodes } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { Table } from "#shared/office/sheets/tables.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import type { ConfigurationAnswer } from "#shared/wire/configuration.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { DeviceHarness } from "./core/harness.ts";
import type { Hub } from "./hub.ts";
import { type Answer, EventReader, get, HubBench, post, withinMs } from "./hub-harness.ts";
import { readWorkbook, writeWorkbook } from "./spreadsheet/workbook.ts";
import { desiredDocuments } from "./views/desired.ts";

let bench: HubBench;
let hub: Hub;
beforeEach(async () => {
  bench = new HubBench();
  hub = await bench.start();
});
afterEach(() => bench.end());

const at = "/api/v1/configuration";
type Draft = OfficeConfiguration;

/** The example office with something else in it. */
function changed(change: (office: Draft) => void): Draft {
  const office = structuredClone(hub.state.configuration as Draft);
  change(office);
  return office;
}

const rename = (label: string) => changed((office) => void Object.assign(office.counters[1] as object, { label }));

function save(configuration: unknown, rest: object = {}): Promise<Answer> {
  const expected = { epoch: hub.log.identity.epoch, n: hub.state.configurationVersion };
  return post(hub, at, { key: bench.key(), agent: 22, expected, configuration, ...rest });
}

function undo(change: number): Promise<Answer> {
  const expected = { epoch: hub.log.identity.epoch, n: hub.state.configurationVersion };
  return post(hub, `${at}/undo`, { key: bench.key(), agent: 21, expected, change });
}

const read = async () => (await get(hub, at)).body as ConfigurationAnswer;
const labelNow = () => hub.state.configuration?.counters[1]?.label;

describe("a configuration", () => {
  it("is read with its version, what citizens would miss in it, and who changed what", async () => {
    const before = await read();
    expect(before).toMatchObject({
      epoch: hub.log.identity.epoch,
      version: hub.state.configurationVersion,
      hasStaffPin: false,
      strangers: [],
    });
    expect(before.configuration).toEqual(hub.state.configuration);
    expect(before.changes).toMatchObject([{ n: before.version, before: 0, by: { kind: "system", part: "configuration" }, total: null }]);
    const wordless = changed((office) => void Object.assign(office.services[0] as object, { words: { en: [], fr: ["permis"] } }));
    expect((await save(wordless)).status).toBe(200);
    expect((await read()).missing).toEqual([{ service: "licence", what: "words", language: "en" }]);
  });

  it("is taken while the hub runs, as a row that says who changed what, and answered after the commit", async () => {
    const { configurationVersion: before } = hub.state;
    const answer = await save(rename("2A"));
    expect(answer).toMatchObject({ status: 200, body: { done: true, offset: hub.log.last, repeated: false } });
    const [row] = hub.log.read(hub.log.last, 1);
    expect(row).toMatchObject({
      kind: "configuration-changed",
      body: {
        actor: { kind: "agent", agent: 22, counter: null },
        changes: { total: 1, first: [{ path: "counters[counter-2].label", before: "2", after: "2A" }] },
      },
    });
    expect(labelNow()).toBe("2A");
    expect((await read()).changes[0]).toMatchObject({
      n: hub.log.last,
      before,
      by: { kind: "agent", agent: 22 },
      total: 1,
      places: [{ path: "counters[counter-2].label", before: "2", after: "2A" }],
    });
  });

  it("of one key is taken once, over a restart too; one that changes nothing makes no row", async () => {
    const key = bench.key();
    const first = await save(rename("2A"), { key });
    const { n } = hub.state;
    expect(await save(rename("2B"), { key })).toMatchObject({ status: 200, body: { ...(first.body as object), repeated: true } });
    expect(await save(rename("2A"))).toMatchObject({ status: 200, body: { offset: hub.state.configurationVersion } });
    expect([hub.state.n, labelNow()]).toEqual([n, "2A"]);
    await hub.stop();
    hub = await bench.start();
    expect(await save(rename("2C"), { key })).toMatchObject({ status: 200, body: { repeated: true } });
    expect(labelNow()).toBe("2A");
    expect((await bench.command(hub, "sign-in", { key })).status).toBe(409);
  });

  it("shows what it would change before it is taken, and changes nothing by that", async () => {
    const { n } = hub.state;
    const answer = await post(hub, `${at}/check`, { configuration: rename("2A") });
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, changes: [{ path: "counters[counter-2].label", before: "2", after: "2A" }], missing: [], refusal: null },
    });
    expect(hub.state.n).toBe(n);
  });

  it("Q-FAULT-1: that is not right is refused with every problem, its path and what to do, in the language asked for", async () => {
    const wrong = changed((office) => {
      Object.assign(office.counters[0] as object, { zone: "mian", label: "" });
      Object.assign(office.services[0] as object, { queue: "nowhere" });
      Object.assign(office, { colour: "red" });
    });
    const paths = ["colour", "counters[0].label", "counters[0].zone", "services[0].queue"];
    for (const answer of [await save(wrong), await save(wrong, { language: "fr" })]) {
      expect(answer).toMatchObject({ status: 400, body: { fault: "configuration-not-right" } });
      const { problems } = answer.body as { problems: { path: string; what: string; advice: string }[] };
      expect(problems.map(({ path }) => path).sort()).toEqual(paths);
      for (const { what, advice } of problems) expect(what !== "" && advice !== "").toBe(true);
    }
    const checked = (await post(hub, `${at}/check`, { configuration: wrong, language: "fr" })).body as { problems: { advice: string }[] };
    expect(checked.problems.map(({ advice }) => advice)).toContain("Vouliez-vous dire « main » ?");
    expect(await save(changed((office) => void Object.assign(office.office, { id: "another" })))).toMatchObject({
      body: { problems: [{ path: "office.id", what: 'this hub is the one of "example"' }] },
    });
  });

  it("that somebody changed meanwhile is refused, and so is one of another hub, or of nobody", async () => {
    const mine = rename("2A");
    const seen = { epoch: hub.log.identity.epoch, n: hub.state.configurationVersion };
    await save(rename("2B"));
    expect(await save(mine, { expected: seen })).toMatchObject({
      status: 409,
      body: { fault: "configuration-changed-meanwhile", facts: { version: hub.state.configurationVersion } },
    });
    expect(await save(mine, { expected: { ...seen, epoch: "another" } })).toMatchObject({ status: 409, body: { fault: "other-epoch" } });
    expect(await save(mine, { agent: 99 })).toMatchObject({ status: 404, body: { fault: "unknown-agent" } });
    expect(labelNow()).toBe("2B");
  });

  it("is refused while it would lose somebody who is here now", async () => {
    await bench.tickets(hub, 2);
    await bench.command(hub, "sign-in", {});
    const tries: [Draft, string][] = [
      [
        changed((office) => {
          const [, second] = office.counters.splice(0, 2, ...office.counters.slice(1, 2));
          second?.takes.push("first-contact");
        }),
        "counter-in-use",
      ],
      [changed((office) => void office.agents.splice(0, 1)), "agent-in-use"],
      [changed((office) => void office.services.splice(0, 1)), "service-in-use"],
    ];
    const elsewhere = changed((office) => {
      office.queues.push({ id: "others", name: { en: "Others", fr: "Autres" } });
      for (const service of office.services) if (service.queue === "licences") service.queue = "others";
      for (const counter of office.counters) counter.takes = counter.takes.map((queue) => (queue === "licences" ? "others" : queue));
    });
    const { n } = hub.state;
    for (const [configuration, fault] of [...tries, [elsewhere, "queue-in-use"] as const]) {
      expect(await save(configuration)).toMatchObject({ status: 409, body: { fault } });
      expect(await post(hub, `${at}/check`, { configuration })).toMatchObject({ body: { ok: true, refusal: { fault } } });
    }
    expect(hub.state.n).toBe(n);
  });

  it("made of anything does no harm: a fault of the table, and nothing changed", async () => {
    const places = placesOf(exampleOffice());
    const broken = fc.tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 })).map(([place, value]) =>
      changed((office) => {
        const last = place.at(-1) as string;
        const holder = place.slice(0, -1).reduce((inside, key) => (inside as Record<string, unknown>)[key], office as unknown);
        (holder as Record<string, unknown>)[last] = value;
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue({ maxDepth: 4 }), broken), async (configuration) => {
        const [n, before] = [hub.state.n, JSON.stringify(hub.state.configuration)];
        const answer = await save(configuration);
        if (answer.status === 200) return;
        const { fault, problems } = answer.body as { fault: never; problems: { path: string; advice: string }[] };
        expect([400, 409]).toContain(answer.status);
        expect(faultCodes).toContain(fault);
        // A body that is not even JSON for us, such as one with a key "__proto__", has no places to name.
        if (fault !== "bad-request" && answer.status === 400)
          expect(problems.length > 0 && problems.every(({ advice }) => advice !== "")).toBe(true);
        expect([hub.state.n, JSON.stringify(hub.state.configuration)]).toEqual([n, before]);
      }),
      { numRuns: 150 },
    );
    const huge = await post(hub, at, `{"a":"${"x".repeat(4 * 1024 * 1024)}"}`);
    expect(huge).toMatchObject({ status: 400, body: { fault: "bad-request" } });
    expect(await post(hub, at, { configuration: exampleOffice() })).toMatchObject({ status: 400, body: { fault: "bad-request" } });
  });
});

describe("a change taken back", () => {
  it("is a new row; what others changed since stays", async () => {
    await save(rename("2A"));
    const wrong = hub.state.configurationVersion;
    await save(changed((office) => void Object.assign(office.zones[0] as object, { name: { en: "Hall", fr: "Hall" } })));
    expect(await undo(wrong)).toMatchObject({ status: 200, body: { done: true } });
    expect([labelNow(), hub.state.configuration?.zones[0]?.name.en]).toEqual(["2", "Hall"]);
    const [undone, , before] = (await read()).changes;
    expect(undone).toMatchObject({ undoes: wrong, by: { agent: 21 }, places: [{ before: "2A", after: "2" }] });
    expect(before).toMatchObject({ n: wrong, undone: undone?.n });
    // And the taking back can be taken back.
    expect((await undo(undone?.n as number)).status).toBe(200);
    expect(labelNow()).toBe("2A");
  });

  it("is refused when it was changed again, was taken back already, or is the first of all", async () => {
    const first = hub.state.configurationVersion;
    await save(rename("2A"));
    const older = hub.state.configurationVersion;
    await save(rename("2B"));
    expect(await undo(older)).toMatchObject({
      status: 409,
      body: { fault: "change-not-undoable", facts: { path: "counters[counter-2].label" } },
    });
    const newest = hub.state.configurationVersion;
    expect((await undo(newest)).status).toBe(200);
    for (const unknown of [newest, first, 999_999, 1])
      expect(await undo(unknown)).toMatchObject({ status: 404, body: { fault: "change-unknown" } });
    expect(labelNow()).toBe("2A");
  });

  it("brings back what was removed, in its place", async () => {
    const before = structuredClone(hub.state.configuration);
    await save(changed((office) => void office.services.splice(0, 2, ...office.services.slice(1, 2))));
    expect((await undo(hub.state.configurationVersion)).status).toBe(200);
    expect(hub.state.configuration).toEqual(before);
  });
});

describe("the PIN of the kiosks' staff page", () => {
  it("Q-PRIV-1: is set, kept and taken away without ever being told", async () => {
    const pin = async (rest: object, label: string) => (await save(rename(label), rest)).status;
    expect(await pin({ staffPin: "4711" }, "2A")).toBe(200);
    const hash = hub.state.configuration?.staffPin;
    expect(hash).toMatch(/^[\w-]+:[\w-]{43}$/);
    const answer = await get(hub, at);
    expect(answer.body).toMatchObject({ hasStaffPin: true, changes: [{ places: [{}, { path: "staffPin" }] }, {}] });
    for (const { body } of [answer, await get(hub, `${at}/office.json`)]) expect(JSON.stringify(body)).not.toContain(hash);
    const [row = { body: {} }] = hub.log.read(hub.log.last, 1);
    const { changes } = row.body as HubEventBody<"configuration-changed">;
    expect(JSON.stringify(changes)).not.toContain(hash);
    // A file without it, or with another, changes nothing of it.
    expect(await save({ ...(await read()).configuration, staffPin: `${"x".repeat(22)}:${"y".repeat(43)}` })).toMatchObject({ status: 200 });
    expect(await pin({}, "2B")).toBe(200);
    expect(hub.state.configuration?.staffPin).toBe(hash);
    expect(await pin({ staffPin: null }, "2C")).toBe(200);
    expect([hub.state.configuration?.staffPin, (await read()).hasStaffPin]).toEqual([undefined, false]);
    expect(await pin({ staffPin: "12" }, "2D")).toBe(400);
  });
});

describe("the key of the tickets' page", () => {
  it("Q-PRIV-1: is drawn with the page's address, kept while the page moves or goes, told to kiosks and never to staff", async () => {
    const page = async (address: string | null, over: object = {}) => {
      const { citizenPage: _before, ...rest } = (await read()).configuration;
      return (await save({ ...rest, ...(address === null ? {} : { citizenPage: { address } }), ...over })).status;
    };
    expect(await page("http://queue.example")).toBe(400);
    expect(hub.state.configuration?.citizenKey).toBeUndefined();
    expect(await page("https://queue.example")).toBe(200);
    const key = hub.state.configuration?.citizenKey;
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await page("https://tickets.example", { citizenKey: "X".repeat(43) })).toBe(200);
    const answer = await get(hub, at);
    for (const { body } of [answer, await get(hub, `${at}/office.json`)]) expect(JSON.stringify(body)).not.toContain(key);
    expect(await page(null)).toBe(200);
    expect([hub.state.configuration?.citizenPage, hub.state.configuration?.citizenKey]).toEqual([undefined, key]);
    expect(desiredDocuments(hub.state, 0).get("kiosk-1")?.citizenPage).toBeNull();
    expect(await page("https://queue.example")).toBe(200);
    const desired = desiredDocuments(hub.state, 0);
    expect(desired.get("kiosk-1")?.citizenPage).toEqual({ address: "https://queue.example", key });
    expect(desired.get("board-1")).not.toHaveProperty("citizenPage");
  });
});

describe("a whole office as a file", () => {
  const written = async (tables: readonly Table[]) => (await writeWorkbook(tables)) as Uint8Array;
  const workbook = async () => Buffer.from(await (await fetch(`http://127.0.0.1:${hub.ready.httpPort}${at}/office.xlsx`)).arrayBuffer());
  const readBack = async (body: Uint8Array | string, type = "application/octet-stream", language = "en") => {
    const address = `http://127.0.0.1:${hub.ready.httpPort}${at}/read?language=${language}`;
    const answer = await fetch(address, { method: "POST", headers: { "content-type": type }, body: body as BodyInit });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it("as a spreadsheet says nothing when nothing was changed, and else the difference alone", async () => {
    await save(changed((office) => void Object.assign(office.services[0] as object, { bring: [{ en: "ID", fr: "Pièce" }] })));
    const bytes = await workbook();
    expect(await readBack(bytes)).toMatchObject({ status: 200, body: { ok: true, changes: [] } });
    const tables = await readWorkbook(bytes);
    if ("fault" in tables) throw new Error("unreadable");
    const edited = tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => row.map((cell) => (cell === "ID" ? "Passport; Bill" : cell === "Pièce" ? "Passeport; Facture" : cell))),
    }));
    const { n } = hub.state;
    const answer = await readBack(await written(edited));
    expect(answer.body).toMatchObject({ ok: true, changes: [{ path: "services[licence].bring" }] });
    expect(hub.state.n).toBe(n);
    expect((await save(answer.body.configuration)).status).toBe(200);
    expect(hub.state.configuration?.services[0]?.bring).toEqual([
      { en: "Passport", fr: "Passeport" },
      { en: "Bill", fr: "Facture" },
    ]);
    // A device's own fields do not come back as empty ones.
    expect(await readBack(await workbook())).toMatchObject({ body: { changes: [] } });
  });

  it("Q-FAULT-1: names the cell of what is wrong in it, and refuses what is no spreadsheet", async () => {
    const tables = await readWorkbook(await workbook());
    if ("fault" in tables) throw new Error("unreadable");
    const wrong = tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => row.map((cell) => (cell === "first-contact" ? "firstcontact" : cell))),
    }));
    const { problems } = (await readBack(await written(wrong.filter(({ title }) => title === "Services")), undefined, "fr")).body as {
      problems: { path: string; what: string; advice: string }[];
    };
    expect(problems).toEqual([
      expect.objectContaining({
        path: "Services!M5",
        what: 'service "unsure" : il n\'y a pas de file de ce nom',
        advice: "Vouliez-vous dire « first-contact » ?",
      }),
    ]);
    expect(await readBack("id;name")).toMatchObject({ status: 400, body: { fault: "spreadsheet-unreadable" } });
    expect(await readBack("id;name", "text/csv")).toMatchObject({ status: 400, body: { fault: "bad-request" } });
  });

  it("as JSON is what an import takes, and The Q's catalogue is taken over", async () => {
    const file = JSON.stringify((await get(hub, `${at}/office.json`)).body);
    expect((await readBack(file, "application/json")).body).toMatchObject({ ok: true, changes: [] });
    const theirs = { service_code: "MSP - 001", service_name: "MSP", parent: { service_name: "MSP" }, parent_id: 4, deleted: null };
    expect((await readBack(JSON.stringify({ services: [theirs] }), "application/json")).body).toMatchObject({
      ok: true,
      changes: [{ path: "programmes[msp]" }, { path: "services[msp-001]" }],
    });
  });
});

describe("without a new start", () => {
  it("devices hear their new document, boards of a new room its view, and those that are gone are forgotten", async () => {
    const board = await bench.client(hub, "board-1");
    const heard = new Map<string, { version?: number; zone?: string; office?: { services: unknown[]; zones: unknown[] } }>();
    board.on("message", (topic, payload) => void heard.set(topic, payload.length === 0 ? {} : JSON.parse(payload.toString())));
    const [desired, view] = [topicOf("example", "desired", "board-1"), topicOf("example", "boardView", "main")];
    await board.subscribeAsync([desired, view], { qos: 1 });
    await vi.waitFor(() => expect(heard.get(desired)?.version).toBe(hub.state.configurationVersion), withinMs);
    const answer = await save(
      changed((office) => {
        office.zones = [{ id: "hall", name: { en: "Hall", fr: "Hall" } }];
        for (const each of [...office.counters, ...office.devices]) each.zone = "hall";
        Object.assign(office.services[1] as object, { active: false });
      }),
    );
    expect(answer.status).toBe(200);
    await vi.waitFor(() => expect(heard.get(desired)?.version).toBe(hub.state.configurationVersion), withinMs);
    expect(heard.get(desired)).toMatchObject({ zone: "hall", office: { zones: [{ id: "hall" }] } });
    await vi.waitFor(() => expect(heard.get(view)).toEqual({}), withinMs);
  });

  it("staff pages see that it changed, and a counter that is gone no more", async () => {
    const reader = new EventReader(hub);
    await vi.waitFor(() => expect(reader.events).toHaveLength(1), withinMs);
    await save(changed((office) => void office.counters.splice(1, 1)));
    await vi.waitFor(() => expect(reader.events).toHaveLength(2), withinMs);
    expect(reader.events[1]?.data).toMatchObject({ set: { office: { configuration: hub.state.n } }, remove: ["counter/counter-2"] });
    expect((await get(hub, "/api/v1/office")).body).toMatchObject({ counters: [{ id: "counter-1" }] });
    reader.stop();
  });

  it("a device that the configuration does not know is named, until it does", async () => {
    const kiosk = await bench.client(hub, "kiosk-9");
    const log = new DeviceHarness("kiosk-9");
    log.write({ kind: "device-started", version: 1, body: { boot: "k1", software: "1" } });
    await kiosk.publishAsync(topicOf("example", "log", "kiosk-9"), JSON.stringify(log.message().message), { qos: 1 });
    await vi.waitFor(async () => expect((await read()).strangers).toEqual(["kiosk-9"]), withinMs);
    expect((await save(changed((office) => void office.devices.push({ id: "kiosk-9", role: "kiosk", zone: "main" })))).status).toBe(200);
    expect((await read()).strangers).toEqual([]);
  });
});

function placesOf(value: unknown, place: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...place, key], ...placesOf(inner, [...place, key])]);
}
