import * as v from "valibot";
import { expect, test } from "vitest";
import { deviceGroup, type GroupDevice, isInGroup } from "./groups.ts";

const devices: GroupDevice[] = [
  { id: "front-1", role: "kiosk", zone: "main" },
  { id: "front-2", role: "board", zone: "main" },
  { id: "board-9", role: "board", zone: "upstairs" },
  { id: "front-spare", role: "kiosk", zone: null },
];

test.each([
  ["all", ["front-1", "front-2", "board-9"]],
  ["kiosks", ["front-1"]],
  ["boards", ["front-2", "board-9"]],
  ["spares", ["front-spare"]],
  ["zone:upstairs", ["board-9"]],
  ["zone:cellar", []],
  ["front-*", ["front-1", "front-2", "front-spare"]],
  ["board-9*", ["board-9"]],
])("%s are %j", (group, names) => {
  expect(v.parse(deviceGroup, group)).toBe(group);
  expect(devices.filter((each) => isInGroup(group, each)).map(({ id }) => id)).toEqual(names);
});

test.each(["", "*", "zone:", "front", "Front-*", "everybody", "front-*x", `${"a".repeat(60)}*`])("%j names no group", (group) => {
  expect(v.safeParse(deviceGroup, group).success).toBe(false);
});
