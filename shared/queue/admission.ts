/**
 * Paper that staff took in before its record came, and how the record finds it. Shared by the queue, the timings and the analytics,
 * so that all of them see one visit where there is one.
 */
import type { LogRow, Origin } from "../log/record.ts";
import { paperNumber } from "../ticket/number.ts";
import { type Calendar, dateOf, openDate } from "./calendar.ts";
import type { DeviceEventBody, HubEventBody } from "./events.ts";
import type { VisitId } from "./visit.ts";

/** Admissions that still wait for their record; the oldest go first. */
export const admissionsMax = 500;
/** Dates kept of a paper that is carried night after night. */
const boreMax = 10;

export type Admission = Pick<HubEventBody<"visit-admitted">, "visit" | "letter" | "count" | "scanned" | "paper"> & {
  date: string;
  /** Carried over a night, or with a return slip, it has its number on another date, too; null: on the one that is opened next. */
  carriedTo?: string | null;
  /** The dates it was carried to before. */
  bore?: string[];
  /** Its slip holds on the first date that is opened from its own on. */
  hasSlip?: boolean;
};

/** Folds a row of the hub's own; the list given is changed. */
export function foldAdmissions(admissions: Admission[], row: LogRow): void {
  if (row.kind === "visit-admitted") {
    const { visit, letter, count, scanned, paper, date } = row.body as HubEventBody<"visit-admitted">;
    admissions.push({ visit, letter, count, scanned, paper, date });
    if (admissions.length > admissionsMax) admissions.shift();
  } else if (row.kind === "day-corrected") {
    const { from, to } = row.body as HubEventBody<"day-corrected">;
    for (const each of admissions) {
      if (each.date === from) each.date = to;
      if (each.carriedTo === from) each.carriedTo = to;
      if (each.bore) each.bore = each.bore.map((date) => (date === from ? to : date));
    }
  } else if (row.kind === "day-closed") {
    const { carried = [] } = row.body as HubEventBody<"day-closed">;
    const waitOn = new Set(carried);
    for (const each of admissions) if (waitOn.has(each.visit) && !each.hasSlip) moveOn(each, null);
  } else if (row.kind === "day-opened") {
    const { date } = row.body as HubEventBody<"day-opened">;
    for (const each of admissions) {
      const isDue = each.hasSlip === true && (each.carriedTo ?? "") <= date;
      if (isDue) each.hasSlip = false;
      if (isDue || each.carriedTo === null) moveOn(each, date);
    }
  } else if (row.kind === "return-promised") {
    const { visit, date } = row.body as HubEventBody<"return-promised">;
    for (const each of admissions) {
      if (each.visit !== visit) continue;
      moveOn(each, date);
      each.hasSlip = true;
    }
  }
}

/** Its number is borne on one more date, or on the one that is opened next. */
function moveOn(admission: Admission, to: string | null): void {
  const { carriedTo, bore = [] } = admission;
  if (typeof carriedTo === "string" && carriedTo !== to) admission.bore = [...bore, carriedTo].slice(-boreMax);
  admission.carriedTo = to;
}

export type Joining =
  /** It waits; null: for the date that is opened next. */
  | { readonly kind: "joins"; readonly date: string | null }
  /** Its date was closed before its record came. */
  | { readonly kind: "late"; readonly date: string }
  /** Staff took its paper in: the record joins that visit. */
  | { readonly kind: "alias"; readonly visit: VisitId; readonly typed: boolean };

/** Where the record of a ticket belongs. An admission that it finds is taken off the list. */
export function joiningOf(calendar: Calendar, admissions: Admission[], row: LogRow, origin: Origin): Joining {
  const body = row.body as DeviceEventBody<"ticket-issued">;
  const date = dateOf(calendar, body.date, row.arrivedAt ?? row.at, row.timeUncertain === true);
  const id = visitId(origin);
  const same = (each: Admission) => {
    if (each.letter !== body.letter) return false;
    const isOfNext = each.carriedTo === null || each.hasSlip === true;
    const dates = [each.date, each.carriedTo, ...(each.bore ?? [])];
    const isOfItsDate = date ? dates.includes(date.date) : isOfNext;
    if (!each.scanned) return paperNumber(each) === paperNumber(body) && isOfItsDate;
    // A kiosk's own count never begins anew, so its full number says enough; that of the shared series does with every date.
    return each.count === body.count && (body.request === null || isOfItsDate);
  };
  const byCode = admissions.findIndex((each) => each.paper === id);
  const place = byCode >= 0 ? byCode : admissions.findIndex(same);
  const found = place < 0 ? undefined : admissions.splice(place, 1)[0];
  if (found) return { kind: "alias", visit: found.visit, typed: !found.scanned };
  if (date && date !== openDate(calendar)) return { kind: "late", date: date.date };
  return { kind: "joins", date: date?.date ?? null };
}

export function visitId(origin: Pick<Origin, "source" | "epoch" | "seq">): VisitId {
  return `${origin.source}.${origin.epoch}.${origin.seq}`;
}
