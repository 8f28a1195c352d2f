/** The kiosk's adapters around its core: messages, printer and page become inputs, and effects are carried out. */

import type { EventLog, Identity } from "#shared/log/event-log.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { KioskApi } from "../http/kiosk-api.ts";
import type { Streams } from "../http/streams.ts";
import { Waiting } from "../http/waiting.ts";
import { readKept } from "../link/office.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import { encodeTicket } from "../printer/encode.ts";
import type { PrintJob } from "../printer/machine.ts";
import type { PrinterProfile } from "../printer/profiles.ts";
import type { PrintEnd } from "../printer/transport.ts";
import { type ForRole, type Role, Runtime, type RuntimePorts } from "../runtime/runtime.ts";
import type { OwnEffect, OwnInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { kioskFaults, kioskLive } from "./live.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

/** A printer, real or virtual; null where there is none. */
export interface KioskPrinter {
  readonly profile: PrinterProfile;
  print(job: PrintJob): void;
}

export class KioskRole implements Role<KioskState, OwnInput, OwnEffect> {
  readonly kind = "kiosk";
  readonly runtime: Runtime<KioskState, OwnInput, OwnEffect>;
  readonly api: KioskApi;
  readonly #session = newSession();
  readonly #ports: RuntimePorts;
  readonly #speed: number;
  readonly #printer: () => KioskPrinter | null;
  readonly #streams: () => Streams | null;
  readonly #waiting = new Waiting<KioskTicket>();
  /** What each job that was handed to the printer is. */
  readonly #jobs = new Map<string, { readonly visit: string; readonly copy: number }>();

  /** `printer` and `streams` are asked for when needed: they are made after the role. */
  constructor(ports: RuntimePorts, speed: number, printer: () => KioskPrinter | null, streams: () => Streams | null) {
    this.#ports = ports;
    this.#speed = speed;
    this.#printer = printer;
    this.#streams = streams;
    this.#session.office = readKept(ports.kept.get("desired"), this.kind);
    this.runtime = new Runtime(ports, this);
    this.api = {
      catalogue: () => this.#session.office?.office ?? null,
      live: () => this.#live(),
      tap: (request) => this.#waiting.ask((token) => this.runtime.submit({ kind: "tap", request, token })),
      reprint: (visit) => this.#waiting.ask((token) => this.runtime.submit({ kind: "reprint", visit, token })),
    };
  }

  core(log: EventLog) {
    return createKioskCore(log.identity, this.#session, this.#ports.digest, this.#speed);
  }

  start(): void {
    this.runtime.start();
    if (!this.#printer()) this.printerStands("offline");
    this.runtime.every(1_000, () => this.runtime.submit({ kind: "tick" }));
  }

  printerStands(condition: PrinterCondition): void {
    this.runtime.submit({ kind: "printer", condition });
  }

  printEnded(job: string, { outcome, fault: why }: PrintEnd): void {
    const what = this.#jobs.get(job);
    if (!what) return;
    this.#jobs.delete(job);
    this.#ports.logger.info({ ...what, job, outcome, fault: why }, "ticket.print-ended");
    this.runtime.submit({ kind: "print-ended", ...what, job, outcome, fault: why });
  }

  carryOut(effect: OwnEffect): void {
    switch (effect.kind) {
      case "reply":
        this.#waiting.answer(effect.token, effect.answer);
        break;
      case "print":
        this.#print(effect);
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
        break;
      case "boardCalls":
        break;
    }
  }

  stored(seq: number): void {
    this.runtime.submit({ kind: "stored", seq });
  }

  faults() {
    return kioskFaults(this.#identity, this.runtime.program.state, this.#session);
  }

  changed(): void {
    this.#streams()?.show("kiosk", this.#live());
  }

  get #identity(): Identity {
    return this.runtime.log.identity;
  }

  #live() {
    return kioskLive(this.#identity, this.runtime.program.state, this.#session, this.#ports.realMs(), this.#ports.clock.now().at);
  }

  #print({ visit, copy, job, lines }: Extract<OwnEffect, { kind: "print" }>): void {
    const printer = this.#printer();
    this.#jobs.set(job, { visit, copy });
    if (!printer) {
      this.printEnded(job, { outcome: "failed", fault: "printer-offline" });
      return;
    }
    printer.print({ id: job, bytes: encodeTicket(lines, job, printer.profile) });
  }
}
