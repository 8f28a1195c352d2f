/** A panel against the real StandardFirmata, compiled, on an emulated ATmega328P; time is the board's own, so nothing here waits for a clock. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { openOffice, PanelWorld, printed } from "./rig/world.ts";
import { panelFaults } from "./troubles.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: PanelWorld;

beforeAll(async () => {
  world = await PanelWorld.start();
});

/** Every test begins with a board that is well and buttons that are open. */
beforeEach(async () => {
  world.answer = printed;
  world.panel.show(openOffice);
  await world.until(() => world.isWell && lamps().every((level) => level === "high"), 4_000);
  await world.pass(100);
  world.taps.length = 0;
});

afterAll(() => world.panel.stop());

const lamps = () => ["3", "7"].map((pin) => world.uno.level(pin));
const bothPulledUp = () => ["2", "4"].every((pin) => world.uno.isPulledUp(pin));
const seen = (change: Partial<typeof openOffice.live>) => world.panel.show({ ...openOffice, live: { ...openOffice.live, ...change } });
const codes = () => panelFaults("kiosk-1", world.troubles as NonNullable<typeof world.troubles>).map((each) => each.fault);

/** How often an output changes while time passes. */
async function changes(pin: string, ms: number): Promise<number> {
  let count = 0;
  let last = world.uno.level(pin);
  for (let passed = 0; passed < ms; passed += 1) {
    await world.pass(1);
    if (world.uno.level(pin) !== last) count += 1;
    last = world.uno.level(pin);
  }
  return count;
}

test("the lamps of offered services are on, and a press is one ticket of that service, however its contact bounces", async () => {
  expect([lamps(), bothPulledUp(), codes()]).toEqual([["high", "high"], true, []]);
  for (const closed of [true, false, true, false, true, false, true]) {
    world.uno.close("2", closed);
    await world.pass(2);
  }
  await world.pass(120);
  for (const closed of [false, true, false, true, false]) {
    world.uno.close("2", closed);
    await world.pass(2);
  }
  await world.pass(120);
  await world.press("4");
  expect(world.taps).toEqual(["licence", "cash"]);
});

test("less than a finger is no press: a spike of 10 ms", async () => {
  await world.press("2", 10);
  await world.pass(100);
  expect(world.taps).toEqual([]);
});

test("a lamp that changes while a button of its port is held does not switch the button's resistor off", async () => {
  world.uno.close("4", true);
  await world.pass(100);
  seen({ state: "closed" });
  await world.pass(20);
  expect([lamps(), bothPulledUp()]).toEqual([["low", "low"], true]);
  world.uno.close("4", false);
  seen({ state: "ready" });
  await world.pass(100);
  await world.press("4");
  expect(world.taps).toEqual(["cash", "cash"]);
});

test("while its paper is printed a button blinks, and whoever presses it again gets no second ticket; then it is ready", async () => {
  const ticket = { visit: "k.e.7", number: "A7", printed: "pending" } as KioskTicket;
  world.answer = () => ticket;
  seen({ tickets: [ticket] });
  await world.press("2");
  expect([await changes("3", 500), await changes("7", 20)]).toEqual([4, 0]);
  await world.press("2");
  expect(world.taps).toEqual(["licence"]);
  seen({ tickets: [{ ...ticket, printed: "printed" }] });
  await world.pass(20);
  expect([lamps(), await changes("3", 130)]).toEqual([["high", "high"], 0]);
});

test("no press is without a word: one that gets no ticket blinks slowly and sounds long", async () => {
  world.answer = () => fault("overloaded");
  await world.press("2");
  expect(world.uno.level("8")).toBe("high");
  await world.until(() => world.uno.level("8") === "low", 700);
  expect(await changes("3", 1_000)).toBe(2);
  seen({ printer: "paper-out" });
  await world.press("4");
  expect([world.taps, world.uno.level("8"), world.notes.at(-1)]).toEqual([
    ["licence"],
    "high",
    'panel.refused {"service":"cash","fault":"not-offered"}',
  ]);
  await world.until(() => world.uno.level("8") === "low", 700);
  seen({ printer: "paper-low" });
  await world.pass(10);
  expect(world.uno.level("9")).toBe("high");
  await world.until(() => lamps().every((level) => level === "high") && world.notes.length > 0, 3_500);
});

test("Q-FAULT-1: a board that stops is known within 3 s, a press that it slept through is no ticket, and it is itself again within 3 s", async () => {
  world.uno.freeze(true);
  expect(await world.until(() => codes().includes("panel-silent"), 3_000)).toBeGreaterThan(0);
  await world.press("2");
  await world.pass(6_000);
  seen({ state: "closed" });
  world.uno.freeze(false);
  await world.until(() => world.isWell && codes().length === 0, 3_000);
  await world.pass(100);
  expect([world.taps, lamps()]).toEqual([[], ["low", "low"]]);
  expect(world.notes.at(-1)).toContain("panel.back");
  seen({});
  await world.press("2");
  expect(world.taps).toEqual(["licence"]);
});

