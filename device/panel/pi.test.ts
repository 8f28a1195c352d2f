/** A panel on the header of a Raspberry Pi, down to the bytes that its kernel is asked; time is the header's own. */
import { afterAll, expect, test } from "vitest";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualMatrix } from "../virtual/panel/matrix.ts";
import { VirtualMax7219 } from "../virtual/panel/max7219.ts";
import { outputsGivenEveryMs, reopenMs } from "./pi-board.ts";
import { panelContract } from "./rig/contract.ts";
import { openOffice, PiWorld, twoButtonsOnPi } from "./rig/world.ts";
import { panelFaults } from "./troubles.ts";

const worlds: PiWorld[] = [];
afterAll(() => {
  for (const world of worlds) world.end();
});

async function started(...how: Parameters<typeof PiWorld.start>): Promise<PiWorld> {
  const world = await PiWorld.start(...how);
  worlds.push(world);
  return world;
}

const worldNow = panelContract("Raspberry Pi", {
  start: () => started(),
  pins: {
    ...{ licence: "GPIO4", licenceLamp: "GPIO17", cash: "GPIO5", cashLamp: "GPIO27" },
    ...{ beacon: "GPIO22", buzzer: "GPIO23", tamper: "GPIO24", presence: "GPIO25" },
  },
  closesForSomebody: false,
  away: ({ header }) => {
    header.isGone = true;
    // Whoever only reads edges hears of nothing: a lamp that is to change finds it out.
    worldNow().panel.show({ ...openOffice, live: { ...openOffice.live, printer: "paper-low" } });
  },
  back: ({ header }) => {
    header.isGone = false;
  },
  awayFault: "panel-chip-missing",
  idle: (world, isIdle) => {
    world.stepMs = isIdle ? 10 : 1;
  },
});

const told = ({ troubles }: PiWorld) => panelFaults("kiosk-1", troubles as NonNullable<typeof troubles>);

test("a press that began and ended while the program was busy is a ticket: the kernel's edges have their times", async () => {
  const world = worldNow();
  world.isBusy = true;
  await world.press("GPIO4", 80);
  world.isBusy = false;
  await world.pass(20);
  expect(world.taps).toEqual(["licence"]);
  // It is seen late to be closed, and is let go of while the program is busy again: the level of now would say that nothing was.
  world.isBusy = true;
  world.header.close("GPIO5", true);
  await world.pass(20);
  world.isBusy = false;
  await world.pass(1);
  world.isBusy = true;
  await world.pass(40);
  world.header.close("GPIO5", false);
  await world.pass(60);
  world.isBusy = false;
  await world.pass(20);
  expect(world.taps).toEqual(["licence", "cash"]);
  world.isBusy = true;
  await world.press("GPIO4", 12);
  world.isBusy = false;
  await world.pass(50);
  expect(world.taps).toEqual(["licence", "cash"]);
});

test("a lamp that another program puts out past the kernel is on again by itself", async () => {
  const world = worldNow();
  world.header.force("GPIO17", false);
  world.stepMs = 10;
  await world.until(() => world.board.level("GPIO17") === "high", outputsGivenEveryMs + 100);
  world.stepMs = 1;
});

test("Q-FAULT-1: a pin that another program has is told by its name, no line is held meanwhile, and the panel works as soon as it is free", async () => {
  const world = await started({ prepare: (header) => header.take("GPIO17", "spi0 CS0") });
  expect(told(world)).toEqual([{ fault: "panel-pin-taken", facts: { device: "kiosk-1", line: "GPIO17 (spi0 CS0)" } }]);
  expect(world.header.held).toBe(0);
  world.header.take("GPIO17", null);
  await world.until(() => world.isWell, reopenMs + 10);
  expect([told(world), world.header.held]).toEqual([[], 8]);
  await world.pass(100);
  await world.press("GPIO4");
  expect(world.taps).toEqual(["licence"]);
});

test("Q-FAULT-1: a computer without the header of a Raspberry Pi is told, and a chip is known by its label, whatever its number", async () => {
  const world = await started({ label: "gpio-ich" });
  expect(told(world).map((each) => each.fault)).toEqual(["panel-chip-missing"]);
  expect(world.timersSet).toBeGreaterThan(0);
  world.panel.stop();
  expect(world.timersSet).toBe(0);
});

test("whoever stops puts its lamps out and gives its lines back; a display on three pins shows the number called, and is dark then", async () => {
  const display = { controller: "max7219", data: "GPIO10", clock: "GPIO11", load: "GPIO12", digits: 8 } as const;
  const digits = new VirtualMax7219({ data: "GPIO10", clock: "GPIO11", load: "GPIO12" });
  const prepare = (header: PiWorld["header"]) => header.attach(digits);
  const world = await started({ settings: { ...twoButtonsOnPi, displays: [display] }, prepare });
  world.panel.show({ ...openOffice, view: sampleView("A12 3") });
  await world.pass(100);
  await world.until(() => digits.text === "     A.12", 1_000);
  await world.until(() => world.board.level("GPIO17") === "high", 100);
  world.panel.stop();
  expect([world.header.level("GPIO17"), world.header.level("GPIO27"), digits.text, world.header.held, world.timersSet]).toEqual([
    ...["low", "low", null, 0, 0],
  ]);
});

test("eight modules in a row, the first at the left, show a long number with its letters, and are dark when it stops", async () => {
  const pins = { data: "GPIO10", clock: "GPIO11", load: "GPIO12" } as const;
  const chain = { ...pins, modules: 8, first: "left" } as const;
  const matrix = new VirtualMatrix(chain);
  const settings = { ...twoButtonsOnPi, displays: [{ controller: "max7219-matrix", ...chain } as const] };
  const world = await started({ settings, prepare: (header) => header.attach(matrix) });
  world.panel.show({ ...openOffice, view: sampleView("AB1234 3") });
  const ab1234 = `
..............................###..####....#....###..#####....#.
.............................#...#.#...#..##...#...#....#....##.
.............................#...#.#...#...#.......#...#....#.#.
.............................#####.####....#......#.....#..#..#.
.............................#...#.#...#...#.....#.......#.#####
.............................#...#.#...#...#....#....#...#....#.
.............................#...#.####...###..#####..###.....#.
................................................................`;
  await world.until(() => matrix.art === ab1234.trim(), 1_000);
  world.panel.stop();
  expect([matrix.art, world.header.held, world.timersSet]).toEqual([null, 0, 0]);
});
