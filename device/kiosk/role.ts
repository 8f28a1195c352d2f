/** The kiosk's adapters around its core: messages, printer and page become inputs, and effects are carried out. */

import type { EventLog, Identity } from "#shared/log/event-log.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { DesiredMessage } from "#shared/wire/payloads.ts";
import type { KioskApi } from "../http/kiosk-api.ts";
import type { Streams } from "../http/streams.ts";
import { Waiting } from "../http/waiting.ts";
import type { FromHub } from "../link/decode.ts";
import { readDesired, readKept } from "../link/office.ts";
import type { PrinterCondition } from "../printer/condition.ts";
import { encodeTicket } from "../printer/encode.ts";
import type { PrintJob } from "../printer/machine.ts";
import type { PrinterProfile } from "../printer/profiles.ts";
import type { PrintEnd } from "../printer/transport.ts";
import { type Role, Runtime, type RuntimePorts } from "../runtime/runtime.ts";
import type { KioskEffect, KioskInput } from "./contract.ts";
import { createKioskCore } from "./core.ts";
import { kioskFaults, kioskLive } from "./live.ts";
import { newSession } from "./session.ts";
import type { KioskState } from "./state.ts";

/** A printer, real or virtual; null where there is none. */
export interface KioskPrinter {
  readonly profile: PrinterProfile;
  print(job: PrintJob): void;
}

export class KioskRole implements Role<KioskState, KioskInput, KioskEffect> {
  readonly kind = "kiosk";
  readonly runtime: Runtime<KioskState, KioskInput, KioskEffect>;
  readonly api: KioskApi;
  readonly #session = newSession();
  readonly #ports: RuntimePorts;
  readonly #speed: number;
  readonly #printer: () => KioskPrinter | null;
  readonly #streams: () => Streams | null;
  readonly #waiting = new Waiting<KioskTicket>();
  /** What each job that was handed to the printer is. */
  readonly #jobs = new Map<string, { readonly visit: string; readonly copy: number }>();
  #shown = "";

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

  carryOut(effect: KioskEffect): void {
    switch (effect.kind) {
      case "reply":
        this.#waiting.answer(effect.token, effect.answer);
        break;
      case "ask":
        this.runtime.publish("ask", effect.message);
        this.runtime.wake(effect.message.id, effect.deadlineMs);
        break;
      case "wake":
        this.runtime.wake(effect.id, effect.afterMs);
        break;
      case "print":
        this.#print(effect);
        break;
    }
  }

  heard(message: Exclude<FromHub, { entry: "ack" }>): void {
    switch (message.entry) {
      case "answer":
        this.runtime.submit({ kind: "answer", message: message.message });
        break;
      case "hubState":
        this.runtime.submit({ kind: "hub-heard", alive: message.message.alive });
        break;
      case "boardView":
        this.runtime.submit({ kind: "line", open: message.message.date !== null, waiting: message.message.waiting });
        break;
      case "desired":
        this.#desired(message.message);
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
    const live = this.#live();
    const text = JSON.stringify({ ...live, now: 0 });
    if (text === this.#shown) return;
    this.#shown = text;
    this.#streams()?.send("kiosk", live);
  }

  get #identity(): Identity {
    return this.runtime.log.identity;
  }

  #live() {
    return kioskLive(this.#identity, this.runtime.program.state, this.#session, this.#ports.realMs(), this.#ports.clock.now().at);
  }

  #desired(message: DesiredMessage): void {
    const desired = readDesired(message, this.kind);
    if (typeof desired === "string") {
      this.#ports.logger.warn({ version: message.version, reason: desired }, "desired.unreadable");
      return;
    }
    this.runtime.submit({ kind: "desired", ...desired });
    this.runtime.keep("desired", JSON.stringify(message));
    const { epoch } = this.#identity;
    this.runtime.publish("reported", { epoch, version: message.version, at: this.#ports.clock.now().at });
  }

  #print({ visit, copy, job, lines }: Extract<KioskEffect, { kind: "print" }>): void {
    const printer = this.#printer();
    this.#jobs.set(job, { visit, copy });
    if (!printer) {
      this.printEnded(job, { outcome: "failed", fault: "printer-offline" });
      return;
    }
    printer.print({ id: job, bytes: encodeTicket(lines, job, printer.profile) });
  }
}
