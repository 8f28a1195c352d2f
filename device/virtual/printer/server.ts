/** The printer's network side: raw TCP, as on port 9100. It moves bytes and knows none of them. */
import { createServer, type Server, type Socket } from "node:net";
import type { Printer, PrinterPorts } from "./printer.ts";

const connectionsMax = 32;
/** Answers a client does not fetch. */
const unsentBytesMax = 64 * 1024;

export class PrinterServer {
  readonly #server: Server;
  readonly #sockets = new Map<number, Socket>();
  readonly #host: string;
  #port: number;
  #next = 1;

  /** `printer` is asked for with each connection, so that printer and server can be made in either order. */
  constructor(printer: () => Printer, host: string, port: number) {
    this.#host = host;
    this.#port = port;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => this.#accept(printer(), socket));
    this.#server.maxConnections = connectionsMax;
  }

  get ports(): Pick<PrinterPorts, "send" | "read" | "finish"> {
    return {
      send: (connection, bytes) => {
        const socket = this.#sockets.get(connection);
        if (socket === undefined || !socket.writable) return;
        if (socket.writableLength > unsentBytesMax) socket.destroy();
        else socket.write(bytes);
      },
      read: (connection, wanted) => {
        const socket = this.#sockets.get(connection);
        if (wanted) socket?.resume();
        else socket?.pause();
      },
      finish: (connection) => this.#sockets.get(connection)?.end(),
    };
  }

  /** Also after `close`: on the port it had. Rejects when the port is taken. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ host: this.#host, port: this.#port }, () => {
        this.#server.removeListener("error", reject);
        resolve();
      });
    });
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
    return this.#port;
  }

  /** Refuses connections and cuts the open ones. */
  async close(): Promise<void> {
    const closed = this.#server.listening ? new Promise<void>((resolve) => this.#server.close(() => resolve())) : undefined;
    for (const socket of this.#sockets.values()) socket.destroy();
    await closed;
  }

  #accept(printer: Printer, socket: Socket): void {
    const id = this.#next++;
    this.#sockets.set(id, socket);
    socket.on("data", (bytes) => printer.received(id, bytes));
    socket.on("end", () => printer.ended(id));
    // A reset is an ordinary way to go; `close` follows.
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#sockets.delete(id);
      printer.closed(id);
    });
    // Paused from its first moment: the printer says when to read.
    printer.opened(id);
  }
}
