/**
 * An Arduino with StandardFirmata as a panel's board: its life on its port, and firmata-io as what johnny-five calls an `io`. firmata-io
 * lives as long as the device once the board was first heard: what changes with each plugging in is the port below it.
 */
import { EventEmitter } from "node:events";
import type { Firmata } from "firmata-io";
import type { PanelPin } from "#shared/wire/boards.ts";
import type { Timers } from "../runtime/timers.ts";
import type { AccessEvents, BoardAccess, PinsUsed } from "./access.ts";
import type { FirmataLibrary } from "./libraries.ts";
import { BoardLife, type LifeInput } from "./life.ts";
import type { OpenPanelPort, PanelPort } from "./port.ts";

export interface FirmataPorts {
  readonly openPort: OpenPanelPort;
  /** Of that port. */
  readonly baud: number;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
}

/** The longest message of a board, its capabilities, has far fewer bytes: what is longer is noise that began like a message. */
const messageMax = 1_024;
/** Firmata protocol 2.4, protocol.md: "Version report" and "Query Firmware Name and Version". */
const reportVersion = [0xf9];
const reportFirmware = [0xf0, 0x79, 0xf7];
/** The same, "Digital I/O Message"; each byte with a start bit and a stop bit. */
const [bytesOfWrite, bitsOfByte] = [3, 10];
/** firmata-io would ask by itself after a time; greetings are the life's business. */
const never = 2 ** 31 - 1;

export class FirmataBoard implements BoardAccess {
  readonly writeMs: number;
  readonly #library: FirmataLibrary;
  readonly #inputs: PinsUsed["inputs"];
  readonly #ports: FirmataPorts;
  readonly #events: AccessEvents;
  readonly #life = new BoardLife();
  readonly #port: PanelPort;
  #io: FirmataOnPort | null = null;
  #isUsed = false;
  #stopWake: () => void = () => {};
  #stopped = false;
  #said = "";

  constructor(library: FirmataLibrary, { inputs }: PinsUsed, ports: FirmataPorts, events: AccessEvents) {
    this.writeMs = (bytesOfWrite * bitsOfByte * 1_000) / ports.baud;
    this.#library = library;
    this.#inputs = inputs;
    this.#ports = ports;
    this.#events = events;
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

  /** A port tells by itself what it hears. */
  fetch(): void {}

  ask(pin: PanelPin): void {
    if (this.#isUsed) this.#io?.firmata.reportDigitalPin(this.numberOf(pin), 1);
  }

  numberOf(pin: PanelPin): number {
    return pin.startsWith("A") ? (this.#io?.firmata.analogPins[Number(pin.slice(1))] ?? 14 + Number(pin.slice(1))) : Number(pin);
  }

  stop(): void {
    this.#stopped = true;
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
        this.#isUsed = true;
        if (this.#io) this.#events.use(this.#io.firmata);
        break;
      case "lose":
        this.#isUsed = false;
        this.#events.lost();
        break;
    }
  }

  /** One that was never ready may have stopped in the middle of its questions, and asks each but once. */
  #begin(): void {
    if (this.#stopped || this.#io?.firmata.isReady) return;
    this.#io?.forget();
    this.#io = new FirmataOnPort(this.#library, (bytes) => this.#port.write(bytes), {
      greeted: () => this.#step({ kind: "greeted" }),
      answered: () => this.#step({ kind: "answered" }),
      level: (pin, level) => this.#level(pin, level),
    });
  }

  #level(number: number, level: number): void {
    const input = this.#inputs.find((pin) => this.numberOf(pin) === number);
    if (!input || !this.#isUsed) return;
    const { ports } = (this.#io as FirmataOnPort).firmata;
    // firmata-io notes what an input reads among what it writes: the next lamp of this port would switch the input's resistor off.
    ports[number >> 3] = (ports[number >> 3] ?? 0) | (1 << (number & 7));
    this.#events.level(input, level === 0);
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

  constructor(Library: FirmataLibrary, write: (bytes: Uint8Array) => void, { greeted, answered, level }: FirmataEvents) {
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
