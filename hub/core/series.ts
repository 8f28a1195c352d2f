/** Series of ticket numbers: giving letters, and reserving the next number of the shared series. A letter is never given twice. */
import type { HubEvent } from "#shared/queue/events.ts";
import type { OfficeState, Series } from "#shared/queue/state.ts";
import { letterAt } from "#shared/ticket/number.ts";

/** The office's shared series and its practice series, once, with the first configuration. */
export function openSharedSeries(state: OfficeState): HubEvent[] {
  if (seriesFor(state, "shared")) return [];
  const [shared, practice] = [letterAt(0), letterAt(1)] as [string, string];
  return [opened(shared, "shared", null, null), opened(practice, "practice", null, null)];
}

export function seriesFor(state: OfficeState, use: "shared" | "practice"): Series | undefined {
  return [...state.series.values()].find((series) => series.use === use);
}

/** The letter a storage has, if the hub gave it one. */
export function ownSeries(state: OfficeState, device: string, epoch: string): Series | undefined {
  return [...state.series.values()].find((series) => series.use === "own" && series.device === device && series.epoch === epoch);
}

/** The next letter never given; undefined when all 462 are gone. */
export function nextLetter(state: OfficeState): string | undefined {
  return letterAt(state.series.size);
}

export function opened(letter: string, use: Series["use"], device: string | null, epoch: string | null): HubEvent {
  return { kind: "series-opened", version: 1, body: { letter, use, device, epoch } };
}
