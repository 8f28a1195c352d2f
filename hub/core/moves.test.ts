/** The moves of a visit, story by story: what each does, what it keeps, and why it is refused. */
import { describe, expect, it } from "vitest";
import { relativeError } from "#shared/statistics/histogram.ts";
import { minute, Scene } from "./moves-scene.ts";

const seconds = (minutes: number) => minutes * 60;
const near = (value: number | null, wanted: number) => Math.abs((value ?? -1) - wanted) <= relativeError * wanted;

describe("several services in one visit", () => {
  it("are added, gone on with and finished, each with its own time", () => {
    const office = new Scene(["licence"]);
    office.serve("A1");
    office.pass(5);
    expect(office.do("add-service", { on: "A1", service: "abstract" })).toBe("done");
    expect(office.visit("A1")).toMatchObject({ service: "abstract", segment: 2, segments: [{ state: "stopped" }, { state: "serving" }] });
    office.pass(10);
    expect(office.do("switch-service", { on: "A1", segment: 2 })).toBe("segment-present");
    expect(office.do("switch-service", { on: "A1", segment: 3 })).toBe("unknown-segment");
    expect(office.do("switch-service", { on: "A1", segment: 1 })).toBe("done");
    office.pass(2);
    expect(office.do("set-quantity", { on: "A1", segment: 2, quantity: 3 })).toBe("done");
    expect(office.do("set-quantity", { on: "A1", segment: 2, quantity: 3 })).toBe("nothing-to-change");
    expect(office.do("finish", { on: "A1" })).toBe("done");
    expect(office.visit("A1").segments.map(({ state, quantity }) => [state, quantity])).toEqual([
      ["done", 1],
      ["done", 3],
    ]);
    expect(near(office.figures("licence").serviceP50, seconds(7))).toBe(true);
    expect(near(office.figures("abstract").serviceP50, seconds(10))).toBe(true);
    expect(office.figures()).toMatchObject({ joined: 1, finished: 1, served: 2, transactions: 4 });
    expect(near(office.figures().handleP50, seconds(17))).toBe(true);
  });

  it("stated at the kiosk are one ticket: after the first it waits for the next, from its joining, and is never at two counters", () => {
    const office = new Scene();
    office.ticket("unsure", ["licence"], 3);
    expect(office.visit("A1")).toMatchObject({
      people: 3,
      queue: "first-contact",
      segments: [{ state: "waiting" }, { service: "licence" }],
    });
    expect(office.other("call-next")).toBe("nobody-waiting");
    office.serve("A1");
    expect(office.other("call-from-list", { on: "A1" })).toBe("not-waiting");
    office.pass(6);
    expect(office.do("finish", { on: "A1" })).toBe("done");
    const waiting = office.visit("A1");
    expect(waiting).toMatchObject({ stage: { kind: "waiting" }, service: "licence", segment: 2, place: waiting.arrivedAt });
    expect(waiting.segments[1]?.joinedAt).toBe(waiting.arrivedAt);
    expect(office.holds(1)).toBeNull();
    expect(office.other("call-next")).toBe("done");
    expect(office.other("begin", { on: "A1" })).toBe("done");
    expect(office.other("finish", { on: "A1" })).toBe("done");
    expect(office.figures()).toMatchObject({ joined: 1, called: 1, finished: 1, served: 2 });
  });

  it("can be dropped, and at most eight are in one visit", () => {
    const office = new Scene();
    office.ticket("licence", ["abstract", "unsure"]);
    office.serve("A1");
    expect(office.do("finish", { on: "A1", rest: "drop" })).toBe("done");
    expect(office.visit("A1").segments.map(({ state }) => state)).toEqual(["done", "dropped", "dropped"]);
    office.ticket();
    office.serve("A2");
    for (let n = 2; n <= 8; n += 1) expect(office.do("add-service", { on: "A2", service: "abstract" })).toBe("done");
    expect(office.do("add-service", { on: "A2", service: "abstract" })).toBe("too-many-services");
  });

  it("are corrected at the door without losing the place, and at the counter by their number", () => {
    const office = new Scene(["unsure", "licence"]);
    expect(office.door("correct-service", { on: "A1", service: "licence" })).toBe("done");
    expect(office.door("correct-service", { on: "A1", service: "licence" })).toBe("same-service");
    expect(office.line).toEqual(["A1", "A2"]);
    expect(office.other("call-next")).toBe("done");
    expect(office.holds(2)).toBe("A1");
    expect(office.door("correct-service", { on: "A1", service: "abstract" })).toBe("wrong-counter");
    expect(office.other("change-service", { on: "A1", segment: 1, service: "nothing" })).toBe("unknown-service");
    expect(office.other("change-service", { on: "A1", segment: 1, service: "abstract" })).toBe("done");
    expect(office.figures("abstract")).toMatchObject({ joined: 1, called: 1 });
    expect(office.figures("unsure")).toMatchObject({ joined: 0, called: 0 });
  });
});

