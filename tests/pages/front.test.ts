/** The front page of a virtual office as built: every screen, the paper, the four counts, and what can be disturbed. */
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import { FakeFront } from "./fake-front.ts";
import { FakeHub } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

let browser: Browser;
let hub: FakeHub;
let front: FakeFront;
let desk: OpenedPage;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

afterEach(async () => {
  await desk.close();
  await front.close();
  await hub.close();
  expect(desk.complaints).toEqual([]);
});

async function open(size = { width: 1440, height: 900 }, locale = "en-CA", prepare: (front: FakeFront) => void = () => {}): Promise<void> {
  hub = await new FakeHub().listen();
  for (let one = 0; one < 8; one += 1) hub.ticket();
  // The staff's pages stand in for all four: this page only frames them.
  const counter = `${hub.address}/counter/`;
  front = new FakeFront({
    kiosk: counter,
    board: `${hub.address}/manager/`,
    counter,
    reception: `${hub.address}/reception/`,
    manager: `${hub.address}/manager/`,
  });
  prepare(front);
  await front.listen();
  hub.framedBy.push(front.address);
  desk = await openDesk(browser, `${front.address}/front/`, { ...size, locale });
  await desk.page.getByRole("heading", { name: "The Q" }).waitFor();
}

test("The office stands side by side, and a counter can be worked inside its frame", async () => {
  await open();
  const { page } = desk;
  await page.getByText("All agree").waitFor();
  await page.getByRole("img", { name: /The latest paper: Service BC Victoria, A12/ }).waitFor();
  const counter = page.frameLocator('iframe[title="Counter"]');
  await counter.getByText("Counter 2", { exact: true }).click();
  await counter.getByLabel("Your name").selectOption({ label: "Amrit G." });
  await counter.getByRole("button", { name: "Start at this counter" }).click();
  await counter.getByRole("heading", { name: "Counter 2" }).waitFor();
  expect(hub.core.state.counters.get("counter-2")?.agent).toBe(21);
  await picture(page, "front");
  expect(await axeFindings(page)).toEqual([]);
  const screens = await page
    .getByRole("link", { name: /open in full screen/ })
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(screens).toEqual([front.live.pages.kiosk, front.live.pages.board, front.live.pages.counter]);
});

test("On a laptop and on a large screen everything is in sight without scrolling", async () => {
  await open({ width: 1920, height: 1080 });
  const { page } = desk;
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1440, height: 900 },
    { width: 1366, height: 768 },
  ]) {
    await page.setViewportSize(size);
    await page.frameLocator('iframe[title="Counter"]').getByText("Where do you work").waitFor();
    const overflow = await page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
    ]);
    expect(overflow).toEqual([0, 0]);
    for (const frame of ["Kiosk", "Board", "Counter"]) {
      const inSight = async () => {
        const box = await page.locator(`iframe[title="${frame}"]`).boundingBox();
        return box && box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
      };
      // A frame is fitted into its place only after the browser has laid out the new size.
      await expect.poll(inSight, { message: frame }).toBe(true);
    }
  }
});

test("Counts on their way are behind by so many, and one without an answer says so; never wrong", async () => {
  await open();
  front.tell({
    counts: { papers: 14, hub: 14, central: 12, collector: null },
    behind: { hub: 0, central: 2, collector: null },
    agree: false,
  });
  await desk.page.getByText("behind by 2").waitFor();
  await desk.page.getByText("no answer").waitFor();
  await desk.page.getByText("On the way").waitFor();
  expect((await textsOf(desk.page)).match(/wrong|error/i)).toBeNull();
});

test("The printer, the hub's plug and the collector are switched from here", async () => {
  await open();
  const { page } = desk;
  await page.getByLabel("Paper out").check();
  await until("the switch arrived", () => front.asked.length === 1);
  await page.getByLabel("Hub plugged in").uncheck();
  await until("the plug was pulled", () => front.asked.length === 2);
  front.tell({
    hubPlugged: false,
    processes: front.live.processes.map((each) => (each.name === "hub" ? { ...each, state: "stopped" } : each)),
  });
  await page.getByText("The hub is off. The kiosk still gives tickets: try it.").waitFor();
  await picture(page, "front-hub-off");
  await page.getByLabel("Hub plugged in").check();
  await until("it was plugged in", () => front.asked.length === 3);
  await page.getByLabel("Collector answers").uncheck();
  await until("the collector was asked", () => front.asked.length === 4);
  expect(front.asked).toEqual([
    { what: "printer", body: { paperOut: true } },
    { what: "hub", body: { plugged: false } },
    { what: "hub", body: { plugged: true } },
    { what: "collector", body: { answering: false } },
  ]);
});

