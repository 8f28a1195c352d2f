/** Every page as it ships, under the headers with which it is served, on data in which whatever people write would run if it could. */
import { createHash } from "node:crypto";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ticketName } from "#shared/citizen/page.ts";
import type { CitizenState } from "#shared/citizen/schema.ts";
import type { CodeMade } from "#shared/wire/people.ts";
import { buildCitizenServer } from "../../hub/central/citizen-server.ts";
import { Citizens } from "../../hub/central/citizens.ts";
import { HubBench, post, put } from "../../hub/hub-harness.ts";
import { peopledOffice, peopleFile, writeCertificate } from "../../hub/people/test-people.ts";
import { demoOffice } from "../../provisioning/office/demo-office/demo-office.ts";
import { AdminHub } from "./admin-hub.ts";
import { call, startBoardDevice } from "./board-device.ts";
import { startDeviceServer } from "./device-server.ts";
import { FakeFront } from "./fake-front.ts";
import { FakeHub } from "./fake-hub.ts";
import { HostileWords, pressed } from "./hostile-words.ts";
import { demoPublicOffice, startKioskDevice } from "./kiosk-device.ts";
import { morning } from "./morning.ts";
import { bundleFolder } from "./page-bundle.ts";
import { type OpenedPage, openPage, startChromium } from "./page-chromium.ts";
import { textsOf } from "./page-findings.ts";
import { pin, StaffDevice } from "./staff-device.ts";

vi.setConfig({ testTimeout: 180_000 });

