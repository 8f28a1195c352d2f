/**
 * The kernel's input device of a scanner, read as a file. A program cannot have it for itself without native code, so what is typed
 * reaches the page too unless udev is told to keep it from there (README).
 */
import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { SourceEvents } from "./scanner.ts";

export class InputFile {
  readonly #path: string;
  readonly #events: SourceEvents;
  #stream: ReadStream | null = null;

  constructor(path: string, events: SourceEvents) {
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
    stream.on("open", () => {
      if (this.#stream === stream) void this.#check(over);
    });
    stream.on("data", (bytes) => {
      if (this.#stream === stream) this.#events.bytes(bytes as Buffer);
    });
    stream.on("error", (error: NodeJS.ErrnoException) => over(error.code === "ENODEV" ? "unplugged" : (error.code ?? error.message)));
    stream.on("close", () => over("unplugged"));
  }

  /** A plain file would be read to its end again and again. */
  async #check(over: (cause: string) => void): Promise<void> {
    const found = await stat(this.#path).catch(() => null);
    if (!found || found.isFile() || found.isDirectory()) over("not a device");
    else this.#events.opened();
  }

  drop(): void {
    const stream = this.#stream;
    this.#stream = null;
    stream?.destroy();
  }
}
