/**
 * The state of one office: a fold of the hub's log and of nothing else. `evolve` changes it in place, because
 * a busy hub folds thousands of rows a second; only `evolve` may.
 */
import type { Appointment } from "../appointments/appointment.ts";
import type { Going } from "../attention/attention.ts";
import type { DayStage } from "../day/proposal.ts";
import type { OfficeConfiguration } from "../office/configuration.ts";
import type { Admission } from "./admission.ts";
import { type Calendar, emptyCalendar } from "./calendar.ts";
import type { ConfigurationChange } from "./configured.ts";
import type { Visit, VisitId } from "./visit.ts";

/** Raised whenever the meaning of the state changes: snapshots of another version are thrown away and rebuilt. */
export const foldVersion = 22;

/** Questions for a number that kiosks no longer wait for; the oldest are forgotten first. */
export const withdrawnMax = 200;

/** Keys of commands kept for repeated requests; the oldest are forgotten first. */
export const keysMax = 20_000;

export interface CounterState {
  readonly id: string;
  agent: number | null;
  holding: VisitId | null;
  /** The offset of the last row that changed it. */
  version: number;
  /** Since when its agent is on a break. */
  break: { readonly since: number } | null;
  /** What it takes until the date is closed, instead of what is configured. */
  takes: readonly string[] | null;
  /** It plays: only practice tickets are called here. */
  practice: boolean;
}

/** What a visit and a counter were before the visit's newest move. */
export interface Undo {
  /** The move's offset, and its kind. */
  readonly row: number;
  readonly what: string;
  readonly at: number;
  readonly agent: number;
  /** The counter at which it was made; null: at the door. */
  readonly counter: string | null;
  readonly before: Moved;
}

/** What of a visit a move can change. */
export type Moved = Pick<
  Visit,
  | ("language" | "needs" | "service" | "queue" | "segments" | "segment" | "people" | "priority" | "counterType" | "target" | "place")
  | ("placedRow" | "letForward" | "isAppointment")
  | ("waitedMs" | "away" | "outcome" | "elsewhere" | "returns" | "because" | "stage" | "firstCalledAt" | "lastCalledAt" | "servingSince")
  | ("promised" | "announced" | "toConfirm" | "lastMove")
>;

/** Public words of the office, on every kiosk and board. */
export interface Notice {
  readonly notice: string;
  readonly text: { readonly en: string; readonly fr: string };
  readonly since: number;
  readonly until: number | null;
}

/** Paper of a visit that a kiosk was asked for. */
export interface Paper {
  readonly job: string;
  readonly visit: VisitId;
  readonly device: string;
  readonly what: "ticket" | "reprint" | "return-slip";
  readonly at: number;
  /** `asked`: the kiosk has not said that it has it. */
  state: "asked" | "taken" | "printed" | "failed" | "unknown";
}

export interface Series {
  readonly letter: string;
  readonly use: "shared" | "own" | "practice";
  /** The storage an own series belongs to. */
  readonly device: string | null;
  readonly epoch: string | null;
  /** Of a hub that took over: the last office date it is used for whenever that is opened; absent where it is used for all. */
  until?: string | undefined;
  /** Beside `until`: a date that is opened on this calendar day has its numbers from this series, whatever its name. */
  openedAt?: number | undefined;
  /** The last count given. */
  count: number;
}

export interface Reservation {
  readonly request: string;
  readonly device: string;
  readonly epoch: string;
  readonly boot: string;
  readonly letter: string;
  readonly count: number;
  date: string;
  at: number;
  readonly practice: boolean;
  /** What it was asked for, when that is known. */
  readonly service?: string | undefined;
  use: "open" | "issued" | "lapsed";
}

/** How far the hub has a device's log. */
export interface Source {
  readonly epoch: string;
  next: number;
  hash: string;
  boot: string;
  lastArrivedAt: number;
  /** The epoch and the last row of it before these rows, when they were first written under that epoch. */
  from: { readonly epoch: string; readonly seq: number } | null;
  /** The rows that are still arriving: their tickets are called when the last of them is here. */
  backlog: { readonly from: number; readonly until: number } | null;
  /** The hub's time less the device's monotonic time, in the last boots in which it was heard, and when and in which row that was measured. */
  boots: readonly { readonly boot: string; readonly offsetMs: number; readonly at: number; readonly n: number }[];
}

export function sourceKey(source: string, epoch: string): string {
  return `${source}/${epoch}`;
}

export interface EndedCall {
  readonly counter: string;
  readonly letter: string;
  readonly count: number;
}

/** Ended calls kept for the boards of all zones. */
export const beforeMax = 60;

export interface DoneCommand {
  readonly name: string;
  readonly offset: number;
  readonly visit: VisitId | null;
}

