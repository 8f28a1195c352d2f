/** The office's day on the manager's page: ready to open, the doors, what steers it, who is not reached, and its end. */
import type { Browser, Locator } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import { FakeHub, minute } from "./fake-hub.ts";
import { morning } from "./morning.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

const monday = "2026-11-23";
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const hours = (opens: string, closes: string) => ({ hours: { weekly: weekdays.map((day) => ({ day, opens, closes })), holidays: [] } });

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

interface Wish {
  readonly isOpen?: boolean;
  readonly change?: object;
  readonly locale?: string;
}

/** It is 10:00 on a Monday, unless `prepare` lets time pass. */
async function open(prepare: (hub: FakeHub) => void, { isOpen = true, change = {}, locale = "en-CA" }: Wish = {}): Promise<void> {
  hub = new FakeHub(isOpen, change);
  prepare(hub);
  hub.update();
  await hub.listen();
  desk = await openDesk(browser, `${hub.address}/manager/`, { width: 1440, height: 900, locale });
  await desk.page.locator(".head h2").first().waitFor();
}

const button = (name: string | RegExp): Locator => desk.page.getByRole("button", { name });

/** A move of the day: its button, a name, and the same words again. */
async function move(name: string): Promise<void> {
  await button(name).first().click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  await dialog.getByRole("button", { name }).click();
}

/** The card that steers the day, with somebody's name chosen. */
async function steer(tab: string): Promise<Locator> {
  const { page } = desk;
  await button("Steer the day").click();
  const card = page.getByRole("region", { name: "Steer the day" });
  await card.getByRole("button", { name: tab, exact: true }).click();
  await card.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  return card;
}

test("Half an hour before opening it is said what is not ready and who must see to it; all well is one line", async () => {
  await open(
    (each) => {
      each.device("board-1", { online: false });
      each.device("kiosk-1", { faults: [{ fault: "printer-paper-out", facts: {}, since: each.core.at }] });
    },
    { isOpen: false, change: hours("10:30", "16:30") },
  );
  const { page } = desk;
  const ready = page.getByRole("region", { name: "Not ready to open yet" });
  await ready.getByText(/^Opens at 10:30.a\.m\., in 30.min$/).waitFor();
  const rows = (await ready.locator(".open li").allTextContents()).map((row) => row.replaceAll(/\s+/g, " ").trim());
  expect(rows.find((row) => row.startsWith("Printer of Kiosk 1"))).toMatch(/no paper.*Somebody in the waiting room$/);
  expect(rows.find((row) => row.startsWith("Board 1"))).toMatch(/cannot be reached.*Somebody in the waiting room$/);
  expect(rows.find((row) => row.startsWith("Counters"))).toMatch(/Nobody is signed in at a counter\. *The agents$/);
  expect(await page.locator("device-faults").locator("fault-note").count()).toBe(0);
  await picture(page, "manager-not-ready");
  expect(await axeFindings(page)).toEqual([]);
  hub.core.command("sign-in", { counter: "counter-1", agent: 21 });
  hub.core.command("sign-in", { counter: "counter-2", agent: 22 });
  hub.core.command("sign-in", { counter: "counter-3", agent: 23 });
  hub.core.command("sign-in", { counter: "counter-4", agent: 25 });
  hub.device("board-1", { online: true });
  hub.device("kiosk-1", { faults: [] });
  await page.getByRole("heading", { name: /^Ready to open/ }).waitFor();
  await picture(page, "manager-ready");
  expect(await axeFindings(page)).toEqual([]);
});

test("Today closes at another time by a press and a name: the line says so, and who is not reached is counted anew", async () => {
  await open(
    (each) => {
      each.core.command("sign-in", { counter: "counter-1", agent: 21 });
      for (let n = 0; n < 12; n += 1) each.ticket();
    },
    { change: hours("09:00", "16:30") },
  );
  const { page } = desk;
  await page.getByText(/closes at 4:30.p\.m\.$/).waitFor();
  await button("Change closing time").click();
  const dialog = page.getByRole("dialog");
  const [field, send] = [dialog.getByLabel("Closes today at"), dialog.getByRole("button", { name: "Change closing time" })];
  expect(await field.inputValue()).toBe("16:30");
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  // What it is already is no change.
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  await field.fill("11:00");
  await picture(page, "manager-closing-time");
  expect(await axeFindings(page)).toEqual([]);
  await send.click();
  await page.getByText("Today closes at another time.").waitFor();
  await page.getByText(/^By 11:00.a\.m\., about \d+ of 12 waiting will not be reached\.$/).waitFor();
  expect(hub.core.state.day).toMatchObject({ closesAt: 11 * 60 });
});

