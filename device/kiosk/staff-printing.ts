/** Prints the staff's list strip by strip, so that a citizen's ticket waits for one strip at most, and nothing lies in a queue for later. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrintEnd } from "../printer/transport.ts";

export interface StripPrinter {
  print(job: string, lines: readonly TicketLine[]): void;
}

/** A page waits no longer; what still prints by then goes on, and each strip says of how many it is one. */
const answerMs = 6_000;

export class StaffPrinting {
  readonly #printer: () => StripPrinter | null;
  readonly #after: (ms: number, run: () => void) => unknown;
  #strips = 0;
  #current: { readonly job: string; readonly ended: (end: PrintEnd) => void } | null = null;

  constructor(printer: () => StripPrinter | null, after: (ms: number, run: () => void) => unknown) {
    this.#printer = printer;
    this.#after = after;
  }

  get isBusy(): boolean {
    return this.#current !== null;
  }

  async print(strips: readonly (readonly TicketLine[])[]): Promise<{ readonly printed: true } | Fault> {
    if (this.#current) return fault("overloaded");
    const late = new Promise<{ readonly printed: true }>((resolve) => this.#after(answerMs, () => resolve({ printed: true })));
    const first = await this.#strip(strips[0] ?? []);
    if (first) return first;
    return Promise.race([late, this.#rest(strips.slice(1))]);
  }

  /** False when the job is none of a list. */
  ended(job: string, end: PrintEnd): boolean {
    if (this.#current?.job !== job) return isStripJob(job);
    const { ended } = this.#current;
    this.#current = null;
    ended(end);
    return true;
  }

  async #rest(strips: readonly (readonly TicketLine[])[]): Promise<{ readonly printed: true } | Fault> {
    for (const strip of strips) {
      const failed = await this.#strip(strip);
      if (failed) return failed;
    }
    return { printed: true };
  }

  /** Undefined when it is on paper. */
  async #strip(lines: readonly TicketLine[]): Promise<Fault | undefined> {
    const printer = this.#printer();
    if (!printer) return fault("printer-offline");
    this.#strips += 1;
    const job = stripJob(this.#strips);
    const end = await new Promise<PrintEnd>((ended) => {
      this.#current = { job, ended };
      printer.print(job, lines);
    });
    if (end.outcome === "printed") return undefined;
    return fault(end.fault ?? (end.outcome === "unknown" ? "print-unknown" : "printer-error"));
  }
}

/** Four printable characters, none of which is a ticket's: those are in lower case. */
function stripJob(n: number): string {
  return `L${(n % 36 ** 3).toString(36).padStart(3, "0").toUpperCase()}`;
}

function isStripJob(job: string): boolean {
  return job.startsWith("L");
}
