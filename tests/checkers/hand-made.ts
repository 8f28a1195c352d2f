/** Histories made by hand, for the checkers' own tests: a day that keeps every promise, and ways to spoil it. */
import type { AppendedRow } from "#shared/log/event-log.ts";
import type { Origin } from "#shared/log/record.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { evolve } from "#shared/queue/evolve.ts";
import { emptyState, stateText } from "#shared/queue/state.ts";
import type { History, Observation, StorageAtEnd } from "./history.ts";

export const startedAt = Date.UTC(2026, 10, 23, 17);
const actor = { kind: "agent", agent: 21, counter: "counter-1" } as const;

/** Writes rows as a hub or a device would; times are milliseconds since the start. */
export class Writer {
  readonly source: string;
  readonly rows: AppendedRow[] = [];
  readonly at = new Map<number, number>();

  constructor(source: string) {
    this.source = source;
  }

  write(atMs: number, kind: string, body: unknown, more: { origin?: Origin; arrivedAt?: number; timeUncertain?: true } = {}): AppendedRow {
    const seq = this.rows.length + 1;
    const row = { seq, kind, version: 1, at: startedAt + atMs, boot: "b", mono: atMs, body, hash: `${this.source}#${seq}`, ...more };
    this.rows.push(row);
    this.at.set(seq, atMs);
    return row;
  }

  get storage(): StorageAtEnd {
    return { source: this.source, epochs: [{ epoch: `${this.source}-e`, first: 1 }], rows: this.rows };
  }
}

export class Day {
  readonly hub = new Writer("hub");
  readonly kiosk = new Writer("kiosk-1");
  readonly central = new Writer("central");
  readonly observations: Observation[] = [];
  readonly issuedAt = new Map<string, number>();
  changes: Partial<History> = {};

  constructor() {
    this.hub.write(0, "hub-started", { boot: "b", generation: 1, timeZoneData: "2026c" });
    const configuration = exampleOffice();
    this.hub.write(1, "configuration-changed", { key: "seed-0001", actor: { kind: "system", part: "configuration" }, configuration });
    this.hub.write(2, "series-opened", { letter: "A", use: "shared", device: null, epoch: null });
    this.hub.write(3, "series-opened", { letter: "C", use: "own", device: "kiosk-1", epoch: "kiosk-1-e" });
    this.hub.write(4, "day-opened", { date: "2026-11-23", key: "open-0001", actor: { kind: "system", part: "hours" } });
  }

  /** A ticket with a reservation, printed, and its rows at the hub. */
  ticket(
    atMs: number,
    count: number,
    over: { letter?: string; own?: boolean; tap?: string; arrivedAt?: number; shipped?: boolean } = {},
  ): string {
    const { letter = over.own ? "C" : "A", own = false, shipped = true } = over;
    const date = own ? null : "2026-11-23";
    const request = own ? null : `r-${this.kiosk.rows.length}`;
    if (!own)
      this.hub.write(atMs, "number-reserved", {
        request,
        device: "kiosk-1",
        epoch: "kiosk-1-e",
        boot: "b",
        letter,
        count,
        date,
        practice: false,
      });
    const tap = over.tap ?? `tap-${this.kiosk.rows.length}`;
    const body = { letter, count, request, insteadOf: null, date, service: "licence", language: "en", needs: [], practice: false, tap };
    const issued = this.kiosk.write(atMs, "ticket-issued", body);
    const visit = `kiosk-1.kiosk-1-e.${issued.seq}`;
    this.issuedAt.set(visit, atMs);
    this.see(atMs, { kind: "told", device: "kiosk-1", tap, answer: { visit, number: `${letter}${count}` } });
    this.see(atMs, { kind: "printing", device: "kiosk-1", job: `${issued.seq}`, number: `${letter}${count}`, copy: 1, durable: true });
    this.see(atMs + 900, { kind: "paper", device: "kiosk-1", number: `${letter}${count}`, copy: 1, visit });
    const printed = this.kiosk.write(atMs + 900, "ticket-printed", { visit, job: "j", copy: 1, outcome: "printed", fault: null });
    if (shipped) this.ship(atMs + 5, issued, over.arrivedAt ?? atMs);
    if (shipped) this.ship(atMs + 905, printed);
    return visit;
  }

