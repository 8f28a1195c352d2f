/** A scanner that plays a keyboard, on the kernel's input device. */
import fs from "node:fs";
import { realTimers } from "../../../device/runtime/timers.ts";
import { scannerOf } from "../../../device/scanner/connect.ts";
import type { ScannerTroubles } from "../../../device/scanner/scanner.ts";
import { type Bench, type Check, same, until } from "./check.ts";

/** The input device of the USB keyboard, by the kernel's list; udev, which would give it a lasting name, is not here. */
function keyboard(): string | undefined {
  const device = fs
    .readFileSync("/proc/bus/input/devices", "utf8")
    .split("\n\n")
    .find((each) => each.includes("QEMU USB Keyboard"));
  const name = /\b(event\d+)\b/.exec(device ?? "")?.[1];
  return name && fs.existsSync(`/dev/input/${name}`) ? `/dev/input/${name}` : undefined;
}

function reading(path: string, afterwards: Bench["afterwards"]) {
  const codes: string[] = [];
  const told: ScannerTroubles[] = [];
  let nowMs = 0;
  const scanner = scannerOf(
    { kind: "keyboard", path },
    {
      realMs: () => nowMs,
      timers: realTimers,
      code: (text) => {
        codes.push(text);
        nowMs += 5_000;
      },
      stands: (troubles) => told.push(troubles),
    },
  );
  scanner.start();
  afterwards(() => scanner.stop());
  const stands = (unreachable: string | null) =>
    until(
      `the scanner to stand as ${unreachable}`,
      () => told.at(-1)?.unreachable,
      (now) => now === unreachable,
    );
  return { scanner, codes, stands };
}

/** How many events another program gets of the same device. */
function bystander(path: string) {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  const heard = () => {
    try {
      return fs.readSync(fd, new Uint8Array(24 * 64)) / 24;
    } catch {
      return 0;
    }
  };
  return { heard, close: () => fs.closeSync(fd) };
}

export const scannerChecks: readonly Check[] = [
  {
    name: "a scanner that types is read whole, nobody else hears its keys, and it is let go at once when it is dropped",
    run: async ({ host, afterwards }: Bench) => {
      await host.plug("scanner", "usb-kbd");
      const path = await until("the keyboard", keyboard, (found) => found !== undefined);
      const other = bystander(path as string);
      afterwards(() => other.close());
      const { scanner, codes, stands } = reading(path as string, afterwards);
      await stands(null);
      await host.press("c", "4", "ret", "a", "1", "2", "ret");
      await until(
        "both codes",
        () => codes,
        (read) => read.length === 2,
      );
      same("codes", codes, ["c4", "a12"]);
      same("events that another program heard", other.heard(), 0);
      scanner.stop();
      await host.press("x");
      await until(
        "a key for others",
        () => other.heard(),
        (count) => count > 0,
      );
      same("codes", codes.length, 2);
      // The next one is not kept out by what the first left behind.
      const again = reading(path as string, afterwards);
      await again.stands(null);
      const rival = reading(path as string, afterwards);
      await rival.stands("EBUSY");
      await host.press("b", "3", "ret");
      await until(
        "the code",
        () => again.codes,
        (read) => read.length === 1,
      );
      same("codes", [again.codes, rival.codes], [["b3"], []]);
    },
  },
  {
    name: "a scanner that is pulled out in the middle of a code is missed, and read again, from its first key on, when it is back",
    run: async ({ host, afterwards }: Bench) => {
      const path = await until("the keyboard", keyboard, (found) => found !== undefined);
      const { codes, stands } = reading(path as string, afterwards);
      await stands(null);
      await host.press("z", "9");
      await host.unplug("scanner");
      await until(
        "the scanner to be missed",
        () => fs.existsSync(path as string),
        (there) => !there,
      );
      await until(
        "the scanner's end",
        () => fs.readdirSync("/dev/input").length,
        () => true,
      );
      await host.plug("scanner", "usb-kbd");
      same("its place", await until("the keyboard", keyboard, (found) => found !== undefined), path);
      await stands(null);
      await host.press("a", "7", "ret");
      await until(
        "the code",
        () => codes,
        (read) => read.length > 0,
      );
      same("codes", codes, ["a7"]);
    },
  },
];
