/** Virtual time: what happens when. Nothing runs but by this agenda, in one order for one seed. */

interface Item {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

/** Some ten times what the busiest seeds need: programs that answer each other without rest end here, and a checker says so. */
export const eventsMax = 200_000;

export class Agenda {
  readonly #heap: Item[] = [];
  #soon: (() => void)[] = [];
  #order = 0;
  #now = 0;
  /** Something waits for a promise, or for many in a row: its turn comes before the next event. */
  unsettled: boolean | "long" = false;
  /** Events run so far. */
  count = 0;

  get now(): number {
    return this.#now;
  }

  /** Returns how to take it back. */
  at(time: number, run: () => void): () => void {
    this.#order += 1;
    const item: Item = { at: Math.max(time, this.#now), order: this.#order, run };
    this.#push(item);
    return () => {
      item.run = null;
    };
  }

  in(ms: number, run: () => void): () => void {
    return this.at(this.#now + ms, run);
  }

  /** After the present turn, at the same time. */
  soon(run: () => void): void {
    this.#soon.push(run);
  }

  get isExhausted(): boolean {
    return this.count >= eventsMax;
  }

  async runUntil(end: number): Promise<void> {
    while (!this.isExhausted) {
      await this.#settle();
      const next = this.#heap[0];
      if (!next || next.at > end) break;
      this.#pop();
      if (!next.run) continue;
      this.#now = next.at;
      this.count += 1;
      next.run();
    }
    if (!this.isExhausted) this.#now = Math.max(this.#now, end);
  }

  /** Whatever belongs to this moment. A promise's chain that is longer than these turns goes on with the next event, in the same order for the same seed. */
  async #settle(): Promise<void> {
    for (;;) {
      while (this.#soon.length > 0) {
        const turn = this.#soon;
        this.#soon = [];
        for (const run of turn) run();
      }
      if (!this.unsettled) return;
      const turns = this.unsettled === "long" ? 500 : 6;
      this.unsettled = false;
      for (let turn = 0; turn < turns; turn += 1) await null;
      if (this.#soon.length === 0) return;
    }
  }

  #push(item: Item): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as Item;
      if (isBefore(above, item)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = item;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Item;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Item, heap[child] as Item)) child += 1;
      if (isBefore(last, heap[child] as Item)) break;
      heap[place] = heap[child] as Item;
      place = child;
    }
    heap[place] = last;
  }
}

function isBefore(one: Item, other: Item): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
