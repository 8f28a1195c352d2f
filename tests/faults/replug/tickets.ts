/** Tickets that are asked for at the kiosk's page, what the log says became of them, and what came out of the printer. */

import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { until } from "../../../device/testing/process.ts";
import { type Device, service } from "./bench.ts";

/** Two for each store, and as many stores as a kiosk allows itself in a day. */
const picturesMost = 6;

type Outcome = "printed" | "failed" | "unknown";

interface KeptPaper {
  readonly lines: readonly string[];
}

export interface Asked {
  readonly number: string;
  readonly visit: string;
}

export class Tickets {
  readonly #kiosk: () => Device;
  readonly #printerAddress: string;
  #taps = 0;
  #read = 0;
  /** The rows of tickets that were asked for at the page. */
  readonly #tapped = new Set<string>();
  /** How often each number is on paper, whole or not. */
  readonly papers = new Map<string, number>();

  constructor(kiosk: () => Device, printerAddress: string) {
    this.#kiosk = kiosk;
    this.#printerAddress = printerAddress;
  }

  async tap(): Promise<Asked> {
    this.#taps += 1;
    const body = JSON.stringify({ key: `replug-tap-${this.#taps}`, service, language: "en", needs: [] });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    const answer = await fetch(`${this.#kiosk().address}/api/kiosk/tickets`, init);
    const ticket = (await answer.json()) as KioskTicket;
    if (answer.status !== 200) throw new Error(`the kiosk gave no ticket: ${JSON.stringify(ticket)}`);
    this.#tapped.add(rowOf(ticket.visit));
    return ticket;
  }

  ended({ visit }: Asked): Promise<Outcome> {
    return until(
      () => this.outcomes().get(rowOf(visit))?.[0],
      (outcome) => outcome !== undefined,
    ) as Promise<Outcome>;
  }

  /** Every end that the log has of a ticket's paper, by the row that gave it. */
  outcomes(): Map<string, Outcome[]> {
    const found = new Map<string, Outcome[]>();
    for (const { kind, body } of this.#kiosk().hub.rows) {
      if (kind !== "ticket-printed") continue;
      const { visit, outcome } = body as { visit: string; outcome: Outcome };
      found.set(rowOf(visit), [...(found.get(rowOf(visit)) ?? []), outcome]);
    }
    return found;
  }

  /** Tickets that nobody asked the page for; meaningful while nobody taps there. */
  byPanel(): number {
    return [...this.issued().keys()].filter((row) => !this.#tapped.has(row)).length;
  }

  /** Numbers by the row of the kiosk's log that gave them. */
  issued(): Map<string, string> {
    const rows = this.#kiosk().hub.rows.filter(({ kind }) => kind === "ticket-issued");
    return new Map(
      rows.map(({ seq, body }) => {
        const { letter, count } = body as { letter: string; count: number };
        return [String(seq), `${letter}${count}`];
      }),
    );
  }

  /** Reads the papers that came out since; the printer keeps the newest 500. */
  async collect(): Promise<void> {
    const kept = (await (await fetch(`${this.#printerAddress}/tickets?after=${this.#read}`)).json()) as KeptPaper[];
    this.#read += kept.length;
    for (const { lines } of kept) {
      for (const number of new Set(lines.join(" ").match(/\b[A-Z]\d+\b/g))) this.papers.set(number, (this.papers.get(number) ?? 0) + 1);
    }
  }

  /** Resolves when the printer has the logo. */
  async logoStored(): Promise<void> {
    await until(
      async () => ((await (await fetch(`${this.#printerAddress}/state`)).json()) as { picturesStored: number }).picturesStored,
      (count) => count > 0,
    );
  }

  /** Ghosts, doubles and losses, once every ticket has its end; and a logo that wears the printer's memory, or that it does not have. */
  async wrongs(): Promise<string[]> {
    const outcomes = this.outcomes();
    const { picturesStored } = (await (await fetch(`${this.#printerAddress}/state`)).json()) as { picturesStored: number };
    const found: string[] = [];
    if (picturesStored < 1 || picturesStored > picturesMost) found.push(`the logo's pictures were stored ${picturesStored} times`);
    const numbers = new Set<string>();
    for (const [row, number] of this.issued()) {
      if (numbers.has(number)) found.push(`${number} was given twice`);
      numbers.add(number);
      const ends = outcomes.get(row) ?? [];
      if (ends.length !== 1) found.push(`${number} has ${ends.length} ends`);
      const papers = this.papers.get(number) ?? 0;
      if (papers > 1) found.push(`${number} is on ${papers} papers`);
      if (ends[0] === "printed" && papers !== 1) found.push(`${number} is told as printed and is on ${papers} papers`);
      if (ends[0] === "failed" && papers !== 0) found.push(`${number} is told as failed and is on paper`);
    }
    for (const number of this.papers.keys()) if (!numbers.has(number)) found.push(`${number} is on paper and not on record`);
    return found;
  }
}

function rowOf(visit: string): string {
  return visit.slice(visit.lastIndexOf(".") + 1);
}
