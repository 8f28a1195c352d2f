import { describe, expect, it } from "vitest";
import { demoConfiguration } from "../demo-configuration.ts";
import { hourMs, rosterAt } from "./plan.ts";
import { madeUpDay } from "./profile.ts";

const office = demoConfiguration();
const day = madeUpDay(office, "2026-11-23", 7);

describe("a made-up day", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(JSON.stringify(madeUpDay(office, "2026-11-23", 7))).toBe(JSON.stringify(day));
    expect(JSON.stringify(madeUpDay(office, "2026-11-23", 8))).not.toBe(JSON.stringify(day));
  });

  it("has two peaks", () => {
    // Ten days together, so that the shape shows through chance.
    const arrivals = Array.from({ length: 10 }, (_, seed) => madeUpDay(office, "2026-11-23", seed).arrivals).flat();
    const between = (from: number, to: number) => arrivals.filter(({ atMs }) => atMs >= from * hourMs && atMs < to * hourMs).length;
    expect(between(10, 11)).toBeGreaterThan(between(9, 10));
    expect(between(10, 11)).toBeGreaterThan(between(11.75, 12.75));
    expect(between(13.25, 14.25)).toBeGreaterThan(between(11.75, 12.75));
    expect(between(13.25, 14.25)).toBeGreaterThan(between(15.5, 16.5));
  });

  it("brings people in order, within opening hours, for services that a kiosk offers", () => {
    const offered = new Set(office.services.filter((service) => service.offered === "kiosk").map((service) => service.id));
    let before = 9 * hourMs;
    for (const { atMs, service, serviceMs, patienceMs } of day.arrivals) {
      expect(atMs).toBeGreaterThanOrEqual(before);
      before = atMs;
      if (service !== null) expect(offered).toContain(service);
      expect(serviceMs).toBeGreaterThan(0);
      expect(patienceMs).toBeGreaterThan(0);
    }
    expect(before).toBeLessThan(day.closeMs);
    expect(day.arrivals.some(({ service }) => service === null)).toBe(true);
    expect(day.arrivals.some(({ language }) => language === "fr")).toBe(true);
  });

  it("always has a counter open for every queue", () => {
    for (let atMs = 9 * hourMs; atMs < day.closeMs; atMs += hourMs / 4) {
      const open = rosterAt(day.roster, atMs);
      const taken = new Set(office.counters.filter(({ id }) => open.includes(id)).flatMap(({ takes }) => takes));
      for (const { offered, queue } of office.services) if (offered === "kiosk") expect(taken).toContain(queue);
    }
  });
});
