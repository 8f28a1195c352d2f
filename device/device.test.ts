/** Whole devices as real processes, with a scripted hub on a real broker and the virtual printer. */

import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoardAnnounce, BoardLive } from "#shared/wire/board-page.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PrintMessage } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { openWay } from "./printer/rig/ways.ts";
import { SerialScannerRig } from "./scanner/rig.ts";
import { type Running, startProgram, until } from "./testing/process.ts";
import { ScriptedHub } from "./testing/scripted-hub.ts";

let folder: string;
const running: Running[] = [];
const hubs: ScriptedHub[] = [];
const pages: AbortController[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-device-"));
});

afterEach(async () => {
  for (const page of pages.splice(0)) page.abort();
  for (const each of running.splice(0)) if (each.child.exitCode === null && each.child.signalCode === null) await each.stop("SIGKILL");
  for (const hub of hubs.splice(0)) await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function hubFor(id: string, role: "kiosk" | "board", port = 0): Promise<ScriptedHub> {
  const hub = await ScriptedHub.start({ id, role }, port);
  hubs.push(hub);
  return hub;
}

async function startDevice(id: string, hubUrl: string, role: Record<string, unknown>): Promise<Device> {
  const file = path.join(folder, `${id}.json`);
  const config = {
    office: "victoria",
    id,
    data: path.join(folder, id),
    hub: { mqtt: hubUrl },
    role: { zone: "main", httpPort: 0, ...role },
  };
  writeFileSync(file, JSON.stringify(config));
  const program = await startProgram("device/main.ts", ["--config", file]);
  running.push(program);
  return new Device(program);
}

async function startPrinter(): Promise<Running> {
  const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", path.join(folder, "papers")];
  const printer = await startProgram("device/virtual/printer/main.ts", options);
  running.push(printer);
  return printer;
}

class Device {
  readonly program: Running;
  constructor(program: Running) {
    this.program = program;
  }

  get address(): string {
    return `http://127.0.0.1:${this.program.ready.httpPort}`;
  }

  async post(where: string, body: unknown): Promise<{ status: number; body: unknown }> {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${this.address}${where}`, init);
    return { status: answer.status, body: await answer.json() };
  }

  tap(key: string) {
    return this.post("/api/kiosk/tickets", { key, service: "licence-renewal", language: "en", needs: [] });
  }

  /** Follows a live view as a page does; `latest` has the last event of each kind. */
  async open(view: "kiosk" | "board"): Promise<{ readonly latest: Map<string, unknown> }> {
    const abort = new AbortController();
    pages.push(abort);
    const answer = await fetch(`${this.address}/api/${view}/live`, { signal: abort.signal });
    const latest = new Map<string, unknown>();
    const follow = async () => {
      let text = "";
      const decoder = new TextDecoder();
      for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(bytes, { stream: true });
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const found = /^event: (.+)\ndata: (.+)$/.exec(text.slice(0, end));
          if (found) latest.set(found[1] as string, JSON.parse(found[2] as string));
          text = text.slice(end + 2);
        }
      }
    };
    follow().catch(() => {});
    return { latest };
  }
}

const kioskIn = ({ latest }: { latest: Map<string, unknown> }) => latest.get("kiosk") as KioskLive | undefined;
const issued = (hub: ScriptedHub) =>
  hub.rows.filter((row) => row.kind === "ticket-issued").map((row) => row.body as { letter: string; count: number });

test("a tap becomes a number of the hub, a paper that says the same, and rows at the hub", async () => {
  const hub = await hubFor("kiosk-1", "kiosk");
  const printer = await startPrinter();
  const kiosk = await startDevice("kiosk-1", hub.url, {
    kind: "kiosk",
    printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port },
  });
  const page = await kiosk.open("kiosk");
  await until(
    () => kioskIn(page),
    (live) => live?.state === "ready" && live.printer === "ready" && hub.asks.filter((ask) => ask.kind === "probe").length >= 3,
  );
  const first = await until(
    () => kiosk.tap(`tap-${hub.asks.length}-key`),
    () => hub.asks.some((ask) => ask.kind === "reserve"),
  );
  const ticket = first.body as KioskTicket;
  expect(first.status).toBe(200);
  expect(ticket.number).toMatch(/^A\d+$/);
  await until(
    () => kioskIn(page)?.tickets.find((each) => each.visit === ticket.visit)?.printed,
    (printed) => printed === "printed",
  );
  const kept = (await (await fetch(`http://127.0.0.1:${printer.ready.controlPort}/tickets?after=0`)).json()) as {
    lines: string[];
    findings: unknown[];
  }[];
  expect(kept.at(-1)?.findings).toEqual([]);
  expect(kept.at(-1)?.lines.join("\n")).toContain(ticket.number);
  await until(
    () => hub.rows.filter((row) => row.kind === "ticket-printed").length,
    (count) => count === kept.length,
  );
  expect(issued(hub).length).toBe(kept.length);
});

test.each(["serial", "usb"] as const)(
  "Q-TICKET-5 a kiosk prints over %s, says when the cable is pulled, and prints again when it is back",
  async (kind) => {
    const hub = await hubFor("kiosk-1", "kiosk");
    const printer = await startPrinter();
    const way = await openWay(kind, printer.ready.port as number);
    try {
      const kiosk = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: { kind, path: way.path } });
      const page = await kiosk.open("kiosk");
      const stands = (is: (live: KioskLive) => boolean) =>
        until(
          () => kioskIn(page),
          (live) => live !== undefined && is(live),
        );
      const endOf = async (key: string) => {
        const { visit } = (await kiosk.tap(key)).body as KioskTicket;
        const live = await stands(({ tickets }) => !["pending", undefined].includes(tickets.find((each) => each.visit === visit)?.printed));
        return live?.tickets.find((each) => each.visit === visit)?.printed;
      };
      await stands((live) => live.state === "ready" && live.printer === "ready");
      expect(await endOf("first-tap-key")).toBe("printed");
      await way.pull();
      await stands((live) => live.printer === "offline" || live.printer === "unknown");
      expect(await endOf("second-tap-key")).toBe("failed");
      await way.plug();
      await stands((live) => live.printer === "ready");
      expect(await endOf("third-tap-key")).toBe("printed");
    } finally {
      await way.stop();
    }
  },
);