describe("parked", () => {
  it("leaves the counter free and goes on at any, with the time parked apart from the service", () => {
    const office = new Scene(["licence", "licence"]);
    expect(office.do("park", { on: "A1", reason: "form" })).toBe("not-serving");
    office.serve("A1");
    office.pass(4);
    expect(office.do("park", { on: "A1", reason: "form", untilMinutes: 300 })).toBe("park-too-long");
    expect(office.do("park", { on: "A1", reason: "form", untilMinutes: 15 })).toBe("done");
    expect(office.visit("A1").stage).toMatchObject({
      kind: "parked",
      counter: "counter-1",
      reason: "form",
      until: office.hub.at + 15 * minute,
    });
    expect([office.holds(1), office.line]).toEqual([null, ["A2"]]);
    expect(office.do("call-next", {})).toBe("done");
    expect(office.do("resume", { on: "A1" })).toBe("counter-busy");
    office.pass(20);
    expect(office.other("resume", { on: "A1" })).toBe("done");
    expect(office.other("resume", { on: "A1" })).toBe("not-parked");
    office.pass(3);
    expect(office.other("finish", { on: "A1" })).toBe("done");
    expect(near(office.figures().serviceP50, seconds(7))).toBe(true);
    expect(near(office.figures().holdP50, seconds(20))).toBe(true);
  });

  it("can be called back over the board, returned to the line, or have left", () => {
    const office = new Scene(["licence"]);
    office.serve("A1");
    office.do("park", { on: "A1", reason: "documents" });
    expect(office.other("call-from-list", { on: "A1" })).toBe("done");
    expect(office.stage("A1")).toBe("called");
    // Nothing is being done until it begins again.
    expect(office.visit("A1").segments[0]?.state).toBe("waiting");
    office.other("begin", { on: "A1" });
    expect(office.visit("A1").segments[0]?.state).toBe("serving");
    office.other("park", { on: "A1", reason: "documents" });
    expect(office.do("return-to-line", { on: "A1", place: "end" })).toBe("done");
    expect(office.line).toEqual(["A1"]);
    office.serve("A1");
    office.do("park", { on: "A1", reason: "documents" });
    expect(office.door("left", { on: "A1" })).toBe("done");
    expect(office.hub.rows.at(-1)?.body).toMatchObject({ from: "parked", counter: null });
  });
});

describe("back into the line", () => {
  it("keeps the place by arrival, or goes to the end, and what was waited counts on", () => {
    const office = new Scene(["licence", "licence", "licence"]);
    const { arrivedAt } = office.visit("A1");
    office.pass(7);
    office.serve("A1");
    expect(office.do("return-to-line", { on: "A1" })).toBe("done");
    expect(office.line).toEqual(["A1", "A2", "A3"]);
    expect(office.visit("A1").waitedMs).toBe(office.hub.at - arrivedAt);
    office.serve("A1");
    expect(office.do("return-to-line", { on: "A1", place: "end" })).toBe("done");
    expect(office.line).toEqual(["A2", "A3", "A1"]);
    expect(office.do("return-to-line", { on: "A1" })).toBe("not-called");
    office.pass(5);
    office.serve("A1");
    office.do("finish", { on: "A1" });
    // The first wait ended with the first call; the last call came five minutes later.
    expect(near(office.figures().waitP50, seconds(9))).toBe(true);
    expect(near(office.figures().waitFinalP50, seconds(9))).toBe(true);
  });

  it("waits for whom it was transferred to, and for nobody who is not there", () => {
    const office = new Scene(["licence", "licence"]);
    office.serve("A2");
    expect(office.do("transfer", { on: "A2", to: { kind: "counter", id: "counter-1" } })).toBe("target-present");
    expect(office.do("transfer", { on: "A2", to: { kind: "counter", id: "counter-9" } })).toBe("unknown-counter");
    expect(office.do("transfer", { on: "A2", to: { kind: "agent", id: 99 } })).toBe("unknown-agent");
    expect(office.do("transfer", { on: "A2", to: { kind: "counter-type", id: "Aquarium" } })).toBe("unknown-counter-type");
    expect(office.do("transfer", { on: "A2", to: { kind: "agent", id: 22 } })).toBe("done");
    expect(office.door("transfer", { on: "A2", to: { kind: "agent", id: 22 } })).toBe("target-present");
    expect([office.line, office.holds(1)]).toEqual([["A1", "A2"], null]);
    // It waits for agent 22 alone.
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("A1");
    expect(office.other("call-next")).toBe("done");
    expect(office.holds(2)).toBe("A2");
    office.other("begin", { on: "A2" });
    office.do("finish", { on: "A1" });
    office.do("begin", { on: "A1" });
    office.do("finish", { on: "A1" });
    expect(office.do("sign-out", {})).toBe("done");
    expect(office.other("transfer", { on: "A2", to: { kind: "agent", id: 21 } })).toBe("target-not-there");
    expect(office.other("transfer", { on: "A2", to: { kind: "counter", id: "counter-1" } })).toBe("target-not-there");
    expect(office.other("transfer", { on: "A2", to: { kind: "service", id: "licence" } })).toBe("same-service");
    expect(office.other("transfer", { on: "A2", to: { kind: "service", id: "unsure" } })).toBe("done");
    expect(office.visit("A2")).toMatchObject({
      target: null,
      service: "unsure",
      queue: "first-contact",
      place: office.visit("A2").arrivedAt,
    });
  });
});

