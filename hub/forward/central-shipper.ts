/**
 * Carries the hub's log to whoever keeps a copy of it, central or a follower, over HTTP. What to send when is the shipper's to say; this
 * file only posts, one at a time and in order, and after any failure starts again from what the receiver says it has.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { EventLog } from "#shared/log/event-log.ts";
import type { Digest, LogRecord, Moment } from "#shared/log/record.ts";
import { Shipper, type ShipperOutput, statementOf } from "#shared/log/shipper.ts";
import { type LogAnswer, rowsPerPostMax } from "../shipping/log-post.ts";
import { postText } from "../shipping/post-text.ts";
import { backoffMs } from "./backoff.ts";
import type { FaultPort } from "./forwarder.ts";
import { forwardedCursor } from "./move-outbox.ts";

export const cursorName = "central";
/** The last row that this log shares with central's, once the two were found to have parted; 0 otherwise. */
export const partedCursor = "central-parted-after";
/** A message is posted in parts of about this size, so that it passes whatever stands between; one row always travels whole. */
export const postBytesWanted = 512 * 1024;

export type PostOutcome =
  | { readonly kind: "answered"; readonly answer: LogAnswer }
  /** No answer, or one that is none of ours. */
  | { readonly kind: "failed"; readonly cause: string };

export type CompareOutcome =
  | { readonly kind: "answered"; readonly hashes: readonly (string | null)[] }
  | { readonly kind: "failed"; readonly cause: string };

/** Who the copy is for, and what is said when it cannot be made. */
export interface Receiver {
  /** The name of the durable cursor, and of what is said. */
  readonly cursor: string;
  readonly unreachable: Fault;
  readonly forked: Fault;
}

export const toCentral: Receiver = {
  cursor: cursorName,
  unreachable: fault("central-unreachable"),
  forked: fault("log-forked", { device: "central" }),
};

/** One of the standby hubs that the hub's file names. */
export function toFollower(address: string): Receiver {
  return {
    cursor: `follower ${address}`,
    unreachable: fault("follower-unreachable", { address }),
    forked: fault("log-forked", { device: address }),
  };
}

export interface CentralShipperPorts {
  readonly post: (body: string) => Promise<PostOutcome>;
  readonly compare: (epoch: string, seqs: readonly number[]) => Promise<CompareOutcome>;
  /** Gives an empty receiver the state from which what is still here goes on. Central takes none. */
  readonly postSnapshot?: () => Promise<PostOutcome>;
  /** The hub's clock. */
  readonly now: () => Moment;
  /** Real, monotonic time. */
  readonly monoMs: () => number;
  readonly generation: () => number;
  /** The receiver has heard of a hub of a higher generation: nothing is sent any more. */
  readonly superseded: (generation: number) => void;
  readonly digest: Digest;
  /** Runs once, so many real milliseconds from now; returns how to cancel it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  readonly faults: FaultPort;
}

const noSnapshot: PostOutcome = { kind: "failed", cause: "no snapshot is sent to this receiver" };

type Send = Extract<ShipperOutput, { kind: "send" }>;
type Compare = Extract<ShipperOutput, { kind: "compare" }>;

export class CentralShipper {
  readonly #log: EventLog;
  readonly #ports: CentralShipperPorts;
  readonly #shipper: Shipper;
  readonly #raised = new Set<string>();
  readonly #receiver: Receiver;
  readonly #about: { readonly unreachable: string; readonly forked: string; readonly storage: string };
  #work: (Send | Compare | { readonly kind: "snapshot" })[] = [];
  #phase: "new" | "away" | "idle" | "working" | "forked" | "superseded" | "stopped" = "new";
  #cancel = () => {};
  #failures = 0;
  /** The receiver does not hold what comes before the next rows, and needs the hashes of their devices. */
  #whole = false;
  /**
   * The receiver dropped rows of which it had to make the hashes of devices. It may hold another row of a device before them than this
   * hub does: the device lost its newest rows, and the hub was restored to before them. The next post names every hash.
   */
  #hasDropped = false;

  constructor(log: EventLog, ports: CentralShipperPorts, receiver: Receiver = toCentral) {
    this.#log = log;
    this.#ports = ports;
    this.#receiver = receiver;
    const { cursor } = receiver;
    this.#about = { unreachable: `${cursor}/unreachable`, forked: `${cursor}/forked`, storage: `${cursor}/storage` };
    this.#shipper = new Shipper(log, log.cursor(cursor), rowsPerPostMax);
  }

  /** Rows that the receiver has not yet acknowledged. */
  get behind(): number {
    return this.#log.last - this.#shipper.stored;
  }

  /** The first row that is still to be sent. */
  neededFrom(): number {
    return this.#shipper.stored + 1;
  }

  /** The log has grown, or the hub has started. */
  onCommitted(): void {
    if (this.#phase === "new") {
      this.#phase = "away";
      this.#cancel = this.#ports.after(0, () => this.#connect());
    } else if (this.#phase === "idle" || this.#phase === "working") {
      this.#carryOut(this.#shipper.step({ kind: "appended", atMs: this.#ports.monoMs() }));
    }
  }

  /** Ends at once: a post on its way may be stored, and central then drops it when it comes again. */
  stop(): void {
    this.#phase = "stopped";
    this.#cancel();
  }

