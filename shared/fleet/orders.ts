/**
 * What the office asks of one device, over its own session at the hub: never retained, worth something only now, and answered by the
 * order's id. And what IT asks of the hub about its devices: HTTP on the hub's own machine, JSON.
 */
import * as v from "valibot";
import { faultCodes } from "../faults/fault.ts";
import { isDeviceName } from "../identity/names.ts";
import { movePass } from "./move.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** An order that is older than this does nothing, in real milliseconds. */
export const orderLifeMs = 10_000;
/** How long a name is shown on the page of a device that is looked for. */
export const identifyMs = 30_000;
/** How long a restart waits for what is being printed or spoken. */
export const restartWaitMs = 15_000;
/** Of lines that a device sends when it is asked for its log. */
export const logBytesMax = 64 * 1024;
/** One part of an outcome. */
export const outcomeTextMax = 16 * 1024;
export const outcomePartsMax = 8;

export const order = v.variant("kind", [
  /** Show who you are. */
  v.object({ kind: v.literal("identify") }),
  v.object({ kind: v.literal("restart") }),
  /** The last lines that were logged. */
  v.object({ kind: v.literal("logs") }),
  /** A spare takes the place of a device that is dead: a token for that one's name, of which the hub knows who it is for. */
  v.object({
    kind: v.literal("become"),
    name: v.pipe(v.string(), v.maxLength(40), v.check(isDeviceName)),
    role: v.picklist(["kiosk", "board"]),
    token: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    /** UTC milliseconds by the hub's machine. */
    madeAt: v.pipe(v.number(), v.finite()),
  }),
  /** Delete everything that is kept. `force`: also what the hub does not have. */
  v.object({ kind: v.literal("erase"), force: v.boolean() }),
  /** Go to another office: once the hub has every row, delete all that is kept and enrol there. */
  v.object({ kind: v.literal("move"), to: movePass }),
  /** The configuration names no such device: be a spare. Said again with every heartbeat, and not answered. */
  v.object({ kind: v.literal("stand-by") }),
]);
export type Order = v.InferOutput<typeof order>;

/** `<device>/order`. `at` and `expiresAt`: by the hub's clock. */
export const orderMessage = v.object({
  generation: whole,
  id,
  at: v.pipe(v.number(), v.finite()),
  expiresAt: v.pipe(v.number(), v.finite()),
  order,
});
export type OrderMessage = v.InferOutput<typeof orderMessage>;

/** `<device>/outcome`: how an order went, in one part or, for a long text, in several, in order. */
export const outcomeMessage = v.object({
  id,
  part: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(outcomePartsMax)),
  parts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(outcomePartsMax)),
  /** Why it was not done; null: it was. */
  fault: v.nullable(v.object({ fault: v.picklist(faultCodes), facts: v.record(v.string(), v.union([v.string(), v.number()])) })),
  text: v.pipe(v.string(), v.maxLength(outcomeTextMax)),
});
export type OutcomeMessage = v.InferOutput<typeof outcomeMessage>;

const device = v.pipe(v.string(), v.maxLength(40), v.check(isDeviceName, "name a device, such as kiosk-1"));
/** Who asks, as they signed in to the machine. */
const by = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

/** `POST /api/v1/fleet/identify`, `/restart`, `/logs`. */
export const deviceOrder = v.strictObject({ device, by });

/** `POST /api/v1/fleet/replace`: the spare takes the place, name and role of the device, which must be away. */
export const replaceOrder = v.strictObject({ device, with: device, by });
/** `POST /api/v1/fleet/erase`: the device gives up its certificate and everything that it keeps. `force`: also what is not at the hub yet. */
export const eraseOrder = v.strictObject({ device, by, force: v.optional(v.boolean(), false) });

/** What each of them answers. */
export interface OrderDone {
  readonly kind: "done";
  /** What the device said with it: of `logs` its lines, one JSON object each. */
  readonly text: string;
}

/** A device with a certificate that the configuration does not name, by its own word. */
export interface Spare {
  readonly id: string;
  /** What it can become, by its own file. */
  readonly role: "kiosk" | "board";
  readonly online: boolean;
  /** Since when it is so, by the hub's clock. */
  readonly since: number;
  readonly software: string;
}

/** `GET /api/v1/fleet` */
export interface FleetList {
  readonly spares: readonly Spare[];
  /** Which devices of the configuration are connected now; an older hub does not say. */
  readonly connected?: readonly string[];
  /** Whether devices have certificates of this hub, and so can be sent away; an older hub does not say. */
  readonly mayLeave?: boolean;
}