  ship(atMs: number, row: AppendedRow, arrivedAtMs?: number): AppendedRow {
    const { kind, body, seq, at, boot, mono, hash } = row;
    const origin = { source: "kiosk-1", epoch: "kiosk-1-e", seq, at, boot, mono, hash };
    return this.hub.write(atMs, kind, body, { origin, ...(arrivedAtMs === undefined ? {} : { arrivedAt: startedAt + arrivedAtMs }) });
  }

  call(atMs: number, visit: string, over: Record<string, unknown> = {}): string {
    const call = `h.${visit}.1`;
    const because = { rule: "plain-order", ruleVersion: 1, waitedMs: 0, passedOver: [], passedOverTotal: 0 };
    const announcement = { call, zone: "main", device: "board-1" };
    const body = {
      visit,
      key: `call-${this.hub.rows.length}`,
      actor,
      practice: false,
      counter: "counter-1",
      because,
      announcement,
      ...over,
    };
    this.hub.write(atMs, "visit-called", body);
    return call;
  }

  /** Staff take in paper by its number; returns the visit. */
  admit(atMs: number, letter: string, count: number): string {
    const visit = `hub.hub-e.${this.hub.rows.length + 1}`;
    const said = { scanned: false, paper: null, service: null, queue: "general", language: "en" };
    this.hub.write(atMs, "visit-admitted", {
      ...said,
      ...{ visit, letter, count, date: "2026-11-23", key: `admit-${this.hub.rows.length}`, actor },
    });
    return visit;
  }

  end(atMs: number, visit: string, kind = "visit-no-show"): void {
    this.hub.write(atMs, kind, { visit, key: `end-${this.hub.rows.length}`, actor, practice: false, counter: "counter-1" });
  }

  /** A move of a visit by the agent of counter 1. */
  move(atMs: number, visit: string, kind: string, more: Record<string, unknown>): AppendedRow {
    return this.hub.write(atMs, kind, { visit, key: `move-${this.hub.rows.length}`, actor, practice: false, ...more });
  }

  speak(atMs: number, call: string, calledAt: number, device = "board-1"): void {
    this.see(atMs, { kind: "spoken", device, zone: "main", call, calledAt, takenAt: atMs });
  }

  see(at: number, seen: Record<string, unknown>): void {
    this.observations.push({ at, ...seen } as unknown as Observation);
  }

  get history(): History {
    const state = emptyState();
    for (const { hash: _hash, ...row } of this.hub.rows) evolve(state, row);
    if (this.central.rows.length === 0) {
      for (const { seq, at, boot, mono, hash, origin, ...rest } of this.hub.rows) {
        const here = { source: "example", epoch: "hub-e", seq, at, boot, mono, hash };
        this.central.write(at - startedAt, rest.kind, rest.body, { origin: origin ? { ...here, origin } : here });
      }
    }
    return {
      office: "example",
      timeZone: "America/Vancouver",
      observations: this.observations,
      converged: true,
      devices: [this.kiosk.storage],
      hub: this.hub.storage,
      hubStateText: stateText(state),
      central: this.central.storage,
      hubCommittedAt: this.hub.at,
      issuedAt: this.issuedAt,
      excused: new Map(),
      startedAtUtc: startedAt,
      ...this.changes,
    };
  }
}

/** Two tickets, one of them called, spoken and ended: nothing to complain of. */
export function goodDay(): Day {
  const day = new Day();
  const first = day.ticket(10_000, 1);
  day.ticket(20_000, 2);
  const call = day.call(30_000, first);
  day.speak(30_050, call, 30_000);
  day.end(60_000, first);
  day.see(60_100, { kind: "board", device: "board-1", zone: "main", calls: [] });
  return day;
}