const screen = { width: 1366, height: 900, still: true };
let browser: Browser;
let words: HostileWords;
let opened: OpenedPage | undefined;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());
beforeEach(() => {
  words = new HostileWords();
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(address: string, ready: string): Promise<OpenedPage> {
  opened = await openPage(browser, address, { ...screen, ownAuthority: address.startsWith("https:") });
  await opened.page.locator(ready).first().waitFor();
  return opened;
}

/** What people wrote is there to be read, letter by letter; nothing else became of it; and the page's policy was not asked. */
async function holds({ page, complaints }: OpenedPage, presses: number): Promise<void> {
  const shown = await textsOf(page);
  expect(words.given.filter((each) => shown.includes(each))).not.toEqual([]);
  expect(await pressed(page, presses)).toEqual([]);
  expect(complaints.filter(isOfPage)).toEqual([]);
}

/** A phone that nobody has touched yet does not shake, and says so. */
const isOfPage = (complaint: string) => !complaint.includes("navigator.vibrate");

const hostileOffice = () => ({
  ...words.instead(demoOffice() as object),
  notices: [{ id: "hostile", text: { en: words.next(), fr: words.next() } }],
});

describe("words that would run in a page", () => {
  test("Q-SAFE-1: are words on the kiosk, and on its staff's page", async () => {
    const office = demoPublicOffice("kiosk-1", hostileOffice());
    const kiosk = await startKioskDevice(office);
    closing.push(kiosk.close);
    const text = { en: words.next(), fr: words.next() };
    const today = {
      stage: "open",
      opens: 510,
      closes: 1_020,
      notOffered: [],
      notices: [{ id: "n", text }],
      practice: false,
      next: null,
    } as const;
    kiosk.say({ today });
    const citizen = await open(`${kiosk.address}/kiosk/`, ".language-choice");
    await holds(citizen, 1);
    await holds(citizen, 4);
    await citizen.close();
    const staff = new StaffDevice(14, office);
    const server = await startDeviceServer("/api/kiosk/live", staff.routes);
    closing.push(server.close);
    const desk = await open(`${server.address}/staff/`, ".key");
    for (const digit of pin) await desk.page.locator(".key", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await desk.page.locator(".key.enter").click();
    await desk.page.locator(".list").waitFor();
    await holds(desk, 2);
  });

  test("Q-SAFE-1: are words on the board", async () => {
    const board = await startBoardDevice(demoPublicOffice("board-1", hostileOffice()));
    closing.push(board.close);
    const notices = [{ id: "n", text: { en: words.next(), fr: words.next() } }];
    board.say({ zoneName: { en: words.next(), fr: words.next() } });
    board.show({ now: [call(42, "<s>1", "called", 0), call(41, "'\"><")], before: [], notices });
    await holds(await open(`${board.address}/board/`, ".said"), 0);
  });

  test.each([
    ["counter", 8],
    ["reception", 5],
    ["manager", 4],
    ["catch-up", 3],
  ])("Q-SAFE-1: are words at the hub's page %s", async (name, presses) => {
    const hub = await new FakeHub(true, hostileOffice()).listen();
    closing.push(() => hub.close());
    morning(hub, 12);
    const faults = [{ fault: "voice-no-output" as const, facts: { output: words.next(), cause: words.next() }, since: hub.core.at }];
    hub.device("board-1", { faults });
    if (name === "catch-up") {
      hub.die();
      hub.ticketAlone();
      hub.core.at += 600_000;
      hub.comeBack();
    }
    await holds(await open(`${hub.address}/${name}/`, "button"), presses);
  });

  test("Q-SAFE-1: are words in a note, in a calendar, and in the office's own configuration, at a real hub", async () => {
    const hub = await new AdminHub().start((office) => void Object.assign(office, words.instead(office)));
    closing.push(() => hub.close());
    const { state } = hub.hub;
    const today = "2026-11-23";
    if (state.day === null) await hub.bench.command(hub.hub, "open-day", { counter: undefined, date: today });
    const guest = { uid: "one", start: new Date(hub.bench.at + 300_000).toISOString(), minutes: 15, service: "icbc-002", code: "CODE7" };
    const calendar = [{ ...guest, name: words.next(), phone: "250-555-0110" }];
    expect(
      await put(hub.hub, `/api/v1/appointments/${today}`, { source: "desk", key: "calendar-1", appointments: calendar }),
    ).toMatchObject({ status: 200 });
    await hub.bench.command(hub.hub, "sign-in", {});
    await hub.bench.command(hub.hub, "intake", { counter: null, services: ["icbc-002"], language: "en" });
    await hub.bench.command(hub.hub, "call-next", {});
    const [visit] = hub.hub.state.visits.keys();
    const note = { comment: words.next(), contact: words.next(), name: words.next() };
    expect(await put(hub.hub, `/api/v1/personal/visits/${visit}`, { key: "a-note-01", agent: 21, ...note })).toMatchObject({ status: 200 });
    for (const [page, presses] of [
      ["admin/#services", 2],
      ["admin/#devices", 1],
      ["admin/#changes", 1],
      ["counter/", 6],
    ] as const) {
      const desk = await open(`${hub.address}/${page}`, "button");
      await holds(desk, presses);
      await desk.close();
    }
  });

  test("Q-SAFE-1: are words where staff sign in: in the office's name, in one's own, in what one types, and in the address", async () => {
    const bench = new HubBench();
    closing.push(() => bench.end());
    await writeCertificate(bench.folder, Date.now() + 86_400_000, ["localhost"]);
    const people = { ...peopleFile(bench.folder), names: ["localhost"] };
    const hub = await bench.start({ people }, { seed: words.instead(peopledOffice()), pages: bundleFolder });
    const { code } = (await post(hub, "/api/v1/people/codes", { person: "agent-21", by: "root" })).body as CodeMade;
    const address = `https://localhost:${hub.ready.peoplePort}/sign-in/`;
    const typed = encodeURIComponent(words.next());
    const stranger = await open(`${address}?to=${typed}&why=${typed}&ended=${typed}#${typed}`, "#person");
    await stranger.page.locator("#person").fill(words.next().slice(0, 80));
    await stranger.page.locator("#pin").fill("830174");
    await stranger.page.keyboard.press("Enter");
    await stranger.page.locator("[role=alert] .what").waitFor();
    await holds(stranger, 4);
    await stranger.close();
    // Who is signed in, and led to a page that is not theirs, is greeted by name.
    const agent = await open(`${address}?to=admin`, "#person");
    await agent.page.locator(".quiet").click();
    for (const [field, value] of Object.entries({ person: "agent-21", code, pin: "830174" }))
      await agent.page.locator(`#${field}`).fill(value);
    await agent.page.keyboard.press("Enter");
    await agent.page.locator("nav").waitFor();
    expect(await agent.page.locator("h1").textContent()).toContain("§");
    await holds(agent, 1);
  });

  test("Q-SAFE-1: are words on a citizen's phone", async () => {
    const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
    const secret = "Secret-of-a-ticket_123";
    const citizens = new Citizens(() => "ask-00000001");
    const server = buildCitizenServer({ citizens, mono: () => 0, digest, pages: bundleFolder });
    closing.push(() => server.close());
    const counter = { label: "<s>1", direction: { en: words.next(), fr: words.next() } };
    const office = {
      name: { en: words.next(), fr: words.next() },
      timeZone: "America/Vancouver",
      languages: ["en", "fr"] as ("en" | "fr")[],
    };
    const stage = { kind: "called", since: 0, counter, recalls: 0 } as const;
    const ticket: CitizenState = { number: "A12", language: "en", stage, mayStepAway: [] };
    citizens.take("victoria", { generation: 1, office, whole: true, tickets: [[ticketName(digest, secret), ticket]], done: [] }, 0);
    const address = await server.listen({ host: "127.0.0.1", port: 0 });
    await holds(await open(`${address}/t/#${secret};theq1:victoria:A12:2026-11-23:kiosk-1.abc.17`, "h1, h2"), 2);
    const hostile = await open(`${address}/t/#${encodeURIComponent(words.next())};<img src=x onerror=canary=1>`, "body");
    expect(await pressed(hostile.page, 2)).toEqual([]);
    expect(hostile.complaints.filter(isOfPage)).toEqual([]);
  });

  test("Q-SAFE-1: are words on the front page of a virtual office", async () => {
    const hub = await new FakeHub().listen();
    closing.push(() => hub.close());
    const counter = `${hub.address}/counter/`;
    const front = new FakeFront({ kiosk: counter, board: counter, counter, reception: counter, manager: counter });
    closing.push(() => front.close());
    const processes = front.live.processes.map((each) => ({ ...each, about: words.next() }));
    front.live = { ...words.instead(front.live), pages: front.live.pages, processes };
    await front.listen();
    hub.framedBy.push(front.address);
    await holds(await open(`${front.address}/front/`, "button"), 3);
  });
});
