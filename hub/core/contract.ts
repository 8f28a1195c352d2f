/** What goes into the hub's core and what comes out. Adapters make inputs of bytes and carry out effects; the core does neither. */
import type { Fault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import type { AckMessage, AnswerMessage, AskMessage, LogMessage } from "#shared/wire/payloads.ts";

export type HubInput =
  /** The first input of every start. */
  | { readonly kind: "start"; readonly timeZoneData: string }
  /** A checked configuration: seeds an empty hub, or is imported on request. */
  | { readonly kind: "configure"; readonly configuration: OfficeConfiguration; readonly key: string }
  /** Opens a later date without a person, and closes the one before: only the virtual office does. */
  | { readonly kind: "open-day-by-hours"; readonly date: string; readonly key: string }
  /** `token` names whoever waits for the reply. */
  | { readonly kind: "command"; readonly command: Command; readonly token: number }
  | { readonly kind: "log"; readonly device: string; readonly message: LogMessage }
  | { readonly kind: "ask"; readonly device: string; readonly message: AskMessage }
  /** The machine's clock was found this far ahead of the hub's. */
  | { readonly kind: "clock-drift"; readonly driftMs: number };

export type HubEffect =
  | { readonly kind: "reply"; readonly token: number; readonly answer: CommandDone | Fault }
  | { readonly kind: "ack"; readonly device: string; readonly message: AckMessage }
  | { readonly kind: "answer"; readonly device: string; readonly message: AnswerMessage }
  /** A fault of the office until something clears it; `about` makes it one. */
  | { readonly kind: "raise"; readonly about: string; readonly fault: Fault }
  | { readonly kind: "set-clock"; readonly driftMs: number };

/** What the core asks of the world that is not in the log: which devices are connected now. */
export interface Presence {
  /** The first connected speaking board of a zone, in the configuration's order. */
  speaker(zone: string): string | null;
}
