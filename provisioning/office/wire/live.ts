/** Follows an address whose every event is the whole of what a page shows: the latest one, and waiting for one. */
import { type ServerSent, type Subscription, subscribe } from "./server-sent.ts";
import { Watched } from "./watched.ts";

export class Live<T> {
  readonly #watched: Watched;
  readonly #subscription: Subscription;
  #latest: T | undefined;

  constructor(address: string, event: string, wait: (ms: number) => Promise<void>) {
    this.#watched = new Watched(wait);
    const take = (said: ServerSent) => {
      if (said.event !== event) return;
      this.#latest = JSON.parse(said.data) as T;
      this.#watched.changed();
    };
    this.#subscription = subscribe(address, { wait, take });
  }

  get latest(): T | undefined {
    return this.#latest;
  }

  /** Waits for a state in which `look` finds something. */
  until<F>(what: string, deadlineMs: number, look: (now: T) => F | undefined | false): Promise<F> {
    return this.#watched.until(what, deadlineMs, () => (this.#latest === undefined ? undefined : look(this.#latest)));
  }

  /** The same; undefined when the deadline comes first. */
  found<F>(deadlineMs: number, look: (now: T) => F | undefined | false): Promise<F | undefined> {
    return this.#watched.found(deadlineMs, () => (this.#latest === undefined ? undefined : look(this.#latest)));
  }

  async close(): Promise<void> {
    this.#subscription.stop();
    await this.#subscription.over;
  }
}
