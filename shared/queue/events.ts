/**
 * Everything that can happen in an office, as rows of a log: one schema per kind and version.
 * Kinds marked `device` are written by kiosks and boards and reach the hub's log through shipping; the rest are the hub's own.
 */
import * as v from "valibot";
import { appointmentDeviceEvents, appointmentKindsRead } from "../appointments/device-events.ts";
import { appointmentEvents } from "../appointments/events.ts";
import { attentionEvents } from "../attention/schema.ts";
import { dayDeviceEvents, dayKindsRead } from "../day/device-events.ts";
import { visitLifeEvents } from "../visit-life/schema.ts";
import { namedChanges } from "./configured.ts";
import { callReason } from "./schemas/call.ts";
import { dayEvents } from "./schemas/day.ts";
import {
  actor,
  agent,
  at,
  count,
  elsewhere,
  id,
  key,
  language,
  letter,
  move,
  needs,
  officeDate,
  outcome,
  quantity,
} from "./schemas/fields.ts";
import { intakeEvents, undoEvents } from "./schemas/intake.ts";
import { lineDeviceEvents, lineEvents } from "./schemas/line.ts";
import { officeEvents } from "./schemas/office.ts";
import { parkingEvents } from "./schemas/parking.ts";
import { segmentDeviceEvents, segmentEvents } from "./schemas/segments.ts";

export { actor, officeDate } from "./schemas/fields.ts";

/** A call to be shown in a zone and spoken by the device named, or by nobody. */
const announcement = v.strictObject({ call: id, zone: id, device: v.nullable(id) });

