/** Whether a ticket for a service is given now: the hub's word when a kiosk asks for a number, and what every kiosk is told beforehand. Pure. */

import { clockTime } from "../day/hours-of.ts";
import { type NotOffered, notOffered } from "../day/offers.ts";
import { type Fault, fault } from "../faults/fault.ts";
import type { OfficeConfiguration } from "../office/configuration.ts";
import type { OfficeState } from "./state.ts";

/** Tickets of the open date by service, with the numbers that were reserved for one and not used yet; only of services that have a limit. */
export function ticketsGiven(state: OfficeState): Map<string, number> {
  const given = new Map<string, number>();
  for (const { id, perDay } of state.configuration?.services ?? []) if (perDay !== undefined) given.set(id, 0);
  if (given.size === 0 || !state.day) return given;
  const add = (service: string | null | undefined) => {
    const count = given.get(service ?? "");
    if (count !== undefined) given.set(service ?? "", count + 1);
  };
  for (const visit of state.visits.values()) {
    if (!visit.practice && visit.date === state.day.date && !visit.promised) add(visit.segments[0]?.service);
  }
  for (const { use, practice, service } of state.reservations.values()) if (use === "open" && !practice) add(service);
  return given;
}

export function notOfferedNow(
  state: OfficeState,
  at: number,
  services: OfficeConfiguration["services"] = state.configuration?.services ?? [],
): NotOffered[] {
  const { configuration, day } = state;
  if (!configuration) return [];
  return notOffered({
    services,
    hours: configuration.hours ?? null,
    timeZone: configuration.office.timeZone,
    now: at,
    date: day?.date ?? null,
    closesAt: day?.closesAt ?? null,
    stopped: state.stoppedServices,
    given: services.some(({ perDay }) => perDay !== undefined) ? ticketsGiven(state) : new Map(),
  });
}

/** Why a citizen gets no ticket; of a service that is known. */
export function ticketRefusal(state: OfficeState, service: string | null, at: number): Fault | undefined {
  if (state.day?.stage === "last") return fault("tickets-over");
  const asked = state.configuration?.services.filter((each) => each.id === service) ?? [];
  const [found] = notOfferedNow(state, at, asked);
  return found && refusalOf(found);
}

function refusalOf({ why, figure }: NotOffered): Fault {
  switch (why) {
    case "stopped":
      return fault("service-stopped");
    case "limit":
      return fault("service-limit", figure === null ? {} : { limit: figure });
    case "last-ticket":
      return fault("last-ticket-given", figure === null ? {} : { time: clockTime(figure) });
  }
}
