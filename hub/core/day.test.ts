/** The office's day, story by story: doors, last tickets, limits, and the line that is carried over a night. */
import { describe, expect, it } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { officeToday } from "../views/today.ts";
import { monday, near, Office, tuesday, wednesday } from "./day-scene.ts";
import { minute } from "./moves-scene.ts";

describe("the doors", () => {
  it("before they open numbers are given and nobody is called; afterwards whoever came first is first", () => {
    const office = new Office();
    office.close();
    office.be(tuesday, "08:40");
    expect(office.office("form-line", { date: tuesday })).toBe("done");
    expect(officeToday(office.hub.state, "main", office.hub.at)).toMatchObject({ stage: "forming" });
    expect([office.ticket(), office.ticket()]).toEqual(["A1", "A2"]);
    expect(office.hub.state.waiting).toBe(2);
    expect(office.do("call-next", {})).toBe("doors-not-open");
    expect(office.do("call-from-list", { on: "A2" })).toBe("doors-not-open");
    expect(office.do("intake", { services: ["licence"], serve: true } as never)).toBe("doors-not-open");
    expect(office.do("intake", { services: ["licence"] } as never)).toBe("done");
    office.be(tuesday, "09:00");
    expect(office.office("open-doors", { date: wednesday })).toBe("day-already-open");
    expect(office.office("open-doors", { date: tuesday })).toBe("done");
    expect(office.office("open-doors", { date: tuesday })).toBe("doors-already-open");
    expect(office.do("call-next", {})).toBe("done");
    expect([office.holds(1), office.line]).toEqual(["A1", ["A2", "A3"]]);
  });

  it("Q-TIME-2: a wait counts from arrival as well as from the opening of the doors", () => {
    const office = new Office();
    office.close();
    office.be(tuesday, "08:29");
    office.office("form-line", { date: tuesday });
    office.ticket();
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    office.ticket();
    office.be(tuesday, "09:10");
    office.do("call-next", {});
    office.pass(1);
    office.other("call-next");
    const { waitP50, waitP90, waitOpenP50, waitOpenP90 } = office.figures();
    expect(near(waitP90, 40 * 60) && near(waitOpenP90, 10 * 60)).toBe(true);
    expect(near(waitP50, 10 * 60) && near(waitOpenP50, 10 * 60)).toBe(true);
  });

  it("opened with no date open, they open the date; a repeated press does nothing more", () => {
    const office = new Office();
    office.close();
    const key = "open-the-doors";
    expect(office.office("open-doors", { date: tuesday, key })).toBe("done");
    expect(office.hub.state.day).toMatchObject({ date: tuesday, stage: "open", doorsAt: office.hub.at });
    expect(office.hub.command("open-doors", { agent: 21, date: tuesday, key })).toMatchObject({ done: true, repeated: true });
    expect(office.office("form-line", { date: wednesday })).toBe("day-already-open");
  });

  it("after the last ticket kiosks give none, who waits is called, and staff can still take somebody in or give tickets again", () => {
    const office = new Office(["licence"]);
    expect(office.office("close-doors", { date: monday })).toBe("done");
    expect(office.asks("licence")).toBe("tickets-over");
    expect(office.office("close-doors", { date: monday })).toBe("tickets-over");
    expect(office.door("intake", { services: ["licence"] } as never)).toBe("done");
    expect(office.do("call-next", {})).toBe("done");
    const opened = office.hub.state.day?.doorsAt;
    expect(office.office("open-doors", { date: monday })).toBe("done");
    expect(office.asks("licence")).toBe(`A3 of ${monday}`);
    expect(office.hub.state.day?.doorsAt).toBe(opened);
  });
});

