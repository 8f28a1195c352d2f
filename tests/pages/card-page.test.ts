/** The page that writes devices' cards: the real hub, a folder as the card that is plugged in, and a real browser. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { HubBench } from "../../hub/hub-harness.ts";
import { cardPages } from "../../provisioning/page/command.ts";
import { servePages } from "../../provisioning/page/server.ts";
import { cardsPluggedIn } from "../../provisioning/page/volumes.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff } from "./page-findings.ts";

let browser: Browser;
let bench: HubBench;
let hub: string;
let mounted: string;
let card: string;
let server: Server;
let address: string;
let desk: OpenedPage;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  bench = new HubBench();
  const { ready } = await bench.start(
    { devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, certificateDays: 30, approve: false } },
    { seed: exampleOffice() },
  );
  hub = `http://127.0.0.1:${ready.httpPort}`;
  mounted = mkdtempSync(join(tmpdir(), "theq-mounted-"));
  card = join(mounted, "bootfs");
  mkdirSync(card);
  for (const name of ["config.txt", "cmdline.txt"]) writeFileSync(join(card, name), "");
  mkdirSync(join(mounted, "holiday-pictures"));
  const ports = { cards: () => cardsPluggedIn("darwin", [mounted]), now: () => new Date(bench.at), user: "kim" };
  const served = await servePages(cardPages({ hub, by: null, sshKey: null }, ports), 0);
  ({ server, address } = served);
});
afterEach(async () => {
  await desk?.close();
  server.close();
  await bench.end();
  rmSync(mounted, { recursive: true });
});

const setting = (name: string) => JSON.parse(readFileSync(join(card, `the-q-${name}.json`), "utf8"));

test("Somebody who types no commands writes the card of a kiosk, prints its label, and is told what a device lacks", async () => {
  desk = await openDesk(browser, address, { height: 1_500 });
  const { page } = desk;
  await page.getByRole("heading", { name: "A card for a device of" }).waitFor();
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, "card-page");
  // The only card that is plugged in is chosen already.
  expect(await page.getByRole("radio", { name: card }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: /^kiosk-1\b.*no certificate yet/ }).check();
  await page.getByLabel("The hub's name or address").fill("no such name");
  await page.getByRole("button", { name: "Write the card" }).click();
  await page.getByRole("alert").getByText("--hub must be a host name or an address").waitFor();
  expect(readdirSync(card).sort()).toEqual(["cmdline.txt", "config.txt"]);
  // What was chosen stands still.
  await page.getByLabel("The hub's name or address").fill("hub.victoria.example");
  await page.getByRole("button", { name: "Write the card" }).click();
  await page.getByRole("heading", { name: "The card of kiosk-1 is written" }).waitFor();
  expect([await axeFindings(page), await cutOff(page)]).toEqual([[], []]);
  await picture(page, "card-page-done");
  expect(setting("enrolment")).toMatchObject({ name: "kiosk-1", role: "kiosk", hub: "https://hub.victoria.example:8443" });
  expect(setting("device").role).toMatchObject({ kind: "kiosk", printer: { kind: "usb" } });
  // The token is on the card and nowhere on the page.
  expect(await page.content()).not.toContain(setting("enrolment").token);
  await page.getByRole("link", { name: "The next card" }).click();
  await page.getByRole("radio", { name: /^kiosk-1\b.*waits for its first start/ }).waitFor();
  expect(await page.getByLabel("The hub's name or address").inputValue()).toBe("hub.victoria.example");
  expect(desk.complaints).toEqual([]);
});

test("A spare gets a card for no place yet; Wi-Fi's pass phrase goes to the card as a key and comes back in no page", async () => {
  desk = await openDesk(browser, address, { height: 1_500 });
  const { page } = desk;
  await page.getByRole("radio", { name: /^a spare board/ }).check();
  await page.getByLabel("Name of a spare").fill("spare-1");
  await page.getByLabel("The hub's name or address").fill("192.168.1.10");
  await page.getByText("There is no cable: Wi-Fi").click();
  await page.getByLabel("Name of the network").fill("Office");
  await page.getByLabel("Pass phrase").fill("short");
  await page.getByRole("button", { name: "Write the card" }).click();
  await page.getByRole("alert").getByText("A Wi-Fi pass phrase has 8 to 63").waitFor();
  expect(await page.getByLabel("Pass phrase").inputValue()).toBe("");
  await page.getByLabel("Pass phrase").fill("long enough to hold");
  await page.getByRole("button", { name: "Write the card" }).click();
  await page.getByRole("heading", { name: "The card of spare-1 is written" }).waitFor();
  expect(setting("enrolment")).toMatchObject({ name: "spare-1", role: "board" });
  const network = readFileSync(join(card, "network-config"), "utf8");
  expect([network.includes("Office"), network.includes("long enough to hold")]).toEqual([true, false]);
});

test("Another page of the browser, another name and a long body write nothing; a hub that is away is said", async () => {
  desk = await openDesk(browser, address, { height: 1_500 });
  const body = new URLSearchParams({ device: "kiosk-1", hub: "hub.victoria.example", card }).toString();
  const type = "application/x-www-form-urlencoded";
  const post = (more: Record<string, string>, text = body) =>
    fetch(address, { method: "POST", headers: { "content-type": type, ...more }, body: text }).then(({ status }) => status);
  const origin = address.slice(0, -1);
  expect(await post({ origin: "https://evil.example" })).toBe(403);
  expect(await post({})).toBe(403);
  expect(await post({ origin }, `${body}&more=${"x".repeat(20_000)}`)).toBe(413);
  expect(readdirSync(card).sort()).toEqual(["cmdline.txt", "config.txt"]);
  await bench.end();
  await desk.page.reload();
  await desk.page.getByRole("heading", { name: "The hub cannot be asked" }).waitFor();
  await desk.page.getByRole("alert").getByText("ssh -L 8080").waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
});
