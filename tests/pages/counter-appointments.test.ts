/** The counter's page as built, at a real hub: today's appointments, who comes for them, and what staff note of a citizen. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { OfficeState } from "#shared/queue/state.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { get, put } from "../../hub/hub-harness.ts";
import { until } from "../office/scene/until.ts";
import { AdminHub } from "./admin-hub.ts";
import { type OpenedPage, openDesk, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff } from "./page-findings.ts";

const minuteMs = 60_000;
const today = "2026-11-23";
let browser: Browser;
let hub: AdminHub;
let desk: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

afterEach(async () => {
  await desk.close();
  await hub.close();
  expect(desk.complaints).toEqual([]);
});

const state = (): OfficeState => hub.hub.state;
const visits = () => [...state().visits.values()];
const visit = (number: string) => visits().find((each) => paperNumber(each.number) === number);
const button = (name: string | RegExp) => page.getByRole("button", { name });
const list = () => page.locator("counter-booked");
const row = (name: string) => list().locator("li.row", { hasText: name });
const appointment = (uid: string) => [...state().appointments.values()].find(({ at }) => at === times.get(uid));
const times = new Map<string, number>();
let calendars = 0;

/** Minutes from now, and who comes. */
const people: readonly (readonly [string, number, string])[] = [
  ["Amara Okafor", -75, "250-555-0110"],
  ["Benoît Tremblay", -12, "250-555-0111"],
  ["Chen Wei", 5, "250-555-0112"],
  ["Dolores Ruiz", 45, "250-555-0113"],
];

/** The calendar of the day as it is from now on. */
function calendar(booked: typeof people): ReturnType<typeof put> {
  const appointments = booked.map(([name, minutes, phone]) => {
    const at = hub.bench.at + minutes * minuteMs;
    times.set(name, at);
    const code = `CODE${people.findIndex(([each]) => each === name)}`;
    return { uid: name, start: new Date(at).toISOString(), minutes: 15, service: "icbc-002", name, phone, code };
  });
  calendars += 1;
  return put(hub.hub, `/api/v1/appointments/${today}`, { source: "desk", key: `calendar-${calendars}`, appointments });
}