/** The hub's own events. `key` is the command's idempotency key, so that it survives a rebuild. */
export const hubEvents = {
  "hub-started": v.strictObject({ boot: id, generation: count, timeZoneData: v.string() }),
  "configuration-changed": v.strictObject({
    key,
    actor,
    configuration: v.unknown(),
    /** What differs from the one before it; absent of the first. */
    changes: v.optional(namedChanges),
    /** The offset of the change that this one takes back. */
    undoes: v.optional(count),
  }),
  "day-opened": v.strictObject({
    date: officeDate,
    key,
    actor,
    /** The line forms: numbers are given, and nobody is called before `doors-opened`. */
    doors: v.optional(v.literal("closed")),
    /** Series that go on counting, because a visit that was carried over bears a number of theirs. Of the others, shared ones begin at 1. */
    continues: v.optional(v.pipe(v.array(letter), v.maxLength(500))),
  }),
  "day-closed": v.strictObject({
    date: officeDate,
    key,
    actor,
    ended: v.array(id),
    lapsed: v.array(id),
    /** They wait on, with their numbers and places, for the date that is opened next. */
    carried: v.optional(v.array(id)),
  }),
  "clock-set": v.strictObject({
    from: at,
    to: at,
    why: v.picklist(["synchronised", "operator"]),
    /** The command's key when a person said so. */
    key: v.optional(key),
    actor: v.optional(actor),
  }),
  /** A letter given to a series, once in the office's life. */
  "series-opened": v.strictObject({
    letter,
    use: v.picklist(["shared", "own", "practice"]),
    device: v.nullable(id),
    epoch: v.nullable(id),
    /** A series that a restored hub uses for dates up to this one, because nobody knows what was given of the other. */
    until: v.optional(officeDate),
  }),
  "number-reserved": v.strictObject({
    request: key,
    device: id,
    epoch: id,
    boot: id,
    letter,
    count,
    date: officeDate,
    practice: v.boolean(),
    /** What it is for, when the kiosk said so: it counts against that service's limit. */
    service: v.optional(id),
  }),
  "reservation-lapsed": v.strictObject({
    request: key,
    letter,
    count,
    why: v.picklist(["own-series-used", "kiosk-restarted", "day-closed", "practice-ended"]),
  }),
  "agent-signed-in": v.strictObject({ counter: id, agent, key, actor }),
  "agent-signed-out": v.strictObject({ counter: id, agent, key, actor }),
  "visit-called": v.strictObject({ ...move, counter: id, because: callReason, announcement }),
  "visit-recalled": v.strictObject({ ...move, counter: id, announcement }),
  "service-begun": v.strictObject({ ...move, counter: id }),
  "visit-finished": v.strictObject({
    ...move,
    counter: id,
    timeNotAccurate: v.boolean(),
    /** Of the service that was being done; the others have theirs by `quantity-set`. */
    quantity,
    outcome: v.optional(outcome),
    elsewhere: v.optional(elsewhere),
  }),
  "visit-no-show": v.strictObject({ ...move, counter: id }),
  /** The citizen left before service ended (walk-away), and at which stage. */
  "visit-left": v.strictObject({
    ...move,
    counter: v.nullable(id),
    from: v.picklist(["waiting", "called", "serving", "parked"]),
    outcome: v.optional(outcome),
    elsewhere: v.optional(elsewhere),
    /** They stepped away and did not come back in time: the hub says so, not a person. */
    why: v.optional(v.picklist(["stayed-away"])),
  }),
  "service-assigned": v.strictObject({ ...move, service: id, queue: id }),
  /** A new hub took over this log: from a backup, or as the follower it was. Rows from here on bear its epoch. */
  restored: v.strictObject({
    from: v.strictObject({ epoch: id, offset: v.pipe(v.number(), v.integer(), v.minValue(0)), hash: v.pipe(v.string(), v.maxLength(44)) }),
    epoch: id,
    generation: count,
    why: v.picklist(["restored", "promoted"]),
    key,
    actor,
  }),
  /** The hub was away, and people may have been served meanwhile: whoever waited through it is not called unasked. */
  "absence-ended": v.strictObject({ from: at, to: at, because: v.picklist(["away", "staff-page", "restored"]) }),
  /** More rows of this log are on their way, up to `until`: its visits are callable when they are here. */
  "backlog-begun": v.strictObject({ source: id, epoch: id, until: count }),
  /** The sender fell silent before its stated end: what came is callable. */
  "backlog-ended": v.strictObject({ source: id, epoch: id, why: v.picklist(["stalled"]) }),
  /** Rows that their own writer no longer has; `hash` is its chain hash after `to`. */
  "rows-missing": v.strictObject({ source: id, epoch: id, from: count, to: count, hash: v.pipe(v.string(), v.maxLength(44)) }),
  /** A device's log was found to differ from what is here after `from.seq`: its rows from there on bear this epoch. */
  "source-forked": v.strictObject({
    source: id,
    epoch: id,
    from: v.strictObject({ epoch: id, seq: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  }),
  /** The hub's time less the device's monotonic time within one of its boots, measured by a message. */
  "boot-measured": v.strictObject({ source: id, epoch: id, boot: id, offsetMs: v.pipe(v.number(), v.finite()) }),
  /** The machine's clock cannot be right: the hub goes on by monotonic time, and opens no date by itself until `clock-set`. */
  "clock-doubted": v.strictObject({
    wall: v.pipe(v.number(), v.finite()),
    why: v.picklist(["before-last-row", "before-release", "devices-differ", "stepped"]),
  }),
  /** What an agent said of a visit that waited through an absence. `seen`: shown to staff, nothing else to do. */
  "visit-caught-up": v.strictObject({ ...move, how: v.picklist(["served", "waiting", "left", "seen"]) }),
  /** Paper that the hub did not know. `count` as on paper unless it was scanned. The visit's id is the identity of this row. */
  "visit-admitted": v.strictObject({
    visit: id,
    letter,
    count,
    date: officeDate,
    scanned: v.boolean(),
    /** The visit that the paper's code names; null when it was typed. */
    paper: v.nullable(id),
    service: v.nullable(id),
    queue: id,
    language,
    key,
    actor,
  }),
  /** An office date that was opened under a wrong name. */
  "day-corrected": v.strictObject({ from: officeDate, to: officeDate, why: v.picklist(["wrong-clock", "mistake"]), key, actor }),
  /** The row at `offset`, which was quarantined, read after all. It counts from here on, with the time at which it arrived. */
  "row-adopted": v.strictObject({
    offset: count,
    /** What the row is, as it came or as it was put right. */
    kind: v.pipe(v.string(), v.maxLength(60)),
    version: count,
    body: v.unknown(),
    /** Where and when the quarantined row was written, and when it arrived: what its fold needs. */
    origin: v.object({ source: id, epoch: id, seq: count, at: v.number(), boot: id, mono: v.number(), hash: v.string() }),
    arrivedAt: at,
    timeUncertain: v.optional(v.literal(true)),
    key,
    actor,
  }),
  /** A row of the hub before this one that lies beyond the restore point, fetched from whoever had it. */
  "evidence-kept": v.strictObject({
    epoch: id,
    offset: count,
    kind: v.pipe(v.string(), v.maxLength(60)),
    version: count,
    body: v.unknown(),
  }),
  /** A row that no schema reads, kept as it came; every fold ignores it for ever. */
  quarantined: v.strictObject({ reason: v.string(), raw: v.unknown() }),
  ...segmentEvents,
  ...parkingEvents,
  ...lineEvents,
  ...intakeEvents,
  ...undoEvents,
  ...officeEvents,
  ...appointmentEvents,
  ...dayEvents,
  ...visitLifeEvents,
  ...attentionEvents,
} as const;

/** What kiosks and boards write in their own logs. */
export const deviceEvents = {
  "device-started": v.strictObject({ boot: id, software: v.pipe(v.string(), v.maxLength(40)) }),
  /** Rows from here on bear a new epoch: the card or the board is another, or the hub holds another history of this log. */
  "epoch-begun": v.strictObject({
    epoch: id,
    from: v.strictObject({ epoch: id, seq: v.pipe(v.number(), v.integer(), v.minValue(0)), hash: v.pipe(v.string(), v.maxLength(44)) }),
    why: v.picklist(["hardware", "fork"]),
  }),
  /** Staff opened the list of tickets at the kiosk, to serve without the hub. */
  "staff-page-opened": v.strictObject({ hub: v.picklist(["present", "away"]) }),
  /** A ticket of that list was called by voice. `visit` when this kiosk issued it or the hub had named it. */
  "called-by-voice": v.strictObject({ letter, count, visit: v.nullable(id) }),
  /** The hub gave this storage its own letter. */
  "series-received": v.strictObject({ letter }),
  "ticket-issued": v.strictObject({
    letter,
    count,
    /** The reservation it used, or `null` for the kiosk's own series. */
    request: v.nullable(key),
    /** A reservation that was asked for and will not be used. */
    insteadOf: v.nullable(key),
    /** The office date of the reservation; null when the kiosk was alone. */
    date: v.nullable(officeDate),
    /** Null: "something else, I am not sure". */
    service: v.nullable(id),
    language,
    needs,
    practice: v.boolean(),
    /** The tap's own key: a double tap is one ticket. */
    tap: key,
  }),
  "ticket-printed": v.strictObject({
    /** The identity of the row that issued it. */
    visit: id,
    job: id,
    copy: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
    outcome: v.picklist(["printed", "failed", "unknown"]),
    fault: v.nullable(v.pipe(v.string(), v.maxLength(60))),
  }),
  /** Committed before the sound. */
  "announcement-intended": v.strictObject({ call: id, languages: v.pipe(v.array(language), v.maxLength(4)) }),
  "announcement-made": v.strictObject({ call: id, how: v.picklist(["spoken", "chime-only", "shown-only", "failed"]) }),
  ...appointmentDeviceEvents,
  ...segmentDeviceEvents,
  ...lineDeviceEvents,
  ...dayDeviceEvents,
} as const;

export type HubEventKind = keyof typeof hubEvents;
export type DeviceEventKind = keyof typeof deviceEvents;
export type HubEventBody<K extends HubEventKind> = v.InferOutput<(typeof hubEvents)[K]>;
export type DeviceEventBody<K extends DeviceEventKind> = v.InferOutput<(typeof deviceEvents)[K]>;

/** An event of the hub before it has a place in the log. */
export type HubEvent = { [K in HubEventKind]: { readonly kind: K; readonly version: 1; readonly body: HubEventBody<K> } }[HubEventKind];
export type DeviceEvent = {
  [K in DeviceEventKind]: { readonly kind: K; readonly version: 1; readonly body: DeviceEventBody<K> };
}[DeviceEventKind];

/** The kinds and versions of device rows that this hub reads; published in `hub/state`. */
export const deviceKindsRead: Readonly<Record<DeviceEventKind, readonly number[]>> = {
  "device-started": [1],
  "epoch-begun": [1],
  "staff-page-opened": [1],
  "called-by-voice": [1],
  "series-received": [1],
  "ticket-issued": [1],
  "ticket-printed": [1],
  "announcement-intended": [1],
  "announcement-made": [1],
  ...appointmentKindsRead,
  "errands-stated": [1],
  "stepped-away": [1],
  "came-back": [1],
  ...dayKindsRead,
};

/** Reads a device row's body; a reason in words when it cannot be read. */
export function readDeviceEvent(
  kind: string,
  version: number,
  body: unknown,
): { ok: true; event: DeviceEvent } | { ok: false; reason: string } {
  if (!Object.hasOwn(deviceEvents, kind)) return { ok: false, reason: `unknown kind "${kind.slice(0, 60)}"` };
  const known = kind as DeviceEventKind;
  if (!deviceKindsRead[known].includes(version)) return { ok: false, reason: `version ${version} of "${kind}" is not read here` };
  const parsed = v.safeParse(deviceEvents[known], body);
  // As it was written, not as it was parsed: with another order of its keys its bytes, and so its device's hash, could not be made again.
  if (parsed.success) return { ok: true, event: { kind: known, version: 1, body } as DeviceEvent };
  const issue = parsed.issues[0];
  return { ok: false, reason: `${v.getDotPath(issue) ?? "body"}: ${issue.message}` };
}
