/** The administration page as built, at a real hub: what is saved here is what the hub has. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Expiring, expiringAt } from "#shared/expiry/expiring.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { post } from "../../hub/hub-harness.ts";
import { readWorkbook, writeWorkbook } from "../../hub/spreadsheet/workbook.ts";
import { until } from "../office/scene/until.ts";
import { AdminHub } from "./admin-hub.ts";
import { leavesOffice } from "./admin-leaving.ts";
import { AdminReleases } from "./admin-releases.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

let browser: Browser;
let hub: AdminHub;
let desk: OpenedPage;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

afterEach(async () => {
  await desk.close();
  await hub.close();
  expect(desk.complaints).toEqual([]);
});

async function open(part: string, change: (office: OfficeConfiguration) => void = () => {}, locale = "en-CA", width = 1366): Promise<void> {
  hub = await new AdminHub().start(change);
  desk = await openDesk(browser, `${hub.address}/admin/#${part}`, { locale, width, height: width === 1366 ? 768 : 900 });
}

const bar = () => desk.page.locator("admin-bar");
const form = () => desk.page.locator("admin-form");

async function fill(label: string, text: string): Promise<void> {
  const input = form().getByLabel(label, { exact: true });
  await input.fill(text);
  await input.blur();
}

async function save(): Promise<void> {
  await bar().getByLabel("Who makes these changes").selectOption({ label: "Mei-Lin W." });
  await bar().getByRole("button", { name: "Save" }).click();
}

/** As another person at another screen. */
function changeElsewhere(change: (office: OfficeConfiguration) => void) {
  const configuration = structuredClone(hub.office);
  change(configuration);
  const expected = { epoch: hub.hub.log.identity.epoch, n: hub.hub.state.configurationVersion };
  return post(hub.hub, "/api/v1/configuration", { key: "elsewhere-1", agent: 21, expected, configuration });
}

const labels = () => hub.office.counters.map(({ label }) => label);

test("What is missing stands first, and leads to where it is put right", async () => {
  await open("", (office) => {
    Object.assign(office.services[0] as object, { unnamed: ["fr"] });
    Object.assign(office.services[1] as object, { words: { en: [], fr: [] } });
  });
  const { page } = desk;
  await page.getByRole("heading", { name: "No public name" }).waitFor();
  await picture(page, "admin-missing");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("region", { name: "No public name" }).getByRole("link").click();
  await page.getByRole("heading", { name: "Driver's licence or BC Identity Card" }).waitFor();
  await page.locator("admin-preview").getByText("Driver's licence or BC Identity Card").first().waitFor();
  await form().locator("#field-name-fr").fill("Permis ou carte");
  await form().locator("#field-name-fr").blur();
  await page.locator("admin-preview").getByText("Permis ou carte").waitFor();
  await save();
  await bar().getByText("Saved: 2 changes.").waitFor();
  expect(hub.office.services[0]).toMatchObject({ name: { fr: "Permis ou carte" } });
  expect("unnamed" in (hub.office.services[0] as object)).toBe(false);
});

test("A change is shown before it is saved, saved with one press, and taken back with one", async () => {
  await open("counters/counter-2");
  await fill("Sign on the board", "2A");
  await bar().getByText("1 change is not saved yet").waitFor();
  expect(await bar().getByRole("listitem").textContent()).toMatch(/Counter 2 · Sign on the board: 2 → 2A/);
  await picture(desk.page, "admin-unsaved");
  expect(await axeFindings(desk.page)).toEqual([]);
  await bar().getByRole("button", { name: "Save" }).press("Enter");
  await bar().getByText("Say first who makes these changes.").waitFor();
  expect(labels()[1]).toBe("2");
  await save();
  await bar().getByText("Saved: 1 change.").waitFor();
  expect(labels()[1]).toBe("2A");
  await picture(desk.page, "admin-saved");
  await bar().getByRole("button", { name: "Undo" }).click();
  await bar().getByText("Taken back.").waitFor();
  expect(labels()[1]).toBe("2");
  await desk.page.getByRole("link", { name: "Changes" }).click();
  await desk.page.locator("admin-history li.card").nth(2).waitFor();
  await picture(desk.page, "admin-changes");
  expect(await axeFindings(desk.page)).toEqual([]);
  expect(await desk.page.locator("admin-history li.card").first().textContent()).toMatch(/Mei-Lin W\..*takes back an earlier change/s);
});

