/** Folds one row of the hub's log into the office's state. Total: a row it does not know changes nothing but the offset. */
import type { LogRow } from "../log/record.ts";
import type { HubEventBody, HubEventKind } from "./events.ts";
import { foldDeviceRow, followSource } from "./evolve-device.ts";
import { endVisit, recountWaiting, removeFromLine, takeInLine } from "./line.ts";
import { beforeMax, keysMax, type OfficeState } from "./state.ts";
import type { Ending, Stage, Visit } from "./visit.ts";

export function evolve(state: OfficeState, row: LogRow): void {
  state.n = row.seq;
  if (row.origin) {
    followSource(state, row, row.origin);
    if (row.kind === "quarantined") state.quarantined += 1;
    else foldDeviceRow(state, row, row.origin);
    return;
  }
  if (!Object.hasOwn(folds, row.kind)) return;
  const fold = folds[row.kind as HubEventKind] as (state: OfficeState, body: unknown, row: LogRow) => void;
  fold(state, row.body, row);
}

type Folds = { readonly [K in HubEventKind]: (state: OfficeState, body: HubEventBody<K>, row: LogRow) => void };

const folds: Folds = {
  "hub-started": (state, body) => {
    state.generation = Math.max(state.generation, body.generation);
  },
  "configuration-changed": (state, body, row) => {
    const configuration = body.configuration as NonNullable<OfficeState["configuration"]>;
    state.configuration = configuration;
    state.configurationVersion = row.seq;
    const kept = new Set(configuration.counters.map((counter) => counter.id));
    for (const [id, counter] of state.counters) if (!kept.has(id) && counter.holding === null) state.counters.delete(id);
    for (const { id } of configuration.counters) {
      if (!state.counters.has(id)) state.counters.set(id, { id, agent: null, holding: null, version: row.seq });
    }
    remember(state, body.key, "configuration-changed", row.seq, null);
  },
  "day-opened": (state, body, row) => {
    state.day = { date: body.date, since: row.at };
    state.lastDate = body.date;
    for (const series of state.series.values()) if (series.use !== "own") series.count = 0;
    for (const visit of state.visits.values()) if (visit.date === null) visit.date = body.date;
    recountWaiting(state);
    remember(state, body.key, "open-day", row.seq, null);
  },
  "day-closed": (state, body, row) => {
    state.day = null;
    state.lastDate = body.date;
    for (const id of body.ended) {
      const visit = state.visits.get(id);
      if (visit) end(state, visit, "day-closed", row);
    }
    for (const [id, visit] of state.visits) if (visit.stage.kind === "ended") state.visits.delete(id);
    state.reservations.clear();
    state.before = [];
    recountWaiting(state);
    remember(state, body.key, "close-day", row.seq, null);
  },
  "clock-set": () => {},
  "series-opened": (state, body) => {
    state.series.set(body.letter, { letter: body.letter, use: body.use, device: body.device, epoch: body.epoch, count: 0 });
  },
  "number-reserved": (state, body, row) => {
    const series = state.series.get(body.letter);
    if (series) series.count = Math.max(series.count, body.count);
    state.reservations.set(body.request, { ...body, at: row.at, use: "open" });
  },
  "reservation-lapsed": (state, body) => {
    const reservation = state.reservations.get(body.request);
    if (reservation && reservation.use === "open") reservation.use = "lapsed";
  },
  "agent-signed-in": (state, body, row) => {
    const counter = state.counters.get(body.counter);
    if (counter) Object.assign(counter, { agent: body.agent, version: row.seq });
    remember(state, body.key, "sign-in", row.seq, null);
  },
  "agent-signed-out": (state, body, row) => {
    const counter = state.counters.get(body.counter);
    if (counter) Object.assign(counter, { agent: null, version: row.seq });
    remember(state, body.key, "sign-out", row.seq, null);
  },
  "visit-called": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    const name = body.because.rule === "chosen-from-list" ? "call-from-list" : "call-next";
    if (visit && body.actor.kind === "agent") {
      removeFromLine(state, visit.id);
      const { call } = body.announcement;
      const { agent } = body.actor;
      move(state, visit, { kind: "called", since: row.at, counter: body.counter, agent, call, recalls: 0 }, row);
      visit.firstCalledAt ??= row.at;
      const { rule, ruleVersion, waitedMs, passedOverTotal } = body.because;
      visit.because = { rule, ruleVersion, waitedMs, passedOverTotal };
      heard(visit, body.announcement.device, row);
      hold(state, body.counter, visit.id, row);
    }
    remember(state, body.key, name, row.seq, body.visit);
  },
  "visit-recalled": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "called") {
      move(state, visit, { ...visit.stage, call: body.announcement.call, recalls: visit.stage.recalls + 1 }, row);
      heard(visit, body.announcement.device, row);
    }
    remember(state, body.key, "recall", row.seq, body.visit);
  },
  "service-begun": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit?.stage.kind === "called") {
      move(state, visit, { kind: "serving", since: row.at, counter: body.counter, agent: visit.stage.agent }, row);
      visit.servingSince = row.at;
      visit.announced = "no-call";
    }
    remember(state, body.key, "begin", row.seq, body.visit);
  },
  "visit-finished": (state, body, row) => {
    endAtCounter(state, body, "finished", row);
    remember(state, body.key, "finish", row.seq, body.visit);
  },
  "visit-no-show": (state, body, row) => {
    endAtCounter(state, body, "no-show", row);
    remember(state, body.key, "no-show", row.seq, body.visit);
  },
  "visit-left": (state, body, row) => {
    endAtCounter(state, body, "left", row);
    remember(state, body.key, "left", row.seq, body.visit);
  },
  "service-assigned": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (visit) {
      visit.service = body.service;
      visit.queue = body.queue;
      visit.version = row.seq;
      visit.changed = row.seq;
    }
    remember(state, body.key, "assign-service", row.seq, body.visit);
  },
  quarantined: (state) => {
    state.quarantined += 1;
  },
};

/** Keeps a command's key so that the same request is answered the same; the oldest keys go first. */
function remember(state: OfficeState, key: string, name: string, offset: number, visit: string | null): void {
  state.commandsDone.set(key, { name, offset, visit });
  if (state.commandsDone.size <= keysMax) return;
  const oldest = state.commandsDone.keys().next();
  if (!oldest.done) state.commandsDone.delete(oldest.value);
}

function move(state: OfficeState, visit: Visit, stage: Stage, row: LogRow): void {
  visit.stage = stage;
  visit.version = row.seq;
  visit.changed = row.seq;
  if (stage.kind === "waiting") takeInLine(state, visit);
}

function heard(visit: Visit, device: string | null, row: LogRow): void {
  visit.lastCalledAt = row.at;
  visit.calls += 1;
  visit.announced = device === null ? "not-announced" : "waiting";
}

function hold(state: OfficeState, counterId: string, visit: string | null, row: LogRow): void {
  const counter = state.counters.get(counterId);
  if (counter) Object.assign(counter, { holding: visit, version: row.seq });
}

function endAtCounter(state: OfficeState, body: { visit: string }, how: Ending, row: LogRow): void {
  const visit = state.visits.get(body.visit);
  if (visit) end(state, visit, how, row);
}

function end(state: OfficeState, visit: Visit, how: Ending, row: LogRow): void {
  if (visit.stage.kind === "called" || visit.stage.kind === "serving") {
    hold(state, visit.stage.counter, null, row);
    state.before = [{ counter: visit.stage.counter, ...visit.number }, ...state.before].slice(0, beforeMax);
  }
  endVisit(state, visit, { kind: "ended", at: row.at, how }, row.seq);
}
