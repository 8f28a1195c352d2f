/** Scanners on a pseudo-terminal and on a file of the kernel's key events: read, pulled out, and back. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ScannerSettings } from "#shared/wire/scanners.ts";
import { until } from "../testing/process.ts";
import { scannerOf } from "./connect.ts";
import { scannerFaults } from "./faults.ts";
import { keyEvents, SerialScannerRig } from "./rig.ts";
import type { Scanner, ScannerTroubles } from "./scanner.ts";

let folder: string;
let rig: SerialScannerRig;
const started: Scanner[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-scanner-"));
  rig = new SerialScannerRig(path.join(folder, "line"));
});
afterEach(async () => {
  for (const scanner of started.splice(0)) scanner.stop();
  await rig.unplug();
  rmSync(folder, { recursive: true, force: true });
});

/** A scanner that is read, with what it said; one that is away is tried again after a moment instead of a second. */
function reading(settings: ScannerSettings) {
  const codes: string[] = [];
  const troubles: ScannerTroubles[] = [];
  let nowMs = 0;
  const scanner = scannerOf(settings, {
    realMs: () => nowMs,
    timers: {
      after: (_ms, run) => {
        const timer = setTimeout(run, 20);
        return () => clearTimeout(timer);
      },
    },
    code: (text) => {
      codes.push(text);
      // Nobody holds the next code there at once.
      nowMs += 5_000;
    },
    stands: (told) => troubles.push(told),
  });
  started.push(scanner);
  scanner.start();
  const faults = () => (troubles.at(-1) ? scannerFaults("kiosk-1", troubles.at(-1) as ScannerTroubles) : null);
  const untilFaults = (...wanted: string[]) =>
    until(
      () => faults()?.map(({ fault }) => fault),
      (told) => JSON.stringify(told) === JSON.stringify(wanted),
    );
  const untilCodes = (...wanted: string[]) =>
    until(
      () => codes,
      (read) => read.length >= wanted.length,
    ).then(() => expect(codes).toEqual(wanted));
  return { faults, untilFaults, untilCodes };
}

const ticket = "theq1:victoria:A12:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.17";

test("a serial scanner is read, missed when it is pulled out, and read again when it is back", async () => {
  const serial = reading({ kind: "serial", path: rig.path, baud: 9_600 });
  await serial.untilFaults("scanner-unreachable");
  expect(serial.faults()?.[0]?.facts).toEqual({ device: "kiosk-1", line: `${rig.path}: ENOENT` });
  await rig.plugIn();
  await serial.untilFaults();
  rig.say(`${ticket}\r\n`);
  await serial.untilCodes(ticket);
  // Pulled out in the middle of a code.
  rig.say("theq1:vic");
  await rig.unplug();
  await serial.untilFaults("scanner-unreachable");
  await rig.plugIn();
  await serial.untilFaults();
  rig.say("C4\r");
  await serial.untilCodes(ticket, "C4");
});

test("a scanner at another speed is told to staff, until it sends a code that can be read", async () => {
  await rig.plugIn();
  const serial = reading({ kind: "serial", path: rig.path, baud: 9_600 });
  await serial.untilFaults();
  rig.say(Uint8Array.of(0x80, 0xf8, 0x0d, 0x9e, 0x0d));
  await serial.untilFaults("scanner-garbled");
  rig.say("C4\r");
  await serial.untilCodes("C4");
  expect(serial.faults()).toEqual([]);
});

test("a scanner that types is read from its input device, and missed when that ends", async () => {
  const device = path.join(folder, "event-kbd");
  if (spawnSync("mkfifo", [device]).status !== 0) throw new Error("mkfifo failed");
  const keyboard = reading({ kind: "keyboard", path: device });
  // Whoever opens one end waits for the other, and the program must go on meanwhile.
  let writer = await open(device, "w");
  const bytes = keyEvents(`${ticket}\r`);
  // Cut in the middle of an event.
  await writer.write(bytes.subarray(0, 1_000));
  await writer.write(bytes.subarray(1_000));
  await keyboard.untilCodes(ticket);
  await writer.close();
  await keyboard.untilFaults("scanner-unreachable");
  writer = await open(device, "w");
  await keyboard.untilFaults();
  await writer.write(keyEvents("b3\r"));
  await keyboard.untilCodes(ticket, "b3");
  await writer.close();
});

test("a plain file is no scanner, and neither is one that is not there", async () => {
  const plain = path.join(folder, "plain");
  writeFileSync(plain, keyEvents("a12\r"));
  const keyboard = reading({ kind: "keyboard", path: plain });
  await keyboard.untilFaults("scanner-unreachable");
  expect(keyboard.faults()?.[0]?.facts.line).toContain("not a device");
  const nowhere = reading({ kind: "keyboard", path: path.join(folder, "nowhere") });
  await nowhere.untilFaults("scanner-unreachable");
  expect(nowhere.faults()?.[0]?.facts.line).toContain("ENOENT");
});
