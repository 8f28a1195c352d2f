/**
 * A serial device through serialport 13, one object per opening. What that library does not do by itself is done here: a port that is
 * only written to never notices an unplugging, so it is always read; one that is read does not notice every hang-up, so its file, which
 * goes with the device, is looked for; writing to a closed one may never call back, so nothing is awaited and the object is dropped; a
 * second opening is refused by its lock.
 */
import { existsSync } from "node:fs";
import { SerialPort } from "serialport";
import type { SignLineSettings } from "#shared/wire/signs.ts";
import { realTimers } from "../runtime/timers.ts";

export interface SignPortEvents {
  readonly opened: () => void;
  /** Once for each opening, as its end or instead of it; `cause` is a system's code where there is one, such as ENOENT. */
  readonly closed: (cause: string) => void;
  readonly written: () => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

export type PortSettings = Pick<SignLineSettings, "path" | "baud" | "parity" | "dataBits" | "stopBits">;

/** How often it is looked whether the device's file is still there. */
const lookedForEveryMs = 1_000;

export class SignPort {
  readonly #settings: PortSettings;
  readonly #events: SignPortEvents;
  #port: SerialPort | null = null;
  #stopLooking: () => void = () => {};

  constructor(settings: PortSettings, events: SignPortEvents) {
    this.#settings = settings;
    this.#events = events;
  }

  /** Never makes a file: a path where nothing is, or no serial device, is a failure with its cause. */
  open(): void {
    const { path, baud, parity, dataBits, stopBits } = this.#settings;
    const port = new SerialPort({ path, baudRate: baud, parity, dataBits, stopBits, lock: true, autoOpen: false });
    this.#port = port;
    const isOurs = () => this.#port === port;
    const over = (error: Error | null) => {
      if (!isOurs()) return;
      this.drop();
      this.#events.closed(causeOf(error));
    };
    // This also keeps it read.
    port.on("data", (bytes: Uint8Array) => {
      if (isOurs()) this.#events.bytes(bytes);
    });
    port.on("error", over);
    port.on("close", over);
    port.open((error) => {
      if (error) over(error);
      else if (!isOurs()) port.close(() => {});
      else {
        this.#stopLooking = realTimers.every(lookedForEveryMs, () => {
          if (!existsSync(path)) over(new Error("bad file descriptor"));
        });
        this.#events.opened();
      }
    });
  }

  write(bytes: Uint8Array): void {
    const port = this.#port;
    port?.write(Buffer.from(bytes), (error) => {
      if (!error && this.#port === port) this.#events.written();
    });
  }

  /** Nothing more is heard of it, whatever becomes of the bytes it still holds. */
  drop(): void {
    const port = this.#port;
    this.#port = null;
    if (!port) return;
    this.#stopLooking();
    port.removeAllListeners("data");
    port.removeAllListeners("close");
    // Errors of writes that were under way come late, and mean nothing any more.
    port.removeAllListeners("error").on("error", () => {});
    if (port.isOpen) port.close(() => {});
  }
}

/** The system's code, in serialport's errors the middle of a sentence; the words themselves where there is none. */
function causeOf(error: Error | null): string {
  const words = error?.message ?? "closed";
  const named: readonly (readonly [RegExp, string])[] = [
    // Root gets past the system's own exclusion, and meets the lock.
    [/cannot lock|resource busy/i, "EBUSY"],
    [/no such file/i, "ENOENT"],
    [/permission denied/i, "EACCES"],
    [/bad file descriptor/i, "unplugged"],
    [/inappropriate ioctl|not a typewriter/i, "ENOTTY"],
  ];
  return named.find(([sounds]) => sounds.test(words))?.[1] ?? /\bE[A-Z]{3,}\b/.exec(words)?.[0] ?? words.slice(0, 60);
}
