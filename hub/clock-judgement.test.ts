import { describe, expect, it } from "vitest";
import { clockAtStart, judgeClock, type RunningFacts, releasedAt, type StartFacts } from "./clock-judgement.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 17, 0);

describe("Q-TIME-1: the machine's clock at a start", () => {
  const at = (facts: Partial<StartFacts>) => {
    const { at, clock } = clockAtStart({ wall: now, aliveAt: now - hour, doubt: null, synchronised: null, ...facts });
    return [clock.kind === "doubted" ? clock.why : clock.kind, at - now];
  };

  it.each<[string, Partial<StartFacts>, string, number]>([
    ["after the last row", {}, "trusted", 0],
    ["of a new storage", { aliveAt: null }, "trusted", 0],
    ["a little before the last row, which it begins with", { aliveAt: now + 4 * minute }, "trusted", 4 * minute],
    ["before the last row", { aliveAt: now + 6 * minute }, "before-last-row", 6 * minute],
    ["before the last row, but a time server says so: the rows were wrong", { aliveAt: now + day, synchronised: true }, "trusted", 0],
    ["years after the last row", { wall: now + 500 * day, aliveAt: now }, "stepped", 0],
    ["years after the last row, says a time server", { wall: now + 500 * day, aliveAt: now, synchronised: true }, "trusted", 500 * day],
    ["doubted when the hub stopped", { doubt: "stepped" }, "stepped", -hour],
    ["doubted when the hub stopped, and right by a time server", { doubt: "stepped", synchronised: true }, "trusted", 0],
    ["doubted when the hub stopped, and no time server yet", { doubt: "devices-differ", synchronised: false }, "devices-differ", -hour],
  ])("%s", (_name, facts, verdict, ahead) => {
    expect(at(facts)).toEqual([verdict, ahead]);
  });

  it("in 1970 is doubted whoever vouches for it, and begins where an hour of ours can lie", () => {
    expect(clockAtStart({ wall: 0, aliveAt: null, doubt: null, synchronised: true })).toEqual({
      at: releasedAt,
      clock: { kind: "doubted", wall: 0, why: "before-release" },
    });
  });
});

describe("Q-TIME-1: the machine's clock while the hub runs", () => {
  const judge = (facts: Partial<RunningFacts>) => {
    const calm = { driftMs: 0, now, doubt: null, synchronised: null, wasSynchronised: false, devices: [], vouched: false };
    const verdict = judgeClock({ ...calm, ...facts });
    return verdict.kind === "doubt" ? verdict.why : verdict.kind;
  };

  it.each<[string, Partial<RunningFacts>, string]>([
    ["drifts", { driftMs: 900 }, "none"],
    ["is set by some hours", { driftMs: -5 * hour }, "follow"],
    ["is set by some hours, which every device contradicts", { driftMs: 5 * hour, devices: [0, 10] }, "stepped"],
    ["is set by days", { driftMs: 2 * day }, "stepped"],
    ["is set by days, which most devices confirm", { driftMs: 2 * day, devices: [2 * day, 2 * day, 0] }, "follow"],
    ["finds its time server days away", { driftMs: 2 * day, synchronised: true }, "follow"],
    ["had found it long before it stepped", { driftMs: 2 * day, synchronised: true, wasSynchronised: true }, "stepped"],
    ["is contradicted by most devices", { devices: [2 * hour, 2 * hour, 0] }, "devices-differ"],
    ["is contradicted by half of them", { devices: [2 * hour, 0] }, "none"],
    ["is contradicted, but has a time server itself", { devices: [2 * hour], synchronised: true }, "none"],
    ["is contradicted, but a person vouched for it", { devices: [2 * hour], vouched: true }, "none"],
    ["had stepped and is back", { doubt: "stepped", driftMs: 100 }, "follow"],
    ["had stepped and is not yet back", { doubt: "stepped", driftMs: 2 * hour }, "none"],
    ["had stepped and is back, which devices contradict", { doubt: "stepped", devices: [2 * day] }, "none"],
    ["was before the last row and was set since", { doubt: "before-last-row", driftMs: 14 * hour }, "follow"],
    ["was before the last row and still is", { doubt: "before-last-row", driftMs: -day }, "none"],
    ["was in 1970 and still is", { doubt: "before-release", driftMs: -now }, "none"],
    ["differs from the devices, which are gone now", { doubt: "devices-differ" }, "none"],
    ["differs from the devices, and has come to them", { doubt: "devices-differ", driftMs: 2 * hour, devices: [2 * hour] }, "follow"],
  ])("%s", (_name, facts, verdict) => {
    expect(judge(facts)).toBe(verdict);
  });
});
