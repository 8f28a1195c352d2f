/** A printer on the network: raw TCP, usually port 9100. */
import net from "node:net";
import type { After, LineEvents, LineTo, PrinterLine } from "./line.ts";

const connectTimeoutMs = 3_000;

export function tcpLine(address: { readonly host: string; readonly port: number }): LineTo {
  return (events, after) => new TcpLine(address, events, after);
}

class TcpLine implements PrinterLine {
  readonly #address: { readonly host: string; readonly port: number };
  readonly #events: LineEvents;
  readonly #after: After;
  #socket: net.Socket | null = null;

  constructor(address: { readonly host: string; readonly port: number }, events: LineEvents, after: After) {
    this.#address = address;
    this.#events = events;
    this.#after = after;
  }

  open(): void {
    const socket = net.connect({ ...this.#address, noDelay: true, keepAlive: true });
    this.#socket = socket;
    const inTime = this.#after(connectTimeoutMs, () => socket.destroy());
    socket.on("connect", () => {
      inTime();
      this.#events.opened(null, null);
    });
    socket.on("data", (bytes) => this.#events.bytes(bytes));
    // A printer that ends its side has gone; `close` follows the error as well.
    socket.on("end", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      inTime();
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#events.closed(null);
    });
  }

  write(bytes: Uint8Array): void {
    this.#socket?.write(bytes);
  }

  reset(): void {
    this.#socket?.resetAndDestroy();
  }

  stop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }
}
