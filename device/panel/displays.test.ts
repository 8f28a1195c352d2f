/** Displays of a panel against the real StandardFirmata and displays that decode what the board does on its wires. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualHt16k33 } from "../virtual/panel/ht16k33.ts";
import { VirtualMax7219 } from "../virtual/panel/max7219.ts";
import { displaysGivenEveryMs } from "./board.ts";
import { openOffice, twoButtons, UnoWorld } from "./rig/world.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pins = { data: "10", clock: "11", load: "12" } as const;
const hall = new VirtualHt16k33(0x71);
const counter3 = new VirtualMax7219(pins);
let world: UnoWorld;

beforeAll(async () => {
  world = await UnoWorld.start({
    ...twoButtons,
    displays: [
      { controller: "ht16k33", address: "0x71" },
      { controller: "max7219", ...pins, digits: 8, counter: "3" },
    ],
  });
  world.uno.attach(hall);
  world.uno.attach(counter3);
  // What goes to the displays is much for the line: the board has all its time while it is told something.
  Object.assign(world, { pace: 1, idlePace: 1 / 40 });
});

beforeEach(async () => {
  calls();
  await world.until(() => world.isWell && hall.text === null && counter3.text === null, 5_000);
});

afterAll(() => world.panel.stop());

const calls = (...texts: readonly string[]) => world.panel.show({ ...openOffice, view: sampleView(...texts) });
const unknown = () => world.panel.show({ ...openOffice, view: null });
const read = () => [hall.text, counter3.text];
const shows = (inHall: string | null, atCounter3: string | null, withinMs = 2_000) =>
  world.until(() => hall.text === inHall && counter3.text === atCounter3, withinMs);

/** All that is to be read on them while time passes. */
async function readings(ms: number): Promise<Set<string | null>> {
  const seen = new Set<string | null>();
  for (let passed = 0; passed < ms; passed += 1) {
    await world.pass(1);
    for (const text of read()) seen.add(text);
  }
  return seen;
}

test("a display shows the newest call of the zone, and that of one counter its own; with none they are dark", async () => {
  calls("A12 3");
  await shows(" A.12", "     A.12");
  calls("B7 4", "A12 3");
  await shows("  b.7", "     A.12");
  calls("B7 4");
  await shows("  b.7", null);
});

test("news blinks for its eight seconds and is then steady, and on the way from one number to the next no third one is to be read", async () => {
  calls("C188 3");
  await shows("C.188", "    C.188");
  // Steady, so that nothing of its blinking darkens what comes.
  await world.pass(9_000);
  expect(read()).toEqual(["C.188", "    C.188"]);
  calls("E299 3");
  const news = await readings(2_000);
  await world.pass(8_000);
  const later = await readings(1_200);
  expect(new Set([...news].map((text) => text?.trim() ?? null))).toEqual(new Set(["C.188", "E.299", null]));
  expect(later).toEqual(new Set(["E.299", "    E.299"]));
});

test("what the device does not know is dark, and so is a display whose panel stops being told", async () => {
  calls("A5 3");
  await shows("  A.5", "      A.5");
  unknown();
  await shows(null, null);
});

test("a board that stood still, was unplugged, or started anew shows the number of now, and not the one it kept", async () => {
  calls("A5 3");
  await shows("  A.5", "      A.5");
  world.uno.freeze(true);
  await world.until(() => !world.isWell, 4_000);
  calls("F6 3");
  await world.pass(1_000);
  // Nothing reaches a board that stands still: StandardFirmata has no watchdog.
  expect(hall.text).toBe("  A.5");
  world.uno.freeze(false);
  await shows("  F.6", "      F.6", 5_000);

  world.cable.unplug();
  calls("G7 3");
  await world.pass(200);
  world.cable.plugIn();
  await shows("  G.7", "      G.7", 5_000);

  // The cable is its power, too.
  world.idlePace = null;
  world.uno.reset();
  hall.lose();
  counter3.lose();
  await world.pass(10);
  expect(read()).toEqual([null, null]);
  await shows("  G.7", "      G.7", 6_000);
  world.idlePace = 1 / 40;
});

test("a display that was without power for a moment is right again by itself", async () => {
  calls("H8 3");
  await world.pass(9_000);
  await shows("  H.8", "      H.8");
  hall.lose();
  counter3.lose();
  expect(read()).toEqual([null, null]);
  await shows("  H.8", "      H.8", displaysGivenEveryMs + 2_000);
});
