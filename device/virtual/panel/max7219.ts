/** A display of eight digits that is not there: a MAX7219 as its data sheet (19-4452) has it, on three pins of a board. */
import { readSegments, segmentsOf } from "./segments.ts";

export interface Max7219Pins {
  readonly data: string;
  readonly clock: string;
  readonly load: string;
}

/** Table 2, "Register Address Map". */
const [decodeMode, intensity, scanLimit, shutdown, displayTest] = [0x09, 0x0a, 0x0b, 0x0c, 0x0f] as const;
/** From the lowest bit: table 6, "No-Decode Mode Data Bits and Corresponding Segment Lines". */
const names = "gfedcbap";

export class VirtualMax7219 {
  readonly #pins: Max7219Pins;
  readonly #digits: number;
  #registers = new Uint8Array(16);
  #shifted = 0;
  #was = { clock: false, load: false };

  constructor(pins: Max7219Pins, digits = 8) {
    this.#pins = pins;
    this.#digits = digits;
  }

  /** Without power for a moment: it is dark, and knows nothing. */
  lose(): void {
    this.#registers = new Uint8Array(16);
    this.#shifted = 0;
  }

  /** Bits go in as the clock rises, and the last sixteen count as LOAD rises. */
  see(isHigh: (pin: string) => boolean): void {
    const { data, clock, load } = this.#pins;
    const now = { clock: isHigh(clock), load: isHigh(load) };
    if (now.clock && !this.#was.clock) this.#shifted = ((this.#shifted << 1) | (isHigh(data) ? 1 : 0)) & 0xffff;
    if (now.load && !this.#was.load) this.#registers[(this.#shifted >> 8) & 0x0f] = this.#shifted & 0xff;
    this.#was = now;
  }

  /** Null: dark. `?` where what it has been told makes no digits of segments. */
  get text(): string | null {
    const is = (register: number) => this.#registers[register] ?? 0;
    if (is(displayTest) & 1) return "8.".repeat(this.#digits);
    if (!(is(shutdown) & 1)) return null;
    if (is(decodeMode) !== 0 || (is(scanLimit) & 7) < this.#digits - 1) return "?".repeat(this.#digits);
    // Its first digit is the one on the right.
    return readSegments(Array.from({ length: this.#digits }, (_, place) => segmentsOf(is(this.#digits - place), names)));
  }

  /** Of sixteen steps. */
  get brightness(): number {
    return (this.#registers[intensity] ?? 0) & 0x0f;
  }
}
