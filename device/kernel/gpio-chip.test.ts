/** Lines of a chip through the kernel's calls, on the twin of a Raspberry Pi's header. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { VirtualHeader } from "../virtual/panel/header.ts";
import { findGpioChip, type GpioChip, raspberryLabels } from "./gpio-chip.ts";

let header: VirtualHeader;
let chip: GpioChip;
beforeEach(() => {
  header = new VirtualHeader(fs.mkdtempSync(path.join(tmpdir(), "the-q-chip-")));
  chip = findGpioChip(header, raspberryLabels, header.folder) as GpioChip;
});
afterEach(() => {
  chip.close();
  fs.rmSync(header.folder, { recursive: true, force: true });
});

const refusal = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
};
const asInput = { kind: "input", bias: "pull-up", edges: true, debounceUs: 5_000 } as const;

test("a chip is found by its label, and says what its lines are", () => {
  expect(chip.info).toEqual({ name: "gpiochip4", label: "pinctrl-rp1", lineCount: 54 });
  expect(findGpioChip(header, ["pinctrl-bcm2711"], header.folder)).toBeNull();
  header.take("GPIO7", "spi0 CS1");
  expect([chip.line(7), chip.line(17).isUsed]).toEqual([{ name: "GPIO7", consumer: "spi0 CS1", isUsed: true, isOutput: false }, false]);
  expect(refusal(() => chip.line(99))).toBe("EINVAL");
});

test("inputs say their level and keep their changes with times; a change shorter than the debouncing is none", () => {
  const lines = chip.request({ offsets: [17, 4], consumer: "test", isActiveLow: true, as: asInput });
  expect([lines.values(), lines.edges()]).toEqual([[false, false], []]);
  header.run(100);
  header.close("GPIO4", true);
  for (let ms = 0; ms < 3; ms += 1) header.run(1);
  header.close("GPIO4", false);
  header.run(10);
  expect(lines.edges()).toEqual([]);
  header.close("GPIO4", true);
  for (let ms = 0; ms < 10; ms += 1) header.run(1);
  expect(lines.values()).toEqual([false, true]);
  expect(lines.edges()).toEqual([{ offset: 4, isOn: true, atNs: 118_000_000n, count: 1 }]);
  lines.close();
});

test("outputs begin as asked, change one by one, and stay as they were when they are given back", () => {
  const lines = chip.request({ offsets: [17, 27], consumer: "test", as: { kind: "output", on: [true, false] } });
  lines.set([null, true]);
  expect(["GPIO17", "GPIO27"].map((pin) => header.level(pin))).toEqual(["high", "high"]);
  lines.set([false, null]);
  lines.close();
  expect([...["GPIO17", "GPIO27"].map((pin) => header.level(pin)), header.held]).toEqual(["low", "high", 0]);
});

test("a line has one holder, and a refused request holds nothing", () => {
  const lines = chip.request({ offsets: [17], consumer: "test", as: asInput });
  expect(refusal(() => chip.request({ offsets: [4, 17], consumer: "test", as: asInput }))).toBe("EBUSY");
  expect(header.held).toBe(1);
  expect(refusal(() => lines.set([true]))).toBe("EPERM");
  header.isGone = true;
  expect(refusal(() => lines.values())).toBe("ENODEV");
  header.isGone = false;
  lines.close();
  chip.request({ offsets: [4, 17], consumer: "test", as: asInput }).close();
});
