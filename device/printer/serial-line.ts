/**
 * A printer on a serial line, by serialport 13. Each connection is a new port object: one that has failed is never used again. It is
 * always read from, because a port that nobody reads from does not notice that it was unplugged.
 */
import fs from "node:fs";
import tty from "node:tty";
import { SerialPort } from "serialport";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { deviceTrouble, troubleOf } from "./device-file.ts";
import type { After, LineEvents, LineTo, PrinterLine } from "./line.ts";

export interface SerialSettings {
  /** Such as `/dev/serial/by-id/...`, which stays the same over reboots, or `/dev/ttyUSB0`. */
  readonly path: string;
  readonly baudRate: number;
  /** By the wires RTS and CTS; printers set to DTR and DSR need a cable that joins them to these. */
  readonly flowControl: boolean;
}

/** A port that does not come back from closing within this time is left to itself. */
const closeTimeoutMs = 2_000;

export function serialLine(settings: SerialSettings): LineTo {
  return (events, after) => new SerialLine(settings, events, after);
}

class SerialLine implements PrinterLine {
  readonly #settings: SerialSettings;
  readonly #events: LineEvents;
  readonly #after: After;
  #port: SerialPort | null = null;
  #stopped = false;

  constructor(settings: SerialSettings, events: LineEvents, after: After) {
    this.#settings = settings;
    this.#events = events;
    this.#after = after;
  }

  open(): void {
    void this.#open();
  }

  write(bytes: Uint8Array): void {
    const port = this.#port;
    if (!port?.isOpen) return;
    // Whether the printer took them is its own answer's business: neither this nor `drain` tells.
    port.write(Buffer.from(bytes), (error) => {
      if (error) this.#drop(port);
    });
  }

  reset(): void {
    if (this.#port) this.#drop(this.#port);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#port) this.#drop(this.#port);
  }

  async #open(): Promise<void> {
    const { path, baudRate, flowControl } = this.#settings;
    const trouble = await deviceTrouble(path);
    if (trouble) return this.#closed(trouble === "away" ? null : trouble);
    if (this.#stopped) return;
    const port = new SerialPort({ path, baudRate, rtscts: flowControl, autoOpen: false });
    port.on("error", () => this.#drop(port));
    port.open((error) => {
      if (error) void this.#whyNot().then((why) => this.#closed(why));
      else this.#opened(port);
    });
  }

  #opened(port: SerialPort): void {
    this.#port = port;
    port.on("close", () => this.#gone(port));
    if (this.#stopped) this.#drop(port);
    // What came while nobody listened answers nothing that is asked now.
    port.flush(() => {
      if (this.#port !== port) return;
      port.on("data", (bytes: Buffer) => this.#events.bytes(bytes));
      port.resume();
      this.#events.opened(null, null);
    });
  }

  /** Throws away what the kernel still holds for the printer, then closes. */
  #drop(port: SerialPort): void {
    if (this.#port !== port) return;
    if (!port.isOpen) {
      this.#gone(port);
      return;
    }
    const inTime = this.#after(closeTimeoutMs, () => this.#gone(port));
    port.once("close", inTime);
    port.removeAllListeners("data");
    port.flush(() => {
      port.close((error) => {
        if (error) this.#gone(port);
      });
    });
  }

  #gone(port: SerialPort): void {
    if (this.#port !== port) return;
    this.#port = null;
    port.removeAllListeners();
    // Its last words have nobody to hear them, and must not end the program.
    port.on("error", () => {});
    this.#closed(null);
  }

  #closed(why: Fault | null): void {
    if (!this.#stopped) this.#events.closed(why);
  }

  /** The library gives no code for what went wrong, so the device is asked. */
  async #whyNot(): Promise<Fault | null> {
    const { path } = this.#settings;
    const trouble = await deviceTrouble(path);
    if (trouble) return trouble === "away" ? null : trouble;
    let fd: number | undefined;
    try {
      fd = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY);
      return fault(tty.isatty(fd) ? "printer-in-use" : "printer-not-a-device", { path });
    } catch (error) {
      return troubleOf(error, path);
    } finally {
      if (fd !== undefined) fs.closeSync(fd);
    }
  }
}
