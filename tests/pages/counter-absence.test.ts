/** The counter's page around an absence of the hub: the one question, paper that the hub does not know, a scanner among the keys. */
import type { Browser, Locator } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../office/scene/until.ts";
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

/** At counter 1 as Chloé; `prepare` happens before. */
async function atWork(prepare: (hub: FakeHub) => void, size = { width: 1366, height: 768 }): Promise<(name: string | RegExp) => Locator> {
  hub = await new FakeHub().listen();
  prepare(hub);
  desk = await openDesk(browser, `${hub.address}/counter/`, size);
  const { page } = desk;
  await page.getByText("Counter 1", { exact: true }).click();
  await page.getByLabel("Your name").selectOption({ label: "Chloé T." });
  await page.getByRole("button", { name: "Start at this counter" }).click();
  await page.getByRole("heading", { name: "Counter 1" }).waitFor();
  return (name) => page.getByRole("button", { name });
}

function awayFor(minutes: number, tickets: number): (hub: FakeHub) => void {
  return (each) => {
    for (let one = 0; one < tickets; one += 1) each.ticket(one === 0 ? { needs: ["hearing"], language: "fr" } : {});
    each.die();
    each.pass(minutes * minute);
    each.comeBack();
  };
}

const called = () =>
  hub.core.rows.filter((row) => row.kind === "visit-called").map((row) => hub.numberOf((row.body as { visit: string }).visit));

test("Q-CALL-3: a ticket that waited while the hub was away is asked about once, and called when the agent says so", async () => {
  const button = await atWork(awayFor(27, 3));
  const { page } = desk;
  await page.getByText("3 tickets waited while the system was away").waitFor();
  await button("Call next").dblclick();
  await page.getByText("A1 waited while the system was away.").waitFor();
  await page.getByText(/It took its number at 10:00.a\.m\., 27.min ago/).waitFor();
  expect(called()).toEqual([]);
  await picture(page, "counter-question");
  expect(await axeFindings(page)).toEqual([]);
  await button("Call it").click();
  await button("Begin service").waitFor();
  expect(called()).toEqual(["A1"]);
  expect(hub.received.at(-1)).toMatchObject({ name: "call-next", confirmed: hub.visit("A1")?.id });
});

test("What has left or was served is said by one key, and the next one is called or asked about by itself", async () => {
  const button = await atWork((each) => {
    awayFor(27, 2)(each);
    each.ticket();
  });
  const { page } = desk;
  await page.keyboard.press("n");
  await page.getByText("A1 waited while the system was away.").waitFor();
  // The key of Call next is no answer.
  await page.keyboard.press("n");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("s");
  await page.getByText("A2 waited while the system was away.").waitFor();
  await button("Has left").click();
  await button("Begin service").waitFor();
  expect(called()).toEqual(["A3"]);
  expect(hub.visit("A1")?.stage).toMatchObject({ kind: "ended", how: "finished" });
  expect(hub.visit("A2")?.stage).toMatchObject({ kind: "ended", how: "left" });
  await page.getByText("Go through them").waitFor({ state: "detached" });
});

test("A hub that was back in two seconds was not away: nobody is asked", async () => {
  const button = await atWork(awayFor(2 / 60, 2));
  await button("Call next").click();
  await button("Begin service").waitFor();
  expect(called()).toEqual(["A1"]);
});

test("The question can wait, and goes away when somebody else has settled it", async () => {
  const button = await atWork(awayFor(10, 2));
  const { page } = desk;
  await button("Call next").click();
  await page.getByText("A1 waited while the system was away.").waitFor();
  await button("Not now").click();
  await page.getByText("Next for you").waitFor();
  await button("Call next").click();
  await page.getByText("A1 waited while the system was away.").waitFor();
  hub.core.command("catch-up", { agent: 21, visit: hub.visit("A1")?.id ?? "", how: "served" });
  hub.update();
  await page.getByText(/A2 has waited/).waitFor();
  expect(called()).toEqual([]);
});

