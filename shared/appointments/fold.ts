/** Folds what happens to appointments into the office's state, and into the visits of those who came for them. */

import type * as v from "valibot";
import type { LogRow } from "../log/record.ts";
import { remember } from "../queue/remember.ts";
import { type OfficeState, visitOf } from "../queue/state.ts";
import { retakeTurn } from "../queue/turn.ts";
import type { Visit, VisitId } from "../queue/visit.ts";
import { type Appointment, appointmentsMax, type VisitAppointment } from "./appointment.ts";
import type { appointmentEvents } from "./events.ts";
import { type AppointmentRules, dueFrom, lateAfter, usualRules } from "./rules.ts";

type Kind = keyof typeof appointmentEvents;
type Body<K extends Kind> = v.InferOutput<(typeof appointmentEvents)[K]>;

export const appointmentFolds: { readonly [K in Kind]: (state: OfficeState, body: Body<K>, row: LogRow) => void } = {
  "appointments-imported": (state, { key }, row) => remember(state, key, "import-appointments", row.seq, null),
  "appointment-booked": (state, body, row) => {
    const { appointment: id, ...facts } = body;
    const { appointments } = state;
    appointments.set(id, { id, ...facts, stage: { kind: "booked" }, alsoBy: null, version: row.seq });
    for (const oldest of appointments.keys()) if (appointments.size > appointmentsMax) appointments.delete(oldest);
  },
  "appointment-changed": (state, body, row) => {
    const found = state.appointments.get(body.appointment);
    if (!found) return;
    const { number, date, at, minutes, service } = body;
    Object.assign(found, { number, date, at, minutes, service, version: row.seq });
    if (found.stage.kind === "cancelled" || found.stage.kind === "missed") found.stage = { kind: "booked" };
    const visit = holderOf(state, found);
    if (!visit) return;
    tell(state, visit, { ...appointmentOf(state, found, visit.arrivedAt), news: "changed" }, row);
  },
  "appointment-cancelled": (state, body, row) => {
    const found = state.appointments.get(body.appointment);
    if (!found) return;
    const visit = holderOf(state, found);
    found.version = row.seq;
    // Somebody stands here with a ticket: they wait on, and staff are told.
    if (visit?.appointment) tell(state, visit, { ...visit.appointment, news: "cancelled" }, row);
    else found.stage = { kind: "cancelled", at: row.at };
  },
  "appointment-checked-in": (state, { appointment, visit, key }, row) => {
    checkIn(state, appointment, visit, row);
    remember(state, key, "check-in", row.seq, visit);
  },
  "appointment-check-in-undone": (state, { appointment, visit: id, key }, row) => {
    const found = state.appointments.get(appointment);
    if (found?.stage.kind === "checked-in") Object.assign(found, { stage: { kind: "booked" }, version: row.seq });
    const visit = visitOf(state, id);
    if (visit?.appointment?.id === appointment) tell(state, visit, null, row);
    remember(state, key, "undo-check-in", row.seq, id);
  },
  "appointment-due": (state, { visit: id }, row) => {
    const visit = visitOf(state, id);
    if (visit?.stage.kind !== "waiting") return;
    visit.changed = row.seq;
    retakeTurn(state, visit, row);
  },
  "appointment-missed": (state, { appointment, key }, row) => {
    const found = state.appointments.get(appointment);
    if (found) Object.assign(found, { stage: { kind: "missed", at: row.at }, version: row.seq });
    if (key !== undefined) remember(state, key, "appointment-missed", row.seq, null);
  },
  "personal-deleted": () => {},
};

/** By a kiosk's record, or by the hub's own. Whoever comes second for the same appointment waits without it, and staff see it. */
export function checkIn(state: OfficeState, appointment: string, visitId: VisitId, row: LogRow): void {
  const found = state.appointments.get(appointment);
  const visit = visitOf(state, visitId);
  if (!found || !visit || visit.practice || visit.appointment?.id === appointment) return;
  found.version = row.seq;
  if (found.stage.kind === "checked-in" && found.stage.visit !== visit.id) {
    found.alsoBy = visit.id;
    visit.saysAppointment = true;
    visit.changed = row.seq;
    return;
  }
  found.stage = { kind: "checked-in", visit: visit.id, at: visit.arrivedAt };
  tell(state, visit, appointmentOf(state, found, visit.arrivedAt), row);
}

/** The citizen of this ticket says that there is an appointment. */
export function sayAppointment(state: OfficeState, visitId: VisitId, row: LogRow): void {
  const visit = visitOf(state, visitId);
  if (!visit || visit.appointment) return;
  visit.saysAppointment = true;
  visit.changed = row.seq;
}

/** A date is over: what was to happen on it or before is history. */
export function forgetAppointments(state: OfficeState, date: string): void {
  for (const [id, each] of state.appointments) if (each.date <= date) state.appointments.delete(id);
}

function appointmentOf(state: OfficeState, { id, at }: Appointment, arrivedAt: number): VisitAppointment {
  const rules: AppointmentRules = state.configuration?.appointments ?? usualRules;
  return { id, at, dueFrom: dueFrom(at, rules), late: arrivedAt > lateAfter(at, rules), news: null };
}

/** The visit of whoever checked in, while it is not over. */
function holderOf(state: OfficeState, { stage }: Appointment): Visit | undefined {
  const visit = stage.kind === "checked-in" ? visitOf(state, stage.visit) : undefined;
  return visit?.stage.kind === "ended" ? undefined : visit;
}

function tell(state: OfficeState, visit: Visit, appointment: VisitAppointment | null, row: LogRow): void {
  visit.appointment = appointment;
  visit.saysAppointment = false;
  visit.changed = row.seq;
  if (visit.stage.kind === "waiting") retakeTurn(state, visit, row);
}
