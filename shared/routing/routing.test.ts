import { describe, expect, it } from "vitest";
import { type Comer, minute, officeOf, Room } from "./harness.ts";
import type { Routing } from "./schema.ts";
import type { RoutingOffice } from "./waiting.ts";

function room(routing?: Routing, over: Partial<RoutingOffice> = {}): Room {
  const made = new Room(officeOf({ ...(routing ? { routing } : {}), ...over }));
  made.open("counter-1", 21);
  return made;
}

const appointment = { isAppointment: true };
const join = (made: Room, ...comers: readonly Comer[]) => {
  for (const comer of comers) {
    made.now += minute;
    made.join(comer);
  }
};

describe("plain order", () => {
  it("calls in order of arrival what a counter takes, and says who was passed over and why", () => {
    const made = room();
    made.open("narrow", 22);
    join(
      made,
      { id: "T1", queue: "taxes" },
      { id: "L1", queue: "licences" },
      { id: "T2", queue: "taxes" },
      { id: "L2", queue: "licences" },
    );
    expect(made.order(null)).toEqual(["T1", "L1", "T2", "L2"]);
    const found = made.call("narrow");
    expect(found).toMatchObject({
      visit: { id: "L1" },
      because: { rule: "plain-order", why: "first", class: "everybody", waitedMs: 2 * minute },
    });
    expect(found?.because).toMatchObject({ passedOver: ["T1"], passedWhy: ["other-service"], passedOverTotal: 1 });
    expect(made.calls("counter-1")).toEqual(["T1", "T2", "L2"]);
  });

  it("lets appointments wait their turn like everybody, and people marked high before two others each", () => {
    const made = room();
    join(made, { id: "W1" }, { id: "A1", ...appointment }, { id: "W2" }, { id: "H1", priority: "high" });
    join(made, { id: "H2", priority: "high" }, { id: "H3", priority: "high" });
    expect(made.order(null)).toEqual(["H1", "H2", "W1", "H3", "A1", "W2"]);
    expect(made.call("counter-1")?.because).toMatchObject({
      why: "let-forward",
      class: "high-priority",
      passedCounts: { "let-forward": 3 },
    });
  });

  it("lets people marked low be passed a few times, and by nobody after an hour", () => {
    const made = room();
    join(made, { id: "low", priority: "low" }, { id: "W1" }, { id: "W2" }, { id: "W3" });
    expect(made.order(null)).toEqual(["W1", "W2", "low", "W3"]);
    const late = room();
    join(late, { id: "low", priority: "low" });
    late.now += 61 * minute;
    join(late, { id: "W1" }, { id: "H1", priority: "high" });
    expect(late.order(null)).toEqual(["low", "H1", "W1"]);
  });

  it("names at most twenty who were passed over, and counts all", () => {
    const made = room();
    made.open("narrow", 22);
    for (let count = 1; count <= 30; count += 1) join(made, { id: `T${count}`, queue: "taxes" });
    join(made, { id: "L1", queue: "licences" });
    const because = made.call("narrow")?.because;
    expect([because?.passedOver.length, because?.passedWhy?.length, because?.passedOverTotal]).toEqual([20, 20, 30]);
    expect(because?.passedCounts).toEqual({ "other-service": 30 });
  });

  it("takes services and whole programmes beside queues, and whatever is set for today instead of the queues", () => {
    const counters = [
      { id: "one", type: "Counter", takes: ["all"], services: ["tax"] },
      { id: "two", type: "Counter", takes: ["all"], programmes: ["driving"] },
    ];
    const made = new Room(officeOf({ counters }));
    made.open("one", 21);
    made.open("two", 22);
    join(made, { id: "L1", service: "licence", queue: "licences" }, { id: "T1", service: "tax", queue: "taxes" });
    expect([made.order("one"), made.order("two")]).toEqual([["T1"], ["L1"]]);
    const widened = made.desks.get("one");
    if (widened) widened.takes = ["licences"];
    expect(made.order("one")).toEqual(["L1", "T1"]);
  });
});

