/** Checking in for an appointment at the kiosk's page as built, against a device that answers as told. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import { everyText } from "../../display/base/texts.ts";
import { checkInTexts } from "../../display/kiosk/check-in-texts.ts";
import { type KioskDevice, kioskNow, startKioskDevice } from "./kiosk-device.ts";
import { type OpenedPage, type OpenOptions, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, coveredTargets, cutOff, smallTargets, textsOf } from "./page-findings.ts";

const tall = { width: 1080, height: 1920 };
const breathMs = 800;
const minuteMs = 60_000;

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

async function open(options: OpenOptions = tall, language: "en" | "fr" = "en"): Promise<Page> {
  device = await startKioskDevice();
  opened = await openPage(browser, `${device.address}/kiosk/`, { clock: true, touch: true, scale: 0.5, ...options });
  // A touch counts only when the screen has stood for a moment, and its time does not pass before it is there.
  await opened.page.locator(".language-choice").first().waitFor();
  await tap(opened.page, ".language-choice", language === "en" ? 0 : 1);
  return opened.page;
}

async function tap(page: Page, selector: string, place = 0): Promise<void> {
  await page.clock.runFor(breathMs);
  await page.locator(selector).nth(place).click();
}

/** To the keys: by the last digits of a phone number, or by a code. */
async function toKeys(page: Page, way: "phone" | "code"): Promise<void> {
  await tap(page, ".booked");
  await tap(page, ".ways .choice", way === "phone" ? 0 : 1);
  await page.locator("#query").waitFor();
}

async function keys(page: Page, text: string): Promise<void> {
  for (const key of text) await page.locator(".key", { hasText: new RegExp(`^\\s*${key}\\s*$`) }).click();
}

const one = (arrival: "early" | "on-time" | "late", minutes: number): KioskAppointment => {
  const service = { en: "Driver's licence", fr: "Permis de conduire" };
  return { found: "one", id: "appointment-1", service, at: kioskNow + minutes * minuteMs, arrival };
};
const main = (page: Page) => page.locator("main").textContent();

test("By the last digits of the phone: is it yours, and the ticket is for it; only the digits leave the page", async () => {
  const page = await open();
  device.tellNext(one("on-time", 10));
  await toKeys(page, "phone");
  await keys(page, "011");
  await page.locator('.to-find .take[aria-disabled="true"]').dispatchEvent("click");
  expect(device.brought).toEqual([]);
  await keys(page, "29");
  expect(await page.locator("#query").inputValue()).toBe("0112");
  await picture(page, "kiosk-check-in-digits");
  await tap(page, ".to-find .take");
  await page.getByText("10:15").waitFor();
  expect(await main(page)).toContain("You are on time. We will call you soon.");
  expect(await page.locator("h1").textContent()).toBe("Is this your appointment?");
  await picture(page, "kiosk-check-in-found");
  await tap(page, ".appointment .take");
  await page.locator(".ticket").waitFor();
  expect(device.brought).toEqual([{ by: { kind: "phone", digits: "0112" }, language: "en" }]);
  expect(device.asked).toMatchObject([{ service: null, language: "en", appointment: { kind: "found", id: "appointment-1" } }]);
  await tap(page, ".ending .take");
  await page.locator(".language-choice").first().waitFor();
});

test("By a code, typed or scanned: the scanner ends with Enter; early and late are said before the ticket", async () => {
  const page = await open();
  device.tellNext(one("early", 50), one("late", -20));
  await toKeys(page, "code");
  await keys(page, "K7M4PX");
  await picture(page, "kiosk-check-in-code");
  await tap(page, ".to-find .take");
  await page.getByText("You are early, that is fine. Around 10:55").waitFor();
  await tap(page, ".appointment .quiet");
  expect(await page.locator("#query").inputValue()).toBe("");
  await page.clock.runFor(breathMs);
  await page.keyboard.type("theq-appointment:K7M4PX");
  await page.keyboard.press("Enter");
  await page.getByText("You are later than planned. We will serve you in the order of arrival.").waitFor();
  expect(device.brought).toEqual([
    { by: { kind: "code", code: "K7M4PX" }, language: "en" },
    { by: { kind: "code", code: "theq-appointment:K7M4PX" }, language: "en" },
  ]);
});

test("A code under the kiosk's own scanner is found from the screen of choices, with nothing to touch", async () => {
  const page = await open();
  await page.locator(".booked").waitFor();
  await page.clock.runFor(breathMs);
  device.tellNext(one("on-time", 10));
  device.scan("theq-appointment:K7MX-22");
  await page.getByText("Driver's licence").first().waitFor();
  expect(device.brought).toEqual([{ by: { kind: "code", code: "theq-appointment:K7MX-22" }, language: "en" }]);
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "kiosk-scanned");
});

test("A code that is scanned where digits are asked for is a code all the same", async () => {
  const page = await open();
  device.tellNext(one("on-time", 10));
  await toKeys(page, "phone");
  await page.clock.runFor(breathMs);
  await page.keyboard.type("theq-appointment:K7M4PX");
  await page.keyboard.press("Enter");
  await page.getByText("10:15").waitFor();
  expect(device.brought).toMatchObject([{ by: { kind: "code" } }]);
});

test("Whoever is checked in already, changed calendar or not, reads the number and takes no second ticket", async () => {
  const page = await open();
  device.tellNext({ found: "checked-in", number: "A17" });
  await toKeys(page, "code");
  await keys(page, "K7M4PX");
  await tap(page, ".to-find .take");
  await page.getByText("A17", { exact: true }).waitFor();
  await picture(page, "kiosk-check-in-already");
  await tap(page, ".appointment .take");
  await page.locator(".language-choice").first().waitFor();
  expect(device.asked).toEqual([]);
});

