/** A panel against the real StandardFirmata, compiled, on an emulated ATmega328P; time is the board's own, so nothing here waits for a clock. */
import { expect, test, vi } from "vitest";
import { panelContract } from "./rig/contract.ts";
import { openOffice, UnoWorld } from "./rig/world.ts";
import { panelFaults } from "./troubles.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const awake = { pace: 1 / 8, stepMs: 1 };
const worldNow = panelContract("Arduino", {
  start: () => UnoWorld.start(),
  pins: { licence: "2", licenceLamp: "3", cash: "4", cashLamp: "7", beacon: "9", buzzer: "8", tamper: "A0", presence: "A1" },
  closesForSomebody: true,
  away: (world) => world.cable.unplug(),
  back: (world) => world.cable.plugIn(),
  awayFault: "panel-unreachable",
  // Nothing happens on the board but its heartbeats.
  idle: (world, isIdle) => void Object.assign(world, isIdle ? { pace: 1 / 40, stepMs: 25 } : awake),
});

const lamps = () => ["3", "7"].map((pin) => worldNow().uno.level(pin));
const bothPulledUp = () => ["2", "4"].every((pin) => worldNow().uno.isPulledUp(pin));
const seen = (change: Partial<typeof openOffice.live>) => worldNow().panel.show({ ...openOffice, live: { ...openOffice.live, ...change } });
const codes = () => panelFaults("kiosk-1", worldNow().troubles as NonNullable<UnoWorld["troubles"]>).map((each) => each.fault);

test("a lamp that changes while a button of its port is held does not switch the button's resistor off", async () => {
  const world = worldNow();
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

test("Q-FAULT-1: a board that stops is known within 3 s, a press that it slept through is no ticket, and it is itself again within 3 s", async () => {
  const world = worldNow();
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
  const world = worldNow();
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
  const world = worldNow();
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
  const world = worldNow();
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
  const world = worldNow();
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

test("Q-FAULT-1: something else at the path that talks is told apart from a board that says nothing, and gives way to the right one", async () => {
  const world = worldNow();
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