describe("appointments first", () => {
  const routing = { preset: "appointments-first", ratio: 2 } as const;

  it("lets two appointments go before each person without one", () => {
    const made = room(routing);
    join(made, { id: "W1" }, { id: "W2" });
    for (const id of ["A1", "A2", "A3", "A4", "A5"]) join(made, { id, ...appointment });
    const order = ["A1", "A2", "W1", "A3", "A4", "W2", "A5"];
    expect(made.order(null)).toEqual(order);
    expect(made.calls("counter-1")).toEqual(order);
  });

  it("counts those who were let before also when they have been called", () => {
    const made = room(routing);
    join(made, { id: "W1" }, { id: "A1", ...appointment }, { id: "A2", ...appointment });
    expect([made.call("counter-1")?.visit.id, made.call("counter-1")?.visit.id]).toEqual(["A1", "A2"]);
    join(made, { id: "A3", ...appointment });
    expect(made.order(null)).toEqual(["W1", "A3"]);
  });

  it("lets nobody use up the patience of people they do not compete with", () => {
    const counters = [
      { id: "one", type: "Counter", takes: ["licences"] },
      { id: "two", type: "Counter", takes: ["taxes"] },
    ];
    const made = new Room(officeOf({ counters, routing }));
    join(made, { id: "T1", queue: "taxes" }, { id: "L1", queue: "licences" });
    for (const id of ["A1", "A2", "A3"]) join(made, { id, queue: "licences", ...appointment });
    join(made, { id: "B1", queue: "taxes", ...appointment });
    made.open("one", 21);
    made.open("two", 22);
    expect([made.order("one"), made.order("two")]).toEqual([
      ["A1", "A2", "L1", "A3"],
      ["B1", "T1"],
    ]);
  });

  it("keeps the order whoever calls out of it", () => {
    const made = room(routing);
    made.open("narrow", 22);
    join(made, { id: "T1", queue: "taxes" }, { id: "L1", queue: "licences" });
    for (const id of ["A1", "A2", "A3"]) join(made, { id, queue: id === "A1" ? "licences" : "taxes", ...appointment });
    expect(made.order(null)).toEqual(["A1", "A2", "T1", "A3", "L1"]);
    made.call("narrow");
    expect(made.order(null)).toEqual(["A2", "T1", "A3", "L1"]);
    made.call("narrow");
    expect(made.order(null)).toEqual(["A2", "T1", "A3"]);
  });
});

describe("quick-transaction counters", () => {
  const routing: Routing = { preset: "quick-counters", types: ["Quick Trans"] };

  it("QT6: of two citizens the second is Quick Trans; the quick counter calls the second, then falls back to the first", () => {
    const made = room(routing);
    made.close("counter-1");
    made.open("quick", 21);
    join(made, { id: "first" }, { id: "second", counterType: "Quick Trans" });
    expect(made.order("quick")).toEqual(["second", "first"]);
    expect(made.call("quick")).toMatchObject({ visit: { id: "second" }, because: { why: "first", passedWhy: ["own-line"] } });
    expect(made.call("quick")).toMatchObject({ visit: { id: "first" }, because: { why: "nobody-else" } });
  });

  it("QT7: the mirror; the ordinary counter calls the second, then falls back to the Quick Trans first", () => {
    const made = room(routing);
    join(made, { id: "first", counterType: "Quick Trans" }, { id: "second" });
    expect(made.order("counter-1")).toEqual(["second", "first"]);
    expect(made.calls("counter-1")).toEqual(["second", "first"]);
  });

  it("knows quick work by its service, and leaves nobody for longer than the minutes given", () => {
    const made = room({ ...routing, keepMinutes: 10 });
    join(made, { id: "plates", service: "plates", queue: "licences" }, { id: "tax", service: "tax", queue: "taxes" });
    expect(made.next("counter-1")?.visit.id).toBe("tax");
    made.now += 9 * minute;
    expect(made.next("counter-1")).toMatchObject({ visit: { id: "plates" }, because: { why: "first", passedOver: [] } });
  });
});

