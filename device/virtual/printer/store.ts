/** Keeps tickets as files: `<n>.svg`, `<n>.bin` and a line each in `index.jsonl`. The newest 500 stay; numbers go on after a restart. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Finding } from "./operation.ts";
import type { Ticket } from "./page.ts";
import { pictureOf } from "./picture.ts";
import { readCodes, readPicture } from "./picture-text.ts";

export const ticketsMax = 500;

export interface KeptTicket {
  /** From 1; never used again. */
  readonly n: number;
  /** UTC milliseconds. */
  readonly at: number;
  /** Read back from the picture. */
  readonly lines: readonly string[];
  /** What its QR codes hold, read back from the picture. */
  readonly codes: readonly string[];
  readonly findings: readonly Finding[];
  readonly cut: Ticket["cut"];
  readonly lengthMm: number;
  /** All paper cut up to and with this ticket. */
  readonly totalMm: number;
}

const row = v.object({
  n: v.number(),
  at: v.number(),
  lines: v.array(v.string()),
  codes: v.optional(v.array(v.string()), []),
  findings: v.array(
    v.object({
      kind: v.picklist(["unknown", "not-drawn", "ignored", "lost", "cut-through", "interrupted", "too-long"]),
      what: v.string(),
    }),
  ),
  cut: v.picklist(["full", "partial", "torn"]),
  lengthMm: v.number(),
  totalMm: v.number(),
});

export class TicketStore {
  readonly #folder: string;
  readonly #now: () => number;
  #tickets: KeptTicket[];

  /** Makes the folder; throws when it cannot be written. */
  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    mkdirSync(folder, { recursive: true });
    this.#tickets = existsSync(this.#index) ? rowsOf(readFileSync(this.#index, "utf8")) : [];
    // Also cures a last line that a power cut left unfinished.
    this.#rewriteIndex();
  }

  get count(): number {
    return this.#tickets.at(-1)?.n ?? 0;
  }

  get totalMm(): number {
    return this.#tickets.at(-1)?.totalMm ?? 0;
  }

  /** Files first, then the index: what is listed can be fetched. */
  keep(ticket: Ticket, bytes: Uint8Array): KeptTicket {
    const n = this.count + 1;
    const at = this.#now();
    const svg = pictureOf(ticket, `Ticket ${n}`);
    const lengthMm = ticket.lengthDots / 8;
    const totalMm = this.totalMm + lengthMm;
    const kept = { n, at, lines: readPicture(svg), codes: readCodes(svg), findings: ticket.findings, cut: ticket.cut, lengthMm, totalMm };
    writeFileSync(this.#file(n, "bin"), bytes);
    writeFileSync(this.#file(n, "svg"), svg);
    appendFileSync(this.#index, `${JSON.stringify(kept)}\n`);
    this.#tickets.push(kept);
    if (this.#tickets.length >= 2 * ticketsMax) this.#rewriteIndex();
    const old = n - ticketsMax;
    if (old > 0) for (const kind of ["svg", "bin"] as const) rmSync(this.#file(old, kind), { force: true });
    return kept;
  }

  /** The kept ones with a higher number, oldest first. */
  after(n: number): KeptTicket[] {
    return this.#tickets.filter((ticket) => ticket.n > Math.max(n, this.count - ticketsMax));
  }

  /** Undefined when there is no such ticket, or no longer. */
  read(n: number, kind: "svg" | "bin"): Buffer | undefined {
    return this.after(n - 1)[0]?.n === n ? readFileSync(this.#file(n, kind)) : undefined;
  }

  get #index(): string {
    return join(this.#folder, "index.jsonl");
  }

  #file(n: number, kind: "svg" | "bin"): string {
    return join(this.#folder, `${n}.${kind}`);
  }

  #rewriteIndex(): void {
    this.#tickets = this.#tickets.slice(-ticketsMax);
    const temporary = `${this.#index}.new`;
    writeFileSync(temporary, this.#tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join(""));
    renameSync(temporary, this.#index);
  }
}

/** Lines that are no rows are left out: the last may be half written. */
function rowsOf(text: string): KeptTicket[] {
  return text.split("\n").flatMap((line) => {
    try {
      const parsed = v.safeParse(row, JSON.parse(line));
      return parsed.success ? [parsed.output] : [];
    } catch {
      return [];
    }
  });
}
