/** How far central has each hub's log, and how many visits have joined: a fold of central's own log, thrown away and made again at will. */
import type { LogRow } from "#shared/log/record.ts";
import { readDeviceEvent } from "#shared/queue/events.ts";

/** Raised whenever the same rows would give another state. */
export const standingVersion = 1;

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
  /** Distinct visits that joined; practice not counted. */
  tickets: number;
}

export type Standing = Map<string, OfficeStanding>;

export function foldStanding(standing: Standing, row: LogRow): void {
  const { origin } = row;
  if (!origin) return;
  let office = standing.get(origin.source);
  if (!office) {
    office = { epochs: new Map(), epoch: origin.epoch, tickets: 0 };
    standing.set(origin.source, office);
  }
  office.epoch = origin.epoch;
  office.epochs.set(origin.epoch, { next: origin.seq + 1, hash: origin.hash });
  if (origin.origin && row.kind === "ticket-issued" && isRealTicket(row)) office.tickets += 1;
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
  const read = readDeviceEvent(row.kind, row.version, row.body);
  return read.ok && read.event.kind === "ticket-issued" && !read.event.body.practice;
}
