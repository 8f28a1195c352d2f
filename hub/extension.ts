/** What is made around the core from outside: followers of its log, and the timings. */
import type { Fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { Moment } from "#shared/log/record.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import { noFigures } from "#shared/statistics/cells.ts";
import type { HubFile } from "#shared/wire/process.ts";
import type { Timings } from "#shared/wire/staff.ts";
import type { HubInput } from "./core/contract.ts";
import type { Journal } from "./journal.ts";

/** Reads the log behind the hub with a cursor of its own: forwarders, roll-ups. */
export interface Follower {
  /** The log has grown to this seq. Called once at the start too. */
  onCommitted(lastSeq: number): void;
  /** The first row that it may still read, now or after a start. Without it, it needs none. */
  neededFrom?(): number;
  /** Called when the hub stops, while the storage is still open. */
  stop?(): void | Promise<void>;
}

export interface TimingsPort {
  /** The figures of an office date, such as 2026-11-23. */
  timings(date: string): Timings;
}

export interface Extension {
  readonly followers: readonly Follower[];
  readonly timings: TimingsPort;
}

/** What followers are made from. */
export interface HubInside {
  readonly file: HubFile;
  /** The hub's own storage, for a follower's tables. */
  readonly storage: { readonly database: SqlDatabase };
  readonly log: EventLog;
  readonly state: () => OfficeState;
  /** The hub's clock. */
  readonly now: () => Moment;
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
  readonly journal: Journal;
  /** Resolves when what the input makes is on the disk, or with the fault that says why not. */
  readonly ask: (inputOf: (token: number) => HubInput) => Promise<CommandDone | Fault>;
  /** Whoever was asked has heard of a hub of this generation. */
  readonly heardGeneration: (generation: number) => void;
}

/** A hub alone: nobody follows its log, and it has no figures. */
export function nothingFollows({ now }: HubInside): Extension {
  return { followers: [], timings: { timings: (date) => ({ date, asOf: now().at, day: noFigures, services: [], quarters: [] }) } };
}
