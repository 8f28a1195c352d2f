/** The day's appointments as staff see them: times and services, and whose ticket it is. Names are asked for elsewhere. */
import type { Appointment } from "#shared/appointments/appointment.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { AppointmentEntry } from "#shared/wire/staff.ts";

export function appointmentEntry({ id, at, minutes, service, stage, alsoBy, version }: Appointment): AppointmentEntry {
  return { kind: "appointment", id, at, minutes, service, stage: { ...stage }, alsoBy, version };
}

/** Of the date that is open. */
export function isShown(state: OfficeState, appointment: Appointment): boolean {
  return state.day !== null && appointment.date === state.day.date;
}

/** The appointments that rows name. */
export function appointmentsNamed(rows: readonly LogRow[]): string[] {
  return rows.flatMap(({ body }) => {
    const named = (body as { appointment?: unknown } | null)?.appointment;
    return typeof named === "string" ? [named] : [];
  });
}
