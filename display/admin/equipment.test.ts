import { expect, test } from "vitest";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { actsFor, piecesOf, type ReleaseUnderWay } from "./equipment.ts";

const device = (id: string, more: Partial<DeviceEntry> = {}): DeviceEntry => {
  return { kind: "device", id, role: "kiosk", online: true, since: 0, faults: [], ...more };
};
const hot = { fault: "machine-hot", facts: { device: "kiosk-2" }, since: 1 } as const;
const unasked = { equipment: null, identity: null, releases: null };

test("those that need someone stand first, a device that is away among them; the others keep their order, the hub before them", () => {
  const devices = [device("kiosk-1"), device("kiosk-2", { faults: [hot] }), device("board-1", { online: false })];
  const pieces = piecesOf(devices, [], unasked);
  expect(pieces.map(({ id, faults }) => [id, ...faults.map((each) => each.fault)])).toEqual([
    ["kiosk-2", "machine-hot"],
    ["board-1", "device-away"],
    ["hub"],
    ["kiosk-1"],
  ]);
  expect(piecesOf(devices, [{ fault: "storage-low", facts: {} }], unasked)[0]?.id).toBe("hub");
});

test("each has its own figures, program and certificate; one that was never heard has none", () => {
  const machine = {
    celsius: 40,
    freeBytes: null,
    totalBytes: null,
    usedPercent: null,
    writtenBytes: null,
    memoryBytes: null,
    clockIsSet: null,
  };
  const equipment = {
    hub: { id: "hub", software: "2", machine: null },
    devices: [{ id: "kiosk-2", software: "1", machine }],
  };
  const certificate = { name: "kiosk-1", role: "kiosk", state: "waiting", until: 9 } as const;
  const more = { office: "o", fingerprint: "f", authorityUntil: 1, approve: true, auditBrokenAt: null };
  const pieces = piecesOf([device("kiosk-1"), device("kiosk-2")], [], {
    equipment,
    identity: { kind: "on", devices: [certificate], ...more },
    releases: null,
  });
  expect(pieces.map(({ id, software, machine: figures }) => ({ id, software, celsius: figures?.celsius }))).toEqual([
    { id: "hub", software: "2", celsius: undefined },
    { id: "kiosk-1", software: undefined, celsius: undefined },
    { id: "kiosk-2", software: "1", celsius: 40 },
  ]);
  expect(pieces.map((piece) => piece.certificate?.state)).toEqual([undefined, "waiting", undefined]);
});

test("each has its release; one where it did not go well stands before those that are well, behind those that need someone now", () => {
  const report = {
    target: "linux-arm64",
    kept: { number: 4, version: "1.4.0", slot: "a" },
    trial: null,
    last: null,
    taking: null,
  } as const;
  const on = (name: string, step: "waits" | "failed") => ({ name, heardAt: 1, report, step });
  const rollout: ReleaseUnderWay = {
    ...{ number: 5, version: "1.5.0", mode: "halted", halt: null },
    ...{ elsewhere: [], widensAt: null, hurried: false, kept: 0, of: 2 },
  };
  const pieces = piecesOf([device("kiosk-1"), device("board-1"), device("kiosk-2", { faults: [hot] })], [], {
    ...unasked,
    releases: {
      ...{ kind: "on", now: 1, trusts: true, rollout },
      held: [{ number: 5, version: "1.5.0", targets: ["linux-arm64"], bytes: 1 }],
      devices: [on("kiosk-1", "waits"), on("board-1", "failed")],
    },
  });
  expect(pieces.map(({ id, release }) => [id, release?.running, release?.next.kind])).toEqual([
    ["kiosk-2", undefined, undefined],
    ["board-1", "1.4.0", "failed"],
    ["hub", undefined, undefined],
    ["kiosk-1", "1.4.0", "halted"],
  ]);
});

test("a release can be hurried while the others wait, taken back while some lack it, and let go on after a halt or once it was taken back", () => {
  const rolling: ReleaseUnderWay = {
    ...{ number: 5, version: "1.5.0", mode: "rolling", halt: null },
    ...{ elsewhere: [], widensAt: null, hurried: false, kept: 0, of: 3 },
  };
  const acts = (more: Partial<ReleaseUnderWay>) => actsFor({ ...rolling, ...more }).join(" ");
  expect(acts({})).toBe("hurry withdraw");
  expect(acts({ kept: 1, widensAt: 9 })).toBe("hurry withdraw");
  expect(acts({ kept: 1 })).toBe("withdraw");
  expect(acts({ hurried: true })).toBe("withdraw");
  expect(acts({ kept: 3 })).toBe("");
  expect(acts({ mode: "halted", kept: 3 })).toBe("resume withdraw");
  expect(acts({ mode: "paused", kept: 1 })).toBe("resume withdraw");
  expect(acts({ mode: "withdrawn", kept: 1 })).toBe("resume");
  expect(acts({ mode: "withdrawn", kept: 3 })).toBe("");
});
