/** Folds one row of the hub's log into the office's state. Total: a row it does not know changes nothing but the offset. */
import { appointmentFolds, forgetAppointments } from "../appointments/fold.ts";
import type { LogRow } from "../log/record.ts";
import { catchUp, endAbsence, takeEvidence } from "./absence.ts";
import { foldAdmissions } from "./admission.ts";
import { adoptedRow } from "./adoption.ts";
import { foldCalendar } from "./calendar.ts";
import { carry, wakeCarried } from "./carry.ts";
import { withChange } from "./configured.ts";
import type { HubEventKind } from "./events.ts";
import { foldDeviceRow } from "./evolve-device.ts";
import { admit } from "./join.ts";
import { recountWaiting } from "./line.ts";
import { awayFolds } from "./moves/away.ts";
import { callFolds } from "./moves/calls.ts";
import { doorFolds } from "./moves/doors.ts";
import { endingFolds } from "./moves/endings.ts";
import type { Folds } from "./moves/folds.ts";
import { goingFolds } from "./moves/going.ts";
import { intakeFolds } from "./moves/intake.ts";
import { lineFolds } from "./moves/line.ts";
import { markFolds } from "./moves/marks.ts";
import { officeFolds } from "./moves/office.ts";
import { paperFolds } from "./moves/papers.ts";
import { parkingFolds } from "./moves/parking.ts";
import { practiceFolds } from "./moves/practice.ts";
import { promiseFolds, takePromises } from "./moves/promises.ts";
import { returningFolds } from "./moves/returning.ts";
import { segmentFolds } from "./moves/segments.ts";
import { beforeMove, keepUndo, undoFolds } from "./moves/undo.ts";
import { viewingFolds } from "./moves/viewing.ts";
import { end } from "./moving.ts";
import { remember } from "./remember.ts";
import { setClock } from "./set-clock.ts";
import { backlogBegun, backlogEnded, bootMeasured, followSource, rowsMissing, sourceForked } from "./sources.ts";
import { type OfficeState, visitOf } from "./state.ts";
import { moveTakeover, seriesOpened } from "./takeover.ts";

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
  const before = beforeMove(state, row);
  fold(state, row.body, row);
  if (before) keepUndo(state, before);
  foldCalendar(state.calendar, row);
  foldAdmissions(state.admissions, row);
}

