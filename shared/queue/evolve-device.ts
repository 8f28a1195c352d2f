/** Folds a row that a kiosk or board wrote: what it says of tickets and announcements. */
import { checkIn, sayAppointment } from "../appointments/fold.ts";
import type { LogRow, Origin } from "../log/record.ts";
import { calledByVoice } from "./absence.ts";
import type { DeviceEventKind } from "./events.ts";
import { beginPlaying, joinIssued } from "./join.ts";
import { awayDeviceFolds } from "./moves/away.ts";
import type { DeviceFolds } from "./moves/folds.ts";
import { paperDeviceFolds } from "./moves/papers.ts";
import { segmentDeviceFolds } from "./moves/segments.ts";
import { visitNamedIn } from "./sources.ts";
import { type OfficeState, visitOf, withdrawnMax } from "./state.ts";
import { reservedElsewhere } from "./takeover.ts";

export function foldDeviceRow(state: OfficeState, row: LogRow, origin: Origin): void {
  if (!Object.hasOwn(folds, row.kind)) return;
  const fold = folds[row.kind as DeviceEventKind] as (state: OfficeState, body: unknown, row: LogRow, origin: Origin) => void;
  fold(state, row.body, row, origin);
}

const folds: DeviceFolds<DeviceEventKind> = {
  "device-started": () => {},
  "epoch-begun": () => {},
  "staff-page-opened": () => {},
  "called-by-voice": (state, body, row, origin) => {
    const visit = body.visit === null ? null : visitNamedIn(state, origin, body.visit);
    calledByVoice(state, { ...body, visit }, row);
  },
  /** A letter that the hub before this one gave, beyond the point at which this one began: it must never be given again. */
  "series-received": (state, { letter }, _row, { source, epoch }) => {
    if (!state.series.has(letter)) state.series.set(letter, { letter, use: "own", device: source, epoch, count: 0 });
  },
  "ticket-issued": (state, body, row, origin) => {
    const { letter, count } = body;
    const reservation = body.request === null ? undefined : state.reservations.get(body.request);
    if (body.practice) {
      // What was played before practice ended, and is told only now, is nobody's.
      if (reservation?.use === "open") beginPlaying(state, body, row, origin);
      if (reservation) reservation.use = "issued";
      return;
    }
    if (reservation) reservation.use = "issued";
    else if (body.request !== null) reservedElsewhere(state, body);
    if (body.insteadOf !== null && !state.reservations.has(body.insteadOf))
      state.withdrawn = [...state.withdrawn, body.insteadOf].slice(-withdrawnMax);
    const series = state.series.get(letter);
    if (series && body.request === null) series.count = Math.max(series.count, count);
    joinIssued(state, body, row, origin);
  },
  "ticket-printed": (state, body, row, origin) => {
    const visit = visitOf(state, visitNamedIn(state, origin, body.visit));
    if (!visit) return;
    if (body.copy === 1) visit.printed = body.outcome;
    else visit.reprints = Math.max(visit.reprints, body.copy - 1);
    visit.changed = row.seq;
  },
  "announcement-intended": () => {},
  "appointment-said": (state, { visit }, row, origin) => sayAppointment(state, visitNamedIn(state, origin, visit), row),
  ...segmentDeviceFolds,
  ...awayDeviceFolds,
  "checked-in": (state, { appointment, visit }, row, origin) => checkIn(state, appointment, visitNamedIn(state, origin, visit), row),
  ...paperDeviceFolds,
  "announcement-made": (state, body, row) => {
    for (const counter of state.counters.values()) {
      const visit = counter.holding === null ? undefined : state.visits.get(counter.holding);
      if (visit?.stage.kind !== "called" || visit.stage.call !== body.call) continue;
      visit.announced = body.how === "spoken" ? "spoken" : body.how === "failed" ? "not-announced" : "shown";
      visit.changed = row.seq;
      return;
    }
  },
};
