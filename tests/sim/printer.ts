/** A ticket printer as its kiosk meets it: paper that runs out, silence, an echo that comes late, and paper that comes out unseen. */
import type { FaultCode } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrinterCondition } from "../../device/printer/condition.ts";
import type { PrintEnd } from "../../device/printer/transport.ts";
import type { RunningProgram } from "./machine.ts";
import type { Random } from "./random.ts";

export interface PrinterEvents {
  condition(condition: PrinterCondition): void;
  ended(job: string, end: PrintEnd): void;
  /** A person holds the paper. */
  paper(job: string, lines: readonly TicketLine[]): void;
}

const troubles = {
  offline: { fault: "printer-offline", ms: 5 },
  silent: { fault: "printer-silent", ms: 600 },
  "paper-out": { fault: "printer-paper-out", ms: 20 },
} as const;

/** A ticket in a citizen's hand. */
export interface Paper {
  readonly number: string;
  readonly code: string | null;
}

export class SimulatedPrinter {
  readonly #random: Random;
  trouble: "paper-out" | "silent" | "offline" | null = null;
  /** How often the echo comes too late to be believed. */
  lateEcho = 0;
  /** Paper runs out in the middle of so many tickets. */
  tears = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get condition(): PrinterCondition {
    if (this.trouble === "paper-out") return "paper-out";
    if (this.trouble === "offline") return "offline";
    return this.trouble === "silent" ? "unknown" : "ready";
  }

  /** One job, as the transport would take it: the kiosk's program may die before it hears how it ended. */
  print(program: RunningProgram, job: string, lines: readonly TicketLine[], events: PrinterEvents): void {
    const end = (outcome: PrintEnd["outcome"], fault: FaultCode | null, ms: number) =>
      program.after(ms, () => events.ended(job, { outcome, fault }));
    if (this.trouble) {
      const { fault, ms } = troubles[this.trouble];
      end("failed", fault, ms);
      return;
    }
    if (this.#random.chance(this.tears)) {
      this.trouble = "paper-out";
      events.condition("paper-out");
      end("unknown", "print-unknown", 8_000);
      return;
    }
    const ms = this.#random.between(400, 1_500);
    // Paper comes out whether or not the program still lives.
    program.machine.agenda.in(ms, () => events.paper(job, lines));
    if (this.#random.chance(this.lateEcho)) end("unknown", "print-unknown", 8_000);
    else end("printed", null, ms + 30);
  }
}

/** The number that a person reads on the paper. */
export function numberOn(lines: readonly TicketLine[]): string {
  for (const line of lines) if (line.kind === "text" && line.size === "huge") return line.text;
  return "";
}

export function visitOn(lines: readonly TicketLine[]): string | null {
  return codeOn(lines)?.split(":").at(-1) ?? null;
}

/** What its code says to a scanner. */
export function codeOn(lines: readonly TicketLine[]): string | null {
  for (const line of lines) if (line.kind === "code") return line.data;
  return null;
}
