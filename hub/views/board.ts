/** What the boards of a zone show: numbers and counters, and how many wait. Nothing else about anyone. */
import type { OfficeState } from "#shared/queue/state.ts";
import type { Visit } from "#shared/queue/visit.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { nextOpening, noticesFor, officeRests } from "./today.ts";

export const shownNowMax = 40;
export const shownBeforeMax = 6;

export function boardView(state: OfficeState, zone: string, epoch: string, at: number): BoardView {
  const counters = new Map((state.configuration?.counters ?? []).filter((each) => each.zone === zone).map((each) => [each.id, each]));
  const now: BoardView["now"] = [];
  for (const { id, label } of counters.values()) {
    const holding = state.counters.get(id)?.holding;
    const visit = holding ? state.visits.get(holding) : undefined;
    if (!visit || (visit.stage.kind !== "called" && visit.stage.kind !== "serving")) continue;
    // Who was never called did not wait here: served at once, or on the phone.
    const calledAt = visit.lastCalledAt;
    if (calledAt === null || isHidden(state, visit)) continue;
    const call = visit.stage.kind === "called" ? visit.stage.call : `${visit.id}.serving`;
    now.push({ call, ...visit.number, label, stage: visit.stage.kind, calledAt });
  }
  now.sort((one, other) => other.calledAt - one.calledAt);
  const before: BoardView["before"] = [];
  for (const { counter, letter, count } of state.before) {
    const label = counters.get(counter)?.label;
    if (label !== undefined && before.length < shownBeforeMax) before.push({ letter, count, label });
  }
  const { generation, n, waiting } = state;
  const shown = { now: now.slice(0, shownNowMax), before, waiting };
  const practice = state.practice !== null && state.day === null;
  const stage = state.day?.stage ?? "closed";
  const next = stage === "closed" || stage === "forming" ? { next: nextOpening(state, at) } : {};
  const today: Pick<BoardView, "stage" | "notices" | "practice" | "rests" | "next"> = {
    stage,
    notices: noticesFor(state, zone, at),
    practice,
    rests: officeRests(state, at),
    ...next,
  };
  return { generation, epoch, n, at, zone, date: state.day?.date ?? null, ...shown, ...today };
}

/** Nobody plays on the boards where citizens wait. */
export function isHidden(state: OfficeState, visit: Visit): boolean {
  return visit.practice && state.day !== null;
}

/** Whether two views show the same, whatever their time and place in the log. */
export function showsTheSame(one: BoardView, other: BoardView): boolean {
  const shown = ({ n: _n, at: _at, ...rest }: BoardView) => JSON.stringify(rest);
  return shown(one) === shown(other);
}
