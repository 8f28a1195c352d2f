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
  front = new FakeFront({ kiosk: counter, board: `${hub.address}/manager/`, counter, manager: `${hub.address}/manager/` });
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
  front.tell({ counts: { papers: 14, hub: 14, central: 12, collector: null }, agree: false });
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
  await page.getByRole("button", { name: "Pull the hub’s plug" }).click();
  await until("the plug was pulled", () => front.asked.length === 2);
  front.tell({
    hubPlugged: false,
    processes: front.live.processes.map((each) => (each.name === "hub" ? { ...each, state: "stopped" } : each)),
  });
  await page.getByText("The hub is off. The kiosk still gives tickets: try it.").waitFor();
  await picture(page, "front-hub-off");
  await page.getByRole("button", { name: "Plug it in again" }).click();
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

test("The manager's page is a tab away, by the arrow keys too", async () => {
  await open();
  const { page } = desk;
  await page.getByRole("tab", { name: "Counter" }).focus();
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
  await picture(desk.page, "front-french");
  expect(await axeFindings(desk.page)).toEqual([]);
});
