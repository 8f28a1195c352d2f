/**
 * Takes a device's rows into the hub's log, exactly once and in order. Lower than expected: dropped and acknowledged again;
 * higher: asked for; one that no schema reads: kept as quarantined; one that its writer has deleted: noted as missing.
 */
import { fault } from "#shared/faults/fault.ts";
import type { Draft, Stepped } from "#shared/log/program.ts";
import { chainHash, chainStart, type Digest, type Moment, type Origin, recordBytes } from "#shared/log/record.ts";
import { type DeviceEvent, type DeviceEventBody, type HubEvent, readDeviceEvent } from "#shared/queue/events.ts";
import { returnedAtKiosk } from "#shared/queue/moves/returning.ts";
import { type OfficeState, type Reservation, sourceKey } from "#shared/queue/state.ts";
import type { LogMessage, WireRow } from "#shared/wire/payloads.ts";
import { Arrivals, measurement } from "./arrival.ts";
import type { HubEffect } from "./contract.ts";
import { draftOf } from "./draft.ts";
import { Lapses } from "./lapses.ts";

export function acceptLog(state: OfficeState, device: string, message: LogMessage, now: Moment, digest: Digest): Stepped<HubEffect> {
  if (!state.configuration?.devices.some((each) => each.id === device)) {
    return { drafts: [], effects: [raise(device, "not-enrolled")] };
  }
  const { place, noted, effects } = placeOf(state, device, message);
  const { next, hash: before } = place;
  const fresh = message.rows.filter((row) => row.seq >= next);
  const isKnown = state.sources.has(sourceKey(device, message.epoch)) || noted.length > 0;
  // Rows that come twice may have been long on their way: what they say of the clock is not worth a row.
  const isRepeated = fresh.length === 0 && message.rows.length > 0;
  const measured = isKnown && !isRepeated ? measurement(state, device, message, now) : [];
  const stay = (ask: boolean): Stepped<HubEffect> => ({
    drafts: [...noted, ...measured].map(draftOf),
    effects: [...effects, ack(state, device, message, next, before, ask)],
  });
  // A sender whose last row lies before `next` learns from the acknowledgement that the hub has another history of its log.
  if (fresh.length === 0) return stay(false);
  if (!fresh.every((row, at) => row.seq === next + at)) return stay(true);

  const taken = new Taker(state, device, message, now);
  let hash = before;
  for (const row of fresh) {
    hash = chainHash(
      digest,
      hash,
      recordBytes({ kind: row.kind, version: row.version, at: row.at, boot: row.boot, mono: row.mono, body: row.body }),
    );
    taken.take(row, hash);
  }
  if (hash !== message.hash) {
    const { drafts, effects: all } = stay(false);
    return { drafts, effects: [raise(device, "log-forked"), ...all] };
  }
  const first = [...noted, ...forked(state, device, message), ...backlog(state, device, message, next + fresh.length)];
  const last = isKnown ? measured : measurement(state, device, message, now);
  const drafts = [...first.map(draftOf), ...taken.drafts, ...last.map(draftOf)];
  const parted = first.some((each) => each.kind === "source-forked") || taken.parted;
  if (parted) effects.push(raise(device, "log-forked"));
  if (taken.quarantined > 0) effects.push(raise(device, "row-quarantined"));
  return { drafts, effects: [...effects, ack(state, device, message, next + fresh.length, hash)] };
}

interface Placed {
  readonly place: { readonly next: number; readonly hash: string };
  /** Rows of this log that nobody has any more. */
  readonly noted: readonly HubEvent[];
  readonly effects: HubEffect[];
}

/** Which row comes next: an epoch that is not known yet begins where its sender says, and what the sender deleted is missing for good. */
function placeOf(state: OfficeState, device: string, message: LogMessage): Placed {
  const { epoch, first, held, last } = message;
  const source = state.sources.get(sourceKey(device, epoch));
  const place = source ? { next: source.next, hash: source.hash } : { next: first?.seq ?? 1, hash: first?.hash ?? chainStart };
  if (!held || held.seq <= place.next || last < place.next) return { place, noted: [], effects: [] };
  const to = Math.min(held.seq - 1, last);
  const hash = to === held.seq - 1 ? held.hash : message.hash;
  const gap = { source: device, epoch, from: place.next, to, hash };
  const what = fault("log-gap", { device, from: gap.from, to });
  return {
    place: { next: to + 1, hash },
    noted: [{ kind: "rows-missing", version: 1, body: gap }],
    effects: [{ kind: "raise", about: `${device}/log-gap`, fault: what }],
  };
}

/** In the commit of its first rows: an epoch that was given to rows of another one after two histories had parted. */
function forked(state: OfficeState, device: string, { epoch, from }: LogMessage): HubEvent[] {
  if (!from || state.sources.has(sourceKey(device, epoch))) return [];
  return [{ kind: "source-forked", version: 1, body: { source: device, epoch, from } }];
}

