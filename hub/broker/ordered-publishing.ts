/**
 * Publishes through aedes in the order asked for. aedes takes a longer way for retained and for QoS 1 messages, so that a later
 * message overtakes an earlier one, and then drops the earlier as a duplicate for every client that got the later (aedes 1.2,
 * lib/client.js, dedupe). So each waits until the one before was handed to the clients; nobody waits for a client to read.
 */
import type { Aedes, AedesPublishPacket } from "aedes";
import type { Publication } from "./port.ts";

/** Past this, publications are dropped: clients that read so slowly are cut by the broker, and ask again when they are back. */
export const waitingMax = 10_000;

interface Item {
  readonly publication: Publication;
  readonly delivered: () => void;
}

export class OrderedPublishing {
  readonly #aedes: Aedes;
  readonly #waiting: Item[] = [];
  #current: Item | undefined;

  constructor(aedes: Aedes) {
    this.#aedes = aedes;
  }

  /** Begins to watch what aedes hands on; `topics` matches everything that is published here. */
  start(topics: string): Promise<void> {
    const watch = (packet: AedesPublishPacket, done: () => void) => {
      // Only a client's message bears a client's name.
      if (!("clientId" in packet) || packet.clientId === undefined) this.#handedOn(this.#current);
      done();
    };
    return new Promise((resolve) => {
      this.#aedes.subscribe(topics, watch, resolve);
    });
  }

  /** `delivered` runs once, when every client has been written to, or the broker is closed. */
  publish(publication: Publication, delivered: () => void = () => {}): void {
    if (this.#waiting.length >= waitingMax) return;
    this.#waiting.push({ publication, delivered });
    if (!this.#current) this.#next();
  }

  #next(): void {
    const item = this.#waiting.shift();
    this.#current = item;
    if (!item) return;
    this.#aedes.publish({ cmd: "publish", dup: false, ...item.publication }, () => {
      item.delivered();
      this.#handedOn(item);
    });
  }

  #handedOn(item: Item | undefined): void {
    if (!item || this.#current !== item) return;
    // In a microtask, because this one has not yet reached the clients after us.
    queueMicrotask(() => {
      if (this.#current === item) this.#next();
    });
  }
}
