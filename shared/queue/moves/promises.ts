/**
 * Return slips: who is not reached today is asked to come another day, and goes first within an hour of it. The visit and its number stay;
 * it is of that date from here on, and waits when its slip is shown at a kiosk or a counter. Within its hour it has the place it had, which
 * is before everybody of that day; before, the place it came at, until its hour begins; after, the place it came at.
 */
import type { LogRow } from "../../log/record.ts";
import { returnSlipClass } from "../../routing/reason.ts";
import { paperNumber } from "../../ticket/number.ts";
import { momentOf } from "../../time/zone.ts";
import { waitedThrough } from "../absence.ts";
import type { HubEvent } from "../events.ts";
import { removeFromLine, takeInLine } from "../line.ts";
import { touch } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, done, type Of, refuse, type Scene } from "../scene.ts";
import { type OfficeState, visitOf } from "../state.ts";
import { takeTurn } from "../turn.ts";
import type { Visit } from "../visit.ts";
import type { Folds } from "./folds.ts";
import { isKiosk } from "./printing.ts";

export function promiseReturns(scene: Scene, { date, visits, printAt, key }: Of<"promise-returns">): Decision {
  const { state, configuration, actor } = scene;
  if (!state.day) return refuse("day-not-open", { date: "" });
  if (date <= state.day.date) return refuse("day-not-after-last", { date, last: state.day.date });
  if (printAt !== null && !isKiosk(configuration, printAt)) return refuse("unknown-device", { device: printAt });
  const events: HubEvent[] = [];
  for (const { visit: id, from, to } of visits) {
    const visit = visitOf(state, id);
    if (!visit) return refuse("unknown-visit", { visit: id });
    const number = paperNumber(visit.number);
    if (visit.promised) return refuse("promised-already", { number, date: visit.promised.date });
    if (visit.stage.kind !== "waiting" || visit.practice) return refuse("not-waiting", { number });
    const moved = { visit: visit.id, key, actor, practice: false };
    events.push({ kind: "return-promised", version: 1, body: { ...moved, date, from, to } });
    if (printAt === null) continue;
    const job = `${visit.id}.${state.n + events.length + 1}`;
    events.push({ kind: "print-requested", version: 1, body: { ...moved, job, device: printAt, what: "return-slip" } });
  }
  return done(events, null);
}

/** Somebody with a slip is here. */
export function keepPromise(state: OfficeState, visit: Visit, at: number, row: Pick<LogRow, "seq">): void {
  const { promised } = visit;
  if (!promised || promised.arrived !== null || visit.stage.kind !== "waiting") return;
  // Who comes on another day is told when to come; the slip stays good.
  if (promised.date !== state.day?.date) return;
  const { from, to } = hourOf(state, promised);
  const arrived = at < from ? "early" : at < to ? "in-time" : "late";
  removeFromLine(state, visit.id);
  // Who says so in person need not be asked about: only what was said while the hub was away may be over already.
  visit.toConfirm = waitedThrough(state, at);
  visit.promised = { ...promised, arrived };
  visit.stage = { kind: "waiting", since: at };
  if (arrived === "in-time") goFirst(state, visit, at, promised.place, row);
  else {
    visit.place = at;
    takeTurn(state, visit, { at, seq: row.seq });
  }
  touch(visit, row);
}

/** At the place of the day before: before everybody who came today, among those with slips in the order of then. */
function goFirst(state: OfficeState, visit: Visit, from: number, place: number, row: Pick<LogRow, "seq">): void {
  visit.letForward = { from, class: returnSlipClass };
  visit.place = place;
  visit.placedRow = row.seq;
  takeInLine(state, visit);
}

/** Whose hour has begun while they wait already. */
export function promisesDue(state: OfficeState, at: number): HubEvent[] {
  const actor = { kind: "system", part: "return-slips" } as const;
  const due: HubEvent[] = [];
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (visit?.promised?.arrived !== "early" || at < hourOf(state, visit.promised).from) continue;
    const body = { visit: id, key: `promise-due-${state.n + due.length + 1}`, actor, practice: false };
    due.push({ kind: "promise-due", version: 1, body });
  }
  return due;
}

function hourOf(state: OfficeState, { date, from, to }: NonNullable<Visit["promised"]>): { readonly from: number; readonly to: number } {
  const zone = state.configuration?.office.timeZone ?? "UTC";
  return { from: momentOf(date, from, zone), to: momentOf(date, to, zone) };
}

/** The date that was promised is open, or a later one, when the office could not open on it: the same hour holds. */
export function takePromises(state: OfficeState, date: string, row: Pick<LogRow, "seq">): void {
  for (const visit of state.visits.values()) {
    if (!visit.promised || visit.promised.arrived !== null || visit.promised.date > date || visit.stage.kind === "ended") continue;
    visit.promised = { ...visit.promised, date };
    visit.date = date;
    visit.changed = row.seq;
  }
}

export const promiseFolds: Folds<"return-promised" | "promise-due"> = {
  "return-promised": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "waiting") {
      const { date, from, to } = body;
      removeFromLine(state, visit.id);
      visit.waitedMs += Math.max(0, row.at - visit.stage.since);
      visit.away = null;
      visit.toConfirm = false;
      visit.letForward = null;
      visit.date = date;
      visit.promised = { date, from, to, place: visit.place, arrived: null };
      takeInLine(state, visit);
      touch(visit, row);
    }
    remember(state, body.key, "promise-returns", row.seq, null);
  },
  "promise-due": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.promised?.arrived !== "early" || visit.stage.kind !== "waiting") return;
    removeFromLine(state, visit.id);
    const { place } = visit.promised;
    visit.promised = { ...visit.promised, arrived: "in-time" };
    goFirst(state, visit, visit.letForward?.from ?? visit.place, place, row);
    touch(visit, row);
  },
};
