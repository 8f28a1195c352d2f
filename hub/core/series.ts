/** Series of ticket numbers: giving letters, and reserving the next number of the shared series. A letter is never given twice. */
import type { HubEvent } from "#shared/queue/events.ts";
import { officeSeries } from "#shared/queue/series.ts";
import type { OfficeState, Series } from "#shared/queue/state.ts";
import { letterAt, letterOrdinal } from "#shared/ticket/number.ts";

/** The office's shared series and its practice series, once, with the first configuration. */
export function openSharedSeries(state: OfficeState): HubEvent[] {
  if (officeSeries(state, "shared")) return [];
  const [shared, practice] = [letterAt(0), letterAt(1)] as [string, string];
  return [opened(shared, "shared", null, null), opened(practice, "practice", null, null)];
}

/** The letter a storage has, if the hub gave it one. */
export function ownSeries(state: OfficeState, device: string, epoch: string): Series | undefined {
  return [...state.series.values()].find((series) => series.use === "own" && series.device === device && series.epoch === epoch);
}

/** The next letter never given; undefined when all 462 are gone. */
export function nextLetter(state: OfficeState): string | undefined {
  return letterAt(lettersGiven(state.series.keys()));
}

/** The place after the last letter that was given: letters are given in their order, and some are left out on purpose. */
export function lettersGiven(letters: Iterable<string>): number {
  let given = 0;
  for (const letter of letters) given = Math.max(given, (letterOrdinal(letter) ?? -1) + 1);
  return given;
}

export function opened(letter: string, use: Series["use"], device: string | null, epoch: string | null): HubEvent {
  return { kind: "series-opened", version: 1, body: { letter, use, device, epoch } };
}
