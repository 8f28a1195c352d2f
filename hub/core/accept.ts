/**
 * Takes a device's rows into the hub's log, exactly once and in order. Lower than expected: dropped and acknowledged again;
 * higher: asked for; one that no schema reads: kept as quarantined. A batch whose hash differs is another history of that storage.
 */
import { fault } from "#shared/faults/fault.ts";
import type { Draft, Stepped } from "#shared/log/program.ts";
import { chainHash, chainStart, type Digest, type Moment, type Origin, recordBytes } from "#shared/log/record.ts";
import { type DeviceEvent, type HubEvent, readDeviceEvent } from "#shared/queue/events.ts";
import { type OfficeState, type Reservation, type Source, sourceKey } from "#shared/queue/state.ts";
import type { LogMessage, WireRow } from "#shared/wire/payloads.ts";
import type { HubEffect } from "./contract.ts";
import { draftOf } from "./draft.ts";

export function acceptLog(state: OfficeState, device: string, message: LogMessage, now: Moment, digest: Digest): Stepped<HubEffect> {
  if (!state.configuration?.devices.some((each) => each.id === device)) {
    return { drafts: [], effects: [raise(device, "not-enrolled")] };
  }
  const source = state.sources.get(sourceKey(device, message.epoch));
  const next = source?.next ?? 1;
  const before = source?.hash ?? chainStart;
  const fresh = message.rows.filter((row) => row.seq >= next);
  // A sender whose last row lies before `next` learns from the acknowledgement that its log lost rows.
  if (fresh.length === 0) return { drafts: [], effects: [ack(state, device, message, next, before)] };
  if (!fresh.every((row, place) => row.seq === next + place)) {
    return { drafts: [], effects: [ack(state, device, message, next, before, true)] };
  }

  const taken = new Taker(state, device, message, now, source);
  let hash = before;
  for (const row of fresh) {
    hash = chainHash(
      digest,
      hash,
      recordBytes({ kind: row.kind, version: row.version, at: row.at, boot: row.boot, mono: row.mono, body: row.body }),
    );
    taken.take(row, hash);
  }
  if (hash !== message.hash) return { drafts: [], effects: [raise(device, "log-forked"), ack(state, device, message, next, before)] };
  const effects = taken.quarantined > 0 ? [raise(device, "row-quarantined")] : [];
  return { drafts: taken.drafts, effects: [...effects, ack(state, device, message, next + fresh.length, hash)] };
}

/** Makes the hub's rows of a batch, and the reservations that those rows let lapse. */
class Taker {
  readonly drafts: Draft[] = [];
  quarantined = 0;
  readonly #state: OfficeState;
  readonly #device: string;
  readonly #message: LogMessage;
  readonly #now: Moment;
  readonly #lapsed = new Set<string>();
  #lastArrivedAt: number;

  constructor(state: OfficeState, device: string, message: LogMessage, now: Moment, source: Source | undefined) {
    this.#state = state;
    this.#device = device;
    this.#message = message;
    this.#now = now;
    this.#lastArrivedAt = source?.lastArrivedAt ?? 0;
  }

  take(row: WireRow, hash: string): void {
    const { seq, at, boot, mono } = row;
    const origin: Origin = { source: this.#device, epoch: this.#message.epoch, seq, at, boot, mono, hash };
    const read = readDeviceEvent(row.kind, row.version, row.body);
    if (!read.ok) {
      this.quarantined += 1;
      const { kind, version, body } = row;
      this.drafts.push({ kind: "quarantined", version: 1, body: { reason: read.reason, raw: { kind, version, body } }, origin });
      return;
    }
    const { event } = read;
    if (event.kind !== "ticket-issued") this.drafts.push({ ...event, origin });
    else this.drafts.push({ ...event, origin, ...this.#arrival(event, row) });
    for (const lapse of this.#lapses(event)) this.drafts.push(draftOf(lapse));
  }

  /** Computed once: the reservation's time, or the hub's now less the row's age within the sender's boot. */
  #arrival(event: Extract<DeviceEvent, { kind: "ticket-issued" }>, row: WireRow): Pick<Draft, "arrivedAt" | "timeUncertain"> {
    const { sent } = this.#message;
    const reservation = event.body.request === null ? undefined : this.#state.reservations.get(event.body.request);
    const ageMs = row.boot === sent.boot ? Math.max(0, sent.mono - row.mono) : undefined;
    const measured = reservation?.at ?? (ageMs === undefined ? this.#now.at : this.#now.at - ageMs);
    this.#lastArrivedAt = Math.max(this.#lastArrivedAt, Math.min(measured, this.#now.at));
    const uncertain = reservation === undefined && ageMs === undefined;
    return { arrivedAt: this.#lastArrivedAt, ...(uncertain ? { timeUncertain: true as const } : {}) };
  }

  /** A reservation ends unused only when its kiosk's log says so: another number was taken instead, or the kiosk started anew. */
  #lapses(event: DeviceEvent): HubEvent[] {
    if (event.kind === "ticket-issued" && event.body.insteadOf !== null) {
      const reservation = this.#state.reservations.get(event.body.insteadOf);
      return reservation ? this.#lapse([reservation], "own-series-used") : [];
    }
    if (event.kind !== "device-started") return [];
    const mine = [...this.#state.reservations.values()].filter((each) => each.device === this.#device && each.boot !== event.body.boot);
    return this.#lapse(mine, "kiosk-restarted");
  }

  #lapse(reservations: readonly Reservation[], why: "own-series-used" | "kiosk-restarted"): HubEvent[] {
    const open = reservations.filter((each) => each.use === "open" && !this.#issuedHere(each.request) && !this.#lapsed.has(each.request));
    for (const each of open) this.#lapsed.add(each.request);
    return open.map(({ request, letter, count }) => ({ kind: "reservation-lapsed", version: 1, body: { request, letter, count, why } }));
  }

  /** Whether an earlier row of this very batch issued it: the state does not know that yet. */
  #issuedHere(request: string): boolean {
    return this.drafts.some((draft) => draft.kind === "ticket-issued" && (draft.body as { request: string | null }).request === request);
  }
}

function ack(state: OfficeState, device: string, message: LogMessage, next: number, hash: string, ask = false): HubEffect {
  const { generation } = state;
  return { kind: "ack", device, message: { generation, epoch: message.epoch, next, hash, ...(ask ? { ask: true } : {}) } };
}

function raise(device: string, code: "not-enrolled" | "log-forked" | "row-quarantined"): HubEffect {
  return { kind: "raise", about: `${device}/${code}`, fault: fault(code, { device }) };
}
