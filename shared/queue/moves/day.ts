/** Office dates and the time are put right by people; and what became of those who waited while the hub was away. */
import { paperNumber } from "../../ticket/number.ts";
import { lastClosed } from "../calendar.ts";
import { type Decision, done, type Of, refuse, type Scene } from "../scene.ts";
import { visitOf } from "../state.ts";

export function correctDay({ state, actor }: Scene, { date: from, to, why, key }: Of<"correct-day">): Decision {
  if (state.day?.date !== from) return refuse("day-not-open", { date: from });
  // A name that a closed date bears would give its numbers twice.
  const last = lastClosed(state.calendar);
  if (to === from) return refuse("day-already-open", { date: to });
  if (last !== undefined && to <= last) return refuse("day-not-after-last", { date: to, last });
  return done([{ kind: "day-corrected", version: 1, body: { from, to, why, key, actor } }], null);
}

export function trustClock({ context, actor }: Scene, { key }: Of<"trust-clock">): Decision {
  const body = { from: context.at, to: Math.max(0, context.at + context.driftMs), why: "operator", key, actor } as const;
  return done([{ kind: "clock-set", version: 1, body }], null);
}

export function catchUp({ state, actor }: Scene, { visit: id, how, key, expected }: Of<"catch-up">): Decision {
  const visit = visitOf(state, id);
  if (!visit) return refuse("unknown-visit", { visit: id });
  const number = paperNumber(visit.number);
  const isAsked = how === "seen" ? visit.late || visit.samePerson !== null : visit.toConfirm;
  if (!isAsked) return refuse("nothing-to-confirm", { number });
  if (visit.version > expected.n) return refuse("changed-meanwhile", { number });
  const body = { visit: visit.id, key, actor, practice: visit.practice, how };
  return done([{ kind: "visit-caught-up", version: 1, body }], visit.id);
}
