/** Who is next at a counter, and the whole order of calling: the office's state as `shared/routing/` asks for it. */
import type { Counter } from "../office/configuration.ts";
import { chosenOf, type Found, nextOf, orderOf } from "../routing/next.ts";
import { type Desk, Floor } from "../routing/takes.ts";
import { callable, present } from "./line.ts";
import type { OfficeState } from "./state.ts";
import type { CallReason, Visit } from "./visit.ts";

export interface Next {
  readonly visit: Visit;
  readonly because: CallReason;
}

export function next(state: OfficeState, counter: Counter, at: number): Next | undefined {
  const floor = floorOf(state, at);
  const desk = floor && deskOf(state, floor, counter);
  return floor && desk && told(state, nextOf(floor, desk, lineOf(state)));
}

/** The reason of a call that an agent chose from the list; undefined when the visit may not be called now. */
export function chosen(state: OfficeState, visit: Visit, at: number): Next | undefined {
  const floor = floorOf(state, at);
  if (!floor) return undefined;
  for (const each of callable(state)) if (each.id === visit.id) return told(state, chosenOf(floor, visit, lineOf(state)));
  return undefined;
}

/** The reason of calling somebody back who was parked: nobody's place is taken. */
export function calledBack(state: OfficeState, visit: Visit, at: number): Next | undefined {
  const floor = floorOf(state, at);
  const found = floor && told(state, chosenOf(floor, visit, []));
  return found && { visit, because: { ...found.because, waitedMs: visit.waitedMs } };
}

/** In the order of calling: what this counter calls, or everybody who may be called. What pages show, and what `next` goes by. */
export function orderFor(state: OfficeState, counter: Counter | null, at: number): Visit[] {
  const floor = floorOf(state, at);
  if (!floor) return [];
  if (counter === null) return orderOf(floor, null, lineOf(state));
  const desk = deskOf(state, floor, counter);
  return desk ? orderOf(floor, desk, lineOf(state)) : [];
}

function floorOf({ configuration, counters }: OfficeState, at: number): Floor | undefined {
  return configuration ? new Floor(configuration, () => counters.values(), at) : undefined;
}

function deskOf({ counters }: OfficeState, floor: Floor, { id }: Counter): Desk | undefined {
  const state = counters.get(id);
  return state && floor.desk(state);
}

function lineOf(state: OfficeState): Iterable<Visit> {
  return { [Symbol.iterator]: () => present(state) };
}

function told(state: OfficeState, found: Found<Visit> | undefined): Next | undefined {
  return found && { ...found, because: { ...found.because, ruleSet: state.configurationVersion } };
}
