/** What travels on the topics, as schemas. Used at both ends: bytes become a typed value here, or are refused with a reason. */
import * as v from "valibot";
import { appointmentAnswer, findAppointmentAsk } from "../appointments/wire.ts";
import { boardToday, officeToday } from "../day/wire.ts";
import { faultCodes } from "../faults/fault.ts";
import { languages } from "../texts/language.ts";
import { keypadAnswer, keypadAsk, pressAnswer, pressAsk } from "./keypads.ts";
import { findTicketAsk, ticketAnswer } from "./kiosk-desk.ts";
import { machineFigures } from "./machine.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
const inBoth = v.object({ en: v.string(), fr: v.string() });
const hash = v.pipe(v.string(), v.maxLength(44));

/** Rows in one log message at the most: the bound of what is in flight. */
export const rowsPerMessageMax = 200;

const moment = v.strictObject({ at: milliseconds, boot: id, mono: milliseconds });

/** A row as its writer wrote it. The body is read later, by kind: a body that cannot be read is quarantined, never refused. */
export const wireRow = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.pipe(v.string(), v.maxLength(60)),
  version: whole,
  at: milliseconds,
  boot: id,
  mono: milliseconds,
  body: v.unknown(),
});
export type WireRow = v.InferOutput<typeof wireRow>;

const place = v.object({ seq: v.pipe(v.number(), v.integer(), v.minValue(1)), hash });

/**
 * `<device>/log`. `last` is the last seq that the sender has of this epoch; `hash` the chain hash after the batch's last row; rows may
 * be empty on connect. `first`: where the epoch begins, with the hash before it; absent means the start of a log. `from`: the epoch
 * whose rows these were before the two histories of this log parted, after `seq`. `held`: the first row the sender still has, with the
 * hash before it, when it has deleted rows.
 */
export const logMessage = v.object({
  epoch: id,
  last: whole,
  first: v.optional(place),
  from: v.optional(v.object({ epoch: id, seq: whole })),
  held: v.optional(place),
  /** The highest generation of a hub that the sender has heard. */
  generation: v.optional(whole),
  sent: moment,
  rows: v.pipe(v.array(wireRow), v.maxLength(rowsPerMessageMax)),
  hash,
});

/** `<device>/ack`: everything before `next` is stored. `hash` is the chain hash before `next`. `ask` asks for rows from there again. */
export const ackMessage = v.object({
  generation: whole,
  epoch: id,
  next: v.pipe(v.number(), v.integer(), v.minValue(1)),
  hash,
  ask: v.optional(v.boolean()),
});

/** Rows that one question may compare. */
export const comparedMax = 64;

/** `<device>/ask`. */
export const askMessage = v.variant("kind", [
  /** The next number of the shared series. A repeated request gets the same answer. */
  v.object({
    ...{ id, kind: v.literal("reserve"), request: id, epoch: id, boot: id, practice: v.boolean() },
    /** What it is for, so that no more are given than a day has; null: not sure. */
    service: v.optional(v.nullable(id)),
    /** Its citizen has an appointment: it is given whatever the day has. */
    isExpected: v.optional(v.boolean()),
  }),
  /** A letter for this storage; asked once in its life, and again until answered. */
  v.object({ id, kind: v.literal("enrol"), epoch: id }),
  v.object({ id, kind: v.literal("probe"), generation: v.optional(whole) }),
  /** The hub's hashes of this log after these rows: where do two histories part? */
  v.object({
    id,
    kind: v.literal("compare"),
    epoch: id,
    seqs: v.pipe(v.array(whole), v.minLength(1), v.maxLength(comparedMax)),
  }),
  /** The calls of a zone that a board may have missed. */
  v.object({ id, kind: v.literal("resume"), zone: id }),
  /** Which appointment a citizen at this kiosk comes for. */
  findAppointmentAsk,
  /** How a ticket stands that came back to this kiosk. */
  findTicketAsk,
  /** What the keys of a counter may do, and a press of one. */
  keypadAsk,
  pressAsk,
]);

const faultShape = v.object({ fault: v.picklist(faultCodes), facts: v.record(v.string(), v.union([v.string(), v.number()])) });

/** What is called now. `speaks` names the one device that speaks it. */
export const callMessage = v.object({
  generation: whole,
  epoch: id,
  n: whole,
  call: id,
  kind: v.picklist(["call", "recall"]),
  zone: id,
  letter,
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** `direction`: how to find it, where the office has written that. */
  counter: v.object({ id, label: v.string(), name: inBoth, direction: v.optional(inBoth) }),
  language: v.picklist(languages),
  /** By the hub's clock. */
  at: milliseconds,
  speaks: v.nullable(id),
});

/** `<device>/answer`. */
export const answerMessage = v.variant("kind", [
  v.object({
    id,
    generation: whole,
    kind: v.literal("reserved"),
    request: id,
    letter,
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    date: v.string(),
    at: milliseconds,
  }),
  v.object({ id, generation: whole, kind: v.literal("enrolled"), letter, at: milliseconds }),
  v.object({ id, generation: whole, kind: v.literal("probed"), at: milliseconds }),
  /** In the order asked; null where the hub has no such row. */
  v.object({ id, generation: whole, kind: v.literal("compared"), hashes: v.pipe(v.array(v.nullable(hash)), v.maxLength(comparedMax)) }),
  v.object({
    id,
    generation: whole,
    kind: v.literal("resumed"),
    at: milliseconds,
    calls: v.pipe(v.array(v.object({ ...callMessage.entries, ageMs: milliseconds })), v.maxLength(20)),
  }),
  appointmentAnswer,
  ticketAnswer,
  keypadAnswer,
  pressAnswer,
  v.object({ id, generation: whole, kind: v.literal("refused"), fault: faultShape }),
]);