  #connect(): void {
    this.#phase = "idle";
    this.#carryOut(this.#shipper.step({ kind: "connected", atMs: this.#ports.monoMs() }));
  }

  #carryOut(outputs: readonly ShipperOutput[]): void {
    for (const output of outputs) {
      if (output.kind === "stored") this.#store(output.seq);
      else if (output.kind === "parted") this.#fork(output.after);
      else this.#work.push(output);
    }
    if (this.#phase !== "idle" || this.#work.length === 0) return;
    this.#phase = "working";
    void this.#workOff();
  }

  async #workOff(): Promise<void> {
    for (let work = this.#work.shift(); work; work = this.#work.shift()) {
      if (work.kind === "send") await this.#sendAll(work);
      else if (work.kind === "compare") await this.#compare(work);
      else this.#take(await (this.#ports.postSnapshot?.() ?? Promise.resolve(noSnapshot)));
      if (this.#phase !== "working") return;
    }
    this.#phase = "idle";
    // Everything has been answered, and still not everything is stored: the receiver drops what it is sent.
    if (!this.#shipper.isStoredToItsEnd) return this.#away();
    this.#failures = 0;
  }

  async #sendAll({ epoch, from: first, to }: Send): Promise<void> {
    for (let from = first; ; ) {
      const { body, next } = this.#body(epoch, from, to);
      const outcome = await this.#ports.post(body);
      if (this.#phase !== "working") return;
      const answer = this.#take(outcome);
      if (answer && from < next) this.#hasDropped = answer.next < next;
      // The receiver has not taken what was just sent: its answer has brought the shipper back to where it stands.
      if (!answer || this.#phase !== "working" || next > to || answer.next < next) return;
      from = next;
    }
  }

  async #compare({ epoch, seqs }: Compare): Promise<void> {
    const outcome = await this.#ports.compare(epoch, seqs);
    if (this.#phase !== "working") return;
    if (outcome.kind === "failed") return this.#away();
    this.#carryOut(this.#shipper.step({ kind: "compared", atMs: this.#ports.monoMs(), seqs, hashes: outcome.hashes }));
  }

  /** What was answered to a post; undefined when nothing of use was. */
  #take(outcome: PostOutcome): LogAnswer | undefined {
    if (this.#phase !== "working") return undefined;
    if (outcome.kind === "failed") {
      this.#away();
      return undefined;
    }
    const { epoch, next, hash, ask = false, whole = false, snapshot = false, generation = 0 } = outcome.answer;
    this.#clear(this.#about.unreachable);
    if (generation > this.#ports.generation()) {
      this.#phase = "superseded";
      this.#work = [];
      this.#ports.superseded(generation);
      return undefined;
    }
    this.#whole = whole;
    // The shipper goes back to where the receiver stands: what was still to be posted comes again after that.
    if (ask) this.#work = [];
    if (snapshot) this.#work = [{ kind: "snapshot" }];
    else this.#carryOut(this.#shipper.step({ kind: "acknowledged", atMs: this.#ports.monoMs(), epoch, next, hash, ask }));
    return outcome.answer;
  }

  /** Rows `from` to at most `to`, as many as fit; `from > to` makes the empty message. */
  #body(epoch: string, from: number, to: number): { readonly body: string; readonly next: number } {
    const records: LogRecord[] = [];
    let bytes = 0;
    for (const { seq: _seq, hash: _hash, ...record } of from > to ? [] : this.#log.read(from, to - from + 1)) {
      bytes += JSON.stringify(record).length;
      if (records.length > 0 && bytes > postBytesWanted) break;
      records.push(record);
    }
    const { generation, now, digest } = this.#ports;
    const last = from > to ? to : from + records.length - 1;
    const sent = { kind: "send" as const, epoch, from, to: last };
    const statement = statementOf(this.#log, sent);
    const envelope = {
      generation: generation(),
      source: "hub" as const,
      sent: now(),
      forwarded: this.#log.cursor(forwardedCursor),
      ...statement,
    };
    const known = (source: string, of: string, seq: number) => this.#log.originRow(source, of, seq)?.origin?.hash;
    return { body: postText(envelope, from, records, this.#whole || this.#hasDropped ? null : known, digest), next: last + 1 };
  }

  #away(): void {
    this.#phase = "away";
    this.#work = [];
    this.#shipper.step({ kind: "disconnected" });
    this.#raise(this.#about.unreachable, this.#receiver.unreachable);
    this.#failures += 1;
    this.#cancel = this.#ports.after(backoffMs(this.#failures, this.#ports.random01()), () => this.#connect());
  }

  /** The receiver holds another history of this hub: nothing is sent until a person has promoted one of the two. */
  #fork(after: number): void {
    this.#phase = "forked";
    this.#work = [];
    this.#raise(this.#about.forked, this.#receiver.forked);
    if (this.#receiver === toCentral) this.#keep(partedCursor, after);
  }

  #store(seq: number): void {
    // Something came through: a way that breaks in the middle of a long backlog is tried again soon.
    if (seq > this.#log.cursor(this.#receiver.cursor)) this.#failures = 0;
    this.#keep(this.#receiver.cursor, seq);
  }

  /** A cursor that cannot be stored only makes rows travel twice. */
  #keep(cursor: string, seq: number): void {
    try {
      this.#log.setCursor(cursor, seq);
      this.#clear(this.#about.storage);
    } catch (error) {
      if (!(error instanceof Error && error.name === "SqliteError")) throw error;
      this.#raise(this.#about.storage, fault("storage-failed"));
    }
  }

  #raise(key: string, what: Fault): void {
    if (this.#raised.has(key)) return;
    this.#raised.add(key);
    this.#ports.faults.raise(key, what);
  }

  #clear(key: string): void {
    if (this.#raised.delete(key)) this.#ports.faults.clear(key);
  }
}
