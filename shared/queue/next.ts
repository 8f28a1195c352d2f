/**
 * Who is next at a counter, and why. Plain order: of those waiting for a queue the counter takes, whoever arrived first.
 * Nobody can be passed over for ever: the line is ordered by arrival, and every queue is taken by some counter.
 */
import type { Counter } from "../office/configuration.ts";
import { callable } from "./line.ts";
import type { OfficeState } from "./state.ts";
import type { CallReason, Visit } from "./visit.ts";

export const plainOrderVersion = 1;
/** How many passed-over tickets a call names; the total is always counted. */
export const passedOverMax = 20;

export interface Next {
  readonly visit: Visit;
  readonly because: CallReason;
}

export function next(state: OfficeState, counter: Counter, at: number): Next | undefined {
  return reasoned(state, at, "plain-order", (visit) => !visit.practice && counter.takes.includes(visit.queue));
}

/** The reason of a call that an agent chose from the list. */
export function chosen(state: OfficeState, visit: Visit, at: number): Next | undefined {
  return reasoned(state, at, "chosen-from-list", (each) => each.id === visit.id);
}

function reasoned(state: OfficeState, at: number, rule: CallReason["rule"], takes: (visit: Visit) => boolean): Next | undefined {
  const passedOver: string[] = [];
  let passedOverTotal = 0;
  for (const visit of callable(state)) {
    if (takes(visit)) {
      const waitedMs = Math.max(0, at - visit.arrivedAt);
      return { visit, because: { rule, ruleVersion: plainOrderVersion, waitedMs, passedOver, passedOverTotal } };
    }
    if (visit.practice) continue;
    passedOverTotal += 1;
    if (passedOver.length < passedOverMax) passedOver.push(visit.id);
  }
  return undefined;
}
