/** What the kiosk asks and tells before a ticket is given: more errands, how many people, what to bring, where else to go, what is not given today. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { KioskToday } from "#shared/wire/kiosk-page.ts";
import { texts } from "../../display/kiosk/texts.ts";
import { type KioskDevice, startKioskDevice } from "./kiosk-device.ts";
import { type OpenedPage, type OpenOptions, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, coveredTargets, cutOff, smallTargets, textsOf } from "./page-findings.ts";

const tall = { width: 1080, height: 1920 };
const breathMs = 800;
const screens = [
  ["tall", tall],
  ["wide and small", { width: 800, height: 480 }],
  ["a small frame", { width: 360, height: 640 }],
] as const;

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

/** Says it in words and takes the first that is found. */
async function ask(page: Page, words: string): Promise<void> {
  await tap(page, ".open-search");
  await page.locator("#query").fill(words);
  await page.locator(".found .choice").first().waitFor();
  await tap(page, ".found .choice");
  await page.locator(".confirm").waitFor();
}

const wrongWith = async (page: Page) => [...(await cutOff(page)), ...(await coveredTargets(page)), ...(await axeFindings(page))];

const today: KioskToday = { stage: "open", opens: 540, closes: 990, notOffered: [], notices: [], practice: false, next: null };
const notice = (id: string, en: string, fr: string) => ({ id, text: { en, fr } });

describe.each(["en", "fr"] as const)("errands in %s", (language) => {
  const wants = {
    en: ["notary", "fishing licence", "marriage certificate", "apply for welfare", "pay my property tax"],
    fr: ["notaire", "permis de pêche", "certificat de mariage", "demander l'aide sociale", "payer ma taxe foncière"],
  }[language];
  const ids = ["other-012", "fw-001", "vstats-004", "sdpr-poc-009", "ptax-005"];

  test.each(screens)(
    "five on one ticket for three people, on a screen that is %s: nothing is cut off, axe finds nothing",
    async (_name, size) => {
      const page = await open(size);
      await tap(page, ".language-choice", language === "en" ? 0 : 1);
      for (const [place, words] of wants.entries()) {
        if (place > 0) {
          await tap(page, ".add");
          await page.getByRole("heading", { name: texts[language].topicsMore }).waitFor();
          // Nobody adds "I am not sure" to what they know.
          expect(await page.locator(".not-sure").count()).toBe(0);
          expect(await wrongWith(page)).toEqual([]);
        }
        await ask(page, words);
        expect(await wrongWith(page)).toEqual([]);
      }
      // A ticket has room for five.
      expect(await page.locator(".add").count()).toBe(0);
      expect(await page.locator(".chosen li").count()).toBe(5);
      await tap(page, ".plus");
      await tap(page, ".plus");
      expect(await page.locator(".people output").textContent()).toBe("3");
      expect(await smallTargets(page, size === tall ? 81 : 0)).toEqual([]);
      await tap(page, ".confirm > .take");
      await page.locator(".ticket").waitFor();
      expect(device.asked).toMatchObject([{ service: ids[0], errands: ids.slice(1), people: 3, language }]);
      await page.clock.runFor(breathMs);
      expect(await wrongWith(page)).toEqual([]);
    },
  );
});

test("an errand may be taken off again, and who reads by ear is at the heading", async () => {
  const page = await open();
  await tap(page, ".language-choice");
  await ask(page, "notary");
  await tap(page, ".add");
  await ask(page, "fishing licence");
  await tap(page, ".drop", 0);
  expect(await page.locator(".chosen .service").allTextContents()).toEqual(["Fishing licence"]);
  expect(await page.evaluate(() => document.querySelector("theq-kiosk")?.shadowRoot?.activeElement?.tagName)).toBe("H1");
  await tap(page, ".confirm > .take");
  await page.locator(".ticket").waitFor();
  expect(device.asked[0]).toMatchObject({ service: "fw-001" });
  expect(device.asked[0]).not.toHaveProperty("errands");
});

test("with needs, five errands and all there is to bring the screen still holds everything", async () => {
  const page = await open();
  await tap(page, ".language-choice", 1);
  await ask(page, "changer de nom");
  for (const words of ["licence de mariage", "permis de conduire", "passeport", "vidanges"]) {
    await tap(page, ".add");
    await ask(page, words);
  }
  await tap(page, ".foot.help");
  for (const place of [0, 1, 2, 3, 4]) await page.locator(".need").nth(place).click();
  await tap(page, ".help-dialog .take");
  expect(await wrongWith(page)).toEqual([]);
});

test("what this office does not do is said calmly, with the way there, before a ticket is given; a ticket can still be had", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  await tap(page, ".language-choice");
  await ask(page, "I need a passport");
  const panel = page.locator(".elsewhere");
  expect(await panel.textContent()).toContain("Service Canada");
  expect(await panel.textContent()).toContain(texts.en.notHere);
  await picture(page, "kiosk-not-here");
  await tap(page, ".confirm > .take");
  await page.locator(".ticket").waitFor();
});

