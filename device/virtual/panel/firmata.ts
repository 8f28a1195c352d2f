/**
 * A panel's board that is not there and costs nothing: an Uno with StandardFirmata 2.4 as it looks from outside, written from the
 * protocol (github.com/firmata/protocol, protocol.md) and held against the real firmware, byte by byte, in `contract.test.ts`. It does
 * everything at once: what takes time can only be seen on the emulated one.
 */
import type { OnI2c } from "./uno.ts";

export type TwinLevel = "high" | "low";

/** More of a message is not kept. */
const sysexMax = 64;
const inputMode = 0;
const outputMode = 1;
const pwmMode = 3;
const version = [0xf9, 2, 4];
const firmwareName = "StandardFirmata.ino";
/** From the pin's modes to their bits: input, output, analog, PWM, servo, I2C. */
const [input, output, analog, pwm, servo, i2c] = [
  [0, 1],
  [1, 1],
  [2, 10],
  [3, 8],
  [4, 14],
  [6, 1],
] as const;
const dimmable = new Set([3, 5, 6, 9, 10, 11]);
const pinCount = 20;

export class VirtualFirmata {
  said: (bytes: Uint8Array) => void = () => {};
  /** What hangs on its I2C and is written to, once that has been switched on. Nothing here answers a reading. */
  readonly #parts: OnI2c[] = [];
  #hasI2c = false;
  /** Each pin's mode; what is written to it: of an input, whether it holds itself high. */
  #modes: number[] = [];
  #written: number[] = [];
  #reported: boolean[] = [];
  /** What was last said of each port. */
  #last: number[] = [];
  readonly #closed = new Set<number>();
  #frozen = false;
  #held: number[] = [];

  constructor() {
    this.#begin();
  }

  /** As after its reset button, or new power: it says who it is. */
  reset(): void {
    this.#begin();
    this.#say([...version, ...firmware()]);
  }