describe("classes for experts", () => {
  const name = { en: "x", fr: "x" };

  it("puts somebody into the first class that fits, and lets those of more weight go before as often as the weights say", () => {
    const made = room({
      preset: "expert",
      classes: [
        { id: "taxes", name, who: { programmes: ["money"], needs: ["more-time"] }, weight: 3 },
        { id: "rest", name, weight: 1 },
      ],
    });
    join(made, { id: "W1" }, { id: "W2", service: "tax", queue: "taxes" });
    for (const id of ["T1", "T2", "T3", "T4"]) join(made, { id, service: "tax", queue: "taxes", needs: ["more-time"] });
    expect(made.order(null)).toEqual(["T1", "T2", "T3", "W1", "T4", "W2"]);
  });

  it("lets nobody go before who has aged into the same class, or waited the maximum", () => {
    const classes = [
      { id: "first", name, who: { appointment: true as const }, weight: 4 },
      { id: "rest", name, weight: 1, ageing: { minutes: 10, becomes: "first" } },
    ];
    const ageing = room({ preset: "expert", classes });
    join(ageing, { id: "W1" });
    ageing.now += 10 * minute;
    join(ageing, { id: "W2" }, { id: "A1", ...appointment });
    expect(ageing.order(null)).toEqual(["W1", "A1", "W2"]);
    const rest = { id: "rest", name, weight: 1, maximumWaitMinutes: 10 };
    const maximum = room({ preset: "expert", classes: [classes[0] as (typeof classes)[0], rest] });
    join(maximum, { id: "W1" });
    maximum.now += 10 * minute;
    join(maximum, { id: "W2" }, { id: "A1", ...appointment });
    expect(maximum.order(null)).toEqual(["W1", "A1", "W2"]);
  });
});

describe("skills and needs", () => {
  const services = [
    { id: "licence", queue: "licences", programme: "driving" },
    { id: "oath", queue: "licences", programme: "driving", skills: ["notary"] },
  ];

  it("calls work that asks for a skill only where somebody has it", () => {
    const made = room(undefined, { services, agents: [{ number: 21 }, { number: 22, skills: ["notary"] }] });
    made.open("counter-2", 22);
    join(made, { id: "oath", service: "oath", queue: "licences" }, { id: "licence", service: "licence", queue: "licences" });
    expect([made.order("counter-1"), made.order("counter-2")]).toEqual([["licence"], ["oath", "licence"]]);
    expect(made.next("counter-1")?.because.passedWhy).toEqual(["skill"]);
  });

  it("leaves a need to an open counter that meets it, and lets everybody do what they can when none does", () => {
    const counters = [
      { id: "counter-1", type: "Counter", takes: ["all"] },
      { id: "counter-2", type: "Counter", takes: ["all"], stepFree: true },
    ];
    const made = room(undefined, { counters, agents: [{ number: 21, skills: ["interpreter"] }, { number: 22 }] });
    join(made, { id: "chair", needs: ["step-free"] });
    expect(made.order("counter-1")).toEqual(["chair"]);
    made.open("counter-2", 22);
    expect([made.order("counter-1"), made.order("counter-2")]).toEqual([[], ["chair"]]);
    made.pause("counter-2", true);
    expect(made.order("counter-1")).toEqual(["chair"]);
    made.pause("counter-2", false);
    // Each meets one of two needs: neither leaves the person to the other.
    join(made, { id: "both", needs: ["step-free", "interpreter"] });
    expect([made.order("counter-1"), made.order("counter-2")]).toEqual([["both"], ["chair", "both"]]);
  });

  it("finds an interpreter by the language that was said", () => {
    const made = room(undefined, { agents: [{ number: 21 }, { number: 22, languages: ["en", "pa"] }] });
    made.open("counter-2", 22);
    join(made, { id: "P1", needs: ["interpreter"], speaks: "pa" }, { id: "V1", needs: ["interpreter"], speaks: "vi" });
    expect([made.order("counter-1"), made.order("counter-2")]).toEqual([["V1"], ["P1", "V1"]]);
  });

  it("leaves somebody for a while to an agent who speaks their language, and to a counter that does all their errands", () => {
    const agents = [
      { number: 21, languages: ["en"] },
      { number: 22, languages: ["en", "fr"] },
    ];
    const made = room(undefined, { agents });
    made.open("counter-2", 22);
    const errands = (...queues: string[]) => queues.map((queue) => ({ service: null, queue, state: "waiting" }));
    join(made, { id: "F1", language: "fr" }, { id: "E1" });
    expect([made.order("counter-1"), made.order("counter-2")]).toEqual([
      ["E1", "F1"],
      ["F1", "E1"],
    ]);
    made.calls("counter-2");
    made.close("counter-1");
    made.open("narrow", 21);
    join(made, { id: "two", queue: "licences", segments: errands("licences", "taxes") }, { id: "one", queue: "licences" });
    expect(made.order("narrow")).toEqual(["one", "two"]);
    expect(made.next("narrow")?.because).toMatchObject({ passedWhy: ["errands"] });
    made.now += 19 * minute;
    expect(made.order("narrow")).toEqual(["two", "one"]);
    made.now -= 19 * minute;
    made.close("counter-2");
    expect(made.order("narrow")).toEqual(["two", "one"]);
  });
});

