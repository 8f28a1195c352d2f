/** GPIO lines of this machine, as a port and through the kernel. A chip is found by its label: its number is another on every model. */
import fs from "node:fs";
import path from "node:path";
import type { KernelCalls } from "./calls.ts";
import {
  type ChipInfo,
  chipInfoOf,
  descriptorOf,
  type Edge,
  edgesOf,
  gpioRequests,
  gpioSizes,
  type LineInfo,
  type LinesWanted,
  lineInfoBytes,
  lineInfoOf,
  lineRequestBytes,
  lineValuesBytes,
  lineValuesOf,
} from "./gpio-structs.ts";

/** The header of a Raspberry Pi: 5; 4; 3 and Zero 2. */
export const raspberryLabels = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"] as const;

/**
 * All throw with a `code`: EBUSY (another program, or the kernel, has the line), EINVAL (there is no such line, or it cannot be so),
 * ENODEV (the chip is gone).
 */
export interface GpioChip {
  readonly info: ChipInfo;
  line(offset: number): LineInfo;
  request(wanted: LinesWanted): GpioLines;
  close(): void;
}

/** Lines that are ours until they are closed; the kernel takes them back when the program ends, and leaves outputs as they were. */
export interface GpioLines {
  /** In the order of the request. */
  values(): boolean[];
  /** In the order of the request; `null` leaves a line as it is. */
  set(on: readonly (boolean | null)[]): void;
  /** What has changed since it was last asked, oldest first, without waiting. The kernel keeps 16 for each line, then drops the oldest. */
  edges(): Edge[];
  close(): void;
}

/** The first chip with one of the labels; null: there is none, or none that may be opened. */
export function findGpioChip(kernel: KernelCalls, labels: readonly string[], folder = "/dev"): GpioChip | null {
  const names = fs.readdirSync(folder).filter((name) => /^gpiochip\d+$/.test(name));
  for (const name of names) {
    const chip = openGpioChip(kernel, path.join(folder, name));
    if (chip && labels.includes(chip.info.label)) return chip;
    chip?.close();
  }
  return null;
}

function openGpioChip(kernel: KernelCalls, file: string): GpioChip | null {
  let fd: number;
  try {
    fd = fs.openSync(file, fs.constants.O_RDWR);
  } catch {
    return null;
  }
  try {
    const bytes = new Uint8Array(gpioSizes.chipInfo);
    kernel.ioctl(fd, gpioRequests.chipInfo, bytes);
    return new KernelChip(kernel, fd, chipInfoOf(bytes));
  } catch {
    fs.closeSync(fd);
    return null;
  }
}

class KernelChip implements GpioChip {
  readonly info: ChipInfo;
  readonly #kernel: KernelCalls;
  readonly #fd: number;

  constructor(kernel: KernelCalls, fd: number, info: ChipInfo) {
    this.#kernel = kernel;
    this.#fd = fd;
    this.info = info;
  }

  line(offset: number): LineInfo {
    const bytes = lineInfoBytes(offset);
    this.#kernel.ioctl(this.#fd, gpioRequests.lineInfo, bytes);
    return lineInfoOf(bytes);
  }

  request(wanted: LinesWanted): GpioLines {
    const bytes = lineRequestBytes(wanted);
    this.#kernel.ioctl(this.#fd, gpioRequests.getLines, bytes);
    const fd = descriptorOf(bytes);
    this.#kernel.neverWait(fd);
    return new KernelLines(this.#kernel, fd, wanted.offsets.length);
  }

  close(): void {
    fs.closeSync(this.#fd);
  }
}

class KernelLines implements GpioLines {
  readonly #kernel: KernelCalls;
  readonly #fd: number;
  readonly #count: number;
  readonly #room: Uint8Array;

  constructor(kernel: KernelCalls, fd: number, count: number) {
    this.#kernel = kernel;
    this.#fd = fd;
    this.#count = count;
    this.#room = new Uint8Array(16 * count * gpioSizes.edge);
  }

  values(): boolean[] {
    const bytes = lineValuesBytes(new Array<boolean>(this.#count).fill(true));
    this.#kernel.ioctl(this.#fd, gpioRequests.getValues, bytes);
    return lineValuesOf(bytes, this.#count);
  }

  set(on: readonly (boolean | null)[]): void {
    this.#kernel.ioctl(this.#fd, gpioRequests.setValues, lineValuesBytes(on));
  }

  edges(): Edge[] {
    try {
      return edgesOf(this.#room.subarray(0, fs.readSync(this.#fd, this.#room)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return [];
      throw error;
    }
  }

  close(): void {
    fs.closeSync(this.#fd);
  }
}
