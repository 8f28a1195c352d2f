/** The staff's page on a kiosk as it ships: the way in, the PIN, the list in order of arrival, marks, paper, the way out. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../display/kiosk-staff/texts.ts";
import { type DeviceServer, startDeviceServer } from "./device-server.ts";
import { type KioskDevice, startKioskDevice } from "./kiosk-device.ts";
import { type OpenedPage, type OpenOptions, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, coveredTargets, cutOff, smallTargets, textsOf } from "./page-findings.ts";
import { pin, StaffDevice } from "./staff-device.ts";

const tall = { width: 1080, height: 1920 };

let browser: Browser;
let server: DeviceServer | undefined;
let kiosk: KioskDevice | undefined;
let opened: OpenedPage | undefined;
let device: StaffDevice;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => browser?.close());
afterEach(async () => {
  const complaints = opened?.complaints ?? [];
  await opened?.close();
  await server?.close();
  await kiosk?.close();
  opened = undefined;
  server = undefined;
  kiosk = undefined;
  expect(complaints).toEqual([]);
});

async function open(tickets = 14, options: Partial<OpenOptions> = {}): Promise<Page> {
  device = new StaffDevice(tickets);
  server = await startDeviceServer("/api/kiosk/live", device.routes);
  opened = await openPage(browser, `${server.address}/staff/`, { ...tall, clock: true, touch: true, ...options });
  await opened.page.locator(".key").first().waitFor();
  return opened.page;
}

async function enter(page: Page, digits = pin): Promise<void> {
  for (const digit of digits) await page.locator(".key", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
  await page.locator(".key.enter").click();
}

async function openList(tickets = 14, options: Partial<OpenOptions> = {}): Promise<Page> {
  const page = await open(tickets, options);
  await enter(page);
  await page.locator(".list").waitFor();
  return page;
}

describe("the way in", () => {
  test("the office's name held for three seconds, or F2, where the office gave a PIN; a short touch is nothing", async () => {
    kiosk = await startKioskDevice();
    opened = await openPage(browser, `${kiosk.address}/kiosk/`, { ...tall, clock: true });
    const { page } = opened;
    await page.locator(".language-choice").first().waitFor();
    await page.locator(".brand").hover();
    await page.mouse.down();
    await page.clock.runFor(2_000);
    await page.mouse.up();
    await page.clock.runFor(5_000);
    expect(page.url()).toMatch(/\/kiosk\/$/);
    await page.mouse.down();
    await page.clock.runFor(3_100);
    await page.waitForURL(/\/staff\/$/);
    await page.mouse.up();
    await page.goto(`${kiosk.address}/kiosk/`);
    await page.locator(".language-choice").first().waitFor();
    kiosk.say({ staffPage: false });
    kiosk.say({ waiting: 3 });
    await page.getByText("3 people waiting").waitFor();
    await page.keyboard.press("F2");
    await page.clock.runFor(1_000);
    expect(page.url()).toMatch(/\/kiosk\/$/);
    kiosk.say({ staffPage: true, waiting: 4 });
    await page.getByText("4 people waiting").waitFor();
    await page.keyboard.press("F2");
    await page.waitForURL(/\/staff\/$/);
  });

  test("by touch or by keys; a wrong PIN is told, and no digit is ever on the screen", async () => {
    const page = await open();
    await enter(page, "1234");
    await page.getByText("This is not the PIN.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator(".dots .full").count()).toBe(0);
    await page.keyboard.type("471");
    expect(await page.locator(".dots .full").count()).toBe(3);
    expect(await page.locator(".dots").textContent()).toBe("");
    await page.locator(".key", { hasText: "1" }).click();
    await page.locator(".key.enter").click();
    await page.getByRole("heading", { name: "14 waiting" }).waitFor();
    expect(device.asked.map(({ what }) => what)).toEqual(["pin", "pin"]);
  });

  test("a kiosk without a PIN says who can set one", async () => {
    const page = await open();
    device.otherwise = { status: 403, body: { fault: "staff-page-off", facts: {} } };
    await enter(page);
    await page.getByText("This kiosk has no PIN for staff.").waitFor();
  });
});

describe("the list", () => {
  test("stands in order of arrival; a mark shows its time and stays; the hub's silence is told with its time", async () => {
    const page = await openList();
    expect(await page.locator("li .number").allTextContents()).toEqual(device.list.tickets.slice(0, 7).map(({ number }) => number));
    await page.getByText(/Last heard from the hub at 9:53.a\.m\./).waitFor();
    await page.getByRole("button", { name: "Call by voice: A31" }).click();
    await page.locator(".done", { hasText: /Called\s*10:05.a\.m\./ }).waitFor();
    await page.getByRole("heading", { name: "13 waiting" }).waitFor();
    expect(await page.locator("li .number").first().textContent()).toBe("A31");
    expect(device.asked.at(-1)?.body).toMatchObject({ visit: "kiosk-1.e1.1" });
    await page.getByRole("button", { name: "Next page" }).click();
    expect(await page.locator("li").count()).toBe(7);
  });

  test("is read again by itself, and prints", async () => {
    const page = await openList(3);
    device.list = { ...device.list, tickets: device.list.tickets.slice(1), hub: "present" };
    await page.clock.runFor(6_000);
    await page.getByText("Counters call as usual.").waitFor();
    await page.getByRole("button", { name: "Print the list" }).click();
    await page.getByText("The list is printed.").waitFor();
    device.printing = { status: 503, body: { fault: "printer-paper-out", facts: {} } };
    await page.getByRole("button", { name: "Print the list" }).click();
    await page.getByText("The printer has no paper.").waitFor();
    await page.getByRole("button", { name: "New paper roll" }).click();
    await page.getByText("The paper is counted from a full roll now.").waitFor();
    expect(device.asked.at(-1)?.what).toBe("new-roll");
  });

  test("is left by a touch, and by itself after two minutes without one", async () => {
    const page = await openList();
    await page.clock.runFor(110_000);
    expect(await page.locator(".list").count()).toBe(1);
    await page.locator("h1").click();
    await page.clock.runFor(110_000);
    expect(await page.locator(".list").count()).toBe(1);
    await page.clock.runFor(12_000);
    await page.waitForURL(/\/kiosk\/$/);
    expect(await textsOf(page)).not.toMatch(/A31|C12/);
  });
});

describe.each(["en", "fr"] as const)("in %s", (language) => {
  test.each([
    ["tall", 1080, 1920],
    ["wide and small", 800, 480],
    ["wide", 1280, 768],
  ] as const)("on a screen that is %s nothing is cut off or covered, and axe finds nothing", async (_name, width, height) => {
    const page = await open(14, { width, height, locale: `${language}-CA` });
    const wrong: string[] = [];
    const look = async (name: string) => {
      for (const each of [...(await cutOff(page)), ...(await coveredTargets(page)), ...(await axeFindings(page))])
        wrong.push(`${name}: ${each}`);
    };
    await look("pin");
    await enter(page, "9999");
    await page.locator(".note strong").waitFor();
    await look("wrong pin");
    await enter(page);
    await page.locator(".list").waitFor();
    await page.locator(".call").first().click();
    await page.locator(".done").first().waitFor();
    await look("list");
    await page.locator("footer .foot").nth(1).click();
    await page.getByText(texts[language].printing["new-roll"]).waitFor();
    await look("new roll");
    await page.locator("footer .foot").nth(2).click();
    await page.getByText(texts[language].printing.printed).waitFor();
    await look("printed");
    device.list = { ...device.list, tickets: [], lineAt: null };
    await page.clock.runFor(6_000);
    await page.locator(".nobody").waitFor();
    await look("nobody");
    expect(wrong).toEqual([]);
  });
});

test("every target is at least 20 mm on a 21.5-inch screen", async () => {
  const page = await open();
  const wrong = await smallTargets(page, 81);
  await enter(page);
  await page.locator(".list").waitFor();
  expect([...wrong, ...(await smallTargets(page, 81))]).toEqual([]);
});

test("pictures for people to look at", async () => {
  const page = await open(22, { scale: 0.5 });
  await page.keyboard.type("47");
  await picture(page, "kiosk-staff-pin");
  await page.keyboard.type("11");
  await page.locator(".key.enter").click();
  for (const place of [0, 0]) await page.locator(".call").nth(place).click();
  await expect.poll(() => page.locator(".done").count()).toBe(2);
  await picture(page, "kiosk-staff-list");
  await page.locator(".switch").click();
  await picture(page, "kiosk-staff-list-french");
});
