/** The kiosk's page as it ships, in the machine's Chromium, against a device that does as told. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { everyText } from "../../display/base/texts.ts";
import { texts } from "../../display/kiosk/texts.ts";
import { type KioskDevice, startKioskDevice } from "./kiosk-device.ts";
import { type OpenedPage, type OpenOptions, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, coveredTargets, cutOff, smallTargets, textsOf } from "./page-findings.ts";

const tall = { width: 1080, height: 1920 };
/** Longer than any guard against double taps. */
const breathMs = 800;

let browser: Browser;
let device: KioskDevice;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => browser?.close());
afterEach(async () => {
  const complaints = opened?.complaints ?? [];
  await opened?.close();
  opened = undefined;
  await device?.close();
  expect(complaints).toEqual([]);
});

async function open(options: OpenOptions = tall): Promise<Page> {
  device = await startKioskDevice();
  opened = await openPage(browser, `${device.address}/kiosk/`, { clock: true, touch: true, ...options });
  await opened.page.locator(".language-choice").first().waitFor();
  return opened.page;
}

async function tap(page: Page, selector: string, place = 0): Promise<void> {
  await page.clock.runFor(breathMs);
  await page.locator(selector).nth(place).click();
}

/** From the first screen to the last; `at` is called on each on the way. */
async function walk(page: Page, language: "en" | "fr", at: (name: string) => Promise<void> = async () => {}): Promise<void> {
  await at("welcome");
  await tap(page, ".language-choice", language === "en" ? 0 : 1);
  await at("topics");
  await tap(page, ".choice", 5);
  await at("programmes");
  await tap(page, ".choice", 0);
  await at("services");
  await tap(page, ".turn", 1);
  await at("services-more");
  await tap(page, ".open-search");
  await at("search");
  for (const key of language === "en" ? "birth" : "permis") await page.locator(".key", { hasText: new RegExp(`^\\s*${key}\\s*$`) }).click();
  await at("search-found");
  await tap(page, ".found .choice", 0);
  await at("confirm");
  await tap(page, ".help");
  await page.locator(".need").nth(2).click();
  await at("help");
  await tap(page, ".help-dialog .take");
  await at("confirm-needs");
  await tap(page, ".confirm .take");
  await page.locator(".ticket").waitFor();
  await at("ticket");
  device.print("printed");
  await page.locator(".take-it").waitFor();
  await at("ticket-printed");
  device.print("failed", true);
  await page.locator('.ticket[data-paper="screen"]').waitFor();
  await at("ticket-failed");
}

/** To the confirm screen by the shortest way. */
async function toConfirm(page: Page): Promise<void> {
  await tap(page, ".language-choice", 0);
  await tap(page, ".not-sure");
}

describe.each(["en", "fr"] as const)("a ticket in %s", (language) => {
  test("is taken by touch, and the device is asked once", async () => {
    const page = await open();
    await walk(page, language);
    expect(device.asked).toHaveLength(1);
    expect(device.asked[0]).toMatchObject({ language, needs: ["hearing"] });
    const service = device.office.services.find((each) => each.id === device.asked[0]?.service);
    expect(service?.name[language].toLowerCase()).toContain(language === "en" ? "birth" : "permis");
    expect(await page.locator(".number").textContent()).toBe("A42");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(`${language}-CA`);
    expect((await page.locator('[role="status"]').textContent()) ?? "").toContain("A42");
    await tap(page, ".ending .take");
    await page.locator(".language-choice").first().waitFor();
  });

  test.each([
    ["tall", 1080, 1920],
    ["wide and small", 800, 480],
    ["a small frame", 360, 640],
  ] as const)("on a screen that is %s nothing is cut off and axe finds nothing", async (_name, width, height) => {
    const page = await open({ width, height });
    const wrong: string[] = [];
    await walk(page, language, async (name) => {
      await page.clock.runFor(breathMs);
      for (const each of [...(await cutOff(page)), ...(await coveredTargets(page)), ...(await axeFindings(page))])
        wrong.push(`${name}: ${each}`);
    });
    expect(wrong).toEqual([]);
  });
});

