/** A virtual printer behind a wire that tells when the first byte of each job passes. */
import { type AddressInfo, createServer, connect as openSocket, type Server } from "node:net";
import { type Machine, startMachine } from "../../device/virtual/printer/machine.ts";

/** `ESC @`: every job begins with it, and nothing else does. */
const jobBegins = Buffer.from([0x1b, 0x40]);

export class WatchedPrinter {
  readonly #machine: Machine;
  readonly #server: Server;
  #onJob: (at: number) => void = () => {};

  private constructor(machine: Machine) {
    this.#machine = machine;
    this.#server = createServer({ noDelay: true }, (kiosk) => {
      const printer = openSocket({ host: "127.0.0.1", port: machine.port, noDelay: true });
      kiosk.on("data", (bytes) => {
        if (bytes.includes(jobBegins)) this.#onJob(performance.now());
        printer.write(bytes);
      });
      printer.on("data", (bytes) => kiosk.write(bytes));
      for (const [one, other] of [
        [kiosk, printer],
        [printer, kiosk],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
  }

  static async start(folder: string): Promise<WatchedPrinter> {
    const after = (ms: number, call: () => void) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    };
    const settings = { host: "127.0.0.1", port: 0, controlPort: 0, folder, mmPerSecond: 0, now: Date.now, after };
    const made = new WatchedPrinter(await startMachine(settings));
    await new Promise<void>((resolve) => made.#server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** By this process's monotonic clock, when the next job's first byte passes. */
  nextJob(): Promise<number> {
    return new Promise((resolve) => {
      this.#onJob = resolve;
    });
  }

  async stop(): Promise<void> {
    this.#server.close();
    await this.#machine.stop();
  }
}