describe("no-shows", () => {
  it("are declared after as many recalls as the office wants", () => {
    const office = new Scene(["licence"], { recallsBeforeNoShow: 2 });
    office.do("call-next", {});
    expect(office.do("no-show", { on: "A1" })).toBe("recall-first");
    office.do("recall", { on: "A1" });
    expect(office.do("no-show", { on: "A1" })).toBe("recall-first");
    office.do("recall", { on: "A1" });
    expect(office.do("no-show", { on: "A1" })).toBe("done");
  });

  it("come back once within 45 minutes and are next; later or twice they are refused", () => {
    const office = new Scene(["licence", "licence", "licence", "licence"]);
    office.do("call-from-list", { on: "A3" });
    office.do("no-show", { on: "A3" });
    expect(office.figures()).toMatchObject({ noShow: 1 });
    office.pass(45);
    expect(office.door("return-no-show", { on: "A3" })).toBe("done");
    expect(office.line).toEqual(["A3", "A1", "A2", "A4"]);
    expect(office.figures()).toMatchObject({ noShow: 0 });
    expect(office.door("return-no-show", { on: "A3" })).toBe("not-no-show");
    office.do("call-next", {});
    expect(office.holds(1)).toBe("A3");
    office.do("no-show", { on: "A3" });
    expect(office.door("return-no-show", { on: "A3" })).toBe("returned-before");
    office.do("call-next", {});
    office.do("no-show", { on: "A1" });
    office.pass(46);
    expect(office.door("return-no-show", { on: "A1" })).toBe("return-too-late");
    expect(office.door("return-no-show", { on: "A2" })).toBe("not-no-show");
  });

  it("come back by themselves at a kiosk, by the number as on paper", () => {
    const office = new Scene(["licence", "licence"], { noShowReturn: { minutes: 45, place: "end", times: 1 } });
    office.do("call-next", {});
    office.do("no-show", { on: "A1" });
    office.pass(10);
    office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 1, visit: null } });
    office.ship();
    expect(office.line).toEqual(["A2", "A1"]);
    expect(office.visit("A1").returns).toBe(1);
    expect(office.figures().noShow).toBe(0);
    const told = office.hub.rows.slice(-2).map(({ kind, origin }) => [kind, origin?.source]);
    expect(told).toEqual([
      ["came-back", "kiosk-1"],
      ["no-show-returned", undefined],
    ]);
  });

  it("come back at a kiosk once, however often they say so, and however late the hub hears of it", () => {
    const office = new Scene(["licence", "licence"], { noShowReturn: { minutes: 45, place: "end", times: 5 } });
    office.do("call-next", {});
    office.do("no-show", { on: "A1" });
    office.pass(40);
    for (const _twice of [1, 2]) office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 1, visit: null } });
    office.pass(20);
    office.ship();
    expect(office.visit("A1").returns).toBe(1);
    office.serve("A1");
    office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 1, visit: null } });
    office.ship();
    expect(office.stage("A1")).toBe("serving");
  });

  it("do not come back at a kiosk when the time is over", () => {
    const office = new Scene(["licence"]);
    office.do("call-next", {});
    office.do("no-show", { on: "A1" });
    office.pass(46);
    office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 1, visit: null } });
    office.ship();
    expect([office.stage("A1"), office.hub.rows.at(-1)?.kind]).toEqual(["ended no-show", "came-back"]);
  });
});

