/** Every address of a real hub, with bodies that are nearly right; and its doors to the network, with bytes that are nearly TLS, HTTP and MQTT. */
import { connect as connectPlain } from "node:net";
import { connect as connectTls } from "node:tls";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Fault, faultCodes } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { TokenMade } from "#shared/identity/registry.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import type { Hub } from "../../hub/hub.ts";
import { get, HubBench, post, put } from "../../hub/hub-harness.ts";
import { limits } from "../../hub/identity/limiter.ts";
import { newKey, post as postAtDoor } from "../../hub/identity/test-device.ts";
import { type Hints, nearValid, type Schema } from "./near-valid.ts";

const devices = { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 } as const;
let bench: HubBench;
let hub: Hub;

beforeEach(async () => {
  bench = new HubBench();
  hub = await bench.start({ devices });
});
afterEach(() => bench.end());

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** Whatever was refused is refused in words, in both languages; 500 is no answer. */
function flawOf(status: number, body: unknown): string | undefined {
  if (status < 400) return undefined;
  const fault = body as Fault;
  if (status === 500 || !faultCodes.includes(fault.fault)) return `${status}: ${JSON.stringify(body).slice(0, 300)}`;
  const said = (["en", "fr"] as const).map((language) => faultText(fault, language));
  return said.every(({ what, advice }) => what.length > 5 && advice.length > 5 && !/\[object /.test(what + advice))
    ? undefined
    : `${status} without words: ${JSON.stringify(said)}`;
}

/** Nothing failed on the way, the hub says that it is well, and its state is what its log tells. */
async function expectAllWell(): Promise<void> {
  expect(bench.lines.filter(({ what }) => what === "http.failed" || what === "enrolment.failed")).toEqual([]);
  expect(await get(hub, "/health")).toMatchObject({ status: 200, body: { ok: true } });
  const folded = emptyState();
  for (const row of hub.log.readAll()) evolve(folded, row);
  expect(stateText(folded)).toBe(stateText(hub.state));
}

describe("whatever is sent to a hub", { timeout: 240_000 }, () => {
  it("Q-SAFE-1: at every address of its own document, nearly right or wrong in one place, is done or refused in words", async () => {
    const { paths } = (await get(hub, "/api/v1/openapi.json")).body as { paths: Record<string, Record<string, Operation>> };
    await bench.tickets(hub, 6);
    await bench.command(hub, "sign-in", {});
    const visits = [...hub.state.visits.keys()];
    const now = () => ({ epoch: hub.log.identity.epoch, n: hub.state.n });
    const hints: Hints = {
      key: fc.nat().map((n) => `near-${n}-${bench.key()}`),
      agent: fc.constantFrom(21, 22, 99),
      counter: fc.constantFrom("counter-1", "counter-2", "nowhere"),
      visit: fc.constantFrom(...visits, "kiosk-9.e9.9"),
      expected: fc.nat(1).map((later) => ({ ...now(), n: now().n + later })),
      service: fc.constantFrom("licence", "boats"),
      name: fc.constantFrom("kiosk-1", "kiosk-7", "A"),
      date: fc.constantFrom("2026-11-23", "2026-11-24", "yesterday"),
    };
    const statuses = new Map<number, number>();
    const flaws: string[] = [];
    const look = (what: string, { status, body }: { readonly status: number; readonly body: unknown }) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const flaw = flawOf(status, body);
      if (flaw !== undefined) flaws.push(`${what}: ${flaw}`);
    };
    const ways = Object.entries(paths).flatMap(([path, operations]) =>
      (["post", "put"] as const).flatMap((method) => (operations[method] ? [{ path, method, of: operations[method] as Operation }] : [])),
    );
    expect(ways.length).toBeGreaterThan(55);
    for (const { path, method, of } of ways) {
      const { content = {} } = of.requestBody ?? {};
      const schema = content["application/json"]?.schema ?? true;
      const filled = fc.record({ visit: hints.visit as fc.Arbitrary<string>, date: hints.date as fc.Arbitrary<string> });
      await fc.assert(
        fc.asyncProperty(nearValid(schema, hints), filled, async (body, parameters) => {
          const address = path.replace("{visit}", encodeURIComponent(parameters.visit)).replace("{date}", parameters.date);
          look(
            `${method} ${address} ${JSON.stringify(body)?.slice(0, 200)}`,
            await (method === "post" ? post : put)(hub, address, JSON.stringify(body) ?? ""),
          );
        }),
        { numRuns: 8 },
      );
    }
    const reads = Object.keys(paths).filter((path) => paths[path]?.get && !path.includes("{") && path !== "/api/v1/live");
    const query = fc.oneof(
      fc.constant(""),
      fc.string({ maxLength: 20 }).map((each) => `?date=${encodeURIComponent(each)}&language=${encodeURIComponent(each)}&visit=%00`),
    );
    for (const path of reads)
      await fc.assert(
        fc.asyncProperty(query, async (text) => look(`get ${path}${text}`, await get(hub, path + text))),
        { numRuns: 3 },
      );
    expect(flaws).toEqual([]);
    // It would say little if everything were refused at the first look, or nothing.
    const least = { 200: 20, 400: 40, 404: 5, 409: 5 };
    const enough = Object.entries(least).map(([status, count]) => [status, (statuses.get(Number(status)) ?? 0) >= count]);
    expect([Object.fromEntries(enough), Object.fromEntries(statuses)]).toEqual([
      { 200: true, 400: true, 404: true, 409: true },
      Object.fromEntries(statuses),
    ]);
    await expectAllWell();
  });

  it("Q-SAFE-1: as a workbook or a calendar with a few bytes changed is read or refused in words", async () => {
    const given = await fetch(`http://127.0.0.1:${hub.ready.httpPort}/api/v1/configuration/office.xlsx`);
    const workbook = new Uint8Array(await given.arrayBuffer());
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "UID:u1",
      "DTSTART;TZID=America/Vancouver:20261123T101500",
      "SUMMARY:licence",
      "RRULE:FREQ=DAILY;COUNT=3",
      "END:VEVENT",
      "END:VCALENDAR",
    ];
    const calendar = new TextEncoder().encode(lines.join("\r\n"));
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const changed = (bytes: Uint8Array) =>
      fc.tuple(changes, fc.nat(bytes.length)).map(([places, end]) => {
        const copy = bytes.slice(0, end % 3 === 0 ? end : bytes.length);
        for (const [place, by] of places) if (copy.length > 0) copy[place % copy.length] = by;
        return copy;
      });
    const send = async (method: string, path: string, type: string, body: Uint8Array) => {
      const headers = { "content-type": type, "idempotency-key": bench.key() };
      const answer = await fetch(`http://127.0.0.1:${hub.ready.httpPort}${path}`, { method, headers, body: body as BodyInit });
      expect(flawOf(answer.status, await answer.json())).toBeUndefined();
    };
    const read = fc.asyncProperty(changed(workbook), (bytes) =>
      send("POST", "/api/v1/configuration/read", "application/octet-stream", bytes),
    );
    await fc.assert(read, { numRuns: 4 });
    const taken = fc.asyncProperty(changed(calendar), (bytes) =>
      send("PUT", "/api/v1/appointments/calendar?source=near", "text/calendar", bytes),
    );
    await fc.assert(taken, { numRuns: 40 });
    await expectAllWell();
  });
});

