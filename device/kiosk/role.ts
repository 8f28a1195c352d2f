/** The kiosk's adapters around its core: messages, printer and page become inputs, and effects are carried out. */

import * as v from "valibot";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { EventLog, LogIdentity } from "#shared/log/event-log.ts";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskAppointment } from "#shared/wire/kiosk-appointment.ts";
import type { DeskAnswer } from "#shared/wire/kiosk-desk.ts";
import type { KioskTicket, StaffList, TicketRequest } from "#shared/wire/kiosk-page.ts";
import { lineMessage } from "#shared/wire/payloads.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { KioskApi } from "../http/kiosk-api.ts";
import type { Pages } from "../http/streams.ts";
import { Waiting } from "../http/waiting.ts";
import { readKept } from "../link/office.ts";
import type { Panel } from "../panel/panel.ts";
import type { PanelTroubles } from "../panel/troubles.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import { unknownProfile } from "../printer/identity.ts";
import { printerProfiles } from "../printer/profiles.ts";
import type { PrintEnd } from "../printer/transport.ts";
import { hubIsPresent } from "../runtime/hub-presence.ts";
import { KeptLater } from "../runtime/kept-later.ts";
import type { ForRole, Role, RuntimePorts } from "../runtime/ports.ts";
import { Runtime } from "../runtime/runtime.ts";
import type { ScannerTroubles } from "../scanner/scanner.ts";
import type { OwnEffect, OwnInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { faultsForHub, kioskLive } from "./live.ts";
import { PaperRoll } from "./paper-roll.ts";
import { scannedAs } from "./scanned.ts";
import { type HeardLine, isClosed, newSession } from "./session.ts";
import { waitingTickets } from "./staff.ts";
import type { StaffSide } from "./staff-desk.ts";
import { StaffPrinting } from "./staff-printing.ts";
import { staffStrips } from "./staff-strips.ts";
import { type KioskState, ticketOf } from "./state.ts";
import { isOwnVisit } from "./ticket.ts";

/** A printer, real or virtual; null where there is none. */
export interface KioskPrinter {
  /** How it ended comes later, as `printEnded` of this job. */
  print(job: string, lines: readonly TicketLine[]): void;
}

export class KioskRole implements Role<KioskState, OwnInput, OwnEffect> {
  readonly kind = "kiosk";
  readonly coreKinds = ["device-started", "series-received", "ticket-issued", "ticket-printed"] as const;
  readonly runtime: Runtime<KioskState, OwnInput, OwnEffect>;
  readonly api: KioskApi;
  readonly staff: StaffSide;
  /** What hangs in the printer. */
  readonly paper: PaperRoll;
  /** Which printer it has: null until that is known. */
  printerIs: PrinterProfileName | null = null;
  readonly #session = newSession();
  readonly #ports: RuntimePorts;
  readonly #speed: number;
  readonly #printer: () => KioskPrinter | null;
  readonly #streams: () => Pages | null;
  readonly #panel: () => Pick<Panel, "show"> | null;
  #presses = 0;
  readonly #waiting: Waiting<KioskTicket>;
  readonly #staffWaiting: Waiting<null>;
  readonly #lookups: Waiting<KioskAppointment>;
  readonly #desk: Waiting<DeskAnswer>;
  readonly #staffPrinting: StaffPrinting;
  readonly #lineKeeper: KeptLater;
  readonly #rollKeeper: KeptLater;
  /** The line that was last given to the keeper. */
  #lineKept: { readonly message: HeardLine["message"]; readonly heardAt: number } | null = null;
  /** What each job that was handed to the printer is. */
  readonly #jobs = new Map<string, { readonly visit: string; readonly copy: number } | { readonly paper: string }>();

  /** `printer`, `streams` and `panel` are asked for when needed: they are made after the role. */
  constructor(
    ports: RuntimePorts,
    speed: number,
    printer: () => KioskPrinter | null,
    streams: () => Pages | null,
    panel: () => Pick<Panel, "show"> | null = () => null,
  ) {
    this.#ports = ports;
    this.#waiting = new Waiting(ports.timers);
    this.#staffWaiting = new Waiting(ports.timers);
    this.#lookups = new Waiting(ports.timers);
    this.#desk = new Waiting(ports.timers);
    this.#staffPrinting = new StaffPrinting(printer, (ms, run) => ports.timers.after(ms, run));
    this.#speed = speed;
    this.#printer = printer;
    this.#streams = streams;
    this.#panel = panel;
    this.#session.office = readKept(ports.kept.get("desired"), this.kind);
    this.#session.line = readLine(ports.kept.get("line"));
    this.#lineKept = this.#session.line && { ...this.#session.line };
    this.runtime = new Runtime(ports, this);
    const keeper = (name: string) =>
      new KeptLater({
        keep: (text) => this.runtime.keep(name, text),
        realMs: ports.realMs,
        after: (ms, run) => this.runtime.after(ms, run),
      });
    this.#lineKeeper = keeper("line");
    this.#rollKeeper = keeper("roll");
    this.paper = new PaperRoll(printerProfiles[unknownProfile].roll, {
      kept: ports.kept.get("roll"),
      keep: (text) => this.#rollKeeper.set(text),
      told: (outlook) => this.runtime.submit({ kind: "paper-outlook", ...outlook }),
    });
    this.api = {
      catalogue: () => this.#session.office?.office ?? null,
      live: () => this.#live(),
      tap: (request) => this.#tap(request),
      reprint: (visit) => this.#waiting.ask((token) => this.runtime.submit({ kind: "reprint", visit, token })),
      findAppointment: (by) => this.#lookups.ask((token) => this.runtime.submit({ kind: "find-appointment", by, token })),
      findTicket: (ticket) => this.#desk.ask((token) => this.runtime.submit({ kind: "find-ticket", ticket, token })),
      stepAway: (paper, minutes) => this.#desk.ask((token) => this.runtime.submit({ kind: "step-away", paper, minutes, token })),
      comeBack: (paper) => this.#desk.ask((token) => this.runtime.submit({ kind: "come-back", paper, token })),
      languageOf: (visit) => {
        const ticket = isOwnVisit(this.#identity, visit) ? ticketOf(this.runtime.program.state, visit) : undefined;
        return ticket?.body.language ?? this.#session.office?.office.languages[0] ?? "en";
      },
    };
    this.staff = {
      pin: () => this.#session.office?.staffPin ?? null,
      opened: () => this.#staffWaiting.ask((token) => this.runtime.submit({ kind: "staff-opened", token })),
      callByVoice: (visit) => this.#staffWaiting.ask((token) => this.runtime.submit({ kind: "call-by-voice", visit, token })),
      list: () => this.#staffList(),
      print: () => this.#printList(),
      newRoll: () => this.paper.take({ kind: "new-roll" }),
    };
  }

  core(log: EventLog) {
    return createKioskCore(log.identity, this.#session, this.#ports.digest, this.#speed);
  }

  start(): void {
    this.runtime.start();
    this.paper.start();
    if (!this.#printer()) this.printerStands("offline");
    this.runtime.every(1_000, () => this.runtime.submit({ kind: "tick" }));
  }

  /** Leaves what a start without the hub goes on from. */
  async stop(waitMs: number): Promise<void> {
    this.#keepLine();
    this.#lineKeeper.flush();
    this.#rollKeeper.flush();
    await this.runtime.stop(waitMs);
  }

  /** Whether a print of which the log has no end may be half on the paper. */
  get sawNoEnd(): boolean {
    const { tickets, papers } = this.runtime.program.state;
    return (
      [...tickets.values()].some(({ printed }) => printed === "pending") ||
      [...papers.values()].some(({ outcome }) => outcome === "pending")
    );
  }

  printerStands(condition: PrinterCondition): void {
    this.paper.take({ kind: "condition", condition });
    this.runtime.submit({ kind: "printer", condition });
  }

  /** What is to be put right about how the printer is connected or known. */
  printerTroubled(trouble: Fault | null): void {
    this.runtime.submit({ kind: "printer-trouble", trouble });
  }

  panelStands(troubles: PanelTroubles): void {
    this.runtime.submit({ kind: "panel", troubles });
  }

  scannerStands(troubles: ScannerTroubles): void {
    this.runtime.submit({ kind: "scanner", troubles });
  }

  /** Whoever holds a code under the scanner stands before the page; what it says goes there, and nowhere else. */
  scanned(text: string): void {
    this.#streams()?.sendToLatest("scanned", scannedAs(text));
  }

  /** A button of the panel: what a tap on the screen is, in the office's first language, as nobody has said another. */
  pressed(service: string): Promise<KioskTicket | Fault> {
    this.#presses += 1;
    const key = `panel-${this.#ports.boot}-${this.#presses}`;
    return this.api.tap({ key, service, language: this.api.languageOf(""), needs: [] });
  }

  printEnded(job: string, end: PrintEnd): void {
    const { outcome, fault: why } = end;
    if (this.#staffPrinting.ended(job, end)) {
      this.#ports.logger.info({ job, outcome, fault: why }, "list.print-ended");
      return;
    }
    const what = this.#jobs.get(job);
    if (!what) return;
    this.#jobs.delete(job);
    this.#ports.logger.info({ ...what, job, outcome, fault: why }, "ticket.print-ended");
    if ("paper" in what) this.runtime.submit({ kind: "paper-ended", ...what, outcome, fault: why });
    else this.runtime.submit({ kind: "print-ended", ...what, job, outcome, fault: why });
  }

  carryOut(effect: OwnEffect): void {
    switch (effect.kind) {
      case "reply":
        this.#waiting.answer(effect.token, effect.answer);
        break;
      case "appointment-reply":
        this.#lookups.answer(effect.token, effect.answer);
        break;
      case "desk-reply":
        this.#desk.answer(effect.token, effect.answer);
        break;
      case "staff-reply":
        this.#staffWaiting.answer(effect.token, effect.answer);
        break;
      case "print":
        this.#print(effect.job, { visit: effect.visit, copy: effect.copy }, effect.lines);
        break;
      case "print-paper":
        this.#print(effect.job, { paper: effect.paper }, effect.lines);
        break;
    }
  }

  heard(message: ForRole): void {
    switch (message.entry) {
      case "hubState":
        this.runtime.submit({ kind: "hub-heard", alive: message.message.alive });
        break;
      case "boardView":
        this.runtime.submit({ kind: "line", open: message.message.date !== null, waiting: message.message.waiting });
        this.runtime.submit({ kind: "calls", view: message.message });
        break;
      case "line":
        this.runtime.submit({ kind: "line-told", message: message.message });
        break;
      case "print":
        this.runtime.submit({ kind: "paper-asked", message: message.message });
        break;
      case "boardCalls":
        break;
    }
  }

  stored(seq: number): void {
    this.runtime.submit({ kind: "stored", seq });
  }

  faults() {
    return faultsForHub(this.#identity, this.runtime.program.state, this.#session, this.printerIs, this.#printer() !== null);
  }

  changed(): void {
    const live = this.#live();
    this.#streams()?.show("kiosk", live);
    const { office, calls } = this.#session;
    // A display cannot say how old a number is, as a page does: it shows what the hub stands by.
    const view = hubIsPresent(this.#session, this.#ports.realMs()) ? calls : null;
    this.#panel()?.show({ live, office: office?.office ?? null, view });
    this.#keepLine();
  }

  /** Whether something that it gave to the printer has not come to its end. */
  get isPrinting(): boolean {
    return this.#jobs.size > 0 || this.#staffPrinting.isBusy;
  }

  #tap(request: TicketRequest): Promise<KioskTicket | Fault> {
    if (this.#ports.mayGiveTickets?.() === false) return Promise.resolve(fault("not-enrolled", { device: this.#identity.source }));
    return this.#waiting.ask((token) => this.runtime.submit({ kind: "tap", request, token }));
  }

  /** Whether anybody may stand in front of it, as the hub says: citizens, or staff who practise. In doubt they may. */
  get isOpen(): boolean {
    const rests = this.#session.office?.today?.rests;
    if (rests !== undefined && hubIsPresent(this.#session, this.#ports.realMs())) return !rests;
    return !isClosed(this.#session, this.#ports.realMs()) || this.#live().state === "ready";
  }

  get #identity(): LogIdentity {
    return this.runtime.log.identity;
  }

  #live() {
    const { realMs, clock, digest } = this.#ports;
    return kioskLive(this.#identity, this.runtime.program.state, this.#session, { realMs: realMs(), at: clock.now().at, digest });
  }

  #staffList(): Omit<StaffList, "pass"> {
    const { line, office } = this.#session;
    const now = this.#ports.clock.now().at;
    const isPresent = hubIsPresent(this.#session, this.#ports.realMs());
    const tickets = waitingTickets(this.#identity, this.runtime.program.state, office?.office, line, now);
    return {
      tickets: tickets.map(({ letter: _letter, count: _count, ...ticket }) => ticket),
      // A hub that is there would have said if anything had changed.
      lineAt: line && (isPresent ? now : line.heardAt),
      hub: isPresent ? "present" : "away",
      now,
    };
  }

  #printList(): Promise<{ readonly printed: true } | Fault> {
    const office = this.#session.office?.office;
    return office ? this.#staffPrinting.print(staffStrips(office, this.#staffList())) : Promise.resolve(fault("not-enrolled", {}));
  }

  /** The line as it changes, and the time to which it was right as soon as the hub is away: not at every beat. */
  #keepLine(): void {
    const { line } = this.#session;
    if (!line) return;
    const kept = this.#lineKept;
    const isPresent = hubIsPresent(this.#session, this.#ports.realMs());
    if (kept?.message === line.message && (isPresent || kept.heardAt === line.heardAt)) return;
    this.#lineKept = { ...line };
    this.#lineKeeper.set(() => JSON.stringify(this.#session.line));
  }

  #print(
    job: string,
    what: { readonly visit: string; readonly copy: number } | { readonly paper: string },
    lines: readonly TicketLine[],
  ): void {
    const printer = this.#printer();
    this.#jobs.set(job, what);
    if (!printer) {
      this.printEnded(job, { outcome: "failed", fault: "printer-offline" });
      return;
    }
    printer.print(job, lines);
  }
}

const keptLine = v.object({ message: lineMessage, heardAt: v.number() });

/** As it was kept; null when there is none that this version reads. */
function readLine(text: string | undefined): HeardLine | null {
  if (text === undefined) return null;
  const parsed = v.safeParse(keptLine, JSON.parse(text));
  return parsed.success ? parsed.output : null;
}
