/** What goes into the hub's core and what comes out. Adapters make inputs of bytes and carry out effects; the core does neither. */
import type { ImportCounts, Listing } from "#shared/appointments/plan.ts";
import type { BroughtToCheckIn } from "#shared/appointments/wire.ts";
import type { Going } from "#shared/attention/attention.ts";
import type { CitizenAsk } from "#shared/citizen/schema.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import type { Actor } from "#shared/queue/visit.ts";
import type { AckMessage, AnswerMessage, AskMessage, LogMessage } from "#shared/wire/payloads.ts";
import type { PersonalKind } from "#shared/wire/personal.ts";

export type HubInput =
  /** The first input of every start. `aliveAt`: when this hub was last known to work, by its own clock. */
  | { readonly kind: "start"; readonly timeZoneData: string; readonly aliveAt?: number | null; readonly clock?: StartClock | null }
  /** A checked configuration: seeds an empty hub, is imported, or changed by a person at any time. */
  | {
      readonly kind: "configure";
      readonly configuration: OfficeConfiguration;
      readonly key: string;
      /** Who wants it; absent: the hub's own seed. */
      readonly actor?: HubEventBody<"configuration-changed">["actor"];
      /** The last version that whoever wants it has seen. */
      readonly expected?: { readonly epoch: string; readonly n: number };
      /** The change that it takes back. */
      readonly undoes?: number;
      /** Names whoever waits for the reply. */
      readonly token?: number;
    }
  /** Opens a later date without a person, and closes the one before: only the virtual office does. */
  | { readonly kind: "open-day-by-hours"; readonly date: string; readonly key: string }
  /** `token` names whoever waits for the reply. `driftMs`: how far the machine's clock is ahead of the hub's, for `trust-clock`. */
  | { readonly kind: "command"; readonly command: Command; readonly token: number; readonly driftMs?: number }
  /** Whoever holds a ticket asks on its page. The province tells it as often as it must: `key` makes it one. */
  | { readonly kind: "citizen-asks"; readonly visit: string; readonly ask: CitizenAsk; readonly key: string; readonly token: number }
  /** A calendar was read; what is personal in it stands in the side table by now. */
  | { readonly kind: "import-appointments"; readonly listing: Listing; readonly key: string; readonly actor: Actor; readonly token: number }
  /** The side table keeps something of a visit since now, or no more. */
  | {
      readonly kind: "personal-noted";
      readonly visit: string;
      readonly changes: readonly { readonly what: PersonalKind; readonly kept: boolean }[];
      readonly agent: number;
      readonly counter: string | null;
      readonly key: string;
      readonly token: number;
    }
  /** What was older than the office's rule is gone from the side table. */
  | { readonly kind: "personal-deleted"; readonly body: HubEventBody<"personal-deleted"> }
  | { readonly kind: "log"; readonly device: string; readonly message: LogMessage }
  /** Devices that say by themselves that what an agent went for is over. */
  | { readonly kind: "devices-cured"; readonly cured: readonly Pick<Going, "device" | "need">[] }
  /** Time has passed: who stayed away too long has left. */
  | { readonly kind: "look-round" }
  | { readonly kind: "ask"; readonly device: string; readonly message: AskMessage }
  /** A backlog has come no further than this row for a minute. */
  | { readonly kind: "backlog-stalled"; readonly device: string; readonly epoch: string; readonly next: number }
  /** The machine's clock was found this far ahead of the hub's. */
  | { readonly kind: "clock-drift"; readonly driftMs: number }
  /** The machine's clock cannot be right: the hub's runs on by itself. */
  | { readonly kind: "clock-doubt"; readonly wall: number; readonly why: ClockDoubt };

export type ClockDoubt = HubEventBody<"clock-doubted">["why"];

/** What a start thinks of the machine's clock. */
export type StartClock = { readonly kind: "trusted" } | { readonly kind: "doubted"; readonly wall: number; readonly why: ClockDoubt };

export type HubEffect =
  | { readonly kind: "reply"; readonly token: number; readonly answer: CommandDone | ImportDone | Fault }
  | { readonly kind: "ack"; readonly device: string; readonly message: AckMessage }
  | { readonly kind: "answer"; readonly device: string; readonly message: AnswerMessage }
  /** A fault of the office until something clears it; `about` makes it one. */
  | { readonly kind: "raise"; readonly about: string; readonly fault: Fault }
  | { readonly kind: "set-clock"; readonly driftMs: number };

/** What reading a calendar changed. */
export interface ImportDone extends CommandDone, ImportCounts {}

/** What the core asks of the side table of personal data when somebody checks in. Ids only: no name and no number comes out of it. */
export interface CheckInDesk {
  /** The appointments whose code it is, or of this date whose digits. */
  fitting(by: BroughtToCheckIn, date: string): readonly string[];
  /** The appointment whose code has this digest. */
  withCodeDigest(digest: string): string | undefined;
  /** For how many seconds this kiosk is not answered, because too much was not found there; 0 when it is. */
  pausedFor(device: string, mono: number): number;
  missed(device: string, mono: number): void;
}

/** What the core asks of the world that is not in the log: which devices are connected now. */
export interface Presence {
  /** The first connected speaking board of a zone, in the configuration's order. */
  speaker(zone: string): string | null;
}