test("Q-TICKET-5: a return slip that the hub asks for comes out of the printer once, also over a kill, and its end is told", async () => {
  const hub = await hubFor("kiosk-1", "kiosk");
  const printer = await startPrinter();
  const role = { kind: "kiosk", printer: { kind: "tcp", host: "127.0.0.1", port: printer.ready.port } };
  let kiosk = await startDevice("kiosk-1", hub.url, role);
  const readyPage = async () => {
    const page = await kiosk.open("kiosk");
    await until(
      () => kioskIn(page),
      (live) => live?.state === "ready" && live.printer === "ready" && live.hub === "present",
    );
  };
  await readyPage();
  const slip: PrintMessage = {
    ...{ generation: 1, epoch: "h1", job: "victoria.h1.9.9", what: "return-slip", visit: "victoria.h1.4", letter: "A", count: 117 },
    ...{ date: "2026-11-23", services: [], language: "en", practice: false, at: 0, hour: { date: "2026-11-24", from: 540, to: 600 } },
  };
  hub.print("kiosk-1", slip);
  hub.print("kiosk-1", slip);
  await until(
    () => hub.rows.find((row) => row.kind === "paper-ended")?.body,
    (ended) => (ended as { outcome?: string } | undefined)?.outcome === "printed",
  );
  await kiosk.program.stop("SIGKILL");
  kiosk = await startDevice("kiosk-1", hub.url, role);
  await readyPage();
  hub.print("kiosk-1", slip);
  // What comes after it is asked for after it: when that is out, nothing of the first is still to come.
  hub.print("kiosk-1", { ...slip, job: "victoria.h1.9.10", count: 118 });
  const papers = await until(
    async () => (await (await fetch(`http://127.0.0.1:${printer.ready.controlPort}/tickets?after=0`)).json()) as { lines: string[] }[],
    (each) => each.some(({ lines }) => lines.join("\n").includes("A118")),
  );
  const text = papers.map(({ lines }) => lines.join("\n"));
  expect(text.filter((each) => each.includes("A117"))).toHaveLength(1);
  expect(text[0]).toContain("In this hour you go first.");
});

test("Q-TICKET-3: with the hub away a kiosk goes on, also after kill -9, and the hub gets every row once it is back", async () => {
  const hub = await hubFor("kiosk-1", "kiosk");
  let kiosk = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: null });
  await until(
    () => hub.rows.length,
    (count) => count >= 2,
  );
  const port = Number(new URL(hub.url).port);
  await hubs.pop()?.stop();
  const first = (await kiosk.tap("alone-tap-1")).body as KioskTicket;
  expect(first.number).toBe("C1");
  await kiosk.program.stop("SIGKILL");
  kiosk = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: null });
  expect((await kiosk.tap("alone-tap-1")).body).toMatchObject({ number: "C1", visit: first.visit });
  expect((await kiosk.tap("alone-tap-2")).body).toMatchObject({ number: "C2" });
  const back = await hubFor("kiosk-1", "kiosk", port);
  await until(
    () => issued(back),
    (rows) => rows.length === 2,
  );
  expect(issued(back).map(({ letter, count }) => `${letter}${count}`)).toEqual(["C1", "C2"]);
});