test("no English word stands on a French screen", async () => {
  const page = await open();
  const { office } = device;
  const names = [...office.services, ...office.programmes, ...office.topics].map(({ name }) => name);
  // The office's own French may name things as English does. The page's may not: a text left in English must not excuse itself.
  const french = [...names.map(({ fr }) => fr), ...office.topics.map(({ hint }) => hint.fr)].join("\n");
  const asWord = (text: string) => new RegExp(`(?<![\\p{L}’'])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}’'])`, "u");
  const english = [...everyText(texts.en), ...names.map(({ en }) => en), ...office.topics.map(({ hint }) => hint.en)].filter(
    (text) => /\p{L}{3}/u.test(text) && !asWord(text).test(french),
  );
  expect(english.length).toBeGreaterThan(200);
  const wrong: string[] = [];
  await walk(page, "fr", async (name) => {
    if (name === "welcome") return;
    const shown = await textsOf(page, { language: "fr-CA", without: ".paper, .picture" });
    expect(shown, name).toMatch(/\p{L}{4}/u);
    for (const text of english) if (asWord(text).test(shown)) wrong.push(`${name}: ${text}`);
  });
  expect(wrong).toEqual([]);
});

test("every target is at least 20 mm on a 21.5-inch screen", async () => {
  const page = await open();
  const wrong: string[] = [];
  await walk(page, "en", async (name) => {
    for (const each of await smallTargets(page, 81)) wrong.push(`${name}: ${each}`);
  });
  expect(wrong).toEqual([]);
});

test("both languages are of one size, and Back, Help and the language keep their places", async () => {
  const page = await open();
  const [english, french] = await Promise.all([0, 1].map((place) => page.locator(".language-choice").nth(place).boundingBox()));
  expect([english?.width, english?.height]).toEqual([french?.width, french?.height]);
  const places: Record<string, Set<string>> = { ".back": new Set(), ".foot.help": new Set(), ".switch": new Set() };
  await walk(page, "fr", async () => {
    for (const [selector, seen] of Object.entries(places)) {
      const found = page.locator(selector);
      const box = (await found.count()) > 0 ? await found.boundingBox() : null;
      if (box) seen.add([box.x, box.y].map(Math.round).join(" "));
    }
  });
  expect(Object.values(places).map((seen) => seen.size)).toEqual([1, 1, 1]);
});

test("something else, or not sure, is one touch away on every screen of choices", async () => {
  const page = await open();
  await walk(page, "en", async (name) => {
    if (/topics|programmes|services|search/.test(name)) expect(await page.locator(".not-sure").isVisible(), name).toBe(true);
  });
  await page.clock.runFor(61_000);
  await toConfirm(page);
  await tap(page, ".confirm .take");
  await page.locator(".ticket").waitFor();
  expect(device.asked.at(-1)).toMatchObject({ service: null, needs: [] });
});

test("Q-TICKET-5 a double tap makes one ticket", async () => {
  const page = await open();
  await toConfirm(page);
  await page.clock.runFor(breathMs);
  await page.locator(".confirm .take").dblclick();
  await page.locator(".number").waitFor();
  await page.clock.runFor(5_000);
  expect(device.asked).toHaveLength(1);
});

test("Q-TICKET-5 a lost answer is asked for again under the same key", async () => {
  const page = await open();
  await toConfirm(page);
  device.answerNext("lost", "lost");
  await tap(page, ".confirm .take");
  await page.locator(".number").waitFor();
  expect(device.asked.length).toBeGreaterThanOrEqual(3);
  expect(new Set(device.asked.map(({ key }) => key)).size).toBe(1);
  expect(await page.locator(".number").textContent()).toBe("A42");
});

test("the second tap of a double tap on a choice takes no ticket", async () => {
  const page = await open();
  await tap(page, ".language-choice", 0);
  await page.clock.runFor(breathMs);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + breathMs);
  await page.locator(".not-sure").click();
  await page.locator(".confirm .take").click();
  await page.clock.runFor(100);
  expect(await page.locator(".confirm").count()).toBe(1);
  expect(device.asked).toEqual([]);
});

