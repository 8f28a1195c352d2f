/** Several services in one visit: The Q tells each under its own count, and has one of them under way at a time. */
import type { HubEventBody } from "#shared/queue/events.ts";
import type { AnalyticsEvent } from "#shared/snowplow/event.ts";
import { known, type ReportedOffice } from "./reported-office.ts";
import type { ReportedVisit } from "./reported-visit.ts";
import { finishing, toService } from "./stages.ts";

/** An event, and the place of the service that it is about. */
export interface Step {
  readonly segment: number;
  readonly event: AnalyticsEvent;
}

export function stepsOf(segment: number, events: readonly AnalyticsEvent[]): Step[] {
  return events.map((event) => ({ segment, event }));
}

/** What a service is about; a visit that was not sure is reported under first contact. */
export function choosing(office: ReportedOffice, visit: ReportedVisit, segment: number): Step[] {
  const service = visit.services[segment - 1] ?? null;
  const data = (service === null ? undefined : known(office.services, service)) ?? known(office.services, office.firstContact);
  return data ? stepsOf(segment, [{ name: "chooseservice", data: { ...data, channel: visit.channel } }]) : [];
}

/** The same again, because it changed; nothing while The Q was not told of this service at all. */
export function choosingAgain(office: ReportedOffice, visit: ReportedVisit, segment: number): Step[] {
  const isTold = segment === visit.segment || visit.stopped.includes(segment);
  return isTold ? choosing(office, visit, segment) : [];
}

export function added(office: ReportedOffice, visit: ReportedVisit, body: HubEventBody<"service-added">): Step[] {
  visit.services[body.segment - 1] = body.service;
  // An errand for later is told of when it is begun: The Q has no word for a service that nobody waits for yet.
  return body.state === "waiting" ? [] : goOnWith(office, visit, body.segment);
}

/** The service under way is put aside for another one of the visit, which is begun or gone on with. */
export function goOnWith(office: ReportedOffice, visit: ReportedVisit, segment: number): Step[] {
  const before = visit.segment;
  if (segment === before) return [];
  const steps = stepsOf(before, [...toService(visit), { name: "stopservice", data: {} }]);
  visit.stopped.push(before);
  return [...steps, ...takenUp(office, visit, segment)];
}

/** One service is done, and the visit is in line for another of its services. */
export function doneGoingOn(office: ReportedOffice, visit: ReportedVisit, body: HubEventBody<"segment-finished">): Step[] {
  const steps = stepsOf(visit.segment, finishing(visit, body.timeNotAccurate, body.quantity));
  if (visit.stopped.includes(body.next)) {
    return [...steps, ...takenUp(office, visit, body.next), ...stepsOf(body.next, [{ name: "returntoqueue", data: {} }])];
  }
  visit.segment = body.next;
  return [...steps, ...lineUp(office, visit)];
}

/** The present service is stated, and stands in line. */
export function lineUp(office: ReportedOffice, visit: ReportedVisit): Step[] {
  return begun(office, visit, { name: "addtoqueue", data: {} });
}

/** It is stated, and done without waiting. */
export function serveAtOnce(office: ReportedOffice, visit: ReportedVisit): Step[] {
  return begun(office, visit, { name: "servecitizen", data: {} });
}

function begun(office: ReportedOffice, visit: ReportedVisit, then: AnalyticsEvent): Step[] {
  const { segment } = visit;
  return [...stepsOf(segment, [{ name: "addcitizen", data: {} }]), ...choosing(office, visit, segment), ...stepsOf(segment, [then])];
}

function takenUp(office: ReportedOffice, visit: ReportedVisit, segment: number): Step[] {
  const wasStopped = visit.stopped.includes(segment);
  visit.stopped = visit.stopped.filter((each) => each !== segment);
  visit.segment = segment;
  if (wasStopped) return stepsOf(segment, [{ name: "restartservice", data: {} }]);
  return [...choosing(office, visit, segment), ...stepsOf(segment, [{ name: "additionalservice", data: {} }])];
}

/** At the end of a visit: the services that were put aside are done as well. */
export function finishingStopped(visit: ReportedVisit): Step[] {
  const stopped = [...visit.stopped].sort((one, other) => one - other);
  return stopped.flatMap((segment) => stepsOf(segment, [{ name: "finishstopped", data: { quantity: visit.quantities[segment] ?? 1 } }]));
}
