/**
 * Sends a log's rows to whoever numbers them next (device to hub, hub to central), in order, bounded in flight, until they are
 * acknowledged. Pure: inputs in, outputs out; it does not know how a message travels. `atMs` is real, monotonic time.
 */
import { chainStart } from "./record.ts";

/** Messages that may be unanswered: with the rows of a message this bounds what is in flight. */
export const messagesInFlightMax = 2;
/** Without an acknowledgement for this long, the sender states its position again and goes on from the answer. */
export const resendAfterMs = 5_000;

/** What the shipper reads of its own log. */
export interface ShippedLog {
  readonly last: number;
  hashAfter(seq: number): string | undefined;
}

export type ShipperInput =
  | { readonly kind: "connected"; readonly atMs: number }
  | { readonly kind: "disconnected" }
  | { readonly kind: "appended"; readonly atMs: number }
  | {
      readonly kind: "acknowledged";
      readonly atMs: number;
      readonly epoch: string;
      readonly next: number;
      readonly hash: string;
      readonly ask: boolean;
    }
  /** Time has passed; any step of a second or so will do. */
  | { readonly kind: "tick"; readonly atMs: number };

export type ShipperOutput =
  /** Rows `from` to `to`, both included; `from > to` is the empty message that states the position (`to` is its last seq). */
  | { readonly kind: "send"; readonly from: number; readonly to: number }
  /** Everything up to `seq` is stored by the receiver. */
  | { readonly kind: "stored"; readonly seq: number }
  /** The receiver holds another history of this log: nothing more is sent on this connection. */
  | { readonly kind: "forked"; readonly why: "receiver-ahead" | "hash-differs"; readonly next: number };

interface InFlight {
  readonly to: number;
  readonly sentAtMs: number;
}

export class Shipper {
  readonly #log: ShippedLog;
  readonly #epoch: string;
  readonly #rowsMax: number;
  /** `stating`: the receiver has not yet said where it stands. */
  #phase: "away" | "stating" | "shipping" | "forked" = "away";
  #stored: number;
  #sent: number;
  #statedAtMs = 0;
  #inFlight: InFlight[] = [];

  /** `stored` is the durable cursor: the last seq that was acknowledged before. */
  constructor(log: ShippedLog, epoch: string, stored: number, rowsMax: number) {
    this.#log = log;
    this.#epoch = epoch;
    this.#rowsMax = rowsMax;
    this.#stored = Math.min(stored, log.last);
    this.#sent = this.#stored;
  }

  get stored(): number {
    return this.#stored;
  }

  /** Whether the receiver has said on this connection where it stands. */
  get isShipping(): boolean {
    return this.#phase === "shipping";
  }

  /** Whether the receiver is known to hold the log to its end. */
  get isStoredToItsEnd(): boolean {
    return this.isShipping && this.#stored === this.#log.last;
  }

  step(input: ShipperInput): ShipperOutput[] {
    switch (input.kind) {
      case "connected":
        return this.#state(input.atMs);
      case "disconnected":
        this.#phase = "away";
        this.#inFlight = [];
        return [];
      case "appended":
        return this.#fill(input.atMs);
      case "acknowledged":
        return this.#acknowledged(input);
      case "tick":
        return this.#tick(input.atMs);
    }
  }

  #state(atMs: number): ShipperOutput[] {
    this.#phase = "stating";
    this.#inFlight = [];
    this.#statedAtMs = atMs;
    const { last } = this.#log;
    return [{ kind: "send", from: last + 1, to: last }];
  }

  #acknowledged(input: Extract<ShipperInput, { kind: "acknowledged" }>): ShipperOutput[] {
    if (this.#phase === "away" || this.#phase === "forked" || input.epoch !== this.#epoch) return [];
    const seq = input.next - 1;
    if (seq > this.#log.last) return this.#fork("receiver-ahead", input.next);
    if ((seq === 0 ? chainStart : this.#log.hashAfter(seq)) !== input.hash) return this.#fork("hash-differs", input.next);
    // An answer to the stated position, or a request, is the truth even when it lies below what was acknowledged before
    // (the receiver was restored). Anything else that is lower is only late.
    const rewinds = this.#phase === "stating" || input.ask;
    if (!rewinds && seq < this.#stored) return [];
    const moved = seq !== this.#stored;
    this.#stored = seq;
    this.#phase = "shipping";
    this.#inFlight = rewinds ? [] : this.#inFlight.filter((message) => message.to > seq);
    this.#sent = rewinds ? seq : Math.max(this.#sent, seq);
    const stored: ShipperOutput[] = moved ? [{ kind: "stored", seq }] : [];
    return [...stored, ...this.#fill(input.atMs)];
  }

  #fork(why: "receiver-ahead" | "hash-differs", next: number): ShipperOutput[] {
    this.#phase = "forked";
    this.#inFlight = [];
    return [{ kind: "forked", why, next }];
  }

  #fill(atMs: number): ShipperOutput[] {
    if (this.#phase !== "shipping") return [];
    const outputs: ShipperOutput[] = [];
    while (this.#inFlight.length < messagesInFlightMax && this.#sent < this.#log.last) {
      const from = this.#sent + 1;
      const to = Math.min(this.#sent + this.#rowsMax, this.#log.last);
      this.#sent = to;
      this.#inFlight.push({ to, sentAtMs: atMs });
      outputs.push({ kind: "send", from, to });
    }
    return outputs;
  }

  #tick(atMs: number): ShipperOutput[] {
    const waitingSinceMs = this.#phase === "stating" ? this.#statedAtMs : this.#inFlight[0]?.sentAtMs;
    if (this.#phase === "away" || this.#phase === "forked") return [];
    if (waitingSinceMs === undefined || atMs - waitingSinceMs < resendAfterMs) return [];
    return this.#state(atMs);
  }
}
