/**
 * Printing over one long-lived connection, as a pure machine. Before each job the printer is asked how it stands; only then do the
 * job's bytes leave. A job whose bytes never left has failed and is forgotten, so that it cannot come out later as a ghost ticket;
 * one whose bytes left is printed when the printer says so, else unknown. Which printer it is may be found out first.
 */
import type { FaultCode } from "#shared/faults/fault.ts";
import { canPrint, type PrinterCondition, printerFault } from "./condition.ts";
import { type Dialect, dialectOf, escPos, nippon } from "./dialect.ts";
import { separateRemains } from "./encode.ts";
import { nobody, type PrinterIdentity, recognise } from "./identity.ts";
import { endOfStore, storeJob } from "./logo.ts";
import { LogoKeeping, type LogoStep, type LogoWish } from "./logo-keeping.ts";
import type { PortStatus } from "./port-status.ts";
import { type CurrentJob, hasLeft, type PrinterInput, type PrinterOutput, type PrintJob } from "./print-job.ts";
import { type PrinterProfile, printerProfiles } from "./profiles.ts";
import type { PrinterReply } from "./replies.ts";
import { autoStatusRequest, clearRequest, conditionOfAutoStatus, type FullStatus, fullStatusOf, graver } from "./status.ts";

/** Real time. */
export const pollMs = 2_000;
export const askDeadlineMs = 600;
/**
 * The last part of it is counted anew: a timer comes due before what waits to be read, so a machine that stood still for a moment would call a
 * printer silent whose answer lies there already.
 */
const askGraceMs = 150;
export const confirmDeadlineMs = 8_000;
export const reopenMs = { least: 500, most: 2_000 };
/** Jobs that may wait; one more has failed. */
export const jobsMax = 20;
const zerosPollsMost = 4;

/** A status question with its answers, as far as they have come. */
interface Round {
  readonly id: number;
  readonly answers: number[];
}

export class PrinterMachine {
  readonly #setting: PrinterProfile | "auto";
  /** Null until it is known which printer is at the other end of this connection. */
  #profile: PrinterProfile | null;
  #dialect: Dialect;
  /** What the printer has said to `GS I` on this connection; null before it was asked. */
  #said: string[] | null = null;
  #kernelSays: PrinterIdentity = nobody;
  /** Counts only as long as the printer itself says nothing. */
  #portSays: PortStatus | null = null;
  #connections = 0;
  #full: FullStatus | null = null;
  #holdsTicket = false;
  /** A job may have left something on the paper or in the line that is being set. */
  #remains = false;
  /** Nothing has been heard on this connection yet. */
  #fresh = false;
  /** From 0 to 1: spreads the kiosks of an office when a switch comes back. */
  readonly #jitter: () => number;
  #open = false;
  #resetting = false;
  #condition: PrinterCondition | null = null;
  #reader: ReturnType<Dialect["newReader"]>;
  #rounds: Round[] = [];
  #roundsAsked = 0;
  /** The question of the last poll; 0 when none is under way. */
  #pollRound = 0;
  #current: CurrentJob | null = null;
  #queue: PrintJob[] = [];
  #outputs: PrinterOutput[] = [];
  readonly #logo: LogoKeeping | null;
  #logoWakes = 0;
  /** The logo broke the connection: the jobs behind it wait for the next one. */
  #logoBroke = false;
  /** Polls to wait for the first answer, which comes behind all the zeros that end a broken store or dots: at 9,600 bits a second seven seconds. */
  #zerosPolls = 0;
  /** A store of the logo may have broken off in the middle. */
  #storeRemains: boolean;

  constructor(profile: PrinterProfile | "auto", jitter: () => number, wish: LogoWish | null = null) {
    this.#logo = wish && new LogoKeeping(wish.logo, wish.takeStore);
    this.#storeRemains = wish?.isOpen ?? false;
    this.#setting = profile;
    this.#profile = profile === "auto" ? null : profile;
    this.#dialect = profile === "auto" ? escPos : dialectOf(profile);
    this.#reader = this.#dialect.newReader();
    this.#jitter = jitter;
  }

  /** The first thing to do. `remains`: an earlier life of this program did not see a job end, so that it may be half on the paper. */
  start(remains = false): PrinterOutput[] {
    this.#remains = remains;
    return [{ kind: "open" }];
  }

