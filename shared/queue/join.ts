/** How a visit begins: by a kiosk's record, or by paper that staff took in before its record came. */
import type { LogRow, Origin } from "../log/record.ts";
import { askFirst, waitedThrough } from "./absence.ts";
import { joiningOf, visitId } from "./admission.ts";
import type { DeviceEventBody, HubEventBody } from "./events.ts";
import { fresh } from "./fresh.ts";
import { removeFromLine } from "./line.ts";
import { hold, setService } from "./moving.ts";
import { retime } from "./set-clock.ts";
import type { OfficeState } from "./state.ts";
import { takeTurn } from "./turn.ts";
import type { Visit } from "./visit.ts";

type Issued = DeviceEventBody<"ticket-issued">;

export function joinIssued(state: OfficeState, body: Issued, row: LogRow, origin: Origin): void {
  const joining = joiningOf(state.calendar, state.admissions, row, origin);
  const arrivedAt = row.arrivedAt ?? row.at;
  if (joining.kind === "alias") {
    const visit = state.visits.get(joining.visit);
    if (!visit) return;
    state.aliases.set(visitId(origin), visit.id);
    joinAdmitted(state, visit, { body, arrivedAt, typed: joining.typed }, row);
    return;
  }
  const late = joining.kind === "late";
  const visit = beginVisit(state, row, {
    ...{ id: visitId(origin), device: origin.source, number: { letter: body.letter, count: body.count } },
    ...{ date: joining.date, language: body.language, needs: body.needs, practice: body.practice },
    ...{ ...serviceOf(state, body.service), arrivedAt },
    timeUncertain: row.timeUncertain === true || state.calendar.doubt !== null,
    stage: late ? { kind: "ended", at: row.at, how: "day-closed" } : { kind: "waiting", since: arrivedAt },
    late,
    admitted: false,
  });
  // A number that a hub before this one reserved: nobody knows what became of its holder meanwhile.
  const isReservedElsewhere = body.request !== null && !state.reservations.has(body.request);
  const uncertain = row.timeUncertain === true && (body.date === null || isReservedElsewhere);
  if (uncertain || waitedThrough(state, arrivedAt)) askFirst(state, visit, row);
}

/** A practice ticket: of no office date, only of the practice for which its number was reserved. */
export function beginPlaying(state: OfficeState, body: Issued, row: LogRow, origin: Origin): void {
  const arrivedAt = row.arrivedAt ?? row.at;
  const { letter, count, language, needs } = body;
  beginVisit(state, row, {
    ...{ id: visitId(origin), device: origin.source, number: { letter, count }, date: body.date, language, needs, practice: true },
    ...{ ...serviceOf(state, body.service), arrivedAt, timeUncertain: false },
    ...{ stage: { kind: "waiting", since: arrivedAt }, late: false, admitted: false },
  });
}

/** The person stands before an agent, so nobody is asked. When they came is not known until the record says so. */
export function admit(state: OfficeState, body: HubEventBody<"visit-admitted">, row: LogRow): void {
  beginVisit(state, row, {
    ...{ id: body.visit, device: body.visit.split(".")[0] ?? "", number: { letter: body.letter, count: body.count } },
    ...{ date: body.date, language: body.language, needs: [], practice: false },
    ...{ service: body.service, queue: body.queue, arrivedAt: row.at, timeUncertain: true },
    ...{ stage: { kind: "waiting", since: row.at }, late: false, admitted: true },
  });
}

type Beginning = Pick<
  Visit,
  | ("id" | "device" | "number" | "date" | "language" | "needs" | "practice" | "service" | "queue" | "arrivedAt")
  | ("timeUncertain" | "stage" | "late" | "admitted")
>;

/** `beginning` may say more than what every ticket does. */
export function beginVisit(state: OfficeState, row: LogRow, beginning: Beginning & Partial<Visit>): Visit {
  const visit: Visit = {
    ...fresh(beginning),
    because: null,
    firstCalledAt: null,
    lastCalledAt: null,
    servingSince: null,
    calls: 0,
    announced: "no-call",
    printed: "pending",
    reprints: 0,
    toConfirm: false,
    calledByVoice: false,
    samePerson: null,
    joinedRow: row.seq,
    placedRow: row.seq,
    version: row.seq,
    changed: row.seq,
    ...beginning,
  };
  state.visits.set(visit.id, visit);
  if (visit.stage.kind === "waiting") takeTurn(state, visit, row);
  else if (visit.stage.kind === "serving") hold(state, visit.stage.counter, visit.id, row);
  // It came too late for anybody to do it.
  else visit.segments = visit.segments.map((each) => ({ ...each, state: "dropped" }));
  if (!visit.practice) state.tickets += 1;
  return visit;
}

/** The record says what staff could not know. Once the visit was called on a typed number, staff are asked whether it was the same person. */
function joinAdmitted(
  state: OfficeState,
  visit: Visit,
  { body, arrivedAt, typed }: { readonly body: Issued; readonly arrivedAt: number; readonly typed: boolean },
  row: LogRow,
): void {
  visit.language = body.language;
  visit.needs = body.needs;
  if (visit.service === null) {
    const { service, queue } = serviceOf(state, body.service);
    setService(visit, visit.segment, service, queue);
  }
  visit.changed = row.seq;
  if (visit.stage.kind === "waiting") {
    removeFromLine(state, visit.id);
    const before = visit.arrivedAt;
    visit.arrivedAt = Math.min(before, arrivedAt);
    retime(state, visit, (at) => (at === before ? visit.arrivedAt : at));
    visit.place = Math.min(visit.letForward?.from ?? visit.place, arrivedAt);
    takeTurn(state, visit, row);
  } else if (typed) visit.samePerson = "asked";
}

/** A service this configuration does not know is treated as "not sure": the citizen is not sent away. */
export function serviceOf(state: OfficeState, service: string | null): { service: string | null; queue: string } {
  const { configuration } = state;
  const known = service === null ? undefined : configuration?.services.find((each) => each.id === service);
  return { service: known?.id ?? null, queue: known?.queue ?? configuration?.firstContact.queue ?? "" };
}
