/**
 * Takes what the office asks of this device: each order once, none that is late, each answered when it is done. What an order does is given
 * by whoever knows the device's parts.
 */
import { type Fault, isFault } from "#shared/faults/fault.ts";
import { type Order, type OrderMessage, type OutcomeMessage, outcomePartsMax } from "#shared/fleet/orders.ts";
import type { OrderTaker } from "../runtime/ports.ts";

/** What a device does for each order. The text, in parts, goes back with the answer; or the fault says why not. */
export type Does = {
  readonly [K in Answered["kind"]]: (order: Extract<Order, { kind: K }>) => Done | Promise<Done>;
};
type Answered = Exclude<Order, { kind: "stand-by" }>;

export type Done = Fault | { readonly text?: readonly string[] /** Once it was answered. */; readonly afterwards?: () => void };

export interface OrdersPorts {
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  /** How many times faster the office's time goes. */
  readonly speed: number;
  readonly does: Does;
  /** The hub says that the configuration names this device, or does not. */
  readonly isSpare: (isSpare: boolean) => void;
  readonly note: (what: string, facts: object) => void;
}

/** Ids that are known, so that one that comes twice is carried out once. */
const knownMax = 64;

export class Orders implements OrderTaker {
  readonly #ports: OrdersPorts;
  readonly #known = new Set<string>();
  /** The hub's clock less ours: the most that was seen lately, as what came slowly says less. Not ever: two clocks drift apart. */
  #lately = Number.NEGATIVE_INFINITY;
  #before = Number.NEGATIVE_INFINITY;
  #since = Number.NEGATIVE_INFINITY;

  constructor(ports: OrdersPorts) {
    this.#ports = ports;
  }

  hubSaid(at: number): void {
    const offset = at - this.#ownMs;
    const now = this.#ports.realMs();
    // A hub whose clock was set back by that much is another clock.
    const isOther = offset < this.#offsetMs - this.#ports.speed * clockStepMs;
    if (isOther || now - this.#since > lookBackMs) {
      this.#before = isOther ? offset : this.#lately;
      this.#lately = offset;
      this.#since = now;
    }
    this.#lately = Math.max(this.#lately, offset);
  }

  take(message: OrderMessage, say: (outcome: OutcomeMessage) => void): void {
    const { id, at, expiresAt, order } = message;
    const offset = at - this.#ownMs;
    if (offset > this.#offsetMs) this.#lately = offset;
    const isLate = this.#ownMs + this.#offsetMs > expiresAt;
    if (order.kind === "stand-by") {
      if (!isLate) this.#ports.isSpare(true);
      return;
    }
    if (isLate || this.#known.has(id)) {
      this.#ports.note("order.ignored", { order: order.kind, isLate });
      return;
    }
    this.#known.add(id);
    for (const oldest of this.#known) {
      if (this.#known.size <= knownMax) break;
      this.#known.delete(oldest);
    }
    this.#ports.note("order.taken", { order: order.kind });
    void this.#carryOut(id, order, say);
  }

  named(): void {
    this.#ports.isSpare(false);
  }

  async #carryOut(id: string, order: Answered, say: (outcome: OutcomeMessage) => void): Promise<void> {
    const run = this.#ports.does[order.kind] as (of: Answered) => Done | Promise<Done>;
    const done = await run(order);
    if (isFault(done)) {
      say({ id, part: 1, parts: 1, fault: { fault: done.fault, facts: { ...done.facts } }, text: "" });
      return;
    }
    const texts = (done.text ?? [""]).slice(0, outcomePartsMax);
    for (const [place, text] of texts.entries()) say({ id, part: place + 1, parts: texts.length, fault: null, text });
    done.afterwards?.();
  }

  get #offsetMs(): number {
    return Math.max(this.#lately, this.#before);
  }

  /** Our own time, as fast as the hub's. */
  get #ownMs(): number {
    return this.#ports.realMs() * this.#ports.speed;
  }
}

const clockStepMs = 60_000;
/** Crystals differ by 100 parts in a million at the most: in this time by less than a tenth of a second. */
const lookBackMs = 5 * 60_000;
