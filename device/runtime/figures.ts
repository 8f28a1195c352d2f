/** When the hub is told the machine's figures anew: what hovers is told at most once a minute, since every word of a device reaches its hub's disk and pages. */
import type { MachineFigures } from "#shared/wire/machine.ts";

export const figuresEveryMs = 60_000;

export class FiguresTold {
  readonly #read: () => MachineFigures | null;
  readonly #realMs: () => number;
  #told = "";
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(read: () => MachineFigures | null, realMs: () => number) {
    this.#read = read;
    this.#realMs = realMs;
  }

  /** For a message that is sent now. */
  tell(): { readonly machine?: MachineFigures } {
    const machine = this.#read();
    this.#told = JSON.stringify(machine);
    this.#toldMs = this.#realMs();
    return machine ? { machine } : {};
  }

  get areNews(): boolean {
    return this.#realMs() - this.#toldMs >= figuresEveryMs && JSON.stringify(this.#read()) !== this.#told;
  }
}
