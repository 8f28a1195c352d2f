/**
 * A printer at the kernel's USB printer driver, `/dev/usb/lp*`: a character device that one program has at a time. It is opened so
 * that no call ever waits (a read that waits would hold one of the process's few threads for good), so it is asked again and again.
 */
import fs from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { deviceTrouble, troubleOf } from "./device-file.ts";
import { identityOf1284, type PrinterIdentity } from "./identity.ts";
import type { After, LineEvents, LineTo, PrinterLine } from "./line.ts";
import type { AskPort, PortStatus } from "./port-status.ts";

export interface UsbSettings {
  /** Such as `/dev/usb/lp0`. */
  readonly path: string;
  /** Where the kernel tells what it knows of its USB printers. */
  readonly sysfs: string;
  /** Asked after a silence, once on each connection. */
  readonly askPort: AskPort;
  /** Real time: how the device is asked is no deadline of the printer. */
  readonly pace: After;
}

export const usbSysfs = "/sys/class/usbmisc";

/** Between two reads: soon after bytes went or came, else less and less often. */
const askMs = { least: 10, most: 200 };
/** What an earlier connection left in the printer comes within this time of the opening, and answers nothing that is asked now. */
const staleMs = 50;
/** A port that takes longer is not asked again: its driver waits up to 5 s for it, and holds up whoever reads or writes meanwhile. */
const portMs = 1_000;

/** How a character device is opened: no waiting, no terminal of ours, and never a new file. */
const openFlags = fs.constants.O_RDWR | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY;

export function usbLine(settings: UsbSettings): LineTo {
  return (events) => new UsbLine(settings, events);
}

interface Connection {
  readonly fd: number;
  readonly device: number;
  outgoing: Uint8Array[];
  /** Calls of this descriptor that have not come back: it is closed after them, for its number is soon another file's. */
  calls: number;
  writing: boolean;
  askAgainMs: number;
  cancelRead: () => void;
  cancelWrite: () => void;
  ended: { readonly why: Fault | null } | null;
}

const nothing = () => {};

class UsbLine implements PrinterLine {
  readonly #settings: UsbSettings;
  readonly #events: LineEvents;
  #connection: Connection | null = null;
  #stopped = false;
  /** The last connection was broken because the printer said nothing. */
  #wasSilent = false;
  #portIsSlow = false;

  constructor(settings: UsbSettings, events: LineEvents) {
    this.#settings = settings;
    this.#events = events;
  }

  open(): void {
    const { path: file } = this.#settings;
    void deviceTrouble(file).then((trouble) => {
      if (trouble) this.#closed(trouble === "away" ? null : trouble);
      else if (!this.#stopped) this.#openFile(file);
    });
  }

  #openFile(file: string): void {
    fs.open(file, openFlags, (error, fd) => {
      if (error) this.#closed(troubleOf(error, file));
      else this.#opened(fd);
    });
  }

  write(bytes: Uint8Array): void {
    const connection = this.#connection;
    if (!connection) return;
    connection.outgoing.push(bytes);
    if (!connection.writing) this.#send(connection);
  }

