/** Rows of the hub's log -> the life of one visit. Pure; every kind of row stands in its table, so that none is forgotten. */
import type { LogRow } from "../log/record.ts";
import type { DeviceEventBody, DeviceEventKind, HubEventBody, HubEventKind } from "../queue/events.ts";
import type { Actor } from "../queue/visit.ts";
import type { PassedReason } from "../routing/reason.ts";
import { paperNumber, type TicketNumber } from "../ticket/number.ts";
import { datesOf, type OpenDates } from "./dates.ts";
import type { Fact, Marks, Step, VisitLife, Who } from "./facts.ts";

/** A ticket as somebody asks for it: what stands on the paper, and the office date. */
export interface Asked {
  readonly letter: string;
  /** As on paper: it wraps at 9,999. */
  readonly count: number;
  readonly date: string;
}

/**
 * `rows`: those of the days about the date, in order; others that name neither the number nor the visit may be left out. Undefined when no
 * ticket of that number belongs to the date.
 */
export function lifeOf(rows: Iterable<LogRow>, asked: Asked): VisitLife | undefined {
  const all = [...rows];
  const found = beginOf(all, asked);
  if (!found) return undefined;
  const { begin, number, practice } = found;
  const ids = idsOf(all, begin, number);
  const life: Step[] = [];
  const passed = new PassedBy(numbersIn(all));
  let isWaiting = false;
  for (const row of all) {
    const names = (id: unknown) => typeof id === "string" && ids.has(id);
    const by = passedIn(row, names);
    if (by) passed.add(row, by);
    const told = factOf(row, names, { begin, number, isWaiting });
    if (!told) continue;
    if (isWaiting) life.push(...passed.told());
    else passed.told();
    isWaiting = waitsAfter(told, isWaiting);
    const at = told.what === "record-came" ? row.at : (row.arrivedAt ?? row.at);
    life.push({ at, row: row.seq, fact: told });
  }
  if (isWaiting) life.push(...passed.told());
  return { visit: visitOf(begin), number: paperNumber(number), date: asked.date, practice, asOf: all.at(-1)?.seq ?? 0, steps: life };
}

/** The ids by which rows name the ticket that is asked for; undefined when none of that number belongs to the date. */
export function idsOfTicket(rows: readonly LogRow[], asked: Asked): readonly string[] | undefined {
  const found = beginOf(rows, asked);
  return found && [...idsOf(rows, found.begin, found.number)];
}

function beginOf(rows: readonly LogRow[], asked: Asked): (Beginning & { readonly begin: LogRow }) | undefined {
  const dates = datesOf(rows);
  for (const begin of rows) {
    const is = beginning(begin, asked, dates);
    if (is) return { ...is, begin };
  }
  return undefined;
}

interface Beginning {
  readonly number: TicketNumber;
  readonly practice: boolean;
}

/** Whether a row begins the visit that is asked for. */
function beginning(row: LogRow, { letter, count, date }: Asked, dates: OpenDates): Beginning | undefined {
  if (row.kind !== "ticket-issued" && row.kind !== "visit-joined" && row.kind !== "visit-admitted") return undefined;
  const body = row.body as { letter: string; count: number; date: string | null; practice?: boolean };
  const number = { letter: body.letter, count: body.count };
  if (body.letter !== letter || ((body.count - 1) % 9_999) + 1 !== count) return undefined;
  const belongs = body.date === null ? dates.at(row.arrivedAt ?? row.at) : dates.named(body.date);
  return belongs === date ? { number, practice: body.practice ?? false } : undefined;
}

function visitOf(row: LogRow): string {
  if (row.origin) return `${row.origin.source}.${row.origin.epoch}.${row.origin.seq}`;
  return (row.body as { visit: string }).visit;
}

/** A visit that staff admitted has two names: its own, and that of its record, whichever came first. */
function idsOf(rows: readonly LogRow[], begin: LogRow, { letter, count }: TicketNumber): ReadonlySet<string> {
  const same = rows.filter((row) => {
    if (row === begin || (row.kind !== "ticket-issued" && row.kind !== "visit-admitted")) return false;
    const body = row.body as { letter: string; count: number; date: string | null };
    const isOwn = body.letter === letter && (body.count - count) % 9_999 === 0;
    // A shared series begins anew with each date.
    return isOwn && (body.date === null || body.date === (begin.body as { date: string | null }).date || begin.kind !== row.kind);
  });
  const partner = same.filter((row) => row.kind !== begin.kind);
  return new Set([begin, ...partner].map(visitOf));
}

