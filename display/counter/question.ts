/** The one question about a ticket that waited while the hub was away, asked when call-next would pick it. Pure. */
import type { Fault } from "#shared/faults/fault.ts";
import type { Command } from "#shared/queue/commands.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import type { Session } from "../base/staff-session.ts";
import { type StaffView, visitIn } from "../base/staff-view.ts";

/** `call`: it is to be called all the same; the others say what became of it. */
export type AnswerKey = "call" | "served" | "left";
export const answerKeys = ["call", "served", "left"] as const satisfies readonly AnswerKey[];

/** The ticket asked about; null when the refusal is another, or the ticket is gone meanwhile. */
export function askedAbout(fault: Fault | null, view: StaffView): VisitEntry | null {
  if (fault?.fault !== "confirm-first") return null;
  const visit = visitIn(view, String(fault.facts.visit));
  return visit?.stage.kind === "waiting" ? visit : null;
}

/** What became of a visit, said by somebody with a name; it needs no counter. */
export function caughtUp(view: StaffView, agent: number, visit: VisitEntry, how: "served" | "waiting" | "left" | "seen") {
  const expected = { epoch: view.epoch, n: visit.version };
  return (key: string): Command => ({ name: "catch-up", key, agent, visit: visit.id, expected, how });
}

export function toAdmit(view: StaffView, { counter, agent }: Session, version: number, number: string, service: string | null) {
  const expected = { epoch: view.epoch, n: version };
  return (key: string): Command => ({ name: "admit", key, counter, agent, expected, number, service });
}

/** The number to name in a sentence: as typed, or the one in a scanned code (`theq1:<office>:<number>:...`, alone or behind a page's address). */
export function numberIn(text: string): string {
  const typed = text.trim();
  const scanned = /(?:^|#[A-Za-z0-9_-]{22};)theq[^:]*:[^:]*:([^:]+)/.exec(typed)?.[1];
  return (scanned ?? typed).toUpperCase();
}