  attach(part: OnI2c): void {
    this.#parts.push(part);
  }

  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    if (!frozen) this.#look();
  }

  hear(bytes: Uint8Array): void {
    if (this.#frozen) return;
    for (const byte of bytes) this.#byte(byte);
  }

  close(pin: string, closed: boolean): void {
    if (closed) this.#closed.add(numberOf(pin));
    else this.#closed.delete(numberOf(pin));
    if (!this.#frozen) this.#look();
  }

  level(pin: string): TwinLevel | null {
    const number = numberOf(pin);
    if (this.#modes[number] === inputMode) return null;
    return (this.#written[number] ?? 0) > 0 ? "high" : "low";
  }

  isPulledUp(pin: string): boolean {
    const number = numberOf(pin);
    return this.#modes[number] === inputMode && this.#written[number] === 1;
  }

  #begin(): void {
    this.#modes = Array.from({ length: pinCount }, (_, pin) => (pin < 14 ? outputMode : analog[0]));
    this.#written = Array.from({ length: pinCount }, () => 0);
    this.#reported = [false, false, false];
    this.#last = [0, 0, 0];
    this.#held = [];
    this.#hasI2c = false;
    // A processor's pins are inputs until they are told otherwise; the firmware makes outputs of them when it is ready.
    this.#modes.fill(inputMode);
  }

  #byte(byte: number): void {
    const held = this.#held;
    if (held[0] === 0xf0) {
      // Once a long message has begun, the firmware takes everything for a part of it, commands too, until it ends.
      if (byte === 0xf7) this.#sysex(held.splice(0).slice(1));
      else if (held.length < sysexMax) held.push(byte);
      return;
    }
    if (byte >= 0x80) held.length = 0;
    else if (held.length === 0) return;
    held.push(byte);
    const [command = 0] = held;
    if (command !== 0xf0 && held.length === lengthOf(command)) this.#message(held.splice(0));
  }

  #message([command = 0, first = 0, second = 0]: readonly number[]): void {
    if (command === 0xf9) this.#say(version);
    else if (command === 0xff) this.#begin();
    else if (command === 0xf4) this.#mode(first, second);
    else if ((command & 0xf0) === 0x90) this.#port(command & 0x0f, first | (second << 7));
    else if ((command & 0xf0) === 0xe0) this.#dim(command & 0x0f, first | (second << 7));
    else if ((command & 0xf0) === 0xd0) this.#report(command & 0x0f, first > 0);
  }

  #sysex([command, ...data]: readonly number[]): void {
    if (command === 0x78) this.#hasI2c = true;
    if (command === 0x76 && this.#hasI2c) this.#i2c(data);
    if (command === 0x79) this.#say(firmware());
    if (command === 0x6b) this.#say([0xf0, 0x6c, ...Array.from({ length: pinCount }, (_, pin) => capabilities(pin)).flat(), 0xf7]);
    if (command === 0x69) {
      this.#say([0xf0, 0x6a, ...Array.from({ length: pinCount }, (_, pin) => (pin < 14 ? 0x7f : pin - 14)), 0xf7]);
    }
  }

  /** Address, mode (0: write), then each byte in two of seven bits (protocol.md of Firmata's `i2c`). */
  #i2c([address = 0, mode = 0, ...halves]: readonly number[]): void {
    if ((mode & 0x18) !== 0) return;
    const bytes = Array.from({ length: Math.floor(halves.length / 2) }, (_, place) => {
      return (halves[place * 2] ?? 0) | ((halves[place * 2 + 1] ?? 0) << 7);
    });
    for (const part of this.#parts) if (part.address === address) part.take(bytes);
  }

  #mode(pin: number, mode: number): void {
    if (pin >= pinCount) return;
    this.#modes[pin] = mode;
    this.#written[pin] = 0;
    this.#look();
  }

  /** Eight pins at once: an output's level, and whether an input holds itself high. */
  #port(port: number, levels: number): void {
    for (let bit = 0; bit < 8; bit += 1) {
      const pin = port * 8 + bit;
      if (this.#modes[pin] === outputMode || this.#modes[pin] === inputMode) this.#written[pin] = (levels >> bit) & 1;
    }
    this.#look();
  }

  #dim(pin: number, value: number): void {
    if (this.#modes[pin] === pwmMode) this.#written[pin] = value;
  }

  #report(port: number, on: boolean): void {
    if (this.#reported[port] === undefined) return;
    this.#reported[port] = on;
    if (on) this.#sayPort(port);
  }

  /** Says each port that is not as it was last said. */
  #look(): void {
    for (const [port, on] of this.#reported.entries()) if (on && this.#levels(port) !== this.#last[port]) this.#sayPort(port);
  }

  #sayPort(port: number): void {
    const levels = this.#levels(port);
    this.#last[port] = levels;
    this.#say([0x90 | port, levels & 0x7f, levels >> 7]);
  }

  /** An input is high where it holds itself and nothing closes it to ground; other pins read low. */
  #levels(port: number): number {
    let levels = 0;
    for (let bit = 0; bit < 8; bit += 1) {
      const pin = port * 8 + bit;
      if (this.#modes[pin] === inputMode && this.#written[pin] === 1 && !this.#closed.has(pin)) levels |= 1 << bit;
    }
    return levels;
  }

  #say(bytes: readonly number[]): void {
    this.said(Uint8Array.from(bytes));
  }
}

function numberOf(pin: string): number {
  return pin.startsWith("A") ? 14 + Number(pin.slice(1)) : Number(pin);
}

function lengthOf(command: number): number {
  if (command >= 0xf0) return command === 0xf4 ? 3 : 1;
  return (command & 0xf0) === 0xc0 || (command & 0xf0) === 0xd0 ? 2 : 3;
}

function firmware(): number[] {
  return [0xf0, 0x79, 2, 4, ...[...Buffer.from(firmwareName)].flatMap((byte) => [byte & 0x7f, byte >> 7]), 0xf7];
}

function capabilities(pin: number): number[] {
  if (pin < 2) return [0x7f];
  const modes = [input, output, ...(pin >= 14 ? [analog] : []), ...(dimmable.has(pin) ? [pwm] : []), servo, ...(pin >= 18 ? [i2c] : [])];
  return [...modes.flat(), 0x7f];
}
