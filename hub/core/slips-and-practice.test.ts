/** Return slips, practice, and the paper that kiosks are asked for, story by story. */
import { describe, expect, it } from "vitest";
import { officeToday } from "../views/today.ts";
import { monday, near, Office, tuesday, wednesday } from "./day-scene.ts";

describe("return slips", () => {
  /** Three wait on Monday; two of them are asked to come on Tuesday between 9 and 10. */
  function promised(): { office: Office; a2: string; a3: string } {
    const office = new Office(["licence", "licence", "licence"]);
    const [a2, a3] = [office.visit("A2").id, office.visit("A3").id];
    expect(office.promise(tuesday, 9, "A2", "A3")).toBe("done");
    return { office, a2, a3 };
  }

  it("take their holders out of today's line, and print where it was asked", () => {
    const office = new Office(["licence", "licence"]);
    const visits = [{ visit: office.visit("A1").id, from: 540, to: 600 }];
    expect(office.office("promise-returns", { date: tuesday, visits, printAt: "board-1" })).toBe("unknown-device");
    expect(office.office("promise-returns", { date: monday, visits })).toBe("day-not-after-last");
    expect(office.office("promise-returns", { date: tuesday, visits, printAt: "kiosk-1" })).toBe("done");
    expect([...office.hub.state.papers.values()]).toMatchObject([{ device: "kiosk-1", what: "return-slip", state: "asked" }]);
    expect(office.hub.state.waiting).toBe(1);
    expect(office.do("call-next", {})).toBe("done");
    expect([office.holds(1), office.other("call-next")]).toEqual(["A2", "nobody-waiting"]);
    expect(office.office("promise-returns", { date: tuesday, visits })).toBe("promised-already");
  });

  it("within the hour their holders go first, in the order of the day before, before everybody of that day", () => {
    const { office, a2, a3 } = promised();
    office.close();
    office.be(tuesday, "08:45");
    office.office("form-line", { date: tuesday });
    const [early, next] = [office.ticket(), office.ticket()];
    expect([early, next]).toEqual(["A4", "A5"]);
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    expect(office.hub.state.waiting).toBe(2);
    office.be(tuesday, "09:20");
    office.scan(a3);
    office.pass(1);
    office.scan(a2);
    expect([office.line, office.hub.state.waiting]).toEqual([["A2", "A3", "A4", "A5"], 4]);
    office.do("call-next", {});
    expect(office.holds(1)).toBe("A2");
    expect(office.visit("A2").because).toMatchObject({ why: "let-forward", class: "return-slip" });
    // Scanned once more it changes nothing.
    office.scan(a3);
    expect(office.line).toEqual(["A3", "A4", "A5"]);
  });

  it("earlier they wait at the place they came at, until the hour begins; later at the place they came at", () => {
    const { office, a2, a3 } = promised();
    office.close();
    office.be(tuesday, "08:00");
    office.office("open-doors", { date: tuesday });
    office.ticket();
    office.scan(a2);
    expect(office.here).toEqual(["A4", "A2"]);
    office.ticket();
    office.be(tuesday, "09:00");
    office.hub.send({ kind: "look-round" });
    expect(office.hub.rows.at(-1)).toMatchObject({ kind: "promise-due", body: { visit: a2 } });
    expect(office.here).toEqual(["A2", "A4", "A5"]);
    office.be(tuesday, "10:05");
    office.scan(a3);
    expect(office.here).toEqual(["A2", "A4", "A5", "A3"]);
    office.hub.send({ kind: "look-round" });
    expect(office.here.at(-1)).toBe("A3");
  });

  it("are told plainly at a kiosk: when to come while their day has not come, and that they may say so once it has", () => {
    const { office, a2 } = promised();
    const hour = { date: tuesday, from: 540, to: 600 };
    const find = (visit: string | null) => {
      const answer = office.hub.ask("kiosk-1", { id: `find-${office.hub.state.n}`, kind: "find-ticket", letter: "A", count: 2, visit });
      return answer.kind === "ticket" && answer.found.kind === "ticket" ? [answer.found.stands, answer.found.hour] : answer;
    };
    // On the day itself, at night, and by its number alone.
    expect([find(a2), find(null)]).toEqual([
      ["return-later", hour],
      ["return-later", hour],
    ]);
    office.close();
    expect([find(a2), find(null)]).toEqual([
      ["return-later", hour],
      ["return-later", hour],
    ]);
    // Shown too soon it stays good, and takes nobody's place.
    office.scan(a2);
    expect([office.visit("A2").promised?.arrived, office.here]).toEqual([null, []]);
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    expect(find(null)).toEqual(["return-today", hour]);
    office.scan(a2);
    expect(find(a2)).toEqual(["waiting", null]);
  });

  it("are called unasked once they were shown, though the hub was off over the night; shown while it was away they are asked about", () => {
    const { office, a2, a3 } = promised();
    office.close();
    const aliveAt = office.hub.at;
    office.be(tuesday, "08:50");
    office.hub.restart("boot-2");
    office.hub.send({ kind: "start", timeZoneData: "2026c", aliveAt });
    office.office("open-doors", { date: tuesday });
    office.be(tuesday, "09:10");
    office.scan(a2);
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("A2");
    const diedAt = office.hub.at;
    office.be(tuesday, "09:20");
    office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 3, visit: a3 } });
    office.be(tuesday, "09:40");
    office.hub.restart("boot-3");
    office.hub.send({ kind: "start", timeZoneData: "2026c", aliveAt: diedAt });
    office.ship();
    expect(office.visit("A3")).toMatchObject({ toConfirm: true, promised: { arrived: "in-time" } });
  });

  it("Q-TICKET-1: keep their numbers to themselves though their holder has left and their day was skipped, whatever its name becomes", () => {
    const { office, a2, a3 } = promised();
    expect([office.door("left", { on: "A2" }), office.door("left", { on: "A3" })]).toEqual(["done", "done"]);
    expect(office.do("call-next", {})).toBe("done");
    office.close();
    office.be(wednesday, "08:00");
    office.office("open-doors", { date: wednesday });
    const given = office.ticket();
    expect(given).toBe("A4");
    const wrong = { date: wednesday, to: tuesday, why: "mistake" } as const;
    expect(office.office("correct-day", wrong)).toBe("done");
    const dates = [a2, a3].map((id) => office.hub.state.visits.get(id)?.date);
    expect([...dates, office.visit(given).date]).toEqual([tuesday, tuesday, tuesday]);
  });

  it("are refused at a counter before their day", () => {
    const { office } = promised();
    expect(office.do("come-back", { on: "A2" })).toBe("not-away");
    expect(office.visit("A2").promised?.arrived).toBeNull();
  });

  it("are shown at a counter just as well, and that can be undone", () => {
    const { office } = promised();
    office.close();
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    expect(office.do("call-from-list", { on: "A2" })).toBe("stepped-away");
    expect(office.do("come-back", { on: "A2" })).toBe("done");
    expect(office.line).toContain("A2");
    expect(office.do("undo", { on: "A2" })).toBe("done");
    expect([office.visit("A2").promised?.arrived, office.hub.state.waiting]).toEqual([null, 0]);
    expect(office.do("come-back", { on: "A2" })).toBe("done");
    expect(office.do("call-next", {})).toBe("done");
  });

  it("hold on the next date that opens, when the office could not open on theirs; not used, they end with it", () => {
    const { office, a2 } = promised();
    office.close();
    office.be(wednesday, "09:00");
    office.office("open-doors", { date: wednesday });
    expect(office.visit("A2")).toMatchObject({ date: wednesday, promised: { date: wednesday, from: 540 } });
    office.be(wednesday, "09:30");
    office.scan(a2);
    expect(office.visit("A2").promised?.arrived).toBe("in-time");
    office.close();
    expect([...office.hub.state.visits.values()].filter(({ stage }) => stage.kind !== "ended")).toEqual([]);
    office.office("open-doors", { date: "2026-11-26" });
    expect(office.ticket()).toBe("A1");
  });

  it("Q-TIME-2: their wait counts from the showing of the slip", () => {
    const { office, a2 } = promised();
    office.close();
    office.be(tuesday, "09:00");
    office.office("open-doors", { date: tuesday });
    office.be(tuesday, "09:20");
    office.scan(a2);
    office.pass(5);
    office.do("call-next", {});
    const { waitP50, waitOpenP50 } = office.figures();
    expect(waitP50).toBeNull();
    expect(near(waitOpenP50, 5 * 60)).toBe(true);
  });
});

