/** The page of a ticket, as built and served by the province's own server, on a phone. */
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ticketName } from "#shared/citizen/page.ts";
import type { CitizenState } from "#shared/citizen/schema.ts";
import { buildCitizenServer } from "../../hub/central/citizen-server.ts";
import { Citizens } from "../../hub/central/citizens.ts";
import type { CitizenPost } from "../../hub/shipping/citizen-post.ts";
import { bundleFolder } from "./page-bundle.ts";
import { type OpenedPage, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings } from "./page-findings.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const secret = "Secret-of-a-ticket_123";
const about: CitizenPost["office"] = {
  ...{ name: { en: "Service BC Victoria", fr: "Service BC de Victoria" }, timeZone: "America/Vancouver", languages: ["en", "fr"] },
};
const code = "theq1:victoria:A12:2026-11-23:kiosk-1.abc.17";
const counter = { label: "3", direction: { en: "On the left, past the window.", fr: "À gauche, après la fenêtre." } };
const oneOClock = 1_795_464_000_000;

let browser: Browser;
let server: FastifyInstance;
let citizens: Citizens;
let address = "";
let mono = 0;
let phone: OpenedPage;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  mono = 0;
  citizens = new Citizens(() => "ask-00000001");
  server = buildCitizenServer({ citizens, mono: () => mono, digest, pages: bundleFolder });
  address = `${await server.listen({ host: "127.0.0.1", port: 0 })}/t/`;
});
afterEach(async () => {
  await phone.close();
  await server.close();
  expect(phone.complaints).toEqual([]);
});

function tell(stage: CitizenState["stage"] | null, mayStepAway: number[] = [], done: CitizenPost["done"] = []) {
  const ticket: CitizenState | null = stage && { number: "A12", language: "en", stage, mayStepAway };
  return citizens.take(
    "victoria",
    { generation: 1, office: about, whole: true, tickets: [[ticketName(digest, secret), ticket]], done },
    mono,
  );
}

async function open(locale = "en-CA", fragment = `#${secret};${code}`) {
  phone = await openPage(browser, `${address}${fragment}`, { width: 390, height: 844, locale, touch: true, still: true, clock: true });
  return phone.page;
}

/** The page's next look, at once. */
const look = () => phone.page.clock.runFor(31_000);

test("A citizen sees how many are before them, that it is their turn, and where to go", async () => {
  tell({ kind: "waiting", before: 4 }, [15, 30]);
  const page = await open();
  await page.getByRole("heading", { name: "4 people before you" }).waitFor();
  expect(await page.getByText("A12", { exact: true }).isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "citizen-waiting");

  tell({ kind: "waiting", before: 0 }, [15, 30]);
  await look();
  await page.getByRole("heading", { name: "You are next" }).waitFor();
  tell({ kind: "called", since: oneOClock, counter, recalls: 1 });
  await look();
  await page.getByRole("heading", { name: "Please go to counter 3" }).waitFor();
  expect(await page.title()).toBe("Please go to counter 3 · A12");
  expect(await page.getByText("On the left, past the window.").isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "citizen-called");
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByRole("heading", { name: "Veuillez vous rendre au comptoir 3" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("fr-CA");
  await picture(page, "citizen-called-fr");
});

test("Whoever must step out keeps the place with one press, and says with one press that they are back", async () => {
  tell({ kind: "waiting", before: 4 }, [15, 30]);
  const page = await open();
  await page.getByRole("button", { name: "Back in 15 minutes" }).click();
  await page.getByRole("button", { name: "Telling the office…" }).first().waitFor();
  expect(tell({ kind: "waiting", before: 4 }, [15, 30]).asks).toMatchObject([{ ask: { kind: "step-away", minutes: 15 } }]);
  tell({ kind: "away", until: oneOClock }, [], [{ id: "ask-00000001", fault: null }]);
  await look();
  await page.getByRole("heading", { name: "Your place is kept until 1:00 p.m." }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "citizen-away");
  await page.getByRole("button", { name: "I am back" }).click();
  await page.getByRole("button", { name: "Telling the office…" }).waitFor();
  expect(tell({ kind: "away", until: oneOClock }).asks).toMatchObject([{ ask: { kind: "come-back" } }]);
});

test("What cannot be done is said, and so is what is no longer certain", async () => {
  tell({ kind: "waiting", before: 0 }, [15]);
  const page = await open();
  await page.getByRole("button", { name: "Back in 15 minutes" }).click();
  await page.getByRole("button", { name: "Telling the office…" }).waitFor();
  tell({ kind: "called", since: oneOClock, counter, recalls: 0 }, [], [{ id: "ask-00000001", fault: "not-waiting" }]);
  await look();
  await page.getByText("You were called meanwhile.").waitFor();
  mono += 16_000;
  await look();
  await page.getByText("We have lost contact with the office.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await phone.context.setOffline(true);
  await look();
  await look();
  await page.getByText("No connection. This was so at").waitFor();
  await picture(page, "citizen-no-connection");
});

test("A ticket that nobody knows is still a ticket, and the page without a code says how to open it", async () => {
  tell(null);
  const page = await open("fr-CA");
  await page.getByRole("heading", { name: "Ce billet n’est pas dans la file d’aujourd’hui" }).waitFor();
  expect(await page.getByText("A12", { exact: true }).isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "citizen-unknown-fr");
  await phone.close();
  await (await open("en-CA", "")).getByRole("heading", { name: "Scan the square on your ticket" }).waitFor();
  expect(await axeFindings(phone.page)).toEqual([]);
});
