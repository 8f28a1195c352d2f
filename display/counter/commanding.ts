/** Which command a press stands for, and which version it expects to meet. Pure. */
import type { Command } from "#shared/queue/commands.ts";
import type { Session } from "../base/staff-session.ts";
import { counterIn, type StaffView } from "../base/staff-view.ts";
import type { MoveAsked, Scene } from "./scene.ts";

type Make = (key: string) => Command;

type CounterMove = "sign-in" | "sign-out" | "call-next" | "take-break" | "end-break";

export function atCounter(name: CounterMove, view: StaffView, session: Session): Make {
  const n = counterIn(view, session.counter)?.version ?? 0;
  return (key) => ({ name, key, ...session, expected: { epoch: view.epoch, n } }) as Command;
}

/** Undefined when the scene has no such move. */
export function forMove(asked: MoveAsked, view: StaffView, session: Session, scene: Scene): Make | undefined {
  const { move, quantity, timeNotAccurate } = asked;
  if (move === "call-next" || move === "end-break") return atCounter(move, view, session);
  if (scene.kind !== "called" && scene.kind !== "serving") return undefined;
  if (move === "finish") return (key) => ({ ...onVisit(key, view, session, scene.visit), name: move, quantity, timeNotAccurate });
  return (key) => ({ ...onVisit(key, view, session, scene.visit), name: move });
}

export function forVisit(name: "call-from-list" | "left" | "come-back", view: StaffView, session: Session, visit: VisitVersion): Make {
  return (key) => ({ ...onVisit(key, view, session, visit), name }) as Command;
}

export function toAssign(view: StaffView, session: Session, visit: VisitVersion, service: string): Make {
  return (key) => ({ ...onVisit(key, view, session, visit), name: "assign-service", service });
}

interface VisitVersion {
  readonly id: string;
  readonly version: number;
}

function onVisit(key: string, view: StaffView, { counter, agent }: Session, visit: VisitVersion) {
  return { key, counter, agent, visit: visit.id, expected: { epoch: view.epoch, n: visit.version } };
}
