/**
 * A panel's board: its life on its port, firmata-io as what johnny-five calls an `io`, and johnny-five's parts on its pins. Both
 * libraries live as long as the device once the board was first heard, because johnny-five keeps every board and part for ever: what
 * changes with each plugging in is the port below them.
 */
import { EventEmitter } from "node:events";
import type { Firmata } from "firmata-io";
import type { Board, Led, Relay } from "johnny-five";
import type { PanelDisplay, UnoPin } from "#shared/wire/panels.ts";
import type { Timers } from "../runtime/timers.ts";
import type { PanelLibraries } from "./libraries.ts";
import { type BoardCondition, BoardLife, type LifeInput } from "./life.ts";
import { type DisplayFace, dark, NumberDisplay } from "./number-display.ts";
import type { OpenPanelPort, PanelPort } from "./port.ts";

export interface PanelOutput {
  readonly pin: UnoPin;
  readonly is: "output";
  readonly part: "lamp" | "relay";
}
export interface PanelInput {
  readonly pin: UnoPin;
  readonly is: "input";
}

/** What hangs on the board. */
export interface PanelParts {
  readonly pins: readonly (PanelInput | PanelOutput)[];
  readonly displays: readonly PanelDisplay[];
}

export interface BoardEvents {
  /** The board says the level of an input: closed to ground, or open. */
  readonly level: (pin: UnoPin, isClosed: boolean) => void;
  /** What it said holds no longer. */
  readonly lost: () => void;
  readonly condition: (condition: BoardCondition) => void;
}

export interface BoardPorts {
  readonly openPort: OpenPanelPort;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
}

/** The longest message of a board, its capabilities, has far fewer bytes: what is longer is noise that began like a message. */
const messageMax = 1_024;
/** Firmata protocol 2.4, protocol.md: "Version report" and "Query Firmware Name and Version". */
const reportVersion = [0xf9];
const reportFirmware = [0xf0, 0x79, 0xf7];
/** firmata-io would ask by itself after a time; greetings are the life's business. */
const never = 2 ** 31 - 1;
/** A display that was without power, or caught noise, is right again after so long at most. */
export const displaysGivenEveryMs = 10_000;

export class PanelBoard {
  readonly #libraries: PanelLibraries;
  readonly #pins: PanelParts["pins"];
  readonly #displays: readonly PanelDisplay[];
  readonly #ports: BoardPorts;
  readonly #events: BoardEvents;
  readonly #life = new BoardLife();
  readonly #port: PanelPort;
  /** What every output should be; a board that comes back is given all of it. */
  readonly #wanted = new Map<UnoPin, boolean>();
  /** The same of its displays, by their places. */
  readonly #faces: DisplayFace[];
  #io: FirmataOnPort | null = null;
  #board: Board | null = null;
  readonly #parts = new Map<UnoPin, Led | Relay>();
  #shown: readonly NumberDisplay[] | null = null;
  #stopGiving: () => void = () => {};
  #isUsed = false;
  #stopWake: () => void = () => {};
  #stopped = false;
  #said = "";