const folds: Folds<HubEventKind> = {
  "hub-started": (state, body) => {
    state.generation = Math.max(state.generation, body.generation);
    state.takingOver = false;
  },
  "configuration-changed": (state, body, row) => {
    const configuration = body.configuration as NonNullable<OfficeState["configuration"]>;
    state.configuration = configuration;
    state.configurationChanges = withChange(state.configurationChanges, state.configurationVersion, body, row);
    state.configurationVersion = row.seq;
    const kept = new Set(configuration.counters.map((counter) => counter.id));
    for (const [id, counter] of state.counters) if (!kept.has(id) && counter.holding === null) state.counters.delete(id);
    for (const { id } of configuration.counters) {
      if (!state.counters.has(id))
        state.counters.set(id, { id, agent: null, holding: null, version: row.seq, break: null, takes: null, practice: false });
    }
    remember(state, body.key, "configuration-changed", row.seq, null);
  },
  "day-opened": (state, body, row) => {
    const isForming = body.doors === "closed";
    state.day = {
      date: body.date,
      since: row.at,
      stage: isForming ? "forming" : "open",
      doorsAt: isForming ? null : row.at,
      closesAt: null,
    };
    state.lastDate = body.date;
    state.openedRow = row.seq;
    for (const series of state.series.values()) {
      if (series.use === "shared" && !body.continues?.includes(series.letter)) series.count = 0;
    }
    for (const visit of state.visits.values()) if (visit.date === null && !visit.practice) wakeCarried(visit, body.date, row);
    takePromises(state, body.date, row);
    recountWaiting(state);
    remember(state, body.key, isForming ? "form-line" : "open-day", row.seq, null);
  },
  "day-closed": (state, body, row) => {
    state.day = null;
    state.lastDate = body.date;
    for (const id of body.ended) {
      const visit = state.visits.get(id);
      if (visit) end(state, visit, "day-closed", row);
    }
    for (const id of body.carried ?? []) carry(state, id, row);
    // What came too late is shown to staff for a whole date at least, and a return slip bears its number until its date has been.
    for (const [id, { stage, late, joinedRow, date }] of state.visits) {
      if (stage.kind === "ended" && !(late && joinedRow > state.openedRow) && (date ?? "") <= body.date) state.visits.delete(id);
    }
    for (const [id, visit] of state.aliases) if (!state.visits.has(visit)) state.aliases.delete(id);
    for (const [request, { practice }] of state.reservations) if (!practice || !state.practice) state.reservations.delete(request);
    forgetAppointments(state, body.date);
    state.before = [];
    // What was said of today.
    state.undos.clear();
    state.stoppedServices.clear();
    for (const counter of state.counters.values()) if (counter.takes !== null) Object.assign(counter, { takes: null, version: row.seq });
    recountWaiting(state);
    remember(state, body.key, "close-day", row.seq, null);
  },
  "clock-set": (state, body, row) => {
    setClock(state, row);
    moveTakeover(state, body);
    if (body.key !== undefined) remember(state, body.key, "trust-clock", row.seq, null);
  },
  "series-opened": (state, body, row) => seriesOpened(state, body, row),
  "number-reserved": (state, body, row) => {
    const series = state.series.get(body.letter);
    if (series) series.count = Math.max(series.count, body.count);
    state.reservations.set(body.request, { ...body, at: row.at, use: "open" });
  },
  "reservation-lapsed": (state, body) => {
    const reservation = state.reservations.get(body.request);
    if (reservation && reservation.use === "open") reservation.use = "lapsed";
  },
  /** What agents did beyond the restore point is lost: whoever waited then is asked about. */
  restored: (state, body, row) => {
    state.generation = Math.max(state.generation, body.generation);
    state.takingOver = true;
    endAbsence(state, { from: row.at, to: row.at }, row);
  },
  "absence-ended": (state, body, row) => endAbsence(state, body, row),
  "backlog-begun": (state, body) => backlogBegun(state, body),
  "backlog-ended": (state, body) => backlogEnded(state, body),
  "rows-missing": (state, body) => rowsMissing(state, body),
  "source-forked": (state, body) => sourceForked(state, body),
  "boot-measured": (state, body, row) => bootMeasured(state, body, row),
  "clock-doubted": () => {},
  "visit-caught-up": (state, body, row) => {
    const visit = visitOf(state, body.visit);
    if (visit) catchUp(state, visit, body.how, row);
    remember(state, body.key, "catch-up", row.seq, body.visit);
  },
  "visit-admitted": (state, body, row) => {
    admit(state, body, row);
    remember(state, body.key, "admit", row.seq, body.visit);
  },
  "day-corrected": (state, body, row) => {
    if (state.day) state.day = { ...state.day, date: body.to };
    state.lastDate = body.to;
    for (const visit of state.visits.values()) if (visit.date === body.from) Object.assign(visit, { date: body.to, changed: row.seq });
    for (const reservation of state.reservations.values()) if (reservation.date === body.from) reservation.date = body.to;
    remember(state, body.key, "correct-day", row.seq, null);
  },
  "row-adopted": (state, body, row) => {
    const adopted = adoptedRow(row);
    state.quarantined = Math.max(0, state.quarantined - 1);
    foldDeviceRow(state, adopted, adopted.origin);
    remember(state, body.key, "adopt", row.seq, null);
  },
  "evidence-kept": (state, body, row) => takeEvidence(state, body, row),
  quarantined: (state) => {
    state.quarantined += 1;
  },
  ...appointmentFolds,
  ...viewingFolds,
  ...goingFolds,
  ...callFolds,
  ...endingFolds,
  ...segmentFolds,
  ...parkingFolds,
  ...lineFolds,
  ...awayFolds,
  ...returningFolds,
  ...intakeFolds,
  ...markFolds,
  ...paperFolds,
  ...doorFolds,
  ...practiceFolds,
  ...promiseFolds,
  ...undoFolds,
  ...officeFolds,
};
