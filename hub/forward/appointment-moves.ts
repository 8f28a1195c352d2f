/**
 * The Q's `appointment_checkin`. Only check-ins are told: bookings, changes and cancellations are made by whoever keeps the calendar, which
 * tells of them itself. Nor can one be told whose calendar gives it no whole number.
 */
import type { LogRow } from "#shared/log/record.ts";
import { visitId } from "#shared/queue/admission.ts";
import type { DeviceEventBody, HubEventBody } from "#shared/queue/events.ts";
import type { Actor } from "#shared/queue/visit.ts";
import type { MovesState } from "./moves-state.ts";
import { agentOf } from "./reported-office.ts";
import { advance, type Move, moveOf, selfServe } from "./reported-visit.ts";

/** Folds a row that tells of appointments; undefined when it tells of none. */
export function appointmentMoves(state: MovesState, row: LogRow): readonly Move[] | undefined {
  const { appointments } = state;
  switch (row.kind) {
    case "appointment-booked":
    case "appointment-changed": {
      const { appointment, number, date } = row.body as HubEventBody<"appointment-changed">;
      if (number === null) appointments.delete(appointment);
      else appointments.set(appointment, { number, date, isHere: appointments.get(appointment)?.isHere ?? false });
      return [];
    }
    case "checked-in": {
      const { appointment, visit } = row.body as DeviceEventBody<"checked-in">;
      // The ticket's row bears the epoch that this one bears here, whatever epoch they were written under.
      const id = row.origin ? visitId({ ...row.origin, seq: Number(visit.split(".").at(-1)) }) : visit;
      return checkedIn(state, row, appointment, state.aliases.get(id) ?? id, null);
    }
    case "appointment-checked-in": {
      const { appointment, visit, actor } = row.body as HubEventBody<"appointment-checked-in">;
      return checkedIn(state, row, appointment, visit, actor);
    }
    case "appointment-check-in-undone": {
      const { appointment } = row.body as HubEventBody<"appointment-check-in-undone">;
      const known = appointments.get(appointment);
      if (known) appointments.set(appointment, { ...known, isHere: false });
      return [];
    }
    default:
      return undefined;
  }
}

/** At the end of a date: its appointments are history. */
export function forgetAppointments({ appointments }: MovesState, date: string): void {
  for (const [id, each] of appointments) if (each.date <= date) appointments.delete(id);
}

function checkedIn(state: MovesState, row: LogRow, appointment: string, id: string, actor: Actor | null): readonly Move[] {
  const { office, appointments } = state;
  const known = appointments.get(appointment);
  const visit = state.visits.get(id);
  if (!office || !known || known.isHere || !visit) return [];
  appointments.set(appointment, { ...known, isHere: true });
  // A kiosk's word is of the moment of its ticket, which may be long past.
  if (!row.origin) advance(visit, row);
  const agent = (actor && agentOf(office, actor)) ?? selfServe;
  return [moveOf(office, visit, row, { name: "appointment_checkin", data: { appointment_id: known.number } }, agent)];
}
