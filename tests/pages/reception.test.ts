/** The reception's page as built, on a tablet in a real browser, at a hub with the real rules. */

import type { Browser, Locator } from "playwright";
import * as v from "valibot";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { officeConfiguration } from "#shared/office/configuration.ts";
import { demoOffice } from "../../provisioning/office/demo-office/demo-office.ts";
import { until } from "../office/scene/until.ts";
import { FakeHub, minute, start, type TicketWish } from "./fake-hub.ts";
import { type OpenedPage, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff, smallTargets, textsOf } from "./page-findings.ts";

let browser: Browser;
const hubs: FakeHub[] = [];
const tablets: OpenedPage[] = [];

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

afterEach(async () => {
  for (const tablet of tablets.splice(0)) {
    await tablet.close();
    expect(tablet.complaints).toEqual([]);
  }
  for (const hub of hubs.splice(0)) await hub.close();
});

interface AtTheDoor {
  readonly hub: FakeHub;
  readonly tablet: OpenedPage;
  readonly button: (name: string | RegExp) => Locator;
}

interface Wish {
  readonly tickets?: readonly TicketWish[];
  readonly locale?: "en-CA" | "fr-CA";
  readonly upright?: boolean;
}

/** At the reception as Chloé, with these tickets waiting and one counter open. */
async function atTheDoor({ tickets = [], locale = "en-CA", upright = false }: Wish = {}): Promise<AtTheDoor> {
  const hub = await new FakeHub().listen();
  hubs.push(hub);
  hub.core.command("sign-in", { counter: "counter-1", agent: 21 });
  hub.update();
  for (const wish of tickets) {
    hub.ticket(wish);
    hub.pass(4 * minute);
  }
  const [width, height] = upright ? [820, 1180] : [1180, 820];
  const tablet = await openPage(browser, `${hub.address}/reception/`, { width, height, scale: 0.75, locale, touch: true, still: true });
  tablets.push(tablet);
  const { page } = tablet;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  await button("Chloé T.").tap();
  await button(locale === "en-CA" ? "Start at the reception" : "Commencer à l’accueil").tap();
  await page.locator("reception-form").waitFor();
  return { hub, tablet, button };
}

const sent = (hub: FakeHub, name: string) => hub.received.filter((each) => each.name === name);
const joined = (hub: FakeHub) => [...hub.core.state.visits.values()];

