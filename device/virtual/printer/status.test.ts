import { describe, expect, test } from "vitest";
import { models } from "./models.ts";
import { hex } from "./operation.ts";
import {
  allWell,
  automaticStatus,
  automaticStatusChanged,
  identity,
  queuedStatus,
  realTimeStatus,
  type Switches,
  statusOf,
} from "./status.ts";

const states: readonly (readonly [string, Partial<Switches>])[] = [
  ["all well", {}],
  ["paper low", { paperLow: true }],
  ["paper out", { paperOut: true }],
  ["cover open", { coverOpen: true }],
  ["cutter stuck", { cutterStuck: true }],
  ["both", { paperOut: true, coverOpen: true }],
];

describe("status bytes", () => {
  test("of each switch, by each way to ask", () => {
    const table = states.map(([name, change]) => {
      const switches = { ...allWell, ...change };
      const realTime = hex(Uint8Array.from([1, 2, 3, 4], (item) => realTimeStatus(switches, item) ?? 0xff));
      return `${name}: EOT ${realTime} | ASB ${hex(automaticStatus(switches))} | GS r ${hex(Uint8Array.of(queuedStatus(switches, 1) ?? 0xff))}`;
    });
    expect(table).toEqual([
      "all well: EOT 16 12 12 12 | ASB 14 00 00 0F | GS r 00",
      "paper low: EOT 16 12 12 1E | ASB 14 00 03 0F | GS r 03",
      "paper out: EOT 1E 32 12 7E | ASB 1C 00 0F 0F | GS r 0F",
      "cover open: EOT 1E 16 12 12 | ASB 3C 00 00 0F | GS r 00",
      "cutter stuck: EOT 1E 52 1A 12 | ASB 1C 08 00 0F | GS r 00",
      "both: EOT 1E 36 12 7E | ASB 3C 00 0F 0F | GS r 0F",
    ]);
  });

  test("the fixed bits tell the kinds of answer apart", () => {
    for (const [, change] of states) {
      const switches = { ...allWell, ...change };
      for (const item of [1, 2, 3, 4]) expect((realTimeStatus(switches, item) ?? 0) & 0x93).toBe(0x12);
      const [first, ...others] = automaticStatus(switches);
      expect((first ?? 0) & 0x93).toBe(0x10);
      for (const other of others) expect(other & 0x90).toBe(0);
    }
  });

  test("automatic status follows its mask", () => {
    const low = { ...allWell, paperLow: true };
    const open = { ...allWell, coverOpen: true };
    expect([0x08, 0x02, 0x04].map((mask) => automaticStatusChanged(allWell, low, mask))).toEqual([true, false, false]);
    expect([0x08, 0x02, 0x04].map((mask) => automaticStatusChanged(allWell, open, mask))).toEqual([false, true, false]);
  });

  test("the worst state is the one named", () => {
    expect(statusOf({ ...allWell, off: true, blocked: true, coverOpen: true, paperOut: true, paperLow: true })).toBe("off");
    expect(statusOf({ ...allWell, blocked: true, coverOpen: true })).toBe("blocked");
    expect(statusOf({ ...allWell, coverOpen: true, paperOut: true })).toBe("cover-open");
    expect(statusOf({ ...allWell, paperOut: true, paperLow: true })).toBe("paper-out");
    expect(statusOf({ ...allWell, paperLow: true })).toBe("paper-low");
    expect(statusOf(allWell)).toBe("ready");
  });

  test("the model's name is text between 5F and 00; an item it does not have is not answered", () => {
    expect(Buffer.from(identity(models["tm-t20iii"], 67) ?? []).toString("latin1")).toBe("_TM-T20III\0");
    expect(identity(models["plain-80mm"], 67)).toBeUndefined();
    expect(identity(models["tm-t20iii"], 99)).toBeUndefined();
    expect(realTimeStatus(allWell, 9)).toBeUndefined();
  });
});