describe("practice", () => {
  function playing(kiosks = true): Office {
    const office = new Office();
    office.close();
    office.be(tuesday, "08:15");
    expect(office.office("start-practice", { counters: ["counter-1"], kiosks })).toBe("done");
    return office;
  }

  it("counters in practice meet practice tickets only, and the others never", () => {
    const office = playing();
    expect(office.play()).toBe("B1");
    expect(office.other("call-next")).toBe("day-not-open");
    expect(office.do("call-next", {})).toBe("done");
    expect([office.holds(1), office.hub.state.waiting]).toEqual(["B1", 0]);
    expect(office.do("begin", { on: "B1" })).toBe("done");
    expect(office.do("intake", { services: ["licence"] } as never)).toBe("done");
    expect(office.do("finish", { on: "B1" })).toBe("done");
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("B2");
    expect(office.figures()).toMatchObject({ joined: 0, called: 0, finished: 0 });
    expect(office.hub.state.tickets).toBe(0);
  });

  it("needs the office closed at the kiosks, and counters that are free", () => {
    const office = new Office(["licence"]);
    expect(office.office("start-practice", { counters: [], kiosks: true })).toBe("practice-no-kiosks");
    office.do("call-next", {});
    expect(office.office("start-practice", { counters: ["counter-1"], kiosks: false })).toBe("counter-busy");
    expect(office.office("start-practice", { counters: ["counter-9"], kiosks: false })).toBe("unknown-counter");
    expect(office.office("start-practice", { counters: ["counter-2"], kiosks: false })).toBe("done");
    expect(office.office("start-practice", { counters: ["counter-2"], kiosks: false })).toBe("practice-on");
    expect(office.asks("licence", true)).toBe("practice-off");
    office.ticket();
    expect(office.other("call-next")).toBe("nobody-waiting");
    expect(office.other("call-from-list", { on: "A2" })).toBe("in-practice");
  });

  it("gives kiosks practice numbers as long as no date is open, and tells them until when", () => {
    const office = playing();
    expect(officeToday(office.hub.state, "main", office.hub.at)?.practice).toEqual({ until: expect.any(Number) });
    expect(office.asks("licence", true)).toMatch(/^B\d of 2026-11-24$/);
    office.office("form-line", { date: tuesday });
    expect(office.asks("licence", true)).toBe("practice-off");
    expect(officeToday(office.hub.state, "main", office.hub.at)?.practice).toBeNull();
    expect(office.asks("licence")).toBe(`A1 of ${tuesday}`);
  });

  it("ends by itself when the doors open, with all its tickets; nothing of it is left", () => {
    const office = playing();
    office.play();
    office.play();
    office.do("call-next", {});
    office.office("form-line", { date: tuesday });
    expect(office.hub.state.practice).not.toBeNull();
    office.office("open-doors", { date: tuesday });
    expect([office.hub.state.practice, office.holds(1), office.line]).toEqual([null, null, []]);
    expect([...office.hub.state.visits.values()].filter(({ practice }) => practice)).toEqual([]);
    expect(office.hub.state.before).toEqual([]);
    office.ticket();
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("A1");
  });

  it("can be ended by hand; a ticket of it that is told afterwards is nobody's, and its numbers go on the next time", () => {
    const office = playing();
    const request = "late";
    office.hub.ask("kiosk-1", { id: "late", kind: "reserve", request, epoch: "e1", boot: "k1", practice: true });
    expect(office.office("end-practice", {})).toBe("done");
    expect(office.office("end-practice", {})).toBe("practice-off");
    const ticket = office.kiosk.ticket({ letter: "B", count: 1, request, date: tuesday });
    office.say({ ...ticket, body: { ...ticket.body, practice: true } } as typeof ticket);
    office.ship();
    expect(office.line).toEqual([]);
    expect(office.office("start-practice", { counters: [], kiosks: true })).toBe("done");
    expect(office.play()).toBe("B2");
    office.office("open-doors", { date: tuesday });
    office.close();
    expect(office.office("start-practice", { counters: [], kiosks: true })).toBe("done");
    expect(office.play()).toBe("B3");
  });

  it("is spoken and shown while the office is closed, and is silent where citizens wait", () => {
    const closed = playing();
    closed.play();
    closed.do("call-next", {});
    expect(closed.hub.rows.at(-1)).toMatchObject({ body: { announcement: { device: "board-1" } } });
    const open = new Office();
    open.office("start-practice", { counters: ["counter-1"], kiosks: false });
    open.do("intake", { services: ["licence"] } as never);
    open.do("call-next", {});
    expect(open.hub.rows.at(-1)).toMatchObject({ kind: "visit-called", body: { practice: true, announcement: { device: null } } });
  });
});

