/**
 * Sends the outbox to a collector, one batch at a time and in order, until each is taken. It waits and tries again for as long as it
 * must; a batch that is refused is kept, and the cursor moves only after a 200. So each event arrives at least once.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Moment } from "#shared/log/record.ts";
import { batchEventsMax, splitIntoBatches } from "#shared/snowplow/batch.ts";
import { type Tp2Body, tp2Payload } from "#shared/snowplow/payload.ts";
import { backoffMaxMs, backoffMs } from "./backoff.ts";
import type { MoveOutbox } from "./move-outbox.ts";
import type { SendOutcome } from "./sender.ts";

/** Where faults of the office are shown until they are cleared. */
export interface FaultPort {
  raise(about: string, fault: Fault): void;
  clear(about: string): void;
}

export interface ForwarderPorts {
  readonly send: (body: Tp2Body) => Promise<SendOutcome>;
  /** The hub's clock. */
  readonly now: () => Moment;
  /** How many times faster than real time the hub's clock runs. */
  readonly speed: number;
  /** Runs once, so many real milliseconds from now; returns how to cancel it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  readonly faults: FaultPort;
}

/** The shortest pause between looking at rows that can still be undone. */
export const pauseMinMs = 50;

const about = { unreachable: "collector/unreachable", refused: "collector/refused", storage: "collector/storage" } as const;

export class Forwarder {
  readonly #outbox: MoveOutbox;
  readonly #ports: ForwarderPorts;
  readonly #raised = new Set<string>();
  #phase: "idle" | "waiting" | "working" | "stopped" = "idle";
  #cancel = () => {};
  #failures = 0;
  /** Falls when the collector finds batches too large, and grows again after. */
  #eventsMax = batchEventsMax;

  constructor(outbox: MoveOutbox, ports: ForwarderPorts) {
    this.#outbox = outbox;
    this.#ports = ports;
  }

  /** The log has grown, or the hub has started. */
  onCommitted(): void {
    if (this.#phase !== "idle") return;
    this.#cancel();
    this.#wait(0);
  }

  neededFrom(): number {
    return this.#outbox.neededFrom;
  }

  /** Ends at once: what is on its way may arrive, and is sent again at the next start. */
  stop(): void {
    if (this.#phase === "stopped") return;
    this.#phase = "stopped";
    this.#cancel();
    this.#stored(() => this.#outbox.keep());
  }

  #wait(ms: number): void {
    this.#phase = "waiting";
    this.#cancel = this.#ports.after(ms, () => {
      this.#phase = "working";
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    for (;;) {
      const remainingMs = this.#stored(() => this.#outbox.fill(this.#ports.now()));
      if (remainingMs === undefined) return this.#wait(this.#backoffMs());
      if (this.#outbox.isEmpty) return this.#rest(remainingMs);
      const [batch] = splitIntoBatches(this.#outbox.first(this.#eventsMax));
      if (!batch) throw new Error("an outbox that is not empty has a first batch");
      const outcome = await this.#ports.send(tp2Payload(batch, this.#ports.now().at));
      if (this.#phase === "stopped") return;
      const pauseMs = this.#judge(outcome, batch.length);
      if (pauseMs > 0) return this.#wait(pauseMs);
    }
  }

  /** At the end of the log there may be something to tell later; a row that comes before is taken up at once all the same. */
  #rest(remainingMs: number | null): void {
    const dueMs = remainingMs === null ? this.#outbox.untilDueMs(this.#ports.now()) : remainingMs;
    if (dueMs !== null) this.#wait(dueMs === 0 ? 0 : Math.max(pauseMinMs, Math.ceil(dueMs / this.#ports.speed)));
    if (remainingMs === null) this.#phase = "idle";
  }

  /** What became of a batch; returns how long to wait before going on. */
  #judge(outcome: SendOutcome, count: number): number {
    switch (outcome.kind) {
      case "accepted":
        if (this.#stored(() => this.#accepted(count)) === undefined) return this.#backoffMs();
        this.#failures = 0;
        this.#eventsMax = Math.min(batchEventsMax, this.#eventsMax * 2);
        this.#clear(about.unreachable);
        this.#clear(about.refused);
        return 0;
      case "retry":
        this.#raise(about.unreachable, fault("collector-unreachable"));
        return this.#backoffMs();
      case "too-large":
        if (count === 1) return this.#refused(outcome.status);
        this.#eventsMax = Math.ceil(count / 2);
        return 0;
      case "refused":
        return this.#refused(outcome.status);
    }
  }

  #accepted(count: number): "stored" {
    this.#outbox.accepted(count);
    return "stored";
  }

  /** The batch stays where it is: only a person can help, and until then it is tried about once a minute. */
  #refused(status: number): number {
    this.#clear(about.unreachable);
    this.#raise(about.refused, fault("collector-refused", { status }));
    return Math.round(backoffMaxMs * (0.5 + this.#ports.random01()));
  }

  #backoffMs(): number {
    this.#failures += 1;
    return backoffMs(this.#failures, this.#ports.random01());
  }

  /** Undefined when the storage did not take it: the events then travel again, under the same ids. */
  #stored<T>(write: () => T): T | undefined {
    try {
      const result = write();
      this.#clear(about.storage);
      return result;
    } catch (error) {
      if (!(error instanceof Error && error.name === "SqliteError")) throw error;
      this.#raise(about.storage, fault("storage-failed"));
      return undefined;
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

/** Made-up data never leave the machine: a speeded-up office reports only to a collector beside it. */
export function mayReport(collectorUrl: string, speed: number): boolean {
  if (speed === 1) return true;
  const { hostname } = new URL(collectorUrl);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
