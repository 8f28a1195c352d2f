/** A device's file: what is wrong with its signs, each with what was seen and what to do. */
import { expect, test } from "vitest";
import { checkConfig, problemText } from "./config.ts";

const alpha = { protocol: "alpha", path: "/dev/serial/by-id/usb-1", signs: [{ id: "hall" }] };

function checked(signs: unknown) {
  const role = { kind: "board", zone: "main", httpPort: 0, signs };
  return checkConfig({ office: "victoria", id: "board-1", data: "/tmp/board-1", hub: { mqtt: "mqtt://127.0.0.1:1883" }, role });
}

function problems(signs: unknown): string[] {
  const found = checked(signs);
  return "problems" in found ? found.problems.map(problemText) : [];
}

test("a line says no more than it must: the rest is as its protocol has it", () => {
  const found = checked([alpha]);
  expect("config" in found && found.config.role).toEqual({
    ...{ kind: "board", zone: "main", httpPort: 0 },
    signs: [
      {
        ...{ protocol: "alpha", path: "/dev/serial/by-id/usb-1", baud: 9_600, parity: "even", dataBits: 7, stopBits: 1 },
        signs: [{ id: "hall", address: "00", columns: 20 }],
      },
    ],
  });
});

test("a board may have no signs", () => {
  expect(problems([])).toEqual([]);
  expect(problems(undefined)).toEqual([]);
});

test("every problem is told, with what to do", () => {
  const two = [
    { id: "hall", address: "1" },
    { id: "desk", address: "02", columns: 4 },
  ];
  expect(problems([{ ...alpha, path: "ttyUSB0", baud: 9_601, signs: two }]).map((text) => text.split(":")[0])).toEqual([
    "role.signs[0].path",
    "role.signs[0].baud",
    "role.signs[0].signs[0].address",
    "role.signs[0].signs[1].columns",
  ]);
  expect(problems([{ ...alpha, protocol: "alfa" }])[0]).toContain("alpha");
  expect(problems([{ ...alpha, speed: 9_600 }])[0]).toContain("this key is not known here");
  expect(problems([{ ...alpha, path: "ttyUSB0" }])[0]).toContain("/dev/serial/by-id/");
});

test("a customer display has its line for itself", () => {
  const display = { protocol: "escpos-display", path: "/dev/ttyUSB1", signs: [{ id: "till" }] };
  expect(problems([alpha, display])).toEqual([]);
  expect(problems([{ ...display, signs: [{ id: "till" }, { id: "other" }] }])[0]).toContain("give each of the others a line");
});

test("a Modbus panel's registers fit one frame, and function 6 writes one", () => {
  const panel = (change: Record<string, unknown>) => [
    { protocol: "modbus", path: "/dev/ttyUSB1", signs: [{ id: "panel", address: 1, registers: ["letter", "count"], ...change }] },
  ];
  expect(problems(panel({}))).toEqual([]);
  expect(problems(panel({ address: 0 }))[0]).toContain("Write a number of 1 or more");
  expect(problems(panel({ registers: ["number"] }))[0]).toContain("must be one of");
  expect(problems(panel({ registers: ["text", "text"] }))[0]).toContain("Name fewer registers or columns");
  expect(problems(panel({ register: 65_535 }))[0]).toContain("Count the first register from 0");
  expect(problems(panel({ write: "single" }))[0]).toContain('set "write" to "multiple"');
  expect(problems(panel({ write: "single", registers: ["count"] }))).toEqual([]);
});

test("signs that could not be told apart are refused", () => {
  const signs = (...addresses: readonly string[]) => [
    { ...alpha, signs: addresses.map((address, index) => ({ id: `s${index}`, address })) },
  ];
  expect(problems(signs("01", "01"))[0]).toContain("two signs of a line have the same address");
  expect(problems(signs("00", "01"))[0]).toContain("Give each sign an address of its own");
  expect(problems([alpha, { ...alpha, signs: [{ id: "desk" }] }])[0]).toContain("Name all signs of a port under one line");
  expect(problems([alpha, { ...alpha, path: "/dev/ttyUSB1" }])[0]).toContain("two signs have the same id");
});

