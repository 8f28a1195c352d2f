/** The manager's page as built, at a hub with the real rules: the office in one sentence, its faults, its day. */
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import { FakeHub } from "./fake-hub.ts";
import { morning } from "./morning.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

let browser: Browser;
let hub: FakeHub;
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

async function open(prepare: (hub: FakeHub) => void, locale = "en-CA", isOpen = true): Promise<void> {
  hub = new FakeHub(isOpen);
  prepare(hub);
  await hub.listen();
  desk = await openDesk(browser, `${hub.address}/manager/`, { width: 1440, height: 900, locale });
}

test("The office now in one sentence, with counters, queues, devices and today's timings", async () => {
  await open(morning);
  const { page } = desk;
  await page.getByRole("heading", { name: /^\d+ waiting, longest \d+.min; 3 of 3 counters serving\.$/ }).waitFor();
  await page.getByText("All devices and the hub are well.").waitFor();
  await page.getByRole("img", { name: /by quarter of an hour\. \d+ joined so far\. Half waited less than \d+.min/ }).waitFor();
  const table = page.getByRole("table").filter({ hasText: "Driver's licence or BC Identity Card" });
  expect(await table.getByRole("row").count()).toBeGreaterThan(3);
  await picture(page, "manager");
  expect(await axeFindings(page)).toEqual([]);
});

test("Timings are asked for again when something changed, and not for every change", async () => {
  await open(morning);
  await desk.page.getByRole("img").waitFor();
  const before = hub.timingsAsked;
  for (let one = 0; one < 5; one += 1) hub.ticket();
  await until("the figures were asked for again", () => hub.timingsAsked > before);
  expect(hub.timingsAsked - before).toBeLessThanOrEqual(2);
});

test("Q-FAULT-1: faults stand first, each with what to do, in the page's language", async () => {
  await open((each) => each.ticket());
  const { page } = desk;
  hub.device("kiosk-1", { faults: [{ fault: "printer-paper-out", facts: {}, since: hub.core.at }] });
  hub.device("board-1", { online: false });
  hub.surroundings.set("fault/collector", { kind: "fault", fault: "collector-unreachable", facts: {}, since: hub.core.at });
  hub.update();
  await page.getByText(/Kiosk.1: The printer has no paper\./).waitFor();
  await page.getByText(/Board.1: The device cannot be reached\./).waitFor();
  expect(await page.locator("fault-note").count()).toBe(3);
  await picture(page, "manager-faults");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByText(/Borne.1.: L.imprimante n.a plus de papier\./).waitFor();
});

test("The day is closed and opened by somebody with a name, after a word on what it does", async () => {
  await open((each) => {
    each.ticket();
    each.ticket();
  });
  const { page } = desk;
  await page.getByRole("button", { name: "Close the day" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("2 people still wait and 0 are at a counter.").waitFor();
  expect(await dialog.getByRole("button", { name: "Close the day" }).isEnabled()).toBe(false);
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Close the day" }).click();
  await page.getByRole("heading", { name: "The day is not open" }).waitFor();
  expect(hub.received.at(-1)).toMatchObject({ name: "close-day", date: "2026-11-23", agent: 24 });
  // The same date again is refused by the hub, and told.
  await page.getByRole("button", { name: "Open the doors" }).click();
  await page.getByRole("dialog").getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  await page.getByRole("dialog").getByRole("button", { name: "Open the doors" }).click();
  await page.locator("fault-note").waitFor();
  expect(hub.core.state.day).toBeNull();
});

test("The first day is opened from here", async () => {
  await open(() => {}, "en-CA", false);
  await desk.page.getByRole("button", { name: "Open the doors" }).click();
  await desk.page.getByRole("dialog").getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  await desk.page.getByRole("dialog").getByRole("button", { name: "Open the doors" }).click();
  await desk.page.getByText("The doors are open.").waitFor();
  expect(hub.core.state.day?.date).toBe("2026-11-23");
});

test("Q-TIME-1: a doubted clock is told with what it shows, and ends by the word of somebody with a name", async () => {
  await open((each) => {
    each.ticket();
    each.core.send({ kind: "clock-doubt", wall: 0, why: "before-last-row" });
    each.update();
  });
  const { page } = desk;
  await page.getByRole("heading", { name: /Is it really Monday, November 23, 2026 at 10:00.a\.m\.\?/ }).waitFor();
  await picture(page, "manager-clock-doubted");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "The time is right" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The hub takes this time for right").waitFor();
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  await dialog.getByRole("button", { name: "The time is right" }).click();
  await page.getByText("The time is confirmed.").waitFor();
  await page.getByRole("heading", { name: /Is it really/ }).waitFor({ state: "detached" });
  expect(hub.received.at(-1)).toMatchObject({ name: "trust-clock", agent: 24 });
});

test("A day that was opened under a wrong name gets its right one", async () => {
  await open((each) => each.ticket());
  const { page } = desk;
  await page.getByRole("button", { name: "Correct the date" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The open day is called Monday, November 23.").waitFor();
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  expect(await dialog.getByRole("button", { name: "Correct the date" }).isEnabled()).toBe(false);
  await dialog.getByLabel("The right date").fill("2026-11-24");
  await dialog.getByLabel("A mistake").check();
  await picture(page, "manager-correct-date");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Correct the date" }).click();
  await page.getByText("The date is corrected.").waitFor();
  await page.getByText("Open for Tuesday, November 24").waitFor();
  expect(hub.received.at(-1)).toMatchObject({ name: "correct-day", date: "2026-11-23", to: "2026-11-24", why: "mistake" });
});

test("Tickets of an absence are told with the way to them, and a hub that was replaced with what to do", async () => {
  await open((each) => {
    each.ticket();
    each.die();
    each.pass(20 * 60_000);
    each.comeBack();
    each.surroundings.set("fault/hub", { kind: "fault", fault: "hub-superseded", facts: {}, since: each.core.at });
    each.update();
  });
  const { page } = desk;
  await page.getByText("1 ticket waited while the system was away").waitFor();
  await page.getByText("Another hub has taken over this office.").waitFor();
  expect(await page.getByText("Another hub has taken over this office.").count()).toBe(1);
  await picture(page, "manager-absence");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Go through them" }).click();
  await page.getByText("1 to go").waitFor();
});

test("In French nothing is left in English", async () => {
  await open(morning, "fr-CA");
  const { page } = desk;
  await page.getByRole("heading", { name: /^\d+ en attente, \d+.min au plus; 3 comptoirs sur 3 en service\.$/ }).waitFor();
  await page.getByRole("img").waitFor();
  const english = /\b(the|and|your?|waiting|call(ed)?|counters?|hub|line|close|day|served?|since|joined|less|within|longest)\b/i;
  expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  await picture(page, "manager-french");
  expect(await axeFindings(page)).toEqual([]);
});

test("Without the hub the last known state stays and says since when", async () => {
  await open((each) => each.ticket());
  await desk.page.getByText("1 waiting").waitFor();
  hub.unplug();
  await desk.page.getByText(/Hub not reachable since 10:00.a\.m\.; showing the last known state\./).waitFor();
  expect(await desk.page.getByRole("button", { name: "Close the day" }).isEnabled()).toBe(false);
});
