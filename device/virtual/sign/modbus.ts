/**
 * A Modbus RTU slave that is not there, with holding registers and nothing else: written from "MODBUS over serial line" V1.02 and
 * "MODBUS application protocol" V1.1b3. A pseudo-terminal knows no silence between frames, so a frame is found by its own length and CRC.
 */

const heldMax = 256;

export class VirtualModbusSign {
  readonly #address: number;
  readonly #first: number;
  readonly registers: number[];
  #held: number[] = [];
  /** It takes nothing and says nothing: switched off, or the cable is cut. */
  isDeaf = false;
  /** Answers with this exception code instead of writing. */
  refuses: number | null = null;
  taken = 0;

  /** It has `count` registers from `first` on. */
  constructor(address: number, first: number, count: number) {
    this.#address = address;
    this.#first = first;
    this.registers = Array.from({ length: count }, () => 0);
  }

  /** What it answers, if anything. */
  feed(bytes: Uint8Array): Uint8Array | null {
    if (this.isDeaf) return null;
    this.#held = [...this.#held, ...bytes].slice(-heldMax);
    for (let start = 0; start < this.#held.length; start += 1) {
      const found = wholeRequest(this.#held.slice(start));
      if (!found) continue;
      this.#held = this.#held.slice(start + found.length);
      if (found[0] === this.#address) return this.#answer(found);
      start = -1;
    }
    return null;
  }

  /** The registers as they would be read, such as `0041 000c`. */
  get text(): string {
    return this.registers.map((value) => value.toString(16).padStart(4, "0")).join(" ");
  }

  #answer(request: readonly number[]): Uint8Array {
    const [address = 0, kind = 0] = request;
    const register = (request[2] ?? 0) * 256 + (request[3] ?? 0);
    const data = kind === 0x06 ? request.slice(4, 6) : request.slice(7, -2);
    const at = register - this.#first;
    const code = this.refuses ?? (at < 0 || at + data.length / 2 > this.registers.length ? 2 : null);
    if (code !== null) return sealed([address, kind + 0x80, code]);
    for (let index = 0; index < data.length; index += 2) this.registers[at + index / 2] = (data[index] ?? 0) * 256 + (data[index + 1] ?? 0);
    this.taken += 1;
    return sealed(request.slice(0, 6));
  }
}

/** A request of function 6 or 16 at the very start of these bytes; null when there is none, or it is not whole. */
function wholeRequest(bytes: readonly number[]): readonly number[] | null {
  const length = bytes[1] === 0x06 ? 8 : bytes[1] === 0x10 && bytes.length > 6 ? 9 + (bytes[6] ?? 0) : Number.POSITIVE_INFINITY;
  if (bytes.length < length) return null;
  const [low, high] = bytes.slice(length - 2, length);
  const sum = crcOf(bytes.slice(0, length - 2));
  return low === sum % 256 && high === Math.floor(sum / 256) ? bytes.slice(0, length) : null;
}

function sealed(bytes: readonly number[]): Uint8Array {
  const sum = crcOf(bytes);
  return Uint8Array.from([...bytes, sum % 256, Math.floor(sum / 256)]);
}

/** One step of the CRC for each value of a byte, as the tables in appendix B hold. */
const steps = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value % 2 === 1 ? Math.floor(value / 2) ^ 0xa001 : Math.floor(value / 2);
  return value;
});

function crcOf(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => Math.floor(sum / 256) ^ (steps[(sum ^ byte) % 256] ?? 0), 0xffff);
}
