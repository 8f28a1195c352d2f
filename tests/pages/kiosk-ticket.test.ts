/** Whoever comes back to the kiosk's page with a ticket or a return slip, against a device that answers as told. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { KioskDesk } from "#shared/wire/kiosk-desk.ts";
import { type KioskDevice, startKioskDevice } from "./kiosk-device.ts";
import { type OpenedPage, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, coveredTargets, cutOff, textsOf } from "./page-findings.ts";

const tall = { width: 1080, height: 1920 };
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

async function tap(page: Page, selector: string, place = 0): Promise<void> {
  await page.clock.runFor(breathMs);
  await page.locator(selector).nth(place).click();
}

/** A number typed on the screen's keys, with an answer of the device. */
async function bring(answer: KioskDesk, language: "en" | "fr" = "en"): Promise<Page> {
  device = await startKioskDevice();
  device.ticketNext(answer);
  opened = await openPage(browser, `${device.address}/kiosk/`, { clock: true, touch: true, scale: 0.5, ...tall });
  const { page } = opened;
  // A touch counts only when the screen has stood for a moment, and its time does not pass before it is there.
  await page.locator(".language-choice").first().waitFor();
  await tap(page, ".language-choice", language === "en" ? 0 : 1);
  await tap(page, ".booked");
  await tap(page, ".ways .choice", 2);
  await page.locator("#query").waitFor();
  for (const key of "A12") await page.locator(".key", { hasText: new RegExp(`^\\s*${key}\\s*$`) }).click();
  await tap(page, ".take");
  await page.locator(".is-it").waitFor();
  return page;
}

const paper = { letter: "A", count: 12, visit: "kiosk-1.e1.12" };
const found = { found: "ticket", number: "A12", paper, language: "en", until: null, counter: null, hour: null } as const;
const hour = { date: "2026-11-24", from: 540, to: 600 };
const sound = async (page: Page) => [...(await axeFindings(page)), ...(await cutOff(page)), ...(await coveredTargets(page))];

test("A return slip for today: when its holder goes first, one touch says that they are here", async () => {
  const page = await bring({ ...found, stands: "return-today", hour });
  await page.getByText(/From 9:00.a\.m\. to 10:00.a\.m\. you go first\./).waitFor();
  expect(await page.locator("h1").textContent()).toContain("Your return slip is for today");
  await picture(page, "kiosk-return-today");
  expect(await sound(page)).toEqual([]);
  await tap(page, ".take");
  await page.getByText("You are in line. Please watch the board for your number.").waitFor();
  expect(device.desk).toEqual([
    { ticket: "A12", language: "en" },
    { paper, language: "en" },
  ]);
  expect(device.asked).toEqual([]);
});

test("A return slip for another day: when to come, and that it stays good; nothing can be pressed too soon", async () => {
  const page = await bring({ ...found, stands: "return-later", hour }, "fr");
  await page.getByText(/Venez le mardi 24 novembre, de 9.h à 10.h\. Vous passerez alors en premier\. Gardez votre billet/).waitFor();
  await picture(page, "kiosk-return-later");
  expect(await sound(page)).toEqual([]);
  expect(await textsOf(page)).not.toContain("Je suis là");
  await tap(page, ".take");
  await page.locator(".language-choice").first().waitFor();
  expect(device.desk).toHaveLength(1);
});

test("A ticket that is not found can be typed again, on empty keys; with the hub away its holder can still say so", async () => {
  const page = await bring({ found: "none" });
  await page.getByText("Please check the number, or speak to our staff.").waitFor();
  await tap(page, ".quiet", 0);
  expect(await page.locator("#query").inputValue()).toBe("");
  device.ticketNext({ found: "hub-away", number: "B7", paper: { ...paper, letter: "B", count: 7 } });
  await page.locator("#query").fill("B7");
  await page.clock.runFor(breathMs);
  await page.locator("#query").press("Enter");
  await page.getByText("it counts as soon as we know", { exact: false }).waitFor();
  await tap(page, ".take");
  await page.getByRole("heading", { name: "Welcome back" }).waitFor();
});
