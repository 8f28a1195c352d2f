/** The catch-up page as built, at a hub with the real rules that was dead for a while: one key a ticket, and no ghost called. */
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import { absence, type Fate } from "./absence.ts";
import { FakeHub, minute } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff, smallTargets, textsOf } from "./page-findings.ts";

let browser: Browser;
let hub: FakeHub;
const desks: OpenedPage[] = [];

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    expect(desk.complaints).toEqual([]);
  }
  await hub.close();
});

async function openHub(): Promise<void> {
  hub = await new FakeHub().listen();
}

async function open(page: "counter" | "catch-up", options: { locale?: string; width?: number; height?: number } = {}): Promise<OpenedPage> {
  const desk = await openDesk(browser, `${hub.address}/${page}/`, options);
  desks.push(desk);
  return desk;
}

async function signIn({ page }: OpenedPage): Promise<void> {
  await page.getByText("Counter 1", { exact: true }).click();
  await page.getByLabel("Your name").selectOption({ label: "Chloé T." });
  await page.getByRole("button", { name: "Start at this counter" }).click();
  await page.getByRole("heading", { name: "Counter 1" }).waitFor();
}

/** Numbers called at this hub, in order. */
function called(): string[] {
  return hub.core.rows.filter((row) => row.kind === "visit-called").map((row) => hub.numberOf((row.body as { visit: string }).visit));
}

const keyOf: Readonly<Record<Fate, string>> = { served: "s", waiting: "w", left: "l" };

test("Q-CALL-3: hub dead for 30 minutes with 40 tickets in the gap: at most two keys a ticket, and no ghost called", async () => {
  await openHub();
  const fates = absence(hub, 12, 28, 30);
  const desk = await open("counter");
  const { page } = desk;
  await page.getByText("Hub not reachable").first().waitFor();
  hub.comeBack();
  await signIn(desk);
  await page.getByText("40 tickets waited while the system was away").waitFor();
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  // Whoever calls before all are gone through is asked: call-next itself is the first key, the answer the second.
  const mine = [...fates.keys()].filter((number) => hub.takenAt("counter-1", number));
  const ghosts = mine.filter((number) => fates.get(number) !== "waiting");
  const [first = "", second = ""] = mine;
  expect([first, fates.get(first)]).toEqual([ghosts[0], "served"]);
  await press("n");
  await page.getByText(`${first} waited while the system was away.`).waitFor();
  expect(called()).toEqual([]);
  await press("s");
  await page.getByText(`${second} waited while the system was away.`).waitFor();
  expect(called()).toEqual([]);
  await page.getByRole("link", { name: "Go through them" }).click();
  await page.getByText("39 to go").waitFor();
  await page.getByText(/The hub was away from 10:12.a\.m\. to 10:42.a\.m\.$/).waitFor();
  // Faster than any answer travels: nothing is lost, nothing is said twice.
  for (const [number, fate] of [...fates].filter(([each]) => each !== first)) {
    await page.locator("catch-up-row[current] .number").getByText(number, { exact: true }).waitFor();
    await press(keyOf[fate]);
  }
  await page.getByRole("heading", { name: "All gone through" }).waitFor();
  await until("every answer arrived", () => hub.received.filter(({ name }) => name === "catch-up").length === 40);
  expect(keys).toBeLessThanOrEqual(2 * fates.size);
  await until("nothing is left to confirm", () => hub.core.state.toConfirm === 0);
  for (const [number, fate] of fates) {
    const stage = hub.visit(number)?.stage;
    const expected = fate === "waiting" ? { kind: "waiting" } : { kind: "ended", how: fate === "served" ? "finished" : "left" };
    expect(stage, number).toMatchObject(expected);
  }
  // The line goes on with those who are really there, in the order in which they came, and without a question.
  await page.getByRole("link", { name: "Counter" }).first().click();
  const waiting = [...fates].filter(([, fate]) => fate === "waiting").map(([number]) => number);
  const taken = waiting.filter((number) => hub.takenAt("counter-1", number));
  for (const number of taken) {
    await page.getByText(new RegExp(`${number} has waited`)).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "Begin service" }).waitFor();
    await page.keyboard.press("l");
    await page.getByText(`${number} is marked as left.`).waitFor();
  }
  expect(ghosts.length).toBeGreaterThan(5);
  expect(taken.length).toBeGreaterThan(5);
  expect(called()).toEqual(taken);
}, 120_000);

