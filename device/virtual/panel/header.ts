/**
 * The GPIO header of a Raspberry Pi that is not there: the kernel's calls on its chip, byte by byte, written from the kernel's own header
 * and its driver (include/uapi/linux/gpio.h, drivers/gpio/gpiolib-cdev.c of Linux 6.1), and what hangs on its pins. Descriptors are real
 * ones: a chip is a file of `folder`, and edges come through a pipe. It lives in time of its own: changes settle in `run`.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const request = { chipInfo: 0x8044b401, lineInfo: 0xc100b405, getLines: 0xc250b407, getValues: 0xc010b40e, setValues: 0xc010b40f };
const flag = { activeLow: 2n, input: 4n, output: 8n, rising: 16n, falling: 32n, pullUp: 256n };
const knownFlags = 0xfffn;
const lineCount = 54;

interface Line {
  readonly isOutput: boolean;
  readonly isActiveLow: boolean;
  readonly isPulledUp: boolean;
  readonly debounceNs: bigint;
  readonly file: string;
  /** Physical: of an input as the kernel believes it, after debouncing. */
  isHigh: boolean;
  /** Since when its pin has been other than that. */
  sinceNs: bigint;
  changes: number;
}

/** What hangs on outputs and sees their levels. */
interface OnPins {
  see(isHigh: (pin: string) => boolean): void;
}

interface Request {
  readonly fd: number;
  readonly file: string;
  /** Where edges are written. */
  readonly writer: number;
  readonly offsets: readonly number[];
}

export class VirtualHeader {
  readonly folder: string;
  readonly #label: string;
  readonly #chip: string;
  readonly #lines = new Map<number, Line>();
  readonly #requests: Request[] = [];
  readonly #closed = new Set<number>();
  /** What outputs were last, whoever has them now. */
  readonly #driven = new Map<number, boolean>();
  readonly #attached: OnPins[] = [];
  readonly #taken = new Map<number, string>();
  #nowNs = 0n;
  #made = 0;
  /** The chip answers nothing any more. */
  isGone = false;

