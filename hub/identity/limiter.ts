/** How often something may be asked in a minute: by one address, and by all. What it remembers is bounded. Pure but for its own count. */
export const limits = { eachMax: 60, allMax: 1_200, addressesMax: 2_000 } as const;
const windowMs = 60_000;

export class Limiter {
  #since = Number.NEGATIVE_INFINITY;
  #all = 0;
  readonly #each = new Map<string, number>();
  readonly #most: { readonly eachMax: number; readonly allMax: number };

  constructor(most: { readonly eachMax: number; readonly allMax: number } = limits) {
    this.#most = most;
  }

  /** `now`: milliseconds that only go forward. */
  allows(address: string, now: number): boolean {
    if (now - this.#since >= windowMs) {
      this.#since = now;
      this.#all = 0;
      this.#each.clear();
    }
    const count = (this.#each.get(address) ?? 0) + 1;
    this.#all += 1;
    // Past as many addresses as it remembers, a new one waits for the next minute.
    if (count === 1 && this.#each.size >= limits.addressesMax) return false;
    this.#each.set(address, count);
    return count <= this.#most.eachMax && this.#all <= this.#most.allMax;
  }
}
