import { expect, test } from "vitest";
import { deviceReleases } from "./device-release.ts";
import type { OfficeReleases } from "./office-releases.ts";

type On = Extract<OfficeReleases, { kind: "on" }>;
type Device = On["devices"][number];

const target = "linux-arm64";
const report = (number: number, version: string, more: object = {}): NonNullable<Device["report"]> => {
  return { target, kept: { number, version, slot: "a" }, trial: null, last: null, taking: null, ...more };
};
const device = (name: string, step: Device["step"], said: Device["report"] = report(4, "1.4.0")): Device => {
  return { name, heardAt: 1, report: said, step };
};
const rollout: On["rollout"] = {
  ...{ number: 5, version: "1.5.0", mode: "rolling", halt: null, elsewhere: [], widensAt: null, hurried: false, kept: 1, of: 3 },
};
const view = (devices: readonly Device[], more: Partial<NonNullable<On["rollout"]>> = {}): On => {
  const held = [{ number: 5, version: "1.5.0", targets: [target], bytes: 1 }] as On["held"];
  return { kind: "on", now: 100, trusts: true, held, rollout: { ...rollout, ...more }, devices: [...devices] };
};
const one = (each: Device, more: Partial<NonNullable<On["rollout"]>> = {}) => deviceReleases(view([each], more))[0];

test.each([
  ["it has it", device("a", "kept", report(5, "1.5.0")), {}, { kind: "none" }],
  ["it runs a newer one from a stick", device("a", "waits", report(6, "1.6.0")), {}, { kind: "none" }],
  ["it is another kind of machine", device("a", "waits", report(4, "1.4.0", { target: "linux-x64" })), {}, { kind: "none" }],
  ["it was not heard", device("a", "waits", null), {}, { kind: "none" }],
  ["it is on trial", device("a", "taking", report(4, "1.4.0", { trial: 5 })), {}, { kind: "trying", version: "1.5.0" }],
  ["it began before a halt", device("a", "taking"), { mode: "halted" }, { kind: "taking", version: "1.5.0" }],
  ["it may", device("a", "may"), {}, { kind: "quiet", version: "1.5.0" }],
  ["none has kept it", device("a", "waits"), { kept: 0 }, { kind: "after-first", version: "1.5.0" }],
  ["the first must keep it longer", device("a", "waits"), { widensAt: 200 }, { kind: "later", version: "1.5.0", at: 200 }],
  ["that time is over", device("a", "waits"), { widensAt: 100 }, { kind: "in-turn", version: "1.5.0" }],
  ["another one failed", device("a", "waits"), { mode: "halted" }, { kind: "halted", version: "1.5.0" }],
  ["a person took it back", device("a", "may"), { mode: "withdrawn" }, { kind: "withdrawn", version: "1.5.0" }],
  ["other offices have trouble with it", device("a", "may"), { mode: "paused" }, { kind: "paused", version: "1.5.0" }],
  ["it failed here", device("a", "failed"), { mode: "halted" }, { kind: "failed", version: "1.5.0" }],
  ["it failed here and the others go on", device("a", "passed-over"), {}, { kind: "passed-over", version: "1.5.0" }],
] as const)("%s", (_when, each, more, next) => {
  expect(one(each, more)?.next).toEqual(next);
});

test("what is wrong stands first, what has nothing to wait for last; without a release on its way each says what it runs", () => {
  const devices = [device("kept", "kept", report(5, "1.5.0")), device("waits", "waits"), device("failed", "failed")];
  expect(deviceReleases(view(devices)).map(({ name }) => name)).toEqual(["failed", "waits", "kept"]);
  expect(deviceReleases({ ...view(devices), rollout: null })).toEqual([
    { name: "kept", running: "1.5.0", next: { kind: "none" } },
    { name: "waits", running: "1.4.0", next: { kind: "none" } },
    { name: "failed", running: "1.4.0", next: { kind: "none" } },
  ]);
});
