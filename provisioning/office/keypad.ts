/** The keypad of a counter in a virtual office: whose keys they are, and on which pins of its board. It hangs on the board device. Pure. */
import type { Localized, OfficeConfiguration } from "#shared/office/configuration.ts";
import type { FrontKeypad } from "#shared/wire/front-page.ts";
import type { KeypadMove, KeypadSettings } from "#shared/wire/keypads.ts";
import type { PanelState } from "./wire/panel.ts";

/** The counter whose keys they are. */
export interface KeypadCounter {
  readonly id: string;
  readonly name: Localized;
}

const keys = [
  { does: "call", pin: "2", lamp: "3" },
  { does: "recall", pin: "4", lamp: "5" },
  { does: "begin", pin: "6", lamp: "7" },
  { does: "no-show", pin: "8", lamp: "9" },
  { does: "finish", pin: "10", lamp: "11" },
] as const satisfies KeypadSettings["keys"];

/** The counter that the configuration names at the board, or else the first one of its zone; null where there is none. */
export function keypadCounter({ counters, devices }: OfficeConfiguration, board: string): KeypadCounter | null {
  const device = devices.find(({ id }) => id === board);
  const named = device?.role === "board" ? device.counter : undefined;
  const counter = counters.find(({ id, zone }) => (named === undefined ? zone === device?.zone : id === named));
  return counter ? { id: counter.id, name: counter.name } : null;
}

/** The office with the board's keys bound to that counter, because a keypad of no counter is a fault. */
export function withKeypad(configuration: OfficeConfiguration, board: string): OfficeConfiguration {
  const counter = keypadCounter(configuration, board);
  if (!counter) return configuration;
  const devices = configuration.devices.map((each) =>
    each.role === "board" && each.id === board ? { ...each, counter: counter.id } : each,
  );
  return { ...configuration, devices };
}

export function keypadSettings(path: string): KeypadSettings {
  return { board: "uno", path, baud: 57_600, keys: [...keys] };
}

export function keypadPin(move: KeypadMove): string {
  return keys.find(({ does }) => does === move)?.pin ?? keys[0].pin;
}

export function keypadSeen({ plugged, frozen, lamps }: PanelState, { name }: KeypadCounter): FrontKeypad {
  return { plugged, frozen, counter: name, keys: keys.map(({ does, lamp }) => ({ does, lamp: lamps[lamp] ?? "off" })) };
}