test("The kiosk's network and the internet are cut and joined here, and the counts come together again", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByLabel("Kiosk’s network").uncheck();
  await page.getByText("The kiosk is cut off. It gives tickets of its own letter: try it.").waitFor();
  await page.getByLabel("Internet").uncheck();
  await until("both were asked", () => front.asked.length === 2);
  const { counts } = front.live;
  front.tell({ counts: { ...counts, papers: 15, collector: 9 }, behind: { hub: 3, central: 3, collector: 6 }, agree: false });
  await page.getByText("behind by 6").waitFor();
  expect(await page.getByText("behind by 3").count()).toBe(2);
  await picture(page, "front-cut-off");
  expect(await page.locator("front-scenes section").evaluate((each) => each.scrollHeight - each.clientHeight)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Kiosk’s network").check();
  await page.getByText("Nothing leaves the office, and all goes on inside.").waitFor();
  await page.getByLabel("Internet").check();
  await page.getByText("Switch something off and keep taking tickets.").waitFor();
  front.tell({ counts: { papers: 15, hub: 15, central: 15, collector: 15 }, behind: { hub: 0, central: 0, collector: 0 }, agree: true });
  await page.getByText("All agree").waitFor();
  expect(front.asked).toEqual([
    { what: "network", body: { kiosk: false } },
    { what: "network", body: { internet: false } },
    { what: "network", body: { kiosk: true } },
    { what: "network", body: { internet: true } },
  ]);
});

test("An answer that was long on its way does not set back what the page was told meanwhile", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  const { promise, resolve } = Promise.withResolvers<void>();
  front.late = promise;
  await page.getByLabel("Internet").uncheck();
  await until("it was asked for", () => front.asked.length === 1);
  front.tell({ behind: { hub: 0, central: 0, collector: 6 }, agree: false });
  await page.getByText("behind by 6").waitFor();
  resolve();
  await page.locator("front-paper input:enabled").first().waitFor();
  expect(await page.getByText("behind by 6").count()).toBe(1);
  expect(await page.getByLabel("Internet").isChecked()).toBe(false);
});

test("The kiosk's card is replaced here, and what went with the old one is said", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Replace the kiosk’s card" }).click();
  await until("the card was asked for", () => front.asked.length === 1);
  expect(front.asked).toEqual([{ what: "card", body: {} }]);
  const { counts } = front.live;
  const apart = { counts: { ...counts, papers: 14 }, behind: { hub: 2, central: 2, collector: 2 }, agree: false };
  const starting = front.live.processes.map((each) => (each.name === "kiosk-1" ? { ...each, state: "starting" as const } : each));
  front.tell({ ...apart, card: { n: 2, lost: 2 }, processes: starting });
  await page.getByText("2 papers were on the old card only: type them in at a counter.").waitFor();
  await page.getByText("Admit 2 papers").waitFor();
  await picture(page, "front-card");
  expect(await page.locator("front-scenes section").evaluate((each) => each.scrollHeight - each.clientHeight)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
});

test("What could not be done is told, and a lost parent program is told with what to do", async () => {
  await open();
  front.refuse = true;
  await desk.page.getByLabel("Blocked").click();
  await desk.page.getByText("That did not work.").waitFor();
  await until("the switch is back", () => front.asked.length === 1);
  expect(await desk.page.getByLabel("Blocked").isChecked()).toBe(false);
  await front.close();
  await desk.page.getByText("start it again with npm start").waitFor();
});

test("A screen whose program does not run yet is announced, and appears when it does", async () => {
  await open(undefined, undefined, (each) => {
    each.live = { ...each.live, processes: each.live.processes.map((process) => ({ ...process, state: "starting" })) };
  });
  await desk.page.getByText("Board is starting…").waitFor();
  expect(await desk.page.locator("iframe").count()).toBe(0);
  front.tell({ processes: front.live.processes.map((process) => ({ ...process, state: "running" })) });
  await desk.page.frameLocator('iframe[title="Counter"]').getByText("Where do you work").waitFor();
});

