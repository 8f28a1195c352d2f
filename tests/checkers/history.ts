/**
 * What was seen of an office from outside, in the simulation and among real processes alike: what people were told and given, what
 * the programs' storages hold at the end, and what was done to them. The checkers read this and nothing else.
 */

import type { Fault } from "#shared/faults/fault.ts";
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { CommandDone } from "#shared/queue/commands.ts";

/** Milliseconds of the observer's own true time, which no program can see. */
export type TrueTime = number;

export type Observation = {
  readonly at: TrueTime;
} /** A citizen's tap, and what the page was told. A tap that is never answered has no `told`. */ & (
  | { readonly kind: "tapped"; readonly device: string; readonly tap: string; readonly service: string | null }
  | { readonly kind: "told"; readonly device: string; readonly tap: string; readonly answer: { visit: string; number: string } | Fault }
  /** The first byte of a job reached the printer. `durable`: the row that issued the ticket was on the disk then; null where nobody could look. */
  | {
      readonly kind: "printing";
      readonly device: string;
      readonly job: string;
      readonly number: string;
      readonly copy: number;
      readonly durable: boolean | null;
    }
  /** Paper came out: the number a person reads on it. */
  | { readonly kind: "paper"; readonly device: string; readonly number: string; readonly copy: number; readonly visit: string | null }
  /** A citizen asked for a second print of a visit's ticket. */
  | { readonly kind: "reprint-asked"; readonly device: string; readonly visit: string }
  /** A command of staff and its reply; a command whose reply was lost has no `replied`. */
  | { readonly kind: "commanded"; readonly command: { readonly name: string; readonly key: string } & Readonly<Record<string, unknown>> }
  | { readonly kind: "replied"; readonly key: string; readonly answer: CommandDone | Fault }
  /** A board began to sound a call. `zone` and `language` as spoken; `calledAt` the true time of the call's commit, when known. */
  | {
      readonly kind: "spoken";
      readonly device: string;
      readonly zone: string;
      readonly call: string;
      readonly calledAt: TrueTime | null;
      /** True time at which the device put its intent to speak on record, null when it did not: it may have waited for others to be spoken. */
      readonly takenAt?: TrueTime | null;
    }
  /** What a board shows now: calls by their id. */
  | { readonly kind: "board"; readonly device: string; readonly zone: string; readonly calls: readonly string[] }
  /** Something that was done to the office: a crash, a cut, a step of a clock, a replaced card. In words, for the transcript. */
  | { readonly kind: "fault"; readonly what: FaultDone; readonly who: string; readonly detail: string }
);

/** Faults by name, so that a checker can leave out what a promise leaves out. */
export type FaultDone =
  | "kill"
  | "start"
  | "stop"
  | "cut"
  | "heal"
  | "slow"
  | "disk-full"
  | "disk-loses-tail"
  | "storage-replaced"
  | "storage-cloned"
  | "storage-older-image"
  | "hardware-moved"
  | "clock-stepped"
  | "paper-out"
  | "printer-silent"
  | "restored"
  | "promoted";

/** A storage as it lies on its disk at the end. */
export interface StorageAtEnd {
  readonly source: string;
  /** Stretches, oldest first: which epoch the rows from `first` on belong to. */
  readonly epochs: readonly { readonly epoch: string; readonly first: number }[];
  readonly rows: readonly AppendedRow[];
}

export interface History {
  readonly office: string;
  readonly timeZone: string;
  readonly observations: readonly Observation[];
  /** Whether the office was healed and given time to come to rest: promises about the end are asked only then. */
  readonly converged: boolean;
  /** From here on nothing was done to the office any more, and people still came for a while: what must work again is asked of this time. */
  readonly healedAt?: TrueTime | null;
  /** UTC milliseconds at true time 0, where the observer's time is the world's. */
  readonly startedAtUtc?: number | null;
  readonly devices: readonly StorageAtEnd[];
  /** The hub that is in force at the end. */
  readonly hub: StorageAtEnd;
  /** The state that the live hub had at the end, as text, when it could be asked. */
  readonly hubStateText: string | null;
  /** Central's rows of this office; null when the office has no central. */
  readonly central: StorageAtEnd | null;
  /** True time of each commit at the hub, by offset, where the observer knows it. */
  readonly hubCommittedAt: ReadonlyMap<number, TrueTime>;
  /** True time of each tap's row on its device, by visit, where the observer knows it. */
  readonly issuedAt: ReadonlyMap<string, TrueTime>;
  /** Visits that a stated limit of the promises leaves out, with the reason: a storage lost before it was shipped, an older image in the same board. */
  readonly excused: ReadonlyMap<string, string>;
}

export interface Violation {
  /** Such as Q-TICKET-1. */
  readonly promise: string;
  /** What is wrong, in a sentence with its numbers and times. */
  readonly what: string;
}

export type Checker = (history: History) => readonly Violation[];
