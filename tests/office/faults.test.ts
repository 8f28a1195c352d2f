/** Hub and kiosk lose their power at the worst moments, as real processes: what paper says and what the hub has stay one. */
import { describe, expect } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

describe.concurrent("the hub is away when the kiosk starts", { timeout: 120_000 }, () => {
  it("Q-TICKET-3: a kiosk that has met its hub once starts without it and issues its own series; all arrives once, in its order", async ({
    scene,
  }) => {
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    await until("the kiosk's letter at the hub", () => scene.rows("hub").some(({ kind }) => kind === "series-received"));
    await scene.kill("hub");
    await scene.kill("kiosk-1");

    await scene.start("kiosk-1");
    const alone = await page.until<KioskLive>("the kiosk to be ready alone", "kiosk", (now) => now.hub === "away" && now.state === "ready");
    expect(alone.fault).not.toBe("not-enrolled");
    const tickets: KioskTicket[] = [];
    for (let count = 1; count <= 3; count += 1) tickets.push(await scene.ticket());
    const numbers = tickets.map(({ number }) => number);
    expect(numbers).toEqual(["C1", "C2", "C3"]);
    expect(await scene.untilPapers(3)).toEqual(numbers);

    await scene.start("hub");
    await scene.untilHubCount(3);
    const staff = scene.staff();
    const visits = await until("three visits that were printed", () => {
      const all = [...staff.visits()];
      return all.length === 3 && all.every(({ printed }) => printed === "printed") && all;
    });
    expect(visits.sort((one, other) => one.arrivedAt - other.arrivedAt).map(({ number }) => number)).toEqual(numbers);
    expect(await scene.hubCount()).toBe(3);
    expect(await scene.paperNumbers()).toEqual(numbers);
  });

  it("a brand-new kiosk that never met a hub says so, issues nothing, and works by itself when the hub comes", async ({ scene }) => {
    await scene.start("printer", "kiosk-1");
    const page = scene.kioskPage();
    const live = await page.until<KioskLive>("the kiosk's first word", "kiosk", ({ printer }) => printer === "ready");
    expect(live).toMatchObject({ state: "starting", hub: "away", fault: "not-enrolled" });
    const refused = await scene.tap();
    expect(refused).toMatchObject({ status: 503, body: { fault: "not-enrolled" } });
    expect(faultText({ fault: "not-enrolled", facts: { device: "kiosk-1" } }, "en").advice).toMatch(/Add it to the configuration/);
    expect((await scene.ask("kiosk-1", "/api/kiosk/catalogue")).body).toMatchObject({ fault: "not-enrolled" });

    await scene.start("hub");
    await scene.untilTogether(page);
    const { number } = await scene.ticket();
    expect(await scene.untilPapers(1)).toEqual([number]);
    await scene.untilHubCount(1);
    expect(await scene.hubCount()).toBe(1);
  });
});

describe.concurrent("kill -9", { timeout: 180_000 }, () => {
  it("Q-TICKET-2: the hub is killed while a ticket prints: one paper, one visit, and how the print ended is on record", async ({
    scene,
  }) => {
    await scene.startPrinter(40);
    await scene.start("hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const ticket = await scene.ticket();
    await scene.kill("hub");
    expect(await scene.paperNumbers()).toEqual([]);
    await page.until<KioskLive>("the paper to be out", "kiosk", ({ tickets }) => tickets[0]?.printed === "printed");
    expect(await scene.paperNumbers()).toEqual([ticket.number]);

    await scene.start("hub");
    const staff = scene.staff();
    const visit = await until("the visit and how its print ended", () => {
      const [found] = staff.visits();
      return found?.printed === "printed" && found;
    });
    expect(visit.number).toBe(ticket.number);
    expect(await scene.hubCount()).toBe(1);
    expect(await scene.paperNumbers()).toEqual([ticket.number]);
  });

  const kills = 15;
  it(`Q-TICKET-1: a kiosk is killed ${kills} times in the middle of a tap: no number twice, and every paper's number is at the hub`, async ({
    scene,
  }) => {
    await scene.startPrinter(400);
    await scene.start("hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const before = performance.now();
    const shown = [(await scene.ticket()).number];
    await scene.untilPapers(1);
    const tapMs = performance.now() - before;

    for (let kill = 0; kill < kills; kill += 1) {
      // Every other tap finds the kiosk just started and alone, the others find it beside the hub.
      if (kill % 2 === 0) await scene.untilTogether(page);
      const key = scene.key("killed");
      const answered = scene.tap(key).then(
        ({ body }) => (body as KioskTicket).number,
        () => undefined,
      );
      // The kills are spread over what a whole tap takes; nothing is waited for here.
      await new Promise((resolve) => setTimeout(resolve, (tapMs * kill) / kills));
      await scene.kill("kiosk-1");
      const first = await answered;
      await scene.start("kiosk-1");
      const again = await scene.ticket(key);
      // A number that was shown stays the number of this tap.
      if (first !== undefined) expect(again.number).toBe(first);
      shown.push(again.number);
    }

    await page.until<KioskLive>("the last print to end", "kiosk", ({ tickets }) => tickets.every(({ printed }) => printed !== "pending"));
    await scene.untilHubCount(kills + 1);
    const staff = scene.staff();
    const atHub = await until("every visit with the end of its print", () => {
      const all = [...staff.visits()];
      return all.length === kills + 1 && all.every(({ printed }) => printed !== "pending") && all.map(({ number }) => number);
    });
    expect(new Set(atHub).size).toBe(atHub.length);
    expect([...atHub].sort()).toEqual([...shown].sort());
    const papers = await scene.paperNumbers();
    expect(papers).not.toContain("unreadable");
    expect(new Set(papers).size).toBe(papers.length);
    expect(atHub).toEqual(expect.arrayContaining(papers));
  });
});
