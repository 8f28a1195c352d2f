import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readMachineBelow } from "#shared/machine/below.ts";
import { nothingRead } from "#shared/machine/readings.ts";

const readMachine = (root: string, dataFolder: string | null) => readMachineBelow(fs, root, dataFolder);

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "the-q-machine-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Each file below the root, with its text. */
function tree(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}
const throttled = "sys/devices/platform/soc/soc:firmware/get_throttled";
const power = (text: string) => {
  tree({ [throttled]: text });
  return readMachine(root, null).power;
};

it("a folder with nothing in it, or none at all, tells nothing", () => {
  expect(readMachine(root, null)).toEqual(nothingRead);
  expect(readMachine(path.join(root, "none"), path.join(root, "none"))).toEqual(nothingRead);
});

it("the hottest zone counts; sensors that cannot be right do not", () => {
  tree({
    "sys/class/thermal/thermal_zone0/temp": "61234\n",
    "sys/class/thermal/thermal_zone1/temp": "47000\n",
    "sys/class/thermal/thermal_zone2/temp": "0\n",
    "sys/class/thermal/thermal_zone3/temp": "-274000\n",
    "sys/class/thermal/thermal_zone4/temp": "no\n",
    "sys/class/thermal/cooling_device0/temp": "99000\n",
  });
  expect(readMachine(root, null).celsius).toBe(61.234);
});

it("the firmware's bits: now and in the past are kept apart", () => {
  expect(power("0\n")).toEqual({ isWeak: false, wasWeak: false, isSlowed: false });
  expect(power("50005\n")).toEqual({ isWeak: true, wasWeak: true, isSlowed: true });
  expect(power("0x50000\n")).toEqual({ isWeak: false, wasWeak: true, isSlowed: false });
  expect(power("8\n")).toEqual({ isWeak: false, wasWeak: false, isSlowed: true });
  expect(power("throttled")).toBe(null);
});

it("the kernel's voltage alarm is found by its name, wherever it stands", () => {
  tree({
    "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
    "sys/class/hwmon/hwmon0/in0_lcrit_alarm": "1\n",
    "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
    "sys/class/hwmon/hwmon1/in0_lcrit_alarm": "0\n",
  });
  expect(readMachine(root, null).power).toMatchObject({ isWeak: false });
  tree({ "sys/class/hwmon/hwmon1/in0_lcrit_alarm": "1\n" });
  expect(readMachine(root, null).power).toMatchObject({ isWeak: true });
});

it("an eMMC's two life times, the worse counts; a card that has none tells nothing", () => {
  tree({ "sys/block/mmcblk0/device/cid": "03\n", "sys/block/sda/device/life_time": "0x0b 0x0b\n" });
  expect(readMachine(root, null).wear).toBe(null);
  tree({ "sys/block/mmcblk1/device/life_time": "0x01 0x0a\n", "sys/block/mmcblk1/device/pre_eol_info": "0x01\n" });
  expect(readMachine(root, null).wear).toEqual({ usedPercent: 100, reserveIsLow: false });
  // 0 is "not defined" in both.
  tree({ "sys/block/mmcblk1/device/life_time": "0x00 0x00\n", "sys/block/mmcblk1/device/pre_eol_info": "0x02\n" });
  expect(readMachine(root, null).wear).toEqual({ usedPercent: null, reserveIsLow: true });
});

it("what is written to disks is counted in sectors, of the one that took the most for its size; what only looks like a disk is left out", () => {
  const stat = (sectors: number) => `    5000  20 400000 900 ${sectors} 30 ${sectors} 1200 0 800 2100 0 0 0 0 0 0\n`;
  tree({ "sys/block/zram0/stat": stat(9_000_000), "sys/block/zram0/size": "1000\n", "sys/block/mmcblk0/stat": stat(2_000) });
  expect(readMachine(root, null).written).toBe(null);
  tree({ "sys/block/mmcblk0/size": "62333952\n", "sys/block/sda/stat": stat(3_000), "sys/block/sda/size": "976773168\n" });
  expect(readMachine(root, null).written).toEqual({ bytes: 2_000 * 512, capacityBytes: 62_333_952 * 512 });
  tree({ "sys/block/mmcblk0/stat": "not a number\n" });
  expect(readMachine(root, null).written).toEqual({ bytes: 3_000 * 512, capacityBytes: 976_773_168 * 512 });
});

it("file systems, memory and the clock", () => {
  tree({
    "sys/fs/ext4/mmcblk0p2/errors_count": "2\n",
    "sys/fs/ext4/mmcblk0p3/errors_count": "1\n",
    "sys/fs/ext4/features/encryption": "supported\n",
    "proc/meminfo": "MemTotal:         924004 kB\nMemFree:           59000 kB\nMemAvailable:     100000 kB\n",
    "run/systemd/timesync/clock": "",
  });
  expect(readMachine(root, null)).toMatchObject({ fileSystemErrors: 3, memoryAvailableBytes: 102_400_000, clockIsSet: false });
  tree({ "run/systemd/timesync/synchronized": "" });
  expect(readMachine(root, null).clockIsSet).toBe(true);
});

it("the room of a real file system, and this machine as it is", () => {
  const { storage } = readMachine(root, root);
  expect(storage?.freeBytes).toBeGreaterThan(0);
  expect(storage?.totalBytes).toBeGreaterThanOrEqual(storage?.freeBytes ?? 0);
  expect(readMachine("/", null).memoryAvailableBytes).toBeGreaterThan(1_000_000);
});
