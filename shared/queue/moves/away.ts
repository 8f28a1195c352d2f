/** Whoever steps away keeps the place and is not called before coming back; after the time and a grace they count as gone. */
import { rulesOf } from "../../office/rules.ts";
import type { HubEvent } from "../events.ts";
import { setAway } from "../line.ts";
import { touch } from "../moving.ts";
import { visitOnPaper } from "../paper.ts";
import { remember } from "../remember.ts";
import { type Decision, moves, type Of, refuse, type VisitScene } from "../scene.ts";
import { visitNamedIn } from "../sources.ts";
import type { OfficeState } from "../state.ts";
import type { DeviceFolds, Folds } from "./folds.ts";
import { keepPromise } from "./promises.ts";

const minuteMs = 60_000;
/** After a start of the hub nobody counts as gone before the kiosks had time to say who is back. */
export const settlingMs = 5 * minuteMs;

export function stepAway(scene: VisitScene, command: Of<"step-away">): Decision {
  const { visit, number, configuration, context } = scene;
  const { minutes } = command;
  if (visit.stage.kind !== "waiting") return refuse("not-waiting", { number });
  if (visit.away !== null) return refuse("stepped-away", { number });
  if (!rulesOf(configuration).stepAway.minutes.includes(minutes)) return refuse("away-not-offered", { minutes });
  return moves(scene, "visit-stepped-away", { minutes, until: context.at + minutes * minuteMs });
}

export function comeBack(scene: VisitScene): Decision {
  const { state, visit, number } = scene;
  const isAwaited = visit.away !== null || (visit.promised?.arrived === null && visit.promised.date === state.day?.date);
  return isAwaited ? moves(scene, "visit-came-back", {}) : refuse("not-away", { number });
}

/**
 * Who has stayed away past the time and the grace: they left, and the log says so. Not while the hub's clock is doubted, nor who waited
 * through an absence of the hub: of those an agent is asked.
 */
export function stayedAway(state: OfficeState, at: number): HubEvent[] {
  const { calendar, configuration } = state;
  if (calendar.doubt !== null || at < calendar.started.at + settlingMs) return [];
  const graceMs = rulesOf(configuration).stepAway.graceMinutes * minuteMs;
  const actor = { kind: "system", part: "stepped-away" } as const;
  const gone: HubEvent[] = [];
  for (const id of state.line) {
    const visit = state.visits.get(id);
    if (!visit?.away || visit.toConfirm || at < visit.away.until + graceMs) continue;
    const body = { visit: id, key: `stayed-away-${state.n + gone.length + 1}`, actor, practice: visit.practice, counter: null };
    gone.push({ kind: "visit-left", version: 1, body: { ...body, from: "waiting", why: "stayed-away" } });
  }
  return gone;
}

export const awayFolds: Folds<"visit-stepped-away" | "visit-came-back"> = {
  "visit-stepped-away": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "waiting") {
      setAway(state, visit, { since: row.at, until: body.until });
      touch(visit, row);
    }
    remember(state, body.key, "step-away", row.seq, body.visit);
  },
  "visit-came-back": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.promised?.arrived === null) keepPromise(state, visit, row.at, row);
    else if (visit?.stage.kind === "waiting") {
      setAway(state, visit, null);
      touch(visit, row);
    }
    remember(state, body.key, "come-back", row.seq, body.visit);
  },
};

/**
 * Said at a kiosk. What cannot be any more changes nothing: the ticket was called meanwhile, or its time is over. A no-show who is back is
 * let in by a row of the hub's own (`returnedAtKiosk`).
 */
export const awayDeviceFolds: DeviceFolds<"stepped-away" | "came-back"> = {
  "stepped-away": (state, body, row, origin) => {
    const visit = visitOnPaper(state, { ...body, visit: body.visit && visitNamedIn(state, origin, body.visit) });
    if (visit?.stage.kind !== "waiting" || visit.away !== null) return;
    const since = row.arrivedAt ?? row.at;
    setAway(state, visit, { since, until: since + body.minutes * minuteMs });
    touch(visit, row);
  },
  "came-back": (state, body, row, origin) => {
    const visit = visitOnPaper(state, { ...body, visit: body.visit && visitNamedIn(state, origin, body.visit) });
    if (visit?.promised?.arrived === null) {
      keepPromise(state, visit, row.arrivedAt ?? row.at, row);
      return;
    }
    if (visit?.stage.kind !== "waiting" || visit.away === null) return;
    setAway(state, visit, null);
    touch(visit, row);
  },
};
