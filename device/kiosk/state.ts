/** What a kiosk knows for ever: a fold of its own log and of nothing else. Only `evolve` changes it. */
import type { LogRow } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { PrintOutcome } from "#shared/queue/visit.ts";

export const foldVersion = 1;

/** Tickets kept for repeated taps and reprints; the oldest are forgotten first. A tap is repeated within seconds, not days. */
export const ticketsMax = 500;

export interface IssuedTicket {
  readonly seq: number;
  readonly at: number;
  readonly body: DeviceEventBody<"ticket-issued">;
  /** How the first print went; `pending` until a row says so. */
  printed: PrintOutcome;
  /** Whether the one copy was asked for. */
  copied: boolean;
}

export interface KioskState {
  /** The seq of the last row folded. */
  n: number;
  /** The letter of this storage's own series; null until the hub has given one. */
  letter: string | null;
  /** The last count of the own series. It never resets. */
  ownCount: number;
  /** By the tap's key, oldest first. */
  readonly tickets: Map<string, IssuedTicket>;
}

export function emptyState(): KioskState {
  return { n: 0, letter: null, ownCount: 0, tickets: new Map() };
}

export function stateText(state: KioskState): string {
  return JSON.stringify({ ...state, tickets: [...state.tickets] });
}

export function stateFromText(text: string): KioskState {
  const plain = JSON.parse(text);
  return { ...plain, tickets: new Map(plain.tickets) } as KioskState;
}

export function evolve(state: KioskState, row: LogRow): void {
  state.n = row.seq;
  if (row.kind === "series-received") state.letter = (row.body as DeviceEventBody<"series-received">).letter;
  if (row.kind === "ticket-issued") {
    const body = row.body as DeviceEventBody<"ticket-issued">;
    if (body.request === null) state.ownCount = Math.max(state.ownCount, body.count);
    state.tickets.set(body.tap, { seq: row.seq, at: row.at, body, printed: "pending", copied: false });
    if (state.tickets.size > ticketsMax) {
      const oldest = state.tickets.keys().next();
      if (!oldest.done) state.tickets.delete(oldest.value);
    }
  }
  if (row.kind === "ticket-printed") {
    const { visit, copy, outcome } = row.body as DeviceEventBody<"ticket-printed">;
    const ticket = ticketOf(state, visit);
    if (!ticket) return;
    if (copy === 1) ticket.printed = outcome;
    else ticket.copied = true;
  }
}

/** The ticket of a visit of this storage. The caller has checked that the visit's source and epoch are ours. */
export function ticketOf(state: KioskState, visit: string): IssuedTicket | undefined {
  const seq = Number(visit.slice(visit.lastIndexOf(".") + 1));
  return [...state.tickets.values()].find((ticket) => ticket.seq === seq);
}
