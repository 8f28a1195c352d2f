/** How far the day is and what a person can do about it, whether the office is ready, and who will not be reached. Pure. */
import { daySpan, nextOpenDay } from "#shared/day/hours-of.ts";
import type { DayStage, Proposal } from "#shared/day/proposal.ts";
import { type Reach, reach } from "#shared/day/reach.ts";
import { type ReadyCheck, readyChecks } from "#shared/day/ready.ts";
import { type ReturnHour, slipHours, slipsPerHour } from "#shared/day/return-hours.ts";
import { localDate, localMinutes } from "#shared/time/zone.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { callingOrder } from "../base/calling.ts";
import { proposalNow } from "../base/day-now.ts";
import { asWaiting, minutesOf, staffedCounters } from "../base/forecast.ts";
import { counterIn, dayIn, devicesIn, faultsIn, officeIn, type StaffView, visitsIn } from "../base/staff-view.ts";
import type { DayMove } from "./day-asked.ts";

export interface MoveNow {
  readonly what: DayMove;
  /** What the hours propose now. */
  readonly primary: boolean;
}

export function stageNow(view: StaffView): DayStage {
  return dayIn(view)?.stage ?? (officeIn(view)?.date === null ? "closed" : "open");
}

/** The moves of the day that make sense now, the proposed one last: it stands at the right. */
export function movesNow(view: StaffView, office: StaffOffice, now: number): MoveNow[] {
  const proposal = proposalNow(view, office, now);
  const move = (what: DayMove, primary = false): MoveNow => ({ what, primary });
  if (proposal.kind === "close-old-day") return [move("close-day", true)];
  switch (stageNow(view)) {
    case "closed":
      return [move("form-line", proposal.kind === "get-ready"), move("open-doors", isProposed(proposal))];
    case "forming":
      return [move("close-day"), move("open-doors", true)];
    case "open":
      return [move("close-day"), move("close-doors", proposal.kind === "close-doors")];
    case "last":
      return [move("open-doors"), move("close-day", true)];
  }
}

/** An office without hours is told nothing: its doors open when a person says so. */
function isProposed(proposal: Proposal): boolean {
  return proposal.kind === "open-doors" || (proposal.kind === "rest" && proposal.next === null);
}

/** From the time on that the office is looked over, until its doors are open. */
export function isGettingReady(view: StaffView, proposal: Proposal): boolean {
  return stageNow(view) === "forming" || proposal.kind === "get-ready" || proposal.kind === "open-doors";
}

/** What is not well first. */
export function readyNow(view: StaffView, office: StaffOffice): ReadyCheck[] {
  const speaks = new Set(office.devices.filter((each) => each.speaks).map(({ id }) => id));
  const queues = new Set(office.services.filter((each) => each.offered === "kiosk").map(({ queue }) => queue));
  const checks = readyChecks({
    devices: devicesIn(view).map(({ id, role, online, faults }) => {
      return { id, role, speaks: speaks.has(id), online, faults: faults.map(({ fault }) => fault) };
    }),
    counters: office.counters.map(({ id, takes }) => {
      const entry = counterIn(view, id);
      return { id, staffed: entry !== undefined && entry.agent !== null, takes: entry?.takes ?? takes };
    }),
    queues: office.queues.filter(({ id }) => queues.has(id)).map(({ id }) => id),
    faults: faultsIn(view).map(({ fault }) => fault),
    clockTrusted: officeIn(view)?.clockTrusted !== false,
  });
  const weight = { "not-ready": 0, warning: 1, ready: 2 };
  return checks.sort((one, other) => weight[one.state] - weight[other.state]);
}

/** Who is called before closing; undefined while no closing is known, or nobody may be called. */
export function reachNow(view: StaffView, office: StaffOffice, now: number): Reach | undefined {
  const left = minutesLeft(view, office, now);
  if (left === undefined) return undefined;
  const line = callingOrder(view, office, null, now);
  return reach(
    line.map((visit) => asWaiting(office, visit)),
    staffedCounters(view, office, now),
    left,
  );
}

/** When the open date closes, in minutes since midnight. */
export function closesAt(view: StaffView, office: StaffOffice): number | undefined {
  const date = officeIn(view)?.date ?? null;
  return dayIn(view)?.closesAt ?? (date === null ? undefined : daySpan(office.hours, date)?.closes);
}

/** Until the office closes, by its hours or as the manager set it. */
function minutesLeft(view: StaffView, office: StaffOffice, now: number): number | undefined {
  const stage = stageNow(view);
  const date = officeIn(view)?.date ?? null;
  if (date === null || (stage !== "open" && stage !== "last")) return undefined;
  const closes = closesAt(view, office);
  if (closes === undefined) return undefined;
  return date === localDate(now, office.timeZone) ? Math.max(0, closes - localMinutes(now, office.timeZone)) : 0;
}

export interface Slip extends ReturnHour {
  readonly visit: VisitEntry;
}

export interface SlipPlan {
  readonly date: string;
  readonly slips: readonly Slip[];
}

/** The office opens again at nine, where nobody said when. */
const spanUsual = { opens: 9 * 60, closes: 16 * 60 };

/** When each of those chosen is asked to come: the next day that is open, in the order of the line. Undefined: no day is known. */
export function slipPlan(view: StaffView, office: StaffOffice, chosen: readonly VisitEntry[]): SlipPlan | undefined {
  const from = officeIn(view)?.date;
  const next = from ? nextOpenDay(office.hours, from) : undefined;
  if (!next) return undefined;
  const taken = new Map<number, number>();
  for (const { promised } of visitsIn(view)) {
    if (promised?.date === next.date) taken.set(promised.from, (taken.get(promised.from) ?? 0) + 1);
  }
  const minutes = chosen.reduce((sum, visit) => sum + minutesOf(office, visit), 0) / Math.max(1, chosen.length);
  const hours = slipHours(chosen.length, next.span ?? spanUsual, slipsPerHour(office.counters.length, minutes), taken);
  return { date: next.date, slips: chosen.flatMap((visit, place) => (hours[place] ? { visit, ...hours[place] } : [])) };
}
