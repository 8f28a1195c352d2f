/**
 * Printing over one long-lived connection, as a pure machine. Before each job the printer is asked how it stands; only then do the
 * job's bytes leave. A job whose bytes never left has failed and is forgotten, so that it cannot come out later as a ghost ticket;
 * one whose bytes left is printed when the printer says so, else unknown.
 */
import type { FaultCode } from "#shared/faults/fault.ts";
import { canPrint, type PrinterCondition, printerFault } from "./condition.ts";
import type { PrinterProfile } from "./profiles.ts";
import { type PrinterReply, ReplyReader } from "./replies.ts";
import { autoStatusRequest, clearRequest, conditionOfAnswers, conditionOfAutoStatus, statusQuestions, statusRequest } from "./status.ts";

/** Real time. */
export const pollMs = 2_000;
export const askDeadlineMs = 600;
export const confirmDeadlineMs = 8_000;
export const reopenMs = { least: 500, most: 2_000 };
/** Jobs that may wait; one more has failed. */
export const jobsMax = 20;

export interface PrintJob {
  /** Four printable characters. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

export type PrinterInput =
  | { readonly kind: "opened" }
  | { readonly kind: "closed" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "print"; readonly job: PrintJob }
  | { readonly kind: "due"; readonly wake: string };

export type PrinterOutput =
  | { readonly kind: "open" }
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  /** Break the connection and forget what was not yet taken. `closed` follows. */
  | { readonly kind: "reset" }
  | { readonly kind: "wake"; readonly wake: string; readonly afterMs: number }
  | { readonly kind: "condition"; readonly condition: PrinterCondition }
  | { readonly kind: "ended"; readonly job: string; readonly outcome: "printed" | "failed" | "unknown"; readonly fault: FaultCode | null };

interface CurrentJob {
  readonly job: PrintJob;
  phase: "asking" | "sent" | "checking";
  /** The question whose answer the job waits for. */
  readonly round: number;
  /** The question after whose answer its bytes were sent. */
  readonly sentAfter: number;
}

/** A status question with its three answers, as far as they have come. */
interface Round {
  readonly id: number;
  readonly answers: number[];
}

export class PrinterMachine {
  readonly #profile: PrinterProfile;
  /** From 0 to 1: spreads the kiosks of an office when a switch comes back. */
  readonly #jitter: () => number;
  #open = false;
  #resetting = false;
  #condition: PrinterCondition | null = null;
  #reader = new ReplyReader();
  #rounds: Round[] = [];
  #roundsAsked = 0;
  /** The question of the last poll; 0 when none is under way. */
  #pollRound = 0;
  #current: CurrentJob | null = null;
  #queue: PrintJob[] = [];
  #outputs: PrinterOutput[] = [];

  constructor(profile: PrinterProfile, jitter: () => number) {
    this.#profile = profile;
    this.#jitter = jitter;
  }

  /** The first thing to do. */
  start(): PrinterOutput[] {
    return [{ kind: "open" }];
  }

  step(input: PrinterInput): PrinterOutput[] {
    this.#outputs = [];
    switch (input.kind) {
      case "opened":
        this.#opened();
        break;
      case "closed":
        this.#closed();
        break;
      case "bytes":
        for (const reply of this.#reader.take(input.bytes)) this.#replied(reply);
        break;
      case "print":
        if (this.#queue.length >= jobsMax) this.#end(input.job, "failed", "overloaded");
        else this.#queue.push(input.job);
        this.#begin();
        break;
      case "due":
        this.#due(input.wake);
        break;
    }
    return this.#outputs;
  }

  #opened(): void {
    this.#open = true;
    this.#reader = new ReplyReader();
    this.#rounds = [];
    this.#outputs.push({ kind: "write", bytes: autoStatusRequest });
    this.#poll();
  }

  #closed(): void {
    this.#open = false;
    this.#pollRound = 0;
    this.#rounds = [];
    // A connection that this machine broke itself says nothing about the printer.
    if (!this.#resetting) this.#is("offline");
    this.#resetting = false;
    const { least, most } = reopenMs;
    this.#outputs.push({ kind: "wake", wake: "reopen", afterMs: Math.round(least + (most - least) * this.#jitter()) });
    const current = this.#current;
    this.#current = null;
    if (current) this.#end(current.job, current.phase === "asking" ? "failed" : "unknown", "printer-offline");
    this.#begin();
  }

  #poll(): void {
    this.#pollRound = this.#ask();
    this.#outputs.push({ kind: "wake", wake: `poll-${this.#pollRound}`, afterMs: pollMs });
  }

