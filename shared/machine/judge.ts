/**
 * From readings to faults. Pure. What hovers at a limit is told once: a fault ends at another value than the one at which it began, and what
 * comes in bursts stands for a while after the last.
 */
import { type Fault, type FaultCode, fault } from "../faults/fault.ts";
import type { Readings } from "./readings.ts";

const megabyte = 1_000_000;

/** A Raspberry Pi slows down from 80 °C (60 °C for the 3 B+ in part) and stops rising at 85 °C. */
export const limits = {
  celsius: { raise: 80, clear: 75 },
  /** The smaller of the two: a small card is not always low, and a large one not at half a gigabyte only. */
  storage: { raise: { bytes: 500 * megabyte, share: 0.05 }, clear: { bytes: 700 * megabyte, share: 0.08 } },
  memoryBytes: { raise: 60 * megabyte, clear: 100 * megabyte },
  wearPercent: 90,
  /**
   * A budget, not a measurement: cells of cards stand about 3,000 rewrites at best, and small synchronous writes cost them ten times what they
   * carry. So a disk is taken to stand its own size 300 times, and wanted to last three years: 8.8 GB a day for 32 GB.
   */
  written: { capacities: 300, days: 3 * 365 },
  writtenWindowMs: 24 * 3_600_000,
  /** So long a burst is told after it was last seen. */
  burstMs: 30_000,
  /** So long weak power is told after it has ended. */
  rememberMs: 24 * 3_600_000,
  /** So long a machine that was just started has to find a time server. */
  clockGraceMs: 5 * 60_000,
} as const;

/** What is known of the machine; times are monotonic milliseconds. */
export interface Judgement {
  readonly isHot: boolean;
  readonly storageIsLow: boolean;
  readonly memoryIsLow: boolean;
  readonly weakSeenMs: number | null;
  readonly slowedSeenMs: number | null;
  /** When the firmware first remembered weak power that we had not seen ourselves. */
  readonly rememberedMs: number | null;
  readonly clockUnsetSinceMs: number | null;
  readonly writing: Writing | null;
  readonly readings: Readings;
  readonly atMs: number;
}

/** What is written day by day, counted from when the program began. */
export interface Writing {
  readonly sinceMs: number;
  readonly fromBytes: number;
  /** In the last whole day, or in this one if it is more already. */
  readonly isTooMuch: boolean;
  readonly dayBytes: number;
}

export function judged(before: Judgement | null, readings: Readings, atMs: number): Judgement {
  const { celsius, power, storage, memoryAvailableBytes: memory, clockIsSet } = readings;
  const wasRemembered = before?.readings.power?.wasWeak ?? false;
  return {
    isHot: beyond(
      before?.isHot,
      celsius,
      (value) => value >= limits.celsius.raise,
      (value) => value < limits.celsius.clear,
    ),
    storageIsLow: beyond(
      before?.storageIsLow,
      storage,
      (value) => below(value, limits.storage.raise),
      (value) => !below(value, limits.storage.clear),
    ),
    memoryIsLow: beyond(
      before?.memoryIsLow,
      memory,
      (value) => value < limits.memoryBytes.raise,
      (value) => value >= limits.memoryBytes.clear,
    ),
    weakSeenMs: power?.isWeak ? atMs : (before?.weakSeenMs ?? null),
    // Voltage that drops makes the processor slower too: that is told as what it is.
    slowedSeenMs: power?.isSlowed && !power.isWeak ? atMs : (before?.slowedSeenMs ?? null),
    rememberedMs: power?.wasWeak && !wasRemembered ? atMs : (before?.rememberedMs ?? null),
    clockUnsetSinceMs: clockIsSet === false ? (before?.clockUnsetSinceMs ?? atMs) : null,
    writing: writingNow(before?.writing ?? null, readings.written, atMs),
    readings,
    atMs,
  };
}

function writingNow(before: Writing | null, written: Readings["written"], atMs: number): Writing | null {
  if (written === null) return null;
  // Another disk, or one that was plugged in again, counts from its own beginning.
  if (before === null || written.bytes < before.fromBytes)
    return { sinceMs: atMs, fromBytes: written.bytes, isTooMuch: false, dayBytes: 0 };
  const bytes = written.bytes - before.fromBytes;
  const isTooMuch = bytes > (written.capacityBytes * limits.written.capacities) / limits.written.days;
  if (atMs - before.sinceMs >= limits.writtenWindowMs) return { sinceMs: atMs, fromBytes: written.bytes, isTooMuch, dayBytes: bytes };
  return { ...before, isTooMuch: before.isTooMuch || isTooMuch, dayBytes: Math.max(before.dayBytes, bytes) };
}

/** The gravest first. */
export function machineFaults(judgement: Judgement | null, device: string): Fault[] {
  if (judgement === null) return [];
  const { readings, atMs, weakSeenMs, slowedSeenMs, rememberedMs, clockUnsetSinceMs } = judgement;
  const within = (since: number | null, ms: number) => since !== null && atMs - since < ms;
  const isWeak = within(weakSeenMs, limits.burstMs);
  const faults: Fault[] = [];
  const add = (is: boolean, code: FaultCode, facts: Fault["facts"] = {}) => is && faults.push(fault(code, { device, ...facts }));
  add(judgement.storageIsLow, "storage-low", { free: Math.floor((readings.storage?.freeBytes ?? 0) / (10 * megabyte)) * 10 });
  add((readings.fileSystemErrors ?? 0) > 0, "storage-errors", { count: readings.fileSystemErrors ?? 0 });
  const used = readings.wear?.usedPercent ?? 0;
  add(used >= limits.wearPercent || readings.wear?.reserveIsLow === true, "storage-worn", used > 0 ? { used: Math.min(used, 100) } : {});
  const gigabytes = Math.ceil((judgement.writing?.dayBytes ?? 0) / (1_000 * megabyte));
  add(judgement.writing?.isTooMuch === true, "storage-overworked", { gigabytes });
  add(isWeak, "power-weak");
  add(!isWeak && (within(weakSeenMs, limits.rememberMs) || within(rememberedMs, limits.rememberMs)), "power-was-weak");
  add(judgement.isHot, "machine-hot", { celsius: Math.round((readings.celsius ?? limits.celsius.raise) / 5) * 5 });
  add(within(slowedSeenMs, limits.burstMs) && !judgement.isHot, "machine-slowed");
  add(judgement.memoryIsLow, "memory-low", { free: Math.floor((readings.memoryAvailableBytes ?? 0) / (10 * megabyte)) * 10 });
  add(clockUnsetSinceMs !== null && atMs - clockUnsetSinceMs >= limits.clockGraceMs, "clock-unset");
  return faults;
}

/** What is not read stands neither for nor against: a fault whose source has gone silent ends. */
function beyond<Value>(
  was: boolean | undefined,
  value: Value | null,
  raise: (value: Value) => boolean,
  clear: (value: Value) => boolean,
): boolean {
  if (value === null) return false;
  return was ? !clear(value) : raise(value);
}

function below({ freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }, limit: { bytes: number; share: number }): boolean {
  return freeBytes < Math.min(limit.bytes, totalBytes * limit.share);
}
