/** Every paper that came out of the printer, read from its pictures: how many tickets they are, and the latest. */
import { paperIdentity, readPaper } from "./paper.ts";
import type { PrintedTicket } from "./wire/printer.ts";

export interface PaperSource {
  ticketsAfter(n: number): Promise<readonly PrintedTicket[]>;
}

export interface PaperMemory {
  load(): readonly { readonly n: number; readonly ticket: string | null }[];
  /** `ticket` is null for a paper that is none. */
  keep(entries: readonly { readonly n: number; readonly ticket: string | null }[]): void;
}

const latestMax = 6;

export class Papers {
  readonly #source: PaperSource;
  readonly #memory: PaperMemory;
  readonly #tickets = new Set<string>();
  #latest: readonly PrintedTicket[] = [];
  #after = 0;
  #reading: Promise<void> | null = null;

  constructor(source: PaperSource, memory: PaperMemory) {
    this.#source = source;
    this.#memory = memory;
    for (const { n, ticket } of memory.load()) {
      this.#after = Math.max(this.#after, n);
      if (ticket !== null) this.#tickets.add(ticket);
    }
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
      // At a start the latest are shown again, though they were read before.
      const known = this.#latest.length === 0 ? Math.max(0, this.#after - latestMax) : this.#after;
      const printed = await this.#source.ticketsAfter(known);
      if (printed.length === 0) return;
      this.#latest = [...printed].reverse().concat(this.#latest).slice(0, latestMax);
      const unread = printed.filter(({ n }) => n > this.#after).map(({ n, lines }) => ({ n, ticket: identityOf(lines) }));
      if (unread.length === 0) return;
      this.#memory.keep(unread);
      for (const { n, ticket } of unread) {
        this.#after = Math.max(this.#after, n);
        if (ticket !== null) this.#tickets.add(ticket);
      }
    }
  }
}

function identityOf(lines: readonly string[]): string | null {
  const paper = readPaper(lines);
  return paper ? paperIdentity(paper) : null;
}
