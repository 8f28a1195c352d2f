/** Where personal data are, and where they are not: looked for by name in everything that a hub writes, sends and says. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { appointmentRules } from "#shared/appointments/rules.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { deviceSubscriptions, topicOf } from "#shared/wire/topics.ts";
import { backUp } from "../backup/backup.ts";
import { DeviceHarness } from "../core/harness.ts";
import { extendHub } from "../forward/extend.ts";
import type { Hub } from "../hub.ts";
import { EventReader, get, HubBench, put, withinMs } from "../hub-harness.ts";
import { retainEveryMs } from "./side-table.ts";

const day = 86_400_000;
const today = "2026-11-23";

/** Nothing else in the world is called so. */
const canaries = {
  name: "Zephyrine-Quokka",
  phone: "2505559173",
  digits: "9173",
  code: "XK7QZ9WM",
  comment: "limps-since-Walpurgis",
  contact: "zephyrine@quokka.example",
  noted: "Madame-Quokkamole",
  uid: "uid-zq-8841",
} as const;
/** Four digits turn up by chance in times and hashes, so they are looked for where they would stand alone. */
const secret = new RegExp(`Quokka|Walpurgis|quokka\\.example|${canaries.phone}|"${canaries.digits}"|XK7QZ9WM|XK7-QZ9-WM|uid-zq`, "i");

let bench: HubBench;
let hub: Hub;
let collector: Server;
const posted: string[] = [];
const heard: string[] = [];
let reader: EventReader;

beforeEach(async () => {
  posted.length = 0;
  heard.length = 0;
  bench = new HubBench();
  collector = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      posted.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
      response.writeHead(200).end("ok");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const office = exampleOffice();
  const seed = { ...office, appointments: v.parse(appointmentRules, {}), analytics: { ...office.analytics, undoSeconds: 0 } };
  hub = await bench.start({ collector: address, archive: join(bench.folder, "archive") }, { seed, extend: extendHub });
  for (const device of ["kiosk-1", "board-1"]) {
    const client = await bench.client(hub, device);
    client.on("message", (topic, payload) => void heard.push(`${topic} ${payload.toString()}`));
    for (const { topic, qos } of deviceSubscriptions({ office: "example", device, zone: "main" }))
      await client.subscribeAsync(topic, { qos });
  }
  reader = new EventReader(hub);
});
afterEach(async () => {
  reader.stop();
  await bench.end();
  await new Promise((resolve) => collector.close(resolve));
});

/** Every file below the bench's folder by its bytes. */
function files(): { readonly name: string; readonly text: string }[] {
  return readdirSync(bench.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), "latin1") }));
}

/** What was said and sent, by what it is. */
function said(): Record<string, string> {
  return {
    rows: JSON.stringify([...hub.log.readAll()]),
    topics: heard.join("\n"),
    lines: JSON.stringify(bench.lines),
    live: JSON.stringify(reader.events),
    analytics: posted.join("\n"),
  };
}

async function asked(message: object): Promise<string> {
  const client = await bench.client(hub, "kiosk-1");
  const id = `ask-${bench.key()}`;
  const before = heard.length;
  client.on("message", (topic, payload) => void heard.push(`${topic} ${payload.toString()}`));
  await client.subscribeAsync(topicOf("example", "answer", "kiosk-1"), { qos: 0 });
  await client.publishAsync(topicOf("example", "ask", "kiosk-1"), JSON.stringify({ id, ...message }));
  await vi.waitFor(() => expect(heard.slice(before).some((each) => each.includes(id))).toBe(true), withinMs);
  return heard.slice(before).find((each) => each.includes(id)) ?? "";
}

const appointment = {
  uid: canaries.uid,
  start: "2026-11-23T10:15",
  service: "licence",
  name: canaries.name,
  phone: canaries.phone,
  code: canaries.code,
};

