/**
 * Counts and durations of one service in one quarter of an hour. What a move changes of them is data, so that an undone move can be taken
 * out again: counts go back, and a duration leaves its bucket.
 */
import type { TimingFigures } from "../wire/staff.ts";
import { type Histogram, merge, percentile, record, unrecord } from "./histogram.ts";

const counts = ["joined", "called", "finished", "noShow", "left", "served", "transactions"] as const;
const durations = ["wait", "waitOpen", "waitFinal", "walk", "serving", "hold", "handle"] as const;
export type Count = (typeof counts)[number];
export type Duration = (typeof durations)[number];

export interface Cell extends Record<Count, number>, Readonly<Record<Duration, Histogram>> {
  readonly service: string;
  /** The start of the quarter, UTC milliseconds. */
  readonly from: number;
}

export interface CellKey {
  readonly service: string;
  readonly from: number;
}

export type Change = CellKey & ({ readonly count: Count; readonly by: number } | { readonly duration: Duration; readonly ms: number });

export type Cells = Map<string, Cell>;

/** `sign` -1 takes the same changes out again. */
export function applyChanges(cells: Cells, changes: readonly Change[], sign: 1 | -1): void {
  for (const change of changes) {
    const cell = cellOf(cells, change);
    if ("count" in change) cell[change.count] += sign * change.by;
    else if (sign === 1) record(cell[change.duration], change.ms / 1_000);
    else unrecord(cell[change.duration], change.ms / 1_000);
  }
}

/** The figures of some cells together: counts added, percentiles from the merged histograms, never averaged. */
export function figuresOf(cells: Iterable<Cell>): TimingFigures {
  const sum = newCell({ service: "", from: 0 });
  for (const cell of cells) {
    for (const name of counts) sum[name] += cell[name];
    for (const name of durations) merge(sum[name], cell[name]);
  }
  const { joined, called, finished, noShow, left, served, transactions } = sum;
  return {
    ...{ joined, called, finished, noShow, left, served, transactions },
    ...{ waitP50: percentile(sum.wait, 0.5), waitP90: percentile(sum.wait, 0.9) },
    ...{ waitOpenP50: percentile(sum.waitOpen, 0.5), waitOpenP90: percentile(sum.waitOpen, 0.9) },
    ...{ waitFinalP50: percentile(sum.waitFinal, 0.5), waitFinalP90: percentile(sum.waitFinal, 0.9) },
    ...{ walkP50: percentile(sum.walk, 0.5), walkP90: percentile(sum.walk, 0.9) },
    ...{ serviceP50: percentile(sum.serving, 0.5), serviceP90: percentile(sum.serving, 0.9) },
    ...{ holdP50: percentile(sum.hold, 0.5), holdP90: percentile(sum.hold, 0.9) },
    ...{ handleP50: percentile(sum.handle, 0.5), handleP90: percentile(sum.handle, 0.9) },
  };
}

/** Of nobody. */
export const noFigures: TimingFigures = figuresOf([]);

export function cellsToPlain(cells: Cells): unknown[] {
  return [...cells].map(([key, cell]) => {
    return [key, { ...cell, ...Object.fromEntries(durations.map((name) => [name, [...cell[name]]])) }];
  });
}

export function cellsFromPlain(plain: readonly unknown[]): Cells {
  const kept = plain as readonly [string, Cell & Record<Duration, readonly [number, number][]>][];
  return new Map(
    kept.map(([key, cell]) => [key, { ...cell, ...Object.fromEntries(durations.map((name) => [name, new Map(cell[name])])) } as Cell]),
  );
}

function cellOf(cells: Cells, { service, from }: CellKey): Cell {
  const key = `${service}/${from}`;
  const found = cells.get(key);
  if (found) return found;
  const cell = newCell({ service, from });
  cells.set(key, cell);
  return cell;
}

function newCell({ service, from }: CellKey): Cell {
  return {
    ...{ service, from, joined: 0, called: 0, finished: 0, noShow: 0, left: 0, served: 0, transactions: 0 },
    ...{
      wait: new Map(),
      waitOpen: new Map(),
      waitFinal: new Map(),
      walk: new Map(),
      serving: new Map(),
      hold: new Map(),
      handle: new Map(),
    },
  };
}
