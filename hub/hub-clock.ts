/**
 * The hub's clock: monotonic time from an anchor, what is known about the machine's, and the mark that says when the hub was last alive.
 * It moves only when told to, after the row that says so was committed.
 */
import type { EventLog } from "#shared/log/event-log.ts";
import type { LogRow, Moment } from "#shared/log/record.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import { AnchoredClock, type TimeSource } from "#shared/time/clock.ts";
import { ClockEvidence } from "./clock-evidence.ts";
import { clockAtStart, judgeClock } from "./clock-judgement.ts";
import type { ClockDoubt, HubInput, StartClock } from "./core/contract.ts";

/** A cursor beside the log, kept with every heartbeat. */
const aliveCursor = "alive-at";
/** How long a date is not opened by itself while the machine looks for its time server. */
const synchroniseMs = 60_000;

export interface HubClockParts {
  readonly time: TimeSource;
  readonly boot: string;
  readonly log: EventLog;
  /** What was doubted when the hub stopped. */
  readonly doubt: ClockDoubt | null;
  /** A speeded-up office keeps its own time: nothing is judged. */
  readonly isSpeededUp: boolean;
  readonly synchronised: () => boolean | null;
}

export class HubClock {
  readonly evidence = new ClockEvidence();
  /** When this hub was last known to work; null for an empty log. */
  readonly aliveAt: number | null;
  /** What the start is to say of the machine's clock. */
  readonly atStart: StartClock | null;
  readonly #parts: HubClockParts;
  readonly #clock: AnchoredClock;
  #wasSynchronised: boolean;
  #vouched = false;

  constructor(parts: HubClockParts) {
    this.#parts = parts;
    this.#clock = new AnchoredClock(parts.time, parts.boot);
    this.aliveAt = lastAlive(parts.log);
    const synchronised = parts.synchronised();
    this.#wasSynchronised = synchronised === true;
    const wall = this.#clock.now().at;
    const start = parts.isSpeededUp ? null : clockAtStart({ wall, aliveAt: this.aliveAt, doubt: parts.doubt, synchronised });
    if (start) this.#clock.set(start.at - wall);
    this.atStart = start?.clock ?? null;
  }

  /** What the run begins with. */
  get start(): HubInput {
    return { kind: "start", timeZoneData: process.versions.tz ?? "", aliveAt: this.aliveAt, clock: this.atStart };
  }

  now(): Moment {
    return this.#clock.now();
  }

  /** Whether a date may be opened by itself: right after power came back the time may still be that of the last shutdown. */
  get mayOpenDates(): boolean {
    return this.#parts.synchronised() !== false || this.#clock.now().mono >= synchroniseMs;
  }

  /** What to do about the machine's clock, if anything. */
  judge(doubt: ClockDoubt | null): HubInput | undefined {
    if (this.#parts.isSpeededUp) return undefined;
    const synchronised = this.#parts.synchronised();
    const wasSynchronised = this.#wasSynchronised;
    this.#wasSynchronised = synchronised === true;
    const driftMs = this.#clock.drift();
    const now = this.#clock.now().at;
    const about = { doubt, synchronised, wasSynchronised, devices: this.evidence.ahead, vouched: this.#vouched };
    const verdict = judgeClock({ ...about, driftMs, now });
    if (verdict.kind === "follow") return { kind: "clock-drift", driftMs: verdict.driftMs };
    return verdict.kind === "doubt" ? { kind: "clock-doubt", wall: now + driftMs, why: verdict.why } : undefined;
  }

  /** A person's word that the machine's clock is right must say how far it is ahead. */
  withDrift(input: HubInput): HubInput {
    if (input.kind !== "command" || input.command.name !== "trust-clock") return input;
    return { ...input, driftMs: Math.round(this.#clock.drift()) };
  }

  set(driftMs: number): void {
    this.#clock.set(driftMs);
    this.evidence.hubSet(driftMs);
  }

  /** True when the rows say something new of this clock. */
  committed(rows: readonly LogRow[]): boolean {
    const told = rows.filter((row) => row.kind === "clock-set" || row.kind === "clock-doubted");
    const last = told.at(-1);
    if (last) this.#vouched = last.kind === "clock-set" && (last.body as HubEventBody<"clock-set">).why === "operator";
    return told.length > 0;
  }

  /** Throws when it cannot be stored. */
  keepAlive(): void {
    this.#parts.log.setCursor(aliveCursor, this.#clock.now().at);
  }
}

/** By the mark, or by the last row, which may be younger. */
function lastAlive(log: EventLog): number | null {
  const last = log.read(log.last, 1)[0];
  const rowAt = last?.kind === "clock-set" ? (last.body as HubEventBody<"clock-set">).to : last?.at;
  const alive = Math.max(log.cursor(aliveCursor), rowAt ?? 0);
  return alive > 0 ? alive : null;
}
