/** The physical limit a durable commit is measured against: append 8 KiB (two WAL frames) and fdatasync, on the same disk. */
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

const block = Buffer.alloc(8_192, 0x71);

export class RawDisk {
  readonly #file: number;

  constructor(folder: string) {
    this.#file = openSync(join(folder, "raw.bin"), "w");
  }

  /** Microseconds of one append and fdatasync. */
  commit(): number {
    const from = process.hrtime.bigint();
    writeSync(this.#file, block);
    fdatasyncSync(this.#file);
    return Number(process.hrtime.bigint() - from) / 1_000;
  }

  close(): void {
    closeSync(this.#file);
  }
}
