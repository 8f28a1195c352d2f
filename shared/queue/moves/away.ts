/** Whoever steps away keeps the place and is not called before coming back; after the time and a grace they count as gone. */
import type { CitizenAsk } from "../../citizen/schema.ts";
import { type Fault, fault } from "../../faults/fault.ts";
import type { OfficeConfiguration } from "../../office/configuration.ts";
import { rulesOf } from "../../office/rules.ts";
import { paperNumber } from "../../ticket/number.ts";
import type { HubEvent } from "../events.ts";
import { setAway } from "../line.ts";
import { touch } from "../moving.ts";
import { visitOnPaper } from "../paper.ts";
import { remember } from "../remember.ts";
import { type Decision, moves, type Of, refuse, type VisitScene } from "../scene.ts";
import { visitNamedIn } from "../sources.ts";
import type { OfficeState } from "../state.ts";
import type { Visit } from "../visit.ts";
import type { DeviceFolds, Folds } from "./folds.ts";
import { keepPromise } from "./promises.ts";

const minuteMs = 60_000;
/** After a start of the hub nobody counts as gone before the kiosks had time to say who is back. */
export const settlingMs = 5 * minuteMs;

export function stepAway(scene: VisitScene, { minutes }: Of<"step-away">): Decision {
  const { visit, configuration, context } = scene;
  const why = whyNoStepAway(visit, minutes, configuration);
  return why ? { kind: "refused", fault: why } : moves(scene, "visit-stepped-away", { minutes, until: awayUntil(context.at, minutes) });
}

/** Undefined when they may. */
function whyNoStepAway(visit: Visit, minutes: number, configuration: OfficeConfiguration): Fault | undefined {
  const number = paperNumber(visit.number);
  if (visit.stage.kind !== "waiting") return fault("not-waiting", { number });
  if (visit.away !== null) return fault("stepped-away", { number });
  return rulesOf(configuration).stepAway.minutes.includes(minutes) ? undefined : fault("away-not-offered", { minutes });
}

function awayUntil(at: number, minutes: number): number {
  return at + minutes * minuteMs;
}

export function comeBack(scene: VisitScene): Decision {
  const { state, visit, number } = scene;
  const isAwaited = visit.away !== null || (visit.promised?.arrived === null && visit.promised.date === state.day?.date);
  return isAwaited ? moves(scene, "visit-came-back", {}) : refuse("not-away", { number });
}

/** Who holds the ticket asks on its page, by themselves. What a page may ask is less than what staff may. */
export function citizenAsks(state: OfficeState, visit: Visit, ask: CitizenAsk, key: string, at: number): HubEvent | Fault {
  const number = paperNumber(visit.number);
  if (!state.configuration) return fault("bad-configuration");
  const body = { visit: visit.id, key, actor: { kind: "system", part: "citizen-page" } as const, practice: visit.practice, counter: null };
  if (ask.kind === "come-back")
    return visit.stage.kind === "waiting" && visit.away !== null
      ? { kind: "visit-came-back", version: 1, body }
      : fault("not-away", { number });
  const { minutes } = ask;
  const why = whyNoStepAway(visit, minutes, state.configuration);
  return why ?? { kind: "visit-stepped-away", version: 1, body: { ...body, minutes, until: awayUntil(at, minutes) } };
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