describe("services that give no ticket", () => {
  const hours = { weekly: [{ day: "monday" as const, opens: "09:00", closes: "16:30" }], holidays: [] };

  it("a limit counts what was given and what was promised; a number that lapsed is free again", () => {
    const office = new Office();
    office.configure({ services: exampleOffice().services.map((each) => (each.id === "licence" ? { ...each, perDay: 3 } : each)) });
    office.ticket();
    expect(office.asks("licence")).toBe(`A2 of ${monday}`);
    expect(office.asks("licence")).toBe(`A3 of ${monday}`);
    expect(office.asks("licence")).toBe("service-limit");
    expect(office.asks("abstract")).toBe(`A4 of ${monday}`);
    expect(office.asks(null)).toBe(`A5 of ${monday}`);
    expect(officeToday(office.hub.state, "main", office.hub.at)?.notOffered).toEqual([{ service: "licence", why: "limit", figure: 3 }]);
    office.kiosk.boot = "k2";
    office.say({ kind: "device-started", version: 1, body: { boot: "k2", software: "1" } });
    office.ship();
    expect(office.asks("licence")).toBe(`A6 of ${monday}`);
  });

  it("an appointment is given a ticket whatever the day has", () => {
    const office = new Office();
    office.office("close-doors", { date: monday });
    const asked = { id: "expected", kind: "reserve", request: "expected", epoch: "e1", boot: "k1", practice: false } as const;
    expect(office.hub.ask("kiosk-1", { ...asked, service: "licence", isExpected: true }).kind).toBe("reserved");
  });

  it("stopped by a person, and too near to closing: by the hours, or by today's own closing", () => {
    const office = new Office();
    office.configure({
      hours,
      services: exampleOffice().services.map((each) => (each.id === "licence" ? { ...each, lastTicketBeforeClosingMinutes: 30 } : each)),
    });
    office.be(monday, "15:59");
    expect(office.asks("licence")).toBe(`A1 of ${monday}`);
    office.be(monday, "16:00");
    expect(office.asks("licence")).toBe("last-ticket-given");
    expect(office.office("set-closing", { date: monday, closesAt: 18 * 60 })).toBe("done");
    expect(office.asks("licence")).toBe(`A2 of ${monday}`);
    office.office("set-closing", { date: monday, closesAt: null });
    expect(office.asks("licence")).toBe("last-ticket-given");
    office.office("stop-service", { service: "abstract" });
    expect(office.asks("abstract")).toBe("service-stopped");
    expect(office.door("intake", { services: ["abstract"] } as never)).toBe("service-stopped");
    office.office("resume-service", { service: "abstract" });
    expect(office.asks("abstract")).toBe(`A3 of ${monday}`);
  });
});

describe("carrying the line over", () => {
  it("Q-TICKET-1: who waits keeps number and place, and the series goes on; it begins at 1 when nobody was carried", () => {
    const office = new Office(["licence", "licence", "licence"]);
    office.do("call-next", {});
    expect(office.close(true)).toBe("done");
    expect(office.hub.rows.at(-1)).toMatchObject({
      kind: "day-closed",
      body: { ended: [expect.anything()], carried: [{}, {}].map(() => expect.anything()) },
    });
    expect(office.holds(1)).toBeNull();
    expect(office.hub.state.waiting).toBe(0);
    office.be(tuesday, "08:50");
    office.office("form-line", { date: tuesday });
    expect(office.hub.state.waiting).toBe(2);
    expect(office.ticket()).toBe("A4");
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    expect(office.line).toEqual(["A2", "A3", "A4"]);
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("A2");
    office.close(false);
    office.be(wednesday, "09:00");
    office.office("open-doors", { date: wednesday });
    expect(office.ticket()).toBe("A1");
  });

  it("Q-TIME-2: the night is no waiting: of who was carried only the wait behind open doors is measured", () => {
    const office = new Office(["licence"]);
    office.pass(30);
    office.close(true);
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    office.pass(12);
    office.do("call-next", {});
    const called = office.visit("A1");
    expect([called.waitedMs / minute, called.because?.waitedMs].map((each) => Math.round(Number(each)))).toEqual([42, 42 * minute]);
    const { called: calls, waitP50, waitOpenP50 } = office.figures();
    expect([calls, waitP50]).toEqual([1, null]);
    expect(near(waitOpenP50, 12 * 60)).toBe(true);
  });

  it("parked ones are carried, too; who stepped away is expected like the others; whoever is at a counter ends", () => {
    const office = new Office(["licence", "licence", "licence"]);
    office.serve("A1");
    office.do("park", { on: "A1", reason: "documents" } as never);
    office.door("step-away", { on: "A2", minutes: 15 } as never);
    office.serve("A3");
    office.close(true);
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    expect([office.stage("A1"), office.line, office.visit("A2").away]).toEqual(["parked", ["A2"], null]);
    expect(office.do("resume", { on: "A1" })).toBe("done");
  });

  it("is the office's rule, or the manager's word against it", () => {
    const always = new Office(["licence"], { carryOvernight: true });
    always.close();
    expect(always.hub.state.line).toHaveLength(1);
    const never = new Office(["licence"], { carryOvernight: true });
    never.close(false);
    expect(never.hub.state.line).toEqual([]);
    const usual = new Office(["licence"]);
    usual.close();
    expect(usual.hub.state.line).toEqual([]);
  });

  it("also when a virtual office opens the next date by itself", () => {
    const carrying = new Office(["licence", "licence"], { carryOvernight: true });
    carrying.hub.send({ kind: "open-day-by-hours", date: tuesday, key: `open-${tuesday}` });
    expect([carrying.line, carrying.ticket()]).toEqual([["A1", "A2"], "A3"]);
    const ending = new Office(["licence", "licence"]);
    ending.hub.send({ kind: "open-day-by-hours", date: tuesday, key: `open-${tuesday}` });
    expect([ending.line, ending.ticket()]).toEqual([[], "A1"]);
  });

  it("paper of yesterday that is scanned at a counter is known", () => {
    const office = new Office(["licence"]);
    const { id } = office.visit("A1");
    office.close(true);
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    const number = `theq1:example:A1:${monday}:${id}`;
    expect(office.do("admit", { number, service: null } as never)).toBe("number-known");
  });
});