test("a board that starts anew by itself is given its pins and its lamps again", async () => {
  const { pace } = world;
  world.pace = 1;
  world.uno.reset();
  expect(lamps()).toEqual([null, null]);
  await world.until(() => lamps().every((level) => level === "high"), 3_000);
  world.pace = pace;
  await world.pass(100);
  expect(bothPulledUp()).toBe(true);
  await world.press("4");
  expect(world.taps).toEqual(["cash"]);
});

test("noise on the line, even a whole message of a press that nobody made, is no ticket, and the board goes on", async () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed & 0xff;
  };
  for (let round = 0; round < 40; round += 1) {
    world.cable.noise(Uint8Array.from({ length: 40 }, random));
    world.cable.noise(Uint8Array.of(0x90, 0x00, 0x00));
    await world.pass(40);
  }
  // The longest wait for more of a message, and numbers that no pin has.
  world.cable.noise(Uint8Array.from([0xf0, ...Array.from({ length: 2_000 }, () => 0x10)]));
  await world.pass(20);
  world.cable.noise(Uint8Array.of(0xf0, 0x6e, 0x7a, 0x01, 0x01, 0xf7));
  await world.until(() => world.isWell, 3_000);
  await world.pass(1_100);
  expect([world.taps, codes()]).toEqual([[], []]);
  await world.press("2");
  await world.press("4");
  expect(world.taps).toEqual(["licence", "cash"]);
});

test("what the board says may come in any pieces", async () => {
  world.cable.onTheWay = (bytes) => [...bytes].map((byte) => Uint8Array.of(byte));
  world.cable.unplug();
  world.cable.plugIn();
  await world.until(() => world.isWell, 3_000);
  await world.pass(100);
  await world.press("2");
  world.cable.onTheWay = (bytes) => [bytes];
  expect(world.taps).toEqual(["licence"]);
});

test("30 times unplugged and plugged in again, a button held over some of them: no ticket that nobody pressed, each that somebody did, nothing left behind", async () => {
  const [timers, noted] = [world.timersSet, world.notes.length];
  for (let round = 0; round < 30; round += 1) {
    if (round % 3 === 0) world.uno.close("4", true);
    // What the board does while nobody can hear it is not worth its emulation.
    const { pace } = world;
    world.pace = 0;
    world.cable.unplug();
    expect(codes()).toEqual(["panel-unreachable"]);
    await world.pass(50);
    world.cable.plugIn();
    const openMs = await world.until(() => world.cable.open === 1, 3_000);
    world.pace = pace;
    expect(openMs + (await world.until(() => world.isWell, 3_000))).toBeLessThanOrEqual(3_000);
    // The board had power all the time, and its lamps were as they were until now. One that is lit now promises that a press is seen.
    await world.until(() => world.uno.level("3") === "low", 500);
    await world.until(() => world.uno.level("3") === "high", 500);
    expect(world.taps.length).toBe(round);
    if (round % 3 === 0) expect(world.uno.level("7")).toBe("low");
    world.uno.close("4", false);
    await world.press("2");
    expect(world.taps.length).toBe(round + 1);
  }
  expect([world.timersSet, world.cable.open, new Set(world.taps).size]).toEqual([timers, 1, 1]);
  expect(world.notes.slice(noted).filter((note) => note.startsWith("panel.back"))).toHaveLength(30);
});

test("Q-FAULT-1: an opened housing, or a cut wire, is told and clears by itself", async () => {
  world.uno.close("A0", false);
  await world.pass(100);
  expect(codes()).toEqual(["panel-opened"]);
  world.uno.close("A0", true);
  await world.pass(100);
  expect(codes()).toEqual([]);
});

test("Q-FAULT-1: a button that is down for a minute is told as stuck, gives nothing, and works when it is free again", async () => {
  world.uno.close("4", true);
  await world.pass(100);
  expect(world.taps).toEqual(["cash"]);
  // Nothing happens on the board for a minute but its heartbeats.
  const { pace } = world;
  Object.assign(world, { pace: 1 / 40, stepMs: 25 });
  await world.pass(58_000);
  expect([codes(), world.uno.level("7"), world.uno.level("3")]).toEqual([[], "low", "high"]);
  await world.until(() => codes().includes("panel-stuck"), 3_000);
  Object.assign(world, { pace, stepMs: 1 });
  world.uno.close("4", false);
  await world.until(() => codes().length === 0 && world.uno.level("7") === "high", 500);
  await world.press("4");
  expect(world.taps).toEqual(["cash", "cash"]);
});

test("Q-FAULT-1: something else at the path that talks is told apart from a board that says nothing, and gives way to the right one", async () => {
  world.cable.unplug();
  world.uno.freeze(true);
  world.cable.plugIn();
  await world.until(() => codes().includes("panel-silent"), 7_000);
  for (let said = 0; said < 40 && !codes().includes("panel-wrong"); said += 1) {
    world.cable.noise(Buffer.from("$GPRMC,081836,A,3751.65,S*62\r\n"));
    await world.pass(300);
  }
  expect(codes()).toEqual(["panel-wrong"]);
  world.uno.freeze(false);
  await world.until(() => codes().length === 0, 3_000);
});