describe("paper for kiosks", () => {
  it("is asked for until the kiosk says that it has it, and its end is told", () => {
    const office = new Office();
    expect(office.door("intake", { services: ["licence"], printAt: "kiosk-1" } as never)).toBe("done");
    const { id } = office.visit("A1");
    const [paper] = office.hub.state.papers.values();
    expect([paper?.state, office.visit("A1").printed]).toEqual(["asked", "pending"]);
    const body = { job: paper?.job ?? "", visit: id, what: "ticket" } as const;
    office.say({ kind: "paper-taken", version: 1, body });
    office.ship();
    expect(office.hub.state.papers.get(body.job)?.state).toBe("taken");
    office.say({ kind: "paper-ended", version: 1, body: { ...body, outcome: "printed", fault: null } });
    office.ship();
    expect(office.visit("A1").printed).toBe("printed");
  });

  it("that no kiosk took within two minutes is given up, unless its kiosk had it after all", () => {
    const office = new Office();
    office.door("intake", { services: ["licence"], printAt: "kiosk-1" } as never);
    const [paper] = office.hub.state.papers.values();
    const job = paper?.job ?? "";
    office.hub.send({ kind: "look-round" });
    expect(office.visit("A1").printed).toBe("pending");
    office.pass(2);
    office.hub.send({ kind: "look-round" });
    expect([office.hub.rows.at(-1)?.kind, office.visit("A1").printed]).toEqual(["paper-lapsed", "failed"]);
    office.hub.send({ kind: "look-round" });
    expect(office.hub.rows.filter(({ kind }) => kind === "paper-lapsed")).toHaveLength(1);
    const body = { job, visit: office.visit("A1").id, what: "ticket" } as const;
    office.say({ kind: "paper-taken", version: 1, body });
    office.say({ kind: "paper-ended", version: 1, body: { ...body, outcome: "printed", fault: null } });
    office.ship();
    expect(office.visit("A1").printed).toBe("printed");
  });

  it("a second copy that fails takes nothing from the first", () => {
    const office = new Office();
    office.ticket();
    expect(office.door("reprint", { on: "A1", device: "kiosk-1" } as never)).toBe("done");
    expect(office.visit("A1").printed).toBe("pending");
    const [paper] = office.hub.state.papers.values();
    const body = { job: paper?.job ?? "", visit: office.visit("A1").id, what: "reprint" } as const;
    office.say({ kind: "paper-ended", version: 1, body: { ...body, outcome: "printed", fault: null } });
    office.ship();
    expect(office.visit("A1")).toMatchObject({ printed: "pending", reprints: 1 });
  });
});
