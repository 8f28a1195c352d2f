/** Devices that need a person, on the counter's, the reception's and the manager's page: told to everybody, taken by one, with pictures of what to do. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { patienceMs } from "#shared/attention/attention.ts";
import { FakeHub } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

let browser: Browser;
let hub: FakeHub;
let desks: OpenedPage[] = [];

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  hub = await new FakeHub().listen();
});
afterEach(async () => {
  const open = desks;
  desks = [];
  for (const desk of open) await desk.close();
  await hub.close();
  expect(open.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function openAt(path: string, width = 1366, height = 768): Promise<Page> {
  const desk = await openDesk(browser, `${hub.address}${path}`, { width, height });
  desks.push(desk);
  return desk.page;
}

async function atCounter(counter: number, name: string): Promise<Page> {
  const page = await openAt("/counter/");
  await page.getByText(`Counter ${counter}`, { exact: true }).click();
  await page.getByLabel("Your name").selectOption({ label: name });
  await page.getByRole("button", { name: "Start at this counter" }).click();
  await page.getByRole("heading", { name: `Counter ${counter}` }).waitFor();
  return page;
}

const broken = (fault: "printer-paper-out" | "printer-paper-low" | "printer-cutter-stuck", facts: Record<string, string | number> = {}) =>
  hub.device("kiosk-1", { faults: [{ fault, facts, since: hub.core.at }] });
const strip = (page: Page) => page.locator("attention-strip");

/** The primary move is whole on the screen, and nothing lies over it. */
async function primaryIsFree(page: Page, name: string): Promise<void> {
  const box = await page.getByRole("button", { name }).boundingBox();
  expect(box).not.toBeNull();
  const { x, y, width, height } = box as NonNullable<typeof box>;
  expect(y + height).toBeLessThanOrEqual(768);
  await page.getByRole("button", { name }).click({ trial: true });
  expect(x + width).toBeLessThanOrEqual(1366);
}

test("Q-FAULT-1: paper out is on every counter's page; one goes by one key, sees what to do, and the others see who goes", async () => {
  hub.ticket();
  const chloe = await atCounter(1, "Chloé T.");
  const amrit = await atCounter(2, "Amrit G.");
  broken("printer-paper-out", { printer: "epson-tm-t20iii" });
  for (const page of [chloe, amrit])
    await strip(page)
      .getByText(/Kiosk.1: The printer has no paper\./)
      .first()
      .waitFor();
  await picture(chloe, "counter-attention");
  expect(await axeFindings(chloe)).toEqual([]);
  await primaryIsFree(chloe, "Call next");

  await amrit.keyboard.press("g");
  await strip(amrit).getByText("You go").waitFor();
  await strip(amrit)
    .getByText(/Push the lever or button/)
    .waitFor();
  await strip(amrit)
    .getByText(/This goes away by itself/)
    .waitFor();
  await strip(chloe).getByText("Amrit G. goes").waitFor();
  expect(await strip(chloe).getByRole("button").count()).toBe(0);
  await picture(amrit, "counter-attention-steps");
  expect(await axeFindings(amrit)).toEqual([]);

  await strip(amrit)
    .getByRole("button", { name: /^I cannot/ })
    .click();
  await strip(chloe).getByRole("button", { name: /^I go/ }).click();
  await strip(chloe).getByText("You go").waitFor();
  await strip(chloe)
    .getByText(/Push the lever or button/)
    .waitFor();
  await primaryIsFree(chloe, "Call next");
  hub.device("kiosk-1", { faults: [] });
  for (const page of [chloe, amrit]) await strip(page).locator("section").waitFor({ state: "detached" });
  expect(hub.core.state.goings.size).toBe(0);
  expect(hub.received.map(({ name }) => name).slice(-3)).toEqual(["go-to-device", "give-up-device", "go-to-device"]);
});

test("Two press at once: the second is told who goes", async () => {
  const page = await atCounter(1, "Chloé T.");
  broken("printer-cutter-stuck", { printer: "custom-kiosk" });
  await strip(page).getByRole("button", { name: /^I go/ }).waitFor();
  // Amrit's press has reached the hub, and this page has not heard of it.
  hub.core.command("go-to-device", { agent: 21, device: "kiosk-1", need: "printer-cutter-stuck" });
  await strip(page).getByRole("button", { name: /^I go/ }).click();
  await page.getByText("Somebody goes there already: Amrit G.").waitFor();
});

test("It is announced once, politely, and again for nothing but another need", async () => {
  const page = await atCounter(1, "Chloé T.");
  const region = strip(page).getByRole("status");
  expect(await region.textContent()).toBe("");
  broken("printer-paper-low", { tickets: 60 });
  await expect.poll(() => region.textContent()).toMatch(/Kiosk.1/);
  const said = await region.textContent();
  broken("printer-paper-low", { tickets: 40 });
  await strip(page).locator("strong").getByText(/40/).waitFor();
  expect(await region.textContent()).toBe(said);
});

test("Nobody is asked on a break, and nobody who has turned the keys off is asked for a key", async () => {
  const page = await atCounter(1, "Chloé T.");
  broken("printer-paper-out");
  await strip(page).getByRole("button", { name: /^I go/ }).waitFor();
  await page.getByRole("button", { name: /Keyboard shortcuts/ }).click();
  expect(await strip(page).locator("kbd").count()).toBe(0);
  hub.core.command("take-break", { agent: 22, counter: "counter-1" });
  hub.update();
  await strip(page).getByRole("button").waitFor({ state: "detached" });
  await strip(page)
    .getByText(/The printer has no paper/)
    .first()
    .waitFor();
});

test("The reception is asked too, and in French nothing is left in English", async () => {
  hub.device("board-1", { online: false });
  const page = await openAt("/reception/", 1180, 820);
  await page.getByRole("button", { name: "Amrit G." }).click();
  await page.getByRole("button", { name: "Start at the reception" }).click();
  await strip(page)
    .getByRole("button", { name: /^I go Board/ })
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Français" }).click();
  await strip(page)
    .getByRole("button", { name: /^J’y vais Tableau/ })
    .click();
  await strip(page).getByText("Vous y allez").waitFor();
  await strip(page)
    .getByText(/Enfoncez le câble/)
    .waitFor();
  const english = /\b(the|and|you|go|since|goes|in:|push|screen|cable)\b/i;
  expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "reception-attention-fr");
});

test("After five minutes the manager has it on top, with who was asked, who went and since when", async () => {
  await atCounter(1, "Chloé T.");
  const page = await openAt("/manager/");
  broken("printer-paper-out");
  const top = page.locator("attention-escalated");
  hub.pass(patienceMs - 1);
  hub.update();
  await page.getByText(/Kiosk.1: The printer has no paper\./).waitFor();
  expect(await top.locator("section").count()).toBe(0);
  hub.pass(1);
  hub.update();
  await top.getByText(/Nobody has gone; staff have been asked since/).waitFor();
  await top.getByText("Asked: reception, and at the counters Chloé T.").waitFor();
  await picture(page, "manager-attention");
  expect(await axeFindings(page)).toEqual([]);
  hub.core.command("go-to-device", { agent: 22, device: "kiosk-1", need: "printer-paper-out" });
  hub.update();
  await top.locator("section").waitFor({ state: "detached" });
  hub.pass(patienceMs);
  hub.update();
  await top.getByText(/Chloé T\. went at .*, and it is not done/).waitFor();
  await page.getByRole("button", { name: "Français" }).click();
  await top.getByText(/Chloé T\. y est depuis/).waitFor();
  expect(await textsOf(page, { language: "fr-CA" })).not.toMatch(/Nobody has gone|not done/);
});