test("Q-TICKET-5 the number stays readable in every state of the printer", async () => {
  const page = await open();
  const expected = {
    ready: "printing",
    "paper-low": "printing",
    "paper-out": "screen",
    "cover-open": "screen",
    offline: "screen",
    error: "screen",
  } as const;
  await toConfirm(page);
  await tap(page, ".confirm .take");
  await page.locator(".ticket").waitFor();
  for (const [printer, path] of Object.entries(expected)) {
    device.say({ printer: printer as keyof typeof expected });
    await page.locator(`.ticket[data-paper="${path}"]`).waitFor();
    expect(await page.locator(".number").textContent(), printer).toBe("A42");
    expect(await textsOf(page), printer).not.toMatch(/printer|offline|cover|error/i);
  }
  // Without paper the screen shows what the paper would say, its code included, for a photo.
  const shown = await page.locator(".picture svg text").allTextContents();
  expect(shown).toContain("A42");
  expect(shown.join(" ")).toContain(texts.en.yourNumber);
  expect((await page.locator(".picture svg path[shape-rendering]").getAttribute("d"))?.length).toBeGreaterThan(500);
  await picture(page, "kiosk-no-paper");
  device.print("failed", true);
  device.say({ printer: "ready" });
  await tap(page, ".paper-words .quiet");
  await expect.poll(() => device.reprints.length).toBe(1);
  expect(await page.locator(".paper-words .quiet").count()).toBe(0);
});

test("a refused ticket sends people to the staff, and can be tried again", async () => {
  const page = await open();
  await toConfirm(page);
  device.answerNext({ status: 409, body: { fault: "storage-full", facts: {} } });
  await tap(page, ".confirm .take");
  await page.getByText(texts.en.refusedAdvice).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await tap(page, ".moment .take");
  await page.locator(".number").waitFor();
  expect(new Set(device.asked.map(({ key }) => key)).size).toBe(1);
});

test("Q-FAULT-1 a refused ticket says why in the device's words; in the other language what is always true", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  await toConfirm(page);
  const words = { what: "The office is closed.", advice: "Please come back during opening hours." };
  device.answerNext({ status: 409, body: { fault: "day-not-open", facts: {}, ...words } });
  await tap(page, ".confirm .take");
  await page.getByRole("heading", { name: words.what }).waitFor();
  await page.getByText(words.advice).waitFor();
  await picture(page, "kiosk-refused");
  expect(await axeFindings(page)).toEqual([]);
  await tap(page, ".switch");
  await page.getByRole("heading", { name: texts.fr.refused }).waitFor();
  expect(await page.getByText(words.advice).count()).toBe(0);
});

test("who leaves is asked, and who stays loses nothing", async () => {
  const page = await open();
  await toConfirm(page);
  await page.clock.runFor(46_000);
  await page.locator(".idle-dialog[open]").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.locator(".idle-dialog .take").click();
  await page.locator(".idle-dialog[open]").waitFor({ state: "detached" });
  expect(await page.locator(".confirm").count()).toBe(1);
  await page.clock.runFor(66_000);
  await page.locator(".language-choice").first().waitFor();
  expect(await page.locator("dialog[open]").count()).toBe(0);
});

