/** The counter's page as built, at a hub with the real rules: the moves beside the main one, what they ask, and the way back from them. */
import type { Browser, Locator } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { FakeHub, minute, type TicketWish } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff, textsOf } from "./page-findings.ts";

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

interface AtWork {
  readonly hub: FakeHub;
  readonly desk: OpenedPage;
  readonly button: (name: string | RegExp) => Locator;
}

/** At counter 1 as Chloé, with these tickets waiting; `serving`: the first is being served. */
async function atWork(tickets: readonly TicketWish[], serving = false, locale = "en-CA"): Promise<AtWork> {
  const hub = await new FakeHub().listen();
  hubs.push(hub);
  for (const wish of tickets) {
    hub.ticket(wish);
    hub.pass(7 * minute);
  }
  const french = locale === "fr-CA";
  const desk = await openDesk(browser, `${hub.address}/counter/`, { locale });
  desks.push(desk);
  const { page } = desk;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  await page.getByText(french ? "Comptoir 1" : "Counter 1", { exact: true }).click();
  await page.getByLabel(french ? "Votre nom" : "Your name").selectOption({ label: "Chloé T." });
  await button(french ? "Commencer à ce comptoir" : "Start at this counter").click();
  await page.getByRole("heading", { name: french ? "Comptoir 1" : "Counter 1" }).waitFor();
  if (serving) {
    await button(french ? "Appeler le suivant" : "Call next").click();
    await button(french ? "Commencer le service" : "Begin service").click();
    await button(french ? /^Terminer$/ : /^Finish$/).waitFor();
  }
  return { hub, desk, button };
}

test("Put aside with a reason and a time, the counter is free; they are gone on with from the list beside the line", async () => {
  const { hub, desk, button } = await atWork([{}, {}], true);
  const { page } = desk;
  await button("Put aside").click();
  await page.getByRole("heading", { name: "Why is A1 put aside?" }).waitFor();
  await page.getByText("20 min", { exact: true }).click();
  await picture(page, "counter-park");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await button("Fills in a form").click();
  await page.getByText("A1 is put aside.").waitFor();
  expect(hub.visit("A1")?.stage).toMatchObject({ kind: "parked", reason: "form" });
  await button("Aside (1)").click();
  await page.getByText(/Fills in a form, back at 10:34/).waitFor();
  hub.pass(25 * minute);
  await page.getByText(/Fills in a form, was due at 10:34/).waitFor();
  await picture(page, "counter-aside");
  expect(await axeFindings(page)).toEqual([]);
  await button("Go on A1").click();
  await page.getByText("A1 is with you again.").waitFor();
  expect(hub.visit("A1")?.stage.kind).toBe("serving");
});

test("Back to the line at the place of the ticket or at the end, by two keys", async () => {
  const { hub, desk } = await atWork([{}, {}], true);
  const { page } = desk;
  await page.keyboard.press("k");
  await page.getByRole("heading", { name: "Where does A1 wait again?" }).waitFor();
  await page.keyboard.press("2");
  await page.getByText("A1 waits again.").waitFor();
  await page.getByText(/A2 (has waited|was called before)/).waitFor();
  // A key means something only while the page offers what it stands for.
  await page.locator("counter-undo button:not([aria-disabled=true])").waitFor();
  await page.keyboard.press("u");
  await page.getByText("Undone. A1 is where it was.").waitFor();
  expect(hub.visit("A1")?.stage.kind).toBe("serving");
  await page.keyboard.press("k");
  await page.getByRole("heading", { name: "Where does A1 wait again?" }).waitFor();
  await page.keyboard.press("1");
  await page.getByText(/A1 (has waited|was called before)/).waitFor();
});

test("Sent on to another counter or another service, the place is kept", async () => {
  const { hub, desk, button } = await atWork([{}, {}], true);
  const { page } = desk;
  hub.core.command("sign-in", { counter: "counter-2", agent: 21 });
  hub.update();
  await button("Send to…").click();
  await page.getByRole("heading", { name: "Who takes A1?" }).waitFor();
  await picture(page, "counter-transfer");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await button(/Counter 2:/).click();
  await page.getByText("A1 is sent on.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ stage: { kind: "waiting" }, target: { kind: "counter", id: "counter-2" } });
});

test("One more service begins at once, the first is gone on with, and both are finished with one key", async () => {
  const { hub, desk, button } = await atWork([{}], true);
  const { page } = desk;
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "What else does A1 need?" }).waitFor();
  await page.keyboard.type("msp");
  await page.locator("counter-assign li button").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("2 services on this ticket").waitFor();
  await picture(page, "counter-two-services");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await button(/^Go on with/).click();
  await page.getByText("A1: the other service goes on.").waitFor();
  expect(hub.visit("A1")?.segment).toBe(1);
  await button(/^Finish$/).click();
  await page.getByText("A1 is finished.").waitFor();
  expect(hub.visit("A1")?.stage).toMatchObject({ kind: "ended", how: "finished" });
});

