/** What travels on the topics, as schemas. Used at both ends: bytes become a typed value here, or are refused with a reason. */
import * as v from "valibot";
import { faultCodes } from "../faults/fault.ts";
import { languages } from "../texts/language.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
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

/** `<device>/log`. `last` is the sender's last seq; `hash` the chain hash after the batch's last row; rows may be empty on connect. */
export const logMessage = v.object({
  epoch: id,
  last: whole,
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

/** `<device>/ask`. */
export const askMessage = v.variant("kind", [
  /** The next number of the shared series. A repeated request gets the same answer. */
  v.object({ id, kind: v.literal("reserve"), request: id, epoch: id, boot: id, practice: v.boolean() }),
  /** A letter for this storage; asked once in its life, and again until answered. */
  v.object({ id, kind: v.literal("enrol"), epoch: id }),
  v.object({ id, kind: v.literal("probe") }),
  /** The calls of a zone that a board may have missed. */
  v.object({ id, kind: v.literal("resume"), zone: id }),
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
  counter: v.object({ id, label: v.string(), name: v.object({ en: v.string(), fr: v.string() }) }),
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
  v.object({
    id,
    generation: whole,
    kind: v.literal("resumed"),
    at: milliseconds,
    calls: v.pipe(v.array(v.object({ ...callMessage.entries, ageMs: milliseconds })), v.maxLength(20)),
  }),
  v.object({ id, generation: whole, kind: v.literal("refused"), fault: faultShape }),
]);

/** `<device>/state`: birth, changes and death. A late will of an older session is ignored by `(epoch, session)`. */
export const deviceState = v.object({
  epoch: id,
  session: whole,
  alive: v.boolean(),
  at: milliseconds,
  role: v.picklist(["kiosk", "board"]),
  zone: id,
  software: v.string(),
  faults: v.pipe(v.array(v.object({ ...faultShape.entries, since: milliseconds })), v.maxLength(40)),
});

/** `<device>/desired`: what a device needs to do its work, cut from the configuration; kept by the device for starts without a hub. */
export const desiredMessage = v.object({
  generation: whole,
  version: whole,
  role: v.picklist(["kiosk", "board"]),
  zone: id,
  /** The public part of the configuration; its shape is `PublicOffice` in `shared/office/public.ts`. */
  office: v.unknown(),
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

export type LogMessage = v.InferOutput<typeof logMessage>;
export type AckMessage = v.InferOutput<typeof ackMessage>;
export type AskMessage = v.InferOutput<typeof askMessage>;
export type AnswerMessage = v.InferOutput<typeof answerMessage>;
export type CallMessage = v.InferOutput<typeof callMessage>;
export type DeviceState = v.InferOutput<typeof deviceState>;
export type DesiredMessage = v.InferOutput<typeof desiredMessage>;
export type ReportedMessage = v.InferOutput<typeof reportedMessage>;
export type BoardView = v.InferOutput<typeof boardView>;
export type HubState = v.InferOutput<typeof hubState>;
