/**
 * A disk with a write cache: what was written is read back at once, and stays through a power cut only when a flush came after it.
 * At the cut each unflushed write is kept, torn between two sectors, or dropped.
 */
import type { Dice } from "./random.ts";

export const sectorBytes = 512;

export interface DiskOptions {
  /** True for a disk that answers a flush and does nothing: it writes its cache out only when the cache is full. */
  readonly ignoresFlush?: boolean;
  /** How many writes the cache of such a disk holds; a further one pushes the oldest out to the medium. */
  readonly cachedWritesMax?: number;
}

/** What a cut does with the unflushed writes: each by its own dice, none kept, or the newest alone (a disk that reorders). */
export type Survival = "mixed" | "none" | "newest";

export interface CutOutcome {
  readonly unflushed: number;
  readonly kept: number;
  readonly torn: number;
  readonly dropped: number;
}

interface PendingWrite {
  readonly offset: number;
  readonly data: Uint8Array;
}

const keptShare = 0.4;
const tornShare = 0.2;

export class VolatileDisk {
  /** What the medium holds: all that is left after a cut. */
  readonly #medium: Uint8Array;
  /** What a read sees: the medium with the cache over it. */
  readonly #seen: Uint8Array;
  readonly #ignoresFlush: boolean;
  readonly #cachedWritesMax: number;
  #pending: PendingWrite[] = [];

  constructor(image: Uint8Array, options: DiskOptions = {}) {
    if (image.length % sectorBytes !== 0) throw new Error(`a disk has whole sectors of ${sectorBytes} bytes, not ${image.length} bytes`);
    this.#medium = new Uint8Array(image);
    this.#seen = new Uint8Array(image);
    this.#ignoresFlush = options.ignoresFlush ?? false;
    this.#cachedWritesMax = options.cachedWritesMax ?? 64;
  }

  get sizeBytes(): number {
    return this.#seen.length;
  }

  get unflushed(): number {
    return this.#pending.length;
  }

  read(offset: number, length: number): Uint8Array {
    this.#checkRange(offset, length);
    return this.#seen.slice(offset, offset + length);
  }

  /** `force` (FUA) asks for this one write to be on the medium when the answer comes. */
  write(offset: number, data: Uint8Array, force = false): void {
    this.#checkRange(offset, data.length);
    const write = { offset, data: new Uint8Array(data) };
    this.#seen.set(write.data, offset);
    if (force && !this.#ignoresFlush) {
      this.#putThrough(write);
      return;
    }
    this.#pending.push(write);
    if (this.#ignoresFlush && this.#pending.length > this.#cachedWritesMax) this.#put(this.#pending.shift());
  }

  flush(): void {
    if (this.#ignoresFlush) return;
    for (const write of this.#pending) this.#put(write);
    this.#pending = [];
  }

  /** The power goes: afterwards the disk reads as its medium does. */
  cut(dice: Dice, survival: Survival): CutOutcome {
    const unflushed = this.#pending;
    const counts = { kept: 0, torn: 0, dropped: 0 };
    for (const [index, write] of unflushed.entries()) {
      const fate = fateOf(write, index === unflushed.length - 1, dice, survival);
      counts[fate] += 1;
      if (fate === "kept") this.#put(write);
      if (fate === "torn") this.#put(tornOff(write, dice));
    }
    this.#pending = [];
    this.#seen.set(this.#medium);
    return { unflushed: unflushed.length, ...counts };
  }

  /** A copy of what the medium holds. */
  medium(): Uint8Array {
    return new Uint8Array(this.#medium);
  }

  /** Older cached writes to the same place go first, or one of them could come out over this one at the cut. */
  #putThrough(write: PendingWrite): void {
    const end = write.offset + write.data.length;
    const overlaps = (other: PendingWrite) => other.offset < end && write.offset < other.offset + other.data.length;
    for (const older of this.#pending.filter(overlaps)) this.#put(older);
    this.#pending = this.#pending.filter((other) => !overlaps(other));
    this.#put(write);
  }

  #put(write: PendingWrite | undefined): void {
    if (write) this.#medium.set(write.data, write.offset);
  }

  #checkRange(offset: number, length: number): void {
    const whole = offset % sectorBytes === 0 && length % sectorBytes === 0;
    if (!whole || offset < 0 || offset + length > this.sizeBytes) throw new RangeError(`no sectors at ${offset} for ${length} bytes`);
  }
}

function fateOf(write: PendingWrite, newest: boolean, dice: Dice, survival: Survival): "kept" | "torn" | "dropped" {
  if (survival === "none") return "dropped";
  if (survival === "newest") return newest ? "kept" : "dropped";
  const thrown = dice.chance();
  if (thrown < keptShare) return "kept";
  // A write of one sector cannot tear: sectors are whole on any disk.
  return thrown < keptShare + tornShare && write.data.length > sectorBytes ? "torn" : "dropped";
}

/** The part before, or the part after, a boundary between two sectors. */
function tornOff({ offset, data }: PendingWrite, dice: Dice): PendingWrite {
  const boundary = dice.whole(1, data.length / sectorBytes - 1) * sectorBytes;
  if (dice.chance() < 0.5) return { offset, data: data.subarray(0, boundary) };
  return { offset: offset + boundary, data: data.subarray(boundary) };
}