test("The reception's and the manager's page are tabs away, by the arrow keys too", async () => {
  await open();
  const { page } = desk;
  await page.getByRole("tab", { name: "Counter" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.frameLocator('iframe[title="Reception"]').getByText("Who is at the reception?").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.frameLocator('iframe[title="Manager"]').getByText("8 waiting").waitFor();
  expect(await page.getByRole("tab", { name: "Manager" }).getAttribute("aria-selected")).toBe("true");
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)).toBe("tab-manager");
});

test("In French nothing is left in English", async () => {
  await open(undefined, "fr-CA");
  await desk.page.getByText("Tout concorde").waitFor();
  const words = (await textsOf(desk.page, { language: "fr-CA" })).replaceAll(/The Q|The latest paper|Service BC/g, "");
  expect(words.match(/\b(the|and|take|call|watch|counter|hub|paper|printer|running|full|screen|agree)\b/i)).toBeNull();
  expect(await desk.page.locator("front-scenes section").evaluate((each) => each.scrollHeight - each.clientHeight)).toBe(0);
  await picture(desk.page, "front-french");
  expect(await axeFindings(desk.page)).toEqual([]);
});

test("Appointments to try are a press away, with times by the office's clock, and no name of the people", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Appointments" }).click();
  await page.getByRole("heading", { name: "Appointments to try" }).waitFor();
  await page.getByRole("cell", { name: "10:05 a.m." }).waitFor();
  await page.getByRole("cell", { name: "KR7XH3" }).waitFor();
  await picture(page, "front-appointments");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Close the list" }).click();
  await page.getByRole("heading", { name: "Appointments to try" }).waitFor({ state: "hidden" });
  front.tell({ appointments: [] });
  await page.getByRole("button", { name: "Appointments" }).waitFor({ state: "hidden" });
});

test("The kiosk's buttons are a press away: lamps as they are, a press, a frozen board and a pulled cable", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Buttons", exact: true }).click();
  await page.getByRole("heading", { name: "The kiosk's buttons" }).waitFor();
  await page.getByText("Number on the kiosk: A.12").waitFor();
  expect(await page.locator("front-panel .digits .lit").count()).toBe(14);
  await page.getByRole("button", { name: "Renew a driver's licence on" }).click();
  await expect.poll(() => front.asked).toEqual([{ what: "panel", body: { press: "licence" } }]);
  await page.getByRole("checkbox", { name: "Board frozen" }).click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "panel", body: { frozen: true } });
  await page.getByRole("checkbox", { name: "Cable plugged in" }).click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "panel", body: { plugged: false } });
  await picture(page, "front-panel");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Close the buttons" }).click();
  await page.getByRole("heading", { name: "The kiosk's buttons" }).waitFor({ state: "hidden" });
  front.tell({ panel: null });
  await page.getByRole("button", { name: "Buttons", exact: true }).waitFor({ state: "hidden" });
});

test("Codes are held under the kiosk's scanner by a press or typed, it is pulled out and garbled, and none of it without a scanner", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Scanner", exact: true }).click();
  await page.getByRole("heading", { name: "The kiosk's scanner" }).waitFor();
  const code = "theq1:victoria:A12:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.17";
  await page.getByRole("button", { name: "Ticket A12" }).click();
  await expect.poll(() => front.asked).toEqual([{ what: "scanner", body: { scan: code } }]);
  await page
    .getByRole("button", { name: "Appointment, 9:05 a.m." })
    .or(page.getByRole("button", { name: "Appointment, 10:05 a.m." }))
    .click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "scanner", body: { scan: "KR7XH3" } });
  await page.getByLabel("Another code").fill("B7");
  await page.getByLabel("Another code").press("Enter");
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "scanner", body: { scan: "B7" } });
  await picture(page, "front-scanner");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("checkbox", { name: "Set to another speed" }).click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "scanner", body: { garbled: true } });
  await page.getByRole("checkbox", { name: "Cable plugged in" }).click();
  await page.getByText("It is not plugged in").waitFor();
  const asked = front.asked.length;
  // It says that it is disabled, so it is not waited for.
  await page.getByRole("button", { name: "Ticket A12" }).click({ force: true });
  await page.getByRole("checkbox", { name: "Cable plugged in" }).click();
  await page.getByText("It is not plugged in").waitFor({ state: "hidden" });
  // What was pressed while it was out is not read afterwards either.
  expect(front.asked.slice(asked)).toEqual([{ what: "scanner", body: { plugged: true } }]);
  await page.getByRole("button", { name: "Close the scanner" }).click();
  front.tell({ scanner: null });
  await page.getByRole("button", { name: "Scanner", exact: true }).waitFor({ state: "hidden" });
});

