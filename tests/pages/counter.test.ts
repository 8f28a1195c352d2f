/** The counter's page as built, in a real browser, at a hub with the real rules: one agent's work, its faults, its keys. */
import type { Browser, Locator } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
import { FakeHub, minute } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

let browser: Browser;
const hubs: FakeHub[] = [];
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
  for (const hub of hubs.splice(0)) await hub.close();
});

async function openHub(): Promise<FakeHub> {
  const hub = await new FakeHub().listen();
  hubs.push(hub);
  return hub;
}

async function openCounter(hub: FakeHub, locale = "en-CA"): Promise<OpenedPage> {
  const desk = await openDesk(browser, `${hub.address}/counter/`, { locale });
  desks.push(desk);
  return desk;
}

/** At counter 1 as Chloé, with `tickets` waiting there. */
async function atWork(tickets: number): Promise<{ hub: FakeHub; desk: OpenedPage; button: (name: string | RegExp) => Locator }> {
  const hub = await openHub();
  for (let one = 0; one < tickets; one += 1) {
    hub.ticket(one === 0 ? { needs: ["interpreter"] } : {});
    hub.pass(7 * minute);
  }
  const desk = await openCounter(hub);
  const button = (name: string | RegExp) => desk.page.getByRole("button", { name });
  await signIn(desk);
  return { hub, desk, button };
}

async function signIn({ page }: OpenedPage): Promise<void> {
  await page.getByText("Counter 1", { exact: true }).click();
  await page.getByLabel("Your name").selectOption({ label: "Chloé T." });
  await page.getByRole("button", { name: "Start at this counter" }).click();
  await page.getByRole("heading", { name: "Counter 1" }).waitFor();
}

test("An agent signs in, calls, begins, finishes; each step says what and why", async () => {
  const { hub, desk, button } = await atWork(2);
  const { page } = desk;
  await page.getByText("A1 has waited 14 minutes and is the first in line for this counter.").waitFor();
  await picture(page, "counter-free");
  await button("Call next").click();
  await page.getByText("Announcing…").waitFor();
  hub.announced("spoken");
  await page.getByText("Announced", { exact: true }).waitFor();
  await page.getByText("Served in English").waitFor();
  await page.getByRole("region", { name: "Called, on the way to you" }).getByText("Interpreter").waitFor();
  await picture(page, "counter-called");
  expect(await axeFindings(page)).toEqual([]);
  await button("Begin service").click();
  await button("One more").click();
  await page.getByLabel("Time not accurate").check();
  await picture(page, "counter-serving");
  expect(await axeFindings(page)).toEqual([]);
  await button(/^Finish$/).click();
  await page.getByText("A1 is finished.").waitFor();
  expect(hub.visit("A1")?.stage).toMatchObject({ kind: "ended", how: "finished" });
  expect(hub.received.at(-1)).toMatchObject({ name: "finish", quantity: 2, timeNotAccurate: true });
  await page.getByText(/A2 has waited .* first in line/).waitFor();
});

test("Q-CALL-2: a call that no board confirms is told as not announced, and the recall is what stands first", async () => {
  const { hub, desk, button } = await atWork(1);
  await button("Call next").click();
  await button("Begin service").waitFor();
  hub.pass(25_000);
  await desk.page.getByText("Not announced").waitFor();
  await desk.page.getByText("The waiting room may not have heard this call.").waitFor();
  await picture(desk.page, "counter-not-announced");
  expect(await desk.page.locator(".moves .primary").textContent()).toContain("Recall");
  await button("Recall").click();
  await desk.page.getByText("A1 is called again.").waitFor();
  expect(hub.visit("A1")?.calls).toBe(2);
});

test("An empty line is a friendly state, and the next ticket appears by itself", async () => {
  const { hub, desk, button } = await atWork(0);
  await desk.page.getByText("Nobody is waiting for you").waitFor();
  await picture(desk.page, "counter-empty");
  hub.ticket({ service: null, language: "fr" });
  await desk.page.getByText(/A1 has waited .* first in line/).waitFor();
  await button("Call next").waitFor();
});

