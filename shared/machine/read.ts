/**
 * Reads a machine's state from the files in which Linux tells it. Pure: files are given by a port. One that is not there, or holds something else,
 * says nothing. Every read is small, and none waits for hardware.
 *
 * Sources: thermal zones (kernel, sysfs-class-thermal: thousandths of a degree); Raspberry Pi's `get_throttled` (bits 0 under-voltage, 1 capped,
 * 2 throttled, 3 soft temperature limit; 16 to 19 the same since the start) and the kernel's raspberrypi-hwmon, which clears bits 16 to 19 every
 * two seconds; JEDEC eMMC 5.0 EXT_CSD 267 to 269 as the kernel's `life_time` and `pre_eol_info`; `stat` and `size` of a block device (Documentation/block/stat.rst: the seventh field is sectors written, of 512 bytes); ext4's `errors_count`; `/proc/meminfo`;
 * systemd-timesyncd's mark.
 */
import type { PowerReading, Readings, WearReading, WrittenReading } from "./readings.ts";

/** Of zones, cards and file systems together; a machine has a handful. */
const entriesMax = 32;

/** Names from the top of the machine, without a slash before them. */
export interface MachineFiles {
  /** Its first few kilobytes; undefined where there is none. */
  readonly text: (name: string) => string | undefined;
  /** What is in a folder; nothing where there is none. */
  readonly names: (folder: string) => readonly string[];
}

/** `storage`: of the disk that the data is on; null where that is not this machine's to judge. */
export function readMachine(files: MachineFiles, storage: Readings["storage"]): Readings {
  return {
    celsius: hottest(files),
    power: powerOf(files),
    storage,
    wear: wearOf(files),
    written: writtenTo(files),
    fileSystemErrors: errorsIn(files),
    memoryAvailableBytes: memoryIn(files),
    clockIsSet: clockIn(files),
  };
}

function hottest(files: MachineFiles): number | null {
  const folder = "sys/class/thermal";
  const degrees = entries(files, folder, /^thermal_zone\d+$/).flatMap((zone) => numberIn(files, `${folder}/${zone}/temp`) ?? []);
  // Sensors that are broken or asleep say 0, or far more than silicon stands.
  const believable = degrees.map((each) => each / 1_000).filter((each) => each > 0 && each < 130);
  return believable.length === 0 ? null : Math.max(...believable);
}

function powerOf(files: MachineFiles): PowerReading | null {
  const alarm = hardwareAlarm(files);
  const bits = throttledBits(files);
  if (bits === null && alarm === null) return null;
  const has = (bit: number) => (((bits ?? 0) >>> bit) & 1) === 1;
  return { isWeak: has(0) || alarm === true, wasWeak: has(16), isSlowed: has(1) || has(2) || has(3) };
}

/** In hexadecimal, with or without 0x. */
function throttledBits(files: MachineFiles): number | null {
  const text = textIn(files, "sys/devices/platform/soc/soc:firmware/get_throttled")?.replace(/^0x/i, "");
  return text !== undefined && /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : null;
}

function hardwareAlarm(files: MachineFiles): boolean | null {
  const folder = "sys/class/hwmon";
  const found = entries(files, folder, /^hwmon\d+$/).find((each) => textIn(files, `${folder}/${each}/name`) === "rpi_volt");
  const alarm = found === undefined ? null : numberIn(files, `${folder}/${found}/in0_lcrit_alarm`);
  return alarm === null ? null : alarm !== 0;
}

function wearOf(files: MachineFiles): WearReading | null {
  const folder = "sys/block";
  const found = entries(files, folder, /^mmcblk\d+$/).flatMap((card): WearReading[] => {
    const used = (textIn(files, `${folder}/${card}/device/life_time`) ?? "")
      .split(/\s+/)
      .map((each) => Number.parseInt(each, 16))
      .filter((each) => each >= 1 && each <= 11);
    const reserve = Number.parseInt(textIn(files, `${folder}/${card}/device/pre_eol_info`) ?? "", 16);
    if (used.length === 0 && !(reserve >= 1 && reserve <= 3)) return [];
    // Step n stands for up to n x 10 per cent; 11 is beyond.
    return [{ usedPercent: used.length === 0 ? null : Math.max(...used) * 10, reserveIsLow: reserve === 2 || reserve === 3 }];
  });
  if (found.length === 0) return null;
  const percents = found.flatMap(({ usedPercent }) => usedPercent ?? []);
  return { usedPercent: percents.length === 0 ? null : Math.max(...percents), reserveIsLow: found.some((each) => each.reserveIsLow) };
}

/** Cards, eMMC, SATA, USB and NVMe; not what only looks like a disk. */
const realDisk = /^(?:mmcblk\d+|sd[a-z]+|nvme\d+n\d+)$/;
const sectorBytes = 512;

function writtenTo(files: MachineFiles): WrittenReading | null {
  const folder = "sys/block";
  const found = entries(files, folder, realDisk).flatMap((disk): WrittenReading[] => {
    const sectors = Number(textIn(files, `${folder}/${disk}/stat`)?.split(/\s+/)[6] ?? Number.NaN);
    const size = numberIn(files, `${folder}/${disk}/size`);
    if (!Number.isSafeInteger(sectors) || sectors < 0 || size === null || size <= 0) return [];
    return [{ bytes: sectors * sectorBytes, capacityBytes: size * sectorBytes }];
  });
  const [most] = found.toSorted((one, other) => other.bytes / other.capacityBytes - one.bytes / one.capacityBytes);
  return most ?? null;
}

function errorsIn(files: MachineFiles): number | null {
  const folder = "sys/fs/ext4";
  const counts = entries(files, folder, /^[\w-]+$/).flatMap((each) => numberIn(files, `${folder}/${each}/errors_count`) ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, each) => sum + each, 0);
}

function memoryIn(files: MachineFiles): number | null {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(textIn(files, "proc/meminfo") ?? "")?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}

/** Another time service leaves no such mark: then nothing is known. */
function clockIn(files: MachineFiles): boolean | null {
  if (files.names("run/systemd/timesync").includes("synchronized")) return true;
  return files.names("run/systemd").includes("timesync") ? false : null;
}

function entries(files: MachineFiles, folder: string, name: RegExp): string[] {
  return files
    .names(folder)
    .filter((each) => name.test(each))
    .toSorted()
    .slice(0, entriesMax);
}

function numberIn(files: MachineFiles, name: string): number | null {
  const text = textIn(files, name);
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
}

function textIn(files: MachineFiles, name: string): string | undefined {
  return files.text(name)?.trim();
}
