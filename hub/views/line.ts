/** Who waits, for the staff pages of kiosks: what they go on with while the hub is away. No names, only what is on the tickets. */
import { callable } from "#shared/queue/line.ts";
import { type OfficeState, sourceKey } from "#shared/queue/state.ts";
import { type LineMessage, lineHeldMax, lineTicketsMax } from "#shared/wire/payloads.ts";

/** The same for every kiosk. In order of arrival; it looks no further than the message has room. */
export function lineOf(state: OfficeState, epoch: string, at: number): LineMessage {
  const tickets: LineMessage["tickets"] = [];
  for (const visit of callable(state)) {
    if (visit.practice) continue;
    const { id, number, arrivedAt, service, language } = visit;
    tickets.push({ visit: id, letter: number.letter, count: number.count, arrivedAt, service, language });
    if (tickets.length === lineTicketsMax) break;
  }
  const { generation, n, waiting: total } = state;
  return { generation, epoch, n, at, date: state.day?.date ?? null, total, tickets };
}

/** How far the hub has a kiosk's log, by epoch: without it a ticket that came and was called meanwhile would seem to be new. */
export function heldOf(state: OfficeState, kiosk: string): NonNullable<LineMessage["held"]> {
  const prefix = sourceKey(kiosk, "");
  const held: { epoch: string; next: number }[] = [];
  for (const [key, { epoch, next }] of state.sources) if (key.startsWith(prefix)) held.push({ epoch, next });
  return held.slice(-lineHeldMax);
}
