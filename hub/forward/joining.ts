/** How visits begin in The Q's words: by a kiosk's record, by staff, or by paper that staff took in. */
import type { LogRow, Origin } from "#shared/log/record.ts";
import { joiningOf, visitId } from "#shared/queue/admission.ts";
import type { DeviceEventBody, HubEventBody } from "#shared/queue/events.ts";
import { sourceKey } from "#shared/queue/state.ts";
import { letterOrdinal, seriesLettersTotal } from "#shared/ticket/number.ts";
import { clientId } from "./client-id.ts";
import type { MovesState } from "./moves-state.ts";
import { agentOf, known, plainCounter, type ReportedOffice } from "./reported-office.ts";
import { type AgentContext, type Move, moveOf, type ReportedVisit, reportedVisit, selfServe } from "./reported-visit.ts";
import { lineUp, serveAtOnce } from "./services.ts";

export function seriesOpened(state: MovesState, { letter, use, device, epoch }: HubEventBody<"series-opened">): void {
  const place = letterOrdinal(letter);
  // Rows of a restored hub bear offsets that the one before it may have given as well: its new letter tells them apart.
  if (use === "shared" && place !== undefined) state.hubPlace = place;
  if (device !== null && epoch !== null && place !== undefined) state.places.set(sourceKey(device, epoch), place);
}

/** `late`: its date was closed before its record came, so the end of that day must be told as well. */
export interface Issued {
  readonly moves: readonly Move[];
  readonly late: string | null;
}

export function issued(state: MovesState, row: LogRow, origin: Origin): Issued {
  const { office } = state;
  const body = row.body as DeviceEventBody<"ticket-issued">;
  if (!office || body.practice) return { moves: [], late: null };
  const id = visitId(origin);
  const joining = joiningOf(state.calendar, state.admissions, row, origin);
  if (joining.kind === "alias") {
    state.aliases.set(id, joining.visit);
    return { moves: [], late: null };
  }
  const client = clientId(office.context.office_id, placeOf(state, origin), origin.seq);
  const visit = reportedVisit({ client, row: row.seq, lastAtMs: row.arrivedAt ?? row.at, services: [body.service] });
  return { moves: joined(state, office, id, visit, row, selfServe), late: joining.kind === "late" ? id : null };
}

/** What else a citizen said at the kiosk, in the same commit as the ticket. */
export function errandsStated(state: MovesState, { visit: named, services }: DeviceEventBody<"errands-stated">, origin: Origin): void {
  // The ticket's row bears the epoch that this one bears here, whatever epoch they were written under.
  const id = visitId({ ...origin, seq: Number(named.split(".").at(-1)) });
  const visit = state.visits.get(state.aliases.get(id) ?? id);
  visit?.services.push(...services);
}

/** Paper that staff took in: the first the hub hears of it is an agent's word. */
export function admitted(state: MovesState, row: LogRow, { visit: id, service, actor }: HubEventBody<"visit-admitted">): readonly Move[] {
  const { office } = state;
  if (!office) return [];
  const visit = reportedVisit({ client: clientOf(state, office, row), row: row.seq, lastAtMs: row.at, services: [service] });
  return joined(state, office, id, visit, row, agentOf(office, actor) ?? selfServe);
}

/** A visit that staff began: it waits, or is served at once. */
export function begunByStaff(state: MovesState, row: LogRow, body: HubEventBody<"visit-joined">): readonly Move[] {
  const { office } = state;
  if (!office || body.practice) return [];
  const { visit: id, services, channel, counterType: meantFor, stage, counter, actor } = body;
  const visit = reportedVisit({
    ...{ client: clientOf(state, office, row), row: row.seq, lastAtMs: row.at },
    ...{ services: services.map((each) => each.service), channel, meantFor },
  });
  const by = agentOf(office, actor) ?? selfServe;
  if (stage === "waiting") return joined(state, office, id, visit, row, by);
  Object.assign(visit, { stage: "serving", firstWait: false, agent: by });
  visit.counterType = (counter === null ? undefined : known(office.counterTypes, counter)) ?? plainCounter;
  state.visits.set(id, visit);
  return serveAtOnce(office, visit).map(({ event }) => moveOf(office, visit, row, event, by));
}

function joined(
  state: MovesState,
  office: ReportedOffice,
  id: string,
  visit: ReportedVisit,
  row: LogRow,
  by: AgentContext,
): readonly Move[] {
  state.visits.set(id, visit);
  return lineUp(office, visit).map(({ event }) => moveOf(office, visit, row, event, by));
}

/** The number of a visit whose first row is the hub's own. */
function clientOf(state: MovesState, office: ReportedOffice, row: LogRow): number {
  return clientId(office.context.office_id, state.hubPlace, row.seq);
}

function placeOf(state: MovesState, origin: Origin): number {
  const key = sourceKey(origin.source, origin.epoch);
  const found = state.places.get(key);
  if (found !== undefined) return found;
  const place = seriesLettersTotal + state.unlettered;
  state.unlettered += 1;
  state.places.set(key, place);
  return place;
}
