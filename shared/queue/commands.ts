/** What staff can ask of the hub. Strict: an unknown key is refused. Every command carries its idempotency key and the version it expects. */
import * as v from "valibot";
import { appointmentCommands } from "../appointments/commands.ts";
import { attentionCommands } from "../attention/schema.ts";
import { ticketTextMax } from "../ticket/bounds.ts";
import { visitLifeCommands } from "../visit-life/schema.ts";
import { anywhere, expectedVersion, onCounter, onOffice, onVisit } from "./schemas/command-fields.ts";
import { dayCommands } from "./schemas/day.ts";
import { elsewhere, id, officeDate, outcome, quantity } from "./schemas/fields.ts";
import { intakeCommands, undoCommands } from "./schemas/intake.ts";
import { lineCommands } from "./schemas/line.ts";
import { officeCommands } from "./schemas/office.ts";
import { parkingCommands } from "./schemas/parking.ts";
import { segmentCommands } from "./schemas/segments.ts";

export { expectedVersion } from "./schemas/command-fields.ts";

/** The commands by name; each is `POST /api/v1/commands/<name>`. */
export const commands = {
  "sign-in": v.strictObject(onCounter),
  "sign-out": v.strictObject(onCounter),
  /** Expects the counter's version. `confirmed`: the visit that the agent was asked about and wants to call all the same. */
  "call-next": v.strictObject({ ...onCounter, confirmed: v.optional(id) }),
  /** These expect the visit's version. */
  "call-from-list": v.strictObject(onVisit),
  recall: v.strictObject(onVisit),
  begin: v.strictObject(onVisit),
  finish: v.strictObject({
    ...onVisit,
    timeNotAccurate: v.optional(v.boolean(), false),
    /** Of the service that is being done; absent: as it was set, or 1. */
    quantity: v.optional(quantity),
    outcome: v.optional(outcome),
    /** Where the citizen was sent, when that is how it ended. */
    elsewhere: v.optional(elsewhere),
    /** Errands that were stated and not begun: the visit waits for them (`line`, as when nothing is said), or they are dropped. */
    rest: v.optional(v.picklist(["line", "drop"])),
  }),
  "no-show": v.strictObject(onVisit),
  /** The citizen left: at the counter, or from the line. */
  left: v.strictObject({ ...anywhere, outcome: v.optional(outcome), elsewhere: v.optional(elsewhere) }),
  "assign-service": v.strictObject({ ...onVisit, service: id }),
  /** Paper that the hub does not know: what is printed on it (`C12`), or what its code says to a scanner. */
  admit: v.strictObject({
    ...onCounter,
    number: v.pipe(v.string(), v.minLength(2), v.maxLength(ticketTextMax)),
    service: v.optional(v.nullable(id), null),
  }),
  /** What became of a ticket that waited through an absence of the hub. Needs no counter. */
  "catch-up": v.strictObject({
    ...onOffice,
    visit: id,
    expected: expectedVersion,
    how: v.picklist(["served", "waiting", "left", "seen"]),
  }),
  "open-day": v.strictObject({ ...onOffice, date: officeDate }),
  /** Gives the open date its right name. */
  "correct-day": v.strictObject({ ...onOffice, date: officeDate, to: officeDate, why: v.picklist(["wrong-clock", "mistake"]) }),
  /** A person's word that the hub's machine shows the right time. */
  "trust-clock": v.strictObject(onOffice),
  /** `carry`: whether those who wait keep their places for the next date; absent: as the office's rules say. */
  "close-day": v.strictObject({ ...onOffice, date: officeDate, carry: v.optional(v.boolean()) }),
  ...segmentCommands,
  ...parkingCommands,
  ...lineCommands,
  ...intakeCommands,
  ...undoCommands,
  ...officeCommands,
  ...dayCommands,
  ...appointmentCommands,
  ...visitLifeCommands,
  ...attentionCommands,
} as const;

export type CommandName = keyof typeof commands;
export type Command = { [K in CommandName]: { readonly name: K } & v.InferOutput<(typeof commands)[K]> }[CommandName];

/** A command as it is sent: what has a default may be left out. */
export type CommandRequest<N extends CommandName = CommandName> = { [K in N]: v.InferInput<(typeof commands)[K]> }[N];

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** What a command answers when it was carried out, now or earlier under the same key. */
export interface CommandDone {
  readonly done: true;
  /** The hub epoch and the offset of the command's last row. */
  readonly epoch: string;
  readonly offset: number;
  /** The visit that the command moved, when there is one. */
  readonly visit: string | null;
  /** True when the key was seen before: nothing was done again. */
  readonly repeated: boolean;
}
