/** Whole devices whose hub is gone, over a restart of their own: what staff and the waiting room still see. */
import { scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KioskTicket, StaffList } from "#shared/wire/kiosk-page.ts";
import type { BoardView, LineMessage } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { type Running, startProgram, until } from "./testing/process.ts";
import { sampleOffice } from "./testing/sample-office.ts";
import { ScriptedHub } from "./testing/scripted-hub.ts";

let folder: string;
let hub: ScriptedHub;
const running: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-without-hub-"));
});

afterEach(async () => {
  for (const each of running.splice(0)) if (each.child.exitCode === null && each.child.signalCode === null) await each.stop("SIGKILL");
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startDevice(id: string, role: Record<string, unknown>): Promise<Running> {
  const file = path.join(folder, `${id}.json`);
  const where = { data: path.join(folder, id), hub: { mqtt: hub.url } };
  writeFileSync(file, JSON.stringify({ office: "victoria", id, ...where, role: { zone: "main", httpPort: 0, ...role } }));
  const program = await startProgram("device/main.ts", ["--config", file]);
  running.push(program);
  return program;
}

async function ask(device: Running, where: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${device.ready.httpPort}${where}`, body === undefined ? {} : post);
  return { status: answer.status, body: await answer.json() };
}

async function liveOf<T>(device: Running, page: "kiosk" | "board"): Promise<T> {
  const abort = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${device.ready.httpPort}/api/${page}/live`, { signal: abort.signal });
  let text = "";
  for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(bytes);
    if (text.includes("\n\n")) break;
  }
  abort.abort();
  return JSON.parse(/data: (.*)/.exec(text)?.[1] ?? "null") as T;
}

const pinOf = (pin: string) => {
  const salt = Buffer.alloc(16, 7);
  return `${salt.toString("base64url")}:${scryptSync(pin, salt, 32, { N: 16_384, r: 8, p: 1 }).toString("base64url")}`;
};

test("staff open the kiosk's list with their PIN, call by voice and print it, with the hub gone and the kiosk restarted", async () => {
  hub = await ScriptedHub.start({ id: "kiosk-1", role: "kiosk" });
  const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", path.join(folder, "papers")];
  const printer = await startProgram("device/virtual/printer/main.ts", options);
  running.push(printer);
  const role = { kind: "kiosk", printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port } };
  const first = await startDevice("kiosk-1", role);
  expect(await ask(first, "/api/kiosk/staff", { pin: "4711" })).toMatchObject({ status: 403, body: { fault: "staff-page-off" } });
  const desired = { generation: 1, version: 4, role: "kiosk", zone: "main", office: sampleOffice, staffPin: pinOf("4711") };
  hub.publish(topicOf("victoria", "desired", "kiosk-1"), desired, true);
  const waiting = { visit: "kiosk-2.e9.4", letter: "A", count: 31, arrivedAt: Date.now() - 60_000, service: null, language: "en" } as const;
  const line: LineMessage = {
    generation: 1,
    epoch: "h1",
    n: 4,
    at: Date.now(),
    date: "2026-11-23",
    total: 1,
    tickets: [waiting],
    held: [],
  };
  hub.publish(topicOf("victoria", "line", "kiosk-1"), line, true);
  const list = (await until(
    async () => (await ask(first, "/api/kiosk/staff", { pin: "4711" })).body as StaffList,
    (answer) => answer.tickets?.length === 1,
  )) as StaffList;
  expect(list).toMatchObject({ hub: "present", tickets: [{ number: "A31", known: "hub", calledAt: null }] });
  await until(
    () => hub.rows.some(({ kind }) => kind === "series-received"),
    (has) => has,
  );

  await hub.stop();
  const tap = { key: "alone-tap-1", service: "licence-renewal", language: "fr", needs: [] };
  const ticket = (await ask(first, "/api/kiosk/tickets", tap)).body as KioskTicket;
  await first.stop("SIGKILL");
  const second = await startDevice("kiosk-1", role);
  expect(await ask(second, "/api/kiosk/staff/list", { pass: list.pass })).toMatchObject({ status: 403, body: { fault: "wrong-pin" } });
  expect(await ask(second, "/api/kiosk/staff", { pin: "4712" })).toMatchObject({ status: 403, body: { fault: "wrong-pin" } });
  const alone = (await ask(second, "/api/kiosk/staff", { pin: "4711" })).body as StaffList;
  expect(alone).toMatchObject({
    hub: "away",
    lineAt: expect.any(Number),
    tickets: [{ number: "A31" }, { number: ticket.number, known: "kiosk" }],
  });
  const { pass } = alone;
  const marked = await ask(second, "/api/kiosk/staff/voice", { pass, visit: "kiosk-2.e9.4" });
  expect(marked).toMatchObject({ status: 200, body: { tickets: [{ number: "A31", calledAt: expect.any(Number) }, { calledAt: null }] } });

  // Without the blank strip: the kiosk was killed under a ticket, and what it left on the paper is cut off.
  const papers = async () => {
    const printed = await fetch(`http://127.0.0.1:${printer.ready.controlPort}/tickets?after=0`);
    return ((await printed.json()) as { lines: string[]; findings: unknown[] }[]).filter(({ lines }) => lines.length > 0);
  };
  const before = (await papers()).length;
  const printed = await until(
    () => ask(second, "/api/kiosk/staff/print", { pass }),
    ({ status }) => status === 200,
  );
  expect(printed.body).toEqual({ printed: true });
  const [strip] = (await papers()).slice(before);
  expect(strip?.findings).toEqual([]);
  expect(strip?.lines.join("\n")).toMatch(/1\/1[\s\S]*A31[\s\S]*Renew a driver's licence/);

  const refused = await ask(second, "/api/kiosk/tickets", { ...tap, key: "alone-tap-2", service: "no-such" });
  expect(refused).toMatchObject({ status: 404, body: { fault: "unknown-service", what: expect.stringMatching(/service/i) } });
  const origin = { "content-type": "application/json", origin: "http://evil.example" };
  const address = `http://127.0.0.1:${second.ready.httpPort}/api/kiosk/staff`;
  expect((await fetch(address, { method: "POST", headers: origin, body: JSON.stringify({ pin: "4711" }) })).status).toBe(403);
});

test("a board that starts while its hub is gone shows what it last showed, and since when", async () => {
  hub = await ScriptedHub.start({ id: "board-1", role: "board" });
  const now = { call: "c1", letter: "A", count: 7, label: "3", stage: "called", calledAt: 5 } as const;
  const view: BoardView = {
    generation: 1,
    epoch: "h1",
    n: 1,
    at: Date.now(),
    zone: "main",
    date: "2026-11-23",
    now: [now],
    before: [],
    waiting: 2,
  };
  hub.publish(topicOf("victoria", "boardView", "main"), view, true);
  const first = await startDevice("board-1", { kind: "board" });
  await until(
    () => liveOf<BoardLive>(first, "board"),
    (live) => live.view !== null && live.hubAwaySince === null,
  );
  await hub.stop();
  await first.stop("SIGKILL");
  const second = await startDevice("board-1", { kind: "board" });
  const live = await liveOf<BoardLive>(second, "board");
  expect(live.view?.now).toEqual([now]);
  expect(live.hubAwaySince).toBeLessThan(live.now);
});
