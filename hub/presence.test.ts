import { describe, expect, it } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";
import { DevicePresence } from "./presence.ts";

const birth: DeviceState = { epoch: "e1", session: 2, alive: true, at: 0, role: "board", zone: "main", software: "1", faults: [] };

function present(): DevicePresence {
  const presence = new DevicePresence(0);
  presence.configure(exampleOffice());
  return presence;
}

describe("who is connected", () => {
  it("is nobody until a device says so", () => {
    const presence = present();
    expect(presence.speaker("main")).toBeNull();
    expect(presence.hear("board-1", birth, 5)).toBe(true);
    expect(presence.speaker("main")).toBe("board-1");
    expect(presence.speaker("other")).toBeNull();
    expect(Object.fromEntries(presence.entries)["device/board-1"]).toMatchObject({ online: true, since: 5 });
  });

  it("does not change by the late will of an older session, nor by the death of another storage", () => {
    const presence = present();
    presence.hear("board-1", birth, 5);
    expect(presence.hear("board-1", { ...birth, session: 1, alive: false }, 6)).toBe(false);
    expect(presence.hear("board-1", { ...birth, epoch: "e0", session: 9, alive: false }, 7)).toBe(false);
    expect(presence.isOnline("board-1")).toBe(true);
    expect(presence.hear("board-1", { ...birth, alive: false }, 8)).toBe(true);
    expect(Object.fromEntries(presence.entries)["device/board-1"]).toMatchObject({ online: false, since: 8, faults: [] });
  });

  it("follows a new storage's birth at once, and then only that storage's death", () => {
    const presence = present();
    presence.hear("board-1", birth, 5);
    presence.hear("board-1", { ...birth, epoch: "e2", session: 1 }, 6);
    presence.hear("board-1", { ...birth, alive: false }, 7);
    expect(presence.isOnline("board-1")).toBe(true);
    presence.hear("board-1", { ...birth, epoch: "e2", session: 1, alive: false }, 8);
    expect(presence.isOnline("board-1")).toBe(false);
  });

  it("Q-CALL-2: believes a device whose card was set back to an earlier image, although it counts its sessions from there", () => {
    const presence = present();
    presence.hear("board-1", { ...birth, session: 9 }, 5);
    presence.hear("board-1", { ...birth, session: 9, alive: false }, 6);
    expect(presence.hear("board-1", { ...birth, session: 3 }, 7)).toBe(true);
    expect(presence.speaker("main")).toBe("board-1");
  });

  it("Q-CALL-2: takes the late will of a run that is over for what it is, however the sessions are counted since", () => {
    const presence = present();
    presence.hear("board-1", { ...birth, session: 9, boot: "b1" }, 5);
    // Its card was set back.
    presence.hear("board-1", { ...birth, session: 3, boot: "b2" }, 7);
    expect(presence.hear("board-1", { ...birth, session: 9, boot: "b1", alive: false }, 8)).toBe(false);
    // Its card was full: the next run counts the same session.
    presence.hear("board-1", { ...birth, session: 3, boot: "b3" }, 9);
    expect(presence.hear("board-1", { ...birth, session: 3, boot: "b2", alive: false }, 10)).toBe(false);
    expect(presence.speaker("main")).toBe("board-1");
    // A run that ended before its birth was heard.
    expect(presence.hear("board-1", { ...birth, session: 4, boot: "b4", alive: false }, 11)).toBe(true);
    expect(presence.speaker("main")).toBeNull();
  });

  it("Q-CALL-2: speaks by a device whose loudspeaker works, if there is one, and goes on with it until that is away", () => {
    const presence = new DevicePresence(0);
    const office = exampleOffice();
    const other = office.devices.flatMap((each) => (each.role === "board" ? [{ ...each, id: "board-2" }] : []));
    presence.configure({ ...office, devices: [...office.devices, ...other] });
    presence.hear("board-1", { ...birth, faults: [{ fault: "voice-no-output", facts: {}, since: 6 }] }, 5);
    expect(presence.speaker("main")).toBe("board-1");
    presence.hear("board-2", birth, 5);
    expect(presence.speaker("main")).toBe("board-2");
    // It may still have something to say.
    presence.hear("board-1", birth, 6);
    expect(presence.speaker("main")).toBe("board-2");
    presence.hear("board-2", { ...birth, alive: false }, 7);
    expect(presence.speaker("main")).toBe("board-1");
  });

  it("keeps since when it is so while only the faults change", () => {
    const presence = present();
    presence.hear("board-1", birth, 5);
    presence.hear("board-1", { ...birth, faults: [{ fault: "voice-missing", facts: {}, since: 6 }] }, 9);
    expect(Object.fromEntries(presence.entries)["device/board-1"]).toMatchObject({ since: 5, faults: [{ fault: "voice-missing" }] });
  });

  it("is never a device that the configuration does not know, or no longer knows", () => {
    const presence = present();
    expect(presence.hear("stranger", birth, 1)).toBe(false);
    presence.hear("board-1", birth, 1);
    const office = exampleOffice();
    presence.configure({ ...office, devices: office.devices.filter((each) => each.id !== "board-1") });
    expect(presence.isOnline("board-1")).toBe(false);
    expect(presence.speaker("main")).toBeNull();
  });
});

describe("what devices say of their machines", () => {
  const machine = {
    ...{ celsius: 61, freeBytes: 12_300_000_000, totalBytes: 31_900_000_000, usedPercent: null },
    ...{ writtenBytes: 4_000_000_000, memoryBytes: 400_000_000, clockIsSet: true },
  };

  it("is kept for IT with the hub's own, and is no change for staff's pages", () => {
    const presence = present();
    expect(presence.equipment).toEqual({ machine: null, devices: [] });
    presence.hear("board-1", birth, 5);
    const before = presence.entries.get("device/board-1");
    presence.hear("board-1", { ...birth, machine }, 6);
    expect(presence.entries.get("device/board-1")).toBe(before);
    presence.machine = machine;
    expect(presence.equipment).toEqual({ machine, devices: [{ id: "board-1", software: "1", machine }] });
  });
});
