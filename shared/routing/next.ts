/**
 * Who is next at a counter, and why: the first in line whom it takes. Somebody left to others for a while comes after everybody else whom
 * it takes. `orderFor` tells the whole order by the same rule: calling again and again goes through it from the front.
 */
import { classIn } from "./plan.ts";
import { type CallWhy, PassedOver, type Reason, returnSlipClass, routingVersion } from "./reason.ts";
import { type Desk, type Floor, isSoft, verdictOf } from "./takes.ts";
import { type Waiting, waitedMs } from "./waiting.ts";

export interface Found<V extends Waiting> {
  readonly visit: V;
  readonly because: Reason;
}

/** `line`: those who may be called, in the order of the line. */
export function nextOf<V extends Waiting>(floor: Floor, desk: Desk, line: Iterable<V>): Found<V> | undefined {
  const passed = new PassedOver();
  let kept: { readonly visit: V; readonly passed: PassedOver } | undefined;
  for (const visit of line) {
    if (visit.practice !== desk.practice) continue;
    const verdict = verdictOf(floor, desk, visit);
    if (verdict === "takes") return found(floor, visit, { why: whyOf(visit), passed, line });
    if (kept === undefined && isSoft(verdict)) kept = { visit, passed: passed.soFar };
    passed.add(visit.id, verdict);
  }
  return kept && found(floor, kept.visit, { why: "nobody-else", passed: kept.passed, line });
}

/** In the order of calling: what this counter calls, or the whole line when no counter is named. */
export function orderOf<V extends Waiting>(floor: Floor, desk: Desk | null, line: Iterable<V>): V[] {
  if (desk === null) return [...line].filter((visit) => !visit.practice && visit.away === null);
  const taken: V[] = [];
  const kept: V[] = [];
  for (const visit of line) {
    if (visit.practice !== desk.practice) continue;
    const verdict = verdictOf(floor, desk, visit);
    if (verdict === "takes") taken.push(visit);
    else if (isSoft(verdict)) kept.push(visit);
  }
  return [...taken, ...kept];
}

/** The reason of a call that an agent chose from the list. */
export function chosenOf<V extends Waiting>(floor: Floor, visit: V, line: Iterable<V>): Found<V> {
  const passed = new PassedOver();
  for (const other of line) {
    if (other.id === visit.id) break;
    if (other.practice === visit.practice) passed.add(other.id, other.away === null ? "chosen" : "away");
  }
  return { visit, because: { ...reason(floor, visit, "chosen", passed), rule: "chosen-from-list" } };
}

interface Finding<V extends Waiting> {
  readonly why: CallWhy;
  readonly passed: PassedOver;
  readonly line: Iterable<V>;
}

function found<V extends Waiting>(floor: Floor, visit: V, { why, passed, line }: Finding<V>): Found<V> {
  if (visit.letForward !== null) passEarlier(visit, visit.letForward.from, line, passed);
  return { visit, because: reason(floor, visit, why, passed) };
}

/** Those behind it in line who would stand before it had it not been let forward. */
function passEarlier<V extends Waiting>(visit: V, from: number, line: Iterable<V>, passed: PassedOver): void {
  let isBehind = false;
  for (const other of line) {
    if (other.place > from) return;
    if (isBehind && other.practice === visit.practice && (other.letForward?.from ?? other.place) <= from)
      passed.add(other.id, "let-forward");
    if (other.id === visit.id) isBehind = true;
  }
}

function reason(floor: Floor, visit: Waiting, why: CallWhy, passed: PassedOver): Reason {
  const { plan, now } = floor;
  const rule = plan.rules.preset;
  return { rule, ruleVersion: routingVersion, waitedMs: waitedMs(visit, now), class: classOf(plan, visit), why, ...passed.facts };
}

function classOf(plan: Floor["plan"], visit: Waiting): string {
  return visit.letForward?.class === returnSlipClass ? returnSlipClass : classIn(plan, visit).id;
}

function whyOf(visit: Waiting): CallWhy {
  if (visit.target !== null) return "transferred";
  if (visit.returns > 0) return "returned";
  return visit.letForward === null ? "first" : "let-forward";
}