  reset(): void {
    this.#wasSilent = true;
    if (this.#connection) this.#end(this.#connection, null);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#connection) this.#end(this.#connection, null);
  }

  #opened(fd: number): void {
    const stats = fs.fstatSync(fd);
    const connection: Connection = {
      ...{ fd, device: stats.rdev, outgoing: [], calls: 0, writing: false, askAgainMs: askMs.least },
      ...{ cancelRead: nothing, cancelWrite: nothing, ended: null },
    };
    this.#connection = connection;
    if (this.#stopped) this.#end(connection, null);
    // Another file may have taken the place since it was looked at.
    else if (!stats.isCharacterDevice()) this.#end(connection, fault("printer-not-a-device", { path: this.#settings.path }));
    else connection.cancelRead = this.#settings.pace(staleMs, () => this.#dropStale(connection));
  }

  #dropStale(connection: Connection): void {
    this.#call(connection, fs.read, new Uint8Array(4_096), (error) => {
      if (error && error.code !== "EAGAIN") return this.#end(connection, null);
      void Promise.all([this.#kernelIdentity(), this.#portStatus(connection)]).then(([identity, port]) => {
        if (connection.ended) return;
        this.#events.opened(identity, port);
        this.#read(connection);
      });
    });
  }

  #read(connection: Connection): void {
    const bytes = new Uint8Array(512);
    this.#call(connection, fs.read, bytes, (error, count) => {
      if (error && error.code !== "EAGAIN") return this.#end(connection, null);
      if (!error && count === 0) return this.#emptied(connection);
      if (!error) {
        connection.askAgainMs = askMs.least;
        this.#events.bytes(bytes.slice(0, count));
      }
      this.#readLater(connection);
    });
  }

  /** Nothing, without "try again": some printers answer so, and so does a device that is gone. */
  #emptied(connection: Connection): void {
    fs.stat(this.#settings.path, (error, stats) => {
      if (connection.ended) return;
      if (error || stats.rdev !== connection.device) this.#end(connection, null);
      else this.#readLater(connection);
    });
  }

  #readLater(connection: Connection): void {
    if (connection.ended) return;
    // One at a time, whoever asked for it.
    connection.cancelRead();
    connection.cancelRead = this.#settings.pace(connection.askAgainMs, () => this.#read(connection));
    connection.askAgainMs = Math.min(askMs.most, 2 * connection.askAgainMs);
  }

  #send(connection: Connection): void {
    const bytes = connection.outgoing[0];
    connection.writing = bytes !== undefined;
    if (!bytes) return;
    this.#call(connection, fs.write, bytes, (error, count) => {
      if (error && error.code !== "EAGAIN") return this.#end(connection, null);
      const taken = error ? 0 : count;
      if (taken === bytes.length) connection.outgoing.shift();
      else connection.outgoing[0] = bytes.subarray(taken);
      if (taken > 0) this.#send(connection);
      else connection.cancelWrite = this.#settings.pace(askMs.least, () => this.#send(connection));
      this.#answerSoon(connection);
    });
  }

  /** What was sent may have been a question. */
  #answerSoon(connection: Connection): void {
    if (connection.askAgainMs === askMs.least) return;
    connection.askAgainMs = askMs.least;
    this.#readLater(connection);
  }

  /** One call on the descriptor; its answer is not heard after the end. */
  #call(
    connection: Connection,
    call: typeof fs.read | typeof fs.write,
    bytes: Uint8Array,
    answered: (error: NodeJS.ErrnoException | null, count: number) => void,
  ): void {
    if (connection.ended) return;
    connection.calls += 1;
    (call as typeof fs.write)(connection.fd, bytes, 0, bytes.length, null, (error, count) => {
      connection.calls -= 1;
      if (connection.ended) this.#close(connection);
      else answered(error, count);
    });
  }

  /** Closing drops what the driver has not sent. */
  #end(connection: Connection, why: Fault | null): void {
    if (connection.ended) return;
    connection.ended = { why };
    connection.cancelRead();
    connection.cancelWrite();
    this.#close(connection);
  }

  #close(connection: Connection): void {
    if (connection.calls > 0) return;
    if (this.#connection === connection) this.#connection = null;
    const { why } = connection.ended as NonNullable<Connection["ended"]>;
    // A device that was pulled may say that closing failed; the descriptor is free all the same.
    fs.close(connection.fd, () => this.#closed(why));
  }

  #closed(why: Fault | null): void {
    if (!this.#stopped) this.#events.closed(why);
  }

  #portStatus(connection: Connection): Promise<PortStatus | null> {
    if (!this.#wasSilent || this.#portIsSlow) return Promise.resolve(null);
    this.#wasSilent = false;
    connection.calls += 1;
    const asked = this.#settings.askPort(connection.fd).finally(() => {
      connection.calls -= 1;
      if (connection.ended) this.#close(connection);
    });
    return new Promise((resolve) => {
      const cancel = this.#settings.pace(portMs, () => {
        this.#portIsSlow = true;
        resolve(null);
      });
      void asked.then(resolve, () => resolve(null)).finally(cancel);
    });
  }

  /** What the kernel read from the printer when it was plugged in; null where it tells nothing. */
  async #kernelIdentity(): Promise<PrinterIdentity | null> {
    try {
      const name = path.basename(await realpath(this.#settings.path));
      const identity = identityOf1284(await readFile(path.join(this.#settings.sysfs, name, "device/ieee1284_id"), "latin1"));
      return identity.maker === "" && identity.model === "" ? null : identity;
    } catch {
      return null;
    }
  }
}
