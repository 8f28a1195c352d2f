/** A chain of matrix modules against the real StandardFirmata and modules that decode what the board does on its wires. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualMatrix } from "../virtual/panel/matrix.ts";
import { displaysGivenEveryMs } from "./board.ts";
import { openOffice, twoButtons, UnoWorld } from "./rig/world.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const a12 = `
................###....#....###.
...............#...#..##...#...#
...............#...#...#.......#
...............#####...#......#.
...............#...#...#.....#..
...............#...#...#....#...
...............#...#..###..#####
................................`.trim();
const b7 = `
.....................####..#####
.....................#...#.....#
.....................#...#....#.
.....................####....#..
.....................#...#..#...
.....................#...#..#...
.....................####...#...
................................`.trim();

const pins = { data: "10", clock: "11", load: "12" } as const;
const matrix = new VirtualMatrix({ ...pins, modules: 4, first: "right" });
let world: UnoWorld;

beforeAll(async () => {
  world = await UnoWorld.start({ ...twoButtons, displays: [{ controller: "max7219-matrix", ...pins, modules: 4, first: "right" }] });
  world.uno.attach(matrix);
  Object.assign(world, { pace: 1, idlePace: 1 / 40 });
  await world.until(() => world.isWell, 5_000);
});

afterAll(() => world.panel.stop());

const calls = (...texts: readonly string[]) => world.panel.show({ ...openOffice, view: sampleView(...texts) });
const shows = (art: string | null, withinMs: number) => world.until(() => matrix.art === art, withinMs);

test("a number is shown whole; a chain that was without power for a moment is right again by itself, with nothing else to be read before", async () => {
  // What stood there at a start is no news: blinking would light modules that know nothing.
  calls("A12 3");
  await shows(a12, 4_000);
  matrix.lose();
  const seen = new Set<string | null>();
  await world.until(() => matrix.art === a12 || !seen.add(matrix.art), displaysGivenEveryMs + 4_000);
  expect(seen).toEqual(new Set([null]));
});

test("the next number comes out of the dark, a press is seen meanwhile, and what is not known is dark", async () => {
  calls("B7 3", "A12 4");
  const seen = new Set<string | null>();
  await world.until(() => matrix.art === b7 || !seen.add(matrix.art), 3_000);
  expect(seen).toEqual(new Set([a12, null]));
  calls("A12 3");
  await world.pass(300);
  await world.press("2", 150);
  expect([world.taps, matrix.art]).toEqual([["licence"], null]);
  await shows(a12, 2_000);
  world.panel.show({ ...openOffice, view: null });
  await shows(null, 1_000);
  expect(world.isWell).toBe(true);
});