/** More rows follow than a message holds. While one backlog is open no other begins, so a busy kiosk's tickets do not wait for ever. */
function backlog(state: OfficeState, device: string, { epoch, last }: LogMessage, next: number): HubEvent[] {
  const open = state.sources.get(sourceKey(device, epoch))?.backlog ?? null;
  if (next > last || open !== null) return [];
  return [{ kind: "backlog-begun", version: 1, body: { source: device, epoch, until: last } }];
}

/** When the last ticket before a new epoch of the same storage arrived. */
function lastBefore(state: OfficeState, device: string, first: number): number {
  let last = 0;
  if (first === 1) return last;
  for (const { id, device: of, arrivedAt } of state.visits.values()) {
    if (of === device && Number(id.slice(id.lastIndexOf(".") + 1)) < first) last = Math.max(last, arrivedAt);
  }
  return last;
}

/** What a citizen did at a kiosk at a time that matters; it may be long ago. */
const timed: ReadonlySet<string> = new Set<DeviceEvent["kind"]>(["ticket-issued", "stepped-away", "came-back"]);

/** Makes the hub's rows of a batch, and the reservations that those rows let lapse. */
class Taker {
  readonly drafts: Draft[] = [];
  quarantined = 0;
  readonly #state: OfficeState;
  readonly #device: string;
  readonly #message: LogMessage;
  readonly #lapses: Lapses;
  readonly #returned = new Set<string>();
  readonly #arrivals: Arrivals;
  readonly #at: number;
  /** A row says that two histories of this log parted. */
  parted = false;

  constructor(state: OfficeState, device: string, message: LogMessage, now: Moment) {
    this.#state = state;
    this.#device = device;
    this.#message = message;
    this.#lapses = new Lapses(state);
    this.#at = now.at;
    const source = state.sources.get(sourceKey(device, message.epoch));
    // An epoch may be known by other rows before its first ticket comes; a clock that is set moves "never" below nought.
    const own = source?.lastArrivedAt ?? 0;
    const last = own > 0 ? own : lastBefore(state, device, message.first?.seq ?? 1);
    this.#arrivals = new Arrivals(state, device, message.sent, now, last);
  }

  take(row: WireRow, hash: string): void {
    const whole = isWhole(row);
    const { seq, at, boot, mono } = whole ? row : { ...row, at: 0, boot: "", mono: 0 };
    const origin: Origin = { source: this.#device, epoch: this.#message.epoch, seq, at, boot, mono, hash };
    const read = whole ? readDeviceEvent(row.kind, row.version, row.body) : ({ ok: false, reason: "not the shape of a row" } as const);
    if (!read.ok) {
      this.quarantined += 1;
      const { kind, version, body } = row;
      const raw = whole ? { kind, version, body } : { kind, version, at: row.at, boot: row.boot, mono: row.mono, body };
      // With its arrival, so that it can still be put where it belongs once somebody can read it.
      const arrival = this.#arrivals.of(undefined, { boot, mono });
      this.drafts.push({
        kind: "quarantined",
        version: 1,
        body: { reason: read.reason, raw },
        origin,
        ...arrival,
      });
      return;
    }
    const { event } = read;
    if (!timed.has(event.kind)) this.drafts.push({ ...event, origin });
    else if (event.kind !== "ticket-issued") {
      const arrival = this.#arrivals.of(undefined, row);
      this.drafts.push({ ...event, origin, ...arrival });
      if (event.kind === "came-back") this.#takeBack(event.body, origin, arrival.arrivedAt ?? this.#at);
    } else this.drafts.push({ ...event, origin, ...this.#arrivals.of(this.#reservation(event.body.request), row) });
    if (event.kind === "epoch-begun" && event.body.why === "fork") this.parted = true;
    for (const lapse of this.#lapses.by(this.#device, event)) this.drafts.push(draftOf(lapse));
  }

  /** A no-show who says at a kiosk that they are here after all: the hub's own row lets them in, so that every fold hears the same. */
  #takeBack(body: DeviceEventBody<"came-back">, origin: Origin, at: number): void {
    const event = returnedAtKiosk(this.#state, body, origin, at);
    if (!event || this.#returned.has(event.body.visit)) return;
    this.#returned.add(event.body.visit);
    this.drafts.push(draftOf(event));
  }

  #reservation(request: string | null): Reservation | undefined {
    return request === null ? undefined : this.#state.reservations.get(request);
  }
}

/** `readOddLog` lets rows through that lack what every row has: they are kept, and quarantined. */
function isWhole({ kind, version, at, boot, mono }: WireRow): boolean {
  return typeof kind === "string" && typeof boot === "string" && Number.isInteger(version) && Number.isFinite(at) && Number.isFinite(mono);
}

function ack(state: OfficeState, device: string, message: LogMessage, next: number, hash: string, ask = false): HubEffect {
  const { generation } = state;
  return { kind: "ack", device, message: { generation, epoch: message.epoch, next, hash, ...(ask ? { ask: true } : {}) } };
}

function raise(device: string, code: "not-enrolled" | "log-forked" | "row-quarantined"): HubEffect {
  return { kind: "raise", about: `${device}/${code}`, fault: fault(code, { device }) };
}
