/**
 * A USB printer made of the kernel's own gadget: its identity, its port's status, and a cable that can be pulled. What is printed on it goes to the
 * virtual printer, and what that answers comes back.
 */
import fs from "node:fs";
import net from "node:net";
import type { KernelCalls } from "../../../device/kernel/calls.ts";
import { until } from "./check.ts";

const gadgets = "/sys/kernel/config/usb_gadget";
const file = "/dev/g_printer0";
/** linux/usb/g_printer.h: `GADGET_SET_PRINTER_STATUS`, `_IOWR('g', 0x22, unsigned char)`, by value. */
const setStatus = 0xc0016722;
export const portStatus = { well: 0x18, paperEmpty: 0x38, error: 0x10 } as const;
const begin = Buffer.from([0x1b, 0x40]);

export class PrinterGadget {
  readonly #kernel: KernelCalls;
  readonly #printerPort: number;
  readonly #folder = `${gadgets}/printer`;
  #fd = -1;
  #socket: net.Socket | null = null;
  #pumping: Promise<void> = Promise.resolve();
  /** It takes nothing from the cable, as a printer whose buffer is full. */
  isStuck = false;
  /** What is left of a ticket's bytes before the cable is pulled. */
  #passing: number | null = null;
  /** What came with it, and waits until it is loosened. */
  #held: Buffer[] = [];

  constructor(kernel: KernelCalls, printerPort: number, id: string) {
    this.#kernel = kernel;
    this.#printerPort = printerPort;
    for (const folder of ["", "strings/0x409", "configs/c.1", "functions/printer.0"])
      fs.mkdirSync(`${this.#folder}/${folder}`, { recursive: true });
    const write = (name: string, text: string) => fs.writeFileSync(`${this.#folder}/${name}`, text);
    write("idVendor", "0x04b8");
    write("idProduct", "0x0202");
    write("strings/0x409/manufacturer", "EPSON");
    write("strings/0x409/product", "Receipt printer");
    write("strings/0x409/serialnumber", "X1");
    write("functions/printer.0/pnp_string", id);
    fs.symlinkSync(`${this.#folder}/functions/printer.0`, `${this.#folder}/configs/c.1/printer.0`);
  }

  async plug(): Promise<void> {
    this.isStuck = false;
    fs.writeFileSync(`${this.#folder}/UDC`, "dummy_udc.0");
    // Until the host's side has found it and chosen its configuration, the file is not there, or nothing behind it (ENODEV).
    this.#fd = (await until("the gadget to be found by its host", opened, (fd) => fd !== null)) as number;
    this.status(portStatus.well);
    this.#socket = net.connect({ host: "127.0.0.1", port: this.#printerPort, noDelay: true });
    this.#socket.on("error", () => undefined);
    const answers: Buffer[] = [];
    this.#socket.on("data", (bytes) => answers.push(bytes));
    this.#pumping = this.#pump(this.#fd, this.#socket, answers);
  }

  status(byte: number): void {
    this.#kernel.ioctlNumber(this.#fd, setStatus, byte);
  }

  async pull(): Promise<void> {
    const fd = this.#fd;
    this.#fd = -1;
    this.#held = [];
    await this.#pumping;
    this.#socket?.destroy();
    fs.closeSync(fd);
    fs.writeFileSync(`${this.#folder}/UDC`, "\n");
  }

  /** Of the next ticket n bytes still reach the printer; then it stops (`isStuck`): it has what had come to it, and takes no more until it is loosened. */
  stickAfter(n: number): void {
    this.#passing = n;
  }

  loosen(): void {
    for (const bytes of this.#held) this.#socket?.write(bytes);
    this.#held = [];
    this.isStuck = false;
  }

  async #pump(fd: number, socket: net.Socket, answers: Buffer[]): Promise<void> {
    const room = Buffer.alloc(8_192);
    while (this.#fd === fd) {
      const count = this.isStuck ? 0 : tried(() => fs.readSync(fd, room));
      if (count > 0) this.#passOn(socket, Buffer.from(room.subarray(0, count)));
      const answer = answers[0];
      const taken = answer ? tried(() => fs.writeSync(fd, answer)) : 0;
      if (answer && taken === answer.length) answers.shift();
      else if (answer) answers[0] = answer.subarray(taken);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  #passOn(socket: net.Socket, bytes: Buffer): void {
    const start = this.#passing === null ? -1 : bytes.indexOf(begin);
    if (start < 0) {
      socket.write(bytes);
      return;
    }
    const end = start + begin.length + (this.#passing ?? 0);
    socket.write(bytes.subarray(0, end));
    this.#held.push(bytes.subarray(end));
    this.#passing = null;
    this.isStuck = true;
  }
}

/** Null: not yet. */
function opened(): number | null {
  try {
    return fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENODEV", "ENXIO"].includes(code)) return null;
    throw error;
  }
}

/** How many bytes went; 0 where it would have to wait, or the cable is out. */
function tried(call: () => number): number {
  try {
    return call();
  } catch {
    return 0;
  }
}
