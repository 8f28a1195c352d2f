/** A change of the office while people are in it, or expected: whoever would be lost by it is named, and the change is refused. */
import { describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { Office, tuesday } from "./day-scene.ts";
import { start } from "./harness.ts";

type Draft = OfficeConfiguration;

/** What the hub answers to the office as it is now with something else in it. */
function changing(office: Office, change: (draft: Draft) => void): unknown {
  const draft = structuredClone(office.hub.state.configuration as Draft);
  change(draft);
  const { n } = office.hub.state;
  const [effect] = office.hub.send({ kind: "configure", configuration: draft, key: `changed-${n}`, token: 1 });
  if (effect?.kind !== "reply") throw new Error("no reply");
  if (!isFault(effect.answer)) return "done";
  expect(office.hub.state.n).toBe(n);
  return effect.answer;
}

const without = (id: string) => (draft: Draft) =>
  void draft.services.splice(
    draft.services.findIndex((each) => each.id === id),
    1,
  );
/** Licences are served by nobody, but for what a counter takes by name. */
const nobodyTakesLicences = (draft: Draft) => {
  for (const counter of draft.counters) Object.assign(counter, { takes: ["first-contact"] });
};
const off = (id: string) => (draft: Draft) => void Object.assign(draft.services.find((each) => each.id === id) ?? {}, { active: false });
const inUse = (service: string, ...tickets: string[]) => ({
  fault: "service-in-use",
  facts: { service, waiting: tickets.length, tickets: tickets.join(", ") },
});
const unserved = (...tickets: string[]) => ({
  fault: "queue-in-use",
  facts: { queue: "licences", waiting: tickets.length, tickets: tickets.join(", ") },
});

function book(office: Office, id: string, service: string | null, date = "2026-11-23"): void {
  const appointment = { id, number: null, date, at: start + 3_600_000, minutes: 15, service, cancelled: false };
  const listing = { source: id, dates: { from: date, to: date }, appointments: [appointment] };
  const actor = { kind: "system", part: "appointments" } as const;
  office.hub.send({ kind: "import-appointments", listing, key: `import-${id}`, actor, token: 2 });
}

describe("a change of the office names whoever would be lost by it", () => {
  it("who waits: no service of theirs, no counter for them; of many the first are named", () => {
    const office = new Office(["licence", "licence", "abstract"]);
    expect(changing(office, without("licence"))).toMatchObject(inUse("licence", "A1", "A2"));
    expect(changing(office, nobodyTakesLicences)).toMatchObject(unserved("A1", "A2", "A3"));
    for (let more = 0; more < 5; more += 1) office.ticket();
    expect(changing(office, without("licence"))).toMatchObject({ facts: { waiting: 7, tickets: "A1, A2, A4, A5, A6, A7 …" } });
  });

  it("who is parked, is called or is served, and who stepped away", () => {
    const office = new Office(["licence", "abstract", "licence"]);
    office.serve("A1");
    office.do("park", { on: "A1", reason: "documents", untilMinutes: null });
    office.serve("A2");
    office.door("step-away", { on: "A3", minutes: 15 });
    expect([office.stage("A1"), office.stage("A2"), office.visit("A3").away]).toEqual(["parked", "serving", expect.anything()]);
    expect(changing(office, without("licence"))).toMatchObject(inUse("licence", "A1", "A3"));
    expect(changing(office, without("abstract"))).toMatchObject(inUse("abstract", "A2"));
    expect(changing(office, nobodyTakesLicences)).toMatchObject(unserved("A1", "A2", "A3"));
  });

  it("who has an errand for later, or left one for another", () => {
    const office = new Office();
    office.ticket("unsure", ["licence"]);
    expect(changing(office, without("licence"))).toMatchObject(inUse("licence", "A1"));
    expect(changing(office, nobodyTakesLicences)).toMatchObject(unserved("A1"));
    office.serve("A1");
    expect(office.do("switch-service", { on: "A1", segment: 2 })).toBe("done");
    expect(office.visit("A1").segments[0]?.state).toBe("stopped");
    office.do("finish", { on: "A1" });
    expect(changing(office, without("licence"))).toBe("done");
  });

  it("who has a return slip, also while no date is open", () => {
    const office = new Office(["licence"]);
    office.promise(tuesday, 9, "A1");
    office.close();
    for (const counter of ["counter-1", "counter-2"]) office.hub.command("sign-out", { agent: counter === "counter-1" ? 21 : 22, counter });
    expect(changing(office, without("licence"))).toMatchObject(inUse("licence", "A1"));
    expect(changing(office, nobodyTakesLicences)).toMatchObject(unserved("A1"));
  });

  it("whose work would ask for a skill that nobody has, or that only the agent had who is taken off", () => {
    const office = new Office(["licence"]);
    const asking = (draft: Draft) => void Object.assign(draft.services[0] as object, { skills: ["notary"] });
    const lost = { fault: "skill-in-use", facts: { service: "licence", waiting: 1, tickets: "A1" } };
    expect(changing(office, asking)).toMatchObject(lost);
    const skilled = (draft: Draft) => {
      asking(draft);
      draft.agents.push({ number: 23, id: "agent-23", displayName: "Lee", role: "CSR", skills: ["notary"] });
    };
    expect(changing(office, skilled)).toBe("done");
    expect(changing(office, (draft) => void draft.agents.pop())).toMatchObject(lost);
    office.door("left", { on: "A1" });
    expect(changing(office, (draft) => void draft.agents.pop())).toBe("done");
  });

  it("who is expected: appointments that nobody would keep, today's and later ones; not those that are over", () => {
    const office = new Office();
    book(office, "today", "licence");
    book(office, "later", "abstract", "2026-11-30");
    book(office, "some", null);
    expect(changing(office, without("licence"))).toMatchObject({
      fault: "appointments-in-use",
      facts: { service: "licence", appointments: 1, date: "2026-11-23" },
    });
    expect(changing(office, without("abstract"))).toMatchObject({ facts: { service: "abstract", date: "2026-11-30" } });
    expect(changing(office, nobodyTakesLicences)).toMatchObject({ fault: "appointments-in-use" });
    expect(office.do("appointment-missed", { appointment: "today" } as never)).toBe("done");
    expect(changing(office, without("licence"))).toBe("done");
  });
});

describe("a change that loses nobody is taken", () => {
  it("a service switched off, whoever waits for it or has an appointment: they are served", () => {
    const office = new Office(["licence"]);
    book(office, "a", "licence");
    expect(changing(office, off("licence"))).toBe("done");
    expect(office.do("check-in", { appointment: "a", counter: null } as never)).toBe("done");
    office.serve("A1");
    expect(office.do("finish", { on: "A1" })).toBe("done");
    expect(office.do("call-next", {})).toBe("done");
    expect(office.holds(1)).toBe("A2");
  });

  it("a queue that nobody takes any more, while a counter takes the service by its name", () => {
    const office = new Office(["licence"]);
    expect(
      changing(office, (draft) => {
        nobodyTakesLicences(draft);
        Object.assign(draft.counters[1] as object, { services: ["licence", "abstract"] });
      }),
    ).toBe("done");
    office.do("call-next", {});
    expect([office.holds(1), office.other("call-next"), office.holds(2)]).toEqual([null, "done", "A1"]);
  });

  it("whoever nobody serves anyway keeps no office as it is", () => {
    const office = new Office(["licence"]);
    office.hub.state.configuration = { ...(office.hub.state.configuration as Draft), agents: [] };
    const [first] = office.hub.state.configuration.services;
    Object.assign(first as object, { skills: ["notary"] });
    expect(changing(office, (draft) => void Object.assign(draft.counters[1] as object, { label: "2A" }))).toBe("done");
  });

  it("an errand that is done; and a finish that is taken back afterwards does no harm", () => {
    const office = new Office(["licence"]);
    office.serve("A1");
    office.do("finish", { on: "A1" });
    expect(changing(office, without("licence"))).toBe("done");
    expect([office.do("undo", { on: "A1" }), office.stage("A1")]).toEqual(["done", "serving"]);
    expect([office.do("finish", { on: "A1" }), office.stage("A1")]).toEqual(["done", "ended finished"]);
  });
});
