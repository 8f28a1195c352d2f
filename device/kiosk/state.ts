/** What a kiosk knows for ever: a fold of its own log and of nothing else. Only `evolve` changes it. */
import type { LogRow } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";
import type { PrintOutcome } from "#shared/queue/visit.ts";

export const foldVersion = 5;

/** Tickets kept for repeated taps and reprints; the oldest are forgotten first. A tap is repeated within seconds, not days. */
export const ticketsMax = 500;
/** Papers of the hub kept: it asks for none again that is so far back. */
const papersMax = 500;
/** Marks of staff kept: more than a list has tickets. */
const voicedMax = 1_000;

export interface IssuedTicket {
  readonly seq: number;
  readonly at: number;
  readonly body: DeviceEventBody<"ticket-issued">;
  /** What else it is for, and how many came on it, as the row beside it says. */
  errands: readonly string[];
  people: number;
  /** How the first print went; `pending` until a row says so. */
  printed: PrintOutcome;
  /** Whether the one copy was asked for. */
  copied: boolean;
}

export interface AskedPaper {
  readonly visit: string;
  readonly what: DeviceEventBody<"paper-taken">["what"];
  outcome: PrintOutcome;
}

export interface KioskState {
  /** The seq of the last row folded. */
  n: number;
  /** The letter of this storage's own series; null until the hub has given one. */
  letter: string | null;
  /** The last count of that letter's series. It goes on over dates, and begins anew only with another letter. */
  ownCount: number;
  /** Whether this log was begun anew on other hardware, or after a fork: it had a letter once, and must not use it again. */
  begunAnew: boolean;
  /** By the tap's key, oldest first. */
  readonly tickets: Map<string, IssuedTicket>;
  /** Papers that the hub asked for, by its job, oldest first. */
  readonly papers: Map<string, AskedPaper>;
  /** When staff called a visit by voice, oldest first; of this kiosk or of any other. */
  readonly voiced: Map<string, number>;
}

export function emptyState(): KioskState {
  return { n: 0, letter: null, ownCount: 0, begunAnew: false, tickets: new Map(), papers: new Map(), voiced: new Map() };
}

export function stateText(state: KioskState): string {
  return JSON.stringify({ ...state, tickets: [...state.tickets], papers: [...state.papers], voiced: [...state.voiced] });
}

export function stateFromText(text: string): KioskState {
  const plain = JSON.parse(text);
  return { ...plain, tickets: new Map(plain.tickets), papers: new Map(plain.papers), voiced: new Map(plain.voiced) } as KioskState;
}

/**
 * Reads the state that an earlier version of this fold left where the rows it stands for were deleted: what it did not know yet had not
 * happened then. A version that changes the meaning of what is there must translate it here.
 */
export function liftState(text: string, version: number): KioskState | undefined {
  if (version > foldVersion) return undefined;
  const plain = JSON.parse(text);
  const tickets = (plain.tickets as [string, Omit<IssuedTicket, "errands" | "people">][]).map(
    ([key, ticket]) => [key, { errands: [], people: 1, ...ticket }] as const,
  );
  const maps = { tickets: new Map(tickets), papers: new Map(plain.papers ?? []), voiced: new Map(plain.voiced ?? []) };
  return { ...emptyState(), ...plain, ...maps } as KioskState;
}

export function evolve(state: KioskState, row: LogRow): void {
  state.n = row.seq;
  if (row.kind === "series-received") state.letter = (row.body as DeviceEventBody<"series-received">).letter;
  // Another copy of this storage may be at work with the letter that was here.
  if (row.kind === "epoch-begun") Object.assign(state, { letter: null, ownCount: 0, begunAnew: true });
  if (row.kind === "ticket-issued") {
    const body = row.body as DeviceEventBody<"ticket-issued">;
    if (body.request === null) state.ownCount = Math.max(state.ownCount, body.count);
    state.tickets.set(body.tap, { seq: row.seq, at: row.at, body, errands: [], people: 1, printed: "pending", copied: false });
    forgetOldest(state.tickets, ticketsMax);
  }
  if (row.kind === "errands-stated") {
    const { visit, services, people } = row.body as DeviceEventBody<"errands-stated">;
    const ticket = ticketOf(state, visit);
    if (ticket) Object.assign(ticket, { errands: services, people });
  }
  if (row.kind === "called-by-voice") {
    const { visit } = row.body as DeviceEventBody<"called-by-voice">;
    if (visit !== null) state.voiced.set(visit, row.at);
    forgetOldest(state.voiced, voicedMax);
  }
  if (row.kind === "paper-taken") {
    const { job, visit, what } = row.body as DeviceEventBody<"paper-taken">;
    state.papers.set(job, { visit, what, outcome: "pending" });
    forgetOldest(state.papers, papersMax);
  }
  if (row.kind === "paper-ended") {
    const { job, outcome } = row.body as DeviceEventBody<"paper-ended">;
    const paper = state.papers.get(job);
    if (paper) paper.outcome = outcome;
  }
  if (row.kind === "ticket-printed") {
    const { visit, copy, outcome } = row.body as DeviceEventBody<"ticket-printed">;
    const ticket = ticketOf(state, visit);
    if (!ticket) return;
    if (copy === 1) ticket.printed = outcome;
    else ticket.copied = true;
  }
}

function forgetOldest(map: Map<string, unknown>, max: number): void {
  if (map.size <= max) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}

/** The ticket of a visit of this storage, under whatever epoch. The caller has checked that the visit's source and epoch are ours. */
export function ticketOf(state: KioskState, visit: string): IssuedTicket | undefined {
  const seq = Number(visit.slice(visit.lastIndexOf(".") + 1));
  return [...state.tickets.values()].find((ticket) => ticket.seq === seq);
}