export interface OfficeState {
  /** The offset of the last row folded. */
  n: number;
  generation: number;
  configuration: OfficeConfiguration | null;
  /** The offset of the row that brought the configuration. */
  configurationVersion: number;
  /** The last changes of it, newest first. */
  configurationChanges: ConfigurationChange[];
  day: {
    readonly date: string;
    readonly since: number;
    /** `forming`: numbers are given, nobody is called; `last`: no more are given. */
    readonly stage: Exclude<DayStage, "closed">;
    /** When the doors were opened; null: not yet. */
    readonly doorsAt: number | null;
    /** Another time for closing than the hours say, in minutes since midnight. */
    readonly closesAt: number | null;
  } | null;
  /** Staff practise. Which counters: they say so themselves. */
  practice: { readonly since: number; readonly kiosks: boolean } | null;
  lastDate: string | null;
  /** The offset of the row that opened the last date. */
  openedRow: number;
  calendar: Calendar;
  readonly visits: Map<VisitId, Visit>;
  /** Waiting visits in order of arrival. */
  line: VisitId[];
  /** How many of the line may be called now; practice left out. Kept up by whatever changes the line, because it is asked after every commit. */
  waiting: number;
  /** How many of those are not called unasked, because they waited through an absence. */
  toConfirm: number;
  /** The last absence of the hub: who arrived before its end and still waits is not called unasked. */
  absence: { readonly from: number; readonly to: number } | null;
  /** Rows of the hub before this one are being taken: nobody knows what became of their tickets since. */
  takingOver: boolean;
  /** Paper that staff took in and whose record has not come. */
  admissions: Admission[];
  /** The visits that records joined, by the identity of the record. */
  readonly aliases: Map<VisitId, VisitId>;
  /** The last calls that ended, newest first: what boards show as "before". */
  before: EndedCall[];
  readonly counters: Map<string, CounterState>;
  readonly series: Map<string, Series>;
  readonly reservations: Map<string, Reservation>;
  /** Requests that came to nothing before the hub heard of them: whatever asks for them now has been overtaken. */
  withdrawn: readonly string[];
  /** By `sourceKey`: a storage that was replaced keeps its own place. */
  readonly sources: Map<string, Source>;
  readonly commandsDone: Map<string, DoneCommand>;
  /** By visit: moves of the last minute that can be undone. */
  readonly undos: Map<VisitId, Undo>;
  /** Services that are not offered today, by their ids, and since when. */
  readonly stoppedServices: Map<string, { readonly since: number }>;
  readonly notices: Map<string, Notice>;
  /** Who goes to which device, by `goingKey`: at most one for each need of a device. */
  readonly goings: Map<string, Going>;
  /** Paper that was asked of kiosks, by job, oldest first: until it is out, or long after. */
  readonly papers: Map<string, Paper>;
  /** By id: of the date that is open and of those to come. */
  readonly appointments: Map<string, Appointment>;
  /** Visits ever joined, practice left out: the hub's side of the four counts. */
  tickets: number;
  /** Rows that nobody could read yet. */
  quarantined: number;
}

/** The visit of this identity, or the one that the record of this identity joined. */
export function visitOf(state: OfficeState, id: VisitId): Visit | undefined {
  return state.visits.get(id) ?? state.visits.get(state.aliases.get(id) ?? "");
}

export function emptyState(): OfficeState {
  return {
    n: 0,
    generation: 0,
    configuration: null,
    configurationVersion: 0,
    configurationChanges: [],
    day: null,
    practice: null,
    lastDate: null,
    openedRow: 0,
    calendar: emptyCalendar(),
    visits: new Map(),
    line: [],
    waiting: 0,
    toConfirm: 0,
    absence: null,
    takingOver: false,
    admissions: [],
    aliases: new Map(),
    before: [],
    counters: new Map(),
    series: new Map(),
    reservations: new Map(),
    withdrawn: [],
    sources: new Map(),
    commandsDone: new Map(),
    undos: new Map(),
    stoppedServices: new Map(),
    notices: new Map(),
    goings: new Map(),
    papers: new Map(),
    appointments: new Map(),
    tickets: 0,
    quarantined: 0,
  };
}

const mapFields = [
  "visits",
  "aliases",
  "counters",
  "series",
  "reservations",
  "sources",
  "commandsDone",
  "undos",
  "stoppedServices",
  "notices",
  "goings",
  "papers",
  "appointments",
] as const;

/** The state as text, the same bytes for the same state: what snapshots hold and rebuilds are compared by. */
export function stateText(state: OfficeState): string {
  const plain: Record<string, unknown> = { ...state };
  for (const field of mapFields) plain[field] = [...state[field]];
  return JSON.stringify(plain);
}

export function stateFromText(text: string): OfficeState {
  const plain = JSON.parse(text);
  for (const field of mapFields) plain[field] = new Map(plain[field]);
  return plain as OfficeState;
}
