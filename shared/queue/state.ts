/**
 * The state of one office: a fold of the hub's log and of nothing else. `evolve` changes it in place, because
 * a busy hub folds thousands of rows a second; only `evolve` may.
 */
import type { OfficeConfiguration } from "../office/configuration.ts";
import type { Visit, VisitId } from "./visit.ts";

/** Raised whenever the meaning of the state changes: snapshots of another version are thrown away and rebuilt. */
export const foldVersion = 3;

/** Keys of commands kept for repeated requests; the oldest are forgotten first. */
export const keysMax = 20_000;

export interface CounterState {
  readonly id: string;
  agent: number | null;
  holding: VisitId | null;
  /** The offset of the last row that changed it. */
  version: number;
}

export interface Series {
  readonly letter: string;
  readonly use: "shared" | "own" | "practice";
  /** The storage an own series belongs to. */
  readonly device: string | null;
  readonly epoch: string | null;
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
  readonly date: string;
  readonly at: number;
  readonly practice: boolean;
  use: "open" | "issued" | "lapsed";
}

/** How far the hub has a device's log. */
export interface Source {
  readonly epoch: string;
  next: number;
  hash: string;
  boot: string;
  lastArrivedAt: number;
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
  day: { readonly date: string; readonly since: number } | null;
  lastDate: string | null;
  readonly visits: Map<VisitId, Visit>;
  /** Waiting visits in order of arrival. */
  line: VisitId[];
  /** How many of the line may be called now; practice left out. Kept up by whatever changes the line, because it is asked after every commit. */
  waiting: number;
  /** The last calls that ended, newest first: what boards show as "before". */
  before: EndedCall[];
  readonly counters: Map<string, CounterState>;
  readonly series: Map<string, Series>;
  readonly reservations: Map<string, Reservation>;
  /** By `sourceKey`: a storage that was replaced keeps its own place. */
  readonly sources: Map<string, Source>;
  readonly commandsDone: Map<string, DoneCommand>;
  /** Visits ever joined, practice left out: the hub's side of the four counts. */
  tickets: number;
  quarantined: number;
}

export function emptyState(): OfficeState {
  return {
    n: 0,
    generation: 0,
    configuration: null,
    configurationVersion: 0,
    day: null,
    lastDate: null,
    visits: new Map(),
    line: [],
    waiting: 0,
    before: [],
    counters: new Map(),
    series: new Map(),
    reservations: new Map(),
    sources: new Map(),
    commandsDone: new Map(),
    tickets: 0,
    quarantined: 0,
  };
}

const mapFields = ["visits", "counters", "series", "reservations", "sources", "commandsDone"] as const;

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
