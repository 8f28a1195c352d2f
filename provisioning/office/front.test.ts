import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { buildFront } from "./front.ts";
import { FrontLiveView } from "./front-live.ts";
import { Papers } from "./papers.ts";
import { portsFrom } from "./programs.ts";
import { Live } from "./wire/live.ts";
import { Printer } from "./wire/printer.ts";

let pages: string;
let front: FastifyInstance;
let view: FrontLiveView;
let address: string;
let plugs: boolean[];
let turned: unknown[];
let cards: string[];

/** A front over an office in which nobody answers. */
beforeEach(async () => {
  pages = mkdtempSync(join(tmpdir(), "the-q-front-"));
  mkdirSync(join(pages, "front"));
  writeFileSync(join(pages, "front", "index.html"), "<!doctype html><title>The Q</title>");
  plugs = [];
  turned = [];
  cards = [];
  const printer = new Printer(() => "http://127.0.0.1:9");
  view = new FrontLiveView({
    appointments: () => [],
    timeZone: "America/Vancouver",
    printer,
    panel: null,
    buttons: [],
    scanner: null,
    sign: { state: async () => ({ plugged: false, text: "A12 3", flashing: false }) },
    keypad: null,
    keypadCounter: null,
    papers: new Papers(printer, { load: () => [], keep: () => {} }),
    ports: () => ({ ...portsFrom(0), kiosk: 8081, board: 8082, hub: 9 }),
    processes: () => [{ name: "hub", state: plugs.at(-1) === false ? "stopped" : "running", about: "" }],
    network: { kioskConnected: true, internetConnected: true },
    card: { n: 2, lost: 3 },
    hubPlugged: () => plugs.at(-1) !== false,
    central: true,
    speed: 1,
    now: () => 5,
    every: () => () => {},
  });
  front = buildFront({
    pages,
    live: view,
    printer,
    panel: { press: async (pin) => turned.push(pin) > 0, turn: async (switches) => turned.push(switches) > 0 },
    buttons: [{ service: "licence", name: { en: "Licence", fr: "Permis" }, pin: "2", lamp: "3" }],
    scanner: { scan: async (text) => turned.push(text) > 1, turn: async (switches) => turned.push(switches) > 0 },
    sign: { plug: async (plugged) => turned.push({ sign: plugged }) > 1 },
    keypad: { press: async (pin) => turned.push(pin) > 1, turn: async (switches) => turned.push(switches) > 0 },
    plugHub: async (plugged) => {
      plugs.push(plugged);
      view.tell();
    },
    turnNetwork: (switches) => turned.push(switches),
    replaceCard: async () => {
      if (cards.length > 0) throw new Error("it did not start");
      cards.push("new");
    },
    letCollectorAnswer: () => Promise.resolve(false),
  });
  await front.listen({ host: "127.0.0.1", port: 0 });
  const at = front.server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
});

afterEach(async () => {
  view.close();
  await front.close();
  rmSync(pages, { recursive: true, force: true });
});

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(address + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });

