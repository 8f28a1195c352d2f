/** Signs on real serial ports: serialport on pseudo-terminals, plugged and unplugged, with virtual signs at the other end. */
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SignLineSettings } from "#shared/wire/signs.ts";
import { realTimers } from "../runtime/timers.ts";
import { until } from "../testing/process.ts";
import { sampleView } from "../testing/sample-view.ts";
import { VirtualAlphaSign } from "../virtual/sign/alpha.ts";
import { VirtualCustomerDisplay } from "../virtual/sign/escpos-display.ts";
import { VirtualModbusSign } from "../virtual/sign/modbus.ts";
import { VirtualSerial } from "../virtual/sign/serial.ts";
import { Signs } from "./signs.ts";
import { noTroubles, type SignTroubles } from "./troubles.ts";

let folder: string;
let troubles: SignTroubles;
const lines: VirtualSerial[] = [];
const running: Signs[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-signs-"));
  troubles = noTroubles;
});

afterEach(async () => {
  for (const signs of running.splice(0)) signs.stop();
  for (const line of lines.splice(0)) await line.unplug();
  rmSync(folder, { recursive: true, force: true });
});

const pathOf = (name: string) => path.join(folder, name);

function start(...settings: readonly SignLineSettings[]): Signs {
  const stand = (now: SignTroubles) => {
    troubles = now;
  };
  const signs = new Signs(settings, { realMs: () => performance.now(), timers: realTimers, stand });
  running.push(signs);
  signs.start();
  return signs;
}

function alphaLine(name: string, ...addresses: readonly string[]): SignLineSettings {
  const signs = addresses.map((address, index) => ({
    id: `sign-${address.toLowerCase()}`,
    address,
    columns: 20,
    ...(index > 0 ? { counter: "3" } : {}),
  }));
  return { protocol: "alpha", path: pathOf(name), baud: 9_600, parity: "even", dataBits: 7, stopBits: 1, signs };
}

async function plugged(name: string, ...ends: ConstructorParameters<typeof VirtualSerial>[1]): Promise<VirtualSerial> {
  const line = new VirtualSerial(pathOf(name), ends);
  lines.push(line);
  await line.plugIn();
  return line;
}

function hung(sign: VirtualAlphaSign | VirtualCustomerDisplay) {
  return (bytes: Uint8Array) => {
    sign.feed(bytes);
    return null;
  };
}