test("Q-CALL-2: a board has a call spoken through its page, and the hub learns how it went", async () => {
  const hub = await hubFor("board-1", "board");
  const board = await startDevice("board-1", hub.url, { kind: "board" });
  const page = await board.open("board");
  await until(
    () => page.latest.get("board") as BoardLive,
    (live) => live?.office !== null && live?.hubAwaySince === null && hub.asks.some((ask) => ask.kind === "resume"),
  );
  const counter = { id: "c3", label: "3", name: { en: "Counter 3", fr: "Comptoir 3" } };
  let calls = 0;
  const announce = (await until(
    () => {
      calls += 1;
      const call = { generation: 1, epoch: "h1", n: calls, call: `call-${calls}`, kind: "call", zone: "main" } as const;
      hub.call({ ...call, letter: "A", count: 42, counter, language: "en", at: Date.now(), speaks: "board-1" });
      return page.latest.get("announce") as BoardAnnounce | undefined;
    },
    (announcement) => announcement !== undefined,
  )) as BoardAnnounce;
  expect(announce.sounds.map(({ text }) => text)).toEqual(["", "Ticket A-42, counter 3", "Billet A-42, comptoir 3"]);
  for (const { address } of announce.sounds) {
    const sound = await fetch(`${board.address}${address}`);
    expect(sound.headers.get("content-type")).toBe("audio/wav");
    expect((await sound.bytes()).length).toBeGreaterThan(1_000);
  }
  expect(await board.post("/api/board/played", { call: announce.call, how: "spoken" })).toMatchObject({ status: 200 });
  await until(
    () => hub.rows.find((row) => row.kind === "announcement-made" && (row.body as { call: string }).call === announce.call)?.body,
    (body) => body !== undefined,
  );
});

test("Q-CALL-2: a board with a loudspeaker of its own needs no page, and says so when nothing comes out of it", async () => {
  // ALSA's own output into a pipe: what the room hears, one sound after the other.
  const heard = path.join(folder, "heard.raw");
  writeFileSync(path.join(folder, ".asoundrc"), `pcm.room { type file file "|cat >> ${heard}" format "raw" slave { pcm "null" } }\n`);
  const hub = await hubFor("board-1", "board");
  const faultsOf = () => hub.states.at(-1)?.faults.map(({ fault }) => fault);
  vi.stubEnv("HOME", folder);
  const broken = await startDevice("board-1", hub.url, { kind: "board", speaker: { kind: "alsa", device: "nowhere" } });
  await until(faultsOf, (faults) => faults?.includes("voice-no-output") === true);
  await broken.program.stop();
  await startDevice("board-1", hub.url, { kind: "board", speaker: { kind: "alsa", device: "room" } });
  vi.unstubAllEnvs();
  await until(
    () => hub.asks.filter((ask) => ask.kind === "resume").length,
    (asks) => asks === 2,
  );
  const counter = { id: "c3", label: "3", name: { en: "Counter 3", fr: "Comptoir 3" } };
  let calls = 0;
  const howOf = () => hub.rows.flatMap((row) => (row.kind === "announcement-made" ? [(row.body as { how: string }).how] : []));
  await until(
    () => {
      calls += 1;
      const call = { generation: 1, epoch: "h1", n: calls, call: `call-${calls}`, kind: "call", zone: "main" } as const;
      if (calls <= 5) hub.call({ ...call, letter: "A", count: 42, counter, language: "en", at: Date.now(), speaks: "board-1" });
      return howOf();
    },
    (how) => how.includes("spoken"),
  );
  expect(faultsOf()).not.toContain("voice-no-output");
  // The chime and two sentences take more than 4 s of 22,050 samples of two bytes.
  expect(statSync(heard).size).toBeGreaterThan(4 * 22_050 * 2);
});