describe("stepping away", () => {
  it("keeps the place, is not called, and ends with coming back", () => {
    const office = new Scene(["licence", "licence"]);
    expect(office.door("step-away", { on: "A1", minutes: 20 })).toBe("away-not-offered");
    expect(office.door("step-away", { on: "A1", minutes: 15 })).toBe("done");
    expect(office.door("step-away", { on: "A1", minutes: 15 })).toBe("stepped-away");
    expect([office.line, office.hub.state.waiting]).toEqual([["A1", "A2"], 1]);
    expect(office.do("call-from-list", { on: "A1" })).toBe("stepped-away");
    office.do("call-next", {});
    expect(office.holds(1)).toBe("A2");
    expect(office.door("come-back", { on: "A1" })).toBe("done");
    expect(office.door("come-back", { on: "A1" })).toBe("not-away");
    expect(office.other("call-next")).toBe("done");
    expect(office.holds(2)).toBe("A1");
  });

  it("expires ten minutes after its time, as an event of the hub's own", () => {
    const office = new Scene(["licence"]);
    office.door("step-away", { on: "A1", minutes: 15 });
    office.pass(24);
    office.hub.send({ kind: "look-round" });
    expect(office.stage("A1")).toBe("waiting");
    office.pass(1);
    office.hub.send({ kind: "look-round" });
    expect(office.stage("A1")).toBe("ended left");
    expect(office.hub.rows.at(-1)?.body).toMatchObject({ why: "stayed-away", actor: { kind: "system" } });
    office.hub.send({ kind: "look-round" });
    expect(office.hub.rows.filter((row) => row.kind === "visit-left")).toHaveLength(1);
  });

  it("does not expire while the hub's clock is doubted, just after a start, or when an agent is asked first", () => {
    const office = new Scene(["licence"]);
    office.door("step-away", { on: "A1", minutes: 15 });
    office.pass(30);
    office.hub.restart("boot-2", { aliveAt: office.hub.at });
    office.hub.send({ kind: "look-round" });
    office.pass(4);
    office.hub.send({ kind: "look-round" });
    expect(office.stage("A1")).toBe("waiting");
    office.hub.send({ kind: "clock-doubt", wall: 0, why: "stepped" });
    office.pass(4);
    office.hub.send({ kind: "look-round" });
    expect(office.stage("A1")).toBe("waiting");
    office.office("trust-clock", {});
    office.hub.send({ kind: "look-round" });
    expect(office.stage("A1")).toBe("ended left");
  });

  it("at a kiosk counts from when it was said there, however late the hub hears of it", () => {
    const office = new Scene(["licence"]);
    office.say({ kind: "stepped-away", version: 1, body: { letter: "A", count: 1, visit: null, minutes: 15 } });
    const since = office.hub.at;
    office.pass(3);
    office.say({ kind: "came-back", version: 1, body: { letter: "A", count: 1, visit: "kiosk-1.e1.1" } });
    office.pass(2);
    office.hub.send(office.kiosk.message(2, 2));
    expect(office.visit("A1").away).toEqual({ since, until: since + 15 * minute });
    office.ship();
    expect(office.visit("A1").away).toBeNull();
  });
});

