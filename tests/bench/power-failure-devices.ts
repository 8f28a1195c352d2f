/**
 * Some of the devices of an office after a power failure, in a process of their own: each with the link and the certificate of a real one. They
 * knock from the start, before there is a hub, and say when each was heard.
 */
import { hash } from "node:crypto";
import { connect } from "node:tls";
import { chainHash, chainStart, recordBytes } from "#shared/log/record.ts";
import type { AckMessage, DeviceState, LogMessage } from "#shared/wire/payloads.ts";
import { topicOf } from "#shared/wire/topics.ts";
import { judgedOptions, whyNotTheHub } from "../../device/identity/trust.ts";
import { HubLink } from "../../device/link/hub-link.ts";
import type { EnrolledDevice } from "./enrolled-devices.ts";

/** To this process, once. */
export interface PowerFailureOrder {
  readonly office: string;
  readonly port: number;
  readonly root: string;
  readonly devices: readonly EnrolledDevice[];
}

/** From it: the hub has stored what this device wrote, or, of a spare, has let it in. */
export interface PowerFailureSaying {
  readonly heard: string;
  /** Connections that it began. */
  readonly tries: number;
}

const digest = (text: string) => hash("sha256", text, "base64url");
const zone = "main";

process.on("message", ({ office, port, root, devices }: PowerFailureOrder) => {
  for (const device of devices) new OneDevice(office, port, root, device).start();
});
process.on("disconnect", () => process.exit());

class OneDevice {
  readonly #link: HubLink;
  readonly #acks: string;
  readonly #name: string;
  #tries = 0;
  #isHeard = false;

  constructor(office: string, port: number, root: string, { name, key, cert }: EnrolledDevice) {
    this.#name = name;
    this.#acks = topicOf(office, "ack", name);
    const judge = { office, root, wall: () => Date.now(), lastKnown: () => 0, synchronised: () => true };
    const secure = () => {
      this.#tries += 1;
      const socket = connect({ ...judgedOptions(root), host: "127.0.0.1", port, key, cert });
      socket.setNoDelay(true);
      socket.prependOnceListener("secureConnect", () => {
        const why = whyNotTheHub(socket, judge);
        if (why !== undefined) socket.destroy(new Error(why));
      });
      return socket;
    };
    const events = {
      will: () => JSON.stringify(this.#state(false)),
      up: () => this.#introduced(),
      outside: () => {
        this.#link.publish("deviceState", this.#state(true));
        this.#heard();
      },
      down: () => undefined,
      message: (topic: string, bytes: Uint8Array) => {
        if (topic === this.#acks && (JSON.parse(Buffer.from(bytes).toString()) as AckMessage).next > 1) this.#heard();
      },
    };
    this.#link = new HubLink(`mqtts://127.0.0.1:${port}`, { office, device: name, zone }, Math.random, events, secure);
  }

  start(): void {
    this.#link.start();
  }

  #state(alive: boolean): DeviceState {
    return { epoch: "bench", session: this.#tries, alive, at: Date.now(), role: "kiosk", zone, software: "bench", faults: [] };
  }

  /** As a kiosk does: how it is, and what it wrote while nobody heard it. */
  #introduced(): void {
    const body = { service: "licence", language: "en", needs: [], practice: false, tap: `${this.#name}-tap` };
    const row = { letter: "C", count: 1, request: null, insteadOf: null, date: null, ...body };
    const record = { kind: "ticket-issued", version: 1, at: 0, boot: "bench", mono: 1, body: row };
    const log: LogMessage = {
      ...{ epoch: "bench", last: 1, sent: { at: 0, boot: "bench", mono: 1 }, rows: [{ seq: 1, ...record }] },
      hash: chainHash(digest, chainStart, recordBytes(record)),
    };
    this.#link.publish("deviceState", this.#state(true));
    this.#link.publish("log", log);
  }

  #heard(): void {
    if (this.#isHeard) return;
    this.#isHeard = true;
    process.send?.({ heard: this.#name, tries: this.#tries } satisfies PowerFailureSaying);
  }
}