test("A person lets the line form and opens the doors; whoever was outside keeps their place; last tickets, and back", async () => {
  await open(() => {}, { isOpen: false, change: hours("10:30", "16:30") });
  const { page } = desk;
  await page.getByText(/^Opens today at 10:30.a\.m\.$/).waitFor();
  await move("Let the line form");
  await page.getByText("The line may form.").waitFor();
  await page.locator(".stage.forming").waitFor();
  hub.ticket();
  hub.ticket();
  hub.pass(30 * minute);
  await move("Open the doors");
  await page.locator(".stage.open").waitFor();
  expect(hub.core.state.day).toMatchObject({ date: monday, stage: "open" });
  await page.getByText(/^since 10:30.a\.m\., closes at 4:30.p\.m\.$/).waitFor();
  hub.core.command("sign-in", { counter: "counter-1", agent: 21 });
  hub.core.command("call-next", { counter: "counter-1", agent: 21 });
  expect(hub.visit("A1")?.stage.kind).toBe("called");
  await move("Last tickets");
  await page.locator(".stage.last").waitFor();
  expect(hub.core.state.day?.stage).toBe("last");
  await move("Open the doors");
  await page.locator(".stage.open").waitFor();
  expect(await page.getByRole("link", { name: "Settings" }).getAttribute("href")).toBe("../admin/");
});

test("A service is stopped and offered again; a counter takes more for today, and as usual again", async () => {
  await open((each) => each.ticket());
  const card = await steer("Services");
  await card.getByRole("combobox", { name: "Service" }).selectOption({ value: "icbc-002" });
  await card.getByRole("button", { name: "Stop for today" }).click();
  await card.getByText("Stopped for today", { exact: true }).waitFor();
  expect(hub.core.state.stoppedServices.has("icbc-002")).toBe(true);
  expect(await axeFindings(desk.page)).toEqual([]);
  await card.getByRole("button", { name: /^Offer again/ }).click();
  await card.getByText("Every service gives tickets.").waitFor();
  await card.getByRole("button", { name: "Counters", exact: true }).click();
  const first = card.getByRole("group", { name: "Counter 1 takes" });
  const queue = first.locator('[aria-pressed="false"]').first();
  const name = (await queue.textContent()) ?? "";
  await queue.click();
  await first.getByRole("button", { name, pressed: true }).waitFor();
  const usual = hub.core.state.configuration?.counters.find(({ id }) => id === "counter-1")?.takes ?? [];
  expect(hub.core.state.counters.get("counter-1")?.takes).toHaveLength(usual.length + 1);
  await picture(desk.page, "manager-steer-counters");
  expect(await axeFindings(desk.page)).toEqual([]);
  await card.getByRole("button", { name: "As usual: Counter 1" }).click();
  await until("the counter to be as usual", () => hub.core.state.counters.get("counter-1")?.takes === null);
});

test("A notice in both languages goes up everywhere, and is taken down", async () => {
  await open((each) => each.ticket());
  const card = await steer("Notices");
  const post = card.getByRole("button", { name: "Show everywhere" });
  await card.getByLabel("In English").fill("The photo booth is out of order.");
  expect(await post.isEnabled()).toBe(false);
  await card.getByLabel("In French").fill("Le photomaton est en panne.");
  await card.getByLabel("For how long").selectOption({ label: "2 hours" });
  await post.click();
  await card.getByText(/^since 10:00.a\.m\., until 12:00.p\.m\.$/).waitFor();
  const [posted] = hub.core.state.notices.values();
  expect(posted?.text).toEqual({ en: "The photo booth is out of order.", fr: "Le photomaton est en panne." });
  expect(await card.getByLabel("In English").inputValue()).toBe("");
  await picture(desk.page, "manager-steer-notices");
  expect(await axeFindings(desk.page)).toEqual([]);
  await card.getByRole("button", { name: /^Take down/ }).click();
  await card.getByText("No notice is up.").waitFor();
  expect(hub.core.state.notices.size).toBe(0);
});

