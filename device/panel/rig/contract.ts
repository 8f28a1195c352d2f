/** What a panel does on any board that it hangs on. One suite, run for each kind of board. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FaultCode, fault } from "#shared/faults/fault.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { refusedMs } from "../face.ts";
import { panelFaults } from "../troubles.ts";
import { openOffice, type PanelWorld, printed } from "./world.ts";

export interface BoardUnderTest<World extends PanelWorld> {
  readonly start: () => Promise<World>;
  /** Where the world's two buttons and the rest are. */
  readonly pins: Readonly<Record<"licence" | "licenceLamp" | "cash" | "cashLamp" | "beacon" | "buzzer" | "tamper" | "presence", string>>;
  /** What the sensor's pin is like when somebody is there: closed to ground, or not. */
  readonly closesForSomebody: boolean;
  /** The board goes away, and comes back. */
  readonly away: (world: World) => void;
  readonly back: (world: World) => void;
  readonly awayFault: FaultCode;
  /** While nothing happens but that time passes. */
  readonly idle: (world: World, isIdle: boolean) => void;
}

export function panelContract<World extends PanelWorld>(name: string, { start, pins, ...board }: BoardUnderTest<World>): () => World {
  let world: World;

  beforeAll(async () => {
    world = await start();
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

  const lamps = () => [pins.licenceLamp, pins.cashLamp].map((pin) => world.board.level(pin));
  const isPulledUp = () => [pins.licence, pins.cash, pins.tamper].every((pin) => world.board.isPulledUp(pin));
  const seen = (change: Partial<typeof openOffice.live>) => world.panel.show({ ...openOffice, live: { ...openOffice.live, ...change } });
  const codes = () => panelFaults("kiosk-1", world.troubles as NonNullable<typeof world.troubles>).map((each) => each.fault);

  /** How often an output changes while time passes. */
  async function changes(pin: string, ms: number): Promise<number> {
    let count = 0;
    let last = world.board.level(pin);
    for (let passed = 0; passed < ms; passed += 1) {
      await world.pass(1);
      if (world.board.level(pin) !== last) count += 1;
      last = world.board.level(pin);
    }
    return count;
  }

  test(`${name}: the lamps of offered services are on, and a press is one ticket of that service, however its contact bounces`, async () => {
    expect([lamps(), isPulledUp(), codes()]).toEqual([["high", "high"], true, []]);
    for (const closed of [true, false, true, false, true, false, true]) {
      world.board.close(pins.licence, closed);
      await world.pass(2);
    }
    await world.pass(120);
    for (const closed of [false, true, false, true, false]) {
      world.board.close(pins.licence, closed);
      await world.pass(2);
    }
    await world.pass(120);
    await world.press(pins.cash);
    expect(world.taps).toEqual(["licence", "cash"]);
  });

  test(`${name}: less than a finger is no press: a spike of 10 ms`, async () => {
    await world.press(pins.licence, 10);
    await world.pass(100);
    expect(world.taps).toEqual([]);
  });

  test(`${name}: whoever looks for it sees two short lights a second on every lamp and on the beacon; a press is answered meanwhile, and then all is as before`, async () => {
    world.panel.seek(2_500);
    // Two lights are four changes, wherever in its second it begins; one more where the lamp was on.
    expect([4, 5]).toContain(await changes(pins.cashLamp, 1_000));
    expect([4, 5]).toContain(await changes(pins.beacon, 1_000));
    const ticket = { visit: "k.e.8", number: "A8", printed: "pending" } as KioskTicket;
    world.answer = () => ticket;
    seen({ tickets: [ticket] });
    await world.press(pins.licence);
    expect([world.taps, await changes(pins.licenceLamp, 500)]).toEqual([["licence"], 4]);
    seen({ tickets: [{ ...ticket, printed: "printed" }] });
    await world.pass(600);
    expect([lamps(), world.board.level(pins.beacon), await changes(pins.cashLamp, 600)]).toEqual([["high", "high"], "low", 0]);
  });

  test(`${name}: while its paper is printed a button blinks, and whoever presses it again gets no second ticket; then it is ready`, async () => {
    const ticket = { visit: "k.e.7", number: "A7", printed: "pending" } as KioskTicket;
    world.answer = () => ticket;
    seen({ tickets: [ticket] });
    await world.press(pins.licence);
    expect([await changes(pins.licenceLamp, 500), await changes(pins.cashLamp, 20)]).toEqual([4, 0]);
    await world.press(pins.licence);
    expect(world.taps).toEqual(["licence"]);
    seen({ tickets: [{ ...ticket, printed: "printed" }] });
    await world.pass(20);
    expect([lamps(), await changes(pins.licenceLamp, 130)]).toEqual([["high", "high"], 0]);
  });

  test(`${name}: no press is without a word: one that gets no ticket blinks slowly and sounds long`, async () => {
    world.answer = () => fault("overloaded");
    await world.press(pins.licence);
    expect(world.board.level(pins.buzzer)).toBe("high");
    await world.until(() => world.board.level(pins.buzzer) === "low", 700);
    expect(await changes(pins.licenceLamp, 1_000)).toBe(2);
    seen({ printer: "paper-out" });
    await world.press(pins.cash);
    expect([world.taps, world.board.level(pins.buzzer), world.notes.at(-1)]).toEqual([
      ["licence"],
      "high",
      'panel.refused {"service":"cash","fault":"not-offered"}',
    ]);
    await world.until(() => world.board.level(pins.buzzer) === "low", 700);
    seen({ printer: "paper-low" });
    await world.pass(10);
    expect(world.board.level(pins.beacon)).toBe("high");
    // A lamp that blinks is on at times, too.
    await world.pass(refusedMs);
    await world.until(() => lamps().every((level) => level === "high"), 100);
  });

  test(`${name}: Q-FAULT-1: a board that goes away is told; one that comes back has its pins and lamps as they should be now, and what was pressed over it is no ticket`, async () => {
    const timers = world.timersSet;
    for (let round = 0; round < 3; round += 1) {
      world.board.close(pins.cash, true);
      board.away(world);
      await world.until(() => codes().includes(board.awayFault), 3_000);
      await world.press(pins.licence);
      seen({ state: "closed" });
      board.back(world);
      await world.until(() => world.isWell && codes().length === 0, 6_000);
      await world.until(() => lamps().every((level) => level === "low"), 500);
      await world.pass(100);
      expect([world.taps, isPulledUp()]).toEqual([[], true]);
      seen({});
      await world.pass(20);
      // A button that is down promises nothing.
      expect(lamps()).toEqual(["high", "low"]);
      world.board.close(pins.cash, false);
      await world.pass(100);
      expect([world.taps, lamps()]).toEqual([[], ["high", "high"]]);
    }
    expect(world.notes.filter((note) => note.startsWith("panel.back")).length).toBeGreaterThanOrEqual(3);
    expect(world.timersSet).toBe(timers);
  });

  test(`${name}: a sensor sees somebody come and go, and nobody while the board is away`, async () => {
    const comes = async (isThere: boolean) => {
      world.board.close(pins.presence, isThere === board.closesForSomebody);
      await world.pass(100);
      return world.panel.isSomebodyThere;
    };
    expect([await comes(false), await comes(true), await comes(false), await comes(true)]).toEqual([false, true, false, true]);
    board.away(world);
    await world.until(() => codes().includes(board.awayFault), 3_000);
    expect(world.panel.isSomebodyThere).toBe(false);
    board.back(world);
    await world.until(() => world.panel.isSomebodyThere, 6_000);
    expect([await comes(false), world.taps]).toEqual([false, []]);
  });

  test(`${name}: Q-FAULT-1: an opened housing, or a cut wire, is told and clears by itself`, async () => {
    world.board.close(pins.tamper, false);
    await world.pass(100);
    expect(codes()).toEqual(["panel-opened"]);
    world.board.close(pins.tamper, true);
    await world.pass(100);
    expect(codes()).toEqual([]);
  });

  test(`${name}: Q-FAULT-1: a button that is down for a minute is told as stuck, gives nothing, and works when it is free again`, async () => {
    world.board.close(pins.cash, true);
    await world.pass(100);
    expect(world.taps).toEqual(["cash"]);
    board.idle(world, true);
    await world.pass(58_000);
    expect([codes(), lamps()]).toEqual([[], ["high", "low"]]);
    await world.until(() => codes().includes("panel-stuck"), 3_000);
    board.idle(world, false);
    world.board.close(pins.cash, false);
    await world.until(() => codes().length === 0 && world.board.level(pins.cashLamp) === "high", 500);
    await world.press(pins.cash);
    expect(world.taps).toEqual(["cash", "cash"]);
  });

  return () => world;
}