describe("the front page", () => {
  it("is served with a policy that lets only the office's own programs into its frames", async () => {
    const answer = await fetch(`${address}/`);
    expect(answer.url).toBe(`${address}/front/`);
    expect(await answer.text()).toContain("The Q");
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("frame-src http://127.0.0.1:8081 http://127.0.0.1:8082 http://127.0.0.1:9;");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("shows no counts while nobody can be asked, and does not say that they agree", async () => {
    const live = new Live<FrontLive>(`${address}/api/front/live`, "front", wait);
    const shown = await live.until("the front", 5_000, (now) => now);
    expect(shown).toMatchObject({
      counts: { papers: null, hub: null, central: null, collector: null },
      agree: false,
      printer: null,
      now: 5,
    });
    await live.close();
  });

  it("tells every page when the hub's plug is pulled", async () => {
    const live = new Live<FrontLive>(`${address}/api/front/live`, "front", wait);
    await live.until("the hub to be plugged in", 5_000, (now) => now.hubPlugged);
    const answer = await post("/api/front/hub", { plugged: false });
    expect(await answer.json()).toMatchObject({ hubPlugged: false });
    await live.until("the hub to be unplugged", 5_000, (now) => !now.hubPlugged && now.processes[0]?.state === "stopped");
    expect(plugs).toEqual([false]);
    await live.close();
  });

  it("turns the network and replaces the kiosk's card, and says when the kiosk did not start", async () => {
    expect((await post("/api/front/network", { kiosk: false })).status).toBe(200);
    expect((await post("/api/front/network", { internet: true })).status).toBe(200);
    expect((await post("/api/front/network", { moon: true })).status).toBe(400);
    expect(turned).toEqual([{ kiosk: false }, { internet: true }]);
    expect(await (await post("/api/front/card", {})).json()).toMatchObject({ card: { n: 2, lost: 3 } });
    expect((await post("/api/front/card", {})).status).toBe(503);
  });

  it("presses the buttons of the kiosk's panel, freezes its board and pulls its cable, and knows no other button", async () => {
    expect((await post("/api/front/panel", { press: "licence" })).status).toBe(200);
    expect((await post("/api/front/panel", { frozen: true })).status).toBe(200);
    expect((await post("/api/front/panel", { plugged: false })).status).toBe(200);
    expect((await post("/api/front/panel", { press: "boats" })).status).toBe(404);
    expect((await post("/api/front/panel", { shake: true })).status).toBe(400);
    expect(turned).toEqual(["2", { frozen: true }, { plugged: false }]);
  });

  it("holds a code under the kiosk's scanner, garbles it and pulls its cable, and says when nothing was read", async () => {
    expect((await post("/api/front/scanner", { scan: "A12" })).status).toBe(503);
    expect((await post("/api/front/scanner", { scan: "A12" })).status).toBe(200);
    expect((await post("/api/front/scanner", { garbled: true })).status).toBe(200);
    expect((await post("/api/front/scanner", { plugged: false })).status).toBe(200);
    expect((await post("/api/front/scanner", { scan: "é" })).status).toBe(400);
    expect((await post("/api/front/scanner", { shake: true })).status).toBe(400);
    expect(turned).toEqual(["A12", "A12", { garbled: true }, { plugged: false }]);
  });

  it("presses the keys of a counter, freezes their board and pulls its cable, and says when its program did not answer", async () => {
    expect((await post("/api/front/keypad", { press: "call" })).status).toBe(503);
    expect((await post("/api/front/keypad", { press: "no-show" })).status).toBe(200);
    expect((await post("/api/front/keypad", { frozen: true })).status).toBe(200);
    expect((await post("/api/front/keypad", { plugged: false })).status).toBe(200);
    expect((await post("/api/front/keypad", { press: "dance" })).status).toBe(400);
    expect(turned).toEqual(["2", "8", { frozen: true }, { plugged: false }]);
  });

  it("pulls the sign's cable, tells what it shows, and says when its program did not answer", async () => {
    expect((await post("/api/front/sign", { plugged: true })).status).toBe(503);
    const answer = await post("/api/front/sign", { plugged: false });
    expect(await answer.json()).toMatchObject({ sign: { plugged: false, text: "A12 3", flashing: false } });
    expect((await post("/api/front/sign", { plugged: "out" })).status).toBe(400);
    expect((await post("/api/front/sign", {})).status).toBe(400);
    expect(turned).toEqual([{ sign: true }, { sign: false }]);
  });

  it("refuses other names and other origins, so that a page elsewhere cannot reach it through the browser", async () => {
    const { port } = new URL(address);
    expect((await front.inject({ url: "/api/front/live", headers: { host: "evil.example" } })).statusCode).toBe(403);
    expect((await front.inject({ url: "/front/", headers: { host: `localhost:${port}` } })).statusCode).toBe(200);
    expect((await post("/api/front/hub", { plugged: false }, { origin: "http://evil.example" })).status).toBe(403);
    expect(plugs).toEqual([]);
  });

  it("refuses what it does not know, and says when a program does not answer", async () => {
    expect((await post("/api/front/hub", { plugged: "yes" })).status).toBe(400);
    expect((await post("/api/front/printer", { paperOut: true, fire: true })).status).toBe(400);
    expect((await post("/api/front/printer", { paperOut: true })).status).toBe(503);
    expect((await post("/api/front/collector", { answering: true })).status).toBe(503);
    expect((await fetch(`${address}/api/front/papers/1.svg`)).status).toBe(404);
    expect((await fetch(`${address}/api/front/papers/..%2F1.svg`)).status).toBe(404);
  });
});