  step(input: PrinterInput): PrinterOutput[] {
    this.#outputs = [];
    switch (input.kind) {
      case "opened":
        this.#opened(input.identity, input.port);
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

  #opened(identity: PrinterIdentity | null, port: PortStatus | null): void {
    this.#open = true;
    this.#logoBroke = false;
    const name = recognise(identity ?? nobody);
    if (this.#setting === "auto" && name) this.#dialect = dialectOf(printerProfiles[name]);
    this.#zerosPolls = this.#storeRemains || (this.#remains && this.#dialect.answersInTurn) ? zerosPollsMost : 0;
    this.#connections += 1;
    this.#reader = this.#dialect.newReader();
    this.#rounds = [];
    this.#full = null;
    this.#said = null;
    if (this.#setting === "auto") this.#profile = null;
    this.#fresh = true;
    this.#write(this.#storeRemains ? [endOfStore, autoStatusRequest] : this.#dialect.opening(this.#remains));
    this.#kernelSays = identity ?? nobody;
    this.#portSays = port;
    if (port) this.#is(port);
    if (this.#setting === "auto" && name) this.#recognised(this.#kernelSays);
    this.#poll();
  }

  /** Asked once on each connection, and only of a printer that is able: another would answer when it is well again. */
  #askIdentity(): void {
    if (this.#profile || this.#said) return;
    this.#said = [];
    this.#write([this.#dialect.identityRequest]);
    this.#outputs.push({ kind: "wake", wake: `identify-${this.#connections}`, afterMs: askDeadlineMs });
  }

  #identityDue(connection: number): void {
    if (connection !== this.#connections || this.#profile || !this.#said) return;
    if (this.#dialect === nippon) {
      // Whoever answered is none of those that the question was for.
      this.#dialect = escPos;
      this.#reset();
      return;
    }
    // One text alone: some models say only what they are.
    const model = this.#said[0];
    this.#recognised(model === undefined ? this.#kernelSays : { ...nobody, model });
  }

  #recognised(identity: PrinterIdentity): void {
    const name = recognise(identity);
    this.#profile = printerProfiles[name ?? this.#dialect.unknownProfile];
    this.#outputs.push({ kind: "recognised", identity, known: name !== undefined });
    if (this.#dialect !== dialectOf(this.#profile)) {
      this.#dialect = dialectOf(this.#profile);
      this.#reader = this.#dialect.newReader();
    } else if (this.#said && this.#dialect === nippon) {
      // Until now nobody knew what its answers meant.
      this.#rounds = [];
      this.#poll();
    }
    const current = this.#current;
    if (current?.phase !== "identifying") return;
    if (this.#condition !== null && canPrint(this.#condition)) this.#send(current, this.#profile);
    else this.#finish("failed", this.#condition && printerFault(this.#condition));
  }

  #closed(): void {
    this.#open = false;
    this.#pollRound = 0;
    this.#rounds = [];
    if (this.#logo?.isStoring) this.#storeRemains = true;
    this.#logo?.opened();
    // A connection that this machine broke itself says nothing about the printer.
    if (!this.#resetting) this.#is("offline");
    if (!this.#resetting) this.#logoBroke = false;
    this.#zerosPolls = 0;
    this.#resetting = false;
    const { least, most } = reopenMs;
    this.#outputs.push({ kind: "wake", wake: "reopen", afterMs: Math.round(least + (most - least) * this.#jitter()) });
    const current = this.#current;
    this.#current = null;
    if (current && hasLeft(current)) this.#remains = true;
    if (current) this.#end(current.job, hasLeft(current) ? "unknown" : "failed", "printer-offline");
    this.#begin();
  }

  #poll(): void {
    this.#pollRound = this.#ask();
    this.#outputs.push({ kind: "wake", wake: `poll-${this.#pollRound}`, afterMs: pollMs });
  }

  #write(writes: readonly Uint8Array[]): void {
    for (const bytes of writes) this.#outputs.push({ kind: "write", bytes });
  }

  #ask(): number {
    this.#roundsAsked += 1;
    this.#rounds.push({ id: this.#roundsAsked, answers: [] });
    this.#write(this.#dialect.question(this.#profile));
    return this.#roundsAsked;
  }

  #begin(): void {
    while (!this.#current && !this.#logo?.isBusy && !this.#logoBroke && this.#zerosPolls === 0) {
      const job = this.#queue.shift();
      if (!job) return;
      if (!this.#open) {
        this.#end(job, "failed", this.#condition && !canPrint(this.#condition) ? printerFault(this.#condition) : "printer-offline");
        continue;
      }
      const round = this.#ask();
      this.#current = { job, phase: "asking", round, sentAfter: round, ended: null };
      this.#outputs.push({ kind: "wake", wake: `ask-${round}`, afterMs: askDeadlineMs - askGraceMs });
    }
  }

  #replied(reply: PrinterReply): void {
    const current = this.#current;
    switch (reply.kind) {
      case "auto-status":
        this.#stands(conditionOfAutoStatus(reply.bytes));
        return;
      case "full-status":
        this.#fullyTold(fullStatusOf(reply.bytes));
        return;
      case "identity":
        if (this.#profile || !this.#said) return;
        this.#said.push(reply.text);
        if (this.#dialect.maker !== null) this.#recognised({ maker: this.#dialect.maker, model: reply.text });
        else if (this.#said.length === 2) this.#recognised({ maker: this.#said[0] as string, model: this.#said[1] as string });
        return;
      case "keys":
        this.#keepLogo(this.#logo?.told(reply.keys, reply.isLast));
        return;
      case "done":
        if (reply.job === storeJob) this.#keepLogo(this.#logo?.stored());
        if (current?.phase !== "sent" || current.job.id !== reply.job) return;
        // An end with something to say about it is believed when the printer's sensors say the same.
        if (reply.ended) this.#current = { ...current, phase: "checking", round: this.#ask(), ended: reply.ended };
        else this.#finish("printed", null);
        return;
      case "in-turn":
        if (current?.phase !== "sent" || this.#profile?.confirms !== "in-turn-status") return;
        // All bytes were taken; whether paper came out with them is what the sensors say now.
        this.#current = { ...current, phase: "checking", round: this.#ask() };
        return;
      case "status": {
        const round = this.#rounds[0];
        if (!round) return;
        round.answers.push(reply.byte);
        if (round.answers.length < this.#dialect.answersCount) return;
        this.#rounds.shift();
        this.#answered(round);
      }
    }
  }

  #answered(round: Round): void {
    if (!this.#profile && this.#dialect === nippon) {
      this.#askIdentity();
      return;
    }
    if (this.#zerosPolls > 0) this.#zerosEnded();
    const holdsTicket = this.#dialect.holdsTicket(round.answers);
    if (holdsTicket !== null) this.#presents(holdsTicket);
    const condition = this.#stands(this.#dialect.conditionOf(round.answers));
    const able = canPrint(condition);
    if (able) this.#askIdentity();
    const current = this.#current;
    if (able && !current && this.#rounds.length === 0) this.#beginLogo();
    if (!current || current.round !== round.id) return;
    const confirmed = able && this.#dialect.confirms(current.ended, round.answers);
    if (current.phase === "checking") this.#finish(confirmed ? "printed" : "unknown", printerFault(condition));
    else if (!able) this.#finish("failed", printerFault(condition));
    else if (this.#profile) this.#send(current, this.#profile);
    else current.phase = "identifying";
  }

  /** While a printer is idle and nothing hangs on its paper, for it stores only at the beginning of a line: a job goes first. */
  #beginLogo(): void {
    if (!this.#profile || !this.#logo?.isWanted || this.#remains) return;
    this.#keepLogo(this.#profile.keepsLogo ? this.#logo.begin() : this.#logo.decline());
  }

  /** The zeros have arrived: the printer speaks in turn. */
  #zerosEnded(): void {
    this.#zerosPolls = 0;
    this.#keepLogo(this.#storeRemains ? [{ kind: "settled" }] : []);
  }

  #keepLogo(steps: readonly LogoStep[] = []): void {
    for (const step of steps) {
      if (step.kind === "wake") {
        this.#logoWakes += 1;
        this.#outputs.push({ kind: "wake", wake: `logo-${this.#logoWakes}`, afterMs: step.afterMs });
      } else if (step.kind === "broken") {
        this.#storeRemains = true;
        this.#logoBroke = true;
        this.#reset();
      } else if (step.kind === "write") this.#outputs.push(step);
      else {
        if (step.kind === "settled") this.#storeRemains = false;
        this.#outputs.push({ kind: "logo", stands: step.kind });
      }
    }
    this.#begin();
  }

  /** What the full status says counts until it says something else: the questions between do not know of it. */
  #stands(condition: PrinterCondition): PrinterCondition {
    const whole = this.#full ? graver(condition, this.#full.condition) : condition;
    const was = this.#condition;
    const mayHold = this.#fresh || (this.#remains && (was === null || canPrint(was)));
    this.#fresh = false;
    this.#portSays = null;
    this.#is(whole);
    if (mayHold && !canPrint(whole) && !(this.#current && hasLeft(this.#current))) this.#forget();
    return whole;
  }

  /**
   * What an earlier connection, or an earlier life of this program, has left in a printer that stands still must not come out when it is
   * well again. One that is able is left alone: it is printing that ticket now.
   */
  #forget(): void {
    if (this.#profile?.clears === false) return;
    this.#write(this.#dialect.forget(this.#remains));
  }

  #fullyTold(full: FullStatus): void {
    this.#presents(full.holdsTicket);
    this.#full = full;
    if (!canPrint(full.condition)) this.#stands(full.condition);
  }

  #presents(holdsTicket: boolean): void {
    if (holdsTicket !== this.#holdsTicket) this.#outputs.push({ kind: "presenter", holdsTicket });
    this.#holdsTicket = holdsTicket;
  }

  #send(current: CurrentJob, profile: PrinterProfile): void {
    current.phase = "sent";
    if (this.#remains) this.#outputs.push({ kind: "write", bytes: separateRemains(profile) });
    this.#remains = false;
    this.#outputs.push({ kind: "write", bytes: current.job.encode(profile, this.#logo?.onPaper ?? null) });
    this.#outputs.push({ kind: "wake", wake: `confirm-${current.sentAfter}`, afterMs: confirmDeadlineMs });
  }

  #due(wake: string): void {
    const [what, id] = wake.split("-");
    const round = Number(id);
    if (what === "reopen" && !this.#open) this.#outputs.push({ kind: "open" });
    if (what === "poll" && round === this.#pollRound) this.#pollDue();
    if (what === "ask" && this.#isAsked(round)) this.#outputs.push({ kind: "wake", wake: `silence-${round}`, afterMs: askGraceMs });
    if (what === "silence" && this.#isAsked(round)) this.#silent();
    if (what === "identify") this.#identityDue(round);
    if (what === "confirm") this.#confirmDue(round);
    if (what === "logo" && round === this.#logoWakes) this.#keepLogo(this.#logo?.due());
  }

  #pollDue(): void {
    // Whatever else is sent now would be taken for an answer, or wait behind dots or a ticket.
    if (this.#logo?.isBusy || (this.#dialect.answersInTurn && this.#current && hasLeft(this.#current))) {
      this.#outputs.push({ kind: "wake", wake: `poll-${this.#pollRound}`, afterMs: pollMs });
      return;
    }
    const unanswered = this.#rounds.some((round) => round.id <= this.#pollRound);
    if (unanswered && this.#zerosPolls > 1) {
      this.#zerosPolls -= 1;
      this.#outputs.push({ kind: "wake", wake: `poll-${this.#pollRound}`, afterMs: pollMs });
      return;
    }
    if (unanswered) this.#is(this.#portSays ?? "unknown");
    // Perhaps it speaks otherwise.
    if (unanswered && this.#setting === "auto" && this.#profile === null) this.#dialect = this.#dialect === nippon ? escPos : nippon;
    // Answers that came late could no longer be told apart: begin anew, unless a job's bytes are on their way.
    if (unanswered && (this.#current === null || !hasLeft(this.#current))) this.#reset();
    else this.#poll();
  }

  /** Whether a job still waits for this answer. */
  #isAsked(round: number): boolean {
    return this.#current?.phase === "asking" && this.#current.round === round;
  }

  #silent(): void {
    const condition = this.#portSays ?? "unknown";
    this.#is(condition);
    this.#finish("failed", printerFault(condition));
  }

  #confirmDue(sent: number): void {
    const current = this.#current;
    if (!current || !hasLeft(current) || current.sentAfter !== sent) return;
    const why = this.#condition === null ? null : printerFault(this.#condition);
    this.#current = null;
    this.#remains = true;
    this.#end(current.job, "unknown", why ?? "print-unknown");
    // What is not on paper by now must not come out for the next citizen.
    if (this.#rounds.length > 0 || !this.#profile?.clears || this.#dialect.answersInTurn) this.#reset();
    else this.#write([clearRequest]);
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
    if (outcome === "unknown") this.#remains = true;
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
