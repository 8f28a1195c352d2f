/** The printer fails while a citizen stands at the kiosk: the ticket stays on the screen, staff read what to do, and no paper comes out late. */
import { describe, expect } from "vitest";
import type { FaultCode } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { Staff } from "../../provisioning/office/wire/staff.ts";
import { it } from "./scene/it.ts";
import type { Page } from "./scene/page.ts";
import type { Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const faultsAtHub = (staff: Staff) => staff.device("kiosk-1")?.faults ?? [];

interface At {
  readonly scene: Scene;
  readonly page: Page;
  readonly staff: Staff;
}

/** Takes a ticket from a printer that fails, and follows it until the printer is well again and the copy is out. */
async function follow({ scene, page, staff }: At, cause: "off" | "paperOut" | "coverOpen" | "blocked", code: FaultCode): Promise<void> {
  const before = await scene.paperNumbers();
  await scene.printer.turn({ [cause]: true });
  const answered = await scene.tap();
  const ticket = answered.body as KioskTicket;
  expect(answered.status).toBe(200);
  const shown = await page.until<KioskLive>(`the print to end (${cause})`, "kiosk", ({ tickets, fault }) => {
    const [latest] = tickets;
    return latest?.visit === ticket.visit && latest.printed !== "pending" && fault !== null;
  });
  expect([cause, shown.tickets[0]?.printed, shown.fault]).toEqual([cause, "failed", code]);
  expect(shown.tickets[0]).toMatchObject({ number: ticket.number, mayReprint: true });
  // Tickets go on while the printer does not.
  expect(shown.state).toBe("ready");

  const told = await until(`staff to be told of ${code}`, () => faultsAtHub(staff).find((each) => each.fault === code));
  expect(faultText(told, "en").what).toContain("kiosk-1");
  expect(faultText(told, "en").advice.length).toBeGreaterThan(15);
  await until("the outcome at the hub", () => staff.visit(ticket.visit)?.printed === "failed");

  await scene.printer.turn({ [cause]: false });
  await page.until<KioskLive>("the printer to be well", "kiosk", ({ printer, fault }) => printer === "ready" && fault === null);
  await until("staff to see that it is cured", () => faultsAtHub(staff).length === 0);
  expect((await scene.ask("kiosk-1", "/api/kiosk/reprints", { visit: ticket.visit })).status).toBe(200);
  // The first paper since then is the copy that was asked for: nothing came out by itself.
  expect(await scene.untilPapers(before.length + 1)).toEqual([...before, ticket.number]);
  const second = await scene.ask("kiosk-1", "/api/kiosk/reprints", { visit: ticket.visit });
  expect(second).toMatchObject({ status: 409, body: { fault: "reprint-used" } });
}

describe.concurrent("Q-TICKET-5", { timeout: 150_000 }, () => {
  it("Q-TICKET-5: off, without paper, open or blocked: the ticket stays on the screen, no ghost comes out, one copy works, a second is refused", async ({
    scene,
  }) => {
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = scene.staff();
    await follow({ scene, page, staff }, "off", "printer-offline");
    await follow({ scene, page, staff }, "paperOut", "printer-paper-out");
    await follow({ scene, page, staff }, "coverOpen", "printer-cover-open");
    await follow({ scene, page, staff }, "blocked", "printer-silent");
    expect(await scene.hubCount()).toBe(4);
    expect((await scene.paperNumbers()).length).toBe(4);
  });

  it("Q-TICKET-5: the paper ends in the middle of a ticket and is loaded late: the outcome is unknown, and the rest never comes out", async ({
    scene,
  }) => {
    await scene.startPrinter(60);
    await scene.start("hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = scene.staff();
    const ticket = await scene.ticket();
    await until("the printer to begin", async () => ((await scene.ask("printer", "/state")).body as { printing: boolean }).printing);
    await scene.printer.turn({ paperOut: true });
    const ended = await page.until<KioskLive>("the print to end", "kiosk", ({ tickets }) => tickets[0]?.printed !== "pending");
    expect([ended.tickets[0]?.printed, ended.fault]).toEqual(["unknown", "printer-paper-out"]);
    await scene.printer.turn({ paperOut: false });
    await page.until<KioskLive>("the printer to be well", "kiosk", ({ printer }) => printer === "ready");
    const next = await scene.ticket();
    expect(next.number).not.toBe(ticket.number);
    // What the first left on the paper is cut off, so that the next citizen's number stands alone.
    expect(await scene.untilPapers(2)).toEqual(["unreadable", next.number]);
    await until("both outcomes at the hub", () => {
      const outcomes = [ticket, next].map(({ visit }) => staff.visit(visit)?.printed);
      return outcomes[0] === "unknown" && outcomes[1] === "printed";
    });
  });
});
