import { describe, expect, it } from "vitest";
import { demoConfiguration } from "../demo-configuration.ts";
import { citizens, citizensMax, countersFor } from "./citizens.ts";

const office = demoConfiguration();

describe("the citizens of the self-check", () => {
  it("join every queue that a kiosk leads to, in both languages, with and without needs, sure and not sure", () => {
    const people = citizens(office);
    expect(people).toHaveLength(citizensMax);
    const queueOf = (service: string | null) => office.services.find(({ id }) => id === service)?.queue ?? office.firstContact.queue;
    const led = office.services.filter(({ offered }) => offered === "kiosk").map(({ queue }) => queue);
    expect(new Set(people.map(({ service }) => queueOf(service)))).toEqual(new Set([...led, office.firstContact.queue]));
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(["en", "fr"]));
    expect(new Set(people.map(({ needs }) => needs.length))).toEqual(new Set([0, 1]));
  });

  it("can all be served at two counters, or it is said that they cannot", () => {
    const pair = countersFor(office);
    const taken = office.counters.filter(({ id }) => pair?.includes(id)).flatMap(({ takes }) => takes);
    for (const { offered, queue } of office.services) if (offered === "kiosk") expect(taken).toContain(queue);
    expect(countersFor({ ...office, counters: office.counters.slice(0, 1) })).toBeUndefined();
  });
});
