/** The page that tells a ticket's story, as built, at a hub with the real rules. */
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Command } from "#shared/queue/commands.ts";
import { FakeHub, minute } from "./fake-hub.ts";
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

const at = { agent: 21, counter: "counter-1" };
const second = { agent: 22, counter: "counter-2" };

/** A morning with one ticket that much happens to; its number. */
function busyTicket(): string {
  const say = (name: Command["name"], rest: object) => {
    const answer = hub.core.command(name, rest as never);
    if (!("done" in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  };
  say("sign-in", at);
  say("sign-in", second);
  const number = hub.ticket({ service: null, language: "fr", needs: ["step-free"] });
  const visit = hub.visit(number)?.id ?? "";
  hub.pass(4 * minute);
  for (let count = 0; count < 3; count += 1) hub.ticket({ service: "msp-001" });
  say("step-away", { ...at, counter: null, visit, minutes: 15 });
  hub.pass(3 * minute);
  say("call-next", second);
  hub.pass(2 * minute);
  say("come-back", { ...at, counter: null, visit });
  say("call-from-list", { ...at, visit });
  hub.announced("spoken");
  hub.pass(1 * minute);
  say("begin", { ...at, visit });
  hub.pass(6 * minute);
  say("park", { ...at, visit, reason: "form", untilMinutes: 10 });
  hub.pass(7 * minute);
  say("resume", { ...at, visit });
  hub.pass(5 * minute);
  say("finish", { ...at, visit, timeNotAccurate: false, outcome: "done" });
  hub.update();
  return number;
}

async function open(address = "", locale = "en-CA"): Promise<void> {
  desk = await openDesk(browser, `${hub.address}/visit-life/${address}`, { width: 1366, height: 768, locale });
}

test("A ticket's story in plain sentences, told to somebody with a name, and kept", async () => {
  hub = await new FakeHub().listen();
  const number = busyTicket();
  await open();
  const { page } = desk;
  await page.getByRole("button", { name: "Tell its story" }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "visit-life-asked");
  await page.getByLabel("Ticket number").fill(number.toLowerCase());
  // Without a name nothing is asked.
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByText("Choose your name first").waitFor();
  expect(await page.getByLabel("Who looks").evaluate((each) => each.matches(":focus"))).toBe(true);
  expect(hub.looks).toEqual([]);
  await page.getByLabel("Who looks").selectOption({ label: "Mei-Lin W." });
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByRole("heading", { name: `Ticket ${number}` }).waitFor();
  await page.getByText(/finished at counter 1: everything was done\.$/).waitFor();
  await page.getByText("Board 1 showed and spoke the call.").waitFor();
  await page.getByText(/^Meanwhile 1 other ticket was called past it \(\w+\): the citizen had stepped away\.$/).waitFor();
  expect(await page.getByRole("listitem").count()).toBeGreaterThan(9);
  expect(hub.core.rows.at(-1)).toMatchObject({ kind: "visit-life-viewed", body: { actor: { agent: 24 } } });
  await picture(page, "visit-life");
  expect(await axeFindings(page)).toEqual([]);
});

test("On paper only the story stands", async () => {
  hub = await new FakeHub().listen();
  const number = busyTicket();
  await open(`?number=${number}&date=2026-11-23`);
  const { page } = desk;
  await page.getByLabel("Who looks").selectOption({ label: "Mei-Lin W." });
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByRole("heading", { name: `Ticket ${number}` }).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Tell its story" }).isVisible()).toBe(false);
  expect(await page.getByText("Shown to Mei-Lin W.").isVisible()).toBe(true);
  await picture(page, "visit-life-paper");
});

test("Q-FAULT-1: a ticket that was never given is told so, and a lost answer is asked again under the same key", async () => {
  hub = await new FakeHub().listen();
  const number = busyTicket();
  await open();
  const { page } = desk;
  await page.getByLabel("Ticket number").fill("A999");
  await page.getByLabel("Who looks").selectOption({ label: "Mei-Lin W." });
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByText("The office gave no ticket A999 on 2026-11-23.").waitFor();
  await picture(page, "visit-life-not-found");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Ticket number").fill(number);
  // A browser asks again some times by itself when a connection breaks.
  hub.answersToLose = 1_000;
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByText("The hub cannot be reached.").waitFor();
  hub.answersToLose = 0;
  await page.getByRole("button", { name: "Tell its story" }).click();
  await page.getByRole("heading", { name: `Ticket ${number}` }).waitFor();
  const keys = hub.looks.filter((each) => each.number === number).map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  expect(hub.core.rows.filter((row) => row.kind === "visit-life-viewed")).toHaveLength(1);
});

test("In French nothing is left in English, and the manager's page leads here", async () => {
  hub = await new FakeHub().listen();
  const number = busyTicket();
  desk = await openDesk(browser, `${hub.address}/manager/`, { width: 1366, height: 768, locale: "fr-CA" });
  const { page } = desk;
  await page.getByRole("link", { name: "L’histoire d’un billet" }).click();
  await page.getByLabel("Numéro du billet").fill(number);
  await page.getByLabel("Qui consulte").selectOption({ label: "Mei-Lin W." });
  await page.getByRole("button", { name: "Raconter son histoire" }).click();
  await page.getByRole("heading", { name: `Billet ${number}` }).waitFor();
  await page.getByText("Le tableau 1 a affiché et prononcé l’appel.").waitFor();
  const english = /\b(the|and|your?|waiting|called|counter|hub|line|day|served?|since|agent 2|story|shown|looks?)\b/i;
  expect((await textsOf(page, { language: "fr-CA" })).match(english)).toBeNull();
  await picture(page, "visit-life-french");
  expect(await axeFindings(page)).toEqual([]);
});
