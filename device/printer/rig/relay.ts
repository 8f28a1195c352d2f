/** Stands between a printer and the way to it, passes all bytes on, adds noise, and breaks after the n-th byte of a ticket when it is told to. */
import net from "node:net";

/** `ESC @`: how a ticket begins, and nothing else that is sent. */
const begin = [0x1b, 0x40];

/** The answer to `DLE DC4` 8. */
const cleared = Buffer.from([0x37, 0x25, 0x00]);

export class Relay {
  readonly #server: net.Server;
  /** How often the printer has said that it forgot what it held. */
  cleared = 0;
  readonly #sockets = new Set<net.Socket>();
  readonly #near = new Set<net.Socket>();
  readonly #printerPort: number;
  /** Of the next ticket's bytes, how many still pass; null: all. */
  #passing: number | null = null;
  /** How much of `begin` was just seen; the ticket's bytes count from its end. */
  #seen = 0;
  #broken: () => void = () => {};

  private constructor(server: net.Server, printerPort: number) {
    this.#server = server;
    this.#printerPort = printerPort;
  }

  static async to(printerPort: number): Promise<Relay> {
    const server = net.createServer({ noDelay: true, allowHalfOpen: true }, (near) => relay.#join(near));
    const relay: Relay = new Relay(server, printerPort);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return relay;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** The next ticket's first n bytes pass, its `ESC @` not counted; then the cable is pulled. Resolves when it is. */
  breakAfter(n: number): Promise<void> {
    this.#passing = n;
    this.#seen = 0;
    return new Promise((resolve) => {
      this.#broken = resolve;
    });
  }

  /** Noise on the way back. */
  noise(bytes: Uint8Array): void {
    for (const near of this.#near) near.write(bytes);
  }

  /** The cable is pulled now. */
  pull(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  stop(): void {
    this.#server.close();
    this.pull();
  }

  #join(near: net.Socket): void {
    const far = net.connect({ host: "127.0.0.1", port: this.#printerPort, noDelay: true, allowHalfOpen: true });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("end", () => other.end());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroySoon();
      });
    }
    this.#near.add(near);
    near.on("close", () => this.#near.delete(near));
    far.on("data", (bytes) => {
      if (Buffer.from(bytes).includes(cleared)) this.cleared += 1;
      near.write(bytes);
    });
    near.on("data", (bytes) => {
      const passed = this.#pass(bytes);
      if (passed === bytes.length) far.write(bytes);
      else {
        // What has passed still arrives.
        near.destroy();
        far.end(bytes.subarray(0, passed));
        this.#broken();
      }
    });
  }

  /** How many of these bytes go on. */
  #pass(bytes: Uint8Array): number {
    for (const [place, byte] of bytes.entries()) {
      if (this.#passing === null) return bytes.length;
      if (this.#seen < begin.length) {
        this.#seen = byte === begin[this.#seen] ? this.#seen + 1 : byte === begin[0] ? 1 : 0;
        continue;
      }
      if (this.#passing === 0) {
        this.#passing = null;
        return place;
      }
      this.#passing -= 1;
    }
    return bytes.length;
  }
}
