/** How a calendar that was read differs from what the office knows: the events that bring the two together. Pure. */
import { type Fault, fault } from "../faults/fault.ts";
import type { HubEvent } from "../queue/events.ts";
import { type OfficeState, visitOf } from "../queue/state.ts";
import type { Actor } from "../queue/visit.ts";
import { type Appointment, appointmentsMax } from "./appointment.ts";
import { serviceOfAppointment } from "./service.ts";

/** An appointment of a calendar without what is personal in it. */
export interface Listed extends Pick<Appointment, "id" | "number" | "date" | "at" | "minutes" | "service"> {
  readonly cancelled: boolean;
}

export interface Listing {
  readonly source: string;
  /** The dates that were read whole: what is not listed of them is cancelled. Null when only these appointments are spoken of. */
  readonly dates: { readonly from: string; readonly to: string } | null;
  readonly appointments: readonly Listed[];
}

export interface ImportCounts {
  readonly booked: number;
  readonly changed: number;
  readonly cancelled: number;
}

/** No events when nothing differs. */
export function planImport(
  state: OfficeState,
  { source, dates, appointments }: Listing,
  { key, actor }: { readonly key: string; readonly actor: Actor },
): { readonly events: readonly HubEvent[]; readonly counts: ImportCounts } | Fault {
  const events: HubEvent[] = [];
  const counts = { booked: 0, changed: 0, cancelled: 0 };
  const listed = new Set<string>();
  for (const each of appointments) {
    if (listed.has(each.id)) continue;
    listed.add(each.id);
    const event = differenceOf(state, source, each);
    if (!event) continue;
    events.push(event, ...servicesChanged(state, event, `${key}-${events.length + 1}`.slice(-80)));
    if (event.kind === "appointment-booked") counts.booked += 1;
    else if (event.kind === "appointment-changed") counts.changed += 1;
    else counts.cancelled += 1;
  }
  for (const known of state.appointments.values()) {
    const isSpokenOf = dates !== null && known.source === source && known.date >= dates.from && known.date <= dates.to;
    if (!isSpokenOf || listed.has(known.id) || !mayBeCancelled(state, known)) continue;
    events.push({ kind: "appointment-cancelled", version: 1, body: { appointment: known.id, why: "not-listed" } });
    counts.cancelled += 1;
  }
  if (state.appointments.size + counts.booked > appointmentsMax) {
    return fault("appointments-unreadable", { path: "appointments", what: `more than ${appointmentsMax} in all` });
  }
  if (events.length === 0) return { events, counts };
  return { events: [{ kind: "appointments-imported", version: 1, body: { source, dates, ...counts, key, actor } }, ...events], counts };
}

/** The ticket of whoever came for it, while it waits. */
function servicesChanged(state: OfficeState, event: HubEvent, key: string): HubEvent[] {
  if (event.kind !== "appointment-changed") return [];
  const stage = state.appointments.get(event.body.appointment)?.stage;
  const visit = stage?.kind === "checked-in" ? visitOf(state, stage.visit) : undefined;
  if (visit?.stage.kind !== "waiting") return [];
  const changed = serviceOfAppointment(state.configuration, visit, event.body.service, key);
  return changed ? [changed] : [];
}

function differenceOf(state: OfficeState, source: string, { id, cancelled, ...facts }: Listed): HubEvent | undefined {
  const known = state.appointments.get(id);
  if (!known) {
    if (cancelled || isOver(state, facts.date)) return undefined;
    return { kind: "appointment-booked", version: 1, body: { appointment: id, ...facts, source } };
  }
  if (cancelled) {
    if (!mayBeCancelled(state, known)) return undefined;
    return { kind: "appointment-cancelled", version: 1, body: { appointment: id, why: "cancelled" } };
  }
  const isSame = (["number", "date", "at", "minutes", "service"] as const).every((name) => known[name] === facts[name]);
  const takesPlaceAfterAll = known.stage.kind === "cancelled" || newsOf(state, known) === "cancelled";
  // One that has been served stays as it was, whatever its calendar says later.
  if ((isSame && !takesPlaceAfterAll) || isServed(state, known)) return undefined;
  return { kind: "appointment-changed", version: 1, body: { appointment: id, ...facts } };
}

function mayBeCancelled(state: OfficeState, known: Appointment): boolean {
  if (known.stage.kind === "booked") return true;
  return known.stage.kind === "checked-in" && !isServed(state, known) && newsOf(state, known) !== "cancelled";
}

function newsOf(state: OfficeState, { id, stage }: Appointment): "changed" | "cancelled" | null {
  const visit = stage.kind === "checked-in" ? visitOf(state, stage.visit) : undefined;
  return visit?.appointment?.id === id ? visit.appointment.news : null;
}

/** Somebody came for it, and their visit is over. */
function isServed(state: OfficeState, { stage }: Appointment): boolean {
  if (stage.kind !== "checked-in") return false;
  const visit = visitOf(state, stage.visit);
  return visit === undefined || visit.stage.kind === "ended";
}

function isOver(state: OfficeState, date: string): boolean {
  if (state.day) return date < state.day.date;
  return state.lastDate !== null && date <= state.lastDate;
}