test("Who is not reached is said with its figures; they get slips for the next open day, printed at a kiosk that is chosen", async () => {
  await open((each) => morning(each, 100), { change: hours("09:00", "11:55") });
  const { page } = desk;
  await page.getByText(/^By 11:55.a\.m\., about \d+ of \d+ waiting will not be reached\.$/).waitFor();
  await picture(page, "manager-not-reached");
  await button("Return slips").first().click();
  const card = page.getByRole("region", { name: "Steer the day" });
  await card.getByText(/comes on Tuesday, November 24, within the hour/).waitFor();
  await card.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  const marked = await card.getByText("not reached today").count();
  expect(marked).toBeGreaterThan(0);
  expect(await card.getByRole("checkbox", { checked: true }).count()).toBe(marked);
  await picture(page, "manager-steer-slips");
  expect(await axeFindings(page)).toEqual([]);
  await card.getByRole("button", { name: `Give ${marked} slips` }).click();
  await card.getByText(`${marked} tickets have a slip already.`).waitFor();
  const sent = hub.received.at(-1);
  expect(sent).toMatchObject({ name: "promise-returns", date: "2026-11-24", printAt: "kiosk-1" });
  const promised = [...hub.core.state.visits.values()].filter((each) => each.promised);
  expect(promised.map((each) => each.promised?.from).every((from) => (from ?? 0) >= 9 * 60)).toBe(true);
  expect([...hub.core.state.papers.values()].filter(({ what }) => what === "return-slip")).toHaveLength(marked);
});

test("Practice says what it means, runs at a counter and the kiosks while the office is closed, and is ended by a press", async () => {
  await open(() => {}, { isOpen: false, change: hours("12:00", "16:30") });
  const { page } = desk;
  const card = await steer("Practice");
  await card.getByText("It ends by itself, with all its tickets, when the doors open.").waitFor();
  const begin = card.getByRole("button", { name: "Begin practice" });
  expect(await begin.isEnabled()).toBe(false);
  await card.getByRole("button", { name: "Counter 2", exact: true }).click();
  await card.getByLabel("Kiosks give practice tickets").check();
  await begin.click();
  await card.getByText(/^Practice runs since 10:00.a\.m\. at counter 2, with kiosks\.$/).waitFor();
  await page.locator("manager-stage").getByText("PRACTICE / EXERCICE").waitFor();
  expect(hub.core.state.practice).toMatchObject({ kiosks: true });
  await picture(page, "manager-steer-practice");
  expect(await axeFindings(page)).toEqual([]);
  await card.getByRole("button", { name: "End practice" }).click();
  await begin.waitFor();
  expect(hub.core.state.practice).toBeNull();
});

test("The day is closed with the line carried over the night, or not, as is chosen", async () => {
  await open((each) => {
    each.ticket();
    each.ticket();
  });
  await button("Close the day").click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByLabel("Who does this").selectOption({ label: "Mei-Lin W." });
  expect(await dialog.getByLabel("Their visits end now").isChecked()).toBe(true);
  await dialog.getByLabel("Keep their places for the next day").check();
  await picture(desk.page, "manager-close");
  expect(await axeFindings(desk.page)).toEqual([]);
  await dialog.getByRole("button", { name: "Close the day" }).click();
  await desk.page.getByText("The day is closed.").waitFor();
  expect(hub.received.at(-1)).toMatchObject({ name: "close-day", carry: true });
  expect(hub.visit("A1")).toMatchObject({ carried: 1, stage: { kind: "waiting" } });
});

test("In French nothing of the day is left in English", async () => {
  await open((each) => morning(each, 100), { change: hours("09:00", "11:55"), locale: "fr-CA" });
  const { page } = desk;
  await page.getByText(/^Environ \d+ sur \d+ en attente ne seront pas servis avant 11.h.55\.$/).waitFor();
  await button("Conduire la journée").click();
  const card = page.getByRole("region", { name: "Conduire la journée" });
  const english = /\b(the|and|your?|waiting|tickets|notice|counters?|practice|stop|choose|today|close|day|doors?|reached)\b/;
  for (const tab of ["Services", "Comptoirs", "Avis", "Billets de retour", "Exercice"]) {
    await card.getByRole("button", { name: tab, exact: true }).click();
    expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
    expect(await axeFindings(page)).toEqual([]);
  }
});
