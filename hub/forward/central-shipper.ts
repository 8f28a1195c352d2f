/**
 * Carries the hub's log to central over HTTP. What to send when is the shipper's to say; this file only posts, one at a time and in
 * order, and after any failure starts again from what central says it has.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { EventLog } from "#shared/log/event-log.ts";
import type { Moment } from "#shared/log/record.ts";
import { Shipper, type ShipperOutput } from "#shared/log/shipper.ts";
import type { LogAnswer } from "../central/log-post.ts";
import { backoffMs } from "./backoff.ts";
import type { FaultPort } from "./forwarder.ts";

export const cursorName = "central";
/** Rows that the shipper may put into one message. */
export const rowsPerMessage = 500;
/** A message is posted in parts of about this size, so that it passes whatever stands between; one row always travels whole. */
export const postBytesWanted = 512 * 1024;

export type PostOutcome =
  | { readonly kind: "answered"; readonly answer: LogAnswer }
  /** No answer, or one that is none of ours. */
  | { readonly kind: "failed"; readonly cause: string };

export interface CentralShipperPorts {
  readonly post: (body: string) => Promise<PostOutcome>;
  /** The hub's clock. */
  readonly now: () => Moment;
  /** Real, monotonic time. */
  readonly monoMs: () => number;
  readonly generation: () => number;
  /** Runs once, so many real milliseconds from now; returns how to cancel it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  readonly faults: FaultPort;
}

const about = { unreachable: "central/unreachable", forked: "central/forked", storage: "central/storage" } as const;
type Send = Extract<ShipperOutput, { kind: "send" }>;

export class CentralShipper {
  readonly #log: EventLog;
  readonly #ports: CentralShipperPorts;
  readonly #shipper: Shipper;
  readonly #raised = new Set<string>();
  #sends: Send[] = [];
  #phase: "new" | "away" | "idle" | "working" | "forked" | "stopped" = "new";
  #cancel = () => {};
  #failures = 0;

  constructor(log: EventLog, ports: CentralShipperPorts) {
    this.#log = log;
    this.#ports = ports;
    this.#shipper = new Shipper(log, log.identity.epoch, log.cursor(cursorName), rowsPerMessage);
  }

  /** Rows that central has not yet acknowledged. */
  get behind(): number {
    return this.#log.last - this.#shipper.stored;
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
      if (output.kind === "send") this.#sends.push(output);
      else if (output.kind === "stored") this.#store(output.seq);
      else this.#fork();
    }
    if (this.#phase !== "idle" || this.#sends.length === 0) return;
    this.#phase = "working";
    void this.#work();
  }

  async #work(): Promise<void> {
    for (let send = this.#sends.shift(); send; send = this.#sends.shift()) {
      for (let from = send.from; ; ) {
        const { body, next } = this.#body(from, send.to);
        const outcome = await this.#ports.post(body);
        if (this.#phase !== "working") return;
        if (outcome.kind === "failed") return this.#away();
        this.#acknowledged(outcome.answer);
        if (this.#phase !== "working") return;
        if (next > send.to) break;
        // Central has not taken what was just sent: its answer has brought the shipper back to where it stands.
        if (outcome.answer.next < next) break;
        from = next;
      }
    }
    this.#phase = "idle";
    // Everything has been answered, and still not everything is stored: central drops what it is sent.
    if (this.#shipper.stored < this.#log.last) return this.#away();
    this.#failures = 0;
  }

  #acknowledged(answer: LogAnswer): void {
    this.#clear(about.unreachable);
    const { epoch, next, hash, ask = false } = answer;
    // The shipper goes back to where central stands: what was still to be posted comes again after that.
    if (ask) this.#sends = [];
    this.#carryOut(this.#shipper.step({ kind: "acknowledged", atMs: this.#ports.monoMs(), epoch, next, hash, ask }));
  }

  /** Rows `from` to at most `to`, as many as fit; `from > to` makes the empty message. */
  #body(from: number, to: number): { readonly body: string; readonly next: number } {
    const rows: string[] = [];
    let bytes = 0;
    let last = from > to ? to : from - 1;
    for (const { seq, hash: _hash, ...record } of from > to ? [] : this.#log.read(from, to - from + 1)) {
      const text = JSON.stringify({ seq, ...record });
      if (rows.length > 0 && bytes + text.length > postBytesWanted) break;
      rows.push(text);
      bytes += text.length;
      last = seq;
    }
    const { epoch } = this.#log.identity;
    const generation = this.#ports.generation();
    const position = { epoch, last: this.#log.last, hash: this.#log.hashAfter(last) };
    const envelope = JSON.stringify({ generation, source: "hub", sent: this.#ports.now(), ...position });
    const body = `${envelope.slice(0, -1)},"rows":[${rows.join(",")}]}`;
    return { body, next: last + 1 };
  }

  #away(): void {
    this.#phase = "away";
    this.#sends = [];
    this.#shipper.step({ kind: "disconnected" });
    this.#raise(about.unreachable, fault("central-unreachable"));
    this.#failures += 1;
    this.#cancel = this.#ports.after(backoffMs(this.#failures, this.#ports.random01()), () => this.#connect());
  }

  /** Central holds another history of this hub: nothing is sent until a person has looked. */
  #fork(): void {
    this.#phase = "forked";
    this.#sends = [];
    this.#raise(about.forked, fault("log-forked", { device: "central" }));
  }

  /** A cursor that cannot be stored only makes rows travel twice. */
  #store(seq: number): void {
    try {
      this.#log.setCursor(cursorName, seq);
      this.#clear(about.storage);
    } catch (error) {
      if (!(error instanceof Error && error.name === "SqliteError")) throw error;
      this.#raise(about.storage, fault("storage-failed"));
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
