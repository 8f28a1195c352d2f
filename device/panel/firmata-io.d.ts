/** What this folder uses of two libraries that come without types. */
declare module "firmata-io" {
  import type { EventEmitter } from "node:events";

  class Firmata extends EventEmitter {
    constructor(transport: EventEmitter, options: { readonly reportVersionTimeout: number });
    readonly isReady: boolean;
    readonly HIGH: 1;
    readonly LOW: 0;
    readonly MODES: { readonly INPUT: number; readonly OUTPUT: number };
    readonly pins: readonly { readonly supportedModes: readonly number[]; mode?: number; value: number }[];
    /** Numbers of the pins A0, A1 ... */
    readonly analogPins: readonly number[];
    /** What it writes to each port of eight pins. */
    readonly ports: number[];
    /** Bytes of a message that is not whole yet. */
    readonly buffer: number[];
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    pinMode(pin: number, mode: number): void;
    digitalWrite(pin: number, level: 0 | 1): void;
    reportDigitalPin(pin: number, on: 0 | 1): void;
    i2cConfig(options: { readonly delay: number }): void;
  }
  const library: { readonly Firmata: typeof Firmata };
  export default library;
  export type { Firmata };
}

declare module "johnny-five" {
  import type { EventEmitter } from "node:events";

  interface OnBoard {
    readonly board: Board;
    readonly pin: number;
  }
  class Board extends EventEmitter {
    constructor(options: { readonly io: EventEmitter; readonly repl: false; readonly debug: false; readonly sigint: false });
    digitalWrite(pin: number, level: 0 | 1): void;
    /** Eight bits, the highest first; each counts as the clock rises. */
    shiftOut(data: number, clock: number, byte: number): void;
  }
  class Led {
    constructor(options: OnBoard);
    /** The pin's mode: PWM where the pin can be dimmed, else output. */
    readonly mode: number;
    on(): this;
    off(): this;
  }
  class Relay {
    constructor(options: OnBoard);
    close(): this;
    open(): this;
  }
  interface OnPins {
    readonly pins: { readonly data: number; readonly clock: number; readonly cs: number };
    readonly digits: number;
  }
  interface OnI2c {
    readonly controller: "HT16K33";
    readonly addresses: readonly number[];
  }
  /** Digits of seven segments. Its first argument is always which of several on one line. */
  class Digits {
    constructor(options: { readonly board: Board } & (OnPins | OnI2c));
    on(device: number): this;
    off(device: number): this;
    /** A character, and a point behind it where there is one. */
    digit(device: number, place: number, character: string): this;
    /** In percent. */
    brightness(device: number, percent: number): this;
    blink(device: number, how: false): this;
    scanLimit(device: number, limit: number): this;
    send(device: number, register: number, data: number): this;
  }
  const library: {
    readonly Board: typeof Board;
    readonly Led: typeof Led & { readonly Digits: typeof Digits };
    readonly Relay: typeof Relay;
  };
  export default library;
  export type { Board, Digits, Led, Relay };
}
