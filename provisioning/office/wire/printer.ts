/** The virtual printer's control side: its state, its switches, and the papers that came out of it. */
import * as v from "valibot";
import type { PrinterSwitches } from "#shared/wire/front-page.ts";
import { askJson, askText } from "./ask.ts";

const switches = v.object({
  paperLow: v.boolean(),
  paperOut: v.boolean(),
  coverOpen: v.boolean(),
  off: v.boolean(),
  blocked: v.boolean(),
});
const printerState = v.object({ status: v.string(), switches });
const tickets = v.array(v.object({ n: v.number(), lines: v.array(v.string()), codes: v.optional(v.array(v.string()), []) }));
const ticketsAnswer = v.union([v.object({ tickets }), tickets]);

export interface PrintedTicket {
  /** The printer's own count of papers. */
  readonly n: number;
  /** The words on the picture of the paper, line by line. */
  readonly lines: readonly string[];
  /** What its QR codes say to a scanner. */
  readonly codes?: readonly string[];
}

export interface PrinterState {
  readonly status: string;
  readonly switches: PrinterSwitches;
}

const deadlineMs = 2_000;

export class Printer {
  readonly #address: () => string;

  constructor(address: () => string) {
    this.#address = address;
  }

  /** Null while it cannot be asked. */
  async state(): Promise<PrinterState | null> {
    try {
      const { body } = await askJson(`${this.#address()}/state`, deadlineMs);
      const read = v.safeParse(printerState, body);
      return read.success ? read.output : null;
    } catch {
      return null;
    }
  }

  /** The papers after the n-th, oldest first; as many as it gives at a time. Rejects while it cannot be asked. */
  async ticketsAfter(n: number): Promise<readonly PrintedTicket[]> {
    const { body } = await askJson(`${this.#address()}/tickets?after=${n}`, deadlineMs);
    const read = v.parse(ticketsAnswer, body);
    return Array.isArray(read) ? read : read.tickets;
  }

  async picture(n: number): Promise<string | null> {
    const { status, body } = await askText(`${this.#address()}/tickets/${n}.svg`, deadlineMs);
    return status === 200 ? body : null;
  }

  async turn(changes: Partial<PrinterSwitches>): Promise<boolean> {
    const { status } = await askJson(`${this.#address()}/switches`, deadlineMs, changes);
    return status === 200;
  }
}
