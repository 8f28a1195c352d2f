/**
 * One live stream for all tabs of a browser and origin (browsers allow six connections per host): the tab that holds the lock
 * opens it and passes every message on; a hidden tab lets go of it. An adapter: it knows nothing of what the messages mean.
 */
import type { StaffPatch, StaffSnapshot } from "#shared/wire/staff.ts";
import { livePorts } from "./browser.ts";
import { Live } from "./live.ts";
import { type LinkInput, silentAfterMs } from "./staff-link.ts";

const streamAddress = "/api/v1/live";
const shareName = "theq-staff-live";

export interface StreamUser {
  heard(input: LinkInput): void;
  /** What a tab that has just come can be given; null while there is nothing. */
  current(): StaffSnapshot | null;
}

type Shared = { readonly kind: "hello" } | { readonly kind: "message"; readonly input: LinkInput };

export class SharedStream {
  readonly #user: StreamUser;
  #channel: BroadcastChannel | null = null;
  #live: Live | null = null;
  /** Gives the lock back. */
  #letGo: (() => void) | null = null;
  #waiting: AbortController | null = null;

  constructor(user: StreamUser) {
    this.#user = user;
  }

  start(): void {
    document.addEventListener("visibilitychange", () => this.#follow());
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("pageshow", () => this.#follow());
    this.#follow();
  }

  #follow(): void {
    if (document.hidden) this.#leave();
    else this.#join();
  }

  #join(): void {
    if (this.#channel) return;
    const channel = new BroadcastChannel(shareName);
    this.#channel = channel;
    channel.onmessage = (event: MessageEvent<Shared>) => this.#shared(event.data);
    this.#user.heard({ kind: "joining" });
    this.#share({ kind: "hello" });
    // Locks need a secure page; without them every tab has a stream of its own.
    if (!("locks" in navigator)) {
      this.#open();
      return;
    }
    const waiting = new AbortController();
    this.#waiting = waiting;
    const lead = () => {
      if (this.#waiting !== waiting) return undefined;
      return new Promise<void>((resolve) => {
        this.#letGo = resolve;
        this.#open();
      });
    };
    navigator.locks.request(shareName, { signal: waiting.signal }, lead).catch((cause: unknown) => {
      // Leaving while waiting for the lock ends the wait with an abort, as asked.
      if (!waiting.signal.aborted) throw cause;
    });
  }

  #leave(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (this.#letGo) this.#letGo();
    else waiting?.abort();
    this.#letGo = null;
    this.#live?.stop();
    this.#live = null;
    this.#channel?.close();
    this.#channel = null;
  }

  #open(): void {
    const events = {
      snapshot: (data: unknown) => this.#pass({ kind: "snapshot", snapshot: data as StaffSnapshot }),
      patch: (data: unknown) => this.#pass({ kind: "patch", patch: data as StaffPatch }),
      beat: (data: unknown) => this.#pass({ kind: "beat", now: (data as { now: number }).now }),
    };
    const connection = ({ kind }: { kind: string }) => {
      if (kind === "lost") this.#pass({ kind: "lost" });
    };
    this.#live = new Live({ address: streamAddress, events, connection, staleAfterMs: silentAfterMs }, livePorts);
  }

  #shared(shared: Shared): void {
    if (shared.kind === "message") {
      this.#user.heard(shared.input);
      return;
    }
    const snapshot = this.#live ? this.#user.current() : null;
    if (snapshot) this.#share({ kind: "message", input: { kind: "snapshot", snapshot } });
  }

  #pass(input: LinkInput): void {
    this.#user.heard(input);
    this.#share({ kind: "message", input });
  }

  #share(shared: Shared): void {
    this.#channel?.postMessage(shared);
  }
}
