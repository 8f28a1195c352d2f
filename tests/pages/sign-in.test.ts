/** Signing in as staff do, on the bundle: a real hub over HTTPS, a real browser with its cookie, and the counter page behind it. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { AuditRow } from "#shared/identity/registry.ts";
import type { CodeMade } from "#shared/wire/people.ts";
import type { Hub } from "../../hub/hub.ts";
import { get, HubBench, post } from "../../hub/hub-harness.ts";
import { peopledOffice, peopleFile, writeCertificate } from "../../hub/people/test-people.ts";
import { bundleFolder } from "./page-bundle.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff } from "./page-findings.ts";

const pin = "830174";
const beatMs = 5_000;
let browser: Browser;
let bench: HubBench;
let hub: Hub;
let beats: ReturnType<typeof setInterval>;
let desk: OpenedPage;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  bench = new HubBench();
  await writeCertificate(bench.folder, Date.now() + 86_400_000, ["localhost"]);
  const people = { ...peopleFile(bench.folder), names: ["localhost"] };
  hub = await bench.start({ people }, { seed: peopledOffice(), pages: bundleFolder });
  beats = setInterval(() => bench.tick(beatMs), 500);
});
afterEach(async () => {
  clearInterval(beats);
  await desk.close();
  await bench.end();
  expect(desk.complaints).toEqual([]);
});

async function open(path: string, locale = "en-CA"): Promise<Page> {
  desk = await openDesk(browser, `https://localhost:${hub.ready.peoplePort}${path}`, { locale, ownAuthority: true });
  return desk.page;
}
const codeFor = async (person: string) => ((await post(hub, "/api/v1/people/codes", { person, by: "root" })).body as CodeMade).code;
const endAll = (person: string) => post(hub, "/api/v1/people/end", { person, by: "root" });

test.each(["en-CA", "fr-CA"])("A PIN is set by keys alone with a code, and leads to where one wanted to go (%s)", async (locale) => {
  const page = await open("/reception/", locale);
  await page.waitForURL("**/sign-in/?to=reception");
  const french = locale === "fr-CA";
  await page.getByRole("heading", { name: french ? "Connexion" : "Sign in" }).waitFor();
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, `sign-in-${locale.slice(0, 2)}`);
  expect(await page.locator("#person").evaluate((each) => each.matches(":focus"))).toBe(true);
  await page.keyboard.type("agent-21");
  await page.keyboard.press("Enter");
  await page
    .getByRole("alert")
    .getByText(french ? "Saisissez d'abord le NIP." : "Type the PIN first.")
    .waitFor();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await page
    .getByRole("alert")
    .getByText(french ? "Le nom et le NIP ne vont pas ensemble." : "The name and the PIN do not fit together.")
    .waitFor();
  expect([await page.locator("#pin").inputValue(), await axeFindings(page)]).toEqual(["", []]);
  await picture(page, `sign-in-refused-${locale.slice(0, 2)}`);
  await page.getByRole("button", { name: french ? "J'ai un code pour un nouveau NIP" : "I have a code for a new PIN" }).press("Enter");
  expect(await page.locator("#code").evaluate((each) => each.matches(":focus"))).toBe(true);
  await page.keyboard.type((await codeFor("agent-21")).toLowerCase());
  await page.keyboard.press("Tab");
  await page.keyboard.type(pin);
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, `sign-in-code-${locale.slice(0, 2)}`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/reception/");
  // The page knows who it is, and asks nobody.
  await page.getByText("Amrit G.").waitFor();
});

test("Whoever is signed in goes straight to choosing a counter; a session that ends says so, and leads back to the counter", async () => {
  const page = await open("/");
  await page.waitForURL("**/sign-in/");
  await page.locator("#person").waitFor();
  await signIn(page, await codeFor("agent-21"));
  await page.waitForURL("**/counter/");
  await page.getByText("Service BC").first().waitFor();
  expect(await page.locator("#agent").count()).toBe(0);
  await page.locator("label.counter").first().click();
  await page.locator("counter-sign-in").getByRole("button").click();
  await page.getByRole("button", { name: "Leave counter" }).waitFor();
  await picture(page, "counter-signed-in");
  expect(await axeFindings(page)).toEqual([]);
  await endAll("agent-21");
  await page.waitForURL("**/sign-in/?ended&to=counter");
  await page.getByText("You were signed out.").waitFor();
  await picture(page, "sign-in-ended");
  expect(await axeFindings(page)).toEqual([]);
  await page.locator("#person").fill("21");
  await page.locator("#pin").fill(pin);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Leave counter" }).waitFor();
  expect(hub.state.counters.get("counter-1")?.agent).toBe(21);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in/");
  await page.locator("#person").waitFor();
  expect(hub.state.counters.get("counter-1")?.agent).toBeNull();
});

test("A page that is not part of the role says so, and offers those that are", async () => {
  const page = await open("/admin/");
  await page.waitForURL("**/sign-in/?to=admin");
  await page.locator("#person").waitFor();
  await signIn(page, await codeFor("agent-21"));
  await page.getByText("Amrit G., this page is not part of your role.").waitFor();
  expect(await page.getByRole("navigation").getByRole("link").allTextContents()).toEqual([
    "Counter",
    "Reception",
    "Catch up",
    "A ticket’s story",
  ]);
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, "sign-in-not-yours");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("#person").waitFor();
});

test("A manager makes a code for whoever forgot the PIN, and none for IT; it is shown once, and opens", async () => {
  const page = await open("/admin/");
  await page.locator("#person").waitFor();
  await signIn(page, await codeFor("lee"), "lee");
  await page.getByRole("link", { name: "Codes for PINs" }).click();
  await page.getByRole("button", { name: "Make a code for Kim I." }).click();
  await page.getByText("This is not part of your role.").waitFor();
  expect(await page.locator(".code").count()).toBe(0);
  await page.getByRole("button", { name: "Make a code for Amrit G." }).click();
  const code = (await page.locator(".code").textContent()) ?? "";
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, "admin-people");
  await page.getByRole("link", { name: "Changes" }).click();
  await page.getByRole("link", { name: "Codes for PINs" }).click();
  await page.getByText("A code is good until").waitFor();
  expect(await page.locator(".code").count()).toBe(0);
  const asked = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person: "agent-21", code, pin }),
  };
  expect(await page.evaluate(async (init) => (await fetch("/api/v1/people/pin", init)).status, asked)).toBe(200);
  const { rows } = (await get(hub, "/api/v1/people/audit")).body as { rows: AuditRow[] };
  expect(rows.map(({ by, what, person }) => `${by}: ${what} ${person}`)).toContain("lee: code-made agent-21");
});

async function signIn(page: Page, code: string, person = "agent-21"): Promise<void> {
  await page.getByRole("button", { name: "I have a code for a new PIN" }).click();
  await page.locator("#person").fill(person);
  await page.locator("#code").fill(code);
  await page.locator("#pin").fill(pin);
  await page.keyboard.press("Enter");
}
