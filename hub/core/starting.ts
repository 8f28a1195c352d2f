/** What a start of the hub says: that it runs, what it thinks of the machine's clock, and how long it was away. */
import type { Moment } from "#shared/log/record.ts";
import type { HubEvent } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { HubInput } from "./contract.ts";

/** A hub that is back sooner was not missed: nobody is called by voice for less. */
export const absenceMs = 120_000;

export function starting(state: OfficeState, input: Extract<HubInput, { kind: "start" }>, now: Moment): HubEvent[] {
  const { timeZoneData, aliveAt = null, clock = null } = input;
  const started = { boot: now.boot, generation: Math.max(1, state.generation), timeZoneData };
  const isDoubted = clock === null ? state.calendar.doubt !== null : clock.kind === "doubted";
  const events: HubEvent[] = [{ kind: "hub-started", version: 1, body: started }];
  if (clock?.kind === "doubted" && state.calendar.doubt === null) {
    events.push({ kind: "clock-doubted", version: 1, body: { wall: clock.wall, why: clock.why } });
  } else if (!isDoubted && state.calendar.doubt !== null) {
    events.push({ kind: "clock-set", version: 1, body: { from: now.at, to: now.at, why: "synchronised" } });
  }
  // A clock that is doubted cannot tell for how long: rather ask once too often.
  if (aliveAt !== null && (isDoubted || now.at - aliveAt > absenceMs)) {
    events.push({ kind: "absence-ended", version: 1, body: { from: Math.min(aliveAt, now.at), to: now.at, because: "away" } });
  }
  return events;
}
