/** A page as the device that serves it sees one: it follows the live view, comes back when the stream is lost, and remembers what it was told. */
import { type ServerSent, subscribe } from "../../../provisioning/office/wire/server-sent.ts";
import { until } from "./until.ts";

export class Page {
  readonly #said: ServerSent[] = [];
  readonly #stop: () => Promise<void>;

  constructor(address: string) {
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const { stop, over } = subscribe(address, { wait, take: (said) => this.#said.push(said) });
    this.#stop = () => {
      stop();
      return over;
    };
  }

  /** Everything said under a name, oldest first. */
  all<T>(event: string): T[] {
    return this.#said.filter((each) => each.event === event).map(({ data }) => JSON.parse(data) as T);
  }

  latest<T>(event: string): T | undefined {
    const found = this.#said.findLast((each) => each.event === event);
    return found && (JSON.parse(found.data) as T);
  }

  /** Waits until the latest event of this name is as wanted. */
  until<T>(what: string, event: string, is: (now: T) => boolean): Promise<T> {
    return until(what, () => {
      const now = this.latest<T>(event);
      return now !== undefined && is(now) && now;
    });
  }

  close(): Promise<void> {
    return this.#stop();
  }
}