type Named = (id: unknown) => boolean;
interface Context {
  readonly begin: LogRow;
  readonly number: TicketNumber;
  readonly isWaiting: boolean;
}

/** What a row tells of the visit; undefined when it is about something else. */
function factOf(row: LogRow, names: Named, context: Context): Fact | undefined {
  if (row.origin) {
    if (!Object.hasOwn(deviceFacts, row.kind)) return undefined;
    const told = deviceFacts[row.kind as DeviceEventKind] as DeviceTeller;
    return told?.(row.body as never, row, names, context);
  }
  if (!Object.hasOwn(hubFacts, row.kind)) return undefined;
  const told = hubFacts[row.kind as HubEventKind] as HubTeller;
  return told?.(row.body as never, row, names, context);
}

type HubTeller = ((body: never, row: LogRow, names: Named, context: Context) => Fact | undefined) | null;
type DeviceTeller = HubTeller;
type HubFacts = {
  readonly [K in HubEventKind]: ((body: HubEventBody<K>, row: LogRow, names: Named, context: Context) => Fact | undefined) | null;
};
type DeviceFacts = {
  readonly [K in DeviceEventKind]: ((body: DeviceEventBody<K>, row: LogRow, names: Named, context: Context) => Fact | undefined) | null;
};

/** Of a row that names the visit and says who moved it. */
function moved<B extends { readonly visit: string; readonly actor: Actor }>(tell: (body: B, who: Who) => Fact) {
  return (body: B, _row: LogRow, names: Named): Fact | undefined => (names(body.visit) ? tell(body, whoOf(body.actor)) : undefined);
}

function whoOf(actor: Actor): Who {
  return actor.kind === "agent" ? { agent: actor.agent, counter: actor.counter } : { part: actor.part };
}

