/** Kiosks that are alone for long: what they issue, what becomes of it when the hub is back, and in which order. */
import { expect, test } from "vitest";
import { callable } from "#shared/queue/line.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { start } from "../../hub/core/harness.ts";
import { dayMs, hourMs, type Kiosk, minuteMs, Office } from "./office.ts";

const yearMs = 365 * dayMs;

/** Two kiosks that the hub has given letters, and which ask it for numbers. */
function openOffice(options: Parameters<Office["kiosk"]>[1] = {}) {
  const office = new Office();
  const one = office.kiosk("kiosk-1", options);
  const two = office.kiosk("kiosk-2", options);
  office.pass(5_000);
  return { office, one, two };
}

/** Whoever tapped, in the order in which they did, with the time by the office's clock. */
class Taps {
  readonly #office: Office;
  readonly truth: { readonly number: string; readonly at: number }[] = [];

  constructor(office: Office) {
    this.#office = office;
  }

  async tap(kiosk: Kiosk, waitMs = 0): Promise<string> {
    const number = await kiosk.tap(waitMs);
    this.truth.push({ number, at: start + this.#office.nowMs });
    return number;
  }
}

const visits = (office: Office) => [...office.hub.state.visits.values()];
const numbers = (office: Office) => visits(office).map((visit) => paperNumber(visit.number));
const unique = (office: Office, ...kiosks: Kiosk[]) => {
  const papers = kiosks.flatMap((kiosk) => kiosk.paper);
  expect(new Set(papers.map(({ number }) => number)).size).toBe(papers.length);
  expect(new Set(papers.map(({ visit }) => visit)).size).toBe(papers.length);
  return office;
};

test("Q-TICKET-3 Q-TIME-1: two kiosks alone for days, over midnights and with clocks wrong by years, merge in the order in which people came", async () => {
  const { office, one, two } = openOffice();
  const taps = new Taps(office);
  await taps.tap(one, 50);
  one.goAway();
  two.goAway();
  // Each is switched off and on in the middle, and comes up with a clock of another year.
  one.restart({ clockOffMs: -7 * yearMs });
  for (let hour = 0; hour < 40; hour += 1) {
    await taps.tap(hour % 3 === 0 ? two : one);
    office.sleep(17 * minuteMs);
    await taps.tap(hour % 2 === 0 ? two : one);
    office.sleep(43 * minuteMs);
  }
  two.restart({ clockOffMs: 3 * yearMs });
  for (let hour = 0; hour < 20; hour += 1) {
    await taps.tap(two);
    office.sleep(20 * minuteMs);
    await taps.tap(one);
    office.sleep(40 * minuteMs);
  }
  one.comeBack();
  office.pass(minuteMs);
  two.comeBack();
  office.pass(minuteMs);
  const order = [...callable(office.hub.state)].map((visit) => paperNumber(visit.number));
  expect(taps.truth).toHaveLength(121);
  expect(order).toEqual(taps.truth.map(({ number }) => number));
  for (const { number, at } of taps.truth) {
    const visit = visits(office).find((each) => paperNumber(each.number) === number);
    expect(Math.abs((visit?.arrivedAt ?? 0) - at)).toBeLessThanOrEqual(2 * office.delayMs + 60);
    expect(visit?.timeUncertain).toBe(false);
  }
  unique(office, one, two);
});

test("Q-TICKET-3: of a run that the hub never heard the order is kept, and the times are known to be uncertain", async () => {
  const { office, one, two } = openOffice();
  one.goAway();
  one.restart({ clockOffMs: -40 * yearMs });
  const before = [await one.tap(), await one.tap(), await one.tap()];
  office.pass(hourMs);
  one.restart();
  const between = await two.tap(50);
  office.pass(minuteMs);
  const after = await one.tap();
  const afterAt = start + office.nowMs;
  office.pass(minuteMs);
  one.comeBack();
  office.pass(minuteMs);
  const arrived = visits(office).find((visit) => paperNumber(visit.number) === after)?.arrivedAt ?? 0;
  expect(Math.abs(arrived - afterAt)).toBeLessThan(100);
  const line = [...callable(office.hub.state)].map((visit) => [paperNumber(visit.number), visit.timeUncertain, visit.toConfirm]);
  expect(line.filter(([number]) => number !== between)).toEqual([...before.map((number) => [number, true, true]), [after, false, false]]);
});

test("Q-TICKET-3: what came while its date was closed is told once and not called; the rest is of the date that is open", async () => {
  const { office, one } = openOffice();
  one.goAway();
  const monday = [await one.tap(), await one.tap()];
  office.sleep(dayMs);
  office.openDay("2026-11-24");
  office.pass(minuteMs);
  const tuesday = await one.tap();
  one.comeBack();
  office.pass(minuteMs);
  expect([...callable(office.hub.state)].map((visit) => paperNumber(visit.number))).toEqual([tuesday]);
  expect(
    visits(office)
      .filter((visit) => visit.late)
      .map((visit) => paperNumber(visit.number)),
  ).toEqual(monday);
});

test("Q-TICKET-1 Q-TICKET-4: a hub that answers too late costs one number, which lapses once, and no visit bears it", async () => {
  const { office, one } = openOffice();
  expect(await one.tap(50)).toBe("A1");
  office.pass(minuteMs);
  one.delayMs = 200;
  expect(await one.tap(160)).toBe("C1");
  expect(await one.tap(10)).toBe("C2");
  office.pass(10_000);
  const lapsed = office.hub.rows.filter((row) => row.kind === "reservation-lapsed");
  expect(lapsed).toMatchObject([{ body: { letter: "A", count: 2, why: "own-series-used" } }]);
  expect(one.role.runtime.program.state.ownCount).toBe(2);
  // Slow probes keep it alone; quick ones, and a log that the hub holds to its end, bring it back.
  expect(await one.tap()).toBe("C3");
  one.delayMs = 5;
  office.pass(10_000);
  expect(await one.tap(50)).toBe("A3");
  expect(numbers(office)).toEqual(["A1", "C1", "C2", "C3", "A3"]);
  unique(office, one);
});

test("Q-TICKET-1: it does not go back to reservations before the hub has everything, however quickly it answers", async () => {
  const { office, one } = openOffice();
  one.goAway();
  for (let count = 0; count < 450; count += 1) await one.tap();
  one.comeBack();
  office.pass(35);
  // Three probes have been answered; of 900 rows some are still on their way.
  expect(await one.tap()).toBe("C451");
  office.pass(5_000);
  expect(await one.tap(50)).toBe("A1");
  office.pass(1_000);
  expect(office.hub.state.tickets).toBe(452);
  expect(new Set(numbers(office)).size).toBe(452);
});

test("Q-EVENT-1: a link that is cut again and again in the middle of a backlog loses nothing, doubles nothing, and calls nobody too early", async () => {
  const { office, one } = openOffice();
  one.goAway();
  for (let count = 0; count < 1_000; count += 1) await one.tap();
  for (let cut = 0; cut < 60; cut += 1) {
    one.comeBack();
    office.pass(10 + (cut % 13) * 3);
    const first = [...callable(office.hub.state)][0];
    if (first) expect(paperNumber(first.number)).toBe("C1");
    one.goAway();
    office.pass(500);
  }
  one.comeBack();
  office.pass(minuteMs);
  expect([...callable(office.hub.state)].map((visit) => paperNumber(visit.number))).toEqual(one.paper.map(({ number }) => number));
  expect(one.log.cursor("hub")).toBe(one.log.last);
});

test("Q-TICKET-3: a day of 3,416 tickets merges whole and in order", async () => {
  const { office, one } = openOffice();
  one.goAway();
  for (let count = 0; count < 3_416; count += 1) await one.tap();
  one.comeBack();
  office.pass(minuteMs);
  expect(office.hub.state.waiting).toBe(3_416);
  expect([...callable(office.hub.state)].map((visit) => paperNumber(visit.number))).toEqual(one.paper.map(({ number }) => number));
});
