import { describe, expect, it } from "vitest";
import { checkOffice } from "../office/check.ts";
import { put, smallOffice } from "../office/harness.ts";

const name = { en: "x", fr: "x" };
const everybody = { id: "everybody", name, weight: 1 };
const expert = (...classes: readonly unknown[]) => ["routing", { preset: "expert", classes }] as const;

interface Bad {
  readonly title: string;
  readonly put: readonly (readonly [string, unknown])[];
  readonly path: string;
  readonly says: string;
}

const bad: readonly Bad[] = [
  {
    title: "a class of weight 0",
    put: [expert({ id: "low", name, who: { priorities: ["low"] }, weight: 0 }, everybody)],
    path: "routing.classes[0].weight",
    says: "only when nobody else waits",
  },
  {
    title: "nobody's class for the rest",
    put: [expert({ id: "high", name, who: { priorities: ["high"] }, weight: 2 })],
    path: "routing.classes[0].who",
    says: "would never be called",
  },
  {
    title: "classes after everybody",
    put: [expert(everybody, { id: "more", name, weight: 2 })],
    path: "routing.classes[0].who",
    says: "would never be anybody's",
  },
  {
    title: "two classes of one id",
    put: [expert({ ...everybody, who: { appointment: true }, weight: 2 }, everybody)],
    path: "routing.classes[1].id",
    says: "already used by routing.classes[0]",
  },
  {
    title: "a class of an unknown service",
    put: [expert({ id: "cards", name, who: { services: ["card-nwe"] }, weight: 2 }, everybody)],
    path: "routing.classes[0].who.services[0]",
    says: "no such service",
  },
  {
    title: "ageing in a circle",
    put: [
      expert(
        { id: "one", name, who: { needs: ["hearing"] }, weight: 1, ageing: { minutes: 5, becomes: "two" } },
        { id: "two", name, who: { needs: ["step-free"] }, weight: 2, ageing: { minutes: 10, becomes: "one" } },
        everybody,
      ),
    ],
    path: "routing.classes[0].ageing.becomes",
    says: "in a circle: one → two → one",
  },
  {
    title: "ageing into itself",
    put: [expert({ ...everybody, ageing: { minutes: 5, becomes: "everybody" } })],
    path: "routing.classes[0].ageing.becomes",
    says: "in a circle: everybody → everybody",
  },
  {
    title: "ageing into an unknown class",
    put: [expert({ ...everybody, ageing: { minutes: 5, becomes: "every" } })],
    path: "routing.classes[0].ageing.becomes",
    says: "no such class",
  },
  {
    title: "ageing into a lighter class",
    put: [expert({ id: "high", name, who: { priorities: ["high"] }, weight: 2, ageing: { minutes: 5, becomes: "everybody" } }, everybody)],
    path: "routing.classes[0].ageing.becomes",
    says: "waiting longer would not help",
  },
  {
    title: "ageing after the maximum wait",
    put: [
      expert(
        { id: "high", name, who: { priorities: ["high"] }, weight: 2 },
        { ...everybody, ageing: { minutes: 30, becomes: "high" }, maximumWaitMinutes: 30 },
      ),
    ],
    path: "routing.classes[1].ageing.minutes",
    says: "would come too late",
  },
  {
    title: "weights under which somebody waits all day",
    put: [
      expert(
        { id: "one", name, who: { needs: ["hearing"] }, weight: 9 },
        { id: "two", name, who: { needs: ["step-free"] }, weight: 4 },
        { id: "three", name, who: { priorities: ["high"] }, weight: 2 },
        everybody,
      ),
    ],
    path: "routing.classes[3].weight",
    says: "they could wait all day",
  },
  {
    title: "a type that no counter is of",
    put: [["routing", { preset: "quick-counters", types: ["Quik"] }]],
    path: "routing.types[0]",
    says: "no counter is of this type",
  },
  {
    title: "a service for a type that no counter is of",
    put: [["services.0.counterType", "Quick Trans"]],
    path: "services[0].counterType",
    says: "no counter is of this type",
  },
  {
    title: "a service for which nobody has the skill",
    put: [["services.0.skills", ["notary"]]],
    path: "services[0].skills",
    says: "would never be called",
  },
  {
    title: "a service taken by a name that does not exist",
    put: [["counters.0.services", ["card-nwe"]]],
    path: "counters[0].services[0]",
    says: "no such service",
  },
  {
    title: "a ratio of nothing",
    put: [["routing", { preset: "appointments-first", ratio: 0 }]],
    path: "routing.ratio",
    says: "at least 1",
  },
];

describe("rules of routing", () => {
  it.each(bad)("refuses $title, says why and what to do, in both languages", ({ put: puts, path, says }) => {
    const office = smallOffice();
    put(office, ...puts);
    const checked = checkOffice(office);
    const problems = checked.ok ? [] : checked.problems;
    const found = problems.find((each) => each.path === path && each.what.includes(says));
    expect(found, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(found?.advice).not.toBe("");
    const french = checkOffice(office, "fr");
    const inFrench = french.ok ? undefined : french.problems.find((each) => each.path === path);
    expect(inFrench?.what).not.toBe(found?.what);
  });

  it.each([
    [{ preset: "plain-order" }],
    [{ preset: "appointments-first", ratio: 5 }],
    [{ preset: "quick-counters", types: ["Counter"], ratio: 2, keepMinutes: 10 }],
    [{ preset: "expert", classes: [{ id: "a", name, who: { appointment: true }, weight: 3 }, everybody] }],
  ])("takes %j", (routing) => {
    const office = smallOffice();
    put(office, ["routing", routing]);
    expect(checkOffice(office)).toMatchObject({ ok: true });
  });

  it("takes weights far apart where a maximum wait ends them, and ageing one class after the other", () => {
    const office = smallOffice();
    const classes = [
      { id: "one", name, who: { needs: ["hearing"] }, weight: 9 },
      { id: "two", name, who: { needs: ["step-free"] }, weight: 3, ageing: { minutes: 20, becomes: "one" } },
      { ...everybody, ageing: { minutes: 10, becomes: "two" }, maximumWaitMinutes: 30 },
    ];
    put(office, ["routing", { preset: "expert", classes }]);
    expect(checkOffice(office)).toMatchObject({ ok: true });
  });

  it("takes a queue that no counter takes where its services are taken by name or programme, and a skill that an agent has", () => {
    const office = smallOffice();
    put(office, ["counters.1.takes", ["quick"]], ["counters.1.programmes", ["homes"]]);
    put(office, ["services.0.skills", ["notary", "camera"]], ["counters.0.skills", ["camera"]], ["agents.1.skills", ["notary"]]);
    expect(checkOffice(office)).toMatchObject({ ok: true });
    put(office, ["counters.1.programmes", ["cards"]]);
    expect(checkOffice(office)).toMatchObject({ ok: false });
  });
});
