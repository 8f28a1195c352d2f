import { describe, expect, it } from "vitest";
import { type Judgement, judged, limits, machineFaults } from "./judge.ts";
import { nothingRead, type PowerReading, type Readings } from "./readings.ts";

const megabytes = (count: number) => count * 1_000_000;
const fine: PowerReading = { isWeak: false, wasWeak: false, isSlowed: false };

/** Which faults stand after each reading, two seconds apart, or at the time said. */
function course(...steps: readonly (Partial<Readings> & { readonly atMs?: number })[]): string[] {
  let judgement: Judgement | null = null;
  return steps.map(({ atMs, ...readings }, place) => {
    judgement = judged(judgement, { ...nothingRead, ...readings }, atMs ?? place * 2_000);
    return machineFaults(judgement, "kiosk-1")
      .map(({ fault }) => fault)
      .join(" ");
  });
}

it("a machine that tells nothing has no faults, before its first reading either", () => {
  expect(machineFaults(null, "kiosk-1")).toEqual([]);
  expect(course({}, {})).toEqual(["", ""]);
});

describe("what hovers at a limit is told once and ends by itself", () => {
  it("heat, in steps of five degrees", () => {
    const hot = "machine-hot";
    expect(course(...[79.9, 80, 79, 75, 74.9, 79.9].map((celsius) => ({ celsius })))).toEqual(["", hot, hot, hot, "", ""]);
    const judgement = judged(null, { ...nothingRead, celsius: 83.7 }, 0);
    expect(machineFaults(judgement, "kiosk-1")).toEqual([{ fault: hot, facts: { device: "kiosk-1", celsius: 85 } }]);
  });

  it("storage: a large card at half a gigabyte, a small one at five per cent", () => {
    const of = (total: number) => (free: number) => ({ storage: { freeBytes: megabytes(free), totalBytes: megabytes(total) } });
    const low = "storage-low";
    expect(course(...[501, 499, 600, 699, 701, 600].map(of(32_000)))).toEqual(["", low, low, low, "", ""]);
    expect(course(...[210, 199, 300, 321].map(of(4_000)))).toEqual(["", low, low, ""]);
    const judgement = judged(null, { ...nothingRead, ...of(32_000)(123) }, 0);
    expect(machineFaults(judgement, "kiosk-1")[0]?.facts).toEqual({ device: "kiosk-1", free: 120 });
  });

  it("memory", () => {
    const low = "memory-low";
    expect(course(...[61, 59, 99, 100, 61].map((each) => ({ memoryAvailableBytes: megabytes(each) })))).toEqual(["", low, low, "", ""]);
  });

  it("and a source that has gone silent ends it", () => {
    expect(course({ celsius: 90 }, {}, { celsius: 78 })).toEqual(["machine-hot", "", ""]);
  });
});

describe("power", () => {
  it("that drops in bursts is one fault, then a memory of it for a day", () => {
    const weak = { power: { ...fine, isWeak: true, isSlowed: true } };
    const well = { power: fine };
    const { burstMs, rememberMs } = limits;
    expect(course(weak, well, weak, well)).toEqual(["power-weak", "power-weak", "power-weak", "power-weak"]);
    expect(course(weak, { ...well, atMs: burstMs - 1 }, { ...well, atMs: burstMs }, { ...well, atMs: rememberMs })).toEqual([
      "power-weak",
      "power-weak",
      "power-was-weak",
      "",
    ]);
  });

  it("that was weak before the program began is told as past, never as now", () => {
    const past = { power: { ...fine, wasWeak: true } };
    expect(course(past, past, { ...past, atMs: limits.rememberMs })).toEqual(["power-was-weak", "power-was-weak", ""]);
  });

  it("that is good while the processor slows down leaves heat as the cause, told once", () => {
    const slowed = { power: { ...fine, isSlowed: true } };
    expect(course(slowed, { ...slowed, celsius: 82 })).toEqual(["machine-slowed", "machine-hot"]);
  });
});

it("worn storage is told by what its maker promises, or by its reserve", () => {
  const worn = (usedPercent: number | null, reserveIsLow = false) => ({ wear: { usedPercent, reserveIsLow } });
  expect(course(worn(80), worn(90), worn(null, true), worn(null))).toEqual(["", "storage-worn", "storage-worn", ""]);
  expect(machineFaults(judged(null, { ...nothingRead, ...worn(110) }, 0), "k")[0]?.facts).toEqual({ device: "k", used: 100 });
});

describe("what is written to a disk", () => {
  const gigabytes = (count: number) => count * 1_000_000_000;
  const day = limits.writtenWindowMs;
  /** To a card of 32 GB, whose budget is 8.77 GB a day. */
  const written = (count: number, atMs: number) => ({ written: { bytes: gigabytes(count), capacityBytes: gigabytes(32) }, atMs });
  const much = "storage-overworked";

  it("before the program began is not counted; too much in a day is told as soon as it is too much, and ends with a day that was well", () => {
    const steps = [written(900, 0), written(908, 3_600_000), written(909, 7_200_000), written(909, day - 1), written(909, day)];
    expect(course(...steps)).toEqual(["", "", much, much, much]);
    expect(course(...steps, written(917, 2 * day - 1), written(917, 2 * day))).toEqual(["", "", much, much, much, much, ""]);
    const judgement = [written(0, 0), written(9.2, 1_000)].reduce<Judgement | null>(
      (before, { atMs, ...reading }) => judged(before, { ...nothingRead, ...reading }, atMs),
      null,
    );
    expect(machineFaults(judgement, "k")).toEqual([{ fault: much, facts: { device: "k", gigabytes: 10 } }]);
  });

  it("day after day within the budget is nothing; a disk that is not there any more has no fault", () => {
    expect(course(...Array.from({ length: 30 }, (_, place) => written(8.7 * place, place * day))).join("")).toBe("");
    expect(course(written(0, 0), written(9, 1), { atMs: 2 }, written(9, 3))).toEqual(["", much, "", ""]);
    // Plugged in again, it counts from nothing.
    expect(course(written(100, 0), written(1, 1), written(9, 2), written(10, 3))).toEqual(["", "", "", much]);
  });
});

it("a clock has five minutes to be set, from when it was first seen unset", () => {
  const unset = { clockIsSet: false };
  const atMs = limits.clockGraceMs;
  expect(course(unset, { ...unset, atMs: atMs - 1 }, { ...unset, atMs }, { clockIsSet: true, atMs })).toEqual(["", "", "clock-unset", ""]);
  expect(course({ clockIsSet: null }, { clockIsSet: null, atMs })).toEqual(["", ""]);
});

it("file systems with errors are told with how many", () => {
  expect(machineFaults(judged(null, { ...nothingRead, fileSystemErrors: 3 }, 0), "k")).toEqual([
    { fault: "storage-errors", facts: { device: "k", count: 3 } },
  ]);
  expect(course({ fileSystemErrors: 0 })).toEqual([""]);
});
