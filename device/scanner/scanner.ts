/** A kiosk's scanner, however it is connected: opened, opened again when it was pulled out, and what it reads as codes. */
import type { Timers } from "../runtime/timers.ts";
import { CodeReader } from "./codes.ts";

export interface SourceEvents {
  readonly opened: () => void;
  /** Once for each opening, as its end or instead of it, with a cause of a word or two. */
  readonly closed: (cause: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

/** A serial line or an input device. */
export interface Source {
  open(): void;
  /** Nothing more is heard of it. */
  drop(): void;
}

export interface ScannerTroubles {
  readonly path: string;
  /** Why it cannot be read; null: it can. */
  readonly unreachable: string | null;
  /** What it sends is not text. */
  readonly isGarbled: boolean;
}

export interface ScannerPorts {
  readonly source: (events: SourceEvents) => Source;
  /** Makes characters of one connection's bytes. */
  readonly reader: () => (bytes: Uint8Array) => string;
  readonly realMs: () => number;
  readonly timers: Pick<Timers, "after">;
  readonly code: (text: string) => void;
  readonly stands: (troubles: ScannerTroubles) => void;
}

export const openAgainMs = 1_000;
/** Once may be somebody's thumb on the wrong code. */
export const garbledTimes = 2;

export class Scanner {
  readonly #path: string;
  readonly #ports: ScannerPorts;
  #source: Source | null = null;
  #unreachable: string | null = null;
  #garbage = 0;
  #stopWaiting: () => void = () => {};
  #told = "";

  constructor(path: string, ports: ScannerPorts) {
    this.#path = path;
    this.#ports = ports;
  }

  start(): void {
    const codes = new CodeReader();
    const read = this.#ports.reader();
    const source = this.#ports.source({
      opened: () => this.#stands(null),
      closed: (cause) => {
        this.#stands(cause);
        this.#stopWaiting = this.#ports.timers.after(openAgainMs, () => this.start());
      },
      bytes: (bytes) => {
        for (const each of codes.take(read(bytes), this.#ports.realMs())) {
          this.#garbage = each.kind === "garbage" ? this.#garbage + 1 : 0;
          if (each.kind === "code") this.#ports.code(each.text);
        }
        this.#tell();
      },
    });
    this.#source = source;
    source.open();
  }

  stop(): void {
    this.#stopWaiting();
    this.#source?.drop();
  }

  #stands(cause: string | null): void {
    this.#unreachable = cause;
    this.#tell();
  }

  /** Only what is new. */
  #tell(): void {
    const troubles = { path: this.#path, unreachable: this.#unreachable, isGarbled: this.#garbage >= garbledTimes };
    const told = JSON.stringify(troubles);
    if (told === this.#told) return;
    this.#told = told;
    this.#ports.stands(troubles);
  }
}
