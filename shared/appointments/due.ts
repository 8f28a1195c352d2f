/** What time makes of appointments: whose time has come, and of whom nobody came. Each is said in the log. Pure. */
import type { HubEvent } from "../queue/events.ts";
import type { OfficeState } from "../queue/state.ts";
import type { Actor } from "../queue/visit.ts";

/** Of those who came early and wait: whose time has come. Not while the hub's clock is doubted. */
export function dueNow(state: OfficeState, at: number): HubEvent[] {
  if (state.calendar.doubt !== null) return [];
  const due: HubEvent[] = [];
  for (const id of state.line) {
    const visit = state.visits.get(id);
    const appointment = visit?.appointment;
    if (!visit || !appointment || visit.isAppointment || appointment.late || at < appointment.dueFrom) continue;
    due.push({ kind: "appointment-due", version: 1, body: { appointment: appointment.id, visit: id } });
  }
  return due;
}

/** At the end of a date: those of it for which nobody came. */
export function missedBy(state: OfficeState, date: string, actor: Actor): HubEvent[] {
  const missed = [...state.appointments.values()].filter((each) => each.stage.kind === "booked" && each.date <= date);
  return missed.map(({ id }) => ({ kind: "appointment-missed", version: 1, body: { appointment: id, actor } }));
}
