import { safeParse } from "valibot";
import { expect, it } from "vitest";
import { checkOffice } from "#shared/office/check.ts";
import { keypad, keypadMoves } from "#shared/wire/keypads.ts";
import { demoConfiguration } from "./demo-configuration.ts";
import { keypadCounter, keypadPin, keypadSeen, keypadSettings, withKeypad } from "./keypad.ts";

const office = demoConfiguration();
const boundTo = (counter: string) => ({
  ...office,
  devices: office.devices.map((each) => (each.role === "board" ? { ...each, counter } : each)),
});

it("is bound to the counter that the office names, or else to the first of the board's zone, and the office stays in order", () => {
  const bound = withKeypad(office, "board-1");
  expect(bound.devices.find(({ id }) => id === "board-1")).toMatchObject({ counter: "counter-1" });
  expect(checkOffice(bound).ok).toBe(true);
  expect(withKeypad(boundTo("counter-3"), "board-1").devices.find(({ id }) => id === "board-1")).toMatchObject({ counter: "counter-3" });
  expect(keypadCounter(boundTo("counter-3"), "board-1")?.name.en).toBe("Counter 3");
  expect(keypadCounter({ ...office, counters: [] }, "board-1")).toBeNull();
});

it("has a key with a lamp for each move, as a device's file takes it", () => {
  const settings = keypadSettings("/tmp/keypad");
  expect(safeParse(keypad, settings).issues).toBeUndefined();
  expect(settings.keys.map(({ does }) => does)).toEqual(keypadMoves);
  const lamps = Object.fromEntries(settings.keys.map(({ does, lamp }) => [lamp, does === "begin" ? ("on" as const) : ("off" as const)]));
  const number = { lit: "off" as const, text: "", segments: [] };
  const seen = keypadSeen(
    { plugged: true, frozen: false, lamps, number },
    { id: "counter-1", name: { en: "Counter 1", fr: "Comptoir 1" } },
  );
  expect(seen.keys.filter(({ lamp }) => lamp === "on")).toEqual([{ does: "begin", lamp: "on" }]);
  expect(keypadPin("begin")).toBe(settings.keys.find(({ does }) => does === "begin")?.pin);
});