describe("a transfer, a return, a walk", () => {
  it("keeps a transferred visit for whom it waits, whatever they take, while they are there", () => {
    const made = room();
    made.open("narrow", 22);
    join(made, { id: "T1", queue: "taxes", target: { kind: "agent", id: 22 } }, { id: "T2", queue: "taxes" });
    expect([made.order("counter-1"), made.order("narrow")]).toEqual([["T2"], ["T1"]]);
    expect(made.next("counter-1")?.because.passedWhy).toEqual(["transferred"]);
    expect(made.next("narrow")?.because.why).toBe("transferred");
    made.pause("narrow", true);
    expect(made.order("counter-1")).toEqual(["T2"]);
    made.now += 20 * minute;
    expect(made.order("counter-1")).toEqual(["T1", "T2"]);
  });

  it("lets whoever does the work call it when nobody is there for whom it waits", () => {
    const made = room();
    join(
      made,
      { id: "T1", target: { kind: "counter", id: "counter-2" } },
      { id: "T2", target: { kind: "counter-type", id: "Quick Trans" } },
    );
    expect(made.order("counter-1")).toEqual(["T1", "T2"]);
    made.open("counter-2", 22);
    made.open("quick", 23);
    expect([made.order("counter-1"), made.order("counter-2"), made.order("quick")]).toEqual([[], ["T1"], ["T2"]]);
  });

  it("does not call who stepped away, and tells one who came back from others", () => {
    const made = room();
    join(made, { id: "gone", away: { since: 0, until: 1 } }, { id: "back", returns: 1 });
    expect(made.order("counter-1")).toEqual(["back"]);
    expect(made.next("counter-1")?.because).toMatchObject({ why: "returned", passedWhy: ["away"] });
  });

  it("lets practice meet only practice", () => {
    const made = room();
    join(made, { id: "P1", practice: true }, { id: "W1" });
    expect([made.order(null), made.order("counter-1")]).toEqual([["W1"], ["W1"]]);
    const desk = made.desks.get("counter-1");
    if (desk) desk.practice = true;
    expect(made.order("counter-1")).toEqual(["P1"]);
  });

  it("tells of a choice from the list who came earlier", () => {
    const made = room();
    join(made, { id: "W1" }, { id: "W2", away: { since: 0, until: 1 } }, { id: "W3" });
    const { because } = made.choose("W3");
    expect(because).toMatchObject({ rule: "chosen-from-list", why: "chosen", passedOver: ["W1", "W2"], passedWhy: ["chosen", "away"] });
  });
});
