/**
 * A device's way to another office: a pass that the other office's hub gave out, with a one-time token of its own. The device is told it by the hub
 * that it leaves. Plain texts here, so that it can travel in an order; what is in it is judged as a card is, by everybody who takes it.
 */
import * as v from "valibot";
import { type DeviceRole, type EnrolmentFile, enrolmentFile } from "../identity/enrolment.ts";
import { isDeviceName } from "../identity/names.ts";
import { tokenLifeMs } from "../identity/token.ts";

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

export const movePass = v.strictObject({
  /** What a card of the other office would carry (`enrolmentFile`). */
  card: v.strictObject({
    version: v.literal(1),
    office: text,
    role: text,
    name: text,
    hub: text,
    fingerprint: text,
    token: text,
    madeAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  /** Where that office's broker takes devices. */
  mqtt: v.pipe(v.string(), v.maxLength(300), v.regex(/^mqtts:\/\/[^/?#@\s]+$/, "write it as mqtts://hub.example:8883")),
});
export type MovePass = v.InferOutput<typeof movePass>;

/** `POST /api/v1/fleet/move` */
export const moveOrder = v.strictObject({
  device: v.pipe(v.string(), v.maxLength(40), v.check(isDeviceName, "name a device, such as kiosk-1")),
  to: movePass,
  by: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
});

/** The card of a pass that this device of this office could go by; undefined when it is no card, is of the same office or of another kind, or too old. */
export function cardOf({ card }: MovePass, office: string, role: DeviceRole, now: number): EnrolmentFile | undefined {
  const read = v.safeParse(enrolmentFile, card);
  if (!read.success) return undefined;
  const isFor = read.output.role === role || read.output.role === "spare";
  return read.output.office !== office && isFor && now < read.output.madeAt + tokenLifeMs ? read.output : undefined;
}