  constructor(folder: string, label = "pinctrl-rp1") {
    this.folder = folder;
    this.#label = label;
    this.#chip = path.join(folder, "gpiochip4");
    fs.writeFileSync(this.#chip, "");
  }

  get nowNs(): bigint {
    return this.#nowNs;
  }

  run(ms: number): void {
    this.#nowNs += BigInt(Math.round(ms * 1e6));
    for (const [offset, line] of this.#lines) {
      const isHigh = !this.#closed.has(offset) && line.isPulledUp;
      if (line.isOutput || line.isHigh === isHigh) line.sinceNs = this.#nowNs;
      else if (this.#nowNs - line.sinceNs >= line.debounceNs) this.#edge(offset, line, isHigh);
    }
  }

  /** A contact between a pin (`GPIO17`) and ground. */
  close(pin: string, closed: boolean): void {
    const offset = offsetOf(pin);
    if (closed) this.#closed.add(offset);
    else this.#closed.delete(offset);
  }

  attach(part: OnPins): void {
    this.#attached.push(part);
  }

  /** What an output gives; null while it was never one. */
  level(pin: string): "high" | "low" | null {
    const isHigh = this.#driven.get(offsetOf(pin));
    return isHigh === undefined ? null : isHigh ? "high" : "low";
  }

  isPulledUp(pin: string): boolean {
    this.#release();
    return this.#lines.get(offsetOf(pin))?.isPulledUp ?? false;
  }

  /** Another program has a pin, or gives it back. */
  take(pin: string, consumer: string | null): void {
    if (consumer === null) this.#taken.delete(offsetOf(pin));
    else this.#taken.set(offsetOf(pin), consumer);
  }

  /** Another program writes past the kernel into the chip's registers. */
  force(pin: string, isHigh: boolean): void {
    this.#driven.set(offsetOf(pin), isHigh);
  }

  /** How many pins a program holds now. */
  get held(): number {
    this.#release();
    return this.#lines.size;
  }

  ioctl(fd: number, code: number, bytes: Uint8Array): void {
    this.#release();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const file = fileOf(fd);
    const lines = this.#requests.find((each) => each.fd === fd && each.file === file);
    if (file !== this.#chip && !lines) throw systemError(file === null ? "EBADF" : "ENOTTY");
    if (this.isGone) throw systemError("ENODEV");
    if (file === this.#chip && code === request.chipInfo) this.#chipInfo(bytes, view);
    else if (file === this.#chip && code === request.lineInfo) this.#lineInfo(bytes, view);
    else if (file === this.#chip && code === request.getLines) this.#getLines(bytes, view);
    else if (lines && code === request.getValues) this.#getValues(lines, view);
    else if (lines && code === request.setValues) this.#setValues(lines, view);
    else throw systemError(lines ? "EINVAL" : "ENOTTY");
  }

  ioctlNumber(fd: number, code: number): void {
    this.ioctl(fd, code, new Uint8Array(0));
  }

  async ioctlAside(fd: number, code: number, bytes: Uint8Array): Promise<boolean> {
    try {
      this.ioctl(fd, code, bytes);
      return true;
    } catch {
      return false;
    }
  }

  /** Its pipes never wait. */
  neverWait(fd: number): void {
    if (fileOf(fd) === null) throw systemError("EBADF");
  }

  #chipInfo(bytes: Uint8Array, view: DataView): void {
    bytes.set(Buffer.from(path.basename(this.#chip)), 0);
    bytes.set(Buffer.from(this.#label), 32);
    view.setUint32(64, lineCount, true);
  }

  #lineInfo(bytes: Uint8Array, view: DataView): void {
    const offset = view.getUint32(64, true);
    if (offset >= lineCount) throw systemError("EINVAL");
    const line = this.#lines.get(offset);
    const consumer = line ? "held" : this.#taken.get(offset);
    bytes.set(Buffer.from(`GPIO${offset}`), 0);
    if (consumer !== undefined) bytes.set(Buffer.from(consumer), 32);
    view.setBigUint64(72, (consumer === undefined ? 0n : 1n) | (line?.isOutput ? flag.output : flag.input), true);
  }

  #getLines(bytes: Uint8Array, view: DataView): void {
    const count = view.getUint32(560, true);
    const flags = view.getBigUint64(288, true);
    const offsets = Array.from({ length: count }, (_, place) => view.getUint32(place * 4, true));
    const [isInput, isOutput] = [(flags & flag.input) !== 0n, (flags & flag.output) !== 0n];
    const asksEdges = (flags & (flag.rising | flag.falling)) !== 0n;
    if (count < 1 || count > 64 || (flags & ~knownFlags) !== 0n || isInput === isOutput || (isOutput && asksEdges)) {
      throw systemError("EINVAL");
    }
    if (offsets.some((offset) => offset >= lineCount)) throw systemError("EINVAL");
    if (offsets.some((offset) => this.#lines.has(offset) || this.#taken.has(offset)) || new Set(offsets).size < count) {
      throw systemError("EBUSY");
    }
    const { on, debounceUs } = attributes(view, isOutput);
    const pipe = this.#pipe();
    this.#requests.push({ ...pipe, offsets });
    for (const [place, offset] of offsets.entries()) {
      const isActiveLow = (flags & flag.activeLow) !== 0n;
      const isPulledUp = (flags & flag.pullUp) !== 0n;
      const isHigh = isOutput ? bit(on, place) !== isActiveLow : !this.#closed.has(offset) && isPulledUp;
      const about = { isOutput, isActiveLow, isPulledUp, debounceNs: BigInt(debounceUs) * 1_000n, file: pipe.file };
      this.#lines.set(offset, { ...about, isHigh, sinceNs: this.#nowNs, changes: 0 });
      if (isOutput) this.#driven.set(offset, isHigh);
    }
    view.setInt32(588, pipe.fd, true);
    bytes.fill(0, 568, 588);
  }

  #getValues({ offsets }: Request, view: DataView): void {
    const mask = view.getBigUint64(8, true);
    if (mask === 0n) throw systemError("EINVAL");
    let bits = 0n;
    for (const [place, offset] of offsets.entries()) {
      const line = this.#lines.get(offset);
      if (line && bit(mask, place) && line.isHigh !== line.isActiveLow) bits |= 1n << BigInt(place);
    }
    view.setBigUint64(0, bits, true);
  }

  #setValues({ offsets }: Request, view: DataView): void {
    const [bits, mask] = [view.getBigUint64(0, true), view.getBigUint64(8, true)];
    if (mask === 0n) throw systemError("EINVAL");
    for (const [place, offset] of offsets.entries()) {
      const line = this.#lines.get(offset);
      if (!line || !bit(mask, place)) continue;
      if (!line.isOutput) throw systemError("EPERM");
      line.isHigh = bit(bits, place) !== line.isActiveLow;
      this.#driven.set(offset, line.isHigh);
    }
    for (const part of this.#attached) part.see((pin) => this.level(pin) === "high");
  }

  #edge(offset: number, line: Line, isHigh: boolean): void {
    Object.assign(line, { isHigh, sinceNs: this.#nowNs, changes: line.changes + 1 });
    const bytes = Buffer.alloc(48);
    bytes.writeBigUInt64LE(this.#nowNs, 0);
    bytes.writeUInt32LE(isHigh !== line.isActiveLow ? 1 : 2, 8);
    bytes.writeUInt32LE(offset, 12);
    bytes.writeUInt32LE(line.changes, 20);
    this.#release();
    const writer = this.#requests.find(({ file }) => file === line.file)?.writer;
    if (writer !== undefined) fs.writeSync(writer, bytes);
  }

  #pipe(): Omit<Request, "offsets"> {
    this.#made += 1;
    const file = path.join(this.folder, `lines-${this.#made}`);
    if (spawnSync("mkfifo", [file]).status !== 0) throw new Error(`mkfifo ${file} failed`);
    const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    return { fd, file, writer: fs.openSync(file, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK) };
  }

  /** Lines whose descriptor was closed are free; outputs stay as they are. */
  #release(): void {
    for (const { fd, file, writer, offsets } of [...this.#requests]) {
      if (fileOf(fd) === file) continue;
      fs.closeSync(writer);
      for (const offset of offsets) this.#lines.delete(offset);
      this.#requests.splice(
        this.#requests.findIndex((each) => each.file === file),
        1,
      );
    }
  }
}

function attributes(view: DataView, isOutput: boolean): { readonly on: bigint; readonly debounceUs: number } {
  let [on, debounceUs] = [0n, 0];
  for (let place = 0; place < view.getUint32(296, true); place += 1) {
    const id = view.getUint32(320 + place * 24, true);
    if (id === 2 && isOutput) on = view.getBigUint64(328 + place * 24, true);
    else if (id === 3 && !isOutput) debounceUs = view.getUint32(328 + place * 24, true);
    else throw systemError("EINVAL");
  }
  return { on, debounceUs };
}

function bit(bits: bigint, place: number): boolean {
  return ((bits >> BigInt(place)) & 1n) === 1n;
}

function fileOf(fd: number): string | null {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}

function offsetOf(pin: string): number {
  return Number(pin.slice("GPIO".length));
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: ioctl`), { code });
}
