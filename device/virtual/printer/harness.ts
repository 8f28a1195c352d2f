/** For tests: a real printer on real sockets, and a client that waits for what it wants to hear. */
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Machine, type MachineSettings, startMachine } from "./machine.ts";
import type { KeptTicket } from "./store.ts";

export interface Rig {
  readonly machine: Machine;
  readonly folder: string;
  readonly http: string;
  readonly tickets: (after?: number) => Promise<KeptTicket[]>;
  readonly client: () => Promise<Client>;
  readonly stop: () => Promise<void>;
}

export async function startRig(change: Partial<MachineSettings> = {}): Promise<Rig> {
  const folder = change.folder ?? mkdtempSync(join(tmpdir(), "printer-"));
  const machine = await startMachine({
    host: "127.0.0.1",
    port: 0,
    controlPort: 0,
    folder,
    mmPerSecond: 0,
    now: () => 1_795_000_000_000,
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    ...change,
  });
  const http = `http://127.0.0.1:${machine.controlPort}`;
  return {
    machine,
    folder,
    http,
    tickets: async (after = 0) => (await (await fetch(`${http}/tickets?after=${after}`)).json()) as KeptTicket[],
    client: () => Client.to(machine.port),
    stop: async () => {
      await machine.stop();
      if (change.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export class Client {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  #heard: Buffer = Buffer.alloc(0);
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("data", (bytes) => {
      this.#heard = Buffer.concat([this.#heard, bytes]);
      this.#wake();
    });
    socket.on("error", () => {});
  }

  static to(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port, noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.removeListener("error", reject);
        resolve(new Client(socket));
      });
    });
  }

  write(...parts: readonly (Uint8Array | readonly number[])[]): void {
    for (const part of parts) this.socket.write(Uint8Array.from(part));
  }

  /** Waits for so many bytes and takes them. */
  async hear(count: number): Promise<Uint8Array> {
    while (this.#heard.length < count)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const taken = Uint8Array.from(this.#heard.subarray(0, count));
    this.#heard = this.#heard.subarray(count);
    return taken;
  }

  get heardBytes(): number {
    return this.#heard.length;
  }
}
