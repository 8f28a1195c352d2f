/** A display of four digits that is not there: a Holtek HT16K33 as its data sheet (v1.10) has it, on a board's I2C. */
import { readSegments, segmentsOf } from "./segments.ts";

/** From the lowest bit of a digit's byte, as the boards that carry four digits are wired. */
const names = "abcdefgp";
/** The bytes of the four digits from the left; the one between them is the colon's. */
const places = [0, 2, 6, 8] as const;

export class VirtualHt16k33 {
  readonly address: number;
  #isOscillating = false;
  #isDisplaying = false;
  #memory = new Uint8Array(16);
  #pointer = 0;
  brightness = 15;

  constructor(address = 0x70) {
    this.address = address;
  }

  /** Without power for a moment: it is dark, and what is in its memory is anything. */
  lose(): void {
    this.#isOscillating = false;
    this.#isDisplaying = false;
    this.#memory.fill(0xa5);
  }

  /** One transmission: a command, and data behind one that points into its memory. */
  take([command = 0, ...data]: readonly number[]): void {
    switch (command & 0xf0) {
      case 0x00:
        this.#pointer = command & 0x0f;
        for (const byte of data) {
          this.#memory[this.#pointer] = byte;
          this.#pointer = (this.#pointer + 1) % this.#memory.length;
        }
        break;
      case 0x20:
        this.#isOscillating = (command & 1) === 1;
        break;
      case 0x80:
        this.#isDisplaying = (command & 1) === 1;
        break;
      case 0xe0:
        this.brightness = command & 0x0f;
        break;
    }
  }

  /** Null: dark. */
  get text(): string | null {
    return this.segments && readSegments(this.segments);
  }

  /** Of each digit from the left the segments that are lit, named as in `segments.ts`; null: dark. */
  get segments(): readonly string[] | null {
    if (!this.#isOscillating || !this.#isDisplaying) return null;
    return places.map((at) => segmentsOf(this.#memory[at] ?? 0, names));
  }
}