/** Files of this process that are terminals. */
function terminals(): number {
  const targets = readdirSync("/proc/self/fd").map((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`);
    } catch {
      // The one that listed the folder.
      return "";
    }
  });
  return targets.filter((target) => target.startsWith("/dev/pts/")).length;
}

const shows = (sign: VirtualAlphaSign, text: string | undefined) =>
  until(
    () => sign.face?.text,
    (now) => now === text,
  );

test("two signs on one line: the zone's shows the newest call, the counter's its own", async () => {
  const [zone, counter] = [new VirtualAlphaSign("01"), new VirtualAlphaSign("02")];
  await plugged("line", hung(zone), hung(counter));
  const signs = start(alphaLine("line", "01", "02"));
  await shows(zone, "");
  signs.show(sampleView("A12 3"));
  await Promise.all([shows(zone, "A12 3"), shows(counter, "A12")]);
  signs.show(sampleView("B7 2", "A12 3"));
  await shows(zone, "B7 2");
  expect([counter.face?.text, zone.garbled, counter.garbled, troubles]).toEqual(["A12", 0, 0, noTroubles]);
  signs.show(null);
  await Promise.all([shows(zone, ""), shows(counter, "")]);
});

test("a customer display shows number and counter on its two rows, and again after it was unplugged", async () => {
  const display = new VirtualCustomerDisplay();
  const line = await plugged("line", hung(display));
  const port = { path: pathOf("line"), baud: 9_600, parity: "none", dataBits: 8, stopBits: 1 } as const;
  const signs = start({ protocol: "escpos-display", ...port, signs: [{ id: "till", columns: 20, rows: 2 }] });
  signs.show(sampleView("A12 3"));
  const reads = (text: string) =>
    until(
      () => display.text.join("/"),
      (now) => now === text,
    );
  await reads("A12/3");
  await line.unplug();
  display.initialize();
  signs.show(sampleView("A13 4"));
  await line.plugIn();
  await reads("A13/4");
  expect(display.unknown).toBe(0);
});

/**
 * Two panels on one line: number and counter of the zone's newest call, and the number alone at counter 3. They may take their time, as
 * programs on a busy machine do.
 */
function modbusLine(answerWithinMs = 1_000): SignLineSettings {
  const port = { path: pathOf("line"), baud: 9_600, parity: "even", dataBits: 8, stopBits: 1, answerWithinMs } as const;
  const common = { register: 0, write: "multiple", columns: 6 } as const;
  const hall = { id: "hall", address: 1, ...common, registers: ["letter", "count", "counter"] as const };
  const desk = { id: "desk", address: 2, counter: "3", ...common, registers: ["letter", "count"] as const };
  return { protocol: "modbus", ...port, signs: [hall, desk].map((each) => ({ ...each, registers: [...each.registers] })) };
}

test("Modbus panels: answers in pieces, with noise around them and of both panels in one; garbage is ignored", async () => {
  const [hall, desk] = [new VirtualModbusSign(1, 0, 3), new VirtualModbusSign(2, 0, 2)];
  const noise = Buffer.from("ff0102038310", "hex");
  const line = await plugged("line", (bytes) => {
    const answers = [hall.feed(bytes), desk.feed(bytes)].flatMap((each) => (each ? [noise, each, noise] : []));
    // One byte at a time, and all at once: how it arrives is up to the system.
    for (const byte of Buffer.concat(answers)) line.say(Uint8Array.of(byte));
    return null;
  });
  const signs = start(modbusLine());
  for (let count = 1; count <= 20; count += 1) {
    signs.show(sampleView(`A${count} 3`));
    const digits = count.toString(16).padStart(4, "0");
    await until(
      () => [hall.text, desk.text],
      ([zone, own]) => zone === `0041 ${digits} 0003` && own === `0041 ${digits}`,
    );
    expect(troubles).toEqual(noTroubles);
  }
});

test("a panel that is switched off is told as silent, holds the other back no more than its turn, and shows the current number when it is on", async () => {
  const [hall, desk] = [new VirtualModbusSign(1, 0, 3), new VirtualModbusSign(2, 0, 2)];
  await plugged(
    "line",
    (bytes) => hall.feed(bytes),
    (bytes) => desk.feed(bytes),
  );
  const signs = start(modbusLine(300));
  signs.show(sampleView("A1 3"));
  await until(
    () => hall.text,
    (text) => text === "0041 0001 0003",
  );
  hall.isDeaf = true;
  hall.registers.fill(0);
  signs.show(sampleView("A2 3"));
  await until(
    () => troubles.silent,
    (ids) => ids.join() === "hall",
  );
  await until(
    () => desk.text,
    (text) => text === "0041 0002",
  );
  signs.show(sampleView("A3 3"));
  await until(
    () => desk.text,
    (text) => text === "0041 0003",
  );
  hall.isDeaf = false;
  await until(
    () => troubles,
    ({ silent }) => silent.length === 0,
  );
  expect(hall.text).toBe("0041 0003 0003");
});

test("a panel that has no such registers is told as refusing, and recovers when it is put right", async () => {
  const [hall, desk] = [new VirtualModbusSign(1, 0, 3), new VirtualModbusSign(2, 0, 2)];
  desk.refuses = 2;
  await plugged(
    "line",
    (bytes) => hall.feed(bytes),
    (bytes) => desk.feed(bytes),
  );
  const signs = start(modbusLine());
  signs.show(sampleView("A1 3"));
  await until(
    () => troubles.refusing,
    (ids) => ids.join() === "desk",
  );
  desk.refuses = null;
  await until(
    () => troubles.refusing,
    (ids) => ids.length === 0,
  );
  expect([hall.text, desk.text]).toEqual(["0041 0001 0003", "0041 0001"]);
});

test("a burst of calls ends with the newest on the sign, and few of the others were sent", async () => {
  const zone = new VirtualAlphaSign("01");
  await plugged("line", hung(zone));
  const signs = start(alphaLine("line", "01"));
  await shows(zone, "");
  const before = zone.taken;
  for (let count = 1; count <= 200; count += 1) signs.show(sampleView(`A${count} 3`));
  await shows(zone, "A200 3");
  expect(zone.taken - before).toBeLessThanOrEqual(3);
});

test("unplugged and plugged in again, thirty times: the fault comes and goes, the current number shows each time, and nothing is left open", async () => {
  const zone = new VirtualAlphaSign("01");
  const line = await plugged("line", hung(zone));
  const signs = start(alphaLine("line", "01"));
  signs.show(sampleView("A1 3"));
  await shows(zone, "A1 3");
  const open = terminals();
  for (let round = 2; round <= 31; round += 1) {
    await line.unplug();
    await until(
      () => troubles.unreachable.length,
      (count) => count === 1,
    );
    // While it is away another number is called, and the sign itself was off.
    signs.show(sampleView(`A${round} 3`));
    zone.face = null;
    const texts = new Set<string>();
    await line.plugIn();
    await until(
      () => {
        if (zone.face) texts.add(zone.face.text);
        return zone.face?.text;
      },
      (now) => now === `A${round} 3`,
    );
    expect([...texts]).toEqual([`A${round} 3`]);
    await until(
      () => troubles,
      ({ unreachable }) => unreachable.length === 0,
    );
  }
  expect(terminals()).toBe(open);
}, 120_000);

test("a path where nothing is, or no serial device: told with its cause, and no file is made or written", async () => {
  writeFileSync(pathOf("paper"), "a file");
  start(alphaLine("missing", "01"), alphaLine("paper", "02"));
  await until(
    () => troubles.unreachable.length,
    (count) => count === 2,
  );
  expect(troubles.unreachable).toEqual([
    { path: pathOf("missing"), cause: "ENOENT", signs: ["sign-01"] },
    { path: pathOf("paper"), cause: "ENOTTY", signs: ["sign-02"] },
  ]);
  expect(existsSync(pathOf("missing"))).toBe(false);
});

test("a line that another program holds is told as such, and taken when it is free", async () => {
  const zone = new VirtualAlphaSign("01");
  await plugged("line", hung(zone));
  const first = start(alphaLine("line", "01"));
  await shows(zone, "");
  const second = start(alphaLine("line", "01"));
  await until(
    () => troubles.unreachable[0]?.cause,
    (cause) => cause === "EBUSY",
  );
  first.stop();
  second.show(sampleView("A5 1"));
  await shows(zone, "A5 1");
  expect(troubles).toEqual(noTroubles);
});

test("what a line says that has nothing to say is ignored", async () => {
  const zone = new VirtualAlphaSign("01");
  const line = await plugged("line", hung(zone));
  const signs = start(alphaLine("line", "01"));
  await shows(zone, "");
  for (let time = 0; time < 50; time += 1) line.say(Buffer.alloc(1_000, time));
  signs.show(sampleView("A6 1"));
  await shows(zone, "A6 1");
  expect(troubles).toEqual(noTroubles);
});