test("How it ended otherwise is one choice more: sent elsewhere, and where to", async () => {
  const { hub, desk, button } = await atWork([{}], true);
  const { page } = desk;
  await page.keyboard.press("e");
  await page.getByRole("heading", { name: "How did it end for A1?" }).waitFor();
  await button("Wrong place: sent elsewhere").click();
  await page.getByRole("heading", { name: "Where was A1 sent?" }).waitFor();
  await button("Service Canada").click();
  await page.getByText("A1 is finished.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ outcome: "wrong-office", elsewhere: "service-canada" });
});

test("A no-show who comes after all waits again, next, by one press", async () => {
  const { hub, desk, button } = await atWork([{}, {}]);
  const { page } = desk;
  await button("Call next").click();
  await button("No-show").click();
  await page.getByText("A1 is marked as no-show.").waitFor();
  await button("Aside (1)").click();
  await button("Is here A1").click();
  await page.getByText(/A1 (has waited|was called before)/).waitFor();
  expect(hub.visit("A1")?.returns).toBe(1);
});

test("Whoever stepped away is shown and not called, until somebody says they are back", async () => {
  const { hub, desk, button } = await atWork([{}, {}]);
  const { page } = desk;
  const visit = hub.visit("A1");
  hub.core.command("step-away", { counter: "counter-1", agent: 22, visit: visit?.id ?? "", minutes: 15 });
  hub.update();
  await page.getByText(/Stepped away until/).waitFor();
  await page.getByText(/A2 (has waited|was called before)/).waitFor();
  await button("Is back A1").click();
  await page.getByText(/A1 (has waited|was called before)/).waitFor();
});

test("A visit without a ticket, by telephone, is served at once where nobody waits", async () => {
  const { hub, desk } = await atWork([]);
  const { page } = desk;
  await page.keyboard.press("w");
  await page.getByRole("heading", { name: "What is it about?" }).waitFor();
  await page.getByLabel("How they reached us").selectOption({ label: "By telephone" });
  await page.getByLabel("Find a service").fill("driver licence");
  await picture(page, "counter-new-visit");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await page.getByLabel("Find a service").press("Enter");
  await page.getByText("A1 is with you.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ channel: "phone", stage: { kind: "serving", counter: "counter-1" } });
});

test("On a break nobody is called here, and one press ends it", async () => {
  const { hub, desk, button } = await atWork([{}]);
  const { page } = desk;
  await page.keyboard.press("o");
  await page.getByRole("heading", { name: "You are on a break" }).waitFor();
  expect(hub.core.state.counters.get("counter-1")?.break).not.toBeNull();
  await picture(page, "counter-break");
  await button("Back to work").click();
  await page.getByText(/A1 (has waited|was called before)/).waitFor();
  expect(hub.core.state.counters.get("counter-1")?.break).toBeNull();
});

test("In French nothing of all this is left in English", async () => {
  const { desk, button } = await atWork([{ language: "fr" }], true, "fr-CA");
  const { page } = desk;
  const english = /\b(the|and|your?|waiting|call|counters?|hub|line|aside|left|back|day|time|served?|since|finish|undo)\b/i;
  const seen = async () => expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  await seen();
  for (const [move, close] of [["Mettre de côté"], ["Remettre en file"], ["Envoyer à…"], ["Terminer : motif…"], ["Autre service"]]) {
    await button(new RegExp(`^${move}`)).click();
    await page.locator("dialog[open]").waitFor();
    await seen();
    expect(await cutOff(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    expect(close).toBeUndefined();
  }
  await button("Mettre de côté").click();
  await picture(page, "counter-park-french");
  await button("Remplit un formulaire").click();
  await button("De côté (1)").click();
  await seen();
  await picture(page, "counter-aside-french");
});
