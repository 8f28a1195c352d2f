/**
 * A fact that may change every few seconds and is kept for a restart without the hub: written at once when the last write is long ago, else
 * when its time comes, always the newest. It spares the card; what a kill loses is no older than `leastMs`.
 */
export interface KeptLaterPorts {
  readonly keep: (text: string) => void;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly after: (ms: number, run: () => void) => void;
}

const leastMs = 10_000;

export class KeptLater {
  readonly #ports: KeptLaterPorts;
  #text: (() => string) | null = null;
  #writtenAtMs: number | null = null;
  #isDue = false;

  constructor(ports: KeptLaterPorts) {
    this.#ports = ports;
  }

  /** `text` is asked for when it is written. */
  set(text: () => string): void {
    this.#text = text;
    if (this.#isDue) return;
    const { realMs, after } = this.#ports;
    const waitMs = this.#writtenAtMs === null ? 0 : this.#writtenAtMs + leastMs - realMs();
    if (waitMs <= 0) {
      this.flush();
      return;
    }
    this.#isDue = true;
    after(waitMs, () => {
      this.#isDue = false;
      this.flush();
    });
  }

  /** Writes what still waits. */
  flush(): void {
    const text = this.#text;
    if (!text) return;
    this.#text = null;
    this.#writtenAtMs = this.#ports.realMs();
    this.#ports.keep(text());
  }
}