/** Sends bytes, in one piece or two, and resolves when the other side has ended, or has said something and been told goodbye. */
function sent(port: number, bytes: Uint8Array, isInTls: boolean): Promise<void> {
  return new Promise((resolve) => {
    const begin = () => socket.write(bytes, () => socket.end());
    const socket = isInTls
      ? connectTls({ host: "127.0.0.1", port, servername: "localhost", rejectUnauthorized: false }, begin)
      : connectPlain({ host: "127.0.0.1", port }, begin);
    socket.on("error", () => {});
    socket.resume().on("close", () => resolve());
  });
}

/** The first bytes of a TLS 1.2 or 1.3 ClientHello (RFC 8446, 4.1.2), which go wrong after that. */
const clientHello = Buffer.from("16030100fa010000f60303", "hex");
/** MQTT 3.1.1, 3.1: the beginning of a CONNECT. */
const mqttConnect = Buffer.from([0x10, 0x7f, 0, 4, ...Buffer.from("MQTT"), 4, 0xce, 0, 60]);

const nearlySomething = fc
  .tuple(
    fc.constantFrom(
      Buffer.alloc(0),
      clientHello,
      mqttConnect,
      Buffer.from("POST /enrol HTTP/1.1\r\n"),
      Buffer.from("GET /authorities HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
    ),
    fc.uint8Array({ maxLength: 600 }),
  )
  .map(([start, rest]) => Buffer.concat([start, rest]));

describe("the doors to the network", { timeout: 240_000 }, () => {
  it("Q-SAFE-1: stand bytes that are nearly TLS, and nearly HTTP or MQTT inside it; nothing is committed, and the next device gets its certificate", async () => {
    const { mqttsPort = 0, enrolPort = 0 } = hub.ready;
    const { last } = hub.log;
    const kept = () => hub.storage.database.prepare("select count(*) as n from device_certificates").get() as { n: number };
    await fc.assert(
      fc.asyncProperty(nearlySomething, fc.constantFrom(mqttsPort, enrolPort), fc.boolean(), async (bytes, port, isInTls) => {
        await sent(port, bytes, isInTls);
      }),
      { numRuns: 60 },
    );
    expect([hub.log.last, kept().n]).toEqual([last, 0]);
    const { token } = (await post(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" })).body as TokenMade;
    const { request } = await newKey();
    const answer = await postAtDoor(enrolPort, "/enrol", { office: "example", role: "kiosk", token, request });
    expect([answer.status, kept().n]).toEqual([200, 1]);
    await expectAllWell();
  });

  it("Q-SAFE-1: a renewal that is nearly right gives nobody a certificate, and the old one stays", async () => {
    const { enrolPort = 0 } = hub.ready;
    const { token } = (await post(hub, "/api/v1/identity/tokens", { name: "kiosk-1", role: "kiosk", by: "pat" })).body as TokenMade;
    const first = await newKey();
    const { body } = await postAtDoor(enrolPort, "/enrol", { office: "example", role: "kiosk", token, request: first.request });
    const shown = { key: first.key, cert: body.certificate as string };
    const { request } = await newKey();
    const schema: Schema = { type: "object", properties: { request: { type: "string" }, more: {} }, required: ["request"] };
    const cut = fc.nat(request.length - 2).map((place) => request.slice(0, place));
    const turned = fc
      .tuple(fc.nat(request.length - 1), fc.constantFrom("A", "=", "\n", "-", "é"))
      .map(([place, by]) => request.slice(0, place) + by + request.slice(place + 1));
    const requests = fc.oneof(cut, turned, fc.string());
    const names = () =>
      (hub.storage.database.prepare("select count(*) as n from device_certificates where name <> 'kiosk-1'").get() as { n: number }).n;
    // Fewer than the door lets one address ask in a minute.
    await fc.assert(
      fc.asyncProperty(nearValid(schema, { request: requests }), fc.boolean(), async (asked, isKnown) => {
        const answer = await postAtDoor(enrolPort, "/renew", asked, isKnown ? shown : {});
        expect(flawOf(answer.status, answer.body)).toBeUndefined();
        // A letter that was turned into itself leaves a request like any other: of who showed the certificate.
        if (answer.status === 200) expect(isKnown).toBe(true);
        expect(names()).toBe(0);
      }),
      { numRuns: limits.eachMax - 15 },
    );
    expect((await postAtDoor(enrolPort, "/renew", { request }, shown)).status).toBe(200);
    expect((await get(hub, "/api/v1/identity")).body).toMatchObject({ auditBrokenAt: null });
    await expectAllWell();
  });
});
