/** How far central has each hub's log, and how many visits have joined: a fold of central's own log, thrown away and made again at will. */
import type { LogRow } from "#shared/log/record.ts";
import { type Admission, foldAdmissions, joiningOf } from "#shared/queue/admission.ts";
import { type Calendar, emptyCalendar, foldCalendar } from "#shared/queue/calendar.ts";
import { readDeviceEvent } from "#shared/queue/events.ts";
import { generationKind, missingKind } from "./kinds.ts";

/** Raised whenever the same rows would give another state. */
export const standingVersion = 3;

export interface Position {
  next: number;
  /** The hub's chain hash before `next`. */
  hash: string;
}

export interface OfficeStanding {
  /** One for each storage the office's hub has had. */
  readonly epochs: Map<string, Position>;
  /** The epoch that was heard last. */
  epoch: string;
  /** The highest generation of a hub that was heard. */
  generation: number;
  /** Rows that no hub has any more. */
  missing: number;
  /** Distinct visits that joined; practice not counted. */
  tickets: number;
  /** What tells whether a ticket's record joins a visit that staff had begun by hand. */
  readonly calendar: Calendar;
  readonly admissions: Admission[];
}

export type Standing = Map<string, OfficeStanding>;

export function foldStanding(standing: Standing, row: LogRow): void {
  const { origin } = row;
  if (row.kind === generationKind && !origin) {
    const { office: id, generation } = row.body as { office: string; generation: number };
    const office = officeOf(standing, id);
    office.generation = Math.max(office.generation, generation);
    return;
  }
  if (!origin) return;
  const office = officeOf(standing, origin.source);
  office.epoch = origin.epoch;
  office.epochs.set(origin.epoch, { next: origin.seq + 1, hash: origin.hash });
  if (row.kind === missingKind) {
    const { from, to } = row.body as { from: number; to: number };
    office.missing += to - from + 1;
    return;
  }
  const asAtHub = { ...row, seq: origin.seq, at: origin.at };
  if (origin.origin) {
    if (isRealTicket(row) && joiningOf(office.calendar, office.admissions, asAtHub, origin.origin).kind !== "alias") office.tickets += 1;
    return;
  }
  foldCalendar(office.calendar, asAtHub);
  foldAdmissions(office.admissions, asAtHub);
  const isPractice = (row.body as { practice?: unknown } | null)?.practice === true;
  if (row.kind === "visit-admitted" || (row.kind === "visit-joined" && !isPractice)) office.tickets += 1;
}

function officeOf(standing: Standing, id: string): OfficeStanding {
  const known = standing.get(id);
  if (known) return known;
  const office: OfficeStanding = {
    epochs: new Map(),
    epoch: "",
    generation: 1,
    missing: 0,
    tickets: 0,
    calendar: emptyCalendar(),
    admissions: [],
  };
  standing.set(id, office);
  return office;
}

export function standingText(standing: Standing): string {
  return JSON.stringify([...standing].map(([id, office]) => [id, { ...office, epochs: [...office.epochs] }]));
}

export function standingFromText(text: string): Standing {
  const plain = JSON.parse(text) as [string, Omit<OfficeStanding, "epochs"> & { epochs: [string, Position][] }][];
  return new Map(plain.map(([id, office]) => [id, { ...office, epochs: new Map(office.epochs) }]));
}

/** Central drops repeated origins before they reach its log, so each such row is another visit. */
function isRealTicket(row: LogRow): boolean {
  if (row.kind !== "ticket-issued") return false;
  const read = readDeviceEvent(row.kind, row.version, row.body);
  return read.ok && read.event.kind === "ticket-issued" && !read.event.body.practice;
}