test("Q-FAULT-1: what is wrong is told at its place and at the foot, with the way to it; nothing is saved", async () => {
  await open("services/icbc-002");
  await fill("Usual length in minutes", "999");
  await desk.page.getByRole("link", { name: "Counters" }).click();
  await form().locator("#field-direction-en").fill("second on the left");
  await form().locator("#field-direction-en").blur();
  const before = JSON.stringify(hub.office);
  await save();
  await bar().getByText("2 places must be put right first").waitFor();
  await form().getByText("must not be empty. Fill it in.").waitFor();
  await picture(desk.page, "admin-problems");
  expect(await axeFindings(desk.page)).toEqual([]);
  expect(JSON.stringify(hub.office)).toBe(before);
  await bar()
    .getByRole("link", { name: /Usual length in minutes/ })
    .click();
  await form().getByText("must be at most 480.").waitFor();
  expect(await form().getByLabel("Usual length in minutes").getAttribute("aria-invalid")).toBe("true");
});

test("When somebody else was quicker, both changes stand; of a place that both changed it is told", async () => {
  await open("counters/counter-2");
  await fill("Sign on the board", "2A");
  await changeElsewhere((office) => void Object.assign(office.counters[0] as object, { label: "1X" }));
  await bar().getByText("Somebody else changed the settings meanwhile:").waitFor();
  await bar().getByText("Your own changes stand on top.").waitFor();
  await picture(desk.page, "admin-meanwhile");
  await save();
  await bar().getByText("Saved: 1 change.").waitFor();
  expect(labels().slice(0, 2)).toEqual(["1X", "2A"]);
});

test("A reload loses nothing, and without the hub nothing can be saved", async () => {
  await open("counters/counter-2");
  await fill("Sign on the board", "2A");
  await desk.page.reload();
  await bar().getByText("1 change is not saved yet").waitFor();
  expect(await form().getByLabel("Sign on the board").inputValue()).toBe("2A");
  await bar().getByLabel("Who makes these changes").selectOption({ label: "Mei-Lin W." });
  await hub.hub.stop();
  await desk.page.getByText(/Hub not reachable since/).waitFor({ timeout: 30_000 });
  expect(await bar().getByRole("button", { name: "Save" }).getAttribute("aria-disabled")).toBe("true");
  expect(await form().getByLabel("Sign on the board").inputValue()).toBe("2A");
});

