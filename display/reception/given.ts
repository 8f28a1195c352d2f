/** The tickets given at this tablet last: what their citizens hold, and how they can be taken back. Pure. */
import type { CommandDone } from "#shared/queue/commands.ts";
import { readTicket, ticketCode } from "#shared/ticket/code.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { type StaffView, visitIn } from "../base/staff-view.ts";
import { fieldsOf, type HandOver, handOvers } from "./draft.ts";
import type { Request } from "./request.ts";

/** Shown and kept, the newest first. */
export const givenMax = 8;

export interface Given {
  readonly visit: string;
  /** As on paper; empty until the live view has told it. */
  readonly number: string;
  readonly date: string | null;
  readonly epoch: string;
  /** What a move of it must expect. */
  readonly offset: number;
  /** By this tablet's clock, when it was asked for. */
  readonly at: number;
  readonly services: readonly string[];
  readonly handOver: HandOver;
  readonly kiosk: string | null;
  /** It was asked for while the hub was away: its citizen is still to be told the number. */
  readonly waited: boolean;
  readonly takenBack: boolean;
}

export function givenBy(request: Request, { visit, epoch, offset }: CommandDone, waited: boolean): Given | null {
  if (visit === null) return null;
  const { at, services, handOver, kiosk } = request;
  return { visit, number: "", date: null, epoch, offset, at, services, handOver, kiosk, waited, takenBack: false };
}

/** A ticket from elsewhere, to be shown like those that were given here. */
export function shownAs(visit: VisitEntry, epoch: string, handOver: HandOver): Given {
  const { id, number, date, version: offset, service, arrivedAt: at } = visit;
  const about = { visit: id, number, date, epoch, offset, at, services: service === null ? [] : [service] };
  return { ...about, handOver, kiosk: null, waited: false, takenBack: false };
}

export function withGiven(list: readonly Given[], given: Given): Given[] {
  return [given, ...list.filter((each) => each.visit !== given.visit)].slice(0, givenMax);
}

/** With the numbers that the view tells; the same list when it tells nothing new. */
export function named(list: readonly Given[], view: StaffView): readonly Given[] {
  const found = list.map((each) => {
    const visit = each.number === "" ? visitIn(view, each.visit) : undefined;
    return visit ? { ...each, number: visit.number, date: visit.date } : each;
  });
  return found.some((each, place) => each !== list[place]) ? found : list;
}

export type Standing = "unnamed" | "waiting" | "away" | "at-counter" | "over" | "taken-back";

export function standingOf(given: Given, visit: VisitEntry | undefined): Standing {
  if (given.takenBack) return "taken-back";
  if (given.number === "") return "unnamed";
  switch (visit?.stage.kind) {
    case "waiting":
      return visit.away ? "away" : "waiting";
    case "called":
    case "serving":
    case "parked":
      return "at-counter";
    default:
      return "over";
  }
}

/** What the code on the screen says, as paper would. Null without a number. The count of the office's own series begins anew with each date. */
export function codeOf(given: Pick<Given, "number" | "date" | "visit">, office: string): string | null {
  const read = readTicket(given.number);
  return read ? ticketCode({ office, number: read.number, date: given.date, visit: given.visit }) : null;
}

export function givenFrom(text: string | null): Given[] {
  const { list } = fieldsOf(text);
  return Array.isArray(list) ? list.flatMap((each) => one(each) ?? []).slice(0, givenMax) : [];
}

function one(value: unknown): Given | null {
  const { visit, number, date, epoch, offset, at, services, handOver, kiosk, waited, takenBack } = fieldsOf(JSON.stringify(value));
  const how = handOvers.find((each) => each === handOver);
  if (typeof visit !== "string" || typeof number !== "string" || typeof epoch !== "string" || !how) return null;
  if (typeof offset !== "number" || typeof at !== "number" || !Array.isArray(services)) return null;
  return {
    ...{ visit, number, epoch, offset, at, handOver: how },
    date: typeof date === "string" ? date : null,
    services: services.filter((each) => typeof each === "string"),
    kiosk: typeof kiosk === "string" ? kiosk : null,
    waited: waited === true,
    takenBack: takenBack === true,
  };
}
