/** Finds the commands a printer obeys when they arrive, before and apart from the buffer; even inside the data of another. Pure. */

export type RealTime = { readonly kind: "status"; readonly item: number } | { readonly kind: "clear-buffers" };

const clearBuffers = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/** One for each connection. */
export class RealTimeScanner {
  #last: number[] = [];

  /** Takes the next byte; gives the command it completes. */
  take(byte: number): RealTime | undefined {
    this.#last.push(byte);
    if (this.#last.length > clearBuffers.length) this.#last.shift();
    const [command, operation] = this.#last.slice(-3);
    if (this.#last.length >= 3 && command === 0x10 && operation === 0x04) return { kind: "status", item: byte };
    return clearBuffers.every((each, index) => each === this.#last[index]) ? { kind: "clear-buffers" } : undefined;
  }
}