/** `<device>/state`: birth, changes and death. A late will of an older session is ignored by `(epoch, session)`. */
export const deviceState = v.object({
  epoch: id,
  session: whole,
  /** The run of its program; an older device does not say it. */
  boot: v.optional(id),
  alive: v.boolean(),
  at: milliseconds,
  role: v.picklist(["kiosk", "board"]),
  zone: id,
  software: v.string(),
  /** The highest generation of a hub that the device has heard. */
  generation: v.optional(whole),
  /** Whether the device's clock follows a time server: evidence about the hub's. */
  synchronised: v.optional(v.boolean()),
  /** Absent where the machine says nothing of itself. */
  machine: v.optional(machineFigures),
  faults: v.pipe(v.array(v.object({ ...faultShape.entries, since: milliseconds })), v.maxLength(40)),
});

/** A ticket as staff need it when the hub is away. */
const waitingTicket = v.object({
  visit: id,
  letter,
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  arrivedAt: milliseconds,
  /** The service's id; null for "not sure". */
  service: v.nullable(id),
  language: v.picklist(languages),
});

/** Tickets that `<device>/line` names at most, the earliest first. */
export const lineTicketsMax = 400;

/** Epochs of one kiosk's log that it speaks of at most, the newest. */
export const lineHeldMax = 8;

/** `<device>/line`, to kiosks: who waits, in order of arrival, for their staff page. At most every 5 s, retained. */
export const lineMessage = v.object({
  generation: whole,
  epoch: id,
  n: whole,
  at: milliseconds,
  date: v.nullable(v.string()),
  total: whole,
  tickets: v.pipe(v.array(waitingTicket), v.maxLength(lineTicketsMax)),
  /** How far the hub has this kiosk's own log: a ticket beyond it is in no line yet, one before it that is in none does not wait. */
  held: v.optional(
    v.pipe(v.array(v.object({ epoch: id, next: v.pipe(v.number(), v.integer(), v.minValue(1)) })), v.maxLength(lineHeldMax)),
  ),
});

/** `<device>/desired`: what a device needs to do its work, cut from the configuration; kept by the device for starts without a hub. */
export const desiredMessage = v.object({
  generation: whole,
  version: whole,
  role: v.picklist(["kiosk", "board"]),
  zone: id,
  /** The public part of the configuration; its shape is `PublicOffice` in `shared/office/public.ts`. */
  office: v.unknown(),
  /** `scrypt` of the PIN of the kiosk's staff page, as `salt:hash` in base64url; null where there is none. */
  staffPin: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
  /** To kiosks: where tickets have a page, and what its secrets are made with; null or absent where they have none. */
  citizenPage: v.optional(
    v.nullable(v.object({ address: v.pipe(v.string(), v.maxLength(200)), key: v.pipe(v.string(), v.maxLength(100)) })),
  ),
  /** To kiosks: what holds today. It changes without the version. */
  today: v.optional(officeToday),
});

/** `<device>/reported`: which desired document the device runs by. */
export const reportedMessage = v.object({ epoch: id, version: whole, at: milliseconds });

/** `board/<zone>/view`: what a board shows. Numbers and counters only. */
export const boardView = v.object({
  generation: whole,
  epoch: id,
  n: whole,
  at: milliseconds,
  zone: id,
  date: v.nullable(v.string()),
  /** Called or being served now, newest call first. */
  now: v.array(
    v.object({ call: id, letter, count: whole, label: v.string(), stage: v.picklist(["called", "serving"]), calledAt: milliseconds }),
  ),
  /** The last calls that have ended, newest first; at most 6. */
  before: v.array(v.object({ letter, count: whole, label: v.string() })),
  waiting: whole,
  ...boardToday,
});

/** `hub/state`, retained, beaten every 5 s; the will says `alive: false`. */
export const hubState = v.object({
  generation: whole,
  epoch: id,
  n: whole,
  alive: v.boolean(),
  at: milliseconds,
  reads: v.record(v.string(), v.array(whole)),
});

export { type PrintMessage, printMessage } from "../day/wire.ts";
export { type OrderMessage, type OutcomeMessage, orderMessage, outcomeMessage } from "../fleet/orders.ts";
export type LogMessage = v.InferOutput<typeof logMessage>;
export type AckMessage = v.InferOutput<typeof ackMessage>;
export type AskMessage = v.InferOutput<typeof askMessage>;
export type AnswerMessage = v.InferOutput<typeof answerMessage>;
export type CallMessage = v.InferOutput<typeof callMessage>;
export type DeviceState = v.InferOutput<typeof deviceState>;
export type DesiredMessage = v.InferOutput<typeof desiredMessage>;
export type ReportedMessage = v.InferOutput<typeof reportedMessage>;
export type BoardView = v.InferOutput<typeof boardView>;
export type LineMessage = v.InferOutput<typeof lineMessage>;
export type HubState = v.InferOutput<typeof hubState>;