test("Paper that the hub does not know joins the line by its number, with what it is about", async () => {
  const button = await atWork((each) => {
    each.ticket();
    // The kiosk has a letter, and was cut off before it could tell of its tickets.
    each.die();
    each.ticketAlone();
    each.comeBackAlone();
  });
  const { page } = desk;
  await button("Paper not in the list? Type its number").click();
  await page.keyboard.type("hello");
  await page.keyboard.press("Enter");
  await page.getByText("This is no ticket number: hello.").waitFor();
  await picture(page, "counter-admit");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Number", { exact: true }).fill("a1");
  await page.keyboard.press("Enter");
  await page.getByText("A1: The hub knows this ticket.").waitFor();
  await page.getByLabel("Number", { exact: true }).fill("c1");
  await page.getByLabel("Service", { exact: true }).selectOption({ label: "Update a medical plan (MSP) account" });
  await page.keyboard.press("Tab");
  await button("Add to the line").click();
  await page.getByText("C1 is in the line.").waitFor();
  expect(hub.received.at(-1)).toMatchObject({ name: "admit", number: "c1", service: "msp-001" });
  await page.getByRole("button", { name: /All \(2\)/ }).click();
  await page.locator(".row", { hasText: "C1" }).getByText("From paper").waitFor();
  await page.getByText("Paper not in the list? Type its number").waitFor();
  // Its record comes: one ticket, not two.
  hub.shipKept();
  hub.pass(1);
  await until("the record is known", () => hub.core.state.aliases.size === 1);
  await page.getByRole("heading", { name: "2 waiting" }).waitFor();
});

test("Q-CALL-1: a scanner's letters are no shortcuts: its code is paper to admit, wherever the focus is", async () => {
  const button = await atWork((each) => {
    each.ticket();
    each.die();
    each.ticketAlone();
    each.comeBackAlone();
  });
  const { page } = desk;
  await button("Call next").waitFor();
  // n, r, b, x and l are keys of this page; a scanner presses them within milliseconds of each other.
  await page.evaluate(
    (code) => {
      for (const key of [...code, "Enter"])
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    },
    "theq1:victoria:C1::kiosk-1.e1.nbxl".replace("nbxl", "2"),
  );
  await page.getByText("C1 is in the line.").waitFor();
  expect(hub.received.map(({ name }) => name)).toEqual(["sign-in", "admit"]);
  expect(hub.received.at(-1)).toMatchObject({ number: "theq1:victoria:C1::kiosk-1.e1.2" });
});

test("A typed number that was called before its record came is told to staff until somebody has looked", async () => {
  const button = await atWork((each) => {
    each.die();
    each.ticketAlone();
    each.comeBackAlone();
  });
  const { page } = desk;
  await button("Paper not in the list? Type its number").click();
  await page.keyboard.type("C1");
  await page.keyboard.press("Enter");
  await page.getByText("C1 is in the line.").waitFor();
  await page.getByRole("button", { name: "Call C1" }).click();
  await button("Begin service").click();
  hub.shipKept();
  await page.getByText("C1 was typed in and called.").waitFor();
  await picture(page, "counter-same-person");
  expect(await axeFindings(page)).toEqual([]);
  await button("Understood: C1").click();
  await page.getByText("C1 is settled.").waitFor();
  expect(await page.getByText("C1 was typed in and called.").count()).toBe(0);
  expect(hub.visit("C1")?.stage.kind).toBe("serving");
});

test("In French the question and the paper leave nothing in English", async () => {
  await atWork(awayFor(27, 2), { width: 1440, height: 900 });
  const { page } = desk;
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByText("2 billets ont attendu pendant l’absence du système").waitFor();
  await page.getByRole("button", { name: "Un billet absent de la liste?" }).click();
  await page.getByRole("button", { name: "Fermer", exact: true }).waitFor();
  await page.getByRole("heading", { name: "Comptoir 1" }).click();
  await page.keyboard.press("s");
  await page.getByText("A1 attendait pendant l’absence du système.").waitFor();
  const english = /\b(the|and|your?|waiting|waited|call|counters?|hub|line|left|name|time|served?|since|paper|number)\b/i;
  // The office's own services may be named as they are in English.
  expect((await textsOf(page, { language: "fr-CA", without: "select" })).match(english)).toBeNull();
  await picture(page, "counter-question-french");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("d");
  await page.getByText("A2 attendait pendant l’absence du système.").waitFor();
});
