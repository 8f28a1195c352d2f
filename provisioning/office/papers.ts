/** Every paper that came out of the printer, read from its pictures: how many tickets they are, and the latest. */
import { paperIdentity, readPaper } from "./paper.ts";
import type { PrintedTicket } from "./wire/printer.ts";

export interface PaperSource {
  ticketsAfter(n: number): Promise<readonly PrintedTicket[]>;
}

const latestMax = 6;

export class Papers {
  readonly #source: PaperSource;
  readonly #tickets = new Set<string>();
  #latest: readonly PrintedTicket[] = [];
  #after = 0;
  #reading: Promise<void> | null = null;

  constructor(source: PaperSource) {
    this.#source = source;
  }

  /** Different tickets, copies left out. */
  get count(): number {
    return this.#tickets.size;
  }

  /** Newest first. */
  get latest(): readonly PrintedTicket[] {
    return this.#latest;
  }

  /** Reads what was printed since the last time. Rejects while the printer cannot be asked; nothing read is lost. */
  read(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const printed = await this.#source.ticketsAfter(this.#after);
      const last = printed.at(-1);
      if (!last || last.n <= this.#after) return;
      for (const { lines } of printed) {
        const paper = readPaper(lines);
        if (paper) this.#tickets.add(paperIdentity(paper));
      }
      this.#after = last.n;
      this.#latest = [...printed].reverse().concat(this.#latest).slice(0, latestMax);
    }
  }
}