test("A service is found for a ticket that was not sure, by the person's own words", async () => {
  const { hub, desk, button } = await atWork(0);
  hub.ticket({ service: null });
  await button("Call next").click();
  await button("Begin service").waitFor();
  await desk.page.keyboard.press("a");
  await desk.page.getByLabel("Find a service").waitFor();
  // The letter opened the dialog; letters in its field are words, not moves.
  await desk.page.keyboard.type("driver licence");
  await desk.page
    .getByRole("button", { name: /Driver's licence/ })
    .first()
    .waitFor();
  await picture(desk.page, "counter-assign");
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.keyboard.press("Enter");
  await desk.page.getByText("The service of A1 is set.").waitFor();
  expect(hub.visit("A1")?.service).toBe("icbc-002");
  expect(hub.visit("A1")?.stage.kind).toBe("called");
});

test("From the list: one is called out of turn with its reason; one is taken off by one press, and put back by another", async () => {
  const { hub, desk, button } = await atWork(3);
  await button("Left A2").click();
  await desk.page.getByRole("heading", { name: "2 waiting" }).waitFor();
  expect(hub.visit("A2")?.stage).toMatchObject({ kind: "ended", how: "left" });
  await button("Undo").click();
  await desk.page.getByText("Undone. A2 is where it was.").waitFor();
  await desk.page.getByRole("heading", { name: "3 waiting" }).waitFor();
  expect(hub.visit("A2")?.stage.kind).toBe("waiting");
  await button("Left A2").click();
  await desk.page.getByRole("heading", { name: "2 waiting" }).waitFor();
  await button("Call A3").click();
  await desk.page.getByText(/An agent chose A3 from the list after a wait of 7 minutes\. 1 person before it still waits\./).waitFor();
});

test("Single-key shortcuts move the work, keep the focus, and can be turned off for good", async () => {
  const { hub, desk, button } = await atWork(1);
  const { page } = desk;
  await page.keyboard.press("n");
  await button("Begin service").waitFor();
  await page.keyboard.press("b");
  await button(/^Finish$/).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("COUNTER-PAGE");
  await page.getByLabel("Quantity", { exact: true }).focus();
  await page.keyboard.press("f");
  await page.keyboard.press("l");
  expect(hub.visit("A1")?.stage.kind).toBe("serving");
  await button("Keyboard shortcuts").click();
  await page.getByRole("heading", { name: "Counter 1" }).click();
  await page.keyboard.press("f");
  await page.reload();
  await button(/^Finish$/).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.press("l");
  expect(hub.visit("A1")?.stage.kind).toBe("serving");
  expect(hub.received.map((command) => command.name)).toEqual(["sign-in", "call-next", "begin"]);
});

test("Q-CALL-1: what somebody else did first is told calmly, and the page shows the truth", async () => {
  const { hub, desk, button } = await atWork(1);
  await button("Call next").waitFor();
  hub.refuseWith = { fault: "changed-meanwhile", facts: { number: "A1" } };
  await button("Call next").click();
  await desk.page.getByText("Somebody else was quicker: A1 has changed.").waitFor();
  await picture(desk.page, "counter-fault");
  expect(await axeFindings(desk.page)).toEqual([]);
  await button("Call next").click();
  await button("Begin service").waitFor();
  expect(await desk.page.getByText("Somebody else was quicker").count()).toBe(0);
});

test("Q-EVENT-1: an answer lost on the network is asked for again with the same key, and the hub does it once", async () => {
  const { hub, desk, button } = await atWork(2);
  hub.answersToLose = 2;
  await button("Call next").click();
  await until("three tries", () => hub.received.filter((command) => command.name === "call-next").length === 3);
  await button("Begin service").waitFor();
  const keys = hub.received.filter((command) => command.name === "call-next").map((command) => command.key);
  expect(new Set(keys).size).toBe(1);
  expect(hub.visit("A2")?.stage.kind).toBe("waiting");
  expect(await desk.page.getByText("Begin service").count()).toBe(1);
});

test("While a command is on its way no other can be given, and a double click is one press", async () => {
  const { hub, desk, button } = await atWork(2);
  let answer = () => {};
  hub.hold = new Promise((resolve) => {
    answer = resolve;
  });
  await button("Call next").dblclick();
  await until("the press has arrived", () => hub.received.at(-1)?.name === "call-next");
  expect(await button("Call next").isEnabled()).toBe(false);
  await desk.page.keyboard.press("n");
  hub.hold = null;
  answer();
  await button("Begin service").waitFor();
  await desk.page.getByText("Called, on the way to you").waitFor();
  expect(hub.received.filter((command) => command.name !== "sign-in")).toHaveLength(1);
});

test("Without the hub the last known line stays, nothing can be pressed, and the page comes back by itself", async () => {
  const { hub, desk, button } = await atWork(3);
  await button("Call next").waitFor();
  hub.unplug();
  await desk.page.getByText(/Hub not reachable since 10:21.a\.m\.; showing the last known line\./).waitFor();
  expect(await button("Call next").isEnabled()).toBe(false);
  await desk.page.getByText("3 waiting").waitFor();
  await picture(desk.page, "counter-hub-away");
  expect(await axeFindings(desk.page)).toEqual([]);
  hub.plug();
  await desk.page.getByText("Live").waitFor();
  await button("Call next").click();
  await button("Begin service").waitFor();
});

test("Q-FAULT-1: a device that needs someone is told in the language of the page, with what to do", async () => {
  const { hub, desk } = await atWork(1);
  hub.device("kiosk-1", { faults: [{ fault: "printer-paper-out", facts: {}, since: hub.core.at }] });
  const told = desk.page.locator("attention-strip strong");
  await told.getByText(/Kiosk.1: The printer has no paper\./).waitFor();
  await desk.page.getByRole("button", { name: "Français" }).click();
  await told.getByText(/Borne.1.: L.imprimante n.a plus de papier\./).waitFor();
});

test("In French nothing is left in English, from signing in to finishing", async () => {
  const hub = await openHub();
  hub.ticket({ service: null, language: "fr", needs: ["come-and-get-me", "more-time"] });
  hub.ticket({ service: null });
  hub.pass(75 * minute);
  const desk = await openCounter(hub, "fr-CA");
  const { page } = desk;
  const english = /\b(the|and|your?|waiting|call|counters?|hub|line|sign|left|name|day|time|served?|since|language)\b/i;
  const seen = async () => expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  await page.getByText("Où travaillez-vous aujourd’hui?").waitFor();
  await seen();
  await page.getByText("Comptoir 1", { exact: true }).click();
  await page.getByLabel("Votre nom").selectOption({ label: "Chloé T." });
  await page.getByRole("button", { name: "Commencer à ce comptoir" }).click();
  await page.getByText(/A1 attend depuis 1 heure 15 minutes/).waitFor();
  await seen();
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Commencer le service" }).waitFor();
  await seen();
  await picture(page, "counter-french");
  await page.keyboard.press("c");
  await page.getByRole("button", { name: /^Terminer$/ }).waitFor();
  await seen();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr-CA");
  expect(await axeFindings(page)).toEqual([]);
});

test("Two tabs of one browser share one stream, and the second takes over when the first goes", async () => {
  const { hub, desk } = await atWork(1);
  const second = await desk.context.newPage();
  await second.goto(`${hub.address}/manager/`);
  await second.getByText("1 waiting").waitFor();
  expect(hub.streams.size).toBe(1);
  hub.ticket();
  await second.getByText("2 waiting").waitFor();
  await desk.page.getByRole("heading", { name: "2 waiting" }).waitFor();
  await desk.page.close();
  await until("the stream of the second tab", () => hub.streams.size === 1);
  hub.ticket();
  await second.getByText("3 waiting").waitFor();
});

test("A reloaded page is at its counter again; another tab asks who works there", async () => {
  const { hub, desk } = await atWork(1);
  await desk.page.reload();
  await desk.page.getByText(/A1 has waited .* first in line/).waitFor();
  const other = await desk.context.newPage();
  await other.goto(`${hub.address}/counter/`);
  await other.getByText("Chloé T. is here").waitFor();
  await picture(other, "counter-sign-in");
  expect(await axeFindings(other)).toEqual([]);
  await desk.page.getByRole("button", { name: "Sign out" }).click();
  await desk.page.getByText("Where do you work today?").waitFor();
  expect(hub.core.state.counters.get("counter-1")?.agent).toBeNull();
});