test("services that give no ticket today stay in their place and say why; nobody can choose them", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  device.say({
    today: {
      ...today,
      notOffered: [
        { service: "icbc-008", why: "stopped", figure: null },
        { service: "icbc-009", why: "limit", figure: 30 },
        { service: "icbc-007", why: "last-ticket", figure: 900 },
      ],
    },
  });
  await tap(page, ".language-choice");
  await tap(page, ".choice", 0);
  await tap(page, ".choice", 0);
  const closed = page.locator(".choice.closed");
  expect(await closed.locator(".hint").allTextContents()).toEqual([
    "Not available today",
    "All 30 tickets for today are taken",
    expect.stringMatching(/^The last ticket for today was at 3:00\sp\.m\.$/),
  ]);
  await page.clock.runFor(breathMs);
  await closed.first().click();
  expect(await page.locator(".confirm").count()).toBe(0);
  expect(await wrongWith(page)).toEqual([]);
  await picture(page, "kiosk-not-today");
  await tap(page, ".open-search");
  await page.locator("#query").fill("learner");
  await page.locator(".found .choice.closed").waitFor();
});

test.each(screens)("notices and practice stand on the first screen in both languages, on a screen that is %s", async (name, size) => {
  const page = await open({ ...size, scale: size === tall ? 0.5 : 1 });
  const notices = [
    notice(
      "water",
      "The washrooms are closed until noon. Please ask our staff.",
      "Les toilettes sont fermées jusqu’à midi. Adressez-vous au personnel.",
    ),
    notice("early", "On Friday we close at 3 p.m.", "Vendredi, nous fermons à 15 h."),
    notice(
      "third",
      "Road tests are on the second floor. Take the elevator beside the entrance.",
      "Les examens pratiques sont au deuxième étage. Prenez l’ascenseur près de l’entrée.",
    ),
  ];
  device.say({ today: { ...today, notices } });
  await page.locator(".notice").nth(1).waitFor();
  expect(await wrongWith(page)).toEqual([]);
  if (name === "tall") await picture(page, "kiosk-notices");
  await page.locator(".notices .quiet").click();
  await page.getByText("Les examens pratiques sont au deuxième étage", { exact: false }).waitFor();
  await page.locator(".notices .quiet").click();
  await page.getByText("On Friday we close at 3 p.m.").waitFor();
  device.say({ today: { ...today, practice: true } });
  await page.locator(".practice").waitFor();
  expect(await page.locator(".practice strong").textContent()).toBe("PRACTICE / EXERCICE");
  await tap(page, ".language-choice");
  expect(await wrongWith(page)).toEqual([]);
  await tap(page, ".open-search");
  expect(await wrongWith(page)).toEqual([]);
  if (name === "tall") await picture(page, "kiosk-practice");
});

test("before the doors open numbers are given, and it says when they do; a closed office says when it opens again", async () => {
  const page = await open();
  device.say({ today: { ...today, stage: "forming" } });
  await page.getByText(/You can take your ticket now\. We open at 9:00\sa\.m\./).waitFor();
  await page.getByText(/Vous pouvez déjà prendre votre billet\. Nous ouvrons à 9\s?h/).waitFor();
  device.say({ state: "closed", today: { ...today, stage: "closed", next: { date: "2026-11-24", opens: 540 } } });
  await page.getByText(/We open again on Tuesday, November 24 at 9:00\sa\.m\./).waitFor();
  await page.getByText(/Nous rouvrons le mardi 24 novembre à 9\s?h/).waitFor();
  expect(await wrongWith(page)).toEqual([]);
});

test("no English stands on the French screens of errands", async () => {
  const page = await open();
  await tap(page, ".language-choice", 1);
  await ask(page, "changer de nom");
  expect(await textsOf(page, { language: "fr-CA", without: ".paper" })).not.toMatch(/\b(ticket|people|bring|errand|have with you)\b/i);
});

test("pictures of errands for people to look at", async () => {
  const page = await open({ ...tall, scale: 0.5 });
  await tap(page, ".language-choice");
  await ask(page, "I want to change my name");
  await page.clock.runFor(breathMs);
  await picture(page, "kiosk-confirm");
  await tap(page, ".add");
  await page.clock.runFor(breathMs);
  await picture(page, "kiosk-another-errand");
  await ask(page, "I moved and need a new address");
  await tap(page, ".plus");
  await tap(page, ".switch");
  await page.clock.runFor(breathMs);
  await picture(page, "kiosk-fr-confirm-errands");
  await tap(page, ".confirm > .take");
  await page.locator(".ticket").waitFor();
  device.print("printed");
  await page.locator(".take-it").waitFor();
  await page.clock.runFor(breathMs);
  await picture(page, "kiosk-fr-ticket-errands");
});
