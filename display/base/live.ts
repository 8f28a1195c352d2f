/**
 * A live view over server-sent events: hands on what arrives, says how well it is connected, and comes back by itself.
 * The server should send something at least every `staleAfterMs` (a `beat` will do): a half-open connection tells nothing.
 */
import type { EventStream, LivePorts } from "./ports.ts";

export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** Silent for too long, or broken, since this moment of the page's clock; what is shown may be old. */
  | { readonly kind: "lost"; readonly since: number };

export interface LiveOptions {
  readonly address: string;
  /** One reader for each event's name. `beat` needs none. */
  readonly events: Readonly<Record<string, (data: unknown, id: string) => void>>;
  /** Called on each change, and once at the start. */
  readonly connection: (connection: Connection) => void;
  readonly staleAfterMs?: number;
  /** Browsers allow six connections to a host: a staff page lets go of its own while nobody sees it. Public screens keep it. */
  readonly whenHidden?: "keep" | "close";
}

const backoffMs = [500, 1_000, 2_000, 5_000, 10_000] as const;

export class Live {
  readonly #options: LiveOptions;
  readonly #ports: LivePorts;
  readonly #stopWatching: () => void;
  #stream: EventStream | undefined;
  #connection: Connection = { kind: "connecting" };
  #failures = 0;
  #cancelStale = () => {};
  #cancelRetry = () => {};
  #stopped = false;

  constructor(options: LiveOptions, ports: LivePorts) {
    this.#options = options;
    this.#ports = ports;
    options.connection(this.#connection);
    this.#stopWatching = options.whenHidden === "close" ? ports.onHidden(() => this.#visibilityChanged()) : () => {};
    if (!(options.whenHidden === "close" && ports.hidden())) this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWatching();
    this.#letGo();
  }

  #open(): void {
    this.#letGo();
    const names = [...new Set([...Object.keys(this.#options.events), "beat"])];
    this.#stream = this.#ports.open(this.#options.address, names, {
      opened: () => this.#expectMore(),
      failed: () => this.#failed(),
      event: (name, data, id) => this.#received(name, data, id),
    });
    this.#expectMore();
  }

  #received(name: string, data: string, id: string): void {
    this.#failures = 0;
    this.#expectMore();
    this.#become({ kind: "live" });
    const read = this.#options.events[name];
    if (read) read(JSON.parse(data), id);
  }

  #failed(): void {
    this.#become({ kind: "lost", since: this.#ports.mono() });
    // While the browser retries by itself it keeps its place in the stream (Last-Event-ID): leave it to it.
    if (this.#stream?.state() === "closed") this.#retryLater();
  }

  #expectMore(): void {
    this.#cancelStale();
    this.#cancelStale = this.#ports.later(this.#options.staleAfterMs ?? 15_000, () => {
      this.#become({ kind: "lost", since: this.#ports.mono() });
      this.#retryLater();
    });
  }

  #retryLater(): void {
    this.#letGo();
    const ms = backoffMs[Math.min(this.#failures, backoffMs.length - 1)] ?? 10_000;
    this.#failures += 1;
    this.#cancelRetry = this.#ports.later(ms, () => this.#open());
  }

  #visibilityChanged(): void {
    if (this.#stopped) return;
    if (this.#ports.hidden()) {
      this.#letGo();
      this.#become({ kind: "connecting" });
    } else {
      this.#failures = 0;
      this.#open();
    }
  }

  #letGo(): void {
    this.#cancelStale();
    this.#cancelRetry();
    this.#stream?.close();
    this.#stream = undefined;
  }

  /** The first moment of a loss is kept. */
  #become(connection: Connection): void {
    if (connection.kind === this.#connection.kind) return;
    this.#connection = connection;
    this.#options.connection(connection);
  }
}
