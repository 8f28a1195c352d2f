/** What kiosks write of appointments, in the same commit as the ticket and after it. No name, no digits, no code. */
import * as v from "valibot";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999_999));
const letter = v.pipe(v.string(), v.regex(/^[A-HJ-NPRT-Y]{1,2}$/));

export const appointmentDeviceEvents = {
  /** The citizen of this ticket came for this appointment, which the hub had found. */
  "checked-in": v.strictObject({ appointment: id, letter, count, visit: id }),
  /** The citizen says that there is an appointment; the hub did not find it, or was away. `code`: the digest of the code that was brought. */
  "appointment-said": v.strictObject({ letter, count, visit: id, code: v.nullable(v.pipe(v.string(), v.maxLength(44))) }),
} as const;

export const appointmentKindsRead = { "checked-in": [1], "appointment-said": [1] } as const satisfies Record<
  keyof typeof appointmentDeviceEvents,
  readonly number[]
>;
