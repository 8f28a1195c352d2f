/** A cable to the virtual printer that ends in a device file: a pseudo-terminal, joined by socat. It can be pulled and plugged in again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { until } from "../../testing/process.ts";

export class Cable {
  readonly path: string;
  readonly #port: () => number;
  #socat: ChildProcess | null = null;
  #held: number | null = null;

  /** `folder`: where its device file appears. */
  constructor(folder: string, port: () => number) {
    this.path = path.join(folder, "lp0");
    this.#port = port;
  }

  async plug(): Promise<void> {
    // A cable that broke at its far end is gone: without `-t` it would stay for half a second more.
    const socat = spawn("/usr/bin/socat", ["-t", "0.01", `PTY,link=${this.path},raw,echo=0`, `TCP:127.0.0.1:${this.#port()},nodelay`], {
      stdio: "ignore",
    });
    await once(socat, "spawn");
    this.#socat = socat;
    await until(
      () => fs.existsSync(this.path),
      (there) => there,
    );
    // Held open as well: a pseudo-terminal that nobody has open would end its socat, and a cable does not mind who listens.
    this.#held = fs.openSync(this.path, fs.constants.O_RDWR | fs.constants.O_NOCTTY | fs.constants.O_NONBLOCK);
  }

  /** Resolves when the device file is gone. */
  async pull(): Promise<void> {
    this.#socat?.kill("SIGTERM");
    await this.gone();
  }

  /** Waits for it to break at its far end. */
  async gone(): Promise<void> {
    const socat = this.#socat;
    if (!socat) return;
    if (socat.exitCode === null && socat.signalCode === null) await new Promise((resolve) => socat.once("exit", resolve));
    this.#socat = null;
    if (this.#held !== null) fs.closeSync(this.#held);
    this.#held = null;
  }
}
