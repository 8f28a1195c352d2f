/** Waiting for what a machine comes to, with a limit. An emulated core is 10 to 20 times slower than a Raspberry Pi's, so limits are wide. */
import type { Machine } from "./machine.ts";

export const minutes = (count: number) => count * 60_000;
/** Between two looks: each costs the machine a little. */
const lookEveryMs = 1_000;

export class Waiting {
  readonly #machine: Pick<Machine, "isOn">;

  constructor(machine: Pick<Machine, "isOn">) {
    this.#machine = machine;
  }

  /** Throws with what was seen last when the limit is over, or at once when the emulator has ended. */
  async until<T>(limitMs: number, what: string, look: () => Promise<T> | T, is: (value: T) => boolean): Promise<T> {
    const until = performance.now() + limitMs;
    for (;;) {
      const value = await look();
      if (is(value)) return value;
      if (performance.now() > until) throw new Error(`no ${what} within ${limitMs / 60_000} min; last seen: ${JSON.stringify(value)}`);
      if (!this.#machine.isOn()) throw new Error(`the emulator ended while waiting for a ${what}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