  constructor(libraries: PanelLibraries, { pins, displays }: PanelParts, ports: BoardPorts, events: BoardEvents) {
    this.#libraries = libraries;
    this.#pins = pins;
    this.#displays = displays;
    this.#faces = displays.map(() => dark);
    this.#ports = ports;
    this.#events = events;
    for (const { pin, is } of pins) if (is === "output") this.#wanted.set(pin, false);
    this.#port = ports.openPort({
      opened: () => {
        this.#begin();
        this.#step({ kind: "opened" });
      },
      closed: (cause) => this.#step({ kind: "closed", cause }),
      written: () => {},
      bytes: (bytes) => this.#hear(bytes),
    });
  }

  start(): void {
    this.#step({ kind: "start" });
  }

  /** Holds over every loss of the board, until it is told otherwise. */
  set(pin: UnoPin, on: boolean): void {
    if (this.#wanted.get(pin) === on) return;
    this.#wanted.set(pin, on);
    if (this.#isUsed) this.#give(pin);
  }

  /** The display of this place; holds likewise. */
  display(place: number, face: DisplayFace): void {
    const was = this.#faces[place];
    if (!was || JSON.stringify(was) === JSON.stringify(face)) return;
    this.#faces[place] = face;
    const shown = this.#isUsed ? this.#shown?.[place] : undefined;
    if (JSON.stringify(was.cells) === JSON.stringify(face.cells)) shown?.light(face);
    else shown?.change(face);
  }

  /** The board says the level of this pin once more. */
  ask(pin: UnoPin): void {
    if (this.#isUsed) this.#io?.firmata.reportDigitalPin(this.#numberOf(pin), 1);
  }

  /** All lamps out, as far as the board still hears it. */
  stop(): void {
    for (const pin of this.#wanted.keys()) this.set(pin, false);
    for (const place of this.#faces.keys()) this.display(place, dark);
    this.#stopped = true;
    this.#stopGiving();
    this.#stopWake();
    this.#port.drop();
    this.#io?.forget();
  }

  #hear(bytes: Uint8Array): void {
    this.#step({ kind: "heard" });
    if (this.#stopped || !this.#io) return;
    if (!this.#io.hear(bytes)) this.#step({ kind: "garbled" });
  }

  #step(input: LifeInput): void {
    if (this.#stopped) return;
    this.#stopWake();
    const { outputs, wakeAtMs } = this.#life.step(input, this.#ports.realMs());
    if (wakeAtMs !== null) {
      const afterMs = Math.max(0, wakeAtMs - this.#ports.realMs());
      this.#stopWake = this.#ports.timers.after(afterMs, () => this.#step({ kind: "due" }));
    }
    for (const output of outputs) this.#carryOut(output.kind);
    const said = JSON.stringify(this.#life.condition);
    if (said === this.#said) return;
    this.#said = said;
    this.#events.condition(this.#life.condition);
  }

  #carryOut(kind: ReturnType<BoardLife["step"]>["outputs"][number]["kind"]): void {
    switch (kind) {
      case "open":
        this.#port.open();
        break;
      case "drop":
        this.#port.drop();
        break;
      case "greet":
        this.#io?.greet();
        break;
      case "beat":
        this.#io?.beat();
        break;
      case "use":
        this.#use();
        break;
      case "lose":
        this.#isUsed = false;
        this.#stopGiving();
        this.#events.lost();
        break;
    }
  }

  /** One that was never ready may have stopped in the middle of its questions, and asks each but once. */
  #begin(): void {
    if (this.#stopped || this.#io?.firmata.isReady) return;
    this.#io?.forget();
    this.#io = new FirmataOnPort(this.#libraries.Firmata, (bytes) => this.#port.write(bytes), {
      greeted: () => this.#step({ kind: "greeted" }),
      answered: () => this.#step({ kind: "answered" }),
      level: (pin, level) => this.#level(pin, level),
    });
  }

  #use(): void {
    const io = this.#io?.firmata;
    if (!io) return;
    const { five } = this.#libraries;
    this.#isUsed = true;
    this.#board ??= new five.Board({ io, repl: false, debug: false, sigint: false });
    for (const { pin, is } of this.#pins) {
      const number = this.#numberOf(pin);
      const part = this.#parts.get(pin);
      // johnny-five dims where the pin can, and would be ignored in another mode than its own.
      io.pinMode(number, is === "input" ? io.MODES.INPUT : part && "mode" in part ? part.mode : io.MODES.OUTPUT);
      // On an input it switches the board's own resistor on.
      if (is === "input") io.digitalWrite(number, io.HIGH);
      else this.#give(pin);
    }
    for (const { pin, is } of this.#pins) if (is === "input") this.ask(pin);
    this.#giveDisplays(io, this.#board, true);
  }

  /** All that displays should be, again and again. `isNew`: what they show now may be of long ago. */
  #giveDisplays(io: Firmata, board: Board, isNew: boolean): void {
    if (this.#displays.length === 0) return;
    for (const each of this.#displays) {
      // johnny-five sets pins up once, when a part is made.
      if (each.controller === "max7219") {
        for (const pin of [each.data, each.clock, each.load]) io.pinMode(this.#numberOf(pin), io.MODES.OUTPUT);
      }
    }
    // A board that started anew would wait for ever at its first byte of I2C.
    if (this.#displays.some(({ controller }) => controller === "ht16k33")) io.i2cConfig({ delay: 0 });
    const wiring = { five: this.#libraries.five, board, numberOf: (pin: UnoPin) => this.#numberOf(pin) };
    this.#shown ??= this.#displays.map((each) => new NumberDisplay(each, wiring));
    for (const [place, each] of this.#shown.entries()) {
      if (isNew) each.light(dark);
      each.giveAll(this.#faces[place] ?? dark);
    }
    this.#stopGiving();
    this.#stopGiving = this.#ports.timers.after(displaysGivenEveryMs, () => this.#giveDisplays(io, board, false));
  }

  #give(pin: UnoPin): void {
    const on = this.#wanted.get(pin) ?? false;
    const part = this.#parts.get(pin) ?? this.#made(pin);
    if ("close" in part) on ? part.close() : part.open();
    else on ? part.on() : part.off();
  }

  #made(pin: UnoPin): Led | Relay {
    const { five } = this.#libraries;
    const settings = { board: this.#board as Board, pin: this.#numberOf(pin) };
    const isRelay = this.#pins.some((each) => each.pin === pin && each.is === "output" && each.part === "relay");
    const part = isRelay ? new five.Relay(settings) : new five.Led(settings);
    this.#parts.set(pin, part);
    return part;
  }

  #level(number: number, level: number): void {
    const input = this.#pins.find(({ pin, is }) => is === "input" && this.#numberOf(pin) === number);
    if (!input || !this.#isUsed) return;
    const { ports } = (this.#io as FirmataOnPort).firmata;
    // firmata-io notes what an input reads among what it writes: the next lamp of this port would switch the input's resistor off.
    ports[number >> 3] = (ports[number >> 3] ?? 0) | (1 << (number & 7));
    this.#events.level(input.pin, level === 0);
  }

  #numberOf(pin: UnoPin): number {
    return pin.startsWith("A") ? (this.#io?.firmata.analogPins[Number(pin.slice(1))] ?? 14 + Number(pin.slice(1))) : Number(pin);
  }
}

interface FirmataEvents {
  readonly greeted: () => void;
  readonly answered: () => void;
  readonly level: (pin: number, level: number) => void;
}

/** firmata-io on a transport that is plugged in and out below it. */
class FirmataOnPort {
  readonly firmata: Firmata;
  readonly #transport: EventEmitter & { write?: (bytes: Uint8Array, done: () => void) => void };

  constructor(Library: typeof Firmata, write: (bytes: Uint8Array) => void, { greeted, answered, level }: FirmataEvents) {
    this.#transport = new EventEmitter();
    this.#transport.write = (bytes, done) => {
      write(bytes);
      done();
    };
    const firmata = new Library(this.#transport, { reportVersionTimeout: never });
    this.firmata = firmata;
    clearTimeout(firmata.reportVersionTimeoutId);
    firmata.once("ready", greeted);
    // After that it says its firmware when it was greeted again, and when it has started anew by itself.
    firmata.on("queryfirmware", () => {
      if (firmata.isReady) greeted();
    });
    firmata.on("reportversion", answered);
    firmata.on("digital-read", ({ pin, value }: { pin: number; value: number }) => level(pin, value));
  }

  /** Not by firmata-io's own functions, which keep a listener for each question until there is an answer. */
  greet(): void {
    this.firmata.buffer.length = 0;
    this.#say(reportVersion);
    this.#say(reportFirmware);
  }

  beat(): void {
    this.#say(reportVersion);
  }

  #say(bytes: readonly number[]): void {
    this.#transport.write?.(Uint8Array.from(bytes), () => {});
  }

  /** False when it cannot be Firmata. */
  hear(bytes: Uint8Array): boolean {
    try {
      this.#transport.emit("data", bytes);
    } catch {
      // firmata-io takes what it reads for true, such as numbers of pins that there are not.
      this.firmata.buffer.length = 0;
      return false;
    }
    return this.firmata.buffer.length <= messageMax;
  }

  forget(): void {
    this.#transport.removeAllListeners();
    this.#transport.write = (_bytes, done) => done();
    this.firmata.removeAllListeners();
  }
}
