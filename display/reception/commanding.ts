/** Which command a press on a ticket stands for, the version it expects, and how it is undone. At the door: without a counter. Pure. */
import type { Command, CommandRequest } from "#shared/queue/commands.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import type { StaffView } from "../base/staff-view.ts";

export type Make = (key: string) => Command;
type Rest = Partial<CommandRequest> & { readonly name: Command["name"] };

export function aboutVisit(visit: Pick<VisitEntry, "id" | "version">, epoch: string, agent: number, rest: Rest): Make {
  return (key) => ({ key, agent, counter: null, visit: visit.id, expected: { epoch, n: visit.version }, ...rest }) as Command;
}

/** A move that can be taken back for a while. */
export interface Undoable {
  readonly visit: string;
  readonly number: string;
  /** The offset of its row: nothing of the visit may have moved since. */
  readonly offset: number;
  readonly epoch: string;
  /** By the hub's clock. */
  readonly at: number;
}

/** How long a move can be undone; the hub says the last word. */
export const undoWithinMs = 60_000;

const undone: ReadonlySet<Command["name"]> = new Set([
  ...(["left", "correct-service", "add-service", "set-needs", "step-away", "come-back", "return-no-show"] as const),
]);

export function canBeUndone(name: Command["name"]): boolean {
  return undone.has(name);
}

/** Milliseconds left to undo it; 0 when it is over or something happened since. */
export function undoLeftMs(undo: Undoable, view: StaffView, now: number): number {
  if (undo.epoch !== view.epoch) return 0;
  const visit = view.entries.get(`visit/${undo.visit}`);
  if (visit?.kind === "visit" && visit.version > undo.offset) return 0;
  return Math.min(undoWithinMs, Math.max(0, undo.at + undoWithinMs - now));
}

export function toUndo({ visit, epoch, offset }: Undoable, agent: number): Make {
  return (key) => ({ name: "undo", key, agent, counter: null, visit, expected: { epoch, n: offset } });
}