test("Not found, the hub away, or paused after wrong guesses: a ticket says that there is an appointment, with what was brought", async () => {
  const page = await open();
  const paused = {
    fault: "check-in-paused",
    facts: { seconds: 60 },
    what: "Appointments cannot be looked up here.",
    advice: "Take a ticket.",
  };
  device.tellNext({ found: "none" }, { status: 409, body: paused }, { status: 503 });
  await toKeys(page, "code");
  await keys(page, "WRNG");
  await tap(page, ".to-find .take");
  await page.getByText("We did not find it").waitFor();
  await picture(page, "kiosk-check-in-not-found");
  await tap(page, ".appointment .quiet");
  await keys(page, "WRNGA");
  await tap(page, ".to-find .take");
  await page.getByText("Appointments cannot be looked up here.").waitFor();
  expect(await page.locator(".appointment .quiet").count()).toBe(0);
  await tap(page, ".back");
  await keys(page, "K7M4PX");
  await tap(page, ".to-find .take");
  await expect.poll(() => page.locator("h1").textContent(), { timeout: 15_000 }).toBe("We cannot look it up just now");
  await tap(page, ".appointment .take");
  // What it is about is chosen as always; nobody is asked for the appointment again.
  expect(await page.locator(".booked").count()).toBe(0);
  await tap(page, ".not-sure");
  expect(await main(page)).toContain("I have an appointment");
  await picture(page, "kiosk-check-in-said");
  await tap(page, ".confirm .take");
  await page.locator(".ticket").waitFor();
  expect(device.asked).toMatchObject([{ service: null, appointment: { kind: "said", code: "K7M4PX" } }]);
  // The next citizen says nothing of it.
  await tap(page, ".ending .take");
  await tap(page, ".language-choice");
  await tap(page, ".not-sure");
  await tap(page, ".confirm .take");
  await page.locator(".ticket").waitFor();
  expect(device.asked[1]).not.toHaveProperty("appointment");
});

test.each([
  ["several", null, "More than one appointment has these digits"],
  ["expired", -120, "Your appointment was at 8:05"],
  ["cancelled", null, "This appointment was called off"],
  ["other-date", 24 * 60, "Your appointment is on Tuesday, November 24, 2026 at 10:05"],
  ["checked-in", null, "Somebody with these digits is checked in already"],
] as const)("Staff can help: %s", async (why, minutes, says) => {
  const page = await open();
  device.tellNext({ found: "ask-staff", why, at: minutes === null ? null : kioskNow + minutes * minuteMs });
  await toKeys(page, "phone");
  await keys(page, "0112");
  await tap(page, ".to-find .take");
  await expect.poll(() => page.locator("h1").textContent()).toContain(says);
  await tap(page, ".appointment .take");
  await page.locator(".not-sure").waitFor();
});

describe.each(["en", "fr"] as const)("in %s", (language) => {
  test.each([
    ["tall", 1080, 1920],
    ["wide and small", 800, 480],
    ["a small frame", 360, 640],
  ] as const)("on a screen that is %s nothing is cut off, axe finds nothing, and all is in that language", async (name, width, height) => {
    const page = await open({ width, height }, language);
    const other = language === "en" ? "fr" : "en";
    const foreign = everyText(checkInTexts[other]).filter((text) => text.length > 12);
    const wrong: string[] = [];
    const at = async (screen: string) => {
      await page.clock.runFor(breathMs);
      const texts = await textsOf(page, { language: `${language}-CA`, without: ".paper" });
      wrong.push(...foreign.filter((text) => texts.includes(text)).map((text) => `${screen}: ${text}`));
      const targets = name === "tall" ? await smallTargets(page, 81) : [];
      for (const each of [...(await cutOff(page)), ...(await coveredTargets(page)), ...(await axeFindings(page)), ...targets])
        wrong.push(`${screen}: ${each}`);
      // One of each is enough to look at.
      if (language === "en" ? name === "tall" : name === "wide and small") await picture(page, `kiosk-check-in-${language}-${screen}`);
    };
    device.tellNext(one("early", 50), { found: "none" }, { found: "ask-staff", why: "expired", at: kioskNow - 90 * minuteMs });
    await page.locator(".booked").waitFor();
    await at("topics");
    await tap(page, ".booked");
    await at("ways");
    // Two lines are all that a hint has room for; the rest would end in an ellipsis.
    const shortened = await page
      .locator(".ways .hint")
      .evaluateAll((all) =>
        all.filter((each) => each.scrollHeight - each.clientHeight > Number.parseFloat(getComputedStyle(each).lineHeight) / 2),
      );
    wrong.push(...shortened.map(() => "ways: a hint is shortened"));
    await tap(page, ".ways .choice", 0);
    await at("digits");
    await keys(page, "0112");
    await tap(page, ".to-find .take");
    await page.locator(".is-it .time").waitFor();
    await at("found");
    await tap(page, ".appointment .quiet");
    await tap(page, ".back");
    await tap(page, ".ways .choice", 1);
    await keys(page, "K7M4PX");
    await at("code");
    await tap(page, ".to-find .take");
    await page.locator(".appointment .quiet").waitFor();
    await at("none");
    await tap(page, ".appointment .quiet");
    await keys(page, "K7M4PX");
    await tap(page, ".to-find .take");
    await page.locator(".is-it").waitFor();
    await at("expired");
    expect(wrong).toEqual([]);
  });
});
