/**
 * The moves beside the one to make now: put aside, back to the line, to somebody else, one more service. Each asks for at most one choice,
 * and none asks whether it was meant: it can be undone. Pure.
 */
import type { Command, CommandRequest } from "#shared/queue/commands.ts";
import { channels, outcomes, parkReasons } from "#shared/queue/schemas/words.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { Session } from "../base/staff-session.ts";
import { counterIn, type StaffView } from "../base/staff-view.ts";
import type { Scene } from "./scene.ts";

export const sideMoves = ["park", "back", "transfer", "add-service", "finish-as"] as const;
export type SideMove = (typeof sideMoves)[number];

/** In the order shown. */
export function sideMovesOf(scene: Scene): readonly SideMove[] {
  switch (scene.kind) {
    case "called":
      return ["back", "transfer"];
    case "serving":
      return ["park", "back", "transfer", "add-service", "finish-as"];
    default:
      return [];
  }
}

/** What a service is looked for. */
export type SearchKind = "assign" | "add" | "change" | "transfer" | "new-visit";

/** What is to be chosen before the move is made. */
export type ChoiceKind = "park" | "back" | "transfer" | "finish-as" | "elsewhere";

/** How long a parked citizen means to be away; 0: nobody said. */
export const parkMinutes = [0, 10, 20, 30, 60] as const;

export const reasons = parkReasons;
/** How a visit may end but for "done", which is Finish itself. */
export const endings = outcomes.filter((each) => each !== "done");
export const staffChannels = channels;

/** One thing that can be chosen, by a key of its own: 1 to 9, then none. */
export interface Option {
  readonly id: string;
  readonly words: string;
  /** What tells it from the others; why it cannot be chosen now. */
  readonly about?: string;
  readonly disabled?: boolean;
}

export function optionAt(options: readonly Option[], key: string): Option | undefined {
  if (!/^[1-9]$/.test(key)) return undefined;
  const option = options[Number(key) - 1];
  return option?.disabled ? undefined : option;
}

/** To whom a citizen can be sent: counters where somebody works, first; then types of counter. Not to this counter itself. */
export function targetsOf(
  office: StaffOffice,
  view: StaffView,
  here: string,
): readonly { readonly id: string; readonly agent: number | null }[] {
  return office.counters
    .filter(({ id }) => id !== here)
    .map(({ id }) => ({ id, agent: counterIn(view, id)?.agent ?? null }))
    .filter(({ agent }) => agent !== null);
}

type Make = (key: string) => Command;
type Rest = Partial<CommandRequest> & { readonly name: Command["name"] };

/** A command about a visit by the agent of this counter, with the version that the page has seen of it. */
export function about(visit: Pick<VisitEntry, "id" | "version">, view: StaffView, session: Session, rest: Rest): Make {
  const expected = { epoch: view.epoch, n: visit.version };
  return (key) => ({ key, ...session, visit: visit.id, expected, ...rest }) as Command;
}

/** A command about the counter itself. */
export function ofCounter(view: StaffView, session: Session, rest: Rest): Make {
  const expected = { epoch: view.epoch, n: counterIn(view, session.counter)?.version ?? 0 };
  return (key) => ({ key, ...session, expected, ...rest }) as Command;
}

export interface Undoable {
  readonly visit: string;
  readonly number: string;
  /** The offset of its row: nothing of the visit or the counter may have moved since. */
  readonly offset: number;
  readonly epoch: string;
  /** By the hub's clock. */
  readonly at: number;
}

/** How long a move can be undone; the hub says the last word. */
export const undoWithinMs = 60_000;

/** Commands after which "undo" is offered. What people heard, or paper, cannot be taken back. */
const undone: ReadonlySet<Command["name"]> = new Set([
  ...(["call-next", "call-from-list", "begin", "finish", "no-show", "left", "assign-service", "add-service"] as const),
  ...(["switch-service", "change-service", "park", "resume", "return-to-line", "transfer", "step-away", "come-back"] as const),
  ...(["return-no-show", "correct-service", "set-quantity"] as const),
]);

export function canBeUndone(name: Command["name"]): boolean {
  return undone.has(name);
}

/** Milliseconds left to undo it; 0 when it is over or something happened since. */
export function undoLeftMs(undo: Undoable, view: StaffView, session: Session, now: number): number {
  if (undo.epoch !== view.epoch) return 0;
  const counter = counterIn(view, session.counter);
  if (counter && counter.version > undo.offset) return 0;
  const visit = view.entries.get(`visit/${undo.visit}`);
  if (visit?.kind === "visit" && visit.version > undo.offset) return 0;
  return Math.min(undoWithinMs, Math.max(0, undo.at + undoWithinMs - now));
}

export function toUndo(undo: Undoable, { counter, agent }: Session): Make {
  const expected = { epoch: undo.epoch, n: undo.offset };
  return (key) => ({ name: "undo", key, agent, counter, visit: undo.visit, expected });
}

/** Parked visits, whoever is due back first; then no-shows of the last while, the latest first. */
export function asideIn(
  view: StaffView,
  now: number,
  returnWithinMs: number,
): { readonly parked: VisitEntry[]; readonly noShows: VisitEntry[] } {
  const visits = [...view.entries.values()].filter((entry) => entry.kind === "visit");
  const parked = visits.filter(({ stage }) => stage.kind === "parked");
  const noShows = visits.filter(({ stage }) => stage.kind === "ended" && stage.how === "no-show" && now - stage.at <= returnWithinMs);
  return { parked: parked.sort((a, b) => dueAt(a) - dueAt(b)), noShows: noShows.sort((a, b) => endedAt(b) - endedAt(a)) };
}

export function dueAt({ stage }: VisitEntry): number {
  return stage.kind === "parked" ? (stage.until ?? stage.since + 24 * 3_600_000) : 0;
}

function endedAt({ stage }: VisitEntry): number {
  return stage.kind === "ended" ? stage.at : 0;
}
