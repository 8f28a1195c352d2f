import { describe, expect, it } from "vitest";
import { countGiven, draftFrom, emptyDraft, habitsFrom, inOrder, noHabits, servicesMax, toggled, withNeed, withPeople } from "./draft.ts";

describe("a draft", () => {
  it("takes services in the order of the taps, and lets go of one that is tapped again", () => {
    const two = toggled(toggled(emptyDraft, "licence"), "birth");
    expect(two.services).toEqual(["licence", "birth"]);
    expect(toggled(two, "licence").services).toEqual(["birth"]);
  });

  it("carries as many as a ticket can, and no more", () => {
    const full = ["a", "b", "c", "d", "e", "f"].reduce(toggled, emptyDraft);
    expect(full.services).toHaveLength(servicesMax);
    expect(toggled(full, "f")).toBe(full);
  });

  it("counts people from one to twenty", () => {
    expect(withPeople(emptyDraft, 0).people).toBe(1);
    expect(withPeople(emptyDraft, 21).people).toBe(20);
  });

  it("is read back as it was", () => {
    const draft = withNeed(withPeople({ ...toggled(emptyDraft, "licence"), language: "fr" }, 3), "hearing");
    expect(draftFrom(JSON.stringify(draft))).toEqual(draft);
  });

  it.each(["", "[1]", '{"services":7,"people":"two","needs":["x"],"language":"de"}', `{"services":["${"x".repeat(200)}"]}`])(
    "is empty when the stored text is %s",
    (text) => expect(draftFrom(text)).toEqual(emptyDraft),
  );
});

describe("habits", () => {
  it("are read back, and odd ones are left out", () => {
    const habits = countGiven({ ...noHabits, agent: 22, handOver: "code", kiosk: "kiosk-2" }, "licence");
    expect(habitsFrom(JSON.stringify(habits))).toEqual(habits);
    expect(habitsFrom('{"agent":"x","handOver":"fax","given":{"a":"b"}}')).toEqual(noHabits);
  });

  it("count sixty services at most, the most given", () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`s${n}`, n]));
    const { given } = countGiven({ ...noHabits, given: many }, "s99");
    expect(Object.keys(given)).toHaveLength(60);
    expect(given.s99).toBe(100);
    expect(given.s1).toBeUndefined();
  });
});

it("Tiles stand by how often they are asked for, then as the catalogue has them, what only staff choose last", () => {
  const services = [
    { id: "batching", offered: "counter" },
    { id: "licence", offered: "kiosk" },
    { id: "birth", offered: "kiosk" },
    { id: "rent", offered: "kiosk" },
  ] as const;
  expect(inOrder(services, {}, {}).map(({ id }) => id)).toEqual(["licence", "birth", "rent", "batching"]);
  expect(inOrder(services, { rent: 3 }, { birth: 1, rent: 1 }).map(({ id }) => id)).toEqual(["rent", "birth", "licence", "batching"]);
});