test("a kiosk tells its page what its scanner read, and the hub when the scanner is pulled out; nobody is called to a printer that it does not have", async () => {
  const scanner = new SerialScannerRig(path.join(folder, "scanner"));
  await scanner.plugIn();
  try {
    const hub = await hubFor("kiosk-1", "kiosk");
    const faultsOf = () => hub.states.at(-1)?.faults.map(({ fault }) => fault);
    const settings = { kind: "serial", path: scanner.path };
    const kiosk = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: null, scanner: settings });
    const page = await kiosk.open("kiosk");
    await until(faultsOf, (faults) => faults !== undefined && !faults.includes("scanner-unreachable"));
    await until(
      () => page.latest.get("kiosk"),
      (live) => live !== undefined,
    );
    let held = 0;
    const scanned = await until(
      () => {
        held += 1;
        if (held <= 500) scanner.say(`theq1:victoria:A${held}:2026-11-23:kiosk-1.e1.17\r\n`);
        return page.latest.get("scanned") as { text: string } | undefined;
      },
      (found) => found !== undefined,
    );
    expect(scanned?.text).toMatch(/^theq1:victoria:A\d+:2026-11-23:kiosk-1\.e1\.17$/);
    expect(kiosk.program.log()).not.toContain("theq1:");
    await scanner.unplug();
    // Nothing else is wrong once the hub has given it its letter.
    await until(faultsOf, (faults) => faults?.join() === "scanner-unreachable");
    expect(page.latest.get("kiosk")).toMatchObject({ printer: "offline" });
  } finally {
    await scanner.unplug();
  }
});

test("a device that is stopped says so, and one that is killed leaves its will", async () => {
  const hub = await hubFor("kiosk-1", "kiosk");
  const states = (alive: boolean, session: number) => hub.states.some((state) => state.alive === alive && state.session === session);
  const first = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: null });
  await until(() => states(true, 1), Boolean);
  await first.program.stop();
  await until(() => states(false, 1), Boolean);
  const second = await startDevice("kiosk-1", hub.url, { kind: "kiosk", printer: null });
  await until(() => states(true, 2), Boolean);
  await second.program.stop("SIGKILL");
  await until(() => states(false, 2), Boolean);
});

test("Q-CALL-2: a device tells a hub that was away again that it is there: the broker may have kept a late will", async () => {
  const hub = await hubFor("board-1", "board");
  const state = topicOf("victoria", "hubState");
  await startDevice("board-1", hub.url, { kind: "board" });
  await until(() => hub.states.some(({ alive }) => alive), Boolean);
  const said = hub.states.length;
  const message = { generation: 1, epoch: "h1", n: 1, at: 0, reads: {} };
  // More often than there are faults that come and go at a start.
  for (let time = 0; time < 6; time += 1) {
    hub.publish(state, { ...message, alive: false }, true);
    hub.publish(state, { ...message, alive: true }, true);
  }
  await until(() => hub.states.slice(said).filter(({ alive }) => alive).length >= 6, Boolean);
});

test("the page server takes only what its own page sends, in the shape agreed", async () => {
  const kiosk = await startDevice("kiosk-1", "mqtt://127.0.0.1:9", { kind: "kiosk", printer: null });
  const tap = { key: "tap-key-1", service: null, language: "en", needs: [] };
  expect(await kiosk.post("/api/kiosk/tickets", { ...tap, name: "Jo" })).toMatchObject({ status: 400, body: { fault: "bad-request" } });
  expect(await kiosk.tap("tap-key-1")).toMatchObject({ status: 503, body: { fault: "not-enrolled" } });
  const headers = { "content-type": "application/json", origin: "http://evil.example" };
  const foreign = await fetch(`${kiosk.address}/api/kiosk/tickets`, { method: "POST", headers, body: JSON.stringify(tap) });
  expect(foreign.status).toBe(403);
  expect((await fetch(`${kiosk.address}/counter/`)).status).toBe(404);
  expect((await fetch(`${kiosk.address}/`, { redirect: "manual" })).headers.get("location")).toBe("/kiosk/");
});

test("a second process on the same data is refused, with advice", async () => {
  await startDevice("kiosk-1", "mqtt://127.0.0.1:9", { kind: "kiosk", printer: null });
  await expect(startDevice("kiosk-1", "mqtt://127.0.0.1:9", { kind: "kiosk", printer: null })).rejects.toThrow("storage-in-use");
});

test("every problem of a configuration is told at once", async () => {
  const file = path.join(folder, "bad.json");
  writeFileSync(file, JSON.stringify({ office: "Big Office", id: "k", data: folder, host: "0.0.0.0", hub: {}, role: { kind: "kiosk" } }));
  await expect(startProgram("device/main.ts", ["--config", file])).rejects.toThrow(/office: [\s\S]*hub\.mqtt: [\s\S]*role\.zone: /);
});

test("Q-SAFE-1: a device does not listen beyond this machine", async () => {
  const file = path.join(folder, "open.json");
  const role = { kind: "board", zone: "main", httpPort: 0 };
  writeFileSync(
    file,
    JSON.stringify({ office: "victoria", id: "b", data: folder, host: "0.0.0.0", hub: { mqtt: "mqtt://127.0.0.1:9" }, role }),
  );
  await expect(startProgram("device/main.ts", ["--config", file])).rejects.toThrow("this machine only");
});
