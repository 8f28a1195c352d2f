/** For tests: the virtual printer as a real process, a printer over a real way to it, and a clock that is turned by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import type { Fault } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import { type Running, startProgram, until } from "../testing/process.ts";
import type { PrinterCondition } from "./condition.ts";
import { identityText } from "./identity.ts";
import type { LineTo } from "./line.ts";
import { type PrintEnd, Printer } from "./transport.ts";

/** Time that passes only when a test says so. */
export class HandTime {
  #now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + ms, run };
    this.#waiting.add(timer);
    return () => this.#waiting.delete(timer);
  };

  get waiting(): number {
    return this.#waiting.size;
  }

  /** What comes due on the way runs in its order. */
  turn(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#waiting].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#waiting.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

export interface Paper {
  readonly lines: readonly string[];
  readonly findings: readonly { readonly kind: string; readonly what: string }[];
}

/** The virtual printer. */
export class VirtualPrinter {
  readonly #running: Running;
  readonly #folder: string;

  private constructor(running: Running, folder: string) {
    this.#running = running;
    this.#folder = folder;
  }

  static async start(model = "tm-t20iii"): Promise<VirtualPrinter> {
    const folder = mkdtempSync(path.join(tmpdir(), "the-q-printer-"));
    const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", folder, "--model", model];
    return new VirtualPrinter(await startProgram("device/virtual/printer/main.ts", options), folder);
  }

  get port(): number {
    return this.#running.ready.port as number;
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async turn(switches: Record<string, boolean>): Promise<void> {
    const body = JSON.stringify(switches);
    const answer = await fetch(this.#address("/switches"), { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(answer.status).toBe(200);
  }

  /** The citizen takes the ticket that the presenter holds. */
  async take(): Promise<void> {
    expect((await fetch(this.#address("/take"), { method: "POST" })).status).toBe(200);
  }

  async papers(): Promise<Paper[]> {
    return (await (await fetch(this.#address("/tickets?after=0"))).json()) as Paper[];
  }

  /** What is on the papers, each as one text; none of them has anything odd about it. */
  async cleanTexts(): Promise<string[]> {
    const papers = await this.papers();
    for (const paper of papers) expect(paper.findings).toEqual([]);
    return papers.map((paper) => paper.lines.join(" ").trim());
  }

  #address(route: string): string {
    return `http://127.0.0.1:${this.#running.ready.controlPort}${route}`;
  }
}

/** Whoever owns the printer, and remembers what it was told. */
export class Owner {
  readonly time = new HandTime();
  condition: PrinterCondition | null = null;
  trouble: Fault | null = null;
  recognised: string | null = null;
  holdsTicket = false;
  /** Every end of every job: a second one of the same job is a fault. */
  readonly ends = new Map<string, PrintEnd[]>();
  readonly printer: Printer;

  constructor(lineTo: LineTo, profile: PrinterProfileName | "auto" = "auto") {
    this.printer = new Printer(lineTo, profile, () => 0, this.time.after, {
      condition: (condition) => {
        this.condition = condition;
      },
      ended: (job, end) => this.ends.set(job, [...(this.ends.get(job) ?? []), end]),
      trouble: (trouble) => {
        this.trouble = trouble;
      },
      recognised: (identity) => {
        this.recognised = identityText(identity);
      },
      presenter: (holdsTicket) => {
        this.holdsTicket = holdsTicket;
      },
    });
    this.printer.start();
  }

  is(condition: PrinterCondition): Promise<unknown> {
    return until(
      () => this.condition,
      (now) => now === condition,
    );
  }

  print(job: string, text = job): void {
    const line: TicketLine = { kind: "text", text, size: "normal", bold: false, language: "en" };
    this.printer.print(job, [line]);
  }

  async ended(job: string): Promise<PrintEnd> {
    const ends = await until(
      () => this.ends.get(job) ?? [],
      (all) => all.length > 0,
    );
    expect(ends).toHaveLength(1);
    return ends[0] as PrintEnd;
  }

  async printed(job: string, text = job): Promise<PrintEnd> {
    this.print(job, text);
    return this.ended(job);
  }
}

export const printed: PrintEnd = { outcome: "printed", fault: null };
