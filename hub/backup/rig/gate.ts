/** The way to a server of a test: it can be shut, and it can break in the middle of what is sent. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class Gate {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  /** Bytes that may still be sent before all is over. */
  #left = Number.POSITIVE_INFINITY;
  /** Whether it broke since it was opened. */
  hasBroken = false;

  private constructor(to: number) {
    this.#server = createServer((near) => {
      if (this.#left <= 0) {
        near.destroy();
        return;
      }
      const far = connect(to, "127.0.0.1");
      for (const [one, other] of [[near, far] as const, [far, near] as const]) {
        this.#open.add(one);
        one.on("error", () => {});
        one.once("close", () => {
          this.#open.delete(one);
          other.destroy();
        });
      }
      far.pipe(near);
      near.on("data", (bytes: Buffer) => {
        far.write(bytes);
        this.#left -= bytes.length;
        if (this.#left > 0) return;
        this.hasBroken = true;
        this.shut();
      });
    });
  }

  static async before(port: number): Promise<Gate> {
    const gate = new Gate(port);
    gate.#server.listen(0, "127.0.0.1");
    await once(gate.#server, "listening");
    return gate;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** `bytes`: after so many of them it is shut. */
  open(bytes = Number.POSITIVE_INFINITY): void {
    this.#left = bytes;
    this.hasBroken = false;
  }

  shut(): void {
    this.#left = 0;
    for (const socket of this.#open) socket.destroy();
  }

  async end(): Promise<void> {
    this.shut();
    this.#server.close();
    await once(this.#server, "close");
  }
}
