/** Carries a printer machine over TCP: one long-lived connection, bytes in both directions always read, timers in real time. */
import net from "node:net";
import type { FaultCode } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrinterCondition } from "./condition.ts";
import { encodeTicket } from "./encode.ts";
import { type PrinterInput, PrinterMachine, type PrinterOutput } from "./machine.ts";
import type { PrinterProfile } from "./profiles.ts";

export interface PrintEnd {
  readonly outcome: "printed" | "failed" | "unknown";
  readonly fault: FaultCode | null;
}

export interface PrinterEvents {
  readonly condition: (condition: PrinterCondition) => void;
  readonly ended: (job: string, end: PrintEnd) => void;
}

const connectTimeoutMs = 3_000;

export class TcpPrinter {
  readonly #profile: PrinterProfile;
  readonly #address: { readonly host: string; readonly port: number };
  readonly #events: PrinterEvents;
  readonly #machine: PrinterMachine;
  readonly #timers = new Set<NodeJS.Timeout>();
  #socket: net.Socket | null = null;
  #stopped = false;

  constructor(
    address: { readonly host: string; readonly port: number },
    profile: PrinterProfile,
    jitter: () => number,
    events: PrinterEvents,
  ) {
    this.#profile = profile;
    this.#address = address;
    this.#events = events;
    this.#machine = new PrinterMachine(profile, jitter);
  }

  start(): void {
    this.#carryOut(this.#machine.start());
  }

  print(job: string, lines: readonly TicketLine[]): void {
    this.#step({ kind: "print", job: { id: job, bytes: encodeTicket(lines, job, this.#profile) } });
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#socket?.destroy();
  }

  #step(input: PrinterInput): void {
    if (!this.#stopped) this.#carryOut(this.#machine.step(input));
  }

  #carryOut(outputs: readonly PrinterOutput[]): void {
    for (const output of outputs) {
      switch (output.kind) {
        case "open":
          this.#open();
          break;
        case "write":
          this.#socket?.write(output.bytes);
          break;
        case "reset":
          this.#socket?.resetAndDestroy();
          break;
        case "wake": {
          const timer = setTimeout(() => {
            this.#timers.delete(timer);
            this.#step({ kind: "due", wake: output.wake });
          }, output.afterMs);
          this.#timers.add(timer);
          break;
        }
        case "condition":
          this.#events.condition(output.condition);
          break;
        case "ended":
          this.#events.ended(output.job, { outcome: output.outcome, fault: output.fault });
          break;
      }
    }
  }

  #open(): void {
    const socket = net.connect({ ...this.#address, noDelay: true, keepAlive: true });
    this.#socket = socket;
    socket.setTimeout(connectTimeoutMs, () => socket.destroy());
    socket.on("connect", () => {
      socket.setTimeout(0);
      this.#step({ kind: "opened" });
    });
    socket.on("data", (bytes) => this.#step({ kind: "bytes", bytes }));
    // A printer that ends its side has gone; `close` follows the error as well.
    socket.on("end", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#step({ kind: "closed" });
    });
  }
}
