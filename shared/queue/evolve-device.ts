/** Folds a row that a kiosk or board wrote: where its log stands, and what it says of tickets and announcements. */
import type { LogRow, Origin } from "../log/record.ts";
import type { DeviceEventBody, DeviceEventKind } from "./events.ts";
import { takeInLine } from "./line.ts";
import { type OfficeState, sourceKey } from "./state.ts";
import type { Visit } from "./visit.ts";

export function followSource(state: OfficeState, row: LogRow, origin: Origin): void {
  const key = sourceKey(origin.source, origin.epoch);
  const before = state.sources.get(key);
  const arrived = row.arrivedAt ?? 0;
  if (before) {
    before.next = origin.seq + 1;
    before.hash = origin.hash;
    before.boot = origin.boot;
    before.lastArrivedAt = Math.max(before.lastArrivedAt, arrived);
    return;
  }
  const { epoch, seq, hash, boot } = origin;
  state.sources.set(key, { epoch, next: seq + 1, hash, boot, lastArrivedAt: arrived });
}

export function foldDeviceRow(state: OfficeState, row: LogRow, origin: Origin): void {
  if (!Object.hasOwn(folds, row.kind)) return;
  const fold = folds[row.kind as DeviceEventKind] as (state: OfficeState, body: unknown, row: LogRow, origin: Origin) => void;
  fold(state, row.body, row, origin);
}

type Folds = {
  readonly [K in DeviceEventKind]: (state: OfficeState, body: DeviceEventBody<K>, row: LogRow, origin: Origin) => void;
};

const folds: Folds = {
  "device-started": () => {},
  "series-received": () => {},
  "ticket-issued": (state, body, row, origin) => {
    const { letter, count } = body;
    const reservation = body.request === null ? undefined : state.reservations.get(body.request);
    if (reservation) reservation.use = "issued";
    const series = state.series.get(letter);
    if (series && body.request === null) series.count = Math.max(series.count, count);
    const visit: Visit = {
      id: visitId(origin),
      device: origin.source,
      number: { letter, count },
      date: body.date ?? dateOf(state, row),
      language: body.language,
      needs: body.needs,
      practice: body.practice,
      ...serviceOf(state, body.service),
      arrivedAt: row.arrivedAt ?? row.at,
      because: null,
      timeUncertain: row.timeUncertain === true,
      stage: { kind: "waiting", since: row.arrivedAt ?? row.at },
      firstCalledAt: null,
      lastCalledAt: null,
      servingSince: null,
      calls: 0,
      announced: "no-call",
      printed: "pending",
      reprints: 0,
      version: row.seq,
      changed: row.seq,
    };
    state.visits.set(visit.id, visit);
    takeInLine(state, visit);
    if (!visit.practice) state.tickets += 1;
  },
  "ticket-printed": (state, body, row) => {
    const visit = state.visits.get(body.visit);
    if (!visit) return;
    if (body.copy === 1) visit.printed = body.outcome;
    else visit.reprints = Math.max(visit.reprints, body.copy - 1);
    visit.changed = row.seq;
  },
  "announcement-intended": () => {},
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

export function visitId(origin: Pick<Origin, "source" | "epoch" | "seq">): string {
  return `${origin.source}.${origin.epoch}.${origin.seq}`;
}

/** The date a kiosk's own ticket belongs to: the open one if it arrived after the opening, else the next that opens. */
function dateOf(state: OfficeState, row: LogRow): string | null {
  const arrived = row.arrivedAt ?? row.at;
  return state.day && (row.timeUncertain || arrived >= state.day.since) ? state.day.date : null;
}

/** A service this configuration does not know is treated as "not sure": the citizen is not sent away. */
function serviceOf(state: OfficeState, service: string | null): { service: string | null; queue: string } {
  const { configuration } = state;
  const known = service === null ? undefined : configuration?.services.find((each) => each.id === service);
  return { service: known?.id ?? null, queue: known?.queue ?? configuration?.firstContact.queue ?? "" };
}