const hubFacts: HubFacts = {
  "hub-started": null,
  "configuration-changed": null,
  "day-opened": null,
  "day-closed": ({ date, ended }, _row, names) => (ended.some(names) ? { what: "day-closed", date } : undefined),
  "clock-set": ({ from, to }, _row, _names, { isWaiting }) => (isWaiting ? { what: "clock-set", byMs: to - from } : undefined),
  "series-opened": null,
  "number-reserved": ({ letter, count, device, request }, _row, _names, { begin, number }) =>
    letter === number.letter && count === number.count && request === (begin.body as { request?: string }).request
      ? { what: "number-reserved", device }
      : undefined,
  "reservation-lapsed": null,
  "agent-signed-in": null,
  "agent-signed-out": null,
  "visit-called": moved(({ counter, because }, who) => {
    const { passedOver: _whom, passedWhy: _whys, ...facts } = because;
    return { what: "called", who, counter, because: facts };
  }),
  "visit-recalled": moved(({ counter }, who) => ({ what: "recalled", who, counter })),
  "service-begun": moved(({ counter }, who) => ({ what: "begun", who, counter })),
  "visit-finished": moved(({ counter, outcome = null, elsewhere = null, timeNotAccurate }, who) => {
    return { what: "finished", who, counter, outcome, elsewhere, timeNotAccurate };
  }),
  "visit-no-show": moved(({ counter }, who) => ({ what: "no-show", who, counter })),
  "visit-left": moved(({ from, why = null }, who) => ({ what: "left", who, from, why })),
  "service-assigned": moved(({ service }, who) => ({ what: "service-given", who, service, from: null })),
  restored: null,
  "absence-ended": ({ from, to }, _row, _names, { isWaiting }) => (isWaiting ? { what: "hub-away", from, to } : undefined),
  "backlog-begun": null,
  "backlog-ended": null,
  "rows-missing": null,
  "source-forked": null,
  "boot-measured": null,
  "clock-doubted": null,
  "visit-caught-up": moved(({ how }, who) => ({ what: "caught-up", who, how })),
  "visit-admitted": moved(({ scanned, service }, who) => ({ what: "admitted", who, scanned, service })),
  "day-corrected": null,
  "row-adopted": null,
  "evidence-kept": null,
  quarantined: null,
  "service-added": moved(({ service, state }, who) => ({ what: "service-added", who, service, begun: state === "serving" })),
  "service-switched": moved(({ segment }, who) => ({ what: "service-switched", who, segment })),
  "service-changed": moved(({ service, from }, who) => ({ what: "service-given", who, service, from })),
  "quantity-set": moved(({ quantity }, who) => ({ what: "quantity-set", who, quantity })),
  "segment-finished": moved(({ counter }, who) => ({ what: "errand-done", who, counter })),
  "visit-parked": moved(({ reason, until }, who) => ({ what: "parked", who, reason, until })),
  "visit-resumed": moved(({ counter }, who) => ({ what: "resumed", who, counter })),
  "visit-returned": moved(({ place }, who) => ({ what: "returned-to-line", who, place })),
  "visit-transferred": moved(({ to, service }, who) => ({ what: "transferred", who, to, service })),
  "visit-stepped-away": moved(({ minutes }, who) => ({ what: "stepped-away", who, minutes })),
  "visit-came-back": moved((_body, who) => ({ what: "came-back", who })),
  "no-show-returned": moved(({ place }, who) => ({ what: "no-show-returned", who, place })),
  "visit-joined": moved(({ services, channel, stage, language, needs, people, priority, counterType }, who) => {
    const marks = marksOf({ language, needs, people, priority, counterType });
    return { what: "taken-in", who, services: services.map(({ service }) => service), channel, marks, served: stage === "serving" };
  }),
  "visit-marked": moved(({ language, needs, people, priority, counterType }, who) => {
    return { what: "marked", who, marks: { language, needs, people, priority, counterType } };
  }),
  "print-requested": moved(({ device, what }, who) => ({ what: "print-asked", who, device, paper: what })),
  "personal-noted": moved(({ what, kept }, who) => ({ what: "noted", who, note: what, kept })),
  "move-undone": moved(({ what }, who) => ({ what: "undone", who, move: what })),
  "break-begun": null,
  "break-ended": null,
  "counter-set": null,
  "service-offer-stopped": null,
  "service-offer-resumed": null,
  "notice-posted": null,
  "notice-withdrawn": null,
  "device-visit-begun": null,
  "device-visit-given-up": null,
  "device-cured": null,
  "appointments-imported": null,
  "appointment-booked": null,
  "appointment-changed": null,
  "appointment-cancelled": null,
  "appointment-checked-in": moved((_body, who) => ({ what: "appointment", who })),
  "appointment-check-in-undone": moved((_body, who) => ({ what: "appointment-taken-off", who })),
  "appointment-due": ({ visit }, _row, names) => (names(visit) ? { what: "appointment-due" } : undefined),
  "appointment-missed": null,
  "personal-deleted": null,
  "doors-opened": null,
  "doors-closed": null,
  "closing-set": null,
  "practice-started": null,
  "practice-ended": null,
  "return-promised": moved(({ date, from, to }, who) => ({ what: "return-promised", who, date, from, to })),
  "promise-due": moved(() => ({ what: "promise-due" })),
  "paper-lapsed": moved(() => ({ what: "paper-lapsed" })),
  "visit-life-viewed": moved((_body, who) => ({ what: "viewed", who })),
};

const deviceFacts: DeviceFacts = {
  "device-started": null,
  "epoch-begun": null,
  "staff-page-opened": null,
  "called-by-voice": ({ letter, count, visit }, row, names, { number }) =>
    names(visit) || (letter === number.letter && count === number.count) ? { what: "called-by-voice", device: sourceOf(row) } : undefined,
  "series-received": null,
  "ticket-issued": ({ service, language, needs, request }, row, names, { begin }) => {
    if (!names(visitOf(row))) return undefined;
    if (row !== begin) return { what: "record-came", device: sourceOf(row), takenAt: row.arrivedAt ?? row.at };
    const marks = marksOf({ language, needs });
    return { what: "ticket-taken", device: sourceOf(row), service, marks, alone: request === null };
  },
  "ticket-printed": ({ visit, copy, outcome }, _row, names) => (names(visit) ? { what: "printed", copy, outcome } : undefined),
  "announcement-intended": null,
  "announcement-made": ({ call, how }, row, names) =>
    names(visitOfCall(call)) ? { what: "announced", how, device: sourceOf(row) } : undefined,
  "checked-in": ({ visit }, _row, names) => (names(visit) ? { what: "appointment", who: null } : undefined),
  "appointment-said": ({ visit }, _row, names) => (names(visit) ? { what: "appointment-said" } : undefined),
  "errands-stated": ({ visit, services, people }, _row, names) => (names(visit) ? { what: "errands-stated", services, people } : undefined),
  "stepped-away": ({ letter, count, visit, minutes }, _row, names, { number }) =>
    names(visit) || isOnPaper({ letter, count }, number) ? { what: "stepped-away", who: null, minutes } : undefined,
  "came-back": ({ letter, count, visit }, _row, names, { number }) =>
    names(visit) || isOnPaper({ letter, count }, number) ? { what: "came-back", who: null } : undefined,
  "paper-taken": null,
  "paper-ended": ({ visit, outcome }, _row, names) => (names(visit) ? { what: "printed", copy: 2, outcome } : undefined),
};

