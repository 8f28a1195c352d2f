import { describe, expect, it } from "vitest";
import { type ReadyDevice, type ReadyOffice, readiness, readyChecks } from "./ready.ts";

const kiosk: ReadyDevice = { id: "kiosk-1", role: "kiosk", speaks: false, online: true, faults: [] };
const board: ReadyDevice = { id: "board-1", role: "board", speaks: true, online: true, faults: [] };
const office: ReadyOffice = {
  devices: [kiosk, board],
  counters: [
    { id: "counter-1", staffed: true, takes: ["licences", "titles"] },
    { id: "counter-2", staffed: false, takes: ["licences", "fishing"] },
  ],
  queues: ["licences", "titles"],
  faults: [],
  clockTrusted: true,
};
const open = (more: Partial<ReadyOffice>) => readyChecks({ ...office, ...more }).filter(({ state }) => state !== "ready");

describe("ready to open", () => {
  it("when each printer, board, voice, the counters, the storage and the clock are well", () => {
    const checks = readyChecks(office);
    expect(checks.map(({ what, about }) => `${what} ${about ?? ""}`.trim())).toEqual([
      ...["kiosk kiosk-1", "printer kiosk-1", "board board-1", "voice board-1", "counters", "storage", "clock"],
    ]);
    expect(readiness(checks)).toBe("ready");
  });

  it.each([
    [
      "no paper: whoever stands there loads a roll",
      { devices: [{ ...kiosk, faults: ["printer-paper-out"] }] },
      ["printer", "not-ready", "front"],
    ],
    ["paper low: the office can open", { devices: [{ ...kiosk, faults: ["printer-paper-low"] }] }, ["printer", "warning", "front"]],
    ["a printer's own fault is for office IT", { devices: [{ ...kiosk, faults: ["printer-error"] }] }, ["printer", "not-ready", "it"]],
    ["a kiosk that is not there: switch it on", { devices: [{ ...kiosk, online: false }] }, ["kiosk", "not-ready", "front"]],
    ["a kiosk without room for tickets", { devices: [{ ...kiosk, faults: ["storage-full"] }] }, ["kiosk", "not-ready", "it"]],
    ["a board that should speak and cannot", { devices: [{ ...board, faults: ["voice-missing"] }] }, ["voice", "not-ready", "it"]],
    [
      "nobody at any counter",
      { counters: office.counters.map((each) => ({ ...each, staffed: false })) },
      ["counters", "not-ready", "agents"],
    ],
    ["a queue that nobody there takes", { queues: ["licences", "fishing"] }, ["queue", "warning", "manager"]],
    ["a sign's cable: the office can open", { devices: [{ ...board, faults: ["sign-unreachable"] }] }, ["board", "warning", "front"]],
    ["a sign that is told nonsense is for office IT", { devices: [{ ...board, faults: ["sign-refuses"] }] }, ["board", "warning", "it"]],
    ["the hub's disk", { faults: ["storage-full"] }, ["storage", "not-ready", "it"]],
    ["a backup that failed", { faults: ["backup-failed"] }, ["storage", "warning", "it"]],
    ["the clock", { clockTrusted: false }, ["clock", "not-ready", "manager"]],
  ] as const)("%s", (_story, more, found) => {
    expect(open(more as Partial<ReadyOffice>).map(({ what, state, who }) => [what, state, who])).toEqual([found]);
  });

  it("tells of a device that is away nothing else", () => {
    const away = readyChecks({ ...office, devices: [{ ...kiosk, online: false, faults: ["printer-paper-out"] }] });
    expect(away.filter(({ about }) => about === "kiosk-1")).toHaveLength(1);
  });

  it("of two faults of a printer it names the one that stops it", () => {
    const [found] = open({ devices: [{ ...kiosk, faults: ["print-unknown", "printer-cover-open"] }] });
    expect(found).toMatchObject({ fault: "printer-cover-open", state: "not-ready" });
  });
});
