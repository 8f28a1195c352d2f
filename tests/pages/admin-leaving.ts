/** A device leaves the office by the administration page: sent away with a pass, or for good. What the page says to the hub is caught here. */
import type { Locator, Page } from "playwright";
import { expect } from "vitest";
import { picture } from "./page-chromium.ts";
import { axeFindings } from "./page-findings.ts";

const words = {
  "en-CA": {
    heading: "It leaves this office",
    pass: "To another office, with the pass that its hub gave",
    noPass: /^This file is no pass\./,
    question: /^Send Kiosk\u00a01 to nelson, as kiosk-7\? Once this hub has all/,
    move: "Send it there",
    refused: /The device does not answer: Kiosk\u00a01/,
    erase: "For good: delete all it keeps",
    eraseYes: "Delete",
    erased: /^It has deleted what it kept\./,
  },
  "fr-CA": {
    heading: "L'appareil quitte ce bureau",
    pass: "Vers un autre bureau, avec le laissez-passer de son serveur",
    noPass: /^Ce fichier n'est pas un laissez-passer\./,
    question: /^Envoyer Borne\u00a01 à nelson, sous le nom kiosk-7\? Dès que le serveur d'ici a tout/,
    move: "L'y envoyer",
    refused: /L'appareil ne répond pas ?: Borne\u00a01/,
    erase: "Pour de bon : effacer tout",
    eraseYes: "Effacer",
    erased: /^L'appareil a effacé ce qu'il gardait\./,
  },
} as const;

const pass = { card: { office: "nelson", name: "kiosk-7" }, mqtt: "mqtts://hub.nelson.example:8883" };

/** `card`: the device's own on the page. */
export async function leavesOffice(page: Page, card: Locator, locale: keyof typeof words): Promise<void> {
  const say = words[locale];
  const asked: object[] = [];
  await page.route("**/api/v1/fleet/move", (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ status: 504, json: { fault: "device-not-heard", facts: { device: "kiosk-1" } } });
  });
  await page.route("**/api/v1/fleet/erase", (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ json: { kind: "done", text: "" } });
  });
  // Only where devices have certificates.
  expect(await card.locator("device-leaves").count()).toBe(0);
  await page.route("**/api/v1/fleet", (route) => route.fulfill({ json: { spares: [], mayLeave: true } }));
  const leaves = card.locator("device-leaves");
  await leaves.locator("summary").press("Enter");
  const file = leaves.getByLabel(say.pass);
  await file.setInputFiles({ name: "photo.json", mimeType: "application/json", buffer: Buffer.from("[1]") });
  await leaves.getByText(say.noPass).waitFor();
  await file.setInputFiles({ name: "pass.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(pass)) });
  await leaves.getByText(say.question).waitFor();
  await leaves.locator("[data-order=confirm]:focus").waitFor();
  await picture(page, `admin-leaving-${locale}`);
  expect(await axeFindings(page)).toEqual([]);
  expect(asked).toEqual([]);
  await leaves.getByRole("button", { name: say.move }).press("Enter");
  await leaves.getByText(say.refused).waitFor();
  await leaves.getByRole("button", { name: say.erase }).press("Enter");
  await leaves.getByRole("button", { name: say.eraseYes, exact: true }).press("Enter");
  await leaves.getByText(say.erased).waitFor();
  expect(asked).toEqual([
    { device: "kiosk-1", to: pass, by: expect.any(String) },
    { device: "kiosk-1", by: expect.any(String) },
  ]);
}
