/** What the hub says because time has passed: who stayed away too long has left, whose appointment or hour has come, what no kiosk printed. */
import { dueNow } from "#shared/appointments/due.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import { stayedAway } from "#shared/queue/moves/away.ts";
import { papersLapsed } from "#shared/queue/moves/papers.ts";
import { promisesDue } from "#shared/queue/moves/promises.ts";
import type { OfficeState } from "#shared/queue/state.ts";

export function lookingRound(state: OfficeState, at: number): HubEvent[] {
  return [...stayedAway(state, at), ...dueNow(state, at), ...promisesDue(state, at), ...papersLapsed(state, at)];
}