test("A row folds away with what was said, arrows move, and what somebody else settled is open no more", async () => {
  await openHub();
  absence(hub, 5, 3);
  hub.calledByVoice("A2");
  hub.comeBack();
  const { page } = await open("catch-up");
  await page.getByText("8 to go").waitFor();
  await page.getByText("Choose your name first").waitFor();
  await page.keyboard.press("s");
  expect(hub.received).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Who does this").selectOption({ label: "Chloé T." });
  await page.locator("catch-up-row", { hasText: "A2" }).getByText("Called by voice").waitFor();
  await picture(page, "catch-up");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("s");
  await page.getByText("A2: served").waitFor();
  await until("it arrived", () => hub.visit("A2")?.stage.kind === "ended");
  expect(hub.received).toMatchObject([{ name: "catch-up", how: "served", agent: 22 }]);
  await page.getByRole("button", { name: "Left A1" }).click();
  await page.getByText("6 to go").waitFor();
  const visit = hub.visit("A3")?.id ?? "";
  hub.core.command("catch-up", { agent: 21, visit, how: "waiting" });
  hub.update();
  await page.getByText("5 to go").waitFor();
  await page.getByText("settled elsewhere").waitFor();
  expect(await page.locator("catch-up-row").count()).toBe(5);
  await page.keyboard.press("w");
  await page.getByText("4 to go").waitFor();
  await picture(page, "catch-up-half-way");
  expect([...(await axeFindings(page)), ...(await smallTargets(page, 40))]).toEqual([]);
});

test("An answer that the hub refuses opens its row again and says why", async () => {
  await openHub();
  absence(hub, 2, 0);
  hub.comeBack();
  const { page } = await open("catch-up");
  await page.getByLabel("Who does this").selectOption({ label: "Chloé T." });
  hub.refuseWith = { fault: "overloaded", facts: {} };
  await page.keyboard.press("s");
  await page.getByText("Too much is asked at once.").waitFor();
  await page.getByText("A1 is open again.").waitFor();
  await page.getByText("2 to go").waitFor();
  // A key pressed in the same breath was meant for the next row.
  await page.keyboard.press("s");
  expect(hub.received).toHaveLength(1);
  await expect
    .poll(async () => {
      await page.keyboard.press("s");
      return page.getByText("1 to go").count();
    })
    .toBe(1);
  await until("it arrived", () => hub.visit("A1")?.stage.kind === "ended");
});

test("Without the hub the tickets stay readable and wait; with it the page goes on by itself", async () => {
  await openHub();
  absence(hub, 3, 0);
  hub.comeBack();
  const { page } = await open("catch-up");
  await page.getByLabel("Who does this").selectOption({ label: "Chloé T." });
  await page.getByText("3 to go").waitFor();
  hub.unplug();
  await page.getByText(/Hub not reachable since/).waitFor();
  await page.keyboard.press("s");
  await page.getByText("3 to go").waitFor();
  expect(await page.getByRole("button", { name: "Served A1" }).isEnabled()).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
  hub.plug();
  await page.getByText("Live").waitFor();
  await page.keyboard.press("s");
  await page.getByText("2 to go").waitFor();
});

test("A ticket whose day was closed before its record came is shown apart, once", async () => {
  await openHub();
  hub.ticket();
  hub.die();
  hub.ticketAlone();
  hub.pass(30 * minute);
  hub.comeBackAlone();
  hub.core.command("close-day", { agent: 21, date: "2026-11-23" });
  hub.shipKept();
  const { page } = await open("catch-up");
  await page.getByText("Came in after their day was closed").waitFor();
  await picture(page, "catch-up-late");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Who does this").selectOption({ label: "Chloé T." });
  await page.keyboard.press("s");
  await page.getByRole("heading", { name: "All gone through" }).waitFor();
  await until("it is seen", () => hub.received.at(-1)?.name === "catch-up");
  await page.reload();
  await page.getByText("Nothing to go through").waitFor();
});

test.each([
  [1366, 768],
  [1440, 900],
  [820, 1180],
] as const)("On %s x %s nothing is cut off, in both languages; in French nothing is left in English", async (width, height) => {
  await openHub();
  absence(hub, 6, 8);
  hub.comeBack();
  const { page } = await open("catch-up", { locale: "fr-CA", width, height });
  await page.getByText("14 à voir").waitFor();
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await sideways()).toBe(0);
  const english = /\b(the|and|your?|waiting|hub|left|served|choose|name|who|hour|still|away|ticket)\b/i;
  expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  await page.getByLabel("Qui fait ce geste").selectOption({ label: "Chloé T." });
  await page.keyboard.press("a");
  await page.getByText("A1 : attend encore").waitFor();
  if (width === 1366) await picture(page, "catch-up-french");
  expect(await axeFindings(page)).toEqual([]);
  // The page scrolls down: on a screen as high as the page nothing may be outside.
  await page.setViewportSize({ width, height: 4_000 });
  expect(await cutOff(page)).toEqual([]);
});
