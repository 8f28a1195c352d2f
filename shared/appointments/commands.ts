/** What staff ask of an appointment. Anybody of the office may: at a counter, or without one, as at the door. */
import * as v from "valibot";
import { expectedVersion, onOffice } from "../queue/schemas/command-fields.ts";
import { id, language, needs, people } from "../queue/schemas/fields.ts";

/** Expects the appointment's version. */
const onAppointment = { ...onOffice, counter: v.optional(v.nullable(id), null), appointment: id, expected: expectedVersion };

export const appointmentCommands = {
  /** Its holder is here, with a ticket or without. */
  "check-in": v.strictObject({
    ...onAppointment,
    /** Null: one is given now, as the rest says. */
    visit: v.optional(v.nullable(id), null),
    language: v.optional(v.nullable(language), null),
    needs: v.optional(needs, []),
    people: v.optional(people, 1),
    /** The kiosk that prints it; null: none, the number is told. */
    printAt: v.optional(v.nullable(id), null),
  }),
  /** It was somebody else: the appointment is expected again, and the ticket waits without it. */
  "undo-check-in": v.strictObject(onAppointment),
  /** Nobody came for it. */
  "appointment-missed": v.strictObject(onAppointment),
} as const;
