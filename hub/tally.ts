/** Counts what is dropped, by who and why, and says when to write a line: at the 1st, 2nd, 4th, 8th ... so that a flood fills no disk. */
export const tallyKeysMax = 1_000;

export class Tally {
  readonly #counts = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Counts one more; true when it is worth a line. */
  add(key: string): boolean {
    this.#total += 1;
    const known = this.#counts.get(key);
    if (known === undefined && this.#counts.size >= tallyKeysMax) return false;
    const count = (known ?? 0) + 1;
    this.#counts.set(key, count);
    return Number.isInteger(Math.log2(count));
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}
