/** For tests: the virtual printer as a real process, a printer over a real way to it, and a clock that is turned by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import type { Fault } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import { type Running, startProgram, until } from "../../testing/process.ts";
import type { PrinterCondition } from "../condition.ts";
import { identityText } from "../identity.ts";
import type { LineTo } from "../line.ts";
import { type LogoAsked, type PrintEnd, Printer, type PrinterEvents } from "../transport.ts";

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
  readonly lengthMm: number;
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

  /** `mmPerSecond` 0: at once. */
  static async start(model = "tm-t20iii", mmPerSecond = 0): Promise<VirtualPrinter> {
    const folder = mkdtempSync(path.join(tmpdir(), "the-q-printer-"));
    const options = ["--port", "0", "--control-port", "0", "--mm-per-second", String(mmPerSecond), "--data", folder, "--model", model];
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

  /** The n-th paper as it looks, SVG. */
  async picture(paper: number): Promise<string> {
    return (await fetch(this.#address(`/tickets/${paper}.svg`))).text();
  }

  /** Papers after the n-th, oldest first; the newest 500 are kept. */
  async papers(after = 0): Promise<Paper[]> {
    return (await (await fetch(this.#address(`/tickets?after=${after}`))).json()) as Paper[];
  }

  /** `tickets`: how many papers have come out; `printing`: one is begun and not cut. */
  async state(): Promise<{ readonly tickets: number; readonly printing: boolean; readonly picturesStored: number }> {
    return (await (await fetch(this.#address("/state"))).json()) as { tickets: number; printing: boolean; picturesStored: number };
  }

  /** What is on the papers after the n-th, each as one text; none of them has anything odd about it. */
  async cleanTexts(after = 0): Promise<string[]> {
    const papers = await this.papers(after);
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
  paperUsedMm = 0;
  /** Whether its line is open. */
  connected = false;
  /** Every end of every job: a second one of the same job is a fault. */
  readonly ends = new Map<string, PrintEnd[]>();
  readonly printer: Printer;
  #woken: (() => void)[] = [];

  /** `remains`: an owner before this one did not see a job end. */
  constructor(lineTo: LineTo, profile: PrinterProfileName | "auto" = "auto", remains = false, asked: LogoAsked | null = null) {
    const watched: LineTo = (events, after) =>
      lineTo(
        {
          ...events,
          opened: (identity, port) => {
            this.connected = true;
            events.opened(identity, port);
          },
          closed: (why) => {
            this.connected = false;
            events.closed(why);
          },
        },
        after,
      );
    const told: PrinterEvents = {
      condition: (condition) => {
        this.condition = condition;
        this.#wake();
      },
      ended: (job, end) => {
        this.ends.set(job, [...(this.ends.get(job) ?? []), end]);
        this.#wake();
      },
      trouble: (trouble) => {
        this.trouble = trouble;
        this.#wake();
      },
      recognised: (identity) => {
        this.recognised = identityText(identity);
        this.#wake();
      },
      presenter: (holdsTicket) => {
        this.holdsTicket = holdsTicket;
        this.#wake();
      },
      paperUsed: (lengthMm) => {
        this.paperUsedMm += lengthMm;
      },
    };
    this.printer = new Printer(watched, profile, () => 0, this.time.after, told, asked);
    this.printer.start(remains);
  }

  /** Waits for a level, looking whenever this owner was told something. */
  async until(is: () => boolean): Promise<void> {
    while (!is()) await new Promise<void>((resolve) => this.#woken.push(resolve));
  }

  is(condition: PrinterCondition): Promise<void> {
    return this.until(() => this.condition === condition);
  }

  print(job: string, text = job): void {
    const line: TicketLine = { kind: "text", text, size: "normal", bold: false, language: "en" };
    this.printer.print(job, [line]);
  }

  /**
   * Turns the time until it is so. Between two turns everybody has time to do what they do, and while the line is open little time
   * passes at once: answers of real programs must not seem late.
   */
  async turnUntil(is: () => boolean): Promise<void> {
    await until(is, (so) => {
      if (!so) this.time.turn(this.connected ? 50 : 500);
      return so;
    });
  }

  async ended(job: string): Promise<PrintEnd> {
    await this.until(() => this.ends.has(job));
    return this.onlyEnd(job);
  }

  /** A job ends once. */
  onlyEnd(job: string): PrintEnd {
    const ends = this.ends.get(job) ?? [];
    expect(ends).toHaveLength(1);
    return ends[0] as PrintEnd;
  }

  async printed(job: string, text = job): Promise<PrintEnd> {
    this.print(job, text);
    return this.ended(job);
  }

  #wake(): void {
    for (const wake of this.#woken.splice(0)) wake();
  }
}

export const printed: PrintEnd = { outcome: "printed", fault: null };