/** A citizen's whole visit with an appointment and everything that staff may note, and everything that can go wrong on the way. */
async function aWholeVisit(): Promise<string> {
  const listed = { key: bench.key(), appointments: [appointment] };
  expect((await put(hub, `/api/v1/appointments/${today}`, listed)).body).toMatchObject({ booked: 1, problemsTotal: 0 });
  const calendar = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", `UID:${canaries.uid}-2`, "DTSTART:20261124T170000Z", `SUMMARY:${canaries.name}`],
    ...[`CONTACT:${canaries.phone}`, `X-THEQ-CODE:${canaries.code}2`, "END:VEVENT", "BEGIN:VEVENT", `UID:${canaries.name}`],
    ...[`DTSTART;TZID=${canaries.name}:20261124T100000`, "END:VEVENT", "END:VCALENDAR"],
  ].join("\r\n");
  const headers = { "content-type": "text/calendar", "idempotency-key": bench.key() };
  const read = await put(hub, "/api/v1/appointments/calendar?source=bookings", calendar, headers);
  expect(read.body).toMatchObject({ booked: 1, problemsTotal: 1 });
  // What is wrong is said without what was written.
  const wrong = await put(hub, "/api/v1/appointments", { key: bench.key(), appointment: { ...appointment, start: canaries.name } });
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringMatching(secret)]);
  await put(hub, `/api/v1/appointments/${today}`, { key: bench.key(), appointments: canaries.name });
  await put(hub, `/api/v1/appointments/${today}`, `{"key": "${canaries.name}`);

  const found = await asked({ kind: "find-appointment", by: { kind: "code", code: "xk7-qz9-wm" } });
  expect(found).toContain('"kind":"one"');
  expect(await asked({ kind: "find-appointment", by: { kind: "phone", digits: canaries.digits } })).toContain('"kind":"one"');
  const client = await bench.client(hub, "kiosk-1");
  for (const by of [
    { kind: "phone", digits: canaries.name },
    { kind: canaries.name },
    { kind: "code", code: [canaries.code] },
    canaries.code,
  ])
    await client.publishAsync(topicOf("example", "ask", "kiosk-1"), JSON.stringify({ id: "x", kind: "find-appointment", by }), { qos: 1 });

  const kiosk = new DeviceHarness("kiosk-1");
  const { seq } = kiosk.write(kiosk.ticket({ letter: "C", count: 1, request: null, date: null }));
  const visit = `kiosk-1.e1.${seq}`;
  const id = /"appointment":"(ap-[^"]+)"/.exec(found)?.[1] ?? "";
  kiosk.write({ kind: "checked-in", version: 1, body: { appointment: id, letter: "C", count: 1, visit } });
  await client.publishAsync(topicOf("example", "log", "kiosk-1"), JSON.stringify(kiosk.message().message), { qos: 1 });
  await vi.waitFor(() => expect(hub.state.visits.get(visit)?.appointment?.id).toBe(id), withinMs);

  const note = `/api/v1/personal/visits/${visit}`;
  const { comment, contact, noted: name } = canaries;
  expect((await put(hub, note, { key: bench.key(), agent: 21, comment: "first", contact, name })).status).toBe(200);
  expect((await put(hub, note, { key: bench.key(), agent: 21, comment })).status).toBe(200);
  expect((await put(hub, note, { key: bench.key(), agent: 21, comment: comment.repeat(60) })).status).toBe(400);
  expect((await put(hub, note, { key: bench.key(), agent: 99, comment })).status).toBe(404);
  expect((await put(hub, `/api/v1/personal/visits/${canaries.name}`, { key: bench.key(), agent: 21, comment })).status).toBe(404);
  await bench.command(hub, "sign-in", {});
  await bench.command(hub, "call-next", {});
  await bench.command(hub, "begin", { visit });
  return visit;
}

describe("Q-PRIV-1", () => {
  it("Q-PRIV-1 a citizen's name, contact, digits, code and comment are in the side table and nowhere else: no other file, topic, log line, event, live view or analytics event", async () => {
    const visit = await aWholeVisit();
    await bench.command(hub, "finish", { visit });
    backUp(bench.file.data, "example", join(bench.folder, "backup"), bench.at);
    await vi.waitFor(() => expect(posted.join()).toContain("addcitizen"), withinMs);
    await vi.waitFor(() => expect(bench.lines.some(({ what }) => what === "message.dropped")).toBe(true), withinMs);
    // Staff read them where they are kept.
    const { comment, contact, noted: name } = canaries;
    expect((await get(hub, `/api/v1/personal/visits/${visit}`)).body).toEqual({ visit, comment, contact, name });
    expect(JSON.stringify((await get(hub, `/api/v1/personal/appointments?date=${today}`)).body)).toContain(canaries.name);
    // The check can fail: the file that holds them is found.
    const holding = files().filter(({ text }) => secret.test(text));
    expect(holding.map((each) => each.name)).toEqual(["personal.sqlite"]);
    for (const [what, text] of Object.entries(said())) {
      expect(text.length, what).toBeGreaterThan(100);
      expect(secret.exec(text)?.[0], what).toBeUndefined();
    }
    const kinds = [...hub.log.readAll()].map((row) => row.kind);
    expect(kinds).toContain("personal-noted");
    expect(hub.state.appointments.size).toBe(2);
  });

  it("Q-PRIV-1 what has been kept for as long as the rule says is gone: from the side table's file too, and a copy made later has nothing", async () => {
    const visit = await aWholeVisit();
    const tick = async (days: number) => {
      bench.at += days * day;
      bench.mono += days * day;
      bench.tick(retainEveryMs);
      await vi.waitFor(() => expect(hub.program.state.n).toBe(hub.log.last), withinMs);
    };
    const isKept = async () => JSON.stringify((await get(hub, `/api/v1/personal/visits/${visit}`)).body).includes(canaries.comment);
    // The day after everything is still there; while the visit is open its notes stay in any case.
    await tick(1);
    expect(await isKept()).toBe(true);
    await tick(1);
    expect(await isKept()).toBe(true);
    expect((await get(hub, `/api/v1/personal/appointments?date=${today}`)).body).toEqual({ date: today, guests: [] });
    await bench.command(hub, "finish", { visit });
    await tick(1);
    await vi.waitFor(() => expect([...hub.log.readAll()].at(-1)?.kind).toBe("personal-deleted"), withinMs);
    expect(files().filter(({ text }) => secret.test(text))).toEqual([]);
    const deleted = [...hub.log.readAll()].filter((row) => row.kind === "personal-deleted").map(({ body }) => body);
    expect(deleted).toMatchObject([
      { notes: 0, guests: 1 },
      { notes: 1, guests: 1 },
    ]);
    for (const [what, text] of Object.entries(said())) expect(secret.exec(text)?.[0], what).toBeUndefined();
  });
});

it("a hub whose side table cannot be opened works, and says what is not kept", async () => {
  await hub.stop();
  const data = join(bench.folder, "broken");
  const { mkdirSync, writeFileSync } = await import("node:fs");
  mkdirSync(data);
  writeFileSync(join(data, "personal.sqlite"), "this is no database, and long enough to be looked at as one ".repeat(20));
  hub = await bench.start({ data });
  expect((await get(hub, "/health")).body).toMatchObject({ ok: true, faults: [{ fault: "personal-unavailable" }] });
  await bench.tickets(hub, 1, "kiosk-1");
  expect((await bench.command(hub, "sign-in", {})).status).toBe(200);
});
