/** What an agent sees of the office's day: the strip, doors that are still shut, and practice. */
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { FakeHub, minute } from "./fake-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, textsOf } from "./page-findings.ts";

const monday = "2026-11-23";
const manager = 24;

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

/** At counter 1 as Chloé. */
async function atWork(prepare: (hub: FakeHub) => void, open = true): Promise<void> {
  hub = new FakeHub(open);
  hub.core.command("sign-in", { counter: "counter-1", agent: 22 });
  prepare(hub);
  hub.update();
  await hub.listen();
  desk = await openDesk(browser, `${hub.address}/counter/`);
  const { page } = desk;
  await page.getByText("Counter 1", { exact: true }).click();
  await page.getByLabel("Your name").selectOption({ label: "Chloé T." });
  await page.getByRole("button", { name: "Start at this counter" }).click();
  await page.getByRole("heading", { name: "Counter 1" }).waitFor();
}

const text = { en: "The photo booth is out of order until noon.", fr: "Le photomaton est en panne jusqu’à midi." };

test("Closing soon, a notice and a service that is stopped stand in one quiet line, and the work below it stays in sight", async () => {
  await atWork((each) => {
    each.ticket({ needs: ["interpreter"] });
    each.pass(12 * minute);
    each.core.command("set-closing", { agent: manager, date: monday, closesAt: 10 * 60 + 45 });
    each.core.command("post-notice", { agent: manager, notice: "photo", text });
    each.core.command("stop-service", { agent: manager, service: "icbc-002" });
  });
  const { page } = desk;
  const strip = page.getByRole("region", { name: "The office’s day" });
  await strip.getByText(/^Closing soon: at 10:45.a\.m\., in 33.min$/).waitFor();
  await strip.getByText(text.en).waitFor();
  await strip.getByText(/^No tickets today: Driver's licence/).waitFor();
  await picture(page, "counter-day");
  expect(await axeFindings(page)).toEqual([]);
  const call = await page.getByRole("button", { name: /Call next/ }).boundingBox();
  expect((call?.y ?? 900) + (call?.height ?? 0)).toBeLessThan(768);
  await page.getByRole("button", { name: "Français" }).click();
  await strip.getByText(text.fr).waitFor({ state: "detached" });
  const french = page.getByRole("region", { name: "La journée du bureau" });
  await french.getByText(text.fr).waitFor();
  expect(await textsOf(page)).not.toContain(text.en);
  hub.core.command("close-doors", { agent: manager, date: monday });
  hub.core.command("withdraw-notice", { agent: manager, notice: "photo" });
  hub.update();
  await french.getByText("Plus de billets aujourd’hui; qui attend sera appelé").waitFor();
  expect(await french.getByRole("listitem").count()).toBe(1);
});

test("While the line forms nobody can be called, and it says why; the doors open, and the first one outside is next", async () => {
  await atWork((each) => {
    each.core.command("form-line", { agent: manager, date: monday });
    each.ticket();
    each.ticket();
  }, false);
  const { page } = desk;
  await page.getByRole("heading", { name: "The doors are not open yet" }).waitFor();
  await page.getByText("The line forms; the doors open soon").waitFor();
  await page.getByRole("heading", { name: "2 waiting" }).waitFor();
  expect(await page.getByRole("button", { name: "Call next" }).count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  hub.core.command("open-doors", { agent: manager, date: monday });
  hub.update();
  await page.getByRole("button", { name: "Call next" }).click();
  await page.getByRole("button", { name: "Begin service" }).waitFor();
  expect(hub.visit("A1")?.stage.kind).toBe("called");
});

test("A practice counter says PRACTICE / EXERCICE from the first look to the last, plays before the doors open, and then serves citizens", async () => {
  await atWork((each) => each.core.command("start-practice", { agent: manager, counters: ["counter-1"], kiosks: false }), false);
  const { page } = desk;
  await page.getByText("PRACTICE / EXERCICE").waitFor();
  await page.getByText("Only practice tickets are called here; nothing counts.").waitFor();
  await page.getByRole("button", { name: "Visit without a ticket" }).click();
  await page.getByLabel("Find a service").waitFor();
  await page.keyboard.type("driver licence");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "With you now" }).getByText("Practice", { exact: true }).waitFor();
  await page.getByText("PRACTICE / EXERCICE").waitFor();
  await picture(page, "counter-practice");
  expect(await axeFindings(page)).toEqual([]);
  hub.core.command("open-doors", { agent: manager, date: monday });
  hub.update();
  await page.getByText("PRACTICE / EXERCICE").waitFor({ state: "detached" });
  await page.getByText("Nobody is waiting for you").waitFor();
  hub.ticket();
  await page.getByRole("button", { name: "Call next" }).waitFor();
});