test("goes from the first screen to the ticket by keys alone", async () => {
  const page = await open();
  const press = async (selector: string) => {
    await page.clock.runFor(breathMs);
    for (let tries = 0; tries < 40; tries += 1) {
      await page.keyboard.press("Tab");
      const there = await page.evaluate(
        (wanted) => document.querySelector("theq-kiosk")?.shadowRoot?.activeElement?.matches(wanted) ?? false,
        selector,
      );
      if (there) return page.keyboard.press("Enter");
    }
    throw new Error(`no key leads to ${selector}`);
  };
  await press(".language-choice");
  await press(".not-sure");
  await press(".foot.help");
  await page.locator(".help-dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".help-dialog[open]").waitFor({ state: "detached" });
  await press(".confirm .take");
  await page.locator(".number").waitFor();
});

/** What no citizen needs to know. */
const technical = /\b(hub|server|serveur|network|réseau|connection|connexion|offline|system|système|error|erreur|printer|imprimante)\b/i;

test("Q-TICKET-3 with the hub away tickets go on, and each language says calmly what is different", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  device.say({ hub: "away", fault: "hub-away", waiting: 12 });
  for (const language of ["en", "fr"] as const) await page.getByText(texts[language].slow).waitFor();
  // How many wait is not known any more.
  expect(await page.getByText("12 people waiting").count()).toBe(0);
  await picture(page, "kiosk-hub-away");
  for (const [place, language] of (["en", "fr"] as const).entries()) {
    expect([...(await cutOff(page)), ...(await axeFindings(page))]).toEqual([]);
    await tap(page, ".language-choice", place);
    await tap(page, ".not-sure");
    await tap(page, ".confirm .take");
    await page.locator(".what-now", { hasText: texts[language].whatNowSlow }).waitFor();
    await page.locator(".what-now", { hasText: texts[language].lettersDiffer }).waitFor();
    device.print("printed");
    await page.locator(".take-it").waitFor();
    await page.clock.runFor(breathMs);
    await picture(page, `kiosk-hub-away-ticket-${language}`);
    expect([...(await cutOff(page)), ...(await coveredTargets(page)), ...(await axeFindings(page))]).toEqual([]);
    expect((await textsOf(page)).match(technical)).toBeNull();
    await tap(page, ".ending .take");
    await page.locator(".language-choice").first().waitFor();
  }
  device.say({ hub: "present", fault: null });
  await page.getByText("12 people waiting").waitFor();
});

test("a kiosk that must first hear from the office sends people on, in words that are theirs", async () => {
  const page = await open();
  device.say({ state: "starting", fault: "storage-new" });
  await page.getByText(texts.en.notReady, { exact: true }).waitFor();
  expect(await page.getByText(texts.fr.notReadyAdvice).isVisible()).toBe(true);
  expect([...(await axeFindings(page)), ...(await cutOff(page))]).toEqual([]);
  expect((await textsOf(page)).match(technical)).toBeNull();
});

test("says calmly, in both languages, that it is closed, starting or out of service", async () => {
  const page = await open();
  const says = { closed: "closed", starting: "starting", "out-of-service": "outOfService" } as const;
  for (const [state, key] of Object.entries(says)) {
    device.say({ state: state as keyof typeof says });
    await page.getByText(texts.en[key], { exact: true }).waitFor();
    expect(await page.getByText(texts.fr[key], { exact: true }).isVisible()).toBe(true);
    expect([...(await axeFindings(page)), ...(await cutOff(page))]).toEqual([]);
  }
  device.say({ state: "ready" });
  await page.locator(".language-choice").first().waitFor();
});

test("a device that is gone is waited for; whoever holds a number keeps it on the screen", async () => {
  const page = await open();
  await toConfirm(page);
  await tap(page, ".confirm .take");
  await page.locator(".number").waitFor();
  device.server.dropListeners();
  await page.clock.runFor(10_000);
  expect(await page.locator(".number").textContent()).toBe("A42");
  // It is drawn, and says so whatever else it waits for.
  await expect.poll(device.server.beats).toBeGreaterThan(0);
  await tap(page, ".ending .take");
  await page.getByText(texts.en.starting, { exact: true }).waitFor();
  device.say({});
  await expect
    .poll(
      async () => {
        await page.clock.runFor(5_000);
        return page.locator(".language-choice").count();
      },
      { timeout: 20_000 },
    )
    .toBe(2);
});

test("lets nobody open menus, select or scroll", async () => {
  const page = await open();
  const refused = await page.evaluate(() =>
    ["contextmenu", "dragstart", "selectstart"].map((name) => {
      const event = new Event(name, { bubbles: true, cancelable: true, composed: true });
      document.querySelector("theq-kiosk")?.dispatchEvent(event);
      return event.defaultPrevented;
    }),
  );
  expect(refused).toEqual([true, true, true]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
});

test("pictures for people to look at", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  const kept = new Set(["welcome", "topics", "services", "search-found", "confirm-needs", "ticket-printed"]);
  await walk(page, "en", async (name) => {
    await page.clock.runFor(breathMs);
    if (kept.has(name)) await picture(page, `kiosk-${name}`);
  });
  await page.clock.runFor(61_000);
  await walk(page, "fr", async (name) => {
    await page.clock.runFor(breathMs);
    if (name === "topics" || name === "ticket-failed") await picture(page, `kiosk-fr-${name}`);
  });
});
