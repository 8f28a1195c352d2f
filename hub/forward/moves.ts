/**
 * Turns rows of the hub's log into The Q's events: a fold that remembers of each open visit only what its next event must say.
 * Pure, and knows nothing of sending. The same rows give the same events, from wherever the fold was taken up again.
 */
import type { LogIdentity } from "#shared/log/event-log.ts";
import type { LogRow } from "#shared/log/record.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { foldAdmissions } from "#shared/queue/admission.ts";
import { adoptedRow } from "#shared/queue/adoption.ts";
import { clockShift, foldCalendar } from "#shared/queue/calendar.ts";
import type { DeviceEventBody, HubEventBody } from "#shared/queue/events.ts";
import type { OutgoingEvent } from "#shared/snowplow/payload.ts";
import { eventId, type Sha1 } from "#shared/snowplow/uuid5.ts";
import { gone, overdue, returned } from "./absences.ts";
import { appointmentMoves, forgetAppointments } from "./appointment-moves.ts";
import { admitted, begunByStaff, errandsStated, issued, seriesOpened } from "./joining.ts";
import type { MovesState } from "./moves-state.ts";
import { agentOf, type ReportedOffice, reportedOffice } from "./reported-office.ts";
import { type AgentContext, advance, type Move, moveOf, type ReportedVisit, selfServe } from "./reported-visit.ts";
import { finishingStopped, stepsOf } from "./services.ts";
import { closing } from "./stages.ts";
import { visitMoves } from "./visit-moves.ts";

/** The offsets of rows whose move was undone: as if they had never been written. */
export function undoneRows(rows: Iterable<LogRow>): Set<number> {
  const undone = new Set<number>();
  for (const row of rows) if (row.kind === "move-undone" && !row.origin) undone.add((row.body as HubEventBody<"move-undone">).undone);
  return undone;
}

/** Folds one row, which is not undone, and returns the events it gives rise to, in order. */
export function foldMoves(state: MovesState, row: LogRow): Move[] {
  state.n = row.seq;
  if (row.origin) return foldDeviceRow(state, row as DeviceRow);
  const moves = [...overdue(state, row.at), ...foldHubRow(state, row)];
  foldCalendar(state.calendar, row);
  foldAdmissions(state.admissions, row);
  return moves;
}

type DeviceRow = LogRow & Required<Pick<LogRow, "origin">>;

function foldDeviceRow(state: MovesState, row: DeviceRow): Move[] {
  if (row.kind === "errands-stated") errandsStated(state, row.body as DeviceEventBody<"errands-stated">, row.origin);
  if (row.kind !== "ticket-issued") return [...(appointmentMoves(state, row) ?? [])];
  const { moves, late } = issued(state, row, row.origin);
  // Its date was closed before it came: as if the end of the day had found it in line.
  return late === null ? [...moves] : [...moves, ...closed(state, row, late, selfServe)];
}

function foldHubRow(state: MovesState, row: LogRow): readonly Move[] {
  switch (row.kind) {
    case "configuration-changed":
      state.office = reportedOffice((row.body as HubEventBody<"configuration-changed">).configuration as OfficeConfiguration);
      return [];
    case "series-opened":
      seriesOpened(state, row.body as HubEventBody<"series-opened">);
      return [];
    case "visit-joined":
      return begunByStaff(state, row, row.body as HubEventBody<"visit-joined">);
    case "visit-admitted":
      return admitted(state, row, row.body as HubEventBody<"visit-admitted">);
    case "row-adopted":
      return foldDeviceRow(state, adoptedRow(row));
    case "no-show-returned":
      return noShowReturned(state, row, row.body as HubEventBody<"no-show-returned">);
    case "clock-set":
      clockSet(state, row);
      return [];
    case "day-closed":
      return dayClosed(state, row, row.body as HubEventBody<"day-closed">);
    default:
      return appointmentMoves(state, row) ?? visitMoves(state, row);
  }
}

/** The events with their ids: those of the row where the move was first written, a device's or the hub's. */
export function outgoingEvents(moves: readonly Move[], hub: Pick<LogIdentity, "source" | "epochOf">, sha1: Sha1): OutgoingEvent[] {
  const places = new Map<number, number>();
  return moves.map(({ of, ...move }) => {
    const index = places.get(of.seq) ?? 0;
    places.set(of.seq, index + 1);
    const { source, epoch, seq } = of.origin ?? { source: hub.source, epoch: hub.epochOf(of.seq), seq: of.seq };
    return { id: eventId({ office: move.contexts.office.office_id, source, epoch, seq }, index, sha1), ...move };
  });
}

function noShowReturned(state: MovesState, row: LogRow, { visit: id }: HubEventBody<"no-show-returned">): readonly Move[] {
  const visit = state.visits.get(id);
  return visit?.stage === "absent" && state.office ? returned(state, state.office, id, visit) : visitMoves(state, row);
}

function clockSet(state: MovesState, row: LogRow): void {
  const { arrival } = clockShift(state.calendar, row);
  for (const visit of state.visits.values()) {
    const at = visit.lastAtMs + visit.setMs;
    visit.setMs += arrival(at, visit.row) - at;
  }
}

/**
 * Whoever is carried over stands in line for The Q all night. Whoever else is still remembered ended with the hub before this one, which
 * told of it.
 */
function dayClosed(state: MovesState, row: LogRow, { date, ended, carried = [] }: HubEventBody<"day-closed">): Move[] {
  forgetAppointments(state, date);
  const { office } = state;
  const absent = office ? state.absent.flatMap((id) => gone(state, office, id)) : [];
  const moves = ended.flatMap((id) => closed(state, row, id, null));
  const kept = new Set(carried);
  for (const id of state.visits.keys()) if (!kept.has(id)) state.visits.delete(id);
  for (const [record, id] of state.aliases) if (!kept.has(id)) state.aliases.delete(record);
  return [...absent, ...moves];
}

/** A visit that the end of the day found open. It is put down to the agent who had it, else to whoever closed the day. */
function closed(state: MovesState, row: LogRow, id: string, by: AgentContext | null): Move[] {
  const visit = state.visits.get(id);
  const { office } = state;
  if (!visit || !office) return [];
  state.visits.delete(id);
  advance(visit, row);
  const agent = visit.agent ?? by ?? agentOf(office, (row.body as HubEventBody<"day-closed">).actor) ?? selfServe;
  return [...endOf(office, visit, row, agent)];
}

function endOf(office: ReportedOffice, visit: ReportedVisit, row: LogRow, agent: AgentContext): Move[] {
  const steps = [...stepsOf(visit.segment, closing(visit, visit.quantities[visit.segment] ?? 1)), ...finishingStopped(visit)];
  return steps.map(({ segment, event }) => moveOf(office, visit, row, event, agent, segment));
}
