/**
 * A counter's keypad: the real firmware on an emulated board, the device's keys, and a real hub core with its log. Time passes only as the
 * test says, for all three alike; what goes between device and hub takes as long as the test wants.
 */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { exampleOffice } from "#shared/office/example.ts";
import { type KeypadSettings, pressAgeMaxMs } from "#shared/wire/keypads.ts";
import { Keypad, type KeypadAsk } from "../../device/keypad/keypad.ts";
import { heldMs, pressWithinMs, refusedMs } from "../../device/keypad/keys.ts";
import { type KeypadTroubles, keypadFaults } from "../../device/keypad/troubles.ts";
import { FirmataBoard } from "../../device/panel/firmata-board.ts";
import { loadFirmata, loadJohnnyFive } from "../../device/panel/libraries.ts";
import { BoardWorld } from "../../device/panel/rig/world.ts";
import { VirtualCable } from "../../device/virtual/panel/cable.ts";
import { VirtualUno } from "../../device/virtual/panel/uno.ts";
import { DeviceHarness, HubHarness } from "../../hub/core/harness.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const settings: KeypadSettings = {
  ...{ board: "uno", path: "/dev/serial/by-id/usb-keypad", baud: 57_600 },
  keys: [
    { does: "call", pin: "2", lamp: "3" },
    { does: "recall", pin: "4", lamp: "5" },
    { does: "begin", pin: "6", lamp: "7" },
    { does: "no-show", pin: "8", lamp: "9" },
    { does: "finish", pin: "10", lamp: "11" },
  ],
  buzzer: { pin: "12" },
};
const keyPins = { call: "2", recall: "4", begin: "6", "no-show": "8", finish: "10" } as const;
const at = { agent: 21, counter: "counter-1" };

class KeypadWorld extends BoardWorld {
  readonly uno: VirtualUno;
  readonly hub = new HubHarness();
  readonly keypad: Keypad;
  troubles: KeypadTroubles | null = null;
  /** How long a question is on its way to the hub; null: it is lost. */
  delayMs: number | null = 0;
  readonly #cable: VirtualCable;
  #onTheWay: { readonly atMs: number; readonly message: KeypadAsk }[] = [];

  static async start(): Promise<KeypadWorld> {
    return new KeypadWorld(await loadJohnnyFive(), await loadFirmata(), new VirtualUno());
  }

  private constructor(five: Awaited<ReturnType<typeof loadJohnnyFive>>, firmata: Awaited<ReturnType<typeof loadFirmata>>, uno: VirtualUno) {
    const cable = new VirtualCable(uno);
    uno.run(2_000);
    super({
      open: (ports) => (pins, events) =>
        new FirmataBoard(firmata, pins, { ...ports, baud: 57_600, openPort: (port) => cable.port(port) }, events),
      close: (pin, closed) => uno.close(pin, closed),
      level: (pin) => uno.level(pin),
      isPulledUp: (pin) => uno.isPulledUp(pin),
    });
    this.uno = uno;
    this.#cable = cable;
    const office = exampleOffice();
    const devices = office.devices.map((each) => (each.role === "board" ? { ...each, counter: at.counter } : each));
    this.hub.send({ kind: "start", timeZoneData: "2026c" });
    this.hub.send({ kind: "configure", configuration: { ...office, devices }, key: "seed" });
    this.hub.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open-2026-11-23" });
    this.hub.ask("kiosk-1", { id: "enrol", kind: "enrol", epoch: "e1" });
    const kiosk = new DeviceHarness("kiosk-1");
    for (let count = 1; count <= 6; count += 1) kiosk.write(kiosk.ticket({ letter: "C", count, request: null, date: null }));
    this.hub.send(kiosk.message(1));
    this.keypad = new Keypad(settings, five, {
      ...this.ports,
      openBoard: this.board.open(this.ports),
      run: "boot-of-test",
      ask: (message) => {
        if (this.delayMs !== null) this.#onTheWay.push({ atMs: this.nowMs + this.delayMs, message });
      },
      stand: (troubles) => {
        this.troubles = troubles;
      },
      note: (what, facts) => void this.notes.push(`${what} ${JSON.stringify(facts)}`),
    });
    this.keypad.start();
    this.keypad.link(true);
  }

  protected override turn(): void {
    this.uno.run(this.stepMs / 8);
    this.#cable.deliver();
    this.hub.at += this.stepMs;
    const arrived = this.#onTheWay.filter(({ atMs }) => atMs <= this.nowMs);
    this.#onTheWay = this.#onTheWay.filter(({ atMs }) => atMs > this.nowMs);
    for (const { message } of arrived) this.keypad.heard(this.hub.ask("board-1", message));
  }

  /** What arrives a second time. */
  tellAgain(message: KeypadAsk): void {
    this.keypad.heard(this.hub.ask("board-1", message));
  }

  get lit(): string {
    return settings.keys
      .filter(({ lamp }) => this.uno.level(lamp ?? "") === "high")
      .map(({ does }) => does)
      .join(" ");
  }