function marksOf({ language, needs, people, priority, counterType }: Marks): Marks {
  return {
    ...(language === undefined ? {} : { language }),
    ...(needs === undefined || needs.length === 0 ? {} : { needs }),
    ...(people === undefined || people === 1 ? {} : { people }),
    ...(priority === undefined || priority === "default" ? {} : { priority }),
    ...(counterType === undefined || counterType === null ? {} : { counterType }),
  };
}

function sourceOf({ origin }: LogRow): string {
  return origin?.source ?? "";
}

/** A call's id is the hub's epoch, the visit, and which of its calls it is. */
function visitOfCall(call: string): string {
  return call.split(".").slice(1, -1).join(".");
}

function isOnPaper({ letter, count }: TicketNumber, number: TicketNumber): boolean {
  return letter === number.letter && (count - number.count) % 9_999 === 0;
}

const waiting: ReadonlySet<Fact["what"]> = new Set([
  "ticket-taken",
  "admitted",
  "returned-to-line",
  "transferred",
  "errand-done",
  "no-show-returned",
]);
const elsewhere: ReadonlySet<Fact["what"]> = new Set(["called", "begun", "finished", "no-show", "left", "day-closed", "parked", "resumed"]);

function waitsAfter(fact: Fact, before: boolean): boolean {
  if (waiting.has(fact.what)) return true;
  if (fact.what === "taken-in") return !fact.served;
  if (fact.what === "undone") return fact.move === "visit-called" || fact.move === "visit-left";
  if (fact.what === "caught-up") return before && fact.how === "waiting";
  return before && !elsewhere.has(fact.what);
}

/** The ticket that was called past the visit, and why, when the call says so. */
function passedIn(row: LogRow, names: Named): { readonly visit: string; readonly why: PassedReason | undefined } | undefined {
  if (row.kind !== "visit-called" || row.origin) return undefined;
  const { visit, because } = row.body as HubEventBody<"visit-called">;
  const place = because.passedOver.findIndex(names);
  return place < 0 ? undefined : { visit, why: because.passedWhy?.[place] };
}

/** Calls past the visit are told together, before whatever happens to it next. */
class PassedBy {
  #rows: { readonly row: LogRow; readonly number: string; readonly why: PassedReason | undefined }[] = [];
  readonly #numbers: ReadonlyMap<string, string>;

  constructor(numbers: ReadonlyMap<string, string>) {
    this.#numbers = numbers;
  }

  add(row: LogRow, { visit, why }: { readonly visit: string; readonly why: PassedReason | undefined }): void {
    this.#rows.push({ row, number: this.#numbers.get(visit) ?? "", why });
  }

  told(): Step[] {
    const rows = this.#rows;
    this.#rows = [];
    const [last] = rows.slice(-1);
    if (!last) return [];
    const whys: { [K in PassedReason]?: number } = {};
    for (const { why } of rows) if (why) whys[why] = (whys[why] ?? 0) + 1;
    const by = rows
      .map(({ number }) => number)
      .filter((each) => each !== "")
      .slice(0, 12);
    return [{ at: last.row.at, row: last.row.seq, fact: { what: "passed-over", by, total: rows.length, whys } }];
  }
}

/** The numbers of visits that rows among these began. */
function numbersIn(rows: readonly LogRow[]): ReadonlyMap<string, string> {
  const begun = rows.filter(({ kind }) => kind === "ticket-issued" || kind === "visit-joined" || kind === "visit-admitted");
  return new Map(begun.map((row) => [visitOf(row), paperNumber(row.body as TicketNumber)]));
}
