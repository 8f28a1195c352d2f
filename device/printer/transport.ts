/** Carries a printer machine over a line: its timers in real time, and what it finds out told to whoever owns the printer. */
import { type Fault, type FaultCode, fault } from "#shared/faults/fault.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { PrinterCondition } from "./condition.ts";
import { encodeRows } from "./encode.ts";
import { identityText, type PrinterIdentity } from "./identity.ts";
import type { After, LineTo, PrinterLine } from "./line.ts";
import type { Logo } from "./logo.ts";
import type { LogoMemory } from "./logo-memory.ts";
import { PrinterMachine } from "./machine.ts";
import type { PortStatus } from "./port-status.ts";
import type { PrinterInput, PrinterOutput } from "./print-job.ts";
import { type PrinterProfile, printerProfiles } from "./profiles.ts";
import { loadDraw } from "./raster.ts";
import { type Draw, needsDrawing, setTicket, ticketLengthMm } from "./setting.ts";

export interface PrintEnd {
  readonly outcome: "printed" | "failed" | "unknown";
  readonly fault: FaultCode | null;
}

export interface PrinterEvents {
  readonly condition: (condition: PrinterCondition) => void;
  readonly ended: (job: string, end: PrintEnd) => void;
  /** What a person should put right about how the printer is connected or known; null when nothing is. */
  readonly trouble: (trouble: Fault | null) => void;
  /** Who the printer says it is. */
  readonly recognised: (identity: PrinterIdentity) => void;
  /** Whether a ticket waits in the presenter. */
  readonly presenter: (holdsTicket: boolean) => void;
  /** So much paper of a job has come out, or may have. */
  readonly paperUsed: (lengthMm: number) => void;
}

/** The office's logo as it was read, or why it cannot be used. */
export interface LogoAsked {
  readonly logo: Logo | Fault;
  readonly memory: LogoMemory;
}

export class Printer {
  readonly #events: PrinterEvents;
  readonly #machine: PrinterMachine;
  readonly #line: PrinterLine;
  readonly #after: After;
  readonly #wakes = new Set<() => void>();
  /** How much paper each job takes whose bytes have left. */
  readonly #lengthsMm = new Map<string, number>();
  /** What draws other scripts, once it was needed. */
  #draw: Promise<Draw | null> | null = null;
  #stopped = false;
  /** Of the line, and of the printer at its end. */
  #lineTrouble: Fault | null = null;
  #unrecognised: Fault | null = null;
  #logoTrouble: Fault | null = null;
  readonly #logoMemory: LogoMemory | null;

  constructor(
    lineTo: LineTo,
    profile: PrinterProfileName | "auto",
    jitter: () => number,
    after: After,
    events: PrinterEvents,
    asked: LogoAsked | null = null,
  ) {
    this.#events = events;
    this.#after = after;
    this.#logoMemory = asked?.memory ?? null;
    const wish = asked && !("fault" in asked.logo) ? wishOf(asked.logo, asked.memory) : null;
    this.#machine = new PrinterMachine(profile === "auto" ? profile : printerProfiles[profile], jitter, wish);
    if (asked && "fault" in asked.logo) this.#logoTrouble = asked.logo;
    const told = {
      opened: (identity: PrinterIdentity | null, port: PortStatus | null) => {
        this.#troubled({ line: null });
        this.#step({ kind: "opened", identity, port });
      },
      bytes: (bytes: Uint8Array) => this.#step({ kind: "bytes", bytes }),
      closed: (why: Fault | null) => {
        this.#troubled({ line: why });
        this.#step({ kind: "closed" });
      },
    };
    this.#line = lineTo(told, (ms, run) => this.#later(ms, run));
  }

  /** `remains`: an earlier life of this program did not see a job end. */
  start(remains: boolean): void {
    if (this.#logoTrouble) this.#events.trouble(this.#logoTrouble);
    this.#carryOut(this.#machine.start(remains));
  }

  print(job: string, lines: readonly TicketLine[]): void {
    if (!needsDrawing(lines)) {
      this.#print(job, lines, null);
      return;
    }
    this.#draw ??= loadDraw();
    void this.#draw.then((draw) => this.#print(job, lines, draw));
  }

  stop(): void {
    this.#stopped = true;
    this.#line.stop();
    for (const cancel of this.#wakes) cancel();
    this.#wakes.clear();
  }

  #print(id: string, lines: readonly TicketLine[], draw: Draw | null): void {
    const encode = (profile: PrinterProfile, logo: Logo | null) => {
      const rows = setTicket(lines, profile, draw, logo);
      this.#lengthsMm.set(id, ticketLengthMm(rows, profile));
      return encodeRows(rows, id, profile);
    };
    this.#step({ kind: "print", job: { id, encode } });
  }

  #ended({ job, outcome, fault: why }: Extract<PrinterOutput, { kind: "ended" }>): void {
    const lengthMm = this.#lengthsMm.get(job);
    this.#lengthsMm.delete(job);
    if (lengthMm !== undefined) this.#events.paperUsed(lengthMm);
    this.#events.ended(job, { outcome, fault: why });
  }

  #step(input: PrinterInput): void {
    if (!this.#stopped) this.#carryOut(this.#machine.step(input));
  }

  #carryOut(outputs: readonly PrinterOutput[]): void {
    for (const output of outputs) {
      switch (output.kind) {
        case "open":
          this.#line.open();
          break;
        case "write":
          this.#line.write(output.bytes);
          break;
        case "reset":
          this.#line.reset();
          break;
        case "wake":
          this.#later(output.afterMs, () => this.#step({ kind: "due", wake: output.wake }));
          break;
        case "condition":
          this.#events.condition(output.condition);
          break;
        case "ended":
          this.#ended(output);
          break;
        case "recognised":
          this.#troubled({ unrecognised: output.known ? null : fault("printer-unrecognised", { model: identityText(output.identity) }) });
          this.#events.recognised(output.identity);
          break;
        case "logo":
          if (output.stands === "settled") this.#logoMemory?.ended();
          else this.#troubled({ logo: output.stands === "kept" ? null : fault("printer-logo-refused") });
          break;
        case "presenter":
          this.#events.presenter(output.holdsTicket);
          break;
      }
    }
  }

  /** A timer that `stop` takes back. */
  #later(ms: number, run: () => void): () => void {
    const cancel = this.#after(ms, () => {
      this.#wakes.delete(forget);
      run();
    });
    const forget = () => {
      this.#wakes.delete(forget);
      cancel();
    };
    this.#wakes.add(forget);
    return forget;
  }

  #troubled(change: { readonly line?: Fault | null; readonly unrecognised?: Fault | null; readonly logo?: Fault | null }): void {
    const gravest = () => this.#lineTrouble ?? this.#unrecognised ?? this.#logoTrouble;
    const before = gravest();
    if (change.line !== undefined) this.#lineTrouble = change.line;
    if (change.unrecognised !== undefined) this.#unrecognised = change.unrecognised;
    if (change.logo !== undefined) this.#logoTrouble = change.logo;
    const now = gravest();
    if (JSON.stringify(now) !== JSON.stringify(before) && !this.#stopped) this.#events.trouble(now);
  }
}

function wishOf(logo: Logo, memory: LogoMemory) {
  return { logo, takeStore: () => memory.takeStore(), isOpen: memory.isOpen };
}
