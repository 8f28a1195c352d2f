/**
 * The newest move of a visit and of its counter can be taken back within a minute by whoever made it: the visit is what it was before, and
 * every clock runs on as if the move had never been.
 */
import type { LogRow } from "../../log/record.ts";
import type { HubEventKind } from "../events.ts";
import { removeFromLine, takeInLine } from "../line.ts";
import { counterOf, hold, touch } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, moves, refuse, type VisitScene } from "../scene.ts";
import { type Moved, type OfficeState, type Undo, visitOf } from "../state.ts";
import type { Actor, Visit } from "../visit.ts";
import type { Folds } from "./folds.ts";

/** Moves kept to be undone; more than an office can make in a minute. */
export const undosMax = 500;
const second = 1_000;

/** How long a move can be undone; only then is it reported. */
export function undoMs(state: Pick<OfficeState, "configuration">): number {
  return (state.configuration?.analytics.undoSeconds ?? 60) * second;
}

export function undo(scene: VisitScene): Decision {
  const { state, context, visit, number, desk, actor } = scene;
  const found = state.undos.get(visit.id);
  if (visit.lastMove?.row !== visit.version) return refuse("nothing-to-undo", { number });
  if (!found || context.at - found.at >= undoMs(state)) return refuse("undo-too-late", { number });
  if (found.agent !== actor.agent || found.counter !== (desk?.counter.id ?? null)) return refuse("undo-not-yours", { number });
  if (desk && desk.now.version > found.row) return refuse("nothing-to-undo", { number });
  return moves(scene, "move-undone", { undone: found.row, what: found.what, counter: found.counter });
}

/** Kinds of moves that an agent can take back. A call that was heard again, a number that was given and paper cannot be. */
const undoable: ReadonlySet<string> = new Set<HubEventKind>([
  "visit-called",
  "service-begun",
  "visit-finished",
  "segment-finished",
  "visit-no-show",
  "visit-left",
  "visit-caught-up",
  "service-assigned",
  "service-added",
  "service-switched",
  "service-changed",
  "quantity-set",
  "visit-marked",
  "visit-parked",
  "visit-resumed",
  "visit-returned",
  "visit-transferred",
  "visit-stepped-away",
  "visit-came-back",
  "no-show-returned",
]);

/** What the move that this row makes would be put back to; undefined when it is none that can be undone. */
export function beforeMove(state: OfficeState, row: LogRow): { readonly visit: Visit; readonly undo: Undo } | undefined {
  if (!undoable.has(row.kind)) return undefined;
  const { visit: id, actor, how } = row.body as { visit: string; actor: Actor; how?: string };
  const visit = visitOf(state, id);
  if (!visit || actor.kind !== "agent" || how === "seen") return undefined;
  const { agent, counter } = actor;
  return { visit, undo: { row: row.seq, what: row.kind, at: row.at, agent, counter, before: movedOf(visit) } };
}

/** After the fold of the row: the move is the newest of its visit. */
export function keepUndo(state: OfficeState, { visit, undo: made }: NonNullable<ReturnType<typeof beforeMove>>): void {
  const { row, what, at, agent, counter } = made;
  visit.lastMove = { what, row, at, agent, counter };
  state.undos.delete(visit.id);
  state.undos.set(visit.id, made);
  for (const [id, old] of state.undos) {
    if (state.undos.size <= undosMax && at - old.at < undoMs(state)) break;
    state.undos.delete(id);
  }
}

export const undoFolds: Folds<"move-undone"> = {
  "move-undone": (state, body, row) => {
    const visit = visitOf(state, body.visit);
    const found = visit && state.undos.get(visit.id);
    if (visit && found?.row === body.undone) putBack(state, visit, found.before, row);
    remember(state, body.key, "undo", row.seq, body.visit);
  },
};

function putBack(state: OfficeState, visit: Visit, before: Moved, row: LogRow): void {
  const { number, stage } = visit;
  const from = counterOf(stage);
  if (stage.kind === "waiting") removeFromLine(state, visit.id);
  // The board's list of last calls forgets one that did not end.
  const ended = state.before.findIndex((each) => each.letter === number.letter && each.count === number.count);
  if (stage.kind === "ended" && ended >= 0) state.before = state.before.toSpliced(ended, 1);
  Object.assign(visit, before);
  const to = counterOf(visit.stage);
  if (from !== null && from !== to) hold(state, from, null, row);
  if (to !== null && from !== to) hold(state, to, visit.id, row);
  if (visit.stage.kind === "waiting") takeInLine(state, visit);
  state.undos.delete(visit.id);
  touch(visit, row);
}

function movedOf(visit: Visit): Moved {
  const { language, needs, service, queue, segments, segment, people, priority, counterType, target, place } = visit;
  const { waitedMs, away, outcome, elsewhere, returns, because, stage, firstCalledAt, lastCalledAt, servingSince } = visit;
  const { promised, announced, toConfirm, lastMove, placedRow, letForward, isAppointment } = visit;
  return {
    ...{ language, needs, service, queue, segments, segment, people, priority, counterType, target, place },
    ...{ waitedMs, away, outcome, elsewhere, returns, because, stage, firstCalledAt, lastCalledAt, servingSince },
    ...{ promised, announced, toConfirm, lastMove, placedRow, letForward, isAppointment },
  };
}
