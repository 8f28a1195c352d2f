/**
 * Wait and service times per service and quarter of an hour: a fold of the hub's log that can be thrown away and made again.
 * wait = arrival to first call; service = begin to finish, left out when the agent said the time is not accurate.
 * A visit counts in the quarter in which it arrived. Practice visits count nowhere; uncertain arrivals not in waits.
 */
import type { LogRow } from "../log/record.ts";
import type { DeviceEventBody, HubEventBody } from "../queue/events.ts";
import { visitId } from "../queue/evolve-device.ts";
import type { TimingFigures } from "../wire/staff.ts";
import { type Histogram, merge, percentile, record } from "./histogram.ts";

export const timingsVersion = 1;
/** The service under which visits count until an agent says what they are about. */
export const notSure = "not-sure";
const quarterMs = 15 * 60_000;

export interface Cell {
  readonly service: string;
  /** The start of the quarter, UTC milliseconds. */
  readonly from: number;
  joined: number;
  called: number;
  finished: number;
  noShow: number;
  left: number;
  readonly wait: Histogram;
  readonly serving: Histogram;
}

interface OpenVisit {
  service: string;
  readonly arrivedAt: number;
  readonly uncertain: boolean;
  called: boolean;
  begunAt: number | null;
}

export interface TimingsState {
  n: number;
  readonly cells: Map<string, Cell>;
  readonly open: Map<string, OpenVisit>;
}

export function emptyTimings(): TimingsState {
  return { n: 0, cells: new Map(), open: new Map() };
}

export function foldTimings(state: TimingsState, row: LogRow): void {
  state.n = row.seq;
  switch (row.kind) {
    case "ticket-issued":
      if (row.origin) joined(state, visitId(row.origin), row.body as DeviceEventBody<"ticket-issued">, row);
      return;
    case "service-assigned":
      reassigned(state, row.body as HubEventBody<"service-assigned">);
      return;
    case "visit-called":
      called(state, row.body as HubEventBody<"visit-called">, row);
      return;
    case "service-begun":
      withOpen(state, row, (visit) => {
        visit.begunAt = row.at;
      });
      return;
    case "visit-finished":
      withOpen(state, row, (visit, cell) => {
        const body = row.body as HubEventBody<"visit-finished">;
        cell.finished += 1;
        if (visit.begunAt !== null && !body.timeNotAccurate) record(cell.serving, (row.at - visit.begunAt) / 1000);
        state.open.delete(body.visit);
      });
      return;
    case "visit-no-show":
    case "visit-left":
      withOpen(state, row, (_visit, cell) => {
        if (row.kind === "visit-left") cell.left += 1;
        else cell.noShow += 1;
        state.open.delete((row.body as { visit: string }).visit);
      });
      return;
    case "day-closed":
      for (const id of (row.body as HubEventBody<"day-closed">).ended) state.open.delete(id);
      return;
  }
}

/** The figures of some cells together: counts added, percentiles from the merged histograms, never averaged. */
export function figuresOf(cells: Iterable<Cell>): TimingFigures {
  const sum = { joined: 0, called: 0, finished: 0, noShow: 0, left: 0 };
  const wait: Histogram = new Map();
  const serving: Histogram = new Map();
  for (const cell of cells) {
    for (const name of ["joined", "called", "finished", "noShow", "left"] as const) sum[name] += cell[name];
    merge(wait, cell.wait);
    merge(serving, cell.serving);
  }
  const waits = { waitP50: percentile(wait, 0.5), waitP90: percentile(wait, 0.9) };
  return { ...sum, ...waits, serviceP50: percentile(serving, 0.5), serviceP90: percentile(serving, 0.9) };
}

export function timingsText(state: TimingsState): string {
  const cells = [...state.cells].map(([key, cell]) => [key, { ...cell, wait: [...cell.wait], serving: [...cell.serving] }]);
  return JSON.stringify({ n: state.n, cells, open: [...state.open] });
}

export function timingsFromText(text: string): TimingsState {
  const plain = JSON.parse(text) as {
    n: number;
    cells: [string, Cell & { wait: [number, number][]; serving: [number, number][] }][];
    open: [string, OpenVisit][];
  };
  const cells = plain.cells.map(([key, cell]) => [key, { ...cell, wait: new Map(cell.wait), serving: new Map(cell.serving) }] as const);
  return { n: plain.n, cells: new Map(cells), open: new Map(plain.open) };
}

function joined(state: TimingsState, id: string, body: DeviceEventBody<"ticket-issued">, row: LogRow): void {
  if (body.practice) return;
  const arrivedAt = row.arrivedAt ?? row.at;
  const visit = { service: body.service ?? notSure, arrivedAt, uncertain: row.timeUncertain === true, called: false, begunAt: null };
  state.open.set(id, visit);
  cellOf(state, visit).joined += 1;
}

/** The visit's counts so far move with it to the service it turned out to be about. */
function reassigned(state: TimingsState, body: HubEventBody<"service-assigned">): void {
  const visit = state.open.get(body.visit);
  if (!visit) return;
  const before = cellOf(state, visit);
  visit.service = body.service;
  const after = cellOf(state, visit);
  before.joined -= 1;
  after.joined += 1;
  if (!visit.called) return;
  before.called -= 1;
  after.called += 1;
}

function called(state: TimingsState, body: HubEventBody<"visit-called">, row: LogRow): void {
  const visit = state.open.get(body.visit);
  if (!visit || visit.called) return;
  visit.called = true;
  const cell = cellOf(state, visit);
  cell.called += 1;
  if (!visit.uncertain) record(cell.wait, (row.at - visit.arrivedAt) / 1000);
}

function withOpen(state: TimingsState, row: LogRow, change: (visit: OpenVisit, cell: Cell) => void): void {
  const visit = state.open.get((row.body as { visit: string }).visit);
  if (visit) change(visit, cellOf(state, visit));
}

function cellOf(state: TimingsState, visit: OpenVisit): Cell {
  const from = Math.floor(visit.arrivedAt / quarterMs) * quarterMs;
  const key = `${visit.service}/${from}`;
  const found = state.cells.get(key);
  if (found) return found;
  const cell = { service: visit.service, from, joined: 0, called: 0, finished: 0, noShow: 0, left: 0, wait: new Map(), serving: new Map() };
  state.cells.set(key, cell);
  return cell;
}
