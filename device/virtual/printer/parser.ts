/** Cuts a stream of bytes into operations, however it arrives. Holds at most one unfinished command; knows no printer state. */
import { decode } from "./decode.ts";
import type { Operation } from "./operation.ts";

export interface Parsed {
  readonly operation: Operation;
  /** The bytes it came from; without those passed over in a command too long to keep. */
  readonly bytes: Uint8Array;
}

export class Parser {
  #held = new Uint8Array(4_096);
  #start = 0;
  #end = 0;
  #needed = 1;
  #passOver = 0;

  push(bytes: Uint8Array): void {
    const passed = Math.min(this.#passOver, bytes.length);
    this.#passOver -= passed;
    const kept = bytes.subarray(passed);
    this.#makeRoom(kept.length);
    this.#held.set(kept, this.#end);
    this.#end += kept.length;
  }

  /** The next operation, or undefined until more bytes are pushed. */
  next(): Parsed | undefined {
    const available = this.#end - this.#start;
    if (available < this.#needed) return undefined;
    const decoded = decode(this.#held.subarray(this.#start, this.#end));
    if (decoded.kind === "more") {
      this.#needed = decoded.needed;
      return undefined;
    }
    const taken = Math.min(decoded.length, available);
    const bytes = this.#held.slice(this.#start, this.#start + taken);
    this.#start += taken;
    this.#passOver = decoded.length - taken;
    this.#needed = 1;
    return { operation: decoded.operation, bytes };
  }

  /** Bytes of which no operation has been taken yet. */
  get heldBytes(): number {
    return this.#end - this.#start;
  }

  /** True inside a command; tells so only after `next` gave undefined. */
  get insideCommand(): boolean {
    return this.heldBytes > 0 || this.#passOver > 0;
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
    this.#needed = 1;
    this.#passOver = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#held.length) return;
    const used = this.#end - this.#start;
    const target = used + bytes > this.#held.length / 2 ? new Uint8Array(2 * (used + bytes)) : this.#held;
    target.set(this.#held.subarray(this.#start, this.#end));
    this.#held = target;
    this.#start = 0;
    this.#end = used;
  }
}
