/** Garbage on every door of a whole office: each answer says what is wrong and what to do, nobody dies, and the next citizen is served. */
import { mkdtempSync, rmSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import mqtt, { type MqttClient } from "mqtt";
import type * as v from "valibot";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { playedRequest } from "#shared/wire/board-page.ts";
import { appointmentRequest } from "#shared/wire/kiosk-appointment.ts";
import { awayRequest, backRequest, deskRequest } from "#shared/wire/kiosk-desk.ts";
import { reprintRequest, staffEntry, staffPrint, staffVoice, ticketRequest } from "#shared/wire/kiosk-page.ts";
import { pageBeat } from "#shared/wire/screen.ts";
import { DeviceHarness } from "../../hub/core/harness.ts";
import { jsonSchema } from "../../hub/http/json-schema.ts";
import type { Machine } from "../../provisioning/office/machine.ts";
import { readPaper } from "../../provisioning/office/paper.ts";
import { processTable } from "../../provisioning/office/process-table.ts";
import { openSession, type Session } from "../../provisioning/office/session.ts";
import { askJson } from "../../provisioning/office/wire/ask.ts";
import { takeTicket } from "../../provisioning/office/wire/kiosk.ts";
import { nearValid, type Schema } from "../safety/near-valid.ts";
import { broken, flawOf, garbage, send } from "./scene/garbage.ts";
import { until } from "./scene/until.ts";

const requests = 150;
/** What is never answered must not be shrunk for ever. */
const patience = { interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true };
const root = join(import.meta.dirname, "../..");
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const folder = mkdtempSync(join(tmpdir(), "the-q-garbage-"));
const stopping = new AbortController();
const machine: Machine = {
  root,
  environment: process.env,
  pid: process.pid,
  processTable,
  now: Date.now,
  mono: () => performance.now(),
  wait,
  every: (ms, look) => {
    const timer = setInterval(look, ms);
    return () => clearInterval(timer);
  },
  randomKey: () => crypto.randomUUID(),
  readBytes: () => new Uint8Array(),
  say: () => {},
  interactive: false,
  stop: stopping.signal,
};

/** The office has one more kiosk, which is nobody's: the garbage comes from it. */
function configuration(): OfficeConfiguration {
  const office = exampleOffice();
  return { ...office, devices: [...office.devices, { id: "kiosk-9", role: "kiosk", zone: "main" }] };
}

let session: Session;
let pids: Map<string, number | null>;
const clients: MqttClient[] = [];

beforeAll(async () => {
  session = await openSession(
    { data: join(folder, "office"), kind: "live", fresh: false, port: 0, configuration: configuration() },
    machine,
  );
  pids = new Map(session.office.supervisor.processes.map(({ name }) => [name, session.office.supervisor.child(name).pid]));
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nobody fell and was started again; everybody says that all is well; the next citizen gets a ticket and a paper. */
async function expectAllWell(): Promise<void> {
  const { office } = session;
  for (const [name, pid] of pids) expect([name, office.supervisor.child(name).pid]).toEqual([name, pid]);
  expect(await askJson(`${office.address("hub")}/health`, 5_000)).toMatchObject({ status: 200, body: { ok: true } });
  for (const name of ["kiosk", "board"] as const) expect((await askJson(`${office.address(name)}/health`, 5_000)).status).toBe(200);
  for (const name of ["central", "collector"] as const) expect((await askJson(`${office.address(name)}/counts`, 5_000)).status).toBe(200);
  await office.printer.turn({ off: false, paperOut: false, coverOpen: false, blocked: false, paperLow: false });
  await askJson(`${office.address("printerControl")}/switches`, 5_000, { deaf: false });
  await until("the printer to be ready", async () => (await office.printer.state())?.status === "ready");

  const counted = async () => ((await askJson(`${office.address("hub")}/api/v1/counts`, 5_000)).body as { tickets: number }).tickets;
  const [tickets, papers] = [await counted(), (await office.printer.ticketsAfter(0)).length];
  const request = { key: crypto.randomUUID(), service: null, language: "fr", needs: [] } as const;
  const ticket = await takeTicket(office.address("kiosk"), { ...request, needs: [] }, { wait });
  if ("fault" in ticket) throw new Error(`No ticket after the garbage: ${ticket.fault}`);
  await until("the ticket at the hub", async () => (await counted()) === tickets + 1);
  await until("its paper", async () => {
    const out = (await office.printer.ticketsAfter(0)).slice(papers);
    return out.some(({ lines }) => readPaper(lines)?.number === ticket.number);
  });
}

const doors = {
  hub: [
    "/health",
    "/api/v1/office",
    "/api/v1/timings",
    "/api/v1/counts",
    "/api/v1/live",
    "/api/v1/commands/call-next",
    "/counter/",
    "/assets/",
  ],
  kiosk: [
    "/health",
    "/api/kiosk/live",
    "/api/kiosk/catalogue",
    "/api/kiosk/tickets",
    "/api/kiosk/reprints",
    "/api/page/beat",
    "/api/screen",
    "/kiosk/",
  ],
  board: ["/health", "/api/board/live", "/api/board/sounds/x.wav", "/api/board/played", "/board/"],
  printerControl: ["/", "/state", "/switches", "/tickets", "/tickets/1.svg", "/events"],
  panelControl: ["/", "/state", "/press", "/switches"],
  keypadControl: ["/", "/state", "/press", "/switches"],
  scannerControl: ["/", "/state", "/scan", "/switches"],
  signControl: ["/", "/state", "/switches"],
  collector: ["/", "/counts", "/i", "/com.snowplowanalytics.snowplow/tp2", "/micro/good", "/micro/bad", "/faults"],
  central: ["/", "/counts", "/v1/log/example"],
} as const;

const nearRoutes = [
  ["kiosk", "/api/kiosk/tickets", ticketRequest],
  ["kiosk", "/api/kiosk/appointments", appointmentRequest],
  ["kiosk", "/api/kiosk/desk", deskRequest],
  ["kiosk", "/api/kiosk/away", awayRequest],
  ["kiosk", "/api/kiosk/back", backRequest],
  ["kiosk", "/api/kiosk/reprints", reprintRequest],
  ["kiosk", "/api/kiosk/staff", staffEntry],
  ["kiosk", "/api/kiosk/staff/list", staffPrint],
  ["kiosk", "/api/kiosk/staff/voice", staffVoice],
  ["kiosk", "/api/page/beat", pageBeat],
  ["board", "/api/page/beat", pageBeat],
  ["board", "/api/board/played", playedRequest],
] as const satisfies readonly (readonly ["kiosk" | "board", string, v.GenericSchema])[];

describe("garbage", { timeout: 120_000 }, () => {
  const names = [...(Object.keys(doors) as (keyof typeof doors)[]), "front"] as const;
  it.each(names)(`over HTTP at the door of %s: ${requests} requests are answered in words`, async (name) => {
    const known =
      name === "front" ? ["/", "/api/front/live", "/api/front/papers/1.svg", "/api/front/printer", "/api/front/hub"] : doors[name];
    const base = name === "front" ? session.address : session.office.address(name);
    await fc.assert(
      fc.asyncProperty(garbage(known), async (each) => {
        expect(flawOf(each, await send(base, each))).toBeUndefined();
      }),
      { numRuns: requests, ...patience },
    );
    await expectAllWell();
  });

  it("Q-SAFE-1: bodies that are nearly right, at everything that the pages of kiosk and board ask: each is answered in words", async () => {
    // Of a service that there is not, so that no ticket is given which the count below does not know.
    const hints = { service: fc.constant("boats"), key: fc.constant("short") };
    const asked = nearRoutes.map(([name, path, schema]) =>
      nearValid(jsonSchema(schema) as Schema, hints).map((body) => ({
        name,
        path,
        body: new TextEncoder().encode(JSON.stringify(body) ?? ""),
      })),
    );
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(...asked), async ({ name, path, body }) => {
        const each = { method: "POST", path, headers: { "content-type": "application/json" }, body };
        const answer = await send(session.office.address(name), each);
        expect(flawOf(each, answer)).toBeUndefined();
        if (answer !== "cut") seen.add(`${path} ${answer.status < 400 ? "done" : "refused"}`);
      }),
      { numRuns: 200, ...patience },
    );
    expect(seen.size).toBeGreaterThan(nearRoutes.length);
    await expectAllWell();
  });

  it("bytes that are no HTTP and no MQTT, on every port", async () => {
    const { ports } = session.office;
    const open = [...Object.keys(doors), "broker", "printer"] as (keyof typeof ports)[];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...open), fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (name, bytes) => {
        await new Promise<void>((done) => {
          // A printer lets others wait while a ticket is begun, and garbage can begin one: there nobody waits to be shown out.
          const sent = () => name === "printer" && socket.destroySoon();
          const socket = connectSocket({ host: "127.0.0.1", port: ports[name] }, () => socket.end(bytes, sent));
          socket.resume().on("error", () => {});
          socket.on("close", () => done());
        });
      }),
      { numRuns: 60, ...patience },
    );
    await expectAllWell();
  });

  it("over MQTT to the hub: wrong topics, wrong bytes, wrong shapes, too much of it", async () => {
    const device = new DeviceHarness("kiosk-9");
    device.write(device.ticket({ letter: "X", count: 1, request: null, date: null }));
    const { message } = device.message();
    const state = { epoch: device.epoch, session: 1, alive: true, at: 1, role: "kiosk", zone: "main", software: "1", faults: [] };
    const ask = { id: "a1", kind: "reserve", request: "r-garbage", epoch: device.epoch, boot: "b", practice: false };
    const parts: [string, object][] = [
      ["log", message],
      ["ask", ask],
      ["state", state],
      ["reported", { epoch: device.epoch, version: 1, at: 1 }],
    ];
    const shaped = fc.oneof(
      ...parts.map(([topic, right]) =>
        broken(right, fc.jsonValue()).map((wrong) => [`theq/v1/example/kiosk-9/${topic}`, JSON.stringify(wrong)] as const),
      ),
    );
    const topics = fc.constantFrom(
      "kiosk-9/log",
      "kiosk-9/ask",
      "kiosk-1/log",
      "board-1/state",
      "hub/state",
      "kiosk-9/ack",
      "x/y/z",
      "$SYS/x",
      "",
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
      fc.constant(Buffer.alloc(300_000, "[")),
      fc.constant(Buffer.alloc(2_000_000, 0x7b)),
    );
    const scrap = fc.tuple(topics, bytes).map(([topic, payload]) => [`theq/v1/example/${topic}`, payload] as const);
    let client = await connect("kiosk-9");
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: shaped }, scrap),
        fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
        async ([topic, payload], qos) => {
          if (!client.mqtt.connected) client = await connect("kiosk-9");
          // A connection that the hub cuts is an answer, too.
          const { mqtt: at, cut } = client;
          await Promise.race([at.publishAsync(topic, payload, { qos }).catch(() => {}), cut]);
        },
      ),
      { numRuns: requests, ...patience },
    );
    for (const stranger of ["", "x".repeat(300), "../hub", "hub-example"]) await connect(stranger).catch(() => {});
    await expectAllWell();
    const { body } = await askJson(`${session.office.address("hub")}/health`, 5_000);
    expect((body as { dropped: number }).dropped).toBeGreaterThan(0);
  });
});

interface Stranger {
  readonly mqtt: MqttClient;
  /** The hub has ended the connection. */
  readonly cut: Promise<void>;
}

async function connect(clientId: string): Promise<Stranger> {
  const options = { protocolVersion: 4, clientId, reconnectPeriod: 0, connectTimeout: 5_000 } as const;
  const client = mqtt.connect(`mqtt://127.0.0.1:${session.office.ports.broker}`, options);
  client.on("error", () => {});
  clients.push(client);
  const cut = new Promise<void>((done) => client.once("close", () => done()));
  await new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    void cut.then(() => reject(new Error("The hub did not let it in.")));
  });
  return { mqtt: client, cut };
}
