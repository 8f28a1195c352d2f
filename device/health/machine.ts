/**
 * Reads a machine's state from the files in which Linux tells it, below a root: `/`, or a folder that looks like it. A file that is not
 * there, or holds something else, says nothing. Every read is small, and none waits for hardware.
 *
 * Sources: thermal zones (kernel, sysfs-class-thermal: thousandths of a degree); Raspberry Pi's `get_throttled` (bits 0 under-voltage, 1 capped,
 * 2 throttled, 3 soft temperature limit; 16 to 19 the same since the start) and the kernel's raspberrypi-hwmon, which clears bits 16 to 19 every
 * two seconds; JEDEC eMMC 5.0 EXT_CSD 267 to 269 as the kernel's `life_time` and `pre_eol_info`; ext4's `errors_count`; `/proc/meminfo`;
 * systemd-timesyncd's mark.
 */
import { existsSync, readdirSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { nothingRead, type PowerReading, type Readings, type WearReading } from "./readings.ts";

/** Of zones, cards and file systems together; a machine has a handful. */
const entriesMax = 32;
const textMax = 4_096;

/** `dataFolder`: whose file system is measured; null where that is not this machine's to judge. */
export function readMachine(root: string, dataFolder: string | null): Readings {
  const at = (name: string) => path.join(root, name);
  return {
    ...nothingRead,
    celsius: hottest(at("sys/class/thermal")),
    power: powerOf(root),
    storage: dataFolder === null ? null : room(dataFolder),
    wear: wearOf(at("sys/block")),
    fileSystemErrors: errorsIn(at("sys/fs/ext4")),
    memoryAvailableBytes: memoryIn(at("proc/meminfo")),
    clockIsSet: clockIn(at("run/systemd/timesync")),
  };
}

function hottest(folder: string): number | null {
  const degrees = entries(folder, /^thermal_zone\d+$/).flatMap((zone) => numberIn(path.join(folder, zone, "temp")) ?? []);
  // Sensors that are broken or asleep say 0, or far more than silicon stands.
  const believable = degrees.map((each) => each / 1_000).filter((each) => each > 0 && each < 130);
  return believable.length === 0 ? null : Math.max(...believable);
}

function powerOf(root: string): PowerReading | null {
  const alarm = hardwareAlarm(path.join(root, "sys/class/hwmon"));
  const bits = throttledBits(path.join(root, "sys/devices/platform/soc/soc:firmware/get_throttled"));
  if (bits === null && alarm === null) return null;
  const has = (bit: number) => (((bits ?? 0) >>> bit) & 1) === 1;
  return { isWeak: has(0) || alarm === true, wasWeak: has(16), isSlowed: has(1) || has(2) || has(3) };
}

/** In hexadecimal, with or without 0x. */
function throttledBits(file: string): number | null {
  const text = textIn(file)?.replace(/^0x/i, "");
  return text !== undefined && /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : null;
}

function hardwareAlarm(folder: string): boolean | null {
  const found = entries(folder, /^hwmon\d+$/).find((each) => textIn(path.join(folder, each, "name")) === "rpi_volt");
  const alarm = found === undefined ? null : numberIn(path.join(folder, found, "in0_lcrit_alarm"));
  return alarm === null ? null : alarm !== 0;
}

function wearOf(folder: string): WearReading | null {
  const found = entries(folder, /^mmcblk\d+$/).flatMap((card): WearReading[] => {
    const used = (textIn(path.join(folder, card, "device/life_time")) ?? "")
      .split(/\s+/)
      .map((each) => Number.parseInt(each, 16))
      .filter((each) => each >= 1 && each <= 11);
    const reserve = Number.parseInt(textIn(path.join(folder, card, "device/pre_eol_info")) ?? "", 16);
    if (used.length === 0 && !(reserve >= 1 && reserve <= 3)) return [];
    // Step n stands for up to n x 10 per cent; 11 is beyond.
    return [{ usedPercent: used.length === 0 ? null : Math.max(...used) * 10, reserveIsLow: reserve === 2 || reserve === 3 }];
  });
  if (found.length === 0) return null;
  const percents = found.flatMap(({ usedPercent }) => usedPercent ?? []);
  return { usedPercent: percents.length === 0 ? null : Math.max(...percents), reserveIsLow: found.some((each) => each.reserveIsLow) };
}

function errorsIn(folder: string): number | null {
  const counts = entries(folder, /^[\w-]+$/).flatMap((each) => numberIn(path.join(folder, each, "errors_count")) ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, each) => sum + each, 0);
}

function memoryIn(file: string): number | null {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(textIn(file) ?? "")?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}

/** Another time service leaves no such mark: then nothing is known. */
function clockIn(folder: string): boolean | null {
  if (existsSync(path.join(folder, "synchronized"))) return true;
  return existsSync(folder) ? false : null;
}

function room(folder: string): Readings["storage"] {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return blocks === 0 ? null : { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

function entries(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((each) => name.test(each))
      .sort()
      .slice(0, entriesMax);
  } catch {
    return [];
  }
}

function numberIn(file: string): number | null {
  const text = textIn(file);
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").slice(0, textMax).trim();
  } catch {
    return undefined;
  }
}
