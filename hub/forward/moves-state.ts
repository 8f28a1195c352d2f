/** What the fold of the log into The Q's events remembers, and how it is kept. */
import type { Admission } from "#shared/queue/admission.ts";
import { type Calendar, emptyCalendar } from "#shared/queue/calendar.ts";
import type { ReportedOffice } from "./reported-office.ts";
import type { ReportedVisit } from "./reported-visit.ts";

/** Raised whenever the same rows would give another state; a state kept by another version is folded anew. */
export const movesVersion = 5;

export interface ReportedAppointment {
  readonly number: number;
  readonly date: string;
  /** Somebody came for it: whoever comes second did not. */
  readonly isHere: boolean;
}

export interface MovesState {
  /** The offset of the last row folded. */
  n: number;
  office: ReportedOffice | null;
  readonly calendar: Calendar;
  readonly admissions: Admission[];
  /** The place of the hub's own storage: that of the letter of its shared series. */
  hubPlace: number;
  /** The place of each storage in client ids: that of its letter. */
  readonly places: Map<string, number>;
  /** Storages that issued tickets without ever having been given a letter: their places come after all letters. */
  unlettered: number;
  /** Open visits, and no-shows till the end of their date; practice visits are never here. */
  readonly visits: Map<string, ReportedVisit>;
  /** The visits that did not come when called and may still return. */
  absent: string[];
  /** Visits that records joined, by the identity of the record: till the end of the date. */
  readonly aliases: Map<string, string>;
  /** Appointments that can be told of, by id: of the date that is open and of those to come. */
  readonly appointments: Map<string, ReportedAppointment>;
}

export function emptyMoves(): MovesState {
  return {
    n: 0,
    office: null,
    calendar: emptyCalendar(),
    admissions: [],
    hubPlace: 0,
    places: new Map(),
    unlettered: 0,
    visits: new Map(),
    absent: [],
    aliases: new Map(),
    appointments: new Map(),
  };
}

const mapFields = ["places", "visits", "aliases", "appointments"] as const;

export function movesText(state: MovesState): string {
  const plain: Record<string, unknown> = { ...state };
  for (const field of mapFields) plain[field] = [...state[field]];
  return JSON.stringify(plain);
}

export function movesFromText(text: string): MovesState {
  const plain = JSON.parse(text);
  for (const field of mapFields) plain[field] = new Map(plain[field]);
  return plain as MovesState;
}