test("a panel's wrong pins are explained: what is on the board's serial line, on no board, or on another part's pin", () => {
  const problemsOf = (change: Record<string, unknown>) => {
    const panel = { board: "uno", path: "/dev/ttyACM0", buttons: [{ service: "licence", pin: "2", lamp: "3" }], ...change };
    const role = { kind: "kiosk", zone: "main", httpPort: 0, printer: null, panel };
    const read = checkConfig({ office: "victoria", id: "kiosk-1", data: "/tmp/data", hub: { mqtt: "mqtt://127.0.0.1" }, role });
    return "problems" in read ? read.problems.map(problemText) : [];
  };
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ buttons: [{ service: "licence", pin: "1" }] })[0]).toContain(
    "role.panel.buttons[0].pin: this pin carries the board's",
  );
  expect(problemsOf({ beacon: { pin: "A9" } })[0]).toContain("role.panel.beacon.pin: an Uno has no such pin. Write it as on the board");
  expect(problemsOf({ tamper: { pin: "13" } })[0]).toContain("role.panel.tamper.pin: this pin blinks when the board starts");
  expect(problemsOf({ beacon: { pin: "3" } })[0]).toContain("two parts of a panel are on the same pin. Give each button");
  expect(problemsOf({ buttons: ["2", "4"].map((pin) => ({ service: "licence", pin })) })[0]).toContain("two buttons of a panel");
  const [onI2c, onPins] = [{ controller: "ht16k33" }, { controller: "max7219", data: "10", clock: "11", load: "12" }];
  expect(problemsOf({ buttons: [], displays: [onI2c, onPins] })).toEqual([]);
  expect(problemsOf({ displays: [onI2c], tamper: { pin: "A4" } })[0]).toContain("a display on I2C takes A4 and A5");
  expect(problemsOf({ displays: [{ ...onPins, load: "2" }] })[0]).toContain("two parts of a panel are on the same pin");
  expect(problemsOf({ displays: [onI2c, onI2c] })[0]).toContain("two displays of a panel have the same address. Bridge another");
  const matrix = { controller: "max7219-matrix", data: "10", clock: "11", load: "12", modules: 4 };
  expect(problemsOf({ displays: [matrix] })).toEqual([]);
  expect(problemsOf({ displays: [{ ...matrix, modules: 8 }] })[0]).toContain("role.panel.displays[0].modules");
  expect(problemsOf({ displays: [{ ...matrix, first: "top" }] })[0]).toContain("role.panel.displays[0].first");
  expect(problemsOf({ displays: [{ ...matrix, clock: "10" }] })[0]).toContain("two parts of a panel are on the same pin");
  expect(problemsOf({ displays: [matrix, onI2c] })[0]).toContain("a matrix counts as four. Give this panel fewer displays");
  expect(problemsOf({ displays: [matrix], baud: 9_600 })[0]).toContain("needs a line of 57600 baud or more. Build StandardFirmata");
  expect(problemsOf({ buttons: [] })[0]).toContain("a panel has a button, a display or a sensor");
  expect(problemsOf({ buttons: [], presence: { pin: "7" } })).toEqual([]);
  expect(problemsOf({ presence: { pin: "3" } })[0]).toContain("two parts of a panel are on the same pin");
  expect(problemsOf({ path: "ttyACM0" })[0]).toContain("/dev/serial/by-id/");
  expect(problemsOf({ board: "nano" })[0]).toContain("role.panel.board");
});

test("a panel's pins on a Raspberry Pi are those of its header: no place on it, none with another use, and no lamp where it would be on too early", () => {
  const problemsOf = (change: Record<string, unknown>) => {
    const panel = { board: "pi", buttons: [{ service: "licence", pin: "GPIO4", lamp: "GPIO17" }], ...change };
    const role = { kind: "kiosk", zone: "main", httpPort: 0, printer: null, panel };
    const read = checkConfig({ office: "victoria", id: "kiosk-1", data: "/tmp/data", hub: { mqtt: "mqtt://127.0.0.1" }, role });
    return "problems" in read ? read.problems.map(problemText) : [];
  };
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ buzzer: { pin: "17" } })[0]).toContain("a Raspberry Pi has no such pin. Write the name");
  expect(problemsOf({ tamper: { pin: "GPIO28" } })[0]).toContain("role.panel.tamper.pin: a Raspberry Pi has no such pin");
  expect(problemsOf({ tamper: { pin: "GPIO15" } })[0]).toContain("this pin of a Raspberry Pi has another use");
  expect(problemsOf({ beacon: { pin: "GPIO8" } })[0]).toContain("this pin is held high while a Raspberry Pi starts. Keep it for a button");
  expect(problemsOf({ beacon: { pin: "GPIO4" } })[0]).toContain("this pin is held high");
  expect(problemsOf({ beacon: { pin: "GPIO17" } })[0]).toContain("two parts of a panel are on the same pin");
  expect(problemsOf({ path: "/dev/ttyACM0" })[0]).toContain("role.panel.path");
  expect(problemsOf({ displays: [{ controller: "ht16k33" }] })[0]).toContain("role.panel.displays[0].controller");
  const matrix = { controller: "max7219-matrix", data: "GPIO10", clock: "GPIO11", load: "GPIO12", modules: 8 };
  expect(problemsOf({ displays: [matrix] })).toEqual([]);
  expect(problemsOf({ displays: [{ ...matrix, modules: 5 }] })[0]).toContain("role.panel.displays[0].modules");
  expect(problemsOf({ displays: [{ ...matrix, load: "GPIO2" }] })[0]).toContain("this pin is held high");
});

test("a keypad's keys are each one move on a pin of its own", () => {
  const problemsOf = (change: Record<string, unknown>) => {
    const keypad = { board: "pi", keys: [{ does: "call", pin: "GPIO4", lamp: "GPIO17" }], buzzer: { pin: "GPIO22" }, ...change };
    const role = { kind: "board", zone: "main", httpPort: 0, keypad };
    const read = checkConfig({ office: "victoria", id: "board-1", data: "/tmp/data", hub: { mqtt: "mqtt://127.0.0.1" }, role });
    return "problems" in read ? read.problems.map(problemText) : [];
  };
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ buzzer: { pin: "GPIO17" } })[0]).toContain("two parts of a keypad are on the same pin. Give each key");
  expect(problemsOf({ keys: ["GPIO4", "GPIO5"].map((pin) => ({ does: "call", pin })) })[0]).toContain("two keys of a keypad do the same");
  expect(problemsOf({ keys: [{ does: "sign-in", pin: "GPIO4" }] })[0]).toContain("role.keypad.keys[0].does");
  expect(problemsOf({ keys: [] })[0]).toContain("role.keypad.keys");
});