test("By keyboard alone: a part, an item, a field, save", async () => {
  await open("zones");
  const { page } = desk;
  await page.locator("admin-items").waitFor();
  const focused = () =>
    page.evaluate(() => {
      let at: Element | null = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return `${at?.tagName} ${at?.textContent?.replace(/\s+/g, " ").trim().slice(0, 30) ?? ""} ${at?.id ?? ""}`;
    });
  const tabTo = async (wanted: RegExp) => {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press("Tab");
      if (wanted.test(await focused())) return;
    }
    throw new Error(`Tab never comes to ${wanted}: ${await focused()}`);
  };
  await tabTo(/^A Agents/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Agents" }).waitFor();
  await tabTo(/^BUTTON Mei-Lin W\./);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mei-Lin W." }).waitFor();
  await tabTo(/field-displayName/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Mei-Lin Wong");
  await tabTo(/^SELECT Choose your name/);
  await page.keyboard.type("Chl");
  await tabTo(/^BUTTON Save/);
  await page.keyboard.press("Enter");
  await bar().getByText("Saved: 1 change.").waitFor();
  expect(hub.office.agents.map(({ displayName }) => displayName)).toContain("Mei-Lin Wong");
});

test("A day is opened, a holiday named, a rule chosen", async () => {
  const plain = (office: OfficeConfiguration) => {
    delete office.hours;
    delete office.routing;
  };
  await open("hours", plain, "en-CA", 1440);
  const { page } = desk;
  await page.getByRole("button", { name: "Add hours on Monday" }).click();
  await page.getByRole("button", { name: "Add hours on Tuesday" }).click();
  await page.getByLabel("Tuesday, Closes").fill("18:00");
  await page.getByLabel("Tuesday, Closes").blur();
  await page.getByRole("button", { name: "Add a day" }).click();
  await page.getByLabel("Day", { exact: true }).fill("2026-12-25");
  await page.getByLabel("Day", { exact: true }).blur();
  await page.getByLabel("Why (English)").fill("Christmas Day");
  await page.getByLabel("Why (Français)").fill("Noël");
  await page.getByLabel("Why (Français)").blur();
  await picture(page, "admin-hours");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Who is next" }).click();
  await page.getByText("Appointments first").click();
  await picture(page, "admin-routing");
  expect(await axeFindings(page)).toEqual([]);
  await save();
  await bar()
    .getByText(/^Saved: \d changes\./)
    .waitFor();
  expect(hub.office.hours).toEqual({
    weekly: [
      { day: "monday", opens: "09:00", closes: "16:30" },
      { day: "tuesday", opens: "09:00", closes: "18:00" },
    ],
    holidays: [{ date: "2026-12-25", name: { en: "Christmas Day", fr: "Noël" }, opens: null, closes: null }],
  });
  expect(hub.office.routing).toEqual({ preset: "appointments-first", ratio: 2 });
});

test("A device that asks is taken in, and its room chosen", async () => {
  await open("overview");
  hub.hub.raise("kiosk-7/not-enrolled", { fault: "not-enrolled", facts: { device: "kiosk-7" } });
  await desk.page.reload();
  await desk.page.getByRole("button", { name: "Take it in" }).click();
  await desk.page.getByLabel("The device's own name").waitFor();
  await picture(desk.page, "admin-devices");
  expect(await axeFindings(desk.page)).toEqual([]);
  await save();
  await until("the hub knows the device", () => hub.office.devices.some(({ id }) => id === "kiosk-7"));
});

/** A kiosk of the office as its program says that it is. */
async function kiosk() {
  const client = await hub.bench.client(hub.hub, "kiosk-1");
  const machine = {
    ...{ celsius: 62, freeBytes: 410_000_000, totalBytes: 31_900_000_000, usedPercent: null },
    ...{ writtenBytes: 3_000_000_000, memoryBytes: 380_000_000, clockIsSet: true },
  };
  const birth = { epoch: "e1", session: 1, alive: true, at: hub.bench.at, role: "kiosk", zone: "main", software: "0.0.9", machine };
  return (...faults: readonly Fault[]) => {
    const state = { ...birth, faults: faults.map((each) => ({ ...each, since: hub.bench.at })) };
    return client.publishAsync(topicOf(hub.office.office.id, "deviceState", "kiosk-1"), JSON.stringify(state), { qos: 1, retain: true });
  };
}

/** What can be said of a release: on which button, what is told first, what comes of it, and how the kiosk stands then. */
const ofReleases = {
  "en-CA": {
    kiosk: "waits",
    stands: /^runs 1\.4\.0; gets 1\.5\.0 after /,
    orders: [
      [
        "End the waiting",
        /^End the waiting for 1\.5\.0\? The others get it from now on, not only after .+, each in its turn, when the office closes\.$/,
        "The others wait no longer.",
        "runs 1.4.0; gets 1.5.0 in its turn, when the office closes",
      ],
      [
        "Take the release back",
        "Take 1.5.0 back? No more devices get it. Those that have it keep it, and one that has begun with it goes on.",
        "It goes to no more devices.",
        "runs 1.4.0; 1.5.0 was taken back",
      ],
    ],
    left: ["Let the others follow"],
    audit: ["administration page: release-hurried", "administration page: release-withdrawn"],
  },
  "fr-CA": {
    kiosk: "gave-up",
    stands: "fonctionne avec la 1.4.0; arrêt : la 1.5.0 n'a pas fonctionné ici",
    orders: [
      [
        "Laisser suivre les autres",
        "Laisser suivre les autres avec la 1.5.0? Chacun la reçoit à son tour, à la fermeture du bureau. Un appareil où elle n'a pas fonctionné reste sans elle.",
        "Les autres suivent, chacun à son tour.",
        "fonctionne avec la 1.4.0; reste sans la 1.5.0, qui n'a pas fonctionné ici",
      ],
    ],
    left: ["Mettre fin à l'attente", "Retirer la version"],
    audit: ["administration page: release-resumed"],
  },
} as const;

test.each([
  [
    "en-CA",
    "Kiosk 1",
    "The device's storage is almost full: 410 MB are free.",
    "0.4 of 31.9 GB",
    "0.0.9, other than the hub's",
    "State of the devices",
  ],
  [
    "fr-CA",
    "Borne 1",
    "Le stockage de l'appareil est presque plein : 410 Mo libres.",
    "0,4 sur 31,9 Go",
    "0.0.9, autre que celui du serveur",
    "État des appareils",
  ],
] as const)(
  "IT sees what is wrong with each device first, with advice and figures, and it goes by itself (%s)",
  async (locale, name, what, free, program, part) => {
    await open("overview", () => {}, locale);
    const { page } = desk;
    const say = await kiosk();
    await say({ fault: "storage-low", facts: { device: "kiosk-1", free: 410 } });
    // By the keyboard alone.
    await page.getByRole("link", { name: part }).press("Enter");
    const cards = page.locator("admin-equipment section.card");
    const mine = page.getByRole("region", { name: name.replace(" ", "\u00a0"), exact: true });
    await mine.getByText(what).waitFor();
    await mine.getByText(free).waitFor();
    await mine.getByText(program).waitFor();
    const names = await cards.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
    const ends = page.getByRole("region", { name: /^(?:What ends one day|Ce qui prend fin un jour)$/ });
    expect(await ends.getByText(/Nothing within 180 days|Rien d'ici 180 jours/).count()).toBe(1);
    await page.route("**/api/v1/expiring", (route) => {
      const day = 86_400_000;
      const now = Date.now();
      const items: Expiring[] = [
        { what: "certificate", name: "kiosk-1", until: now - day },
        { what: "node", name: "24", until: now + 60 * day },
        { what: "authority", name: "", until: now + 400 * day },
      ];
      return route.fulfill({ json: expiringAt(items, now) });
    });
    await ends.getByText(/^(?:Node 24 ends on|Node 24 : fin le) /).waitFor();
    expect(await ends.getByRole("listitem").count()).toBe(2);
    const ofRelease = ofReleases[locale];
    const releases = new AdminReleases(join(hub.bench.folder, "releases"), hub.bench.at, ofRelease.kiosk);
    await releases.answer(page);
    await mine.getByText(ofRelease.stands).waitFor();
    await page.getByText(/^(?:1 device of 2 has it\.|1 appareil sur 2 l'a\.)$/).waitFor();
    await page.getByRole("combobox", { name: /^(?:Which devices|Quels appareils)$/ }).selectOption({ value: "kiosks" });
    const group = page.locator("group-orders");
    await group.getByRole("button", { name: /^(?:Which one is it\?|Lequel est-ce\?)$/ }).press("Enter");
    await group.getByText(/^(?:The device does not answer|L'appareil ne répond pas) ?: /).waitFor();
    const needy = await cards.filter({ has: page.locator("fault-note") }).count();
    expect(names.slice(0, needy)).toContain(name.replace(" ", "\u00a0"));
    expect(await mine.locator("fault-note").count()).toBe(1);
    await picture(page, `admin-equipment-${locale}`);
    expect(await axeFindings(page)).toEqual([]);
    // A release, by the keyboard alone: what comes of it is told before, then done, and the reader is not lost with the button.
    const card = page.locator("release-orders");
    for (const [label, question, done, stands] of ofRelease.orders) {
      const audited = releases.audit.length;
      await card.getByRole("button", { name: label, exact: true }).press("Enter");
      await card.getByText(question).waitFor();
      await card.locator("[data-order=confirm]:focus").waitFor();
      if (label === ofRelease.orders[0][0]) {
        await picture(page, `admin-release-${locale}`);
        expect(await axeFindings(page)).toEqual([]);
      }
      expect(releases.audit.length).toBe(audited);
      await page.keyboard.press("Enter");
      await card.getByText(done, { exact: true }).waitFor();
      await card.locator("h3:focus").waitFor();
      await mine.getByText(stands, { exact: true }).waitFor();
    }
    expect(await card.getByRole("button").allTextContents()).toEqual(ofRelease.left);
    expect(releases.audit).toEqual(ofRelease.audit);
    // Whoever spoke of a release that is no longer the one on its way has done nothing to this one.
    const stale = await releases.ask("POST", "/api/v1/releases/act", { act: "withdraw", number: 4, by: "pat" });
    expect(stale).toEqual({ status: 409, body: { fault: "changed-meanwhile", facts: {} } });
    expect(releases.audit).toEqual(ofRelease.audit);
    await leavesOffice(page, mine, locale);
    await say();
    await mine.locator("fault-note").waitFor({ state: "detached" });
  },
);

test("The PIN is set without ever being shown again, and how loud calls are at which time", async () => {
  await open("rules", (office) => void Object.assign(office, { staffPin: undefined }));
  await desk.page.getByText("No PIN is set").waitFor();
  await desk.page.getByLabel("New PIN").fill("4711");
  await desk.page.getByLabel("New PIN").blur();
  await desk.page.getByLabel("Keep the line overnight").check();
  const volume = form().getByLabel("How loud calls are spoken");
  await volume.fill("08:30 60\n17:00 off");
  await volume.blur();
  await save();
  await form().getByText("write each line as 08:30 60").waitFor();
  await volume.fill("08:30 60\n17:00 0");
  await volume.blur();
  await picture(desk.page, "admin-rules");
  expect(await axeFindings(desk.page)).toEqual([]);
  await save();
  await desk.page.getByText("A PIN is set.").waitFor();
  expect(hub.office.voice).toEqual({ volume: ["08:30 60", "17:00 0"] });
  expect(hub.office.staffPin).toMatch(/^[\w-]+:[\w-]{43}$/);
  expect(hub.office.rules).toEqual({ carryOvernight: true });
});

test("The whole office as a spreadsheet: fetched, changed, brought back, looked at, saved", async () => {
  await open("files");
  const { page } = desk;
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Fetch the spreadsheet" }).click()]);
  expect(download.suggestedFilename()).toBe("victoria.xlsx");
  const tables = await readWorkbook(readFileSync(await download.path()));
  if ("fault" in tables) throw new Error(JSON.stringify(tables));
  const bring = async (name: string, change: (cell: unknown) => unknown) => {
    const edited = tables.map((table) => ({ ...table, rows: table.rows.map((row) => row.map(change)) as typeof table.rows }));
    const bytes = await writeWorkbook(edited);
    if ("fault" in bytes) throw new Error(JSON.stringify(bytes));
    await page
      .getByLabel("Bring back a spreadsheet or file")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
  };
  await bring("same.xlsx", (cell) => cell);
  await page.getByText("same.xlsx says what the office has already.").waitFor();
  await bring("wrong.xlsx", (cell) => (cell === "Counter 2" ? "" : cell));
  await bar().getByText("1 place must be put right first").waitFor();
  await bar()
    .getByText(/^Counters!C4/)
    .waitFor();
  await bring("new.xlsx", (cell) => (cell === "Counter 2" ? "Counter by the window" : cell));
  await bar().getByText("new.xlsx changes 1 thing.").waitFor();
  await picture(page, "admin-spreadsheet");
  expect(await axeFindings(page)).toEqual([]);
  await save();
  await bar().getByText("Saved: 1 change.").waitFor();
  expect(hub.office.counters[1]?.name.en).toBe("Counter by the window");
  await page
    .getByLabel("Bring back a spreadsheet or file")
    .setInputFiles({ name: "x.xlsx", mimeType: "text/plain", buffer: Buffer.from("x") });
  await page.getByText("The spreadsheet cannot be read: it is no xlsx workbook.").waitFor();
});

test.each(["overview", "services", "topics", "counters", "devices", "hours", "routing", "rules", "equipment", "files", "changes"])(
  "In French nothing is left in English: %s",
  async (part) => {
    await open(part, () => {}, "fr-CA", 1440);
    await desk.page.locator("main h2, main admin-items, main admin-overview, main admin-files, main admin-history").first().waitFor();
    await desk.page.locator("main .loading").waitFor({ state: "detached" });
    const english = /\b(the|and|your?|which|counters?|closed|hub|days?|shown|remove|missing|lines?|rooms?)\b/i;
    const texts = await textsOf(desk.page, { language: "fr-CA", without: "option" });
    expect(texts.replaceAll(/The Q|Counter, Quick Trans/g, "").match(english)).toBeNull();
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture(desk.page, `admin-${part}-french`);
  },
);
