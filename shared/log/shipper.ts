/**
 * Sends a log's rows to whoever numbers them next (device to hub, hub to central), stretch by stretch and in order, bounded in flight,
 * until they are acknowledged. Pure: inputs in, outputs out; it does not know how a message travels. `atMs` is real, monotonic time.
 */
import type { Stretch } from "./event-log.ts";

/** Messages that may be unanswered: with the rows of a message this bounds what is in flight. */
export const messagesInFlightMax = 2;
/** Without an answer for this long, the sender states its position again, from its oldest stretch, and goes on from the answer. */
export const resendAfterMs = 5_000;
/** Rows compared in one question: four questions find the place in ten million. */
export const comparedMax = 64;

/** What the shipper reads of its own log. */
export interface ShippedLog {
  readonly last: number;
  /** The first row that is still there. */
  readonly heldFrom: number;
  hashAfter(seq: number): string | undefined;
  /** Oldest first; never none. */
  stretches(): readonly Stretch[];
}

export type ShipperInput =
  /** Also after `parted` was carried out. */
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
  /** The answer to `compare`: the receiver's hashes after those rows, null where it can say none. */
  | { readonly kind: "compared"; readonly atMs: number; readonly seqs: readonly number[]; readonly hashes: readonly (string | null)[] }
  /** Time has passed; any step of a second or so will do. */
  | { readonly kind: "tick"; readonly atMs: number };

type Send = Extract<ShipperOutput, { kind: "send" }>;
export type ShipperOutput =
  /**
   * Rows `from` to `to` of a stretch, both included; `from > to` is the empty message that states the position (`to` is its last seq).
   * `statementOf` says what else the message carries.
   */
  | { readonly kind: "send"; readonly epoch: string; readonly from: number; readonly to: number }
  /** Everything up to `seq` is stored by the receiver: the cursor to keep. It goes back when a receiver was restored. */
  | { readonly kind: "stored"; readonly seq: number }
  /** The receiver's history of this stretch is not ours: ask it for its hashes after these rows. */
  | { readonly kind: "compare"; readonly epoch: string; readonly seqs: readonly number[] }
  /**
   * Two histories of this epoch parted after row `after`, which is the last they share. Nothing more is sent until the rows after it bear
   * another epoch (`EventLog.relabel(after + 1, ...)`, together with the row that says so) and `connected` is given.
   */
  | { readonly kind: "parted"; readonly epoch: string; readonly after: number };

interface InFlight {
  readonly to: number;
  readonly sentAtMs: number;
}

/** Where the common past of two histories ends: at `low` or after it, not after `high`. */
interface Search {
  readonly low: number;
  readonly high: number;
  readonly seqs: readonly number[];
}

export class Shipper {
  readonly #log: ShippedLog;
  readonly #rowsMax: number;
  /** `stating`: the receiver has not yet said where it stands. */
  #phase: "away" | "stating" | "shipping" | "comparing" | "parted" = "away";
  /** The epoch of the stretch that is being shipped. */
  #epoch: string;
  #stored: number;
  /** Of this stretch, on this connection. */
  #acknowledgedTo = 0;
  #sent = 0;
  /** The last row before what the receiver has asked for and was sent once more. */
  #sentAgainAfter: number | null = null;
  #waitingSinceMs = 0;
  #inFlight: InFlight[] = [];
  #search: Search = { low: 0, high: 0, seqs: [] };

  /** `stored` is the durable cursor: the last seq that was acknowledged before. */
  constructor(log: ShippedLog, stored: number, rowsMax: number) {
    this.#log = log;
    this.#rowsMax = rowsMax;
    this.#stored = Math.min(stored, log.last);
    this.#epoch = oldest(log).epoch;
  }

  get stored(): number {
    return this.#stored;
  }

  /** Whether the receiver has said on this connection where it stands in the newest stretch; then `stored` is what it holds. */
  get isShipping(): boolean {
    return this.#phase === "shipping" && this.#next() === undefined;
  }

