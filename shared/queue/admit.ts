/** Paper that the hub does not know: what an agent typed or scanned becomes a visit, unless the hub knows it after all. */
import { type Fault, fault } from "../faults/fault.ts";
import type { OfficeConfiguration } from "../office/configuration.ts";
import { readTicket, type TicketCode, type TicketRead } from "../ticket/code.ts";
import { paperNumber, type TicketNumber } from "../ticket/number.ts";
import { openDate } from "./calendar.ts";
import type { Command } from "./commands.ts";
import type { HubEvent } from "./events.ts";
import { type OfficeState, type Series, visitOf } from "./state.ts";
import { takeoverSeries } from "./takeover.ts";
import type { Actor, Visit } from "./visit.ts";

/** The event that admits it. Its visit is named by the place it will have in the log: the row after the state's last. */
export function admitting(
  state: OfficeState,
  configuration: OfficeConfiguration,
  command: Extract<Command, { name: "admit" }>,
  actor: Actor,
  owner: { readonly source: string; readonly epoch: string },
): HubEvent | Fault {
  const paper = readTicket(command.number);
  if (!paper) return fault("number-unreadable", { number: command.number.trim().slice(0, 20) });
  const number = paperNumber(paper.number);
  const { day } = state;
  if (!day) return fault("day-not-open", { date: "" });
  const { letter, count } = paper.number;
  const series = state.series.get(letter);
  if (!series || series.use === "practice" || isNotYetGiven(state, series, count, day)) return fault("number-not-ours", { number });
  const known = visitUnder(state, paper);
  // Who was carried over, or has a return slip, shows paper of another date.
  const isCarried = known !== undefined && known.stage.kind !== "ended" && known.id === paper.code?.visit;
  if (paper.code && !isCarried && !isOfToday(state, configuration, paper.code)) return fault("number-not-ours", { number });
  if (known) return fault(known.stage.kind === "ended" ? "already-ended" : "number-known", { number, visit: known.id });
  const service = command.service === null ? undefined : configuration.services.find((each) => each.id === command.service);
  if (command.service !== null && !service) return fault("unknown-service", { service: command.service });
  const body = {
    visit: `${owner.source}.${owner.epoch}.${state.n + 1}`,
    ...{ letter, count, date: day.date, scanned: paper.code !== null, paper: paper.code?.visit ?? null },
    ...{ service: service?.id ?? null, queue: service?.queue ?? configuration.firstContact.queue },
    ...{ language: configuration.office.languages[0] ?? "en", key: command.key, actor },
  };
  return { kind: "visit-admitted", version: 1, body };
}

/** On the date on which a hub took over, nobody knows how far the one before it had come. */
function isNotYetGiven(state: OfficeState, series: Series, count: number, day: NonNullable<OfficeState["day"]>): boolean {
  if (series.use !== "shared" || count <= series.count) return false;
  return series.until !== undefined || takeoverSeries(state, "shared", day) === undefined;
}

/** Paper of another date is not taken: its numbers may have been given again. */
function isOfToday(state: OfficeState, configuration: OfficeConfiguration, code: TicketCode): boolean {
  if (code.office !== configuration.office.id) return false;
  const open = openDate(state.calendar);
  return code.date === null || open?.date === code.date || open?.was.includes(code.date) === true;
}

function visitUnder(state: OfficeState, { number, code }: TicketRead): Visit | undefined {
  const known = code ? visitOf(state, code.visit) : undefined;
  if (known) return known;
  for (const visit of state.visits.values()) {
    // Nobody else is given the number of an open return slip.
    const isNow = visit.date === state.day?.date || visit.promised?.arrived === null;
    if (visit.number.letter !== number.letter || !isNow) continue;
    // A number that was typed, now or before, stands for every count that looks so on paper.
    const exact = code !== null && !visit.admitted;
    if (exact ? visit.number.count === number.count : looksAlike(visit.number, number)) return visit;
  }
  return undefined;
}

function looksAlike(one: TicketNumber, other: TicketNumber): boolean {
  return paperNumber(one) === paperNumber(other);
}
