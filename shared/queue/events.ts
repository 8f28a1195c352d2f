/**
 * Everything that can happen in an office, as rows of a log: one schema per kind and version.
 * Kinds marked `device` are written by kiosks and boards and reach the hub's log through shipping; the rest are the hub's own.
 */
import * as v from "valibot";
import { languages } from "../texts/language.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999_999));
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));
const agent = v.pipe(v.number(), v.integer(), v.minValue(0));
const at = v.pipe(v.number(), v.finite(), v.minValue(0));
export const officeDate = v.pipe(v.string(), v.isoDate());
const language = v.picklist(languages);
const needs = v.pipe(v.array(v.picklist(["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"])), v.maxLength(5));

export const actor = v.variant("kind", [
  v.strictObject({ kind: v.literal("agent"), agent, counter: v.nullable(id) }),
  v.strictObject({ kind: v.literal("system"), part: id }),
]);

const callReason = v.strictObject({
  rule: v.picklist(["plain-order", "chosen-from-list"]),
  ruleVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  waitedMs: at,
  passedOver: v.pipe(v.array(id), v.maxLength(20)),
  passedOverTotal: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A call to be shown in a zone and spoken by the device named, or by nobody. */
const announcement = v.strictObject({ call: id, zone: id, device: v.nullable(id) });

const move = { visit: id, key, actor, practice: v.boolean() };

/** The hub's own events. `key` is the command's idempotency key, so that it survives a rebuild. */
export const hubEvents = {
  "hub-started": v.strictObject({ boot: id, generation: count, timeZoneData: v.string() }),
  "configuration-changed": v.strictObject({ key, actor, configuration: v.unknown() }),
  "day-opened": v.strictObject({ date: officeDate, key, actor }),
  "day-closed": v.strictObject({ date: officeDate, key, actor, ended: v.array(id), lapsed: v.array(id) }),
  "clock-set": v.strictObject({ from: at, to: at, why: v.picklist(["synchronised", "operator"]) }),
  /** A letter given to a series, once in the office's life. */
  "series-opened": v.strictObject({
    letter,
    use: v.picklist(["shared", "own", "practice"]),
    device: v.nullable(id),
    epoch: v.nullable(id),
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
  }),
  "reservation-lapsed": v.strictObject({
    request: key,
    letter,
    count,
    why: v.picklist(["own-series-used", "kiosk-restarted", "day-closed"]),
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
    quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32_767)),
  }),
  "visit-no-show": v.strictObject({ ...move, counter: id }),
  /** The citizen left before service ended (walk-away), and at which stage. */
  "visit-left": v.strictObject({ ...move, counter: v.nullable(id), from: v.picklist(["waiting", "called", "serving"]) }),
  "service-assigned": v.strictObject({ ...move, service: id, queue: id }),
  /** A row that no schema reads, kept as it came; every fold ignores it for ever. */
  quarantined: v.strictObject({ reason: v.string(), raw: v.unknown() }),
} as const;

/** What kiosks and boards write in their own logs. */
export const deviceEvents = {
  "device-started": v.strictObject({ boot: id, software: v.pipe(v.string(), v.maxLength(40)) }),
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
  "series-received": [1],
  "ticket-issued": [1],
  "ticket-printed": [1],
  "announcement-intended": [1],
  "announcement-made": [1],
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
  if (parsed.success) return { ok: true, event: { kind: known, version: 1, body: parsed.output } as DeviceEvent };
  const issue = parsed.issues[0];
  return { ok: false, reason: `${v.getDotPath(issue) ?? "body"}: ${issue.message}` };
}
