/**
 * Practice: counters, and kiosks while the office is closed, that meet practice tickets only. It ends with all its tickets, by hand or when
 * the doors open, so that nothing of it is left where citizens are.
 */

import { paperNumber } from "../../ticket/number.ts";
import { localDate } from "../../time/zone.ts";
import type { HubEvent } from "../events.ts";
import { end } from "../moving.ts";
import { remember } from "../remember.ts";
import { type Decision, done, labelOf, type Of, refuse, type Scene } from "../scene.ts";
import type { OfDay } from "../series.ts";
import type { OfficeState } from "../state.ts";
import type { Actor } from "../visit.ts";
import type { Folds } from "./folds.ts";

export function startPractice(scene: Scene, { counters, kiosks, key }: Of<"start-practice">): Decision {
  const { state, actor } = scene;
  if (state.practice) return refuse("practice-on");
  if (kiosks && state.day) return refuse("practice-no-kiosks");
  for (const id of counters) {
    const counter = state.counters.get(id);
    if (!counter) return refuse("unknown-counter", { counter: id });
    const held = counter.holding === null ? undefined : state.visits.get(counter.holding);
    if (held) return refuse("counter-busy", { counter: labelOf(scene, id), number: paperNumber(held.number) });
  }
  return done([{ kind: "practice-started", version: 1, body: { counters: [...new Set(counters)], kiosks, key, actor } }], null);
}

export function endPractice({ state, actor }: Scene, { key }: Of<"end-practice">): Decision {
  if (!state.practice) return refuse("practice-off");
  return done([endingPractice(state, key, actor, "by-hand")], null);
}

export function endingPractice(state: OfficeState, key: string, actor: Actor, why: "by-hand" | "doors-opened"): HubEvent {
  const ended = [...state.visits.values()].filter((visit) => visit.practice).map(({ id }) => id);
  const lapsed = [...state.reservations.values()].filter((each) => each.practice && each.use === "open").map(({ request }) => request);
  return { kind: "practice-ended", version: 1, body: { ended, lapsed, why, key, actor } };
}

/** Practice belongs to no office date: its numbers bear the calendar day, and go on counting over days. */
export function practiceDay({ configuration }: OfficeState, at: number): OfDay {
  return { date: localDate(at, configuration?.office.timeZone ?? "UTC"), since: at };
}

/** Whether kiosks give practice tickets now: never when citizens may stand before one. */
export function kiosksPractise(state: OfficeState): boolean {
  return state.practice?.kiosks === true && state.day === null;
}

export const practiceFolds: Folds<"practice-started" | "practice-ended"> = {
  "practice-started": (state, body, row) => {
    state.practice = { since: row.at, kiosks: body.kiosks };
    for (const id of body.counters) {
      const counter = state.counters.get(id);
      if (counter) Object.assign(counter, { practice: true, version: row.seq });
    }
    remember(state, body.key, "start-practice", row.seq, null);
  },
  "practice-ended": (state, body, row) => {
    state.practice = null;
    for (const id of body.ended) {
      const visit = state.visits.get(id);
      if (!visit) continue;
      if (visit.stage.kind !== "ended") end(state, visit, "day-closed", row);
      state.visits.delete(id);
      state.undos.delete(id);
    }
    state.before = state.before.filter(({ letter }) => state.series.get(letter)?.use !== "practice");
    for (const request of body.lapsed) {
      const reservation = state.reservations.get(request);
      if (reservation) reservation.use = "lapsed";
    }
    for (const counter of state.counters.values()) if (counter.practice) Object.assign(counter, { practice: false, version: row.seq });
    remember(state, body.key, "end-practice", row.seq, null);
  },
};
