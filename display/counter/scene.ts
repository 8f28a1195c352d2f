/** What a counter can do now: where its citizen stands, who would be next and why, and which moves are open. Pure. */
import type { Need } from "#shared/office/configuration.ts";
import type { Found } from "#shared/routing/next.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { nextAt } from "../base/calling.ts";
import { type HubClock, realMsSince } from "../base/hub-clock.ts";
import type { Session } from "../base/staff-session.ts";
import { counterIn, dayIn, heldAt, lineIn, officeIn, type StaffView } from "../base/staff-view.ts";

export type CounterOffice = StaffOffice["counters"][number];

export type Move = "call-next" | "recall" | "begin" | "no-show" | "left" | "finish" | "end-break";

export interface MoveAsked {
  readonly move: Move;
  /** Only of `finish`. */
  readonly quantity: number;
  readonly timeNotAccurate: boolean;
}

export type Scene =
  | { readonly kind: "signed-out" }
  | { readonly kind: "day-closed" }
  /** Numbers are given; nobody is called before the doors are open. */
  | { readonly kind: "doors-shut" }
  | { readonly kind: "break"; readonly since: number }
  | { readonly kind: "free"; readonly next: NextUp | null }
  | { readonly kind: "called"; readonly visit: VisitEntry; readonly since: number }
  | { readonly kind: "serving"; readonly visit: VisitEntry; readonly since: number };

/** What the hub would call next here, and why: by the hub's own rule. The hub decides. */
export type NextUp = Found<VisitEntry>;

/** `now`: by the hub's clock. */
export function sceneOf(view: StaffView, office: StaffOffice, { counter, agent }: Session, now: number): Scene {
  // Somebody else may have signed in at this tab meanwhile.
  const isMine = counterIn(view, counter)?.agent === agent && (office.you?.agent ?? agent) === agent;
  if (!isMine) return { kind: "signed-out" };
  const held = heldAt(view, counter);
  if (held && (held.stage.kind === "called" || held.stage.kind === "serving")) {
    return { kind: held.stage.kind, visit: held, since: held.stage.since };
  }
  const practises = counterIn(view, counter)?.practice === true;
  if (officeIn(view)?.date === null && !practises) return { kind: "day-closed" };
  const rest = counterIn(view, counter)?.break;
  if (rest) return { kind: "break", since: rest.since };
  if (dayIn(view)?.stage === "forming" && !practises) return { kind: "doors-shut" };
  return { kind: "free", next: nextAt(view, office, counter, now) };
}

/** Who waits as this counter sees it: who practises meets practice tickets, and nobody else does. */
export function lineAt(view: StaffView, counter: string): VisitEntry[] {
  const practises = counterIn(view, counter)?.practice === true;
  return lineIn(view).filter(({ practice }) => practice === practises);
}

/** The moves of a scene, the one to make first. */
export function movesOf(scene: Scene): readonly Move[] {
  switch (scene.kind) {
    case "signed-out":
    case "day-closed":
    case "doors-shut":
      return [];
    case "break":
      return ["end-break"];
    case "free":
      return scene.next ? ["call-next"] : [];
    case "called":
      return ["begin", "recall", "no-show", "left"];
    case "serving":
      return ["finish", "left"];
  }
}

/**
 * How long a board may take to say that it has announced a call: the call before it and this one, with the way to the counter in each
 * language. One that knows that it failed says so sooner.
 */
export const announceWithinMs = 20_000;

/** `by-voice`: the counter's room has no board, and nobody waits for one. */
export type Announcement = "announced" | "announcing" | "not-announced" | "by-voice";

/** Whether the waiting room knows of the present call. Real time: the board does not speak faster in a speeded-up office. */
export function announcementOf(visit: VisitEntry, office: StaffOffice, clock: HubClock, pageAt: number): Announcement {
  const { stage } = visit;
  const zone = stage.kind === "called" ? office.counters.find(({ id }) => id === stage.counter)?.zone : undefined;
  if (zone !== undefined && !office.devices.some((each) => each.role === "board" && each.zone === zone)) return "by-voice";
  switch (visit.announced) {
    case "shown":
    case "spoken":
      return "announced";
    case "not-announced":
      return "not-announced";
    case "no-call":
    case "waiting":
      return visit.lastCalledAt !== null && realMsSince(clock, visit.lastCalledAt, pageAt) > announceWithinMs
        ? "not-announced"
        : "announcing";
  }
}

/** The order in which needs are shown: what changes where the agent must be comes first. */
const needOrder: readonly Need[] = ["come-and-get-me", "interpreter", "hearing", "step-free", "more-time"];

export function needsInOrder(needs: readonly Need[]): readonly Need[] {
  return needOrder.filter((need) => needs.includes(need));
}
