/** What a counter can do now: where its citizen stands, who would be next and why, and which moves are open. Pure. */
import type { Need } from "#shared/office/configuration.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { type HubClock, realMsSince } from "../base/hub-clock.ts";
import { counterIn, heldAt, lineIn, officeIn, type StaffView } from "../base/staff-view.ts";

export type CounterOffice = StaffOffice["counters"][number];

export type Move = "call-next" | "recall" | "begin" | "no-show" | "left" | "finish";

export interface MoveAsked {
  readonly move: Move;
  /** Only of `finish`. */
  readonly quantity: number;
  readonly timeNotAccurate: boolean;
}

export type Scene =
  | { readonly kind: "signed-out" }
  | { readonly kind: "day-closed" }
  | { readonly kind: "free"; readonly next: NextUp | null }
  | { readonly kind: "called"; readonly visit: VisitEntry; readonly since: number }
  | { readonly kind: "serving"; readonly visit: VisitEntry; readonly since: number };

export interface NextUp {
  readonly visit: VisitEntry;
  /** Tickets that came earlier and wait for queues this counter does not take. */
  readonly passedOver: number;
}

export function sceneOf(view: StaffView, counter: CounterOffice, agent: number): Scene {
  if (counterIn(view, counter.id)?.agent !== agent) return { kind: "signed-out" };
  const held = heldAt(view, counter.id);
  if (held && (held.stage.kind === "called" || held.stage.kind === "serving")) {
    return { kind: held.stage.kind, visit: held, since: held.stage.since };
  }
  if (officeIn(view)?.date === null) return { kind: "day-closed" };
  return { kind: "free", next: nextUp(view, counter) };
}

/** The same rule as the hub's: of those waiting for a queue the counter takes, whoever came first. The hub decides. */
export function nextUp(view: StaffView, counter: CounterOffice): NextUp | null {
  let passedOver = 0;
  for (const visit of lineIn(view)) {
    if (visit.practice) continue;
    if (counter.takes.includes(visit.queue)) return { visit, passedOver };
    passedOver += 1;
  }
  return null;
}

/** The moves of a scene, the one to make first. */
export function movesOf(scene: Scene): readonly Move[] {
  switch (scene.kind) {
    case "signed-out":
    case "day-closed":
      return [];
    case "free":
      return scene.next ? ["call-next"] : [];
    case "called":
      return ["begin", "recall", "no-show", "left"];
    case "serving":
      return ["finish", "left"];
  }
}

/** How long a board may take to say that it has announced a call. */
export const announceWithinMs = 10_000;

export type Announcement = "announced" | "announcing" | "not-announced";

/** Whether the waiting room knows of the present call. Real time: the board does not speak faster in a speeded-up office. */
export function announcementOf(visit: VisitEntry, clock: HubClock, pageAt: number): Announcement {
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
