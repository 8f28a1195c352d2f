/** Modules of 8 by 8 lamps in a chain that are not there: each a MAX7219 as its data sheet (19-4452) has it, on three pins of a board. */
import type { Max7219Pins } from "./max7219.ts";

export interface VirtualMatrixSettings extends Max7219Pins {
  readonly modules: number;
  /** Where in the row the module is that the board's own wire goes to. */
  readonly first: "left" | "right";
}

/** One controller with its lamps. */
class Module {
  /** Bits that it holds, the oldest first: what a seventeenth pushes out goes to the next module. */
  #held: boolean[] = Array.from({ length: 16 }, () => false);
  #registers = new Map<number, number>();

  /** A bit goes in, and another comes out. */
  shift(bit: boolean): boolean {
    this.#held.push(bit);
    return this.#held.shift() === true;
  }

  load(): void {
    const word = this.#held.reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0);
    // The highest four bits mean nothing.
    this.#registers.set(Math.floor(word / 256) % 16, word % 256);
  }

  lose(): void {
    this.#held = this.#held.map(() => false);
    this.#registers = new Map();
  }

  /** Eight rows of lamps, or null while it is dark. */
  get rows(): readonly string[] | null {
    const is = (register: number) => this.#registers.get(register) ?? 0;
    if (is(15) % 2 === 1) return Array.from({ length: 8 }, () => "########");
    if (is(12) % 2 === 0) return null;
    return Array.from({ length: 8 }, (_, row) => {
      // Beyond its scan limit nothing is lit; a decoded row would be segments of digits.
      if (row > is(11) % 8) return "........";
      if ((is(9) >> row) % 2 === 1) return "????????";
      return [128, 64, 32, 16, 8, 4, 2, 1].map((lamp) => (is(row + 1) & lamp ? "#" : ".")).join("");
    });
  }
}

export class VirtualMatrix {
  readonly #settings: VirtualMatrixSettings;
  /** From the board on. */
  readonly #chain: readonly Module[];
  #was = { clock: false, load: false };

  constructor(settings: VirtualMatrixSettings) {
    this.#settings = settings;
    this.#chain = Array.from({ length: settings.modules }, () => new Module());
  }

  /** Without power for a moment: all is dark, and knows nothing. */
  lose(): void {
    for (const each of this.#chain) each.lose();
  }

  see(isHigh: (pin: string) => boolean): void {
    const { data, clock, load } = this.#settings;
    const now = { clock: isHigh(clock), load: isHigh(load) };
    if (now.clock && !this.#was.clock) this.#chain.reduce((bit, each) => each.shift(bit), isHigh(data));
    if (now.load && !this.#was.load) for (const each of this.#chain) each.load();
    this.#was = now;
  }

  /** Its rows of lamps as somebody before it sees them, a line each; null while all of it is dark. */
  get art(): string | null {
    const modules = this.#chain.map((each) => each.rows);
    if (this.#settings.first === "right") modules.reverse();
    if (modules.every((rows) => rows === null)) return null;
    return Array.from({ length: 8 }, (_, row) => modules.map((rows) => rows?.[row] ?? "........").join("")).join("\n");
  }
}