test("A ticket takes two taps, the service and Give; the number is large, and the paper comes at the kiosk", async () => {
  const { hub, tablet, button } = await atTheDoor({ tickets: [{}, { language: "fr" }] });
  const { page } = tablet;
  await picture(page, "reception");
  expect(await axeFindings(page)).toEqual([]);
  expect(await smallTargets(page, 60)).toEqual([]);
  await button(/Driver's licence or BC/).tap();
  // A hand that taps twice: one ticket, and its number stays.
  await button("Give ticket").dblclick();
  await page.locator("reception-given .number").getByText("A3").waitFor();
  await page.getByText(/The paper comes at Kiosk.1/).waitFor();
  await page.getByText("2 people before them").waitFor();
  expect(sent(hub, "intake")).toMatchObject([
    { services: ["icbc-002"], counter: null, agent: 22, language: "en", people: 1, needs: [], printAt: "kiosk-1", serve: false },
  ]);
  await picture(page, "reception-given");
  expect(await axeFindings(page)).toEqual([]);
  expect(await smallTargets(page, 60)).toEqual([]);
});

test("Options stand on the same screen: language, people, needs, errands; the code of the ticket instead of paper, remembered", async () => {
  const { hub, tablet, button } = await atTheDoor();
  const { page } = tablet;
  await page.getByLabel("Find a service by everyday words").fill("lost my licence");
  await button(/licence/i)
    .first()
    .waitFor();
  await page.getByLabel("Find a service by everyday words").fill("birth certificate");
  await button(/^Birth certificate/).tap();
  await button("Clear").tap();
  await button(/Driver's licence or BC/).tap();
  await page.getByRole("button", { name: "French", exact: true }).tap();
  await button("One more person").tap();
  await button("Step-free").tap();
  await button("QR code").tap();
  await picture(page, "reception-options");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await button("Give ticket").tap();
  await page.getByRole("img", { name: "The code of ticket A1" }).waitFor();
  await picture(page, "reception-code");
  expect(await axeFindings(page)).toEqual([]);
  const [asked] = sent(hub, "intake");
  expect(asked).toMatchObject({ language: "fr", people: 2, needs: ["step-free"], printAt: null });
  expect(hub.visit("A1")?.segments.map(({ service }) => service)).toEqual([expect.any(String), "icbc-002"]);
  // The next person's ticket begins anew, but for how this tablet hands over.
  await button(/Driver's licence or BC/).tap();
  await page.getByRole("button", { name: "QR code", pressed: true }).waitFor();
  await button("Give ticket").tap();
  await page.getByRole("img", { name: "The code of ticket A2" }).waitFor();
  expect(hub.visit("A2")).toMatchObject({ language: "en", people: 1, needs: [] });
});

test("A ticket that was scanned has its service corrected and keeps its place; the correction is undone", async () => {
  const { hub, tablet, button } = await atTheDoor({ tickets: [{}, {}] });
  const { page } = tablet;
  const visit = hub.visit("A1");
  // A scanner presses its keys within milliseconds of each other, wherever the focus is.
  await page.evaluate((code) => {
    for (const key of [...code, "Enter"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
  }, `theq1:victoria:A1:2026-11-23:${visit?.id}`);
  await page.getByRole("heading", { name: "Ticket A1" }).waitFor();
  await picture(page, "reception-ticket");
  expect(await axeFindings(page)).toEqual([]);
  expect(await smallTargets(page, 60)).toEqual([]);
  await button("Correct the service").tap();
  await page.locator("reception-ticket reception-services input").fill("birth certificate");
  await button(/^Birth certificate/).tap();
  await page.getByText("The service of A1 is corrected; it keeps its place.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ place: visit?.arrivedAt, stage: { kind: "waiting" } });
  expect(hub.visit("A1")?.service).not.toBe("icbc-002");
  await button(/^Undo \(/).tap();
  await page.getByText("Undone: A1 is as it was.").waitFor();
  expect(hub.visit("A1")?.service).toBe("icbc-002");
  await button("Interpreter").tap();
  await page.getByText("Noted for A1.").waitFor();
  await button("Add an errand").tap();
  await page.locator("reception-ticket reception-services input").fill("birth certificate");
  await button(/^Birth certificate/).tap();
  await page.getByText("A1 has one more errand.").waitFor();
  await button("Back in 15 min").tap();
  await page.getByText("A1 may step away and keeps the place.").waitFor();
  await button("Is back").tap();
  await page.getByText("A1 is back and can be called.").waitFor();
  await button(/Print again at Kiosk/).tap();
  await page.getByText("A1 is printed again.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ needs: ["interpreter"], away: null });
  expect(hub.visit("A1")?.segments).toHaveLength(2);
});

test("Somebody in the wrong office is sent away with where to, and put back by one tap", async () => {
  const { hub, tablet, button } = await atTheDoor({ tickets: [{}] });
  const { page } = tablet;
  await page.getByLabel("Scan or type a ticket").fill("a 1");
  await page.keyboard.press("Enter");
  await button("Send away").tap();
  await page.getByRole("heading", { name: "Why does A1 leave?" }).waitFor();
  await picture(page, "reception-send-away");
  await button("Wrong office").tap();
  await button("Service Canada").tap();
  await page.getByText("A1 has left the line.").waitFor();
  expect(hub.visit("A1")).toMatchObject({ stage: { kind: "ended", how: "left" }, outcome: "wrong-office", elsewhere: "service-canada" });
  await button(/^Undo \(/).tap();
  await page.getByText("Undone: A1 is as it was.").waitFor();
  expect(hub.visit("A1")?.stage.kind).toBe("waiting");
});

test("Network gone, a reload in the middle, network back: what was asked is given once, in order, and said plainly until then", async () => {
  const { hub, tablet, button } = await atTheDoor();
  const { page } = tablet;
  hub.unplug();
  await page.getByText(/Hub not reachable since/).waitFor();
  await button(/Driver's licence or BC/).tap();
  await button("Keep request").tap();
  await page.getByText("Please tell the citizen: they have no number yet.").waitFor();
  await button(/Change address/).tap();
  await button("Keep request").tap();
  await button(/Driving knowledge test/).tap();
  await button("Keep request").tap();
  await picture(page, "reception-away");
  await button("No number (3)").tap();
  await page.getByText("3 people have no number yet").waitFor();
  await picture(page, "reception-kept");
  expect(await axeFindings(page)).toEqual([]);
  expect(await smallTargets(page, 60)).toEqual([]);
  await button("Drop the request: Driving knowledge test").tap();
  await button("New ticket").tap();
  await button(/Road test check-in/).tap();
  await page.reload();
  await button("No number (2)").waitFor();
  // The draft is there too.
  await button("Take off: Road test check-in or result").waitFor();
  expect(hub.received.filter(({ name }) => name === "intake")).toEqual([]);
  hub.plug();
  await page.getByRole("button", { name: /^Undo A2/ }).waitFor();
  await button(/No number/).waitFor({ state: "detached" });
  await page.getByText("tell them").nth(1).waitFor();
  expect(joined(hub).map(({ service }) => service)).toEqual(sent(hub, "intake").map((each) => "services" in each && each.services[0]));
  expect(joined(hub)).toHaveLength(2);
  expect(hub.visit("A1")?.service).toBe("icbc-002");
  await picture(page, "reception-back");
});

test("An answer that gets lost, and a reload before the next try, give one ticket; one that is dropped meanwhile is taken back", async () => {
  const { hub, tablet, button } = await atTheDoor();
  const { page } = tablet;
  hub.answersToLose = 2;
  await button(/Driver's licence or BC/).tap();
  await button("Give ticket").tap();
  await until("the request is at the hub", () => hub.received.length > 0);
  await page.reload();
  await button(/^Undo A1/).waitFor();
  await until("it is asked again", () => sent(hub, "intake").length >= 2);
  expect(joined(hub)).toHaveLength(1);
  hub.answersToLose = 9;
  await button(/Change address/).tap();
  await button("Give ticket").tap();
  await until("the hub has given it", () => joined(hub).length === 2);
  hub.unplug();
  hub.answersToLose = 0;
  await page.getByText(/Hub not reachable since/).waitFor();
  await button("No number (1)").tap();
  await page.getByText("Sent, not answered yet").waitFor();
  await button(/Drop the request: Change address/).tap();
  await page.getByText("Dropped; taken back if the hub has it").waitFor();
  hub.plug();
  await page.getByText("Dropped: the hub had given a ticket, and it is taken back.").waitFor();
  expect(joined(hub)).toHaveLength(2);
  expect(hub.visit("A2")?.stage).toMatchObject({ kind: "ended", how: "left" });
});

test("What was asked yesterday is not given today by itself, whether or not it was sent; the page says what it knew and since when", async () => {
  const { hub, tablet, button } = await atTheDoor({ tickets: [{}] });
  const { page } = tablet;
  await button("The line (1)").waitFor();
  // Pressed in the moment in which the network goes: nobody knows whether it arrived.
  hub.unplug();
  await button(/Driver's licence or BC/).tap();
  await button("Give ticket").tap();
  await page.getByText(/Hub not reachable since/).waitFor();
  await button(/Change address/).tap();
  await button("Keep request").tap();
  await page.reload();
  await button("The line").tap();
  await page.getByRole("heading", { name: "1 waiting" }).waitFor();
  await page.getByText(/As it was at .*November 23, 2026/).waitFor();
  await picture(page, "reception-known");
  expect(await axeFindings(page)).toEqual([]);
  hub.core.command("close-day", { agent: 21, date: "2026-11-23" });
  hub.pass(24 * 60 * minute);
  hub.core.command("open-day", { agent: 21, date: "2026-11-24" });
  hub.update();
  const before = joined(hub).length;
  hub.plug();
  await button("No number (2)").tap();
  await page.getByText("is it still wanted?").nth(1).waitFor();
  expect(joined(hub)).toHaveLength(before);
  expect(sent(hub, "intake")).toEqual([]);
  await button("Drop the request: Driver's licence or BC Identity Card").tap();
  await button("Ask again: Change address on a licence or ID").tap();
  await button(/^Undo A1/).waitFor();
  expect(sent(hub, "intake")).toHaveLength(1);
  expect(joined(hub)).toHaveLength(before + 1);
});

test("The line at a glance: how many for each queue, who is next and about when; one tap opens a ticket", async () => {
  const { hub, tablet, button } = await atTheDoor({ tickets: [{}, { needs: ["step-free"], language: "fr" }, { service: null }, {}] });
  const { page } = tablet;
  const [first] = joined(hub);
  hub.core.command("step-away", {
    agent: 22,
    counter: null,
    visit: first?.id ?? "",
    minutes: 15,
    expected: { epoch: hub.core.epoch, n: first?.version ?? 0 },
  });
  hub.update();
  await button("The line (4)").tap();
  await page.getByRole("heading", { name: "4 waiting" }).waitFor();
  await page.getByText(/stepped away until/).waitFor();
  await picture(page, "reception-line");
  expect(await axeFindings(page)).toEqual([]);
  expect(await smallTargets(page, 60)).toEqual([]);
  await button(/^A2/).tap();
  await page.getByRole("heading", { name: "Ticket A2" }).waitFor();
  await button("Close").tap();
  await page.getByLabel("Scan or type a ticket").fill("Z9");
  await button("Open").first().tap();
  await page.getByText("“Z9” is no ticket number").waitFor();
  await page.getByLabel("Scan or type a ticket").fill("B77");
  await button("Open").first().tap();
  await page.getByText("B77 is not in line").waitFor();
  await picture(page, "reception-unknown");
  expect(await axeFindings(page)).toEqual([]);
});

test("A ticket given by mistake is taken back by one tap; what the hub refuses is said, and asked again or dropped by a person", async () => {
  const { hub, tablet, button } = await atTheDoor();
  const { page } = tablet;
  await button(/Driver's licence or BC/).tap();
  await button("Give ticket").tap();
  await page.locator("reception-given").getByRole("button", { name: "Undo A1" }).tap();
  await page.getByText("A1 is taken back.").waitFor();
  expect(hub.visit("A1")?.stage).toMatchObject({ kind: "ended", how: "left" });
  await button(/^Undo \(/).tap();
  await page.getByText("Undone: A1 is as it was.").waitFor();
  hub.core.command("stop-service", { agent: 22, service: "icbc-002" });
  hub.update();
  await page.getByText("Not offered now").waitFor();
  await button(/Driver's licence or BC/)
    .first()
    .tap();
  await button("Give ticket").tap();
  await page.getByText(/The hub refused it/).waitFor();
  await picture(page, "reception-refused");
  hub.core.command("resume-service", { agent: 22, service: "icbc-002" });
  hub.update();
  await button(/Ask again/).tap();
  await button(/^Undo A2/).waitFor();
  expect(joined(hub)).toHaveLength(2);
});

test("In French nothing is left in English, and everything fits, on the tablet upright too", async () => {
  const english = /\b(the|and|hub|ticket|waiting|line|give|number|people|needs|undo|open|close|next|language|step|away)\b/i;
  for (const upright of [false, true]) {
    const { hub, tablet, button } = await atTheDoor({
      tickets: [{ language: "fr", needs: ["interpreter"] }, {}],
      locale: "fr-CA",
      upright,
    });
    const { page } = tablet;
    const name = upright ? "reception-upright-french" : "reception-french";
    const fits = async (state: string) => {
      await picture(page, state);
      const words = (await textsOf(page, { language: "fr-CA" })).replaceAll(/The Q|Service BC|BC Services/g, "");
      expect(words.match(english)).toBeNull();
      // Upright the page scrolls down, never sideways; names of services are shortened where they stand beside their number.
      if (upright) expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      else expect((await cutOff(page)).filter((each) => !/^SPAN\. /.test(each))).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      expect(await smallTargets(page, 60)).toEqual([]);
    };
    await button(/Permis de conduire/)
      .first()
      .tap();
    await fits(name);
    await button("Remettre le billet").tap();
    await page.locator("reception-given .number").getByText("A3").waitFor();
    await fits(`${name}-given`);
    await button("La file (3)").tap();
    await fits(`${name}-line`);
    await button(/^A1/).first().tap();
    await page.getByRole("heading", { name: "Billet A1" }).waitFor();
    await fits(`${name}-ticket`);
    hub.unplug();
    await page.getByText(/injoignable depuis/).waitFor();
    await button("Nouveau billet").tap();
    await button(/Permis de conduire/)
      .first()
      .tap();
    await button("Garder la demande").tap();
    await button("Sans numéro (1)").tap();
    await fits(`${name}-away`);
  }
});

test("By the keyboard alone: the focus is seen, Enter in the search takes the first, and a ticket comes of it", async () => {
  const { hub, tablet } = await atTheDoor();
  const { page } = tablet;
  await page.getByLabel("Find a service by everyday words").focus();
  await page.keyboard.type("lost my licence");
  await page.keyboard.press("Enter");
  await page.locator("reception-form .chosen li").waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => {
      let each = document.activeElement;
      while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
      return { name: each?.textContent?.trim() ?? "", outline: each ? getComputedStyle(each).outlineStyle : "" };
    });
    expect(inside.outline).toBe("solid");
    if (inside.name === "Give ticket") break;
  }
  await page.keyboard.press("Enter");
  await page.locator("reception-given .number").getByText("A1").waitFor();
  expect(joined(hub)).toHaveLength(1);
  // Next person, the first tile, and the number stays for whoever is told it.
  await until("the form is back", async () => {
    await page.keyboard.press("Enter");
    return page.locator("reception-form").isVisible();
  });
  await page.keyboard.press("Enter");
  await page.locator("reception-form .chosen li").waitFor();
});

test("Where an office has two kiosks the nearest is chosen once, and this tablet remembers it; one out of reach is said", async () => {
  const { hub, tablet, button } = await atTheDoor();
  const { page } = tablet;
  const office = demoOffice() as { devices: object[] };
  office.devices.push({ id: "kiosk-2", role: "kiosk", zone: "main" });
  hub.core.send({ kind: "configure", configuration: v.parse(officeConfiguration, office), key: "two-kiosks" });
  hub.surroundings.set("device/kiosk-2", { kind: "device", id: "kiosk-2", role: "kiosk", online: false, since: start, faults: [] });
  hub.update();
  await page.getByLabel("Prints at").selectOption({ label: "Kiosk\u00a02" });
  await page.getByText(/Kiosk.2 is not reachable now/).waitFor();
  await button(/Driver's licence or BC/).tap();
  await button(/Change address/).tap();
  // However long the form is, the button is in sight.
  expect(await button("Give ticket").evaluate((each) => innerHeight - each.getBoundingClientRect().bottom)).toBeGreaterThanOrEqual(0);
  await picture(page, "reception-kiosks");
  expect(await axeFindings(page)).toEqual([]);
  hub.device("kiosk-2", { online: true });
  await page.reload();
  await button("Give ticket").tap();
  await page.getByText(/The paper comes at Kiosk.2/).waitFor();
  expect(sent(hub, "intake")).toMatchObject([{ printAt: "kiosk-2" }]);
});