async function atWork(tickets: number, locale = "en-CA"): Promise<void> {
  // One counter's PC is enough: an office without kiosks, boards or printers.
  hub = await new AdminHub().start((office) => {
    office.devices = [];
    for (const counter of office.counters) delete counter.kiosk;
  });
  const { bench } = hub;
  if (state().day === null) await bench.command(hub.hub, "open-day", { counter: undefined, date: today });
  expect(await calendar(people)).toMatchObject({ status: 200, body: { booked: people.length } });
  for (let n = 0; n < tickets; n += 1) await intake();
  desk = await openDesk(browser, `${hub.address}/counter/`, { locale });
  page = desk.page;
  const french = locale === "fr-CA";
  await page.getByText(french ? "Comptoir 1" : "Counter 1", { exact: true }).click();
  await page.getByLabel(french ? "Votre nom" : "Your name").selectOption({ index: 1 });
  await button(french ? "Commencer à ce comptoir" : "Start at this counter").click();
  await button(french ? /^Rendez-vous \(/ : /^Booked \(/).waitFor();
}

async function intake(): Promise<void> {
  const answer = await hub.bench.command(hub.hub, "intake", { counter: null, services: ["icbc-002"], language: "en" });
  expect(answer.status).toBe(200);
}

test("The list says who is expected, late and here; one key checks in, misses, takes back; the line shows the time", async () => {
  await atWork(2);
  await page.keyboard.press("d");
  await row("Benoît Tremblay").getByText("Late", { exact: true }).waitFor();
  await row("Amara Okafor").getByText("Not expected any more").waitFor();
  await row("Chen Wei").getByText("Expected", { exact: true }).waitFor();
  await row("Chen Wei").getByText("phone … 0112").waitFor();
  await picture(page, "counter-appointments");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);

  // The first who is expected has the focus: missed, and the next by arrow keys.
  await page.keyboard.press("x");
  await row("Amara Okafor").getByText("Missed", { exact: true }).first().waitFor();
  expect(appointment("Amara Okafor")?.stage.kind).toBe("missed");
  await row("Chen Wei").focus();
  await page.keyboard.press("i");
  await page.getByText(/^A3 is checked in for the appointment\.$/).waitFor();
  expect(visit("A3")).toMatchObject({ isAppointment: true, service: "icbc-002" });
  await row("Chen Wei").getByText("Here", { exact: true }).waitFor();
  await page.keyboard.press("u");
  await page.getByText("The check-in is undone. A3 waits without the appointment.").waitFor();
  expect(visit("A3")?.appointment).toBeNull();
  await row("Chen Wei").getByText("Expected", { exact: true }).waitFor();
  // Who was missed may come after all; by press this time.
  await button(/^Check in Amara Okafor/).click();
  await row("Amara Okafor").getByText("Here, late").waitFor();
  await button(/^Check in Dolores Ruiz/).click();
  await row("Dolores Ruiz").getByText("Here, early").waitFor();
  await page.getByLabel("Find by name or ticket").fill("tremb");
  await row("Benoît Tremblay").waitFor();
  expect(await list().locator("li.row").count()).toBe(1);
  await page.getByLabel("Find by name or ticket").fill("nobody");
  await page.getByText("Nobody fits “nobody”.").waitFor();
  await button(/^All \(/).click();
  await page
    .locator("counter-line")
    .getByText(/^Early for 10:45/)
    .waitFor();
  await page
    .locator("counter-line")
    .getByText(/^Came late for 8:45/)
    .waitFor();
  await picture(page, "counter-line-appointments");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
});

test("Whoever stands here with a ticket keeps it: the page asks which one, once", async () => {
  await atWork(1);
  await button("Call next").click();
  await button("Begin service").click();
  await page.keyboard.press("d");
  await row("Chen Wei").focus();
  await page.keyboard.press("i");
  await page.getByRole("heading", { name: /Which ticket has the appointment of 10:05/ }).waitFor();
  await picture(page, "counter-appointment-ticket");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("1");
  await page.getByText("A1 is checked in for the appointment.").waitFor();
  expect(visits()).toHaveLength(1);
  await row("Chen Wei").getByText("At a counter").waitFor();
  await page
    .locator("counter-now")
    .getByText(/Appointment 10:05/)
    .waitFor();
  await page
    .locator("counter-note")
    .getByText(/Chen Wei, appointment at 10:05/)
    .waitFor();
});

test("What the calendar says after the ticket was printed stands in the line and at the counter: another time, cancelled", async () => {
  await atWork(0);
  await page.keyboard.press("d");
  for (const [name, number] of [
    ["Chen Wei", "A1"],
    ["Dolores Ruiz", "A2"],
  ] as const) {
    await button(`Check in ${name}`).click();
    await page.getByText(`${number} is checked in for the appointment.`).waitFor();
  }
  const [, , [chen, , phone]] = people as [unknown, unknown, (typeof people)[number], unknown];
  expect(await calendar([[chen, 20, phone]])).toMatchObject({ status: 200 });
  expect(["A1", "A2"].map((number) => visit(number)?.appointment?.news)).toEqual(["changed", "cancelled"]);
  await button(/^All \(/).click();
  const line = page.locator("counter-line");
  await line.getByText("Appointment was changed").waitFor();
  await line.getByText("Appointment was called off").waitFor();
  await line.getByText(/^Early for 10:20/).waitFor();
  await picture(page, "counter-appointment-changed");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await button("Call next").click();
  await page.locator("counter-now").getByText("Appointment was changed").waitFor();
});

test("Q-PRIV-1: a note is written, read by a colleague, kept within its limits, and is in no row of the log", async () => {
  await atWork(1);
  await button("Call next").click();
  await button("Begin service").waitFor();
  await page.keyboard.press("m");
  const comment = page.getByLabel("Comment");
  await comment.fill(`${"x".repeat(950)} Needs the canary form`);
  await page.getByText("28 characters left").waitFor();
  await comment.fill("Needs the canary form,\nleft hand is hurt");
  await page.getByLabel("Phone or e-mail").fill("canary@example.org");
  await page.getByLabel("Name", { exact: true }).fill("Canary Person");
  await picture(page, "counter-note-edit");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  // No key of the page acts while it is open.
  await button("Save").focus();
  await page.keyboard.press("b");
  expect(visit("A1")?.stage.kind).toBe("called");
  await button("Save").click();
  await page
    .locator("counter-note")
    .getByText(/Needs the canary form/)
    .first()
    .waitFor();
  await picture(page, "counter-note");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  expect([...(visit("A1")?.personal ?? [])].sort()).toEqual(["comment", "contact", "name"]);
  const written = JSON.stringify(hub.hub.log.read(1, hub.hub.log.last));
  expect(written).toContain("personal-noted");
  expect(written.toLowerCase()).not.toContain("canary");
  // A colleague takes it away; this page hears of it.
  const note = `/api/v1/personal/visits/${visit("A1")?.id}`;
  expect((await put(hub.hub, note, { key: "colleague-1", agent: 22, comment: null, contact: null, name: "C. Person" })).status).toBe(200);
  await page.locator("counter-note").getByText("C. Person").waitFor();
  await expect.poll(() => page.locator("counter-note .told").getByText("canary").count()).toBe(0);
  expect((await get(hub.hub, note)).body).toMatchObject({ name: "C. Person", comment: null });
});

test("Q-FAULT-1: a note that cannot be kept stays in the field, with what to do", async () => {
  await atWork(1);
  await button("Call next").click();
  await button("Begin service").waitFor();
  await page.keyboard.press("m");
  await page.getByLabel("Comment").fill("Comes back with a passport");
  await page.route("**/api/v1/personal/**", (route) => route.abort());
  await button("Save").click();
  await page.locator("counter-note fault-note").getByText(/hub/i).first().waitFor();
  expect(await page.getByLabel("Comment").inputValue()).toBe("Comes back with a passport");
  await page.unroute("**/api/v1/personal/**");
  await button("Save").click();
  await page.locator("counter-note").getByText("Comes back with a passport").first().waitFor();
  await until("the note is there", () => visit("A1")?.personal.includes("comment"));
});

test("The same in French", async () => {
  await atWork(1, "fr-CA");
  await button("Appeler le suivant").click();
  await button("Commencer le service").waitFor();
  await page.keyboard.press("d");
  await row("Benoît Tremblay").getByText("En retard", { exact: true }).waitFor();
  await picture(page, "counter-appointments-french");
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await page.keyboard.press("n");
  await page.getByLabel("Commentaire").waitFor();
  await picture(page, "counter-note-french");
  expect(await axeFindings(page)).toEqual([]);
});
