/** What a board knows for ever: which calls it has taken in hand, so that none is spoken twice. A fold of its own log. */
import type { LogRow } from "#shared/log/record.ts";
import type { DeviceEventBody } from "#shared/queue/events.ts";

export const foldVersion = 1;
/** Calls remembered; the oldest are forgotten first. A call is over long before a thousand others are made. */
export const callsMax = 1_000;

export interface BoardState {
  n: number;
  /** `intended`: the sound may have begun; `ended`: how it went is on record. */
  readonly calls: Map<string, "intended" | "ended">;
}

export function emptyState(): BoardState {
  return { n: 0, calls: new Map() };
}

export function stateText(state: BoardState): string {
  return JSON.stringify({ n: state.n, calls: [...state.calls] });
}

export function stateFromText(text: string): BoardState {
  const plain = JSON.parse(text);
  return { n: plain.n, calls: new Map(plain.calls) };
}

export function evolve(state: BoardState, row: LogRow): void {
  state.n = row.seq;
  if (row.kind === "announcement-intended") state.calls.set((row.body as DeviceEventBody<"announcement-intended">).call, "intended");
  if (row.kind === "announcement-made") state.calls.set((row.body as DeviceEventBody<"announcement-made">).call, "ended");
  if (state.calls.size <= callsMax) return;
  const oldest = state.calls.keys().next();
  if (!oldest.done) state.calls.delete(oldest.value);
}
