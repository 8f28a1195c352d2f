/** What a runtime stands in: its ports, what it leaves to the role, and who takes orders. */
import type { Logger } from "pino";
import type { Fault } from "#shared/faults/fault.ts";
import type { EventLog, SqlDatabase } from "#shared/log/event-log.ts";
import type { Core } from "#shared/log/program.ts";
import type { Digest } from "#shared/log/record.ts";
import type { DeviceEventKind } from "#shared/queue/events.ts";
import type { AnchoredClock } from "#shared/time/clock.ts";
import type { MachineFigures } from "#shared/wire/machine.ts";
import type { OrderMessage, OutcomeMessage } from "#shared/wire/payloads.ts";
import type { Client } from "#shared/wire/topics.ts";
import type { FromHub } from "../link/decode.ts";
import type { HubLinkEvents, LinkPort } from "../link/hub-link.ts";
import type { CommonEffect, CommonInput } from "./contract.ts";
import type { Hardware } from "./hardware.ts";
import type { RetentionBounds } from "./retention.ts";
import type { Kept } from "./storage.ts";
import type { Timers } from "./timers.ts";

export interface RuntimePorts {
  readonly database: SqlDatabase;
  readonly kept: Kept;
  readonly clock: AnchoredClock;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly timers: Timers;
  readonly digest: Digest;
  readonly logger: Pick<Logger, "info" | "warn" | "error">;
  /** Drawn at each start: the epoch of a new storage, and what those begun later are made of. */
  readonly newEpoch: string;
  readonly boot: string;
  /** Absent where the machine does not tell. */
  readonly hardware?: Hardware;
  /** Absent: those of `retention.ts`. */
  readonly retention?: RetentionBounds;
  /** Rows shipped at once; absent: as many as a message may hold. */
  readonly rowsPerMessage?: number;
  readonly software: string;
  readonly self: Client;
  /** The office put this device into another zone: `self` says so from here on. Absent: it stays where it is. */
  readonly moveTo?: (zone: string) => void;
  /** Makes the link to the hub; it connects when it is started. */
  readonly connect: (events: HubLinkEvents) => LinkPort;
  /** Faults that are neither the role's nor the log's: of the program and its machine. Whoever changes them calls `changed`. */
  readonly standing: () => readonly Fault[];
  /** Not as a spare, nor when about to delete what it keeps. Absent: always. */
  readonly mayGiveTickets?: () => boolean;
  /** Takes what the office asks of this device; absent: nobody does. */
  readonly orders?: OrderTaker;
  /** Of the machine it runs on; absent: nobody looks. */
  readonly figures?: () => MachineFigures | null;
}

/** Orders as the runtime knows them. */
export interface OrderTaker {
  /** The hub's clock, in a message just heard. */
  hubSaid(at: number): void;
  take(message: OrderMessage, say: (outcome: OutcomeMessage) => void): void;
  /** The configuration names this device: it is no spare. */
  named(): void;
}

/** What the runtime leaves to the role: its inputs and effects are those beside the common ones. */
export interface Role<State, OwnInput, OwnEffect extends Kind> {
  readonly kind: "kiosk" | "board";
  /** The kinds of rows without which it cannot do its work: whatever the hub reads, these are written. */
  readonly coreKinds: readonly DeviceEventKind[];
  core(log: EventLog): Core<State, CommonInput | OwnInput, CommonEffect | OwnEffect>;
  carryOut(effect: OwnEffect): void;
  heard(message: ForRole): void;
  /** The hub has said on this connection that it holds the log up to here. */
  stored(seq: number): void;
  faults(): readonly Fault[];
  /** Something may look different now. */
  changed(): void;
}

export interface Kind {
  readonly kind: string;
}

/** What the hub says to a role: neither about shipping nor in answer to the core's own questions. */
export type ForRole = Exclude<FromHub, { entry: "ack" | "answer" | "desired" | "order" }>;
