/**
 * Where devices that are not on this machine come to the embedded broker: TLS 1.3 only, and no connection without a certificate of the
 * office's authority that the registry lets talk now. It knows whose certificate a connection showed, and ends it when that no longer counts.
 */
import type { AddressInfo } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import { fault } from "#shared/faults/fault.ts";
import { Refusal, systemCode } from "../refusal.ts";

export interface SecureDoor {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The hub's own key and certificate, and the authorities of devices' ones, as they are now. */
  readonly credentials: () => { readonly key: string; readonly cert: string; readonly ca: readonly string[] };
  /** The device that may talk with the certificate of this fingerprint (SHA-256, hexadecimal) now; undefined: none. */
  readonly admit: (fingerprint: string) => string | undefined;
  /** `run` is to be called when what the other two say may have changed. */
  readonly onChange: (run: () => void) => void;
  readonly opened: (port: number) => void;
  readonly connected: (device: string) => void;
  /** A session was cut because its certificate counts no more. */
  readonly cut: (device: string) => void;
}

/** Every device of a large office, and each once more while its lost connection is not yet known to be lost. */
const connectionsMax = 1_200;
const handshakeMs = 10_000;

interface Shown {
  readonly device: string;
  readonly fingerprint: string;
}

export class SecureListener {
  readonly #door: SecureDoor;
  readonly #server: Server;
  readonly #open = new Map<TLSSocket, Shown>();
  /** Also of closed ones, whose last will is still to be said. */
  readonly #devices = new WeakMap<object, string>();

  /** `accept`: of a connection whose device is known. `refused`: one whose certificate does not count; it is cut. */
  constructor(door: SecureDoor, accept: (socket: TLSSocket) => void, refused: (subject: string) => void) {
    this.#door = door;
    const { credentials } = door;
    const options = { minVersion: "TLSv1.3", requestCert: true, rejectUnauthorized: true, handshakeTimeout: handshakeMs } as const;
    const { ca, ...own } = credentials();
    // Without noDelay every second packet of an exchange waits 40 ms for an acknowledgement.
    this.#server = createServer({ ...options, ...own, ca: [...ca], noDelay: true }, (socket) => {
      const fingerprint = fingerprintOf(socket);
      const device = door.admit(fingerprint);
      if (device === undefined) {
        refused(fingerprint.slice(0, 16));
        socket.destroy();
        return;
      }
      this.#open.set(socket, { device, fingerprint });
      this.#devices.set(socket, device);
      socket.once("close", () => this.#open.delete(socket));
      door.connected(device);
      accept(socket);
    });
    this.#server.maxConnections = connectionsMax;
    // A handshake that fails is its client's business, and says so there.
    this.#server.on("tlsClientError", (_error, socket) => socket.destroy());
    door.onChange(() => this.#recheck());
  }

  /** The device whose certificate the connection showed; undefined for one that was cut because its certificate counts no more. */
  deviceOf(socket: object): string | undefined {
    return this.#devices.get(socket);
  }

  /** Throws a `Refusal` when the port is taken. */
  listen(): Promise<void> {
    const { host, port, opened } = this.#door;
    return new Promise((resolve, reject) => {
      this.#server.once("error", (error) =>
        reject(systemCode(error) === "EADDRINUSE" ? new Refusal(fault("port-taken", { port }), error) : error),
      );
      // After a power failure all devices knock at once: the kernel keeps as many waiting as are let in.
      this.#server.listen({ port, host, backlog: connectionsMax }, () => {
        opened((this.#server.address() as AddressInfo).port);
        resolve();
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#open.keys()) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #recheck(): void {
    const { ca, ...own } = this.#door.credentials();
    this.#server.setSecureContext({ ...own, ca: [...ca], minVersion: "TLSv1.3" });
    for (const [socket, { fingerprint, device }] of this.#open) {
      if (this.#door.admit(fingerprint) === device) continue;
      // From this line on nothing that it sent counts, also what was read already.
      this.#open.delete(socket);
      this.#devices.delete(socket);
      socket.destroy();
      this.#door.cut(device);
    }
  }
}

function fingerprintOf(socket: TLSSocket): string {
  return socket.getPeerCertificate().fingerprint256.replaceAll(":", "").toLowerCase();
}
