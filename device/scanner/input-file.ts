/**
 * The kernel's input device of a scanner, read as a file, and held so that what it types reaches nobody else (`EVIOCGRAB`): not the page's
 * open field, not the console.
 */
import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { KernelCalls } from "../kernel/calls.ts";
import type { SourceEvents } from "./scanner.ts";

/** linux/input.h: `EVIOCGRAB` and `EVIOCREVOKE`, `_IOW('E', 0x90 and 0x91, int)`. */
const requests = { grab: 0x40044590, revoke: 0x40044591 } as const;

export class InputFile {
  readonly #path: string;
  readonly #events: SourceEvents;
  readonly #loadKernel: () => Promise<KernelCalls | null>;
  #stream: ReadStream | null = null;
  /** Lets go of the device that is open now. */
  #release: () => void = () => {};

  constructor(path: string, events: SourceEvents, loadKernel: () => Promise<KernelCalls | null>) {
    this.#loadKernel = loadKernel;
    this.#path = path;
    this.#events = events;
  }

  open(): void {
    const stream = createReadStream(this.#path);
    this.#stream = stream;
    const over = (cause: string) => {
      if (this.#stream !== stream) return;
      this.drop();
      this.#events.closed(cause);
    };
    stream.on("open", (fd) => {
      if (this.#stream === stream) void this.#check(stream, fd, over);
    });
    stream.on("data", (bytes) => {
      if (this.#stream === stream) this.#events.bytes(bytes as Buffer);
    });
    stream.on("error", (error: NodeJS.ErrnoException) => over(error.code === "ENODEV" ? "unplugged" : (error.code ?? error.message)));
    stream.on("close", () => over("unplugged"));
  }

  /** A plain file would be read to its end again and again. */
  async #check(stream: ReadStream, fd: number, over: (cause: string) => void): Promise<void> {
    const found = await stat(this.#path).catch(() => null);
    if (!found || found.isFile() || found.isDirectory()) return over("not a device");
    const kernel = found.isCharacterDevice() ? await this.#loadKernel() : null;
    if (this.#stream !== stream) return;
    const refused = kernel ? this.#grab(kernel, fd) : null;
    // Whoever else has it gets all keys. Where there is nothing to hold it is read as it is.
    if (refused === "EBUSY" || refused === "ENODEV") over(refused);
    else this.#events.opened();
  }

  /** Null: it is ours; else why not. */
  #grab(kernel: KernelCalls, fd: number): string | null {
    try {
      kernel.ioctlNumber(fd, requests.grab, 1);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? "refused";
    }
    // A reader that waits for a key would hold the device, and its thread, until the next one.
    this.#release = () => {
      try {
        kernel.ioctlNumber(fd, requests.revoke, 0);
      } catch {
        // It was pulled out.
      }
    };
    return null;
  }

  drop(): void {
    const stream = this.#stream;
    this.#stream = null;
    this.#release();
    this.#release = () => {};
    stream?.destroy();
  }
}