  /** Whether the receiver is known to hold the log to its end. */
  get isStoredToItsEnd(): boolean {
    return this.isShipping && this.#stored === this.#log.last;
  }

  step(input: ShipperInput): ShipperOutput[] {
    switch (input.kind) {
      case "connected":
        return this.#state(oldest(this.#log), input.atMs);
      case "disconnected":
        this.#phase = "away";
        this.#inFlight = [];
        return [];
      case "appended":
        return this.#fill(input.atMs);
      case "acknowledged":
        return this.#acknowledged(input);
      case "compared":
        return this.#compared(input);
      case "tick":
        return this.#tick(input.atMs);
    }
  }

  #state(stretch: Stretch, atMs: number): ShipperOutput[] {
    this.#phase = "stating";
    this.#epoch = stretch.epoch;
    this.#inFlight = [];
    this.#waitingSinceMs = atMs;
    const { epoch, last } = stretch;
    return [{ kind: "send", epoch, from: last + 1, to: last }];
  }

  #acknowledged({ atMs, epoch, next, hash, ask }: Extract<ShipperInput, { kind: "acknowledged" }>): ShipperOutput[] {
    if ((this.#phase !== "stating" && this.#phase !== "shipping") || epoch !== this.#epoch) return [];
    const stretch = this.#stretch();
    const seq = next - 1;
    // An answer to the stated position, or a request, is the truth even when it lies below what was acknowledged before
    // (the receiver was restored). Anything else that is lower is only late.
    const states = this.#phase === "stating";
    const rewinds = states || ask;
    // It had stored more than this, so it was restored meanwhile: of the stretches before this one it may have lost rows as well.
    const first = oldest(this.#log);
    if (ask && !states && seq < this.#acknowledgedTo && stretch.epoch !== first.epoch) return this.#state(first, atMs);
    if (seq < stretch.first - 1 || (!rewinds && seq < this.#acknowledgedTo)) return [];
    if (seq > stretch.last) return this.#compare(stretch.last, atMs);
    const ours = this.#log.hashAfter(seq);
    // Below what is still here: the receiver has yet to take what is stated as `held`.
    if (ours === undefined) return [];
    if (ours !== hash) return this.#compare(seq - 1, atMs);
    // A receiver that cannot store what comes (its disk is full) asks for it as often as it is sent. Once is help; after that the
    // next position is stated by the tick.
    if (ask && !states && this.#sentAgainAfter === seq) return [];
    this.#sentAgainAfter = ask && !states ? seq : null;
    this.#phase = "shipping";
    this.#acknowledgedTo = seq;
    this.#inFlight = rewinds ? [] : this.#inFlight.filter((message) => message.to > seq);
    this.#sent = rewinds ? seq : Math.max(this.#sent, seq);
    return [...this.#keep(seq === stretch.last ? Math.max(seq, this.#stored) : seq), ...this.#fill(atMs)];
  }

  #keep(seq: number): ShipperOutput[] {
    if (seq === this.#stored) return [];
    this.#stored = seq;
    return [{ kind: "stored", seq }];
  }

  #fill(atMs: number): ShipperOutput[] {
    if (this.#phase !== "shipping") return [];
    const { epoch, last } = this.#stretch();
    const next = this.#next();
    if (next && this.#acknowledgedTo === last) return this.#state(next, atMs);
    const outputs: ShipperOutput[] = [];
    while (this.#inFlight.length < messagesInFlightMax && this.#sent < last) {
      const from = this.#sent + 1;
      const to = Math.min(this.#sent + this.#rowsMax, last);
      this.#sent = to;
      this.#inFlight.push({ to, sentAtMs: atMs });
      outputs.push({ kind: "send", epoch, from, to });
    }
    return outputs;
  }

  /** Looks for the last row that both have; it is `high` at the most, and what lies before the first row here is taken as shared. */
  #compare(high: number, atMs: number): ShipperOutput[] {
    this.#inFlight = [];
    return this.#narrow(Math.max(this.#stretch().first, this.#log.heldFrom) - 1, high, atMs);
  }

  #narrow(low: number, high: number, atMs: number): ShipperOutput[] {
    if (high <= low) return this.#found(low, atMs);
    this.#phase = "comparing";
    this.#waitingSinceMs = atMs;
    const count = Math.min(comparedMax, high - low);
    const seqs = Array.from({ length: count }, (_, place) => low + Math.ceil(((high - low) * (place + 1)) / count));
    this.#search = { low, high, seqs };
    return [{ kind: "compare", epoch: this.#epoch, seqs }];
  }

  /**
   * Hashes are chained, so whatever lies before a shared row is shared. A row of which the receiver can say nothing is one that it has
   * deleted since: it counts as shared, because sending it again under another epoch would make its ticket two.
   */
  #compared({ atMs, seqs, hashes }: Extract<ShipperInput, { kind: "compared" }>): ShipperOutput[] {
    const { low, high, seqs: asked } = this.#search;
    if (this.#phase !== "comparing" || seqs.join() !== asked.join() || hashes.length !== asked.length) return [];
    const differs = asked.findIndex((seq, place) => hashes[place] !== null && hashes[place] !== this.#log.hashAfter(seq));
    if (differs < 0) return this.#narrow(high, high, atMs);
    return this.#narrow(asked[differs - 1] ?? low, (asked[differs] ?? high) - 1, atMs);
  }

  #found(shared: number, atMs: number): ShipperOutput[] {
    const { epoch, last } = this.#stretch();
    const next = this.#next();
    // The receiver has more of an old epoch than we: another copy of this storage went on under it. All that is ours is there.
    if (shared === last && next) return this.#state(next, atMs);
    this.#phase = "parted";
    return [{ kind: "parted", epoch, after: shared }];
  }

  #tick(atMs: number): ShipperOutput[] {
    if (this.#phase === "away" || this.#phase === "parted") return [];
    const sinceMs = this.#phase === "shipping" ? this.#inFlight[0]?.sentAtMs : this.#waitingSinceMs;
    if (sinceMs === undefined || atMs - sinceMs < resendAfterMs) return [];
    return this.#state(oldest(this.#log), atMs);
  }

  #stretch(): Stretch {
    return this.#log.stretches().find((each) => each.epoch === this.#epoch) ?? oldest(this.#log);
  }

  /** The stretch after the one that is being shipped; undefined for the newest. */
  #next(): Stretch | undefined {
    const all = this.#log.stretches();
    return all[all.findIndex((each) => each.epoch === this.#epoch) + 1];
  }
}

/** What a message says beside its rows: where the stretch ends and begins, what of it is still here, and the hash after the last row sent. */
export interface Statement {
  readonly epoch: string;
  readonly last: number;
  readonly first?: { readonly seq: number; readonly hash: string };
  readonly from?: { readonly epoch: string; readonly seq: number };
  readonly held?: { readonly seq: number; readonly hash: string };
  readonly hash: string;
}

export function statementOf(log: ShippedLog, send: Send): Statement {
  const stretch = log.stretches().find((each) => each.epoch === send.epoch) ?? oldest(log);
  const { epoch, first, last, hash, from, relabelled } = stretch;
  const { heldFrom } = log;
  return {
    epoch,
    last,
    ...(first > 1 ? { first: { seq: first, hash } } : {}),
    ...(relabelled && from !== null ? { from: { epoch: from, seq: first - 1 } } : {}),
    ...(heldFrom > first ? { held: { seq: heldFrom, hash: log.hashAfter(heldFrom - 1) ?? "" } } : {}),
    hash: log.hashAfter(send.to) ?? "",
  };
}

function oldest(log: ShippedLog): Stretch {
  const stretch = log.stretches()[0];
  if (!stretch) throw new Error("a log without an epoch");
  return stretch;
}
