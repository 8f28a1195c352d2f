/** A text file that never grows past its bound: at the bound it becomes `<name>.1` and a new one begins. */
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

export const logBytesMax = 5 * 1024 * 1024;

export class LogFile {
  readonly #path: string;
  readonly #bytesMax: number;
  #bytes: number;

  constructor(path: string, bytesMax = logBytesMax) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#bytesMax = bytesMax;
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  append(bytes: Uint8Array): void {
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#bytesMax) {
      renameSync(this.#path, `${this.#path}.1`);
      this.#bytes = 0;
    }
    appendFileSync(this.#path, bytes);
    this.#bytes += bytes.length;
  }
}