  #ask(): number {
    this.#roundsAsked += 1;
    this.#rounds.push({ id: this.#roundsAsked, answers: [] });
    this.#outputs.push({ kind: "write", bytes: statusRequest() });
    return this.#roundsAsked;
  }

  #begin(): void {
    while (!this.#current) {
      const job = this.#queue.shift();
      if (!job) return;
      if (!this.#open) {
        this.#end(job, "failed", this.#condition === "unknown" ? "printer-silent" : "printer-offline");
        continue;
      }
      const round = this.#ask();
      this.#current = { job, phase: "asking", round, sentAfter: round };
      this.#outputs.push({ kind: "wake", wake: `ask-${round}`, afterMs: askDeadlineMs });
    }
  }

  #replied(reply: PrinterReply): void {
    const current = this.#current;
    switch (reply.kind) {
      case "auto-status":
        this.#is(conditionOfAutoStatus(reply.bytes));
        return;
      case "done":
        if (current?.phase === "sent" && current.job.id === reply.job) this.#finish("printed", null);
        return;
      case "in-turn":
        if (current?.phase !== "sent" || this.#profile.confirms !== "in-turn-status") return;
        // All bytes were taken; whether paper came out with them is what the sensors say now.
        this.#current = { ...current, phase: "checking", round: this.#ask() };
        return;
      case "status": {
        const round = this.#rounds[0];
        if (!round) return;
        round.answers.push(reply.byte);
        if (round.answers.length < statusQuestions.length) return;
        this.#rounds.shift();
        this.#answered(round);
      }
    }
  }

  #answered(round: Round): void {
    const [one, two, three] = round.answers as [number, number, number];
    const condition = conditionOfAnswers([one, two, three]);
    this.#is(condition);
    const current = this.#current;
    if (!current || current.round !== round.id) return;
    const able = canPrint(condition);
    if (current.phase === "checking") this.#finish(able ? "printed" : "unknown", printerFault(condition));
    else if (!able) this.#finish("failed", printerFault(condition));
    else this.#send(current);
  }

  #send(current: CurrentJob): void {
    current.phase = "sent";
    this.#outputs.push({ kind: "write", bytes: current.job.bytes });
    this.#outputs.push({ kind: "wake", wake: `confirm-${current.sentAfter}`, afterMs: confirmDeadlineMs });
  }

  #due(wake: string): void {
    const [what, id] = wake.split("-");
    const round = Number(id);
    if (what === "reopen" && !this.#open) this.#outputs.push({ kind: "open" });
    if (what === "poll" && round === this.#pollRound) this.#pollDue();
    if (what === "ask") this.#askDue(round);
    if (what === "confirm") this.#confirmDue(round);
  }

  #pollDue(): void {
    const unanswered = this.#rounds.some((round) => round.id <= this.#pollRound);
    if (unanswered) this.#is("unknown");
    // Answers that came late could no longer be told apart: begin anew, unless a job's bytes are on their way.
    if (unanswered && (this.#current === null || this.#current.phase === "asking")) this.#reset();
    else this.#poll();
  }

  #askDue(round: number): void {
    if (this.#current?.phase !== "asking" || this.#current.round !== round) return;
    this.#is("unknown");
    this.#finish("failed", "printer-silent");
  }

  #confirmDue(sent: number): void {
    const current = this.#current;
    if (!current || current.phase === "asking" || current.sentAfter !== sent) return;
    const why = this.#condition === null ? null : printerFault(this.#condition);
    this.#current = null;
    this.#end(current.job, "unknown", why ?? "print-unknown");
    // What is not on paper by now must not come out for the next citizen.
    if (this.#rounds.length > 0 || this.#profile.confirms !== "job-id") this.#reset();
    else this.#outputs.push({ kind: "write", bytes: clearRequest });
    this.#begin();
  }

  #reset(): void {
    this.#open = false;
    this.#resetting = true;
    this.#pollRound = 0;
    this.#outputs.push({ kind: "reset" });
  }

  #finish(outcome: "printed" | "failed" | "unknown", why: FaultCode | null): void {
    const current = this.#current;
    this.#current = null;
    if (current) this.#end(current.job, outcome, outcome === "printed" ? null : (why ?? "print-unknown"));
    this.#begin();
  }

  #end(job: PrintJob, outcome: "printed" | "failed" | "unknown", why: FaultCode | null): void {
    this.#outputs.push({ kind: "ended", job: job.id, outcome, fault: why });
  }

  #is(condition: PrinterCondition): void {
    if (condition === this.#condition) return;
    this.#condition = condition;
    this.#outputs.push({ kind: "condition", condition });
  }
}