test("The waiting room's sign is a press away: what it shows, flashing said in words, dark, and its cable pulled, in both languages", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("heading", { name: "The waiting room's sign" }).waitFor();
  await page.getByText("It flashes A12 3.").waitFor();
  await picture(page, "front-sign");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("checkbox", { name: "Cable plugged in" }).click();
  await page.getByText("It is not plugged in: what it shows may be old.").waitFor();
  expect(front.asked).toEqual([{ what: "sign", body: { plugged: false } }]);
  front.tell({ sign: { plugged: true, text: "", flashing: false } });
  await page.getByText("It is dark: it has no number to show.").waitFor();
  expect(await page.locator("front-sign .face").textContent()).toBe("");
  await page.getByText("It is not plugged in").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Close the sign" }).click();
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByRole("button", { name: "Afficheur", exact: true }).click();
  // The longest that a sign of twenty columns can show.
  front.tell({ sign: { plugged: false, text: "AB1234 WWWWWWWWWWWWW", flashing: false } });
  await page.getByText("Il affiche AB1234 WWWWWWWWWWWWW.").waitFor();
  await page.getByText("Il n’est pas branché").waitFor();
  for (const part of ["[popover]", ".face"]) {
    const box = await page
      .locator(`front-sign ${part}`)
      .evaluate((each) => [each.scrollHeight - each.clientHeight, each.scrollWidth - each.clientWidth]);
    expect([part, ...box]).toEqual([part, 0, 0]);
  }
  await picture(page, "front-sign-french");
  expect(await axeFindings(page)).toEqual([]);
  front.tell({ sign: null });
  await page.getByRole("button", { name: "Afficheur", exact: true }).waitFor({ state: "hidden" });
});

test("A counter's keys are a press away: lamps as they are, a press, a frozen board and a pulled cable, in both languages", async () => {
  await open({ width: 1366, height: 768 });
  const { page } = desk;
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await page.getByRole("heading", { name: "Counter 1: its keys" }).waitFor();
  await page.getByRole("button", { name: "Begin service blinking" }).waitFor();
  await page.getByRole("button", { name: "Recall on" }).click();
  await expect.poll(() => front.asked).toEqual([{ what: "keypad", body: { press: "recall" } }]);
  await page.getByRole("checkbox", { name: "Board frozen" }).click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "keypad", body: { frozen: true } });
  await page.getByRole("checkbox", { name: "Cable plugged in" }).click();
  await expect.poll(() => front.asked.at(-1)).toEqual({ what: "keypad", body: { plugged: false } });
  await picture(page, "front-keypad");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Close the keys" }).click();
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByRole("button", { name: "Touches", exact: true }).click();
  await page.getByRole("heading", { name: "Comptoir 1 : ses touches" }).waitFor();
  const box = await page
    .locator("front-keypad [popover]")
    .evaluate((each) => [each.scrollHeight - each.clientHeight, each.scrollWidth - each.clientWidth]);
  expect(box).toEqual([0, 0]);
  await picture(page, "front-keypad-french");
  expect(await axeFindings(page)).toEqual([]);
  front.tell({ keypad: null });
  await page.getByRole("button", { name: "Touches", exact: true }).waitFor({ state: "hidden" });
});

test("The buttons speak French, and fit a small screen", async () => {
  await open({ width: 1366, height: 768 }, "fr-CA");
  const { page } = desk;
  await page.getByRole("button", { name: "Boutons", exact: true }).click();
  await page.getByRole("button", { name: "Examen de conduite clignote" }).waitFor();
  expect(await page.locator("front-scenes section").evaluate((each) => each.scrollHeight - each.clientHeight)).toBe(0);
  const box = await page
    .locator("front-panel [popover]")
    .evaluate((each) => [each.scrollHeight - each.clientHeight, each.scrollWidth - each.clientWidth]);
  expect(box).toEqual([0, 0]);
  await picture(page, "front-panel-french");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Fermer les boutons" }).click();
  await page.getByRole("button", { name: "Lecteur", exact: true }).click();
  await page.getByRole("button", { name: "Billet A12" }).waitFor();
  await picture(page, "front-scanner-french");
  expect(await axeFindings(page)).toEqual([]);
});