  get stage() {
    const { holding } = this.hub.state.counters.get(at.counter) ?? { holding: null };
    return holding === null ? null : (this.hub.state.visits.get(holding)?.stage.kind ?? null);
  }
}

let world: KeypadWorld;
beforeAll(async () => {
  world = await KeypadWorld.start();
  world.hub.command("sign-in", at);
});
/** Every test begins with a keypad that is well, at a counter that is free. */
beforeEach(async () => {
  world.delayMs = 5;
  // A lamp that blinks is on at times, too.
  await world.pass(refusedMs);
  await world.until(() => world.troubles?.condition.kind === "well" && world.lit === "call", 10_000);
});
afterAll(() => world.keypad.stop());

const rows = (kind: string) => world.hub.rows.filter((row) => row.kind === kind).length;
const press = (does: keyof typeof keyPins) => world.press(keyPins[does], 60);
const lamps = (what: string) => world.until(() => world.lit === what, 1_500);

test("a citizen is called, called again, served and let go by keys alone, each lit as long as it does something", async () => {
  const steps = [
    ["call", "called", "recall begin no-show"],
    ["recall", "called", "recall begin no-show"],
    ["begin", "serving", "finish"],
    ["finish", null, "call"],
    ["call", "called", "recall begin no-show"],
    ["recall", "called", "recall begin no-show"],
    ["no-show", null, "call"],
  ] as const;
  for (const [does, stage, lit] of steps) {
    await press(does);
    await lamps(lit);
    expect([does, world.stage]).toEqual([does, stage]);
  }
  expect(["visit-called", "visit-recalled", "service-begun", "visit-finished", "visit-no-show"].map(rows)).toEqual([2, 2, 1, 1, 1]);
});

test("a key that can do nothing now sounds long and blinks, and what the counter's page does shows on the lamps", async () => {
  const before = world.hub.state.n;
  await press("finish");
  expect([world.uno.level("12"), world.hub.state.n, world.notes.at(-1)]).toEqual([
    "high",
    before,
    'keypad.refused {"does":"finish","fault":"counter-free"}',
  ]);
  world.hub.command("take-break", at);
  await lamps("");
  world.hub.command("end-break", at);
  await world.until(() => world.lit === "call", 5_000);
});

test("Q-CALL-1: a press that lay somewhere for too long does nothing when it arrives, and whoever made it is told before", async () => {
  const before = world.hub.state.n;
  world.delayMs = pressAgeMaxMs + 200;
  await press("call");
  await world.until(() => world.uno.level("12") === "high", pressWithinMs + 500);
  await world.pass(1_000);
  expect([world.hub.state.n, world.stage]).toEqual([before, null]);
});

test("a press that is lost is told as refused, and the lamps go out while nothing is known of the counter", async () => {
  world.delayMs = null;
  await press("call");
  await world.until(() => world.notes.at(-1) === 'keypad.refused {"does":"call","fault":"hub-away"}', pressWithinMs + 500);
  await world.pass(heldMs);
  await lamps("");
  await press("call");
  expect(world.notes.at(-1)).toBe('keypad.refused {"does":"call","fault":"hub-away"}');
  expect(world.stage).toBeNull();
});

test("pressed twice in a hurry it is one call; a message that comes twice is one, too", async () => {
  const calls = rows("visit-called");
  world.delayMs = 400;
  await world.press(keyPins.call, 50);
  await world.press(keyPins.call, 50);
  await lamps("recall begin no-show");
  expect(rows("visit-called")).toBe(calls + 1);
  const key = /"key":"([^"]+)"/.exec(world.notes.findLast((note) => note.startsWith("keypad.pressed ")) ?? "")?.[1] ?? "";
  const { boot } = world.hub;
  const told = world.hub.state.n;
  world.tellAgain({ id: key, kind: "press", key, does: "call", at: { boot, mono: world.hub.at } });
  expect([rows("visit-called"), world.hub.state.n]).toEqual([calls + 1, told]);
  world.delayMs = 5;
  await press("begin");
  await lamps("finish");
  await press("finish");
  await lamps("call");
});

test("Q-FAULT-1: keys of no counter are told to staff, dark and without effect, until the office names their counter", async () => {
  const { configuration } = world.hub.state;
  if (!configuration) throw new Error("no configuration");
  const devices = configuration.devices.map((each) => ({ ...each, counter: undefined }) as typeof each);
  world.hub.send({ kind: "configure", configuration: { ...configuration, devices }, key: "unbound" });
  await lamps("");
  const faults = () => keypadFaults("board-1", world.troubles as KeypadTroubles).map((each) => each.fault);
  expect(faults()).toEqual(["keypad-unbound"]);
  await press("call");
  expect([world.stage, world.uno.level("12")]).toEqual([null, "high"]);
  world.hub.send({ kind: "configure", configuration, key: "bound-again" });
  await world.pass(refusedMs);
  await world.until(() => world.lit === "call", 1_500);
  expect(faults()).toEqual([]);
});