describe("visits that staff begin", () => {
  it("have a number of the shared series and join the line, or are served at once", () => {
    const office = new Scene(["licence"]);
    const answer = office.hub.command("intake", {
      agent: 22,
      services: ["licence", "abstract"],
      people: 2,
      printAt: "kiosk-1",
      needs: ["hearing"],
    });
    expect(answer).toMatchObject({ done: true, visit: office.visit("A2").id });
    expect(office.visit("A2")).toMatchObject({
      people: 2,
      needs: ["hearing"],
      segments: [{ service: "licence" }, { service: "abstract" }],
    });
    expect(office.visit("A2").id).toBe(`hub.hub-epoch.${office.hub.rows.find((row) => row.kind === "visit-joined")?.seq}`);
    expect(office.hub.rows.slice(-3).map((row) => row.kind)).toEqual(["number-reserved", "visit-joined", "print-requested"]);
    expect(office.line).toEqual(["A1", "A2"]);
    expect(office.do("intake", { services: ["licence"], serve: true })).toBe("done");
    expect([office.holds(1), office.stage("A3")]).toEqual(["A3", "serving"]);
    expect(office.do("intake", { services: ["licence"], serve: true })).toBe("counter-busy");
    expect(office.door("intake", { services: ["licence"], serve: true })).toBe("not-signed-in");
    expect(office.ticket()).toBe("A4");
    expect(office.hub.state.tickets).toBe(4);
    office.pass(8);
    office.do("finish", { on: "A3" });
    expect(office.figures()).toMatchObject({ joined: 4, called: 0, finished: 1 });
    office.office("close-day", { date: "2026-11-23" });
    expect(office.hub.rows.some((row) => row.kind === "reservation-lapsed")).toBe(false);
  });

  it("say their channel, priority and type of counter, and are refused with a reason", () => {
    const office = new Scene();
    expect(office.do("intake", { services: ["licence"], channel: "phone", serve: true, priority: "low", counterType: "Quick Trans" })).toBe(
      "done",
    );
    expect(office.visit("A1")).toMatchObject({ channel: "phone", priority: "low", counterType: "Quick Trans" });
    expect(office.door("intake", { services: ["nothing"] })).toBe("unknown-service");
    expect(office.door("intake", { services: ["licence", "licence"] })).toBe("same-service");
    expect(office.door("intake", { services: ["licence"], printAt: "board-1" })).toBe("unknown-device");
    expect(office.door("intake", { services: ["licence"], counterType: "Aquarium" })).toBe("unknown-counter-type");
    office.office("stop-service", { service: "licence" });
    expect(office.door("intake", { services: ["licence"] })).toBe("service-stopped");
    expect(office.door("set-needs", { on: "A1", priority: "low" })).toBe("nothing-to-change");
    expect(office.door("reprint", { on: "A1", device: "kiosk-2" })).toBe("unknown-device");
    expect(office.door("reprint", { on: "A1", device: "kiosk-1" })).toBe("done");
    office.do("finish", { on: "A1" });
    office.office("close-day", { date: "2026-11-23" });
    expect(office.door("intake", { services: ["abstract"] })).toBe("day-not-open");
  });
});

describe("the office", () => {
  it("has breaks, in which nobody is called to a counter", () => {
    const office = new Scene(["licence"]);
    expect(office.do("end-break", {})).toBe("not-on-break");
    expect(office.do("take-break", {})).toBe("done");
    expect(office.do("take-break", {})).toBe("on-break");
    expect(office.do("call-next", {})).toBe("on-break");
    expect(office.do("end-break", {})).toBe("done");
    expect(office.do("call-next", {})).toBe("done");
    expect(office.do("take-break", {})).toBe("counter-busy");
  });

  it("widens a counter until the day is closed, and stops services so long", () => {
    const office = new Scene(["unsure"]);
    expect(office.other("call-next")).toBe("nobody-waiting");
    expect(office.office("set-counter", { set: "counter-2", takes: ["nothing"] })).toBe("unknown-queue");
    expect(office.office("set-counter", { set: "counter-2", takes: ["licences", "first-contact"] })).toBe("done");
    expect(office.other("call-next")).toBe("done");
    expect(office.office("resume-service", { service: "licence" })).toBe("service-not-stopped");
    office.office("stop-service", { service: "licence" });
    expect(office.office("stop-service", { service: "licence" })).toBe("service-stopped");
    office.office("close-day", { date: "2026-11-23" });
    expect(office.hub.state.stoppedServices.size).toBe(0);
    expect(office.hub.state.counters.get("counter-2")?.takes).toBeNull();
  });

  it("tells everybody a few things at a time", () => {
    const office = new Scene();
    const text = { en: "Photos are not taken today.", fr: "Pas de photo aujourd'hui." };
    expect(office.office("withdraw-notice", { notice: "photos" })).toBe("unknown-notice");
    for (let n = 1; n <= 10; n += 1) expect(office.office("post-notice", { notice: `n${n}`, text, untilMinutes: 60 })).toBe("done");
    expect(office.office("post-notice", { notice: "n11", text })).toBe("notices-full");
    expect(office.office("post-notice", { notice: "n1", text })).toBe("done");
    expect(office.hub.state.notices.get("n1")?.until).toBeNull();
    expect(office.office("withdraw-notice", { notice: "n2" })).toBe("done");
  });

  it("says where a citizen was sent when nothing could be done", () => {
    const office = new Scene(["licence"]);
    expect(office.door("left", { on: "A1", outcome: "wrong-office", elsewhere: "access-centre" })).toBe("done");
    expect(office.visit("A1")).toMatchObject({ outcome: "wrong-office", elsewhere: "access-centre" });
  });
});
