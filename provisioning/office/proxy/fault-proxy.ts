/**
 * A TCP wire that fails on purpose: it stands between two programs and passes their bytes on, late, slowly, in one direction only, or
 * not at all. What it is told counts at once for every connection it has, and for those to come.
 */
import { connect, createServer, type Server, type Socket } from "node:net";

export interface WireFaults {
  /** `open`; `cut`: connections are closed and new ones refused; `silent`: they stay, and no byte passes. */
  readonly state: "open" | "cut" | "silent";
  /** Each byte waits so long, and up to `jitterMs` longer; order is kept. */
  readonly delayMs: number;
  readonly jitterMs: number;
  /** Bytes a second in each direction; null for as many as come. */
  readonly bytesPerSecond: number | null;
  /** A direction in which bytes are swallowed: the wire looks whole from one end. */
  readonly swallows: "to-server" | "to-client" | null;
}

export const soundWire: WireFaults = { state: "open", delayMs: 0, jitterMs: 0, bytesPerSecond: null, swallows: null };

export interface FaultProxyPorts {
  /** Where the wire leads; asked for each connection, because a program that starts again may have another port. */
  readonly target: () => number;
  /** From 0 to 1: spreads delays. */
  readonly random01: () => number;
}

const host = "127.0.0.1";
/** Bytes that wait in one direction; past it the sender is held back, as a full wire would. */
const waitingBytesMax = 1024 * 1024;

export class FaultProxy {
  readonly #ports: FaultProxyPorts;
  readonly #pairs = new Set<Pair>();
  #server: Server | null = null;
  #port = 0;
  #faults = soundWire;
  #swallowedBytes = 0;
  #passedBytes = 0;

  constructor(ports: FaultProxyPorts) {
    this.#ports = ports;
  }

  /** 0 until it listens. It stays the same through a cut. */
  get port(): number {
    return this.#port;
  }

  get faults(): WireFaults {
    return this.#faults;
  }

  /** How many connections pass through it. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Bytes that arrived, both ways. */
  get passedBytes(): number {
    return this.#passedBytes;
  }

  /** Bytes that went nowhere. */
  get swallowedBytes(): number {
    return this.#swallowedBytes;
  }

  async listen(port = 0): Promise<void> {
    const server = createServer({ noDelay: true, pauseOnConnect: true }, (client) => this.#accept(client));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    const address = server.address();
    if (typeof address === "object" && address) this.#port = address.port;
    this.#server = server;
  }

  /** Changes what the wire does; what is not named stays. */
  set(change: Partial<WireFaults>): void {
    this.#faults = { ...this.#faults, ...change };
    if (this.#faults.state === "cut") for (const pair of this.#pairs) pair.end("close");
    else for (const pair of this.#pairs) pair.wake();
  }

  /** Breaks every connection with a reset; the next ones pass. */
  reset(): void {
    for (const pair of this.#pairs) pair.end("reset");
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) pair.end("close");
    const server = this.#server;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #accept(client: Socket): void {
    // A listener that is closed would give its port away: a cut wire takes the call and hangs up.
    if (this.#faults.state === "cut") {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ host, port: this.#ports.target(), noDelay: true });
    const pair = new Pair(client, server, {
      faults: () => this.#faults,
      random01: this.#ports.random01,
      swallowed: (bytes) => {
        this.#swallowedBytes += bytes;
      },
      passed: (bytes) => {
        this.#passedBytes += bytes;
      },
      gone: () => this.#pairs.delete(pair),
    });
    this.#pairs.add(pair);
  }
}

interface PairPorts {
  readonly faults: () => WireFaults;
  readonly random01: () => number;
  readonly swallowed: (bytes: number) => void;
  readonly passed: (bytes: number) => void;
  readonly gone: () => void;
}

/** One connection: two directions of bytes, each with its own queue. */
class Pair {
  readonly #directions: readonly [Direction, Direction];
  readonly #sockets: readonly [Socket, Socket];

  constructor(client: Socket, server: Socket, ports: PairPorts) {
    this.#sockets = [client, server];
    this.#directions = [new Direction(client, server, "to-server", ports), new Direction(server, client, "to-client", ports)];
    for (const socket of this.#sockets) {
      socket.on("error", () => this.end("close"));
      socket.on("close", () => {
        this.end("close");
        ports.gone();
      });
    }
    client.resume();
  }

  wake(): void {
    for (const direction of this.#directions) direction.wake();
  }

  end(how: "close" | "reset"): void {
    for (const direction of this.#directions) direction.stop();
    for (const socket of this.#sockets) {
      if (how === "reset") socket.resetAndDestroy();
      else socket.destroy();
    }
  }
}

class Direction {
  readonly #to: Socket;
  readonly #from: Socket;
  readonly #way: WireFaults["swallows"];
  readonly #ports: PairPorts;
  #waiting: { bytes: Buffer; readonly dueMs: number }[] = [];
  #waitingBytes = 0;
  #freeAtMs = 0;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(from: Socket, to: Socket, way: "to-server" | "to-client", ports: PairPorts) {
    this.#from = from;
    this.#to = to;
    this.#way = way;
    this.#ports = ports;
    from.on("data", (bytes) => this.#take(bytes));
    from.on("end", () => {
      this.#ended = true;
      this.wake();
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #take(bytes: Buffer): void {
    const { swallows, delayMs, jitterMs } = this.#ports.faults();
    if (swallows === this.#way) {
      this.#ports.swallowed(bytes.length);
      return;
    }
    const due = performance.now() + delayMs + jitterMs * this.#ports.random01();
    // Order is TCP's: nobody overtakes.
    const dueMs = Math.max(due, this.#waiting.at(-1)?.dueMs ?? 0);
    this.#waiting.push({ bytes, dueMs });
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > waitingBytesMax) this.#from.pause();
    this.wake();
  }

  /** Passes on what is due, and comes again when the next is. */
  wake(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#ports.faults().state === "silent") return;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const now = performance.now();
      const at = Math.max(first.dueMs, this.#freeAtMs);
      if (at > now) {
        this.#timer = setTimeout(() => this.wake(), Math.ceil(at - now));
        return;
      }
      this.#pass(first, now);
    }
    if (this.#ended) this.#to.end();
  }

  #pass(first: { bytes: Buffer }, now: number): void {
    const { bytesPerSecond } = this.#ports.faults();
    // A slow wire passes a twentieth of a second's bytes at a time.
    const most = bytesPerSecond === null ? first.bytes.length : Math.max(1, Math.floor(bytesPerSecond / 20));
    const part = first.bytes.subarray(0, most);
    this.#to.write(part);
    this.#ports.passed(part.length);
    this.#waitingBytes -= part.length;
    if (part.length < first.bytes.length) first.bytes = first.bytes.subarray(part.length);
    else this.#waiting.shift();
    if (bytesPerSecond !== null) this.#freeAtMs = Math.max(this.#freeAtMs, now) + (part.length * 1_000) / bytesPerSecond;
    if (this.#waitingBytes <= waitingBytesMax / 2) this.#from.resume();
  }
}
